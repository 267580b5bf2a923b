"""The whole library as one document of plain values, for scripts."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from bookorbit_desktop.domain.base.isbn import to_isbn10, to_isbn13
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.moments import iso_time
from bookorbit_desktop.domain.hardcover.sync_book import SyncBook
from bookorbit_desktop.domain.koreader.devices import Device
from bookorbit_desktop.domain.koreader.progress import Document
from bookorbit_desktop.domain.library.book import Book, BookFile
from bookorbit_desktop.domain.library.collection import Collection, CollectionKind, query_as_text
from bookorbit_desktop.domain.library.fields import BookField, FieldState
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.overview.book_view import TimeRead
from bookorbit_desktop.domain.reading.reading import Read, ReadingStatus
from bookorbit_desktop.domain.reading.step_back import StepBack
from bookorbit_desktop.formats.reading_csv_writer import goodreads_lines
from bookorbit_desktop.services.koreader.devices import DeviceService
from bookorbit_desktop.services.koreader.progress import ProgressService
from bookorbit_desktop.services.library.collections import CollectionService
from bookorbit_desktop.services.reading.forecasts import ForecastService
from bookorbit_desktop.services.runtime.export_file import export_file
from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
from bookorbit_desktop.storage.library.book_fields import all_from_calibre, kept_fields_of, states
from bookorbit_desktop.storage.library.book_loading import BOOKS_AT_ONCE
from bookorbit_desktop.storage.library.books import BookRepository

_LINE = "\n"


class ExportService:
    """Reads everything and changes nothing; may run beside the program."""

    def __init__(
        self,
        books: BookRepository,
        collections: CollectionService,
        sync_books: SyncBookRepository,
        progress: ProgressService,
        devices: DeviceService,
        forecasts: ForecastService,
    ) -> None:
        self._books = books
        self._collections = collections
        self._sync_books = sync_books
        self._progress = progress
        self._devices = devices
        self._forecasts = forecasts

    def document(self) -> dict[str, Any]:
        """`books`, `collections`, `documents` and `devices`, ready for JSON. Blocks."""
        return {name: list(rows) for name, rows in self._parts()}

    def text(self) -> Iterator[str]:
        """The same as JSON, in pieces, as a large library need not fit into memory. Blocks at each piece."""
        opening = "{"
        for name, rows in self._parts():
            yield f'{opening}\n  "{name}": ['
            yield from _listed(rows)
            opening = ","
        yield "\n}\n"

    def goodreads(self) -> Iterator[str]:
        """The lines of a CSV as Goodreads exports it, which other services import. Blocks at each line."""
        return goodreads_lines(self._shelved_books())

    def write_goodreads(self, path: Path) -> None:
        """Write them to a file, as a whole or not at all. Blocks. Raises InvalidInput."""
        with export_file(path) as file:
            file.writelines(self.goodreads())

    def _shelved_books(self) -> Iterator[tuple[Book, tuple[str, ...]]]:
        books = self._books.each()
        while some := list(islice(books, BOOKS_AT_ONCE)):
            collected = self._collections.names_of([book.id for book in some])
            for book in some:
                yield book, tuple(_names(collected.get(book.id, ()), CollectionKind.SHELF))

    def _parts(self) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
        yield "books", self._book_documents()
        yield "collections", map(self._collection, self._collections.all())
        yield "documents", map(_document, self._progress.documents())
        yield "devices", map(_device, self._devices.all())

    def _book_documents(self) -> Iterator[dict[str, Any]]:
        calibres = all_from_calibre()
        times = self._forecasts.times_read()
        books = self._books.each()
        while some := list(islice(books, BOOKS_AT_ONCE)):
            ids = [book.id for book in some]
            sync_books, kept = self._sync_books.of(ids), kept_fields_of(ids)
            collected = self._collections.names_of(ids)
            for book in some:
                fields = states(book.metadata, kept.get(book.id, {}), is_calibres=book.id in calibres)
                yield {
                    **_book(book, sync_books.get(book.id, SyncBook())),
                    "time_read": _time_read(times.get(book.id, TimeRead())),
                    "fields": _fields(fields),
                    "shelves": _names(collected.get(book.id, ()), CollectionKind.SHELF),
                    "tags": _names(collected.get(book.id, ()), CollectionKind.TAG),
                }

    def _collection(self, collection: Collection) -> dict[str, Any]:
        """Return a shelf or tag with the ids of its books, or a saved filter with its query."""
        query = collection.query
        return {
            "kind": collection.kind.value,
            "name": collection.name,
            "books": list(self._collections.books(collection)),
            "filter": None if query is None else json.loads(query_as_text(query)),
        }


def _listed(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The items of a list and its closing bracket, formatted like `json.dumps` with an indent of 2."""
    between, closing = "", "]"
    for row in rows:
        text = json.dumps(row, ensure_ascii=False, indent=2)
        yield f"{between}\n    {text.replace(_LINE, f'{_LINE}    ')}"
        between, closing = ",", "\n  ]"
    yield closing


def _book(book: Book, sync_book: SyncBook) -> dict[str, Any]:
    metadata = book.metadata
    isbns = [identifier.value for identifier in metadata.identifiers if identifier.scheme == "isbn"]
    return {
        "id": book.id,
        "title": metadata.title,
        "authors": list(metadata.authors),
        "series": metadata.series,
        "series_index": metadata.series_index,
        "language": metadata.language,
        "isbn13": next((form for isbn in isbns if (form := to_isbn13(isbn))), None),
        "isbn10": next((form for isbn in isbns if (form := to_isbn10(isbn))), None),
        "status": book.reading.status.value,
        "status_set_by_hand": book.reading.set_by_hand,
        "rereading_proposed": book.reading.proposes_rereading,
        "step_back": _step_back(book.reading.back),
        "rating": book.reading.rating,
        "percentage": book.reading.percentage,
        "last_read_at": None if book.last_read_at is None else iso_time(book.last_read_at),
        "reads": [_read(read) for read in book.reading.reads],
        "files": [_file(file) for file in book.files],
        "hardcover": _hardcover(book, sync_book),
    }


def _time_read(time: TimeRead) -> dict[str, Any]:
    """Reading time from the reading days, and the page views recorded by devices."""
    return {
        "seconds": time.seconds,
        "page_views": time.views,
        "first_on": _day(time.first),
        "last_on": _day(time.last),
        "notes": list(time.notes),
    }


def _names(collections: Iterable[Collection], kind: CollectionKind) -> list[str]:
    return [collection.name for collection in collections if collection.kind is kind]


def _fields(fields: Mapping[BookField, FieldState]) -> dict[str, Any]:
    """Every field with its value, its origin, and whether it is locked."""
    return {
        field.value: {"value": state.value, "origin": state.origin.value, "locked": state.locked}
        for field, state in fields.items()
    }


def _hardcover(book: Book, sync_book: SyncBook) -> dict[str, Any]:
    eligible = book.reading.status is not ReadingStatus.UNREAD
    match = sync_book.match
    return {
        "book_id": match.record_id,
        "edition_id": match.edition_id,
        "pages": sync_book.pages,
        "method": match.method.value,
        "state": (sync_book.state if eligible else HardcoverState.NOT_ELIGIBLE).value,
        "reason": sync_book.reason if eligible else Message("Set a status other than Unread to send it."),
        "needs_review": sync_book.needs_review,
        "saved_reference": sync_book.decision.reference,
    }


def _step_back(back: StepBack | None) -> dict[str, Any] | None:
    if back is None:
        return None
    return {"device": back.device, "percentage": back.percentage, "at": iso_time(back.at), "kept": back.kept}


def _read(read: Read) -> dict[str, Any]:
    return {
        "started_on": _day(read.started_on),
        "finished_on": _day(read.finished_on),
        "percentage": read.percentage,
        "finished": read.finished,
    }


def _file(file: BookFile) -> dict[str, Any]:
    return {
        "path": file.shown_path,
        "format": file.format.value,
        "partial_md5": file.partial_md5,
        "filename_md5": file.filename_md5,
        "full_md5": file.full_md5 or None,
        "problem": file.problem,
        "missing": file.missing,
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "digest": document.digest,
        "book_id": document.book_id,
        "title": document.title or None,
        "percentage": document.percentage,
        "progress": document.progress,
        "device": document.device,
        "device_id": document.device_id,
        "updated_at": iso_time(document.updated_at),
        "pushes": document.pushes,
        "ignored": document.ignored,
    }


def _device(device: Device) -> dict[str, Any]:
    return {
        "id": device.id,
        "name": device.name,
        "device_id": device.device_id,
        "first_seen": iso_time(device.first_seen),
        "last_seen": iso_time(device.last_seen),
        "pushes": device.pushes,
        "documents": device.documents,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
