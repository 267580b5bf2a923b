"""Writing metadata into EPUBs, with a preview, a check of the result and a backup until the person accepts it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.files.runs import (
    Backups,
    FileChanges,
    FileOutcome,
    FileRun,
    FileStep,
    FileWork,
    NewStep,
    StepState,
    WrittenPart,
)
from bookorbit_desktop.domain.library.book import Book, BookFile
from bookorbit_desktop.domain.library.fields import BookField
from bookorbit_desktop.domain.library.metadata import WITH_SPINE
from bookorbit_desktop.formats.contents import Unreadable
from bookorbit_desktop.formats.files import open_regular, partial_md5
from bookorbit_desktop.services.files.organise import A_LINK, CALIBRE, MISSING
from bookorbit_desktop.services.files.runs import FileRuns, lies_in_calibre_library
from bookorbit_desktop.services.library.covers import CoverStore
from bookorbit_desktop.services.library.library import LibraryService
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.files.runs import FileRunRepository
from bookorbit_desktop.storage.koreader.digests import DigestOrigin, DigestRepository
from bookorbit_desktop.storage.library.books import BookRepository
from bookorbit_desktop.system.exact_files import FileFailure, copy_to_new, keep_looks, md5_of, settle_folder

if TYPE_CHECKING:
    from bookorbit_desktop.formats.epub_metadata import FieldsToRead

WRITING_OFF: Final = Message(
    "Writing metadata to files is off. Turn it on in Settings ▸ Library, or with “write-metadata --on”."
)
NO_EPUB: Final = Message("Metadata can only be written to EPUB files.")
CHANGED_SINCE: Final = Message("Another program has changed it since, so it stays. Its backup is kept.")
NO_BACKUP: Final = Message("Its backup is missing, so it stays as it is.")
CHANGED_MEANWHILE: Final = Message("The file has changed. Try again.")


@dataclass(frozen=True, slots=True)
class PlannedWrite:
    """What would be written to a file."""

    file_id: int
    book_id: BookId
    title: str
    path: bytes
    changes: FileChanges
    problem: Message
    """Why nothing can be written into it; empty if something can."""


@dataclass(frozen=True, slots=True)
class WritePlan:
    """A preview. Nothing has been changed yet."""

    files: tuple[PlannedWrite, ...]
    parts: frozenset[WrittenPart] = frozenset()
    """The optional parts to write."""

    @property
    def going(self) -> tuple[PlannedWrite, ...]:
        """The files that would change."""
        return tuple(file for file in self.files if file.changes)

    @property
    def problems(self) -> tuple[PlannedWrite, ...]:
        """The files that stay as they are, each with its reason."""
        return tuple(file for file in self.files if file.problem)


class MetadataFileService:
    """Plans changes and carries them out while the person has this turned on. Every method blocks."""

    def __init__(
        self,
        runs: FileRuns,
        writer: MetadataWriter,
        library: LibraryService,
        preferences: Preferences,
    ) -> None:
        self._runs = runs
        self._writer = writer
        self._library = library
        self._preferences = preferences

    def preview(self, book_ids: Sequence[BookId], parts: Iterable[WrittenPart] = ()) -> WritePlan:
        """What would be written into the files of these books: the library's metadata. Raises NotFound.

        `parts` are written as well; other parts keep their values in the files.
        """
        books = [self._library.book(book_id) for book_id in dict.fromkeys(book_ids)]
        chosen = frozenset(parts)
        return WritePlan(
            tuple(self._planned(book, file, chosen) for book in books for file in book.files), chosen
        )

    def carry_out(self, plan: WritePlan) -> FileOutcome:
        """Write to the files of a preview. Raises InvalidInput if this is turned off or another run is in progress."""
        steps = [(NewStep(file.file_id, file.book_id, file.path, file.path), ()) for file in plan.going]
        return self._runs.carry_out(FileWork.WRITE, steps, self._check_is_on, plan.parts)

    def accept(self) -> int:
        """Delete every backup, which makes the changes permanent. Returns the number of files.

        Raises InvalidInput while a run on files is in progress.
        """
        return self._runs.while_idle(self._writer.accept)

    def last(self) -> FileRun | None:
        """The newest run that can be undone."""
        return self._runs.stored.last([FileWork.WRITE])

    def _planned(self, book: Book, file: BookFile, parts: frozenset[WrittenPart]) -> PlannedWrite:
        from bookorbit_desktop.formats.epub_metadata import changes  # lxml would delay the window

        reason, found = _why_not(file), FileChanges()
        if not reason:
            try:
                with open_regular(file.path) as opened:
                    found = changes(opened, self._writer.fields_to_read(book, parts))
            except Unreadable as problem:
                reason = problem.message
        return PlannedWrite(file.id, book.id, book.metadata.title, file.path, found, reason)

    def _check_is_on(self) -> None:
        if not self._preferences.current.write_metadata:
            raise InvalidInput(WRITING_OFF)


class MetadataWriter:
    """Writes one file and undoes it. Each step can be repeated after a crash halfway through."""

    def __init__(
        self,
        database: Database,
        runs: FileRunRepository,
        books: BookRepository,
        digests: DigestRepository,
        covers: CoverStore,
        clock: Clock,
        backups: Path,
    ) -> None:
        self._database = database
        self._runs = runs
        self._books = books
        self._digests = digests
        self._covers = covers
        self._clock = clock
        self._backups = backups

    def fields_to_read(self, book: Book, parts: frozenset[WrittenPart]) -> FieldsToRead:
        """The wanted content of a book's file. A cover the person didn't choose is already in it."""
        from bookorbit_desktop.formats.epub_metadata import FieldsToRead  # lxml would delay the window
        from bookorbit_desktop.formats.opf_writer import WRITTEN

        chosen = self._covers.chosen(book.id) if WrittenPart.COVER in parts else None
        also = {BookField(part) for part in parts if part is not WrittenPart.COVER}
        return FieldsToRead(book.metadata, frozenset({*WRITTEN, *also}), chosen.large if chosen else None)

    def do(self, step: FileStep) -> None:
        """Write to a file. Raises FileFailure or OSError; the file is then unchanged."""
        if step.after and md5_of(step.source) == step.after:  # a crash came after the file was in its place
            self._put(step, StepState.DONE)
            return
        if self._books.file_at(step.source) != step.file_id:
            raise FileFailure(MISSING)
        book = self._books.get(step.book_id)
        assert book is not None  # books are never deleted
        run, part = self._runs.run(step.run_id), _part(step, step.source)
        assert run is not None  # a step is part of one
        try:
            self._write(step, part, self.fields_to_read(book, run.parts))
        except Unreadable as problem:
            raise FileFailure(problem.message) from problem
        finally:
            _unlink(part)
        self._put(step, StepState.DONE)

    def undo(self, step: FileStep) -> None:
        """Restore a file. Raises FileFailure or OSError; the file and its backup are then unchanged."""
        path = self._books.path_of(step.file_id or 0) or step.source
        now = md5_of(path)
        if not step.before or now == step.before:
            self._forget_backup(step)
            self._put(step, StepState.UNDONE)
            return
        if now != step.after:
            raise FileFailure(CHANGED_SINCE)
        backup, part = self._backup(step), _part(step, path)
        if not os.path.exists(backup):  # noqa: PTH110 - paths are bytes here
            raise FileFailure(NO_BACKUP)
        _unlink(part)
        if copy_to_new(backup, part) != step.before:
            _unlink(part)
            raise FileFailure(NO_BACKUP)
        os.replace(part, path)  # noqa: PTH105
        settle_folder(os.path.dirname(path))  # noqa: PTH120
        self._put(step, StepState.UNDONE)
        self._forget_backup(step)

    def accept(self) -> int:
        """Make the changes permanent by deleting the backups."""
        steps = self._runs.written()

        def store() -> None:
            for step in steps:
                self._runs.put(step.id, StepState.ACCEPTED)

        self._database.write(store)
        for backup in self._all_backups():
            if self._runs.step(int(backup.stem)).state is not StepState.PLANNED:
                backup.unlink()
        return len(steps)

    def kept(self) -> Backups:
        """The existing backups."""
        sizes: list[int] = []
        for backup in self._all_backups():
            with suppress(FileNotFoundError):  # an undo came in between
                sizes.append(backup.stat().st_size)
        return Backups(len(sizes), sum(sizes))

    def _all_backups(self) -> list[Path]:
        """All backups, including those of files that weren't changed in the end."""
        found = self._backups.glob("*.epub") if self._backups.is_dir() else ()
        return [backup for backup in found if backup.stem.isascii() and backup.stem.isdigit()]

    def _write(self, step: FileStep, part: bytes, fields_to_read: FieldsToRead) -> None:
        """Write the changed copy, back up the original, and only then replace it."""
        from bookorbit_desktop.formats.epub_metadata import write_metadata  # lxml would delay the window

        _unlink(part)
        with open_regular(step.source) as source:
            status = os.fstat(source.fileno())
            old_partial = partial_md5(source)
            with open(part, "x+b") as target:  # noqa: PTH123 - paths are bytes here
                spine = write_metadata(source, target, fields_to_read, self._clock.now())
                new_partial = partial_md5(target)
                os.fsync(target.fileno())
        keep_looks(part, status)
        os.utime(part)
        before, after = self._keep_original(step), md5_of(part)
        self._keep_digests(step, (old_partial, before), (new_partial, after), spine)
        found = os.stat(step.source)  # noqa: PTH116
        if (found.st_size, found.st_mtime_ns, found.st_ino) != (
            status.st_size,
            status.st_mtime_ns,
            status.st_ino,
        ):
            raise FileFailure(CHANGED_MEANWHILE)
        os.replace(part, step.source)  # noqa: PTH105
        settle_folder(os.path.dirname(step.source))  # noqa: PTH120

    def _keep_original(self, step: FileStep) -> str:
        self._backups.mkdir(mode=0o700, exist_ok=True)
        backup = self._backup(step)
        _unlink(backup)
        return copy_to_new(step.source, backup)

    def _keep_digests(
        self, step: FileStep, before: tuple[str, str], after: tuple[str, str], spine: str
    ) -> None:
        """Store all digests of a book, partial and full, before the file changes.

        The old ones identify the same text, even if nobody has read the file yet.
        """
        at = self._clock.now().timestamp()

        def store() -> None:
            self._runs.put_digests(step.id, before[1], after[1])
            for digest, origin in (
                (before[1], DigestOrigin.FULL),
                (after[1], DigestOrigin.FULL),
                (after[0], DigestOrigin.PARTIAL),
            ):
                self._digests.add(digest, step.book_id, origin, at)
            if spine:
                for partial, full in (before, after):
                    self._digests.set_spine(step.book_id, spine, partial_md5=partial, full_md5=full)

        self._database.write(store)

    def _put(self, step: FileStep, state: StepState) -> None:
        self._database.write(lambda: self._runs.put(step.id, state))

    def _backup(self, step: FileStep) -> bytes:
        return os.fsencode(self._backups / f"{step.id}.epub")

    def _forget_backup(self, step: FileStep) -> None:
        _unlink(self._backup(step))


def _why_not(file: BookFile) -> Message:
    if file.format not in WITH_SPINE:
        return NO_EPUB
    if not os.path.lexists(file.path):
        return MISSING
    if os.path.islink(file.path):  # noqa: PTH114
        return A_LINK
    return CALIBRE if lies_in_calibre_library(file.path) else NOTHING


def _part(step: FileStep, path: bytes) -> bytes:
    return os.path.join(os.path.dirname(path), b".bookorbit-%d.part" % step.id)  # noqa: PTH118, PTH120


def _unlink(path: bytes) -> None:
    with suppress(FileNotFoundError):
        os.unlink(path)  # noqa: PTH108
