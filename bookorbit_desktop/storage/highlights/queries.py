"""Finds annotations, and the values to filter them by.

An annotation belongs to the book that its document's digest is linked to, like all data from devices; only if
the digest is unknown, to the book for which it was imported.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from bookorbit_desktop.domain.highlights.annotations import (
    AnnotatedBook,
    AnnotationFacets,
    AnnotationQuery,
    AnnotationSort,
    AnnotationState,
    Carrier,
    KeptAnnotation,
    is_gone,
)
from bookorbit_desktop.domain.library.search import typed_tokens
from bookorbit_desktop.domain.usb.files import DeviceKind
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.highlights.annotations import COLUMNS, annotation_of
from bookorbit_desktop.storage.koreader.devices import name_of_key

_BY_DIGEST = """
(SELECT CASE WHEN COUNT(DISTINCT g.book_id) = 1 THEN MIN(g.book_id) END
 FROM digest g JOIN book h ON h.id = g.book_id AND h.removed_at IS NULL
 WHERE g.digest = d.digest AND (g.origin = 'linked' OR NOT EXISTS
  (SELECT 1 FROM digest l WHERE l.digest = d.digest AND l.origin = 'linked')))"""
_TAKEN_IN_FOR = """
CASE WHEN NOT EXISTS (SELECT 1 FROM unlinked_digest u WHERE u.digest = d.digest AND u.book_id = d.book_id)
 THEN d.book_id END"""
_REMOVED = """
(SELECT CASE WHEN MIN(h.removed_at IS NOT NULL) = 1 THEN MIN(h.id) END
 FROM digest g JOIN book h ON h.id = g.book_id WHERE g.digest = d.digest)"""
SHOWN_OF = f"""
WITH own AS MATERIALIZED (
 SELECT d.*, COALESCE({_BY_DIGEST}, {_TAKEN_IN_FOR}, {_REMOVED}) AS owner FROM annotated_document d {{where}}),
shown AS MATERIALIZED (
 SELECT o.id, o.digest, b.id AS book_id, COALESCE(b.title, o.title) AS title,
  COALESCE(b.authors, o.authors) AS authors, COALESCE(l.title, title_key(o.title, '')) AS sort
 FROM own o LEFT JOIN book b ON b.id = o.owner LEFT JOIN book_listing l ON l.book_id = b.id
 WHERE b.removed_at IS NULL)"""
"""Documents with the book of each, without those of removed books."""
SHOWN = SHOWN_OF.format(where="")
_ALL = "FROM shown s JOIN annotation a ON a.document_id = s.id WHERE"
_LISTED = f"{_ALL} a.removed_at IS NULL"
_STATES = {
    AnnotationState.HERE: "a.removed_at IS NULL",
    AnnotationState.GONE: "a.removed_at IS NULL AND EXISTS (SELECT 1 FROM annotation_device y"
    " WHERE y.annotation_id = a.id AND y.said LIKE '-%')",
    AnnotationState.REMOVED: "a.removed_at IS NOT NULL",
}
_ORDERS = {
    AnnotationSort.READING_ORDER: "s.sort, s.book_id, s.id, a.ordinal, a.id",
    AnnotationSort.NEWEST: "COALESCE(a.updated, a.created) IS NULL, COALESCE(a.updated, a.created) DESC, a.id DESC",
}
_AT_ONCE = 450
"""Ids per query, which contains each twice: SQLite accepts at least 999 values."""


class AnnotationQueries:
    """Reads only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ids(self, query: AnnotationQuery) -> list[int]:
        """The ids of all matches, in the requested order."""
        where, values = _conditions(query)
        sql = f"{SHOWN} SELECT a.id {_ALL} {_STATES[query.state]}{where} ORDER BY {_ORDERS[query.sort]}"
        return [row_id for (row_id,) in self._execute(sql, values)]

    def count(self) -> int:
        """The number of matches."""
        ((count,),) = self._execute(f"{SHOWN} SELECT COUNT(*) {_LISTED}")
        return int(count)

    def rows_of(self, annotation_ids: Sequence[int]) -> list[KeptAnnotation]:
        """Return these annotations in this order, without deleted ones."""
        found: dict[int, KeptAnnotation] = {}
        for start in range(0, len(annotation_ids), _AT_ONCE):
            some = annotation_ids[start : start + _AT_ONCE]
            carriers = self._carriers(some)
            for row in self._rows(some):
                kept = _kept(row, carriers.get(row[0], ()))
                found[kept.id] = kept
        return [found[annotation_id] for annotation_id in annotation_ids if annotation_id in found]

    def facets(self, query: AnnotationQuery) -> AnnotationFacets:
        """The values to filter annotations by; chapters are those of the book in `query`."""
        groups = self._execute(
            f"{SHOWN} SELECT a.color, a.style, substr(a.created, 1, 4), COUNT(*) {_LISTED} GROUP BY 1, 2, 3"
        )
        colors, styles, years = set(), set(), set()
        for color, style, year, _ in groups:
            colors.add(color)
            styles.add(style)
            years.add(year)
        ((removed,),) = self._execute(f"{SHOWN} SELECT COUNT(*) {_ALL} a.removed_at IS NOT NULL")
        return AnnotationFacets(
            books=tuple(self._books()),
            chapters=tuple(self._chapters(query)),
            colors=tuple(sorted(colors - {""})),
            styles=tuple(sorted(styles - {""})),
            devices=tuple(self._devices()),
            years=tuple(sorted((int(year) for year in years if year), reverse=True)),
            removed=removed,
        )

    def _rows(self, ids: Sequence[int]) -> Iterable[tuple[Any, ...]]:
        marks = _marks(ids)
        shown = SHOWN_OF.format(
            where=f"WHERE d.id IN (SELECT document_id FROM annotation WHERE id IN ({marks}))"
        )
        rows: Iterable[tuple[Any, ...]] = self._execute(
            f"{shown} SELECT a.id, s.id, s.digest, s.title, s.authors, s.book_id, a.removed_at, {COLUMNS}"
            f" {_ALL} a.id IN ({marks})",
            (*ids, *ids),
        )
        return rows

    def _books(self) -> Iterable[AnnotatedBook]:
        rows = self._execute(
            f"{SHOWN} SELECT s.book_id, MIN(s.id), s.title, COUNT(*) {_LISTED}"
            " GROUP BY s.book_id, CASE WHEN s.book_id IS NULL THEN s.id END ORDER BY s.sort, 2"
        )
        return (AnnotatedBook(*row) for row in rows)

    def _chapters(self, query: AnnotationQuery) -> Iterable[str]:
        if query.book_id is None and query.document is None:
            return []
        where, values = _conditions(AnnotationQuery(book_id=query.book_id, document=query.document))
        rows = self._execute(
            f"{SHOWN} SELECT a.chapter {_LISTED}{where} AND a.chapter <> ''"
            " GROUP BY a.chapter ORDER BY MIN(a.ordinal)",
            values,
        )
        return (chapter for (chapter,) in rows)

    def _devices(self) -> list[Carrier]:
        rows = self._execute("SELECT DISTINCT device FROM annotation_device")
        carriers = self._named({key for (key,) in rows}).values()
        return sorted(carriers, key=lambda carrier: (carrier.label.casefold(), carrier.key))

    def _carriers(self, ids: Sequence[int]) -> dict[int, tuple[Carrier, ...]]:
        rows = self._execute(
            "SELECT annotation_id, device, said FROM annotation_device"
            f" WHERE annotation_id IN ({_marks(ids)}) ORDER BY device",
            ids,
        ).fetchall()
        named = self._named({device for _, device, _ in rows})
        found: dict[int, tuple[Carrier, ...]] = {}
        for annotation_id, device, said in rows:
            known = named[device]
            carrier = Carrier(known.key, known.name, known.kind, is_gone(said))
            found[annotation_id] = (*found.get(annotation_id, ()), carrier)
        return found

    def _named(self, keys: Iterable[str]) -> dict[str, Carrier]:
        """Return the devices with these keys, with their type and the names under which they push."""
        name = f"SELECT COALESCE({name_of_key(':key')}, '')"
        kind = "SELECT kind FROM device_visit WHERE key = :key"
        return {key: Carrier(key, self._text(name, key), _kind(self._text(kind, key))) for key in keys}

    def _text(self, sql: str, key: str) -> str:
        row = self._database.connection().execute(sql, {"key": key}).fetchone()
        return "" if row is None else str(row[0])

    def _execute(self, sql: str, values: Sequence[Any] = ()) -> Any:
        return self._database.connection().execute(sql, tuple(values))


def _conditions(query: AnnotationQuery) -> tuple[str, list[Any]]:
    where, values = _tokens(query.text)
    until = None if query.until is None else query.until + timedelta(days=1)
    for column, wanted in (
        ("s.book_id = ?", query.book_id),
        ("s.id = ?", query.document),
        ("s.digest = ?", query.digest or None),
        ("a.chapter = ?", query.chapter),
        ("a.color = ?", query.color),
        ("a.style = ?", query.style),
        ("a.kind = ?", query.kind),
        ("a.created >= ?", query.since and query.since.isoformat()),
        ("a.created < ?", until and until.isoformat()),
        ("(a.note <> '') = ?", query.has_note),
        (
            "EXISTS (SELECT 1 FROM annotation_device x WHERE x.annotation_id = a.id AND x.device = ?)",
            query.device or None,
        ),
    ):
        if wanted is not None:
            where.append(column)
            values.append(wanted)
    return "".join(f" AND {condition}" for condition in where), values


def _tokens(text: str) -> tuple[list[str], list[Any]]:
    """The condition that each word is in the annotation, or in the title or an author of its book."""
    where: list[str] = []
    values: list[Any] = []
    for word in typed_tokens(text):
        where.append(
            "(a.words LIKE ? OR s.id IN"
            " (SELECT n.id FROM shown n WHERE search_text(n.title || ' ' || n.authors) LIKE ?))"
        )
        values += [f"%{word}%"] * 2
    return where, values


def _kept(row: Sequence[Any], carriers: tuple[Carrier, ...]) -> KeptAnnotation:
    annotation_id, document, digest, title, authors, book_id, removed_at, *columns = row
    return KeptAnnotation(
        annotation_id,
        annotation_of(columns),
        document,
        digest,
        title,
        tuple(json.loads(authors)),
        book_id,
        carriers,
        removed_at is not None,
    )


def _kind(word: str) -> DeviceKind | None:
    return DeviceKind(word) if word in list(DeviceKind) else None


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))
