"""Shelves, tags and saved filters, with the books in them."""

import json
import sqlite3
from collections.abc import Collection as AnyOf
from collections.abc import Iterable, Sequence
from typing import Any

from bookorbit_desktop.domain.base.ids import BookId, CollectionId
from bookorbit_desktop.domain.library.book import BookRef
from bookorbit_desktop.domain.library.collection import (
    Collection,
    CollectionKind,
    FilledCollection,
    KeptCollection,
    Membership,
    name_key,
    query_as_text,
    query_from_text,
)
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.library.book_filters import NOT_HELD

COVERS = 3
"""Books whose covers represent a collection."""
_COLUMNS = "c.id, c.kind, c.name, c.filter"
_IN_ORDER = "ORDER BY c.kind, sort_key(c.name), c.name"
_FILLED = f"""
SELECT {_COLUMNS}, COUNT(l.book_id) FROM collection c LEFT JOIN collection_book m ON m.collection_id = c.id
LEFT JOIN book_listing l ON l.book_id = m.book_id AND {NOT_HELD}
WHERE c.filter IS NULL GROUP BY c.id {_IN_ORDER}
"""
_COVERS = f"""
SELECT collection_id, id, title, authors FROM (
SELECT m.collection_id, b.id, b.title, b.authors,
ROW_NUMBER() OVER (PARTITION BY m.collection_id ORDER BY m.added_at DESC, b.id DESC) AS place
FROM collection_book m JOIN book_listing l ON l.book_id = m.book_id AND {NOT_HELD}
JOIN book b ON b.id = m.book_id) WHERE place <= {COVERS} ORDER BY collection_id, place
"""
_LISTED = "SELECT value FROM json_each(?) JOIN book_listing ON book_listing.book_id = value"


class CollectionRepository:
    """Stores collections. Methods that change data run inside a writer job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Collection]:
        """Shelves and saved filters, then tags; each by name."""
        return [_collection(*row) for row in self._rows(f"SELECT {_COLUMNS} FROM collection c {_IN_ORDER}")]

    def filled(self) -> list[FilledCollection]:
        """Shelves, then tags, with their books; saved filters are left out."""
        covers: dict[int, list[BookRef]] = {}
        for collection_id, book_id, title, authors in self._rows(_COVERS):
            refs = covers.setdefault(collection_id, [])
            refs.append(BookRef(book_id, title, tuple(json.loads(authors))))
        return [
            FilledCollection(_collection(*columns), count, tuple(covers.get(columns[0], ())))
            for *columns, count in self._rows(_FILLED)
        ]

    def get(self, collection_id: CollectionId) -> Collection | None:
        """A collection by id, or None."""
        rows = self._rows(f"SELECT {_COLUMNS} FROM collection c WHERE c.id = ?", collection_id)
        return next((_collection(*row) for row in rows), None)

    def named(self, name: str, namespace: CollectionKind) -> Collection | None:
        """The collection with a name, ignoring case; None if there is none."""
        sql = f"SELECT {_COLUMNS} FROM collection c WHERE c.kind = ? AND c.name_key = ?"
        rows = self._rows(sql, namespace, name_key(name))
        return next((_collection(*row) for row in rows), None)

    def names_of(self, book_ids: Sequence[BookId]) -> dict[BookId, list[Collection]]:
        """The shelves and tags of some books."""
        sql = (
            f"SELECT m.book_id, {_COLUMNS} FROM json_each(?) CROSS JOIN collection_book m ON m.book_id = value"
            f" JOIN collection c ON c.id = m.collection_id {_IN_ORDER}"
        )
        found: dict[BookId, list[Collection]] = {}
        for book_id, *columns in self._rows(sql, _json(book_ids)):
            found.setdefault(book_id, []).append(_collection(*columns))
        return found

    def make(self, kind: CollectionKind, name: str, query: BookQuery | None, at: float) -> CollectionId:
        """Create a collection. The name must be unused."""
        sql = "INSERT INTO collection (kind, name, name_key, filter, made_at) VALUES (?, ?, ?, ?, ?)"
        text = None if query is None else query_as_text(query)
        cursor = self._execute(sql, kind.namespace, name, name_key(name), text, at)
        if kind is CollectionKind.TAG:
            self._execute("DELETE FROM tag_alias WHERE name_key = ?", name_key(name))
        assert cursor.lastrowid is not None
        return CollectionId(cursor.lastrowid)

    def rename(self, collection_id: CollectionId, name: str) -> None:
        """Rename a collection. The name must be unused."""
        sql = "UPDATE collection SET name = ?, name_key = ? WHERE id = ?"
        self._execute(sql, name, name_key(name), collection_id)

    def put_query(self, collection_id: CollectionId, query: BookQuery) -> None:
        """Change the query of a saved filter."""
        self._execute("UPDATE collection SET filter = ? WHERE id = ?", query_as_text(query), collection_id)

    def delete(self, collection: Collection) -> KeptCollection:
        """Delete a collection, but not its books. Returns the argument for `put_back`."""
        cid = collection.id
        ((made_at,),) = self._rows("SELECT made_at FROM collection WHERE id = ?", cid)
        refused = self._rows("SELECT book_id FROM refused_tag WHERE collection_id = ?", cid)
        aliases = self._rows("SELECT name_key FROM tag_alias WHERE collection_id = ?", cid)
        kept = KeptCollection(
            collection,
            made_at,
            tuple(self._members(cid)),
            tuple(book_id for (book_id,) in refused),
            tuple(key for (key,) in aliases),
        )
        self._execute("DELETE FROM collection WHERE id = ?", cid)
        if collection.kind is CollectionKind.TAG:
            self.put_alias(collection.name, None)
        return kept

    def put_back(self, kept: KeptCollection) -> None:
        """Restore a deleted collection, with the books that still exist."""
        collection = kept.collection
        text = None if collection.query is None else query_as_text(collection.query)
        self._execute(
            "INSERT INTO collection (id, kind, name, name_key, filter, made_at) VALUES (?, ?, ?, ?, ?, ?)",
            collection.id,
            collection.kind.namespace,
            collection.name,
            name_key(collection.name),
            text,
            kept.made_at,
        )
        self.add(kept.members)
        self.refuse((collection.id, book_id) for book_id in kept.refused)
        if collection.kind is CollectionKind.TAG:
            self._execute("DELETE FROM tag_alias WHERE name_key = ?", name_key(collection.name))
            for key in kept.aliases:
                self._execute("UPDATE tag_alias SET collection_id = ? WHERE name_key = ?", collection.id, key)

    def add(self, members: Iterable[Membership]) -> tuple[Membership, ...]:
        """Add books. Returns the new ones: neither those already in it nor those missing from the library."""
        sql = (
            "INSERT OR IGNORE INTO collection_book (collection_id, book_id, added_at)"
            " SELECT ?, id, ? FROM book WHERE id = ?"
        )
        return tuple(
            member
            for member in members
            if self._execute(sql, member.collection_id, member.at, member.book_id).rowcount > 0
        )

    def remove(self, collection_id: CollectionId, book_ids: Sequence[BookId]) -> tuple[Membership, ...]:
        """Remove books. Returns those that were in it."""
        wanted = set(book_ids)
        leaving = tuple(member for member in self._members(collection_id) if member.book_id in wanted)
        self.take_back(leaving)
        return leaving

    def take_back(self, members: Iterable[Membership]) -> None:
        """Remove the books added at these moments, but not those added again since."""
        sql = "DELETE FROM collection_book WHERE collection_id = ? AND book_id = ? AND added_at = ?"
        self._database.connection().executemany(
            sql, [(member.collection_id, member.book_id, member.at) for member in members]
        )

    def copy(self, from_books: Sequence[BookId], to_book: BookId, at: float) -> tuple[Membership, ...]:
        """Add a book to every shelf and tag of others. Returns what was added."""
        rows = self._rows(
            "SELECT DISTINCT collection_id FROM collection_book WHERE book_id IN"
            " (SELECT value FROM json_each(?)) ORDER BY 1",
            _json(from_books),
        )
        return self.add(Membership(CollectionId(collection_id), to_book, at) for (collection_id,) in rows)

    def is_empty(self, collection_id: CollectionId) -> bool:
        """Whether it has no books, not even any removed from the library."""
        return not self._rows("SELECT 1 FROM collection_book WHERE collection_id = ? LIMIT 1", collection_id)

    def listed(self, book_ids: Sequence[BookId]) -> list[BookId]:
        """The given books that are in the library."""
        return [book_id for (book_id,) in self._rows(_LISTED, _json(book_ids))]

    def refuse(self, pairs: Iterable[tuple[CollectionId, BookId]]) -> tuple[tuple[CollectionId, BookId], ...]:
        """Stop Calibre from restoring these tags. Returns the new pairs."""
        sql = "INSERT OR IGNORE INTO refused_tag (collection_id, book_id) SELECT ?, id FROM book WHERE id = ?"
        return tuple(pair for pair in pairs if self._execute(sql, *pair).rowcount > 0)

    def unrefuse(
        self, pairs: Iterable[tuple[CollectionId, BookId]]
    ) -> tuple[tuple[CollectionId, BookId], ...]:
        """Let Calibre restore these tags. Returns the pairs that were blocked."""
        sql = "DELETE FROM refused_tag WHERE collection_id = ? AND book_id = ?"
        return tuple(pair for pair in pairs if self._execute(sql, *pair).rowcount > 0)

    def refused(self) -> set[tuple[CollectionId, BookId]]:
        """Every tag that the person removed from a book."""
        return set(self._rows("SELECT collection_id, book_id FROM refused_tag"))

    def aliases(self) -> dict[str, CollectionId | None]:
        """The tags that Calibre knows under other names; None if the person deleted the tag."""
        return dict(self._rows("SELECT name_key, collection_id FROM tag_alias"))

    def put_alias(self, name: str, collection_id: CollectionId | None) -> None:
        """Let Calibre's name stand for this tag; None for none."""
        sql = "INSERT OR REPLACE INTO tag_alias (name_key, collection_id) VALUES (?, ?)"
        self._execute(sql, name_key(name), collection_id)

    def drop_alias(self, name: str) -> None:
        """Let the name stand for the tag of that name again."""
        self._execute("DELETE FROM tag_alias WHERE name_key = ?", name_key(name))

    def _members(self, collection_id: CollectionId) -> list[Membership]:
        sql = "SELECT collection_id, book_id, added_at FROM collection_book WHERE collection_id = ?"
        return [Membership(*row) for row in self._rows(sql, collection_id)]

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self._database.connection().execute(sql, values).fetchall()

    def _execute(self, sql: str, *values: object) -> sqlite3.Cursor:
        return self._database.connection().execute(sql, values)


def _collection(collection_id: int, kind: str, name: str, query: str | None) -> Collection:
    if query is not None:
        return Collection(CollectionId(collection_id), CollectionKind.FILTER, name, query_from_text(query))
    return Collection(CollectionId(collection_id), CollectionKind(kind), name)


def _json(book_ids: AnyOf[BookId]) -> str:
    return json.dumps(list(map(int, book_ids)))
