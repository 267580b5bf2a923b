"""Finds the Hardcover record of a book; refuses instead of guessing.

Source: matching.md sections 1 and 2. Only decides; sends no requests.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from rapidfuzz import fuzz

from bookorbit_desktop.domain.base.ids import EditionId, RecordId
from bookorbit_desktop.domain.base.isbn import isbn_forms, isbn_is_valid
from bookorbit_desktop.domain.base.language import language_code
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.base.titles import (
    is_light_novel,
    is_manga,
    normalise_title,
    similarity,
    volume_of,
    without_light_novel,
    without_series_tail,
    without_subtitle,
)
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, Edition
from bookorbit_desktop.domain.hardcover.references import Reference
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.domain.library.sync_state import MatchMethod
from bookorbit_desktop.domain.matching.author_names import AGREE, author_agreement, names_somebody
from bookorbit_desktop.domain.matching.derivatives import kinds_of
from bookorbit_desktop.domain.matching.title_agreement import (
    EXACT,
    EXPLAINED,
    Agreement,
    Named,
    best_agreement,
    is_placeholder,
    names_a_set,
    series_words,
)
from bookorbit_desktop.domain.matching.title_numbers import Marker, VolumeMark, is_number, title_tokens
from bookorbit_desktop.domain.matching.title_readings import Reading, readings_of

_Id = TypeVar("_Id", bound=int)
TITLE_SIMILARITY = 0.85
ISBN_SIMILARITY = 0.5
"""The least title similarity needed for a reading list's ISBN (list_import)."""
CONFIRM_BELOW = 0.93
"""The first send of a match by name with a smaller score waits for the person.

Measured on the tuned half of the labelled set (`python -m tests.bench matching`): of 251 right matches by name 10
(4%) are below it. With the right record taken away, 5 of 268 books were matched to what was left: the 2 of them
that are other books have 0.75 and 0.90 and so wait, the 3 others are an illustrated edition of the same text. Below
it are a letter wrong in a title or a name, a family name alone, a subtitle that is another one, a series and a
number in place of a title, and records without an author.
"""
GRAPHIC_NOVEL, LIGHT_NOVEL = 4, 10
PLATFORMS = ("goodreads", "google", "openlibrary")
"""Identifier schemes whose ids Hardcover maps to works (hardcover-api.md section 5)."""


@dataclass(frozen=True, slots=True)
class MatchQuery:
    """The known facts about the book to find."""

    title: str
    authors: tuple[str, ...] = ()
    series: str = ""
    series_index: float | None = None
    language: str = ""
    """Two letters, or empty when unknown."""
    isbns: tuple[str, ...] = ()
    """As in the files, with 10 or 13 characters."""
    record_id: RecordId | None = None
    edition_id: EditionId | None = None
    slug: str = ""
    external_ids: tuple[tuple[str, str], ...] = ()
    """Platform and id of the work, such as ("goodreads", "123")."""
    publisher: str = ""
    named_by_person: bool = False
    """The person named the record: id, slug or ISBN are trusted."""

    @property
    def fingerprint(self) -> str:
        """A hash of the matching inputs. When it changes, a cached match is void; a pin is not."""
        elsewhere = (value for pair in self.external_ids for value in pair)
        ids = (*self.isbns, str(self.record_id), str(self.edition_id), self.slug, *elsewhere)
        parts = (self.title, *self.authors, "|", *ids)
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def volume(self) -> float | None:
        """The volume number: from the title, or the index in a series named like the title."""
        named = volume_of(self.title)
        if named is None and self.series and similarity(self.title, self.series) >= TITLE_SIMILARITY:
            return self.series_index
        return named

    @property
    def is_manga(self) -> bool:
        """Whether the file's metadata says manga."""
        return is_manga(self.title) or is_manga(self.series)


@dataclass(frozen=True, slots=True)
class MatchCandidate:
    """A record found by a search, with the reason if it was refused."""

    book: CatalogueBook
    similarity: float
    """0..1, of the best pair of titles; 1 only for the same title."""
    refusal: Message = NOTHING
    score: float = 0.0
    """The certainty, 0..1; 0 if refused. See CONFIRM_BELOW."""
    level: int = EXACT
    """How the titles agree, best first (title_agreement)."""
    knows_author: bool = False
    """The record names an author of the book."""


@dataclass(frozen=True, slots=True)
class Match:
    """The record of a book, and the edition in which its pages are counted."""

    book: CatalogueBook
    edition: Edition | None
    method: MatchMethod


def wanted_from(metadata: BookMetadata) -> MatchQuery:
    """The matching inputs of a book."""
    values: dict[str, list[str]] = {}
    for identifier in metadata.identifiers:
        values.setdefault(identifier.scheme, []).append(identifier.value)
    hardcover = (values.get("hardcover") or [""])[0]
    slug = (values.get("hardcover-slug") or [""])[0] or ("" if hardcover.isdecimal() else hardcover)
    return MatchQuery(
        title=metadata.title,
        authors=metadata.authors,
        series=metadata.series,
        series_index=metadata.series_index,
        language=language_code(metadata.language),
        isbns=tuple(dict.fromkeys(values.get("isbn", ()))),
        record_id=_positive(RecordId, hardcover),
        edition_id=_positive(EditionId, (values.get("hardcover-edition") or [""])[0]),
        slug=slug,
        external_ids=tuple((name, value) for name in PLATFORMS for value in values.get(name, ())),
        publisher=metadata.publisher,
    )


def with_reference(wanted: MatchQuery, reference: Reference) -> MatchQuery:
    """Put the person's saved reference before the files' identifiers, and any other ISBN before theirs."""
    isbns = (reference.isbn,) if reference.isbn else wanted.isbns
    return replace(
        wanted,
        isbns=isbns,
        record_id=reference.record_id,
        edition_id=reference.edition_id,
        slug=reference.slug if reference.edition_id is None else "",
        named_by_person=True,
    )


def _positive(make: Callable[[int], _Id], text: str) -> _Id | None:
    number = int(text) if text.isdecimal() and len(text) < 10 else 0
    return make(number) if number else None


def all_isbn_forms(wanted: MatchQuery) -> tuple[str, ...]:
    """Every form under which the catalogue may list this book's ISBNs (hardcover-api.md section 5)."""
    return tuple(dict.fromkeys(form for isbn in wanted.isbns for form in isbn_forms(isbn)))


def search_queries(wanted: MatchQuery) -> tuple[str, ...]:
    """The search queries, best first: a volume by its series, everything else by title and author."""
    author = _search_author(wanted)
    queries = [f"{_search_title(wanted)} {author}"]
    if wanted.series and wanted.volume is not None:
        queries.insert(0, f"{wanted.series} Vol. {wanted.volume:g} {author}")
    if wanted.volume == 1 and wanted.series:
        queries.append(f"{wanted.series} {author}")
    return tuple(dict.fromkeys(query.strip() for query in queries if query.strip()))


def fallback_queries(wanted: MatchQuery) -> tuple[str, ...]:
    """The queries if `search_queries` found nothing similar: without the subtitle, and the longest part."""
    author = _search_author(wanted)
    title = _search_title(wanted)
    parts = re.split(r":\s|\s[–—-]\s|[()\[\]]", wanted.title)
    longest = max((part.strip() for part in parts), key=len, default="")
    tried = set(search_queries(wanted))
    queries = (f"{without_subtitle(title)} {author}".strip(), f"{longest} {author}".strip())
    return tuple(dict.fromkeys(query for query in queries if query not in tried and query != author))


def _search_title(wanted: MatchQuery) -> str:
    """The title without brackets and without a leading series name and number."""
    bare = without_series_tail(wanted.title)
    return next((found[1] for found in [_NUMBERED_HEAD.match(bare)] if found), bare) or wanted.title


def _search_author(wanted: MatchQuery) -> str:
    return next((name for name in wanted.authors if names_somebody((name,))), "")


_NUMBERED_HEAD = re.compile(
    r"^(?:[(\[][^()\[\]]*\d[)\]]\s*[-–—:]?|[^:–—-]*\b\d{1,3}\s*(?:[:–—]|\s-\s))\s*(\S.*)$"
)


def refuse_isbn_hit(wanted: MatchQuery, edition: Edition, book: CatalogueBook) -> Message:
    """Why an ISBN's record cannot be this book; empty if it can. A record without a title is accepted.

    ISBNs of the wrong book are common, so title and author must agree as in a search (behaviour.md, "ISBN").
    The edition's own title counts as one of the record's; a missing author contradicts nothing.
    """
    if not book.title or wanted.named_by_person:
        return NOTHING
    found = judge_by_identifier(wanted, book, edition.title)
    if found.refusal:
        return Message("the ISBN belongs to “{0}”", book.title)
    trusted = any(
        isbn_is_valid(isbn)
        for isbn in wanted.isbns
        if {edition.isbn_10, edition.isbn_13} & set(isbn_forms(isbn))
    )
    return (
        NOTHING
        if trusted or found.level <= EXPLAINED
        else Message("the ISBN is mistyped and belongs to “{0}”", book.title)
    )


def refuse_saved_id(wanted: MatchQuery, book: CatalogueBook, *, saved: str) -> Message:
    """Why the record named by an id or slug in a file cannot be this book; empty if it can.

    A slug that is one common word or a number ("1984") is checked like an ISBN. A longer one may belong to a
    translation, whose title differs: there title or author is enough. What the person entered is believed.
    """
    if wanted.named_by_person or not book.title:
        return NOTHING
    found = judge_by_identifier(wanted, book)
    if not found.refusal:
        return NOTHING
    is_common = "-" not in saved and (not saved.isdecimal() or len(saved) < _LONG_ID)
    author = author_agreement(wanted.authors, book.authors) or 0.0
    contradicts = bool(kinds_of(book.title, book.subtitle) - _own_kinds(wanted))
    if is_common or contradicts or (author < AGREE and book.authors and names_somebody(wanted.authors)):
        return Message("the saved ID belongs to “{0}”", book.title)
    return NOTHING if author >= AGREE else Message("the saved ID belongs to “{0}”", book.title)


_LONG_ID = 5
"""The least length of an id: a shorter number may be a year, or a slug that is a number."""


def judge(wanted: MatchQuery, book: CatalogueBook) -> MatchCandidate:
    """Compare one search result with the book (the guards of matching.md section 2)."""
    return _judge(wanted, book, (), by_identifier=False)


def judge_by_identifier(wanted: MatchQuery, book: CatalogueBook, *titles: str) -> MatchCandidate:
    """The same for a record named by an identifier; `titles` are of its edition. No author is accepted."""
    return _judge(wanted, book, tuple(filter(None, titles)), by_identifier=True)


def _judge(
    wanted: MatchQuery, book: CatalogueBook, titles: tuple[str, ...], *, by_identifier: bool
) -> MatchCandidate:
    agreement = best_agreement(file_names(wanted), record_names(book, titles))
    refusal = agreement.refusal
    if not by_identifier and is_placeholder(title_tokens(wanted.title)) and not _is_only_a_number(wanted):
        refusal = Message("this file has no usable title")
    refusal = refusal or _kind_conflict(wanted, book) or _format_conflict(wanted, book)
    refusal = refusal or _set_conflict(wanted, book, agreement)
    doubt = 0.0
    if not refusal:
        refusal, doubt = _author_doubt(wanted, book, agreement, by_identifier=by_identifier)
    if refusal:
        return MatchCandidate(book, _rough_similarity(wanted.title, book.title), refusal)
    doubt += agreement.cost + (0.05 if book.compilation else 0.0)
    likeness = 1.0 if agreement.level == EXACT else max(0.0, min(0.99, 1 - agreement.cost))
    knows = bool(book.authors) and doubt < _NO_AUTHOR + agreement.cost
    return MatchCandidate(book, likeness, NOTHING, max(0.01, round(1 - doubt, 3)), agreement.level, knows)


@lru_cache(maxsize=16384)
def _rough_similarity(first: str, other: str) -> float:
    return min(0.99, fuzz.ratio(normalise_title(first), normalise_title(other)) / 100)


_NO_AUTHOR = 0.25
"""The cost of a record without an author, or with one in a script that cannot be compared."""


def _author_doubt(
    wanted: MatchQuery, book: CatalogueBook, agreement: Agreement, *, by_identifier: bool
) -> tuple[Message, float]:
    """Why the authors contradict each other, or else how doubtful their agreement is."""
    ours, theirs = names_somebody(wanted.authors), names_somebody(book.authors)
    if not ours and agreement.author_in_title:
        return NOTHING, 0.03
    found = author_agreement(wanted.authors, book.authors)
    if found is not None:
        return (
            (NOTHING, round((1 - found) / 2, 3))
            if found >= AGREE
            else (Message("the author is different"), 0.0)
        )
    if by_identifier:
        return (
            (NOTHING, 0.1)
            if theirs or agreement.level <= EXPLAINED
            else (Message("neither names an author"), 0.0)
        )
    if not ours:
        same = wanted.authors and set(map(str.casefold, wanted.authors)) & set(
            map(str.casefold, book.authors)
        )
        return (NOTHING, 0.1) if same else (Message("this file names no author"), 0.0)
    telling = [word for word in agreement.words if not is_number(word) and len(word) > 1 + word.isascii()]
    if not theirs:
        is_enough = len(telling) > 1 and agreement.level <= EXPLAINED
        return (NOTHING, _NO_AUTHOR) if is_enough else (Message("the record names no author"), 0.0)
    is_original = agreement.level <= EXPLAINED and any(not word.isascii() for word in telling)
    return (NOTHING, _NO_AUTHOR) if is_original else (Message("the author is written in another script"), 0.0)


def _own_kinds(wanted: MatchQuery) -> frozenset[str]:
    return kinds_of(wanted.title, wanted.publisher, *wanted.authors)


def _kind_conflict(wanted: MatchQuery, book: CatalogueBook) -> Message:
    """Why only one of them is a summary, guide or adaptation; empty if the kinds agree."""
    theirs = kinds_of(book.title, book.subtitle, *book.authors)
    ours = _own_kinds(wanted)
    if theirs - ours:
        return Message("the record is a summary, guide or adaptation of the book")
    if ours - theirs and not ours & theirs:
        return Message("this is a summary, guide or adaptation of the record")
    return NOTHING


def _set_conflict(wanted: MatchQuery, book: CatalogueBook, agreement: Agreement) -> Message:
    """Why a record that is a collection is not this book; empty if the file has its title and no volume."""
    if not book.compilation or names_a_set(title_tokens(wanted.title)):
        return NOTHING
    is_volume = wanted.series_index is not None and series_words(title_tokens(wanted.series)) == series_words(
        agreement.words
    )
    if agreement.level > EXPLAINED or is_volume or names_a_set(title_tokens(book.subtitle)):
        return Message("the record is a collection of several books")
    return NOTHING


@lru_cache(maxsize=8192)
def file_names(wanted: MatchQuery) -> Named:
    """The file's names for itself, in every reading."""
    readings = readings_of(wanted.title)
    if _is_only_a_number(wanted):
        mark = VolumeMark(Marker.VOLUME, f"{wanted.series_index:g}")
        readings = (*readings, Reading(title_tokens(wanted.series), (mark,)))
    return Named(readings, wanted.authors, wanted.series, wanted.series_index)


def _is_only_a_number(wanted: MatchQuery) -> bool:
    """Whether the title is just a number, as in `Vol. 13`, and the metadata names the series."""
    words = title_tokens(wanted.title)
    says_nothing = all(is_number(word) or word in set(Marker) for word in words)
    return bool(wanted.series) and wanted.series_index is not None and says_nothing


def record_names(book: CatalogueBook, titles: tuple[str, ...] = ()) -> Named:
    """A record's names for itself, with the titles of an edition."""
    return _record_names(
        (book.title, book.subtitle, *book.alternative_titles),
        titles,
        book.authors,
        (book.series, book.series_position),
        book.release_year,
        book.compilation,
    )


@lru_cache(maxsize=16384)
def _record_names(
    own: tuple[str, ...],
    titles: tuple[str, ...],
    authors: tuple[str, ...],
    in_series: tuple[str, float | None],
    year: int | None,
    is_set: bool,
) -> Named:
    title, subtitle, *others = own
    readings = [*readings_of(title, subtitle)]
    for other in (*others, *titles):
        readings += readings_of(other)
    translated = frozenset(
        reading.key for other in titles for reading in readings_of(other) if not reading.pieces
    )
    return Named(tuple(dict.fromkeys(readings)), authors, *in_series, year, is_set, translated)


def choose(candidates: Iterable[MatchCandidate]) -> MatchCandidate | None:
    """Return the accepted candidate with the best author and title; the number of readers only breaks ties.

    None if all were refused, or if two different books agree equally well but only in part.
    """
    accepted = [candidate for candidate in candidates if not candidate.refusal]
    best = max(accepted, key=_choice_key, default=None)
    if best is None or best.level <= EXPLAINED:
        return best
    rivals = [
        verdict
        for verdict in accepted
        if verdict.knows_author == best.knows_author and verdict.level == best.level
    ]
    titles = {normalise_title(rival.book.title) for rival in rivals if rival.score >= best.score - 0.02}
    return best if len(titles) == 1 else None


def _choice_key(candidate: MatchCandidate) -> tuple[bool, int, bool, int, float, int]:
    book = candidate.book
    return (
        candidate.knows_author,
        -candidate.level,
        not book.compilation,
        book.users_count,
        candidate.score,
        -book.id,
    )


def title_similarity(wanted: MatchQuery, book: CatalogueBook) -> float:
    """The similarity of the best pair among the forms of both titles, 0..1."""
    ours = {wanted.title, without_series_tail(wanted.title)}
    theirs = {book.title, *book.alternative_titles}
    if book.subtitle:
        theirs.add(f"{book.title}: {book.subtitle}")
    if ":" in wanted.title and not book.subtitle:
        ours.add(without_subtitle(wanted.title))
    if wanted.series and wanted.volume is not None:
        number = f"{wanted.volume:g}"
        ours |= {f"{wanted.series} Vol. {number}", f"{wanted.series} #{number}", wanted.series}
    ours |= {without_light_novel(title) for title in ours}
    theirs |= {without_light_novel(title) for title in theirs}
    return max((similarity(a, b) for a in ours for b in theirs if a and b), default=0.0)


def _format_conflict(wanted: MatchQuery, book: CatalogueBook) -> Message:
    theirs = is_manga(book.title) or book.category_id == GRAPHIC_NOVEL
    if wanted.is_manga and book.category_id == LIGHT_NOVEL:
        return Message("the record is the novel, not the manga")
    if is_light_novel(wanted.title) and book.category_id == GRAPHIC_NOVEL:
        return Message("the record is the manga, not the novel")
    if is_manga(book.title) and not wanted.is_manga:
        return Message("the record is the manga, not the novel")
    if wanted.is_manga and not theirs:
        return Message("the record is the novel, not the manga")
    return NOTHING


def rank_editions(editions: Iterable[Edition], language: str) -> tuple[Edition, ...]:
    """Rank text editions: by language, having pages, then readers; never audio.

    Edition ids break ties, so that every run chooses the same (matching.md section 2, "edition").
    """
    texts = [edition for edition in editions if not edition.is_audio and edition.canonical_id is None]
    return tuple(sorted(texts, key=lambda edition: _edition_rank(edition, language), reverse=True))


def _edition_rank(edition: Edition, language: str) -> tuple[int, bool, int, int]:
    return (_language_rank(edition, language), bool(edition.pages), edition.users_count, -edition.id)


def _language_rank(edition: Edition, language: str) -> int:
    if not language or not edition.language:
        return 1
    return 2 if edition.language == language else 0


def choose_edition(editions: Iterable[Edition], language: str) -> Edition | None:
    """The edition to count pages in; None if all are audio or in other languages."""
    best = next(iter(rank_editions(editions, language)), None)
    return None if best is None or _language_rank(best, language) == 0 else best


def isbn_edition_is_acceptable(edition: Edition, language: str) -> bool:
    """Whether the ISBN's own edition can be used: not audio, not in another language."""
    return not edition.is_audio and _language_rank(edition, language) > 0 and edition.canonical_id is None
