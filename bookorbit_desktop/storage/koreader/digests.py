"""The book of each digest: a book has many, matches are exact, and none is ever deleted."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.storage import models
from bookorbit_desktop.storage.db.database import Database

DigestRecord = Mapping[str, Any]
"""A digest of a book with all its data, only for `DigestRepository.put_back`."""


class DigestOrigin(StrEnum):
    """How a digest of a book was first learned. A link by the person takes precedence."""

    PARTIAL = "partial"
    """KOReader's binary digest of a file."""
    FILENAME = "filename"
    """KOReader's digest of a file's name."""
    SERVED = "served"
    """KOReader's digest of a name under which a file was downloaded."""
    FULL = "full"
    """The MD5 of a whole file."""
    DEVICE = "device"
    """From the files of a device."""
    LINKED = "linked"
    """Linked by the person."""


_UPSERT = """
INSERT INTO digest (digest, book_id, origin, first_seen, last_seen) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (digest, book_id) DO UPDATE SET last_seen = excluded.last_seen,
origin = CASE excluded.origin WHEN 'linked' THEN 'linked' ELSE origin END
"""
_SET_CONTENT = "UPDATE digest SET content = ? WHERE digest = ? AND book_id = ? AND origin = 'served'"
_GET_SPINE = "SELECT spine FROM digest WHERE digest = ? AND book_id = ?"
_SET_SPINE = """
UPDATE digest SET spine = CASE WHEN spine IS NULL OR spine = :spine THEN :spine ELSE '' END
WHERE book_id = :book_id AND (content = :partial_md5 OR digest IN (:partial_md5, :full_md5, :name_md5))
"""
_FORGET_UNEQUAL_SPINES = """
UPDATE digest SET spine = '' WHERE digest = ? AND book_id = ? AND EXISTS
 (SELECT 1 FROM digest o WHERE o.digest = digest.digest AND o.book_id = ? AND o.spine <> digest.spine)
"""
_FIND = "SELECT book_id, origin = 'linked' FROM digest WHERE digest = ?"
_FIND_MANY = """
SELECT digest, book_id, origin = 'linked' FROM digest WHERE digest IN (SELECT value FROM json_each(?))
"""
_SET_ASIDE = """
INSERT OR REPLACE INTO unlinked_digest
(digest, book_id, origin, first_seen, last_seen, spine, content, unlinked_at)
SELECT digest, book_id, origin, first_seen, last_seen, spine, content, ? FROM digest
WHERE digest = ? AND book_id = ?
"""
_TAKE_UP = """
INSERT OR IGNORE INTO digest (digest, book_id, origin, first_seen, last_seen, spine, content)
SELECT digest, book_id, origin, first_seen, last_seen, spine, content FROM unlinked_digest
WHERE digest = ? AND book_id = ?
"""
_MOVE_LINK = "UPDATE document_link SET book_id = ? WHERE digest = ? AND book_id = ?"
_SEEN_AGAIN = "UPDATE unlinked_digest SET last_seen = ? WHERE digest = ? AND book_id = ?"


@dataclass(frozen=True, slots=True)
class DigestState:
    """Everything known about a digest, for undoing a change."""

    digest: str
    means: tuple[tuple[object, ...], ...]
    """Rows of the table of digests."""
    set_aside: tuple[tuple[object, ...], ...]
    """Rows of unlinked digests."""

    def rows(self, table: str) -> dict[object, tuple[object, ...]]:
        """The rows of one of the two tables, by book."""
        return {row[1]: row for row in (self.means if table == "digest" else self.set_aside)}


@dataclass(frozen=True, slots=True)
class DigestUndo:
    """A digest before and after a change."""

    before: DigestState
    after: DigestState

    @property
    def digest(self) -> str:
        """The digest in question."""
        return self.before.digest


class DigestRepository:
    """Stores the digests of books. Methods that change data run inside a writer job.

    A digest that the person unlinked stays known, and means the book again only once it is linked again.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, digest: str, book_id: BookId, origin: DigestOrigin, at: float) -> bool:
        """Store that `digest` means `book_id`, seen `at` (seconds since 1970); returns whether that is new.

        Does not restore a link that the person removed.
        """
        execute = self._database.connection().execute
        if execute(_SEEN_AGAIN, (at, digest, book_id)).rowcount:
            return False
        (known,) = execute(
            "SELECT COUNT(*) FROM digest WHERE digest = ? AND book_id = ?", (digest, book_id)
        ).fetchone()
        execute(_UPSERT, (digest, book_id, origin, at, at))
        return not known

    def link(self, digest: str, book_id: BookId, at: float) -> None:
        """Link `digest` to a book for the person, ending any earlier link."""
        for other, origin in self.origins(digest).items():
            if origin is DigestOrigin.LINKED and other != book_id:
                self.unlink(digest, other, at)
        execute = self._database.connection().execute
        execute(_TAKE_UP, (digest, book_id))
        execute("DELETE FROM unlinked_digest WHERE digest = ? AND book_id = ?", (digest, book_id))
        self.add(digest, book_id, DigestOrigin.LINKED, at)

    def add_served(self, digest: str, book_id: BookId, partial_md5: str, at: float) -> bool:
        """Store a name under which the file with `partial_md5` was downloaded; returns whether that is new.

        It stands for the file's text, now if that is known, otherwise as soon as it is.
        """
        is_news = self.add(digest, book_id, DigestOrigin.SERVED, at)
        execute = self._database.connection().execute
        execute(_SET_CONTENT, (partial_md5, digest, book_id))
        row = execute(_GET_SPINE, (partial_md5, book_id)).fetchone()
        if row and row[0]:
            self.set_spine(book_id, row[0], partial_md5=partial_md5, name_md5=digest)
        return is_news

    def set_spine(
        self, book_id: BookId, spine: str, *, partial_md5: str, name_md5: str = "", full_md5: str = ""
    ) -> None:
        """Store which text a file's digests stand for, with the names under which it was downloaded.

        A digest that stood for another text, such as the name of a replaced file, stands for neither from
        then on.
        """
        values = {
            "book_id": book_id,
            "spine": spine,
            "partial_md5": partial_md5,
            "name_md5": name_md5,
            "full_md5": full_md5,
        }
        self._database.connection().execute(_SET_SPINE, values)

    def unlink(self, digest: str, book_id: BookId, at: float) -> None:
        """Unlink `digest` from this book until it is linked again, whatever files appear."""
        execute = self._database.connection().execute
        execute(_SET_ASIDE, (at, digest, book_id))
        execute("DELETE FROM digest WHERE digest = ? AND book_id = ?", (digest, book_id))

    def origins(self, digest: str) -> dict[BookId, DigestOrigin]:
        """The books of a digest, each with the origin of the link."""
        rows = self._database.connection().execute(
            "SELECT book_id, origin FROM digest WHERE digest = ? ORDER BY book_id", (digest,)
        )
        return {book_id: DigestOrigin(origin) for book_id, origin in rows}

    def unlinked(self, digest: str) -> tuple[BookId, ...]:
        """The books that a digest was unlinked from."""
        rows = self._database.connection().execute(
            "SELECT book_id FROM unlinked_digest WHERE digest = ? ORDER BY book_id", (digest,)
        )
        return tuple(book_id for (book_id,) in rows)

    def state(self, digest: str) -> DigestState:
        """Everything known about a digest now."""
        execute = self._database.connection().execute
        return DigestState(
            digest,
            tuple(execute("SELECT * FROM digest WHERE digest = ?", (digest,))),
            tuple(execute("SELECT * FROM unlinked_digest WHERE digest = ?", (digest,))),
        )

    def restore(self, undo: DigestUndo) -> None:
        """Undo a change of a digest. What was found or linked since is kept."""
        connection = self._database.connection()
        now = self.state(undo.digest)
        for table in ("digest", "unlinked_digest"):
            before, after = undo.before.rows(table), undo.after.rows(table)
            for book_id in before.keys() | after.keys():
                made = after.get(book_id)
                if before.get(book_id) == made or _origin(now.rows(table).get(book_id)) != _origin(made):
                    continue
                connection.execute(
                    f"DELETE FROM {table} WHERE digest = ? AND book_id = ?", (undo.digest, book_id)
                )
                if row := before.get(book_id):
                    connection.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)

    def records(self, book_ids: Sequence[BookId]) -> tuple[DigestRecord, ...]:
        """All records about the digests of some books, for restoring them."""
        table = models.Digest
        return tuple(table.select().where(table.book.in_(book_ids)).dicts())

    def move(self, from_book: BookId, to_book: BookId, digests: Iterable[str] | None = None) -> None:
        """Move digests of a book, or all of them, to another book. Those it already has are unchanged."""
        execute = self._database.connection().execute
        known = [row["digest"] for row in self.records((from_book,))]
        for digest in known if digests is None else set(known) & set(digests):
            execute(_FORGET_UNEQUAL_SPINES, (digest, to_book, from_book))
            execute(
                "UPDATE OR IGNORE digest SET book_id = ? WHERE digest = ? AND book_id = ?",
                (to_book, digest, from_book),
            )
            execute("DELETE FROM digest WHERE digest = ? AND book_id = ?", (digest, from_book))
            execute(_MOVE_LINK, (to_book, digest, from_book))

    def put_back(self, records: Sequence[DigestRecord], book_ids: Sequence[BookId]) -> None:
        """Undo moves: restore these digests exactly; `book_ids` keep no others."""
        table, digests = models.Digest, [record["digest"] for record in records]
        table.delete().where(table.book.in_(book_ids), table.digest.in_(digests)).execute()
        execute = self._database.connection().execute
        for record in records:
            table.replace(**record).execute()
            for book_id in book_ids:
                execute(_MOVE_LINK, (record["book"], record["digest"], book_id))

    def book_of(self, digest: str) -> BookId | None:
        """The book of a digest: the one linked by hand, otherwise the only one; None if ambiguous."""
        return _only_book(self._database.connection().execute(_FIND, (digest,)).fetchall())

    def books_of(self, digests: Iterable[str]) -> dict[str, BookId]:
        """The books of digests, as `book_of`, without ambiguous ones."""
        found: dict[str, list[tuple[BookId, int]]] = {}
        rows = self._database.connection().execute(_FIND_MANY, (json.dumps(list(digests)),))
        for digest, book_id, by_hand in rows:
            found.setdefault(digest, []).append((book_id, by_hand))
        books = {digest: _only_book(known) for digest, known in found.items()}
        return {digest: book for digest, book in books.items() if book is not None}


def _only_book(known: Sequence[tuple[BookId, int]]) -> BookId | None:
    """The one book meant, from books with whether the person linked them."""
    if len(known) == 1:
        return known[0][0]
    linked = [book_id for book_id, by_hand in known if by_hand]
    books = linked or [book_id for book_id, _ in known]
    return books[0] if len(books) == 1 else None


def _origin(row: tuple[object, ...] | None) -> object:
    """A row's part to compare, as the time last seen changes with every scan."""
    return None if row is None else row[2]
