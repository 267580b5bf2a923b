"""Annotations imported from devices, and what each device says about them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.highlights.annotations import (
    AnnotationChanges,
    DeviceAnnotation,
    Stored,
    gone_word,
    word_of,
)
from bookorbit_desktop.domain.library.search import search_text
from bookorbit_desktop.domain.usb.files import Annotation, AnnotationKind, PagePoint, Position
from bookorbit_desktop.storage import models
from bookorbit_desktop.storage.db.database import Database

COLUMNS = (
    "a.kind, a.text, a.note, a.chapter, a.style, a.color, a.created, a.updated, a.position, a.page_number,"
    " a.page_label, a.is_edited, a.other_engine, a.source"
)
"""The columns for `annotation_of`."""
_OF_DIGEST = """
SELECT d.id FROM annotated_document d LEFT JOIN book b ON b.id = d.book_id
WHERE d.digest = ? AND (? IS NULL OR d.book_id IS NULL OR d.book_id = ? OR b.removed_at IS NOT NULL)
ORDER BY d.book_id IS ? DESC, d.id LIMIT 1
"""
_OF_PATH = "SELECT id FROM annotated_document WHERE place = ? AND digest = ''"
_STORED = f"""
SELECT a.id, a.place, a.device, {COLUMNS} FROM annotation a WHERE a.document_id = ? ORDER BY a.ordinal, a.id
"""
_SAID = """
SELECT x.annotation_id, x.device, x.said FROM annotation_device x
JOIN annotation a ON a.id = x.annotation_id WHERE a.document_id = ?
"""
_POSITIONS = "SELECT id, place FROM annotation WHERE document_id = ?"
_PUT_SAID = "INSERT OR REPLACE INTO annotation_device (annotation_id, device, said) VALUES (?, ?, ?)"

_PUT_FRACTION = """
UPDATE annotation SET fraction = ? WHERE document_id = ? AND place = ?
AND (fraction IS NULL OR device = ?) AND fraction IS NOT ?
"""


@dataclass(frozen=True, slots=True)
class ImportedDocument:
    """A document that annotations are imported for."""

    path: str
    """Device and path; identifies the document while no digest is known."""
    digest: str
    title: str
    authors: tuple[str, ...]
    book_id: BookId | None


class AnnotationRepository:
    """Adds and updates, never deletes. Methods that change data run inside a writer job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find_document(self, document: ImportedDocument) -> int | None:
        """Return the id of a document; None if it is new.

        If two books have the same digest, each has a document of its own.
        """
        execute = self._database.connection().execute
        if document.digest:
            book_id = document.book_id
            row = execute(_OF_DIGEST, (document.digest, book_id, book_id, book_id)).fetchone()
            if row is not None:
                return int(row[0])
        row = execute(_OF_PATH, (document.path,)).fetchone()
        return None if row is None else int(row[0])

    def put_document(self, document: ImportedDocument) -> int:
        """Store what a device reports about a document. Returns its id."""
        document_id = self.find_document(document)
        values: dict[str, Any] = {"title": document.title, "authors": json.dumps(document.authors)}
        if document.digest:
            values["digest"] = document.digest
        if document.book_id is not None:
            values["book"] = document.book_id
        if document_id is None:
            made = models.AnnotatedDocument.create(**({"digest": ""} | values), place=document.path)
            return int(made.id)
        table = models.AnnotatedDocument
        table.update(values).where(table.id == document_id).execute()
        return document_id

    def stored(self, document_id: int) -> list[Stored]:
        """A document's annotations in reading order, including removed ones."""
        said: dict[int, dict[str, str]] = {}
        for annotation_id, device, word in self._database.connection().execute(_SAID, (document_id,)):
            said.setdefault(annotation_id, {})[device] = word
        rows = self._database.connection().execute(_STORED, (document_id,))
        return [
            Stored(row_id, position, annotation_of(row), device, said.get(row_id, {}))
            for row_id, position, device, *row in rows
        ]

    def apply(self, document_id: int, intake: AnnotationChanges, device: str) -> None:
        """Apply the changes from a device's list. An empty `device` means none."""
        self._add(document_id, intake.new, device)
        table = models.Annotation
        for annotation_id, device_annotation in intake.changed:
            values = _values(device_annotation.annotation) | {
                "place": device_annotation.position,
                "device": device,
            }
            table.update(values).where(table.id == annotation_id).execute()
        self._note(
            [
                (annotation_id, word_of(device_annotation))
                for annotation_id, device_annotation in (*intake.changed, *intake.heard)
            ],
            device,
        )
        for annotation_id in intake.gone:
            self._note_gone(annotation_id, device)

    def set_order(self, ordered: Iterable[int]) -> None:
        """Store the reading order of a document's annotations."""
        execute = self._database.connection().executemany
        execute("UPDATE annotation SET ordinal = ? WHERE id = ?", list(enumerate(ordered)))

    def set_fractions(self, document_id: int, device: str, fractions: Iterable[tuple[str, float]]) -> None:
        """Store the places in the book (0..1) of a device's annotations; another device's own places stay."""
        self._database.connection().executemany(
            _PUT_FRACTION, [(fraction, document_id, place, device, fraction) for place, fraction in fractions]
        )

    def unknown(self, annotation_ids: Sequence[int]) -> list[int]:
        """The given numbers that no annotation has."""
        execute = self._database.connection().execute
        sql = "SELECT 1 FROM annotation WHERE id = ?"
        return [
            annotation_id
            for annotation_id in annotation_ids
            if abs(annotation_id) >= 2**63 or execute(sql, (annotation_id,)).fetchone() is None
        ]

    def set_removed(self, annotation_ids: Sequence[int], at: float | None) -> None:
        """Remove annotations from all lists, or restore them."""
        execute = self._database.connection().executemany
        execute(
            "UPDATE annotation SET removed_at = ? WHERE id = ?",
            [(at, annotation_id) for annotation_id in annotation_ids],
        )

    def _add(self, document_id: int, new: Sequence[DeviceAnnotation], device: str) -> None:
        if not new:
            return
        execute = self._database.connection().execute
        for device_annotation in new:
            values = _values(device_annotation.annotation)
            own = (document_id, device_annotation.position, device)
            execute(_insert(tuple(values)), (*own, *values.values()))
        words = {device_annotation.position: word_of(device_annotation) for device_annotation in new}
        added = execute(_POSITIONS, (document_id,)).fetchall()
        self._note(
            [(annotation_id, words[position]) for annotation_id, position in added if position in words],
            device,
        )

    def _note(self, words: Iterable[tuple[int, str]], device: str) -> None:
        """Store what a device reports about annotations; nothing without a device."""
        if device:
            execute = self._database.connection().executemany
            execute(_PUT_SAID, [(annotation_id, device, word) for annotation_id, word in words])

    def _note_gone(self, annotation_id: int, device: str) -> None:
        table = models.AnnotationDevice
        row = table.get((table.annotation == annotation_id) & (table.device == device))
        self._note([(annotation_id, gone_word(row.said))], device)


def annotation_of(row: Sequence[Any]) -> Annotation:
    """The annotation in a row of `COLUMNS`."""
    kind, text, note, chapter, style, color, created, updated, position, number, label, *flags, source = row
    page, start, end = json.loads(position)
    is_edited, other_engine = flags
    return Annotation(
        kind=AnnotationKind(kind),
        text=text,
        note=note,
        chapter=chapter,
        drawer=style,
        color=color,
        created=created and datetime.fromisoformat(created),
        updated=updated and datetime.fromisoformat(updated),
        page=page,
        page_number=number,
        page_label=label,
        start=_position(start),
        end=_position(end),
        is_edited=bool(is_edited),
        other_engine=bool(other_engine),
        source=bytes(source),
    )


@cache
def _insert(columns: tuple[str, ...]) -> str:
    """Insert by plain SQL: a device may bring tens of thousands, and pushes wait for each book."""
    marks = ", ".join("?" * len(columns))
    return (
        f"INSERT INTO annotation (document_id, place, device, ordinal, {', '.join(columns)})"
        f" VALUES (?, ?, ?, 0, {marks})"
    )


def _values(annotation: Annotation) -> dict[str, Any]:
    position = [annotation.page, _as_json(annotation.start), _as_json(annotation.end)]
    return {
        "kind": annotation.kind.value,
        "text": annotation.text,
        "note": annotation.note,
        "chapter": annotation.chapter,
        "style": annotation.drawer,
        "color": annotation.color,
        "created": annotation.created and annotation.created.isoformat(sep=" "),
        "updated": annotation.updated and annotation.updated.isoformat(sep=" "),
        "position": json.dumps(position),
        "page_number": annotation.page_number,
        "page_label": annotation.page_label,
        "is_edited": annotation.is_edited,
        "other_engine": annotation.other_engine,
        "source": annotation.source,
        "words": search_text(f"{annotation.text} {annotation.note} {annotation.chapter}"),
    }


def _as_json(position: Position | None) -> Any:
    return [position.page, position.x, position.y] if isinstance(position, PagePoint) else position


def _position(value: Any) -> Position | None:
    return PagePoint(*value) if isinstance(value, list) else value
