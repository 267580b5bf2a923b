"""Words that mark part of a title as series, marketing, subtitle or set."""

import re

from bookorbit_desktop.domain.matching.title_readings import ARTICLES

SET_WORDS = re.compile(
    r"\b(?:omnibus|box(?:ed)?|boxset|bundle|trilogy|quartet|collections?|complete|collected|anthology|set|\d+books?"
    r"|gesamtausgabe|integrale|sammelband|trilogie|coffret|schuber|duology)\b"
)
SEVERAL = re.compile(
    r"\b(?:box(?:ed)?|boxset|set|omnibus|bundle|complete (?:series|collection)|collection)\b"
)
MARKETING = re.compile(
    r"^(?:(?:an? |the |ein |eine |un |una |une )(?:[\w-]+ ){0,4}?)?(?:novels?|roman|romanzo|novela|memoirs?|thrillers?"
    r"|krimi|kriminalroman|mystery|novella|romance|stor(?:y|ies)|tale|fairy ?tale|poems|essays|plays?|erzahlungen?"
    r"|racconti|nouvelles|autobiography)$"
    r"|^in prose$|\b(?:lit ?rpg|game ?lit|progression fantasy|dungeon core|isekai|xianxia|wuxia|space opera)\b"
    r"|^an? (?:[\w-]+ ){0,3}(?:fantasy|fiction) (?:adventure|epic|novel|romance|saga|thriller)$"
    r"|bestsell|best ?sell|million copy|multi ?million|international sensation|sensation of|award|pri[zs]e|winner"
    r"|finalist|shortlisted|longlisted|now a (?:major|netflix)|major (?:motion picture|film|tv)|motion picture"
    r"|from the (?:author|creator|bestselling)|by the author of|new novel|soon to be|anticipated|booktok|tiktok"
    r"|sequel to|perfect for fans|unputdownable|page ?turner|heart ?stopping|heart ?wrenching|gripping|must ?read"
    r"|book of the (?:year|month)|netflix|tie in|book club|\bpick$|^(?:complete and )?un(?:abridged|cut)|^introducing"
    r"|^complete and uncut|that will (?:capture|keep)|you won t put down|^(?:a )?new translation|preferred text$"
    r"|^the (?:exclusive|official|authori[sz]ed|definitive) (?:biography|edition)$|^e ?book|^edition$"
    r"|(?:anniversary|illustrated|revised|updated|expanded|special|collectors?|deluxe|kindle|large print|paperback"
    r"|annotated|hardcover|international|uk|us|english|german|french|spanish|media tie in|\d+th|^\d{4}) edition$"
    r"|classics?(?: series| library| edition)?$|^illustrated$|^deutsche ausgabe$|^large print$|^retail$|^epub$"
    r"|^audiobook$|^a \w+ book$|with (?:bonus|an introduction|a new)|^revised and"
)
COMPANION = re.compile(
    r"^(?:an?|the) (?:[\w-]+ ){0,3}?(?:guide|handbook|treasury|encyclopa?edia|atlas|companion|untold stor(?:y|ies))\b"
)
"""Beside the name of a series: a book about its world."""
SUBTITLE_OPENER = re.compile(
    r"^(?:(?:die|eine) geschichte (?:de[rsm]|einer?s?|von|meines?)|(?:l|une) histoire d|(?:la|una) historia del?"
    r"|how|why|what|when|being|the (?:story|power|art|science|secret|true|surprising|life|history|case|making|"
    r"untold|definitive|essential|making) (?:of|story|history|life|truth|lives|guide|to|behind|for)|an? (?:\w+ ){0,3}"
    r"(?:history|biography|memoir|guide|life|journey|portrait|introduction|handbook|manifesto|theory|story|tale|account)"
    r"|lessons|tales|stories|essays|selected|notes (?:on|from)|life in|inside|confessions of|adventures in)\b"
)
SERIES_WORDS = ARTICLES | {
    *("and", "series", "saga", "trilogy", "cycle", "quartet", "sequence", "novel", "novels", "book", "books"),
    *("light", "lights", "manga", "universe", "mysteries", "mystery", "thriller", "thrillers", "omnibus"),
    *("adventure", "adventures"),
}
PLACEHOLDERS = {"unknown", "untitled", "title", "novel", "book", "ebook", "document", "notitle", "cover"}
COUNTED = {"chapter", "a", "the", "part", "volume", ""}
COMMON = {
    "chronicles",
    "chronicle",
    "tales",
    "story",
    "stories",
    "legend",
    "legends",
    "world",
    "worlds",
    "kingdom",
}
