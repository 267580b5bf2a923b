"""Whether two spellings of names can be the same person: initials, order, transliterations, pen names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bookorbit_desktop.domain.base.letters import edits_apart, is_cyrillic, plain_letters

SAME, INITIALS, PARTLY = 1.0, 0.95, 0.85
"""The certainty of a pair of names: the same; initials or another spelling; family name only, or misspelt."""
AGREE = 0.8
"""From this certainty on, two names are the same person's."""

_NOBODY = frozenset(
    [
        "unknown",
        "unknown author",
        "author",
        "various",
        "various authors",
        "various artists",
        "n a",
        "na",
        "none",
        "null",
        "unbekannt",
        "unbekannter autor",
        "verschiedene",
        "diverse",
        "inconnu",
        "auteur inconnu",
        "collectif",
        "desconocido",
        "autor desconocido",
        "varios",
        "varios autores",
        "sconosciuto",
        "autore sconosciuto",
        "aa vv",
        "vv aa",
        "onbekend",
        "okand",
        "ukjent",
        "ukendt",
        "nieznany",
        "neizvestnyi",
        "neizvestnyi avtor",
        "neizvesten",
        "calibre",
        "admin",
        "administrator",
        "user",
        "owner",
        "not available",
        "unspecified",
        "不明",
        "未知",
        "佚名",
    ]
)
_ANONYMOUS = frozenset({"anonymous", "anonym", "anonyme", "anonimo", "anonymus", "anon"})
_TITLES = frozenset(["sir", "dr", "prof", "mr", "mrs", "ms", "rev", "jr", "sr", "phd", "md", "esq", "pere"])
_PARTICLES = frozenset(
    [
        "von",
        "van",
        "de",
        "da",
        "di",
        "der",
        "den",
        "du",
        "del",
        "della",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "of",
        "the",
        "y",
        "e",
        "zu",
        "ter",
        "ten",
        "v",
    ]
)
_SEPARATORS = re.compile(
    r"\s+(?:and|und|et|with|writing\s+as|aka|a\.k\.a\.|pseud\.?\s+of|as)\s+|\s*[&;/|+()\[\]]\s*",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+")
_GIVEN = {
    name: group.split()[0]
    for group in (
        "leo lev lew leon leone lyof",
        "fyodor fedor fjodor feodor fiodor theodor theodore",
        "alexander aleksandr alexandre alessandro aleksander alexandr aleksandar sasha",
        "nikolai nicholas nikolaj nicolas nikolay nicolai nick",
        "mikhail michail michael mikhael mike mihail",
        "yevgeny evgenij evgeny eugene jewgeni evgenii yevgeni",
        "sergei sergey serge sergej sergii sergio",
        "andrew andrei andrej andrzej andrey andy",
        "dmitry dmitri dimitri dmitrij dmitrii",
        "joseph josef iosif joe",
        "steven stephen steve stephan",
        "robert bob rob",
        "william bill will",
        "thomas tom",
        "james jim",
        "katherine catherine katharine kate",
        "elizabeth liz beth",
        "anthony tony antony anton",
        "edward ed ted",
        "richard rick dick",
        "john jon jonathan johnny",
        "homer homere omero homero homeros",
        "plato platon platone",
        "virgil vergil vergilius virgile virgilio",
        "peter pyotr petr piotr",
        "paul pavel",
        "george georg georges",
        "henry henri heinrich",
        "charles karl carl carlos",
        "victor viktor vittorio",
        "jules julius julio",
    )
    for name in group.split()
}


@dataclass(frozen=True, slots=True)
class _Person:
    parts: tuple[str, ...]
    """Names and initials as they sound, family name last if known."""
    is_cyrillic: bool = False
    is_son: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(part for part in self.parts if part not in _PARTICLES) or self.parts


def names_somebody(authors: Iterable[str]) -> bool:
    """Whether any of these texts is a person's name, rather than "Unknown" or nothing."""
    return bool(_people(tuple(authors)))


def author_agreement(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float | None:
    """How certain it is that the two sides share an author, 0..1; AGREE and above count as agreement.

    None if either side has no names, or if their scripts cannot be compared.
    """
    pairs = [_agreement(person, other) for person in _people(ours) for other in _people(theirs)]
    known = [pair for pair in pairs if pair is not None]
    if any(known) or (known and len(known) == len(pairs)):
        return max(known)
    return None


def spellings_of(name: str) -> tuple[str, ...]:
    """A name as Hardcover may have it: family name last, with and without a space between initials."""
    family, comma, given = name.partition(",")
    plain = " ".join((f"{given} {family}" if comma and given.strip() and "," not in given else name).split())
    apart = " ".join(re.sub(r"\b([^\W\d_])\.(?=\w)", r"\1. ", plain).split())
    return tuple(dict.fromkeys((plain, apart, re.sub(r"\b([^\W\d_])\. (?=[^\W\d_]\.)", r"\1.", apart))))


@lru_cache(maxsize=16384)
def _people(authors: tuple[str, ...]) -> tuple[_Person, ...]:
    texts = (part for text in authors for part in _SEPARATORS.split(text[:300]))
    found = (person for text in texts for person in _in_text(text))
    return tuple(dict.fromkeys(found))


def _in_text(text: str) -> Iterable[_Person]:
    plain = " ".join(_LETTERS.findall(plain_letters(text)))
    if not plain or plain in _NOBODY:
        return
    if plain in _ANONYMOUS:
        yield _Person(("anonymous",))
        return
    parts = [part for part in text.split(",") if part.strip()]
    if len(parts) == 2:
        yield _person(f"{parts[1]} {parts[0]}")
        if all(len(part.split()) > 1 for part in parts):
            yield from map(_person, parts)
    elif len(parts) > 2:
        yield from map(_person, parts)
    else:
        yield _person(text)


def _person(text: str) -> _Person:
    tokens = [word for raw in _LETTERS.findall(text) for word in _initials(raw)]
    plain = [letters for word in tokens if (letters := plain_letters(word))]
    kept = [word for word in plain if word not in _TITLES] or plain
    is_son = "fils" in kept[1:]
    parts = tuple(_as_it_sounds(word) for word in kept if not (is_son and word == "fils"))
    return _Person(parts or ("",), is_cyrillic(text), is_son)


def _initials(word: str) -> Iterable[str]:
    """The letters of a word that is initials, such as `JRR`, otherwise the word, such as `Ann` or `LE`."""
    is_initials = 1 < len(word) < 4 and word.isupper() and not set(word) & set("AEIOUY")
    return word if is_initials else (word,)


@lru_cache(maxsize=16384)
def _as_it_sounds(word: str) -> str:
    """One common spelling for the various romanizations of a name."""
    if word in _GIVEN:
        return _GIVEN[word]
    if len(word) < 3:
        return word
    text = word
    for spelling, sound in _SOUNDS:
        text = spelling.sub(sound, text)
    return _GIVEN.get(text, text)


_SOUNDS = tuple(
    (re.compile(spelling), sound)
    for spelling, sound in (
        (r"tsch|tch|cz", "ch"),
        (r"sch", "sh"),
        (r"kh", "h"),
        (r"w", "v"),
        (r"[jy]", "i"),
        (r"ae", "a"),
        (r"oe(?=[^v])", "o"),
        (r"ue", "u"),
        (r"iu|ju", "u"),
        (r"ii+", "i"),
        (r"(?<!^)i[eo]", "e"),
        (r"ia", "a"),
        (r"(.)\1", r"\1"),
        (r"ski$|sky$|skii$", "ski"),
        (r"ov$|of$", "ov"),
    )
)


_SOUNDS_LIKE = str.maketrans("wjy", "vii")


def _agreement(first: _Person, other: _Person) -> float | None:
    ours, theirs = "".join(first.parts), "".join(other.parts)
    if first.is_son != other.is_son:
        return 0.0
    if ours == theirs or sorted(first.parts) == sorted(other.parts):
        return SAME
    if not (ours.isascii() and theirs.isascii()):
        return None if ours.isascii() != theirs.isascii() else 0.0
    if first.is_cyrillic != other.is_cyrillic:
        # Гейнлейн, Герберт, Хемингуэй: an H became a G there.
        first, other = (
            _Person(tuple(part.replace("g", "h") for part in who.parts)) for who in (first, other)
        )
    return _held_together(first, other)


def _held_together(first: _Person, other: _Person) -> float:
    """How certain it is that both are one person, 0 for not at all.

    The longer name must contain every part of the shorter, including a whole family name.
    """
    shorter, longer = sorted((first, other), key=lambda who: (len(who.names), len("".join(who.names))))
    left, sure, whole = list(longer.parts), SAME, 0
    joined = {a + b for a, b in zip(longer.parts, longer.parts[1:], strict=False)}
    if len(shorter.names) == 1:
        return _family_name_only(shorter.names[0], longer, joined)
    for name in sorted(shorter.names, key=len, reverse=True):
        if name in joined:
            whole += 1
            continue
        match = max(left, key=lambda part: _pair(name, part), default="")
        how = _pair(name, match)
        if not how:
            return 0.0
        left.remove(match)
        whole += len(name) > 1 and len(match) > 1
        sure = min(sure, how)
    return sure if whole and _has_family_name(shorter, longer, joined) else 0.0


def _family_name_only(name: str, longer: _Person, joined: set[str]) -> float:
    if len(name) < 2:
        return 0.0
    return (
        PARTLY
        if name == longer.names[-1]
        or name in joined
        or len(longer.names) == 1 == _pair(name, longer.names[0])
        else 0.0
    )


def _has_family_name(person: _Person, other: _Person, joined: set[str]) -> bool:
    """Whether a full name at the end of one side is also on the other."""
    last, others_last = person.names[-1], other.names[-1]
    return any(
        len(name) > 1 and (name in joined or any(_pair(name, part) for part in who.parts if len(part) > 1))
        for name, who in ((last, other), (others_last, person))
    )


def _pair(name: str, other: str) -> float:
    if name == other:
        return SAME
    if not name or not other or name[0].translate(_SOUNDS_LIKE) != other[0].translate(_SOUNDS_LIKE):
        return 0.0
    if 1 in (len(name), len(other)):
        return INITIALS
    shortest = min(len(name), len(other))
    if (
        shortest > 2
        and (name.startswith(other) or other.startswith(name))
        and abs(len(name) - len(other)) < 5
    ):
        return PARTLY
    return PARTLY if shortest > 2 and edits_apart(name, other) == 1 else 0.0
