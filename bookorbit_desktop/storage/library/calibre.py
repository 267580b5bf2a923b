"""Folders that are Calibre libraries, and the data imported from them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.calibre import (
    CalibreColumn,
    CalibreLibrary,
    CalibreReading,
    ColumnChoice,
    ColumnKind,
    ColumnUse,
)
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.storage import models
from bookorbit_desktop.storage.db.database import Database


@dataclass(frozen=True, slots=True)
class ImportedBook:
    """What a Calibre library last reported about a book."""

    folder: bytes
    fingerprint: str
    """Of its metadata."""
    reading: CalibreReading
    cover: str = ""
    """A stamp of its cover; empty if it has none."""


class CalibreRepository:
    """Stores Calibre libraries and imports. Methods that change data run inside a writer job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def libraries(self) -> dict[bytes, CalibreLibrary]:
        """The folders that are Calibre libraries, or were when last seen; in the order they were added."""
        table = models.CalibreLibrary
        rows = table.select(table, models.Folder).join(models.Folder).order_by(models.Folder.id)
        found = (_library(row) for row in rows)
        return {library.folder: library for library in found}

    def stamp(self, folder: bytes) -> str:
        """The stamp of the metadata.db last read; empty if it has to be read."""
        table = models.CalibreLibrary
        row = table.select().join(models.Folder).where(models.Folder.path == folder).get_or_none()
        return "" if row is None else str(row.stamp)

    def put_library(self, library: CalibreLibrary, stamp: str) -> None:
        """Store what was found in a library; the chosen columns are kept."""
        folder = models.Folder.get(models.Folder.path == library.folder)
        columns = [[column.label, column.name, column.kind.value] for column in library.columns]
        values = {
            "stamp": stamp,
            "columns": json.dumps(columns, ensure_ascii=False),
            "books": library.books,
            "problem": library.problem,
            "unknown_words": json.dumps(library.unknown, ensure_ascii=False),
        }
        table = models.CalibreLibrary
        table.insert(folder=folder, **values).on_conflict(
            conflict_target=[table.folder], update=values
        ).execute()

    def forget(self, folder: bytes) -> None:
        """Forget a folder that is no longer a Calibre library."""
        row = models.Folder.get_or_none(models.Folder.path == folder)
        if row is not None:
            models.CalibreLibrary.delete().where(models.CalibreLibrary.folder == row).execute()

    def choose(self, folder: bytes, use: ColumnUse, label: str | None) -> None:
        """Use a column from the next scan on: a label, "" for none, None for the obvious one."""
        row = models.Folder.get_or_none(models.Folder.path == folder)
        table = models.CalibreLibrary
        if row is not None:
            values = {f"{use.value}_column": label, "stamp": ""}
            table.update(**values).where(table.folder == row).execute()

    def taken(self) -> dict[BookId, ImportedBook]:
        """What was imported for each book, by book id."""
        table = models.CalibreBook
        rows = table.select(
            table.book,
            models.Folder.path,
            table.fingerprint,
            table.status,
            table.finished_on,
            table.rating,
            table.cover,
        )
        return {
            book: ImportedBook(
                bytes(folder),
                fingerprint,
                CalibreReading(
                    ReadingStatus(status) if status else None,
                    date.fromisoformat(finished_on) if finished_on else None,
                    rating,
                ),
                cover,
            )
            for book, folder, fingerprint, status, finished_on, rating, cover in rows.join(
                models.Folder
            ).tuples()
        }

    def put_taken(self, taken: Mapping[BookId, ImportedBook]) -> None:
        """Store what was imported for some books."""
        folders = {bytes(row.path): row.id for row in models.Folder.select()}
        rows = [
            {
                "book": book_id,
                "folder": folders[reading.folder],
                "fingerprint": reading.fingerprint,
                "status": reading.reading.status,
                "finished_on": reading.reading.finished_on.isoformat()
                if reading.reading.finished_on
                else None,
                "rating": reading.reading.rating,
                "cover": reading.cover,
            }
            for book_id, reading in taken.items()
            if reading.folder in folders
        ]
        if rows:
            models.CalibreBook.replace_many(rows).execute()


def _library(row: models.CalibreLibrary) -> CalibreLibrary:
    columns = tuple(
        CalibreColumn(label, name, ColumnKind(kind)) for label, name, kind in json.loads(row.columns)
    )
    choice = ColumnChoice(row.status_column, row.finished_column, row.rating_column)
    unknown = tuple(json.loads(row.unknown_words))
    return CalibreLibrary(bytes(row.folder.path), columns, choice, row.books, row.problem, unknown)
