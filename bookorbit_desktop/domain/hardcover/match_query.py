"""What is known about a book that is to be found on Hardcover, and what to ask for.

Source: matching.md sections 1 and 2. A person may name a record by a link, an id or a slug.
"""

import hashlib
import html
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import EditionId, RecordId
from bookorbit_desktop.domain.base.isbn import isbn_forms, isbn_is_valid, normalise_isbn
from bookorbit_desktop.domain.base.language import language_code
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.titles import similarity, volume_of, without_series_tail, without_subtitle
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.domain.matching.author_names import names_somebody
from bookorbit_desktop.domain.matching.forms import Form, form_of, form_of_subjects, is_scan
from bookorbit_desktop.domain.matching.title_readings import name_in_long_title

_SITE = re.compile(r"(?:https?://)?(?:www\.)?hardcover\.app/", re.IGNORECASE)
_BY_ID = re.compile(r"id/(book|edition)/(\d{1,9})/?", re.IGNORECASE)
_BY_SLUG = re.compile(r"books/([\w-]+)(?:/editions/(\d{1,9}))?/?", re.IGNORECASE)
_EDITION = re.compile(r"edition:\s*(\d{1,9})", re.IGNORECASE)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Reference:
    """One way to name a record; exactly one of record_id, edition_id, slug and isbn is set."""

    record_id: RecordId | None = None
    edition_id: EditionId | None = None
    slug: str = ""
    isbn: str = ""


def parse_reference(text: str) -> Reference:
    """A hardcover.app address, a book's number, `edition:NUMBER`, a slug or an ISBN.

    A number is a book's id unless it is a valid ISBN. Raises InvalidInput for anything else.
    """
    bare = text.strip()
    if site := _SITE.match(bare):
        found = _from_path(re.split(r"[?#]", bare[site.end() :])[0])
        if found is not None:
            return found
    if edition := _EDITION.fullmatch(bare):
        return Reference(edition_id=EditionId(int(edition[1])))
    isbn = normalise_isbn(bare)
    if isbn is not None and isbn_is_valid(isbn):
        return Reference(isbn=isbn)
    if bare.isdecimal() and bare.isascii() and 0 < int(bare) < 10**9:
        return Reference(record_id=RecordId(int(bare)))
    if not bare.isdecimal() and _SLUG.fullmatch(bare):
        return Reference(slug=bare)
    raise InvalidInput(
        Message(
            "“{0}” isn't a Hardcover book. Paste its link, its number, edition:NUMBER or an ISBN.",
            bare[:80],
        )
    )


def reference_text(reference: Reference) -> str:
    """The text from which `parse_reference` reads the same edition, book, slug or ISBN."""
    if reference.isbn:
        return reference.isbn
    if reference.edition_id is not None:
        return f"edition:{reference.edition_id}"
    if reference.record_id is not None:
        return str(reference.record_id)
    # A slug such as 1984 reads as a number without its address.
    return f"https://hardcover.app/books/{reference.slug}"


def _from_path(path: str) -> Reference | None:
    if by_id := _BY_ID.fullmatch(path):
        number = int(by_id[2])
        return (
            Reference(record_id=RecordId(number))
            if by_id[1].lower() == "book"
            else Reference(edition_id=EditionId(number))
        )
    if by_slug := _BY_SLUG.fullmatch(path):
        edition = EditionId(int(by_slug[2])) if by_slug[2] else None
        return Reference(slug=by_slug[1].lower(), edition_id=edition)
    return None


_Id = TypeVar("_Id", bound=int)
TITLE_SIMILARITY = 0.85
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
    file_names: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
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
    def form(self) -> Form | None:
        """Prose or comic, by the words of title, series, publisher, file names and subjects."""
        if said := form_of(self.title, self.series, self.publisher, *self.file_names):
            return said
        return (
            Form.COMIC
            if any(map(is_scan, (self.title, *self.file_names)))
            else form_of_subjects(self.subjects)
        )

    @property
    def named_isbn(self) -> str:
        """The ISBN that is all the title says; empty for any other title."""
        isbn = normalise_isbn(self.title) or ""
        is_all = not re.search(r"[^\W\d_]", re.sub(r"isbn|x\W*$", "", self.title.casefold()))
        return isbn if is_all and isbn_is_valid(isbn) else ""


def query_from(metadata: BookMetadata, file_names: tuple[str, ...] = ()) -> MatchQuery:
    """The matching inputs of a book.

    A number under `hardcover` may be an id or, as in "1984", a slug: both are looked up.
    """
    values: dict[str, list[str]] = {}
    for identifier in metadata.identifiers:
        values.setdefault(identifier.scheme, []).append(identifier.value)
    hardcover = (values.get("hardcover") or [""])[0]
    query = MatchQuery(
        title=_spelt_out(metadata.title),
        authors=tuple(map(_spelt_out, metadata.authors)),
        series=_spelt_out(metadata.series),
        series_index=metadata.series_index,
        language=language_code(metadata.language),
        isbns=tuple(dict.fromkeys(values.get("isbn", ()))),
        record_id=_positive(RecordId, hardcover),
        edition_id=_positive(EditionId, (values.get("hardcover-edition") or [""])[0]),
        slug=(values.get("hardcover-slug") or [hardcover])[0],
        external_ids=tuple((name, value) for name in PLATFORMS for value in values.get(name, ())),
        publisher=metadata.publisher,
        file_names=file_names,
        subjects=metadata.subjects,
    )
    named = query.named_isbn
    return replace(query, isbns=(*query.isbns, named)) if named and named not in query.isbns else query


def _spelt_out(text: str) -> str:
    """A text without markup that was escaped, once or twice, and with spaces where a file name has underscores."""
    plain = html.unescape(html.unescape(text)) if "&" in text else text
    plain = _TAG.sub("", plain) if plain != text else plain
    # Some file systems allow no colon.
    return " ".join(_FORMER_COLON.sub(": ", plain).replace("_", " ").split()) if "_" in plain else plain


_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_FORMER_COLON = re.compile(r"(?<=\w)_ (?=\w)")


def with_reference(query: MatchQuery, reference: Reference) -> MatchQuery:
    """Put the person's saved reference before the files' identifiers, and any other ISBN before theirs."""
    isbns = (reference.isbn,) if reference.isbn else query.isbns
    return replace(
        query,
        isbns=isbns,
        record_id=reference.record_id,
        edition_id=reference.edition_id,
        slug=reference.slug if reference.edition_id is None else "",
        named_by_person=True,
    )


def _positive(make: Callable[[int], _Id], text: str) -> _Id | None:
    number = int(text) if text.isdecimal() and len(text) < 10 else 0
    return make(number) if number else None


def all_isbn_forms(query: MatchQuery) -> tuple[str, ...]:
    """Every form under which the catalogue may list this book's ISBNs (hardcover-api.md section 5)."""
    return tuple(dict.fromkeys(form for isbn in query.isbns for form in isbn_forms(isbn)))


def search_queries(query: MatchQuery) -> tuple[str, ...]:
    """The search queries, best first: a volume by its series, everything else by title and author."""
    author = _search_author(query)
    texts = [f"{_search_title(query)} {author}"]
    series = query.series or _VOLUME_LAST.sub("", _search_title(query))
    if series != query.title and query.volume is not None:
        texts.insert(0, f"{series} Vol. {query.volume:g} {author}")
    if query.volume == 1 and query.series:
        texts.append(f"{query.series} {author}")
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))


def fallback_queries(query: MatchQuery) -> tuple[str, ...]:
    """The queries if `search_queries` found nothing similar: without the subtitle, and the longest part."""
    author = _search_author(query)
    title = _search_title(query)
    parts = re.split(r"[:;]\s|\s[–—-]\s|[()\[\]]", query.title)
    longest = max((part.strip() for part in parts), key=len, default="")
    tried = set(search_queries(query))
    shorter = (name_in_long_title(title), without_subtitle(title), longest)
    texts = (f"{part} {author}".strip() for part in shorter if part)
    return tuple(dict.fromkeys(text for text in texts if text not in tried and text != author))


def _search_title(query: MatchQuery) -> str:
    """The title without brackets and without a leading series name and number."""
    bare = without_series_tail(query.title)
    return next((found[1] for found in [_NUMBERED_HEAD.match(bare)] if found), bare) or query.title


def _search_author(query: MatchQuery) -> str:
    return next((name for name in query.authors if names_somebody((name,))), "")


_VOLUME_LAST = re.compile(r"[\s,:]+(?:v|vol(?:ume)?\.?)\s*\d+(?:\.\d+)?\b.*$", re.IGNORECASE)
_NUMBERED_HEAD = re.compile(
    r"^(?:[(\[][^()\[\]]*\d[)\]]\s*[-–—:]?|[^:–—-]*\b\d{1,3}\s*(?:[:–—]|\s-\s))\s*(\S.*)$"
)
