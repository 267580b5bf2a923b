"""The labelled set (cases/README.md): reading it, and asking the matcher for each of its books."""

import asyncio
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from bookorbit_desktop.demo.local_hardcover import isbn13
from bookorbit_desktop.domain.base.ids import BookId, EditionId, EntryId, RecordId
from bookorbit_desktop.domain.hardcover.catalogue import (
    GRAPHIC_NOVEL,
    LIGHT_NOVEL,
    UNKNOWN_CATEGORY,
    CatalogueBook,
    Edition,
    ShelfEntry,
)
from bookorbit_desktop.domain.hardcover.match_query import MatchQuery, query_from
from bookorbit_desktop.domain.hardcover.sync_book import MatchRecord
from bookorbit_desktop.domain.library.metadata import BookMetadata, Identifier
from bookorbit_desktop.services.hardcover.matching import Matcher

FOLDER = Path(__file__).with_name("cases")
CATEGORIES = {"manga": GRAPHIC_NOVEL, "light": LIGHT_NOVEL}


class Verdict(StrEnum):
    """What became of a case."""

    RIGHT = "right"
    WRONG = "wrong"
    """Another record than the right one, or any where none may be taken."""
    REFUSED_THOUGH_OBVIOUS = "refused though obvious"
    RIGHTLY_REFUSED = "rightly refused"


@dataclass(frozen=True)
class World:
    """What a search brings up: records by their keys, and editions with ISBNs."""

    kind: str
    name: str
    records: Mapping[str, CatalogueBook]
    other_names: Mapping[str, frozenset[str]]
    """What else Hardcover calls a person."""
    editions: Sequence[Edition]

    @property
    def is_set_aside(self) -> bool:
        """Whether it is in the half that nobody looks at while rules are changed."""
        return hashlib.sha256(f"{self.kind}/{self.name}".encode()).digest()[0] % 2 == 1


@dataclass(frozen=True)
class Case:
    """A book as a file names it, and the record that it is."""

    world: World
    query: MatchQuery
    shelf: tuple[str, ...]
    expected: str
    """A key of the world, or "none"."""
    reason: str

    @property
    def name(self) -> str:
        """Where it stands and what it asks."""
        return f"{self.world.kind}/{self.world.name}: {self.query.title} | {', '.join(self.query.authors)}"


@dataclass(frozen=True)
class Outcome:
    """What the matcher made of a case."""

    case: Case
    record: MatchRecord
    found: str
    verdict: Verdict


def read_cases(folder: Path = FOLDER) -> list[Case]:
    """Every case of the set. Raises ValueError for a line that cannot be read."""
    return [case for path in sorted(folder.glob("*.txt")) for case in _cases_in(path)]


def _cases_in(path: Path) -> Iterator[Case]:
    for block in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, *lines = [line.strip() for line in block.splitlines() if line.strip()]
        records: dict[str, CatalogueBook] = {}
        editions: list[Edition] = []
        names: dict[str, frozenset[str]] = {}
        for line in lines:
            if line.startswith("="):
                people = frozenset(part.strip() for part in line[1:].split("/"))
                names |= {name: people - {name} for name in people}
            elif not line.startswith("?"):
                key, _, text = line.partition(": ")
                records[key], own = _record(text, _id_for(path.stem, name, key))
                editions += own
        world = World(path.stem, name, records, names, editions)
        yield from (_case(world, line) for line in lines if line.startswith("?"))


def _case(world: World, line: str) -> Case:
    asked, _, answer = line[1:].rpartition(" => ")
    expected, _, reason = answer.partition(" -- ")
    if not reason or (expected != "none" and expected not in world.records):
        raise ValueError(f"{world.kind}/{world.name}: {line}")
    title, authors, *options = [part.strip() for part in asked.split("|")]
    given = _options(options)
    series, index = _series(given.get("s", ""))
    names = (("isbn", "isbn"), ("slug", "hardcover-slug"), ("id", "hardcover"))
    known = [
        Identifier(scheme, _isbn(given[name]) if name == "isbn" else given[name])
        for name, scheme in names
        if name in given
    ]
    metadata = BookMetadata(
        title,
        tuple(filter(None, (name.strip() for name in authors.split(";")))),
        series=series,
        series_index=index,
        language=given.get("lang", ""),
        publisher=given.get("pub", ""),
        identifiers=tuple(known),
        subjects=tuple(filter(None, [given.get("subj", "")])),
    )
    shelf = tuple(filter(None, given.get("shelf", "").split(",")))
    return Case(world, query_from(metadata, _files(given)), shelf, expected.strip(), reason)


def _record(text: str, number: int) -> tuple[CatalogueBook, list[Edition]]:
    title, authors, readers, *options = [part.strip() for part in text.split("|")]
    given = _options(options)
    series, position = _series(given.get("s", ""))
    slug = "-".join(re.findall(r"\w+", title.casefold()))
    book = CatalogueBook(
        RecordId(int(given.get("id", number))),
        slug=given.get("slug", slug),
        title=title,
        subtitle=given.get("sub", ""),
        authors=tuple(filter(None, (name.strip() for name in authors.split(";")))),
        series=series,
        series_position=position,
        alternative_titles=tuple(filter(None, (part.strip() for part in given.get("alt", "").split(" / ")))),
        category_id=CATEGORIES.get(given.get("cat", ""), 1),
        compilation="set" in given,
        release_year=int(given["year"]) if "year" in given else None,
        users_count=int(readers),
    )
    spelt = [option.removeprefix("isbn=") for option in options if option.startswith("isbn=")]
    return book, [_edition(book, index, isbn) for index, isbn in enumerate(spelt)]


def _edition(book: CatalogueBook, index: int, spelt: str) -> Edition:
    made, is_made = spelt.removeprefix("@"), spelt.startswith("@")
    isbn, _, own = made.partition("@")
    language, _, title = own.partition(":")
    number = _isbn(f"@{isbn}" if is_made else isbn)
    return Edition(
        EditionId(book.id * 10 + index),
        book.id,
        title=title,
        pages=300,
        language=language or "en",
        isbn_13=number,
        users_count=10,
        book=book,
    )


def _isbn(text: str) -> str:
    """`@name` stands for a valid number made from the name."""
    if not text.startswith("@"):
        return text
    return isbn13(f"978{int(hashlib.sha256(text.encode()).hexdigest(), 16) % 10**9:09d}")


def _options(parts: Iterable[str]) -> dict[str, str]:
    pairs = (part.partition("=") for part in parts)
    return {name: value for name, _, value in pairs}


def _files(given: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(filter(None, [given.get("file", "")]))


def _series(text: str) -> tuple[str, float | None]:
    name, _, number = text.rpartition(" #") if " #" in text else (text, "", "")
    return name, float(number) if number else None


def _id_for(*names: str) -> int:
    return 10_000 + int(hashlib.sha256("/".join(names).encode()).hexdigest(), 16) % 10**6


@dataclass
class WorldCatalogue:
    """Answers what `Catalogue` answers, out of one world; a search brings up all of it, the most read first."""

    world: World
    left_out: str = ""
    """The key of a record that is not there."""
    queries: list[str] = field(default_factory=list)

    def _books(self) -> list[CatalogueBook]:
        return [book for key, book in self.world.records.items() if key != self.left_out]

    async def search(self, query: str, limit: int) -> list[CatalogueBook]:
        self.queries.append(query)
        # The search does not know the category (Catalogue.search).
        found = [replace(book, category_id=UNKNOWN_CATEGORY) for book in self._books()]
        return sorted(found, key=lambda book: -book.users_count)[:limit]

    async def books_by_ids(self, ids: Sequence[int]) -> list[CatalogueBook]:
        return [book for book in self._books() if book.id in ids]

    async def books_by_slugs(self, slugs: Sequence[str]) -> list[CatalogueBook]:
        return [book for book in self._books() if book.slug in slugs]

    async def editions_by_ids(self, ids: Sequence[int]) -> list[Edition]:
        return []

    async def editions_by_isbns(self, isbns: Sequence[str]) -> list[Edition]:
        here = {book.id for book in self._books()}
        return [
            edition
            for edition in self.world.editions
            if edition.isbn_13 in isbns and edition.record_id in here
        ]

    async def books_by_external_ids(self, platform: str, ids: Sequence[str]) -> dict[str, CatalogueBook]:
        return {}

    async def other_names(self, names: Sequence[str]) -> dict[str, frozenset[str]]:
        return {name: self.world.other_names[name] for name in names if name in self.world.other_names}

    async def text_editions(self, ids: Sequence[int]) -> dict[int, list[Edition]]:
        return {}

    async def text_editions_in_language(self, ids: Sequence[int], language: str) -> dict[int, list[Edition]]:
        return {}


def ask(cases: Sequence[Case], *, without_the_record: bool = False) -> list[Outcome]:
    """What the matcher makes of each. `without_the_record`: only the decoys are there, so that none may be taken."""
    return asyncio.run(_ask_all(cases, without_the_record))


async def _ask_all(cases: Sequence[Case], without_the_record: bool) -> list[Outcome]:
    return [await _ask(case, without_the_record) for case in cases]


async def _ask(case: Case, without_the_record: bool) -> Outcome:
    catalogue = WorldCatalogue(case.world, case.expected if without_the_record else "")
    on_shelf = [case.world.records[key] for key in case.shelf]
    shelf = [
        ShelfEntry(EntryId(book.id), book.id, book=replace(book, release_year=None)) for book in on_shelf
    ]
    matched = await Matcher(catalogue).match({BookId(1): case.query}, shelf)  # type: ignore[arg-type]
    ids = {book.id: key for key, book in case.world.records.items()}
    found = ids.get(matched[BookId(1)].record_id or RecordId(0), "none")
    expected = "none" if without_the_record else case.expected
    return Outcome(case, matched[BookId(1)], found, _verdict(found, expected))


def _verdict(found: str, expected: str) -> Verdict:
    if found == expected:
        return Verdict.RIGHTLY_REFUSED if expected == "none" else Verdict.RIGHT
    return Verdict.REFUSED_THOUGH_OBVIOUS if found == "none" else Verdict.WRONG
