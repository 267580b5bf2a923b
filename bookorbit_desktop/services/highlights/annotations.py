"""Highlights, notes and bookmarks: imported from devices, searched, and removed here. Nothing is sent anywhere."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from bookorbit_desktop.devices.annotation_files import CARRIER_ID
from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.highlights.annotations import (
    AnnotationChanges,
    AnnotationQuery,
    DeviceAnnotation,
    KeptAnnotation,
    Stored,
    plan_import,
    position_of,
    tell,
)
from bookorbit_desktop.domain.highlights.reading_order import in_reading_order
from bookorbit_desktop.domain.overview.events import AnnotationsChanged
from bookorbit_desktop.domain.usb.files import Annotation, DeviceBook
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.highlights.annotations import AnnotationRepository, ImportedDocument
from bookorbit_desktop.storage.highlights.queries import AnnotationQueries


@dataclass(frozen=True, slots=True)
class ImportedAnnotations:
    """How many annotations were imported from a device."""

    new: int = 0
    changed: int = 0
    gone: int = 0
    """Kept here, but no longer on the device."""

    @property
    def has_news(self) -> bool:
        """Whether any of them are new."""
        return bool(self.new or self.changed or self.gone)

    def __add__(self, other: "ImportedAnnotations") -> "ImportedAnnotations":
        return ImportedAnnotations(self.new + other.new, self.changed + other.changed, self.gone + other.gone)


class AnnotationService:
    """Lists, imports and removes annotations. Every method blocks."""

    def __init__(
        self,
        database: Database,
        repository: AnnotationRepository,
        queries: AnnotationQueries,
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._database = database
        self._repository = repository
        self.queries = queries
        self._clock = clock
        self._events = events

    def import_books(
        self,
        books: Sequence[tuple[DeviceBook, BookId | None]],
        device_key: str,
        shared: frozenset[str] | None = None,
    ) -> ImportedAnnotations:
        """Import the annotations of a device's books, each with its library book if there is one.

        `device_key` is `FoundDevice.key`; `shared` comes from `shared_digests` of all the device's books, if
        these are only some. Importing again changes nothing. Changes on the device are applied, annotations
        missing there are kept, and those removed here stay removed. Each book is a transaction of its own, so
        that a reader's push never waits longer.
        """
        several = shared_digests(book for book, _ in books) if shared is None else shared
        taken = ImportedAnnotations()
        for book, book_id in books:
            taken += self._database.write(partial(self._import_book, book, book_id, device_key, several))
        if taken.has_news:
            self._events.emit(AnnotationsChanged())
        return taken

    def import_changes(
        self, book: DeviceBook, book_id: BookId | None, device_key: str, removed: Iterable[Annotation]
    ) -> ImportedAnnotations:
        """Import annotations that are new or changed on a device, and note those deleted there.

        Others of the book stay as they are. Repeating it changes nothing.
        """
        left = frozenset(position_of(annotation) for annotation in removed)
        taken = self._database.write(partial(self._import_changes, book, book_id, device_key, left))
        if taken.has_news:
            self._events.emit(AnnotationsChanged())
        return taken

    def note_presence(self, books: Sequence[DeviceBook], device_key: str) -> ImportedAnnotations:
        """Record which annotations a device has, without importing: all of them must be stored already."""
        several = shared_digests(books)
        taken = ImportedAnnotations()
        for book in books:
            if digest_of(book) not in several:
                taken += self._database.write(partial(self._note_presence, book, device_key))
        if taken.has_news:
            self._events.emit(AnnotationsChanged())
        return taken

    def preview(
        self,
        books: Sequence[tuple[DeviceBook, BookId | None]],
        device_key: str,
        shared: frozenset[str] | None = None,
    ) -> ImportedAnnotations:
        """What `import_books` would import."""
        several = shared_digests(book for book, _ in books) if shared is None else shared
        taken = ImportedAnnotations()
        for book, book_id in books:
            document_id = self._repository.find_document(_document(book, book_id, device_key))
            stored = [] if document_id is None else self._repository.stored(document_id)
            for intake, _ in _intakes(book, device_key, stored, is_alone=digest_of(book) not in several):
                taken += _counted(intake)
        return taken

    def of_digest(self, digest: str, book_id: BookId | None = None) -> list[KeptAnnotation]:
        """Return a file's annotations in reading order; with `book_id` only if the file belongs to this book."""
        wanted = AnnotationQuery(book_id=book_id, digest=digest)
        return self.queries.rows_of(self.queries.ids(wanted))

    def remove(self, annotation_ids: Sequence[int]) -> None:
        """Remove annotations from all lists. Importing again doesn't restore them.

        Raises NotFound, removing none, if one of them does not exist.
        """
        self._set_removed(annotation_ids, self._clock.now().timestamp())

    def restore(self, annotation_ids: Sequence[int]) -> None:
        """Undo a removal. Raises NotFound as `remove` does."""
        self._set_removed(annotation_ids, None)

    def _set_removed(self, annotation_ids: Sequence[int], at: float | None) -> None:
        def change() -> None:
            if unknown := self._repository.unknown(annotation_ids):
                numbers = ", ".join(map(str, unknown))
                raise NotFound(Message("There is no highlight number {0}. Nothing was changed.", numbers))
            self._repository.set_removed(annotation_ids, at)

        self._database.write(change)
        self._events.emit(AnnotationsChanged())

    def _import_book(
        self, book: DeviceBook, book_id: BookId | None, device_key: str, several: frozenset[str]
    ) -> ImportedAnnotations:
        document = _document(book, book_id, device_key)
        known = self._repository.find_document(document)
        if known is None and not has_annotations(book):
            return ImportedAnnotations()
        document_id = self._repository.put_document(document)
        stored = self._repository.stored(document_id)
        taken = ImportedAnnotations()
        intakes = _intakes(book, device_key, stored, is_alone=digest_of(book) not in several)
        for intake, device in intakes:
            self._repository.apply(document_id, intake, device)
            taken += _counted(intake)
        self._put_places(document_id, book, device_key)
        if any(intake.new or intake.changed for intake, _ in intakes):
            self._put_in_order(document_id, tell(book.newest.annotations))
        return taken

    def _import_changes(
        self, book: DeviceBook, book_id: BookId | None, device_key: str, left: frozenset[str]
    ) -> ImportedAnnotations:
        document = _document(book, book_id, device_key)
        device_annotations = tell(book.newest.annotations)
        if not device_annotations and self._repository.find_document(document) is None:
            return ImportedAnnotations()
        document_id = self._repository.put_document(document)
        intake = plan_import(self._repository.stored(document_id), device_annotations, device_key, left=left)
        self._repository.apply(document_id, intake, device_key)
        self._put_places(document_id, book, device_key)
        if intake.new or intake.changed:
            self._put_in_order(document_id, device_annotations)
        return _counted(intake)

    def _note_presence(self, book: DeviceBook, device_key: str) -> ImportedAnnotations:
        document_id = self._repository.find_document(_document(book, None, device_key))
        if document_id is None:
            return ImportedAnnotations()
        stored = self._repository.stored(document_id)
        (own, _), *_ = _intakes(book, device_key, stored, is_alone=True)
        # What changes nothing here is noted too: a device that was given it and deletes it is not given it again.
        self._repository.apply(document_id, AnnotationChanges(heard=own.heard, gone=own.gone), device_key)
        return ImportedAnnotations(gone=len(own.gone))

    def _put_places(self, document_id: int, book: DeviceBook, device_key: str) -> None:
        """Note where in the book each annotation is, by the layout in which the device numbered its pages."""
        pages = book.newest.pages
        if not pages:
            return
        numbers = [(told.position, told.annotation.page_number) for told in tell(book.newest.annotations)]
        places = [(position, min(1.0, number / pages)) for position, number in numbers if number is not None]
        self._repository.set_fractions(document_id, device_key, places)

    def _put_in_order(self, document_id: int, device_annotations: Sequence[DeviceAnnotation]) -> None:
        stored = {kept.position: kept for kept in self._repository.stored(document_id)}
        listed = [
            stored.pop(annotation.position)
            for annotation in device_annotations
            if annotation.position in stored
        ]
        everything = [*listed, *stored.values()]
        order = in_reading_order(
            [kept.annotation for kept in listed], [kept.annotation for kept in stored.values()]
        )
        self._repository.set_order(everything[index].id for index in order)


def _intakes(
    book: DeviceBook, device_key: str, stored: Sequence[Stored], *, is_alone: bool
) -> list[tuple[AnnotationChanges, str]]:
    """Return the reports to import with their sources: this device, and the reader that left a file for it."""
    newest, export = book.newest, book.newest.handed_over
    older = [annotation for sidecar in book.others for annotation in sidecar.annotations]
    if export is not None and export.device_id == device_key:
        older += export.annotations
        export = None
    device_annotations = tell(newest.annotations, older)
    is_whole = is_alone and not newest.older_because
    intakes = [(plan_import(stored, device_annotations, device_key, is_whole=is_whole), device_key)]
    if export is not None:
        known = {annotation.position for annotation in device_annotations}
        left = [annotation for annotation in tell(export.annotations) if annotation.position not in known]
        intakes.append(_of_export(export.device_id, stored, left))
    return intakes


def _of_export(
    writer: str, stored: Sequence[Stored], device_annotations: Sequence[DeviceAnnotation]
) -> tuple[AnnotationChanges, str]:
    """Return what another reader left in a file. This program's own exports bring nothing new."""
    if writer != CARRIER_ID:
        return plan_import(stored, device_annotations, writer, is_whole=False), writer
    return AnnotationChanges(new=plan_import(stored, device_annotations, "", is_whole=False).new), ""


def _counted(intake: AnnotationChanges) -> ImportedAnnotations:
    return ImportedAnnotations(len(intake.new), len(intake.changed), len(intake.gone))


def _document(book: DeviceBook, book_id: BookId | None, device_key: str) -> ImportedDocument:
    newest = book.newest
    path = hashlib.sha256(newest.device_path or newest.path).hexdigest()[:32]
    return ImportedDocument(
        f"{device_key}:{path}", digest_of(book), newest.title, newest.props.authors, book_id
    )


def digest_of(book: DeviceBook) -> str:
    """The digest of a device's book, even if only an older sidecar has it; empty if none does."""
    sidecars = (book.newest, *book.others)
    return next((sidecar.digest for sidecar in sidecars if sidecar.digest), "")


def has_annotations(book: DeviceBook) -> bool:
    """Whether any sidecar of a book, or a file beside it, contains annotations."""
    return any(sidecar.annotations or sidecar.handed_over for sidecar in (book.newest, *book.others))


def shared_digests(books: Iterable[DeviceBook]) -> frozenset[str]:
    """Digests shared by several of these books, whose lists are therefore incomplete."""
    counts = Counter(digest_of(book) for book in books)
    return frozenset(digest for digest, count in counts.items() if digest and count > 1)
