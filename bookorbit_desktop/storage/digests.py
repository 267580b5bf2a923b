"""Which book a digest belongs to: many digests to one book, exact match only, never deleted."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from bookorbit_desktop.storage import models
from bookorbit_desktop.storage.database import Database

DigestRecord = Mapping[str, Any]
"""A digest of a book with everything that is kept about it, for `DigestRepository.put_back` alone."""


class DigestOrigin(StrEnum):
    """How a digest of a book was learned first; by the person's word if ever by that."""

    PARTIAL = "partial"
    """KOReader's binary digest of a file."""
    FILENAME = "filename"
    """KOReader's digest of a file's name."""
    SERVED = "served"
    """KOReader's digest of a name under which a file was given out."""
    FULL = "full"
    """The md5 of a whole file."""
    DEVICE = "device"
    """It was in the files of a device."""
    LINKED = "linked"
    """The person said so."""


_UPSERT = """
INSERT INTO digest (digest, book_id, origin, first_seen, last_seen) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (digest, book_id) DO UPDATE SET last_seen = excluded.last_seen,
origin = CASE excluded.origin WHEN 'linked' THEN 'linked' ELSE origin END
"""
_SET_CONTENT = "UPDATE digest SET content = ? WHERE digest = ? AND book_id = ? AND origin = 'served'"
_SET_SPINE = """
UPDATE digest SET spine = CASE WHEN spine IS NULL OR spine = :spine THEN :spine ELSE '' END
WHERE book_id = :book_id AND (content = :partial_md5 OR digest IN (:partial_md5, :full_md5, :name_md5))
"""
_FIND = "SELECT book_id, origin = 'linked' FROM digest WHERE digest = ?"


class DigestRepository:
    """Keeps the digests of books. Methods that change run inside a job of the writer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, digest: str, book_id: int, origin: DigestOrigin, at: float) -> bool:
        """Remember that `digest` means `book_id`, seen `at` (seconds since 1970). Whether that is news."""
        execute = self._database.connection().execute
        (known,) = execute(
            "SELECT COUNT(*) FROM digest WHERE digest = ? AND book_id = ?", (digest, book_id)
        ).fetchone()
        execute(_UPSERT, (digest, book_id, origin, at, at))
        return not known

    def link(self, digest: str, book_id: int, at: float) -> None:
        """Let the person's word decide which book `digest` means."""
        execute = self._database.connection().execute
        execute("UPDATE digest SET origin = 'partial' WHERE digest = ? AND origin = 'linked'", (digest,))
        self.add(digest, book_id, DigestOrigin.LINKED, at)

    def add_served(self, digest: str, book_id: int, partial_md5: str, at: float) -> bool:
        """Remember the name under which the file with `partial_md5` was given out. Whether that is news."""
        is_news = self.add(digest, book_id, DigestOrigin.SERVED, at)
        self._database.connection().execute(_SET_CONTENT, (partial_md5, digest, book_id))
        return is_news

    def set_spine(
        self, book_id: int, spine: str, *, partial_md5: str, name_md5: str = "", full_md5: str = ""
    ) -> None:
        """Note which text the digests of a file stand for, and the names under which it was given out.

        A digest that stood for another text before, as a name does whose file was replaced, is never again
        taken for either.
        """
        values = {
            "book_id": book_id,
            "spine": spine,
            "partial_md5": partial_md5,
            "name_md5": name_md5,
            "full_md5": full_md5,
        }
        self._database.connection().execute(_SET_SPINE, values)

    def origins(self, digest: str) -> dict[int, DigestOrigin]:
        """The books that a digest is known for, each with where that came from."""
        rows = self._database.connection().execute(
            "SELECT book_id, origin FROM digest WHERE digest = ?", (digest,)
        )
        return {book_id: DigestOrigin(origin) for book_id, origin in rows}

    def restore(self, digest: str, origins: Mapping[int, DigestOrigin]) -> None:
        """Take a link back that the person made by mistake: the digest is known as it was before."""
        execute = self._database.connection().execute
        for book_id in self.origins(digest).keys() - origins.keys():
            execute("DELETE FROM digest WHERE digest = ? AND book_id = ?", (digest, book_id))
        for book_id, origin in origins.items():
            execute(
                "UPDATE digest SET origin = ? WHERE digest = ? AND book_id = ?", (origin, digest, book_id)
            )

    def records(self, book_ids: Sequence[int]) -> tuple[DigestRecord, ...]:
        """Everything kept about the digests of some books, to be put back as it is."""
        table = models.Digest
        return tuple(table.select().where(table.book.in_(book_ids)).dicts())

    def move(self, from_book: int, to_book: int, digests: Iterable[str] | None = None) -> None:
        """Let digests of one book, or all of them, mean another book. What that one knows already stays as it is."""
        execute = self._database.connection().execute
        known = [row["digest"] for row in self.records((from_book,))]
        for digest in known if digests is None else set(known) & set(digests):
            execute(
                "UPDATE OR IGNORE digest SET book_id = ? WHERE digest = ? AND book_id = ?",
                (to_book, digest, from_book),
            )
            execute("DELETE FROM digest WHERE digest = ? AND book_id = ?", (digest, from_book))

    def put_back(self, records: Sequence[DigestRecord], book_ids: Iterable[int]) -> None:
        """Take moves back: these digests are known as they were, and for none of `book_ids` besides."""
        table, digests = models.Digest, [record["digest"] for record in records]
        table.delete().where(table.book.in_(list(book_ids)), table.digest.in_(digests)).execute()
        for record in records:
            table.replace(**record).execute()

    def book_of(self, digest: str) -> int | None:
        """The book a digest means: the one linked by hand, else the only one; None when that is not certain."""
        rows = self._database.connection().execute(_FIND, (digest,)).fetchall()
        linked = [book_id for book_id, by_hand in rows if by_hand]
        books = linked or [book_id for book_id, _ in rows]
        return books[0] if len(books) == 1 else None
