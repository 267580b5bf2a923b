"""Finding the record on Hardcover that is this book, and refusing rather than guessing.

Source: MATCHING.md sections 1 and 2. Everything here judges; nothing here asks the network.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bookorbit_desktop.domain.catalogue import CatalogueBook, Edition
from bookorbit_desktop.domain.isbn import isbn_forms, isbn_is_valid
from bookorbit_desktop.domain.language import language_code
from bookorbit_desktop.domain.metadata import BookMetadata
from bookorbit_desktop.domain.references import Reference
from bookorbit_desktop.domain.sync_state import MatchMethod
from bookorbit_desktop.domain.titles import (
    author_similarity,
    is_light_novel,
    is_manga,
    similarity,
    volume_of,
    without_light_novel,
    without_series_tail,
    without_subtitle,
)

TITLE_SIMILARITY = 0.85
ISBN_SIMILARITY = 0.5
AUTHOR_SIMILARITY = 0.70
CONFIRM_BELOW = 0.0
"""A match by search with a lower score waits for the person before its first send."""
GRAPHIC_NOVEL, LIGHT_NOVEL = 4, 10
PLATFORMS = ("goodreads", "google", "openlibrary")
"""Identifier schemes whose ids Hardcover maps to works (API.md section 5)."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is known here about the book to be found."""

    title: str
    authors: tuple[str, ...] = ()
    series: str = ""
    series_index: float | None = None
    language: str = ""
    """Two letters, or empty when unknown."""
    isbns: tuple[str, ...] = ()
    """As the files give them, 10 or 13 characters."""
    book_id: int | None = None
    edition_id: int | None = None
    slug: str = ""
    external_ids: tuple[tuple[str, str], ...] = ()
    """Platform and id of the work elsewhere, such as ("goodreads", "123")."""

    @property
    def fingerprint(self) -> str:
        """Changes exactly when an input of matching changes; voids a cached match, not a pin."""
        elsewhere = (value for pair in self.external_ids for value in pair)
        ids = (*self.isbns, str(self.book_id), str(self.edition_id), self.slug, *elsewhere)
        parts = (self.title, *self.authors, "|", *ids)
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def volume(self) -> float | None:
        """The volume this is: as its title says, or its place in the series whose name is its title."""
        named = volume_of(self.title)
        if named is None and self.series and similarity(self.title, self.series) >= TITLE_SIMILARITY:
            return self.series_index
        return named

    @property
    def is_manga(self) -> bool:
        """Whether this file says that it is a manga."""
        return is_manga(self.title) or is_manga(self.series)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that came up in a search, with the reason why it was refused, if it was."""

    book: CatalogueBook
    similarity: float
    """0..1, of the best pair of titles."""
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """The record a book belongs to, and the edition progress is counted in."""

    book: CatalogueBook
    edition: Edition | None
    method: MatchMethod


def wanted_from(metadata: BookMetadata) -> Wanted:
    """What matching needs to know of a book."""
    values: dict[str, list[str]] = {}
    for identifier in metadata.identifiers:
        values.setdefault(identifier.scheme, []).append(identifier.value)
    hardcover = (values.get("hardcover") or [""])[0]
    slug = (values.get("hardcover-slug") or [""])[0] or ("" if hardcover.isdecimal() else hardcover)
    return Wanted(
        title=metadata.title,
        authors=metadata.authors,
        series=metadata.series,
        series_index=metadata.series_index,
        language=language_code(metadata.language),
        isbns=tuple(dict.fromkeys(values.get("isbn", ()))),
        book_id=_positive(hardcover),
        edition_id=_positive((values.get("hardcover-edition") or [""])[0]),
        slug=slug,
        external_ids=tuple((name, value) for name in PLATFORMS for value in values.get(name, ())),
    )


def with_reference(wanted: Wanted, reference: Reference) -> Wanted:
    """What a person saved to name the record goes before what the files say; another ISBN before theirs."""
    isbns = (reference.isbn,) if reference.isbn else wanted.isbns
    return replace(
        wanted,
        isbns=isbns,
        book_id=reference.book_id,
        edition_id=reference.edition_id,
        slug=reference.slug if reference.edition_id is None else "",
    )


def _positive(text: str) -> int | None:
    number = int(text) if text.isdecimal() and len(text) < 10 else 0
    return number or None


def all_isbn_forms(wanted: Wanted) -> tuple[str, ...]:
    """Every form under which the catalogue may keep this book's ISBNs (API.md section 5)."""
    return tuple(dict.fromkeys(form for isbn in wanted.isbns for form in isbn_forms(isbn)))


def search_queries(wanted: Wanted) -> tuple[str, ...]:
    """What to search for, best first: a volume by its series, everything else by title and author."""
    author = wanted.authors[0] if wanted.authors else ""
    queries = [f"{_search_title(wanted)} {author}"]
    if wanted.series and wanted.volume is not None:
        queries.insert(0, f"{wanted.series} Vol. {wanted.volume:g} {author}")
    if wanted.volume == 1 and wanted.series:
        queries.append(f"{wanted.series} {author}")
    return tuple(dict.fromkeys(query.strip() for query in queries if query.strip()))


def _search_title(wanted: Wanted) -> str:
    return without_series_tail(wanted.title)


def refuse_isbn_hit(wanted: Wanted, edition: Edition, book: CatalogueBook) -> str:
    """Why an ISBN's record cannot be this book; empty when it can. An empty catalogue title passes."""
    if not book.title:
        return ""
    if reason := _format_conflict(wanted, book) or _volume_conflict(wanted, book, needs_number=False):
        return reason
    trusted = any(
        isbn_is_valid(isbn)
        for isbn in wanted.isbns
        if {edition.isbn_10, edition.isbn_13} & set(isbn_forms(isbn))
    )
    needed = ISBN_SIMILARITY if trusted else TITLE_SIMILARITY
    best = title_similarity(wanted, book)
    if edition.title:
        best = max(best, similarity(wanted.title, edition.title))
    if best < needed:
        return f"the ISBN belongs to “{book.title}”"
    return ""


def judge(wanted: Wanted, book: CatalogueBook) -> Candidate:
    """Hold one search result against the book (the guards of MATCHING.md section 2)."""
    best = title_similarity(wanted, book)
    return Candidate(book, best, _refusal(wanted, book, best))


def _refusal(wanted: Wanted, book: CatalogueBook, best: float) -> str:
    if best < TITLE_SIMILARITY:
        return "the title is different"
    names = author_similarity(wanted.authors, book.authors)
    if names is not None and names < AUTHOR_SIMILARITY:
        return "the author is different"
    if book.compilation and not _names_compilation(wanted):
        return "the record is a collection of several books"
    return _format_conflict(wanted, book) or _volume_conflict(wanted, book, needs_number=True)


def _names_compilation(wanted: Wanted) -> bool:
    words = wanted.title.casefold()
    return any(
        word in words for word in ("omnibus", "collection", "complete", "box set", "boxed set", "trilogy")
    )


def choose(candidates: Iterable[Candidate]) -> Candidate | None:
    """The accepted candidate with most readers; similarity only breaks ties. None when all were refused."""
    accepted = [candidate for candidate in candidates if not candidate.refusal]
    return max(accepted, key=lambda c: (c.book.users_count, c.similarity, -c.book.id), default=None)


def title_similarity(wanted: Wanted, book: CatalogueBook) -> float:
    """The best pair among the forms of both titles, 0..1."""
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


def _format_conflict(wanted: Wanted, book: CatalogueBook) -> str:
    theirs = is_manga(book.title) or book.category_id == GRAPHIC_NOVEL
    if wanted.is_manga and book.category_id == LIGHT_NOVEL:
        return "the record is the novel, not the manga"
    if is_light_novel(wanted.title) and book.category_id == GRAPHIC_NOVEL:
        return "the record is the manga, not the novel"
    if is_manga(book.title) and not wanted.is_manga:
        return "the record is the manga, not the novel"
    if wanted.is_manga and not theirs:
        return "the record is the novel, not the manga"
    return ""


def _volume_conflict(wanted: Wanted, book: CatalogueBook, *, needs_number: bool) -> str:
    ours = wanted.volume
    theirs = volume_of(book.title)
    if theirs is not None and ours is None and wanted.series_index is not None:
        ours = wanted.series_index
    if theirs is not None and ours is None:
        return f"the record is volume {theirs:g}"
    if theirs is not None and ours != theirs:
        return f"the record is volume {theirs:g}, this is volume {ours:g}"
    if theirs is None and wanted.volume not in (None, 1.0) and needs_number:
        position = book.series_position
        if position is None or position != wanted.volume:
            return "the record does not say which volume it is"
    return ""


def rank_editions(editions: Iterable[Edition], language: str) -> tuple[Edition, ...]:
    """Text editions, best first: language, then having pages, then readers; audio never.

    Edition ids break ties, so that a choice is the same on every run (MATCHING.md section 2, "edition").
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
    """The edition to count pages in; None when only audio or foreign-language ones exist."""
    best = next(iter(rank_editions(editions, language)), None)
    return None if best is None or _language_rank(best, language) == 0 else best


def isbn_edition_is_acceptable(edition: Edition, language: str) -> bool:
    """Whether the ISBN's own edition can be kept: not audio, not in another language."""
    return not edition.is_audio and _language_rank(edition, language) > 0 and edition.canonical_id is None
