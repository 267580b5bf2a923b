"""The local Hardcover's data: tables of rows, named as on Hardcover (hardcover-schema.md)."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

Row = dict[str, Any]

TEXT, AUDIO, EITHER, EBOOK = 1, 2, 3, 4
"""`reading_format_id`."""

LANGUAGES = (
    "en English",
    "de German",
    "fr French",
    "sv Swedish",
    "nb Norwegian",
    "ja Japanese",
    "tr Turkish",
)
UNREADABLE = 0
"""A privacy that is accepted for a row of the journal, which then nobody can read."""
STATUSES = ("Want to Read", "Currently Reading", "Read", "Paused", "Did Not Finish", "Ignored")
FORMATS = ("Read", "Listened", "Both", "Ebook")
PLATFORMS = ("goodreads", "openlibrary", "google")

_READ_COLUMNS = (
    "edition_id",
    "started_at",
    "finished_at",
    "paused_at",
    "finished_at_precision",
    "progress_pages",
    "progress_seconds",
)
_EDITION_REFERENCES = (
    ("editions", "canonical_id"),
    ("book_mappings", "edition_id"),
    ("user_books", "edition_id"),
    ("user_book_reads", "edition_id"),
)


@dataclass(frozen=True, slots=True)
class NewEdition:
    """An edition to create with `World.add_book`."""

    pages: int | None = 300
    language: str | None = "en"
    reading_format: int = EBOOK
    isbn_13: str | None = None
    isbn_10: str | None = None
    users: int = 10
    title: str | None = None
    asin: str | None = None
    audio_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class NewRead:
    """A read to create with `World.shelve`; dates as YYYY-MM-DD."""

    started_at: str | None = None
    finished_at: str | None = None
    pages: int | None = None
    edition_id: int | None = None


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One effective change, as shown in the person's feed."""

    user_id: int
    book_id: int
    event: str
    value: object
    privacy_id: int


class World:
    """The tables, and ways to fill them. Ids of books, editions and entries never coincide."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)
        self.journal: list[JournalRow] = []
        self._ids = count(101)
        self._pictures_at = ""
        self.tables: dict[str, dict[int, Row]] = {
            name: {}
            for name in (
                "users",
                "books",
                "editions",
                "authors",
                "book_mappings",
                "goals",
                "user_books",
                "user_book_reads",
                "reading_journals",
            )
        }
        self.tables["languages"] = _table(
            {"code2": code, "language": name, "code3": None} for code, name in map(str.split, LANGUAGES)
        )
        self.tables["reading_formats"] = _table({"format": name} for name in FORMATS)
        self.tables["platforms"] = _table({"name": name, "url": None} for name in PLATFORMS)
        self.tables["user_book_statuses"] = _table(
            {"status": name, "slug": name.lower().replace(" ", "-"), "description": None} for name in STATUSES
        )

    def add_user(self, username: str, *, privacy_id: int = 1) -> int:
        """A person; `privacy_id` is the account's default for new entries."""
        return self._insert(
            "users",
            username=username,
            name=username.title(),
            image=None,
            account_privacy_setting_id=privacy_id,
            activity_privacy_settings_id=privacy_id,
            books_count=0,
            timezone="UTC",
            pro=False,
            membership="free",
        )

    def add_book(
        self,
        title: str,
        authors: Sequence[str] = (),
        *,
        editions: Sequence[NewEdition] = (NewEdition(),),
        series: str = "",
        position: float | None = None,
        category_id: int = 1,
        users: int | None = None,
        slug: str | None = None,
        subtitle: str | None = None,
        alternative_titles: Sequence[str] = (),
        compilation: bool = False,
        release_year: int | None = 2015,
        search_boost: int = 0,
        description: str | None = None,
        genres: Sequence[str] = (),
    ) -> int:
        """A work with its editions. `search_boost` makes a stub outrank better records in the search."""
        featured = {"series": {"name": series}, "position": position} if series else None
        book_id = self._insert(
            "books",
            slug=slug or self._slug(title),
            title=title,
            subtitle=subtitle,
            state="normalized",
            canonical_id=None,
            book_status_id=1,
            book_category_id=category_id,
            compilation=compilation,
            is_partial_book=False,
            release_date=f"{release_year}-01-01" if release_year else None,
            release_year=release_year,
            users_count=sum(edition.users for edition in editions) if users is None else users,
            users_read_count=0,
            rating=None,
            ratings_count=0,
            editions_count=len(editions),
            alternative_titles=list(alternative_titles),
            cached_contributors=[{"author": {"name": name}, "contribution": None} for name in authors],
            cached_featured_series=featured,
            cached_image={},
            search_boost=search_boost,
            description=description,
            genres=list(genres),
        )
        for edition in editions:
            self.add_edition(book_id, edition)
        self._set_defaults(book_id)
        self._illustrate("books", book_id)
        return book_id

    def add_edition(self, book_id: int, edition: NewEdition) -> int:
        """Add an edition. Codes are stored as given, even wrong ones (hardcover-api.md section 5)."""
        book = self.tables["books"][book_id]
        languages = self.tables["languages"]
        language_id = next((key for key, row in languages.items() if row["code2"] == edition.language), None)
        isbn_13 = edition.isbn_13
        if isbn_13 is None and edition.isbn_10 and is_isbn(edition.isbn_10):
            isbn_13 = isbn13("978" + edition.isbn_10[:9])
        edition_id = self._insert(
            "editions",
            book_id=book_id,
            canonical_id=None,
            original_book_id=None,
            state="normalized",
            title=edition.title or book["title"],
            subtitle=None,
            pages=edition.pages,
            audio_seconds=edition.audio_seconds,
            isbn_10=edition.isbn_10,
            isbn_10_valid=is_isbn(edition.isbn_10),
            isbn_13=isbn_13,
            isbn_13_valid=is_isbn(isbn_13),
            asin=edition.asin,
            language_id=language_id,
            reading_format_id=edition.reading_format,
            edition_format=FORMATS[edition.reading_format - 1],
            release_date=book["release_date"],
            release_year=book["release_year"],
            score=0,
            users_count=edition.users,
            users_read_count=0,
            compilation=book["compilation"],
            cached_contributors=book["cached_contributors"],
            cached_image={},
        )
        self._illustrate("editions", edition_id)
        return edition_id

    def show_pictures_at(self, address: str) -> None:
        """Give books, editions and people pictures, such as `address`/books/ID."""
        self._pictures_at = address
        for user_id, user in self.tables["users"].items():
            user["image"] = {"url": f"{address}/users/{user_id}"}
        for table in ("books", "editions"):
            for row_id in self.tables[table]:
                self._illustrate(table, row_id)

    def _illustrate(self, table: str, row_id: int) -> None:
        if self._pictures_at:
            self.tables[table][row_id]["cached_image"] = {"url": f"{self._pictures_at}/{table}/{row_id}"}

    def add_mapping(self, platform: str, external_id: str, book_id: int) -> int:
        """Set a book's id at Goodreads or elsewhere."""
        platforms = self.tables["platforms"]
        return self._insert(
            "book_mappings",
            platform_id=next(key for key, row in platforms.items() if row["name"] == platform),
            external_id=external_id,
            book_id=book_id,
            edition_id=None,
            original_book_id=None,
            state="normalized",
            verified=True,
        )

    def add_author(
        self, name: str, alternate_names: Sequence[str] = (), *, alias_id: int | None = None
    ) -> int:
        """A person with their pen names; `alias_id` makes this name itself a pen name, of that person."""
        return self._insert(
            "authors", name=name, alternate_names=list(alternate_names), alias_id=alias_id, canonical_id=None
        )

    def add_goal(
        self,
        user_id: int,
        goal: int,
        progress: float,
        *,
        metric: str = "book",
        description: str = "",
        year: int = 2026,
        archived: bool = False,
    ) -> int:
        """A reading goal for a year. Hardcover documents no list of metrics."""
        return self._insert(
            "goals",
            user_id=user_id,
            archived=archived,
            description=description,
            metric=metric,
            goal=goal,
            progress=progress,
            start_date=f"{year}-01-01",
            end_date=f"{year}-12-31",
            state="active",
        )

    def shelve(
        self,
        user_id: int,
        book_id: int,
        status_id: int = 1,
        *,
        edition_id: int | None = None,
        rating: float | None = None,
        privacy_id: int | None = None,
        date_added: str = "2020-01-01",
        reads: Sequence[NewRead] = (),
    ) -> int:
        """Put a book on a shelf as if by hand: no side effects, nothing in the journal."""
        default = self.tables["users"][user_id]["account_privacy_setting_id"]
        entry_id = self._insert(
            "user_books",
            user_id=user_id,
            book_id=book_id,
            edition_id=edition_id,
            original_book_id=None,
            original_edition_id=None,
            status_id=status_id,
            rating=rating,
            privacy_setting_id=privacy_id or default,
            private_notes=None,
            date_added=date_added,
            owned=False,
            imported=False,
            has_review=False,
            created_at=f"{date_added}T00:00:00+00:00",
            updated_at=f"{date_added}T00:00:00+00:00",
            merged_at=None,
            current_read_id=None,
        )
        for read in reads:
            self.insert_read(
                entry_id,
                edition_id=read.edition_id or edition_id,
                started_at=read.started_at,
                finished_at=read.finished_at,
                progress_pages=read.pages,
            )
        self.follow_reads(entry_id)
        return entry_id

    def insert_read(self, entry_id: int, **columns: Any) -> Row:
        """Add a read to an entry, without side effects."""
        blank = dict.fromkeys(_READ_COLUMNS)
        read_id = self._insert("user_book_reads", **(blank | columns | {"user_book_id": entry_id}))
        return self.tables["user_book_reads"][read_id]

    def write_journal(self, user_id: int, book_id: int, moment: str, **columns: Any) -> Row:
        """Add a row to a person's journal, as if by hand."""
        blank: dict[str, Any] = {
            "event": "quote",
            "entry": None,
            "action_at": moment[:10],
            "edition_id": None,
            "metadata": {},
            "privacy_setting_id": 1,
            "tags": [],
        }
        fixed = {"user_id": user_id, "book_id": book_id, "object_type": "ReadingJournal", "likes_count": 0}
        times = {"created_at": moment, "updated_at": moment}
        row_id = self._insert("reading_journals", **(blank | columns | fixed | times))
        return self.tables["reading_journals"][row_id]

    def reads_of(self, entry_id: int) -> list[Row]:
        """The reads of an entry, oldest first."""
        return [row for row in self.tables["user_book_reads"].values() if row["user_book_id"] == entry_id]

    def follow_reads(self, entry_id: int) -> None:
        """Update the entry's own dates and count from its reads (hardcover-api.md section 6, row 16)."""
        reads = self.reads_of(entry_id)
        finished = sorted(read["finished_at"] for read in reads if read["finished_at"])
        started = sorted(read["started_at"] for read in reads if read["started_at"])
        self.tables["user_books"][entry_id] |= {
            "first_started_reading_date": started[0] if started else None,
            "first_read_date": finished[0] if finished else None,
            "last_read_date": finished[-1] if finished else None,
            "read_count": len(finished),
        }

    def entry_of(self, user_id: int, book_id: int) -> Row | None:
        """A person's entry for a book."""
        entries = self.tables["user_books"].values()
        return next((row for row in entries if (row["user_id"], row["book_id"]) == (user_id, book_id)), None)

    def editions_of(self, book_id: int) -> list[Row]:
        """The editions of a book, merged ones included."""
        return [row for row in self.tables["editions"].values() if row["book_id"] == book_id]

    def merge_books(self, loser_id: int, survivor_id: int) -> None:
        """Merge books: the loser keeps its row; editions and entries move (hardcover-api.md section 5)."""
        loser = self.tables["books"][loser_id]
        loser |= {"canonical_id": survivor_id, "book_status_id": 4, "state": "duplicate"}
        for edition in self.editions_of(loser_id):
            edition |= {"book_id": survivor_id, "original_book_id": loser_id}
        for entry in self.tables["user_books"].values():
            if entry["book_id"] == loser_id:
                moved = {
                    "book_id": survivor_id,
                    "original_book_id": loser_id,
                    "merged_at": "2026-01-01T00:00:00",
                }
                entry |= moved
        self._set_defaults(survivor_id)

    def merge_editions(self, loser_id: int, survivor_id: int) -> None:
        """Let the losing edition refer to the one that stays."""
        self.tables["editions"][loser_id] |= {"canonical_id": survivor_id, "state": "duplicate"}

    def set_pages(self, edition_id: int, pages: int | None) -> None:
        """Change an edition's length, as a librarian."""
        edition = self.tables["editions"][edition_id]
        edition["pages"] = pages
        self._set_defaults(edition["book_id"])

    def remove_edition(self, edition_id: int) -> None:
        """Remove an edition; nothing refers to it any more."""
        book_id = self.tables["editions"].pop(edition_id)["book_id"]
        for table, column in _EDITION_REFERENCES:
            for row in self.tables[table].values():
                if row[column] == edition_id:
                    row[column] = None
        self._set_defaults(book_id)

    def remove_book(self, book_id: int) -> None:
        """Remove a book with its editions, its mappings, and everyone's entries and reads."""
        entries = [row["id"] for row in self.tables["user_books"].values() if row["book_id"] == book_id]
        for entry_id in entries:
            self.remove_entry(entry_id)
        for edition in self.editions_of(book_id):
            self.remove_edition(edition["id"])
        mappings = self.tables["book_mappings"]
        for mapping_id in [row["id"] for row in mappings.values() if row["book_id"] == book_id]:
            del mappings[mapping_id]
        del self.tables["books"][book_id]

    def remove_entry(self, entry_id: int) -> None:
        """Remove an entry with its reads from the shelf."""
        for read in self.reads_of(entry_id):
            del self.tables["user_book_reads"][read["id"]]
        del self.tables["user_books"][entry_id]

    def _set_defaults(self, book_id: int) -> None:
        """Set the most-shelved edition of each kind; often none for e-books (hardcover-api.md section 5)."""
        editions = sorted(self.editions_of(book_id), key=lambda row: -row["users_count"])

        def first(*formats: int) -> int | None:
            return next((row["id"] for row in editions if row["reading_format_id"] in formats), None)

        self.tables["books"][book_id] |= {
            "default_audio_edition_id": first(AUDIO),
            "default_physical_edition_id": first(TEXT, EITHER),
            "default_ebook_edition_id": first(EBOOK),
            "default_cover_edition_id": editions[0]["id"] if editions else None,
            "pages": next((row["pages"] for row in editions if row["pages"]), None),
            "audio_seconds": next((row["audio_seconds"] for row in editions if row["audio_seconds"]), None),
        }

    def _slug(self, title: str) -> str:
        parts = "".join(letter if letter.isalnum() else " " for letter in title.lower()).split()
        slug = "-".join(parts)
        taken = {row["slug"] for row in self.tables["books"].values()}
        numbered = (f"{slug}-{number}" for number in count(2))
        return next(name for name in chain([slug], numbered) if name not in taken)

    def _insert(self, table: str, **columns: Any) -> int:
        key = next(self._ids)
        self.tables[table][key] = {"id": key, **columns}
        return key


def isbn13(first_twelve: str) -> str:
    """Twelve digits with their check digit."""
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(first_twelve))
    return first_twelve + str(-total % 10)


def isbn10(first_nine: str) -> str:
    """Nine digits with their check digit."""
    total = sum(int(digit) * weight for digit, weight in zip(first_nine, range(10, 1, -1), strict=True))
    return first_nine + "0123456789X"[-total % 11]


def is_isbn(code: str | None) -> bool:
    """Whether a code without hyphens has its right check digit."""
    if not code or not code[:-1].isdigit():
        return False
    return code == (isbn13(code[:-1]) if len(code) == 13 else isbn10(code[:-1]) if len(code) == 10 else None)


def _table(rows: Any) -> dict[int, Row]:
    return {key: {"id": key, **row} for key, row in enumerate(rows, 1)}
