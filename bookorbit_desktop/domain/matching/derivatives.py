"""Recognises books about books (summaries, guides, workbooks, adaptations) by title, author and publisher.

Each kind is a set of words; a record of a kind is refused for a file that is not, however popular it is.
"""

import re
from functools import lru_cache

from bookorbit_desktop.domain.base.letters import plain_letters

_YOUNG_READERS = "young readers"
_KINDS = {
    "summary": (
        r"\bsummar(?:y|ies)\b(?! judge?ment)|\bin \d+ minutes\b"
        r"|\b\d+.minute\b|\bkey (?:takeaways|insights|ideas)\b"
        r"|\btakeaways\b|\bconversation starters\b|\bcheat sheet\b|\bsynopsis\b|\bzusammenfassung\b|\bresume de\b"
        r"|\bquicklet\b|\binstaread\b|\bblinkist\b"
        r"|\breadtrepreneur\b|\bquickread\b|\bgetabstract\b|\bshortcut edition\b"
        r"|\bbookhabits\b|\bant hive\b|\bmilkyway media\b|\bsupersummary\b|\bworth books\b|\bbright summaries\b"
        r"|\bdaily books\b|\bflashbooks\b|\bsumoreads\b|\bgenius reads\b|\bminute reads\b|\beureka books\b"
        r"|\bbook ?review of\b|\ba review of\b|\bby [\w. ]+ in \d+ minutes\b"
    ),
    "study guide": (
        r"\bstudy guides?\b|\bsparknotes\b|\bcliffs ?notes\b|\bbookrags\b|\bgradesaver\b|\bshmoop\b|\blitcharts\b"
        r"|\bno fear shakespeare\b|\byork notes\b"
        r"|\bmonarch notes\b|\bbarron s book notes\b|\bteacher s? ?(?:guide|edition)\b"
        r"|\bteachers (?:guide|edition)\b"
        r"|\blesson plans?\b|\bnovel (?:study|units?)\b|\bliterature (?:guide|kit|unit)\b"
        r"|\breading guide\b|\bdiscussion guide\b|\bbook club (?:kit|guide|questions)\b|\breader s guide\b"
        r"|\blekturehilfe\b|\bkonigs erlauterungen\b"
        r"|\blektureschlussel\b|\bprofil d une oeuvre\b|\bquestions and answers on\b"
        r"|\bstudy companion\b|\bexam prep\b|\bmasterplots\b|\bmax notes\b|\bmaxnotes\b|\bbrodie s notes\b"
    ),
    "analysis": (
        r"^(?:an? |a critical |book )?analysis of\b|^analysis$"
        r"|\b(?:critical|literary|book|character) analysis\b"
        r"|\bsummary and analysis\b"
        r"|\bmacat\b|\bcritical (?:essays|companion|insights|interpretations)\b"
        r"|\bbloom s (?:guides|notes)\b|\bessays on\b.+\bs novel\b"
    ),
    "workbook": (
        r"\bwork ?books?\b|\bexercise book\b|\bguided journal\b"
        r"|\bcompanion journal\b|\bthe journal\b|\bactivity book\b"
        r"|\bcolou?ring book\b|\bsticker book\b|\bplanner\b"
        r"|\bcalendar\b|\bposter book\b|\barbeitsbuch\b|\b(?<=a )journal$"
    ),
    "companion": (
        r"\bcompanion (?:guide|book|to)\b"
        r"|\b(?:official|unofficial|illustrated|complete|essential|readers?|reader s)"
        r" companion\b|\bcompanion$|\bunofficial\b|\bunauthori[sz]ed\b|\btrivia\b|\bquiz ?book\b|\bfan guide\b"
        r"|\bvisual (?:guide|dictionary|companion|encyclopedia)\b|\b(?:the )?(?:art|making|world|science) of the "
        r"(?:film|movie|game|series)\b|\bart of\b.*\b(?:film|movie)s?\b"
        r"|\bofficial (?:guide|handbook|cookbook)\b|\bparody\b"
        r"|\bfilm wizardry\b|\bposter collection\b"
    ),
    _YOUNG_READERS: (
        r"\byoung (?:reader|adult) ?s? (?:edition|adaptation|version)\b"
        r"|\b(?:for|adapted for) young (?:readers|adults|people)\b"
        r"|\babridged\b(?<!unabridged)|\bretold\b|\bfor (?:kids|children)\b|\bchildren s edition\b|\bgekurzt\b"
        r"|\bgraded reader\b"
        r"|\beasy reader\b|\b(?:oxford bookworms|penguin readers|macmillan readers)\b|\bsimplified\b"
    ),
    "script": (
        r"\b(?:original )?screenplay\b|\bplayscript\b|\bstage play\b"
        r"|\bshooting script\b|\bthe script\b|\bteleplay\b"
    ),
    "sample": (
        r"\b(?:free )?(?:preview|sampler)\b|\bsneak peek\b|\bexcerpts?\b"
        r"|\bchapter sampler\b|\bextract from\b|\bleseprobe\b"
        r"|\bsample chapters?\b|\bfree sample\b|\bdeleted scenes?\b|\bbonus (?:chapter|scene|content|epilogue)s?\b"
    ),
    "music": r"\bsheet music\b|\bsongbook\b|\bpiano (?:solo|vocal)\b|\bsoundtrack\b",
    "annotated": r"^the annotated\b",
}
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS.items())
_INCLUDED = re.compile(
    r"\b(?:with|includes|including|plus|incl|and) (?:an? |the )?(?:bonus )?(?:reading group|reading|study|discussion"
    r"|book club)"
    r" (?:guide|kit|questions)\b"
    r"|\b(?:with|includes|plus) (?:an? )?(?:free |exclusive )?(?:bonus|preview|excerpt|sample|sneak peek)\b.*$"
)
"""Parts of the book itself: "with a reading group guide"."""
_SIGNS = re.compile(r"\W+")


@lru_cache(maxsize=16384)
def kinds_of(title: str, *others: str) -> frozenset[str]:
    """The kinds of derivative a book is by title, subtitle, authors and publisher; empty for an original."""
    found: set[str] = set()
    for text in (title, *others):
        if not text:
            continue
        words = _INCLUDED.sub(" ", _SIGNS.sub(" ", plain_letters(text[:400])).strip())
        found |= {kind for kind, pattern in _PATTERNS if pattern.search(words)}
    return frozenset(found)


def is_for_young_readers(text: str) -> bool:
    """Whether part of a title says that the book is adapted for young readers."""
    return _YOUNG_READERS in kinds_of(text)
