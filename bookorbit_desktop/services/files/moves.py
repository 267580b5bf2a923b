"""Moving and copying one library file together with its row, so that a crash at any point loses nothing."""

import errno
import os
from contextlib import suppress
from typing import Final

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.files.organise import same_name_key
from bookorbit_desktop.domain.files.runs import FileRun, FileStep, FileWork, StepState
from bookorbit_desktop.domain.library.scan import FileStamp
from bookorbit_desktop.domain.overview.events import BooksChanged, ReadingEdited
from bookorbit_desktop.formats.files import filename_md5
from bookorbit_desktop.services.koreader.progress import ProgressService
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.files.runs import FileRunRepository
from bookorbit_desktop.storage.library.books import BookRepository
from bookorbit_desktop.system.exact_files import (
    FileFailure,
    copy_to_new,
    is_same_file,
    md5_of,
    move_within_drive,
    settle_folder,
)

GONE: Final = Message("The file is no longer there.")
TAKEN: Final = Message("Another file is there now. Check the preview again.")
SAME: Final = Message("It's already there, under another path to the same folder.")
CHANGED: Final = Message("The copy has changed since, so it stays.")


class FileMoves:
    """Carries out and undoes the steps of organising. Each can be repeated after a crash halfway through."""

    def __init__(
        self,
        database: Database,
        runs: FileRunRepository,
        books: BookRepository,
        progress: ProgressService,
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._database = database
        self._runs = runs
        self._books = books
        self._progress = progress
        self._clock = clock
        self._events = events

    def do(self, step: FileStep) -> None:
        """Move or copy a file. Raises FileFailure or OSError, leaving the file in place."""
        if self._run(step).work is FileWork.COPY:
            self._copy(step)
        else:
            self._move(step, step.source, step.target, StepState.DONE)

    def undo(self, step: FileStep) -> None:
        """Move a file back, or delete its copy. Raises FileFailure or OSError, leaving it in place."""
        if step.state is StepState.PLANNED and not self._has_begun(step):
            self._database.write(lambda: self._runs.put(step.id, StepState.UNDONE))
        elif self._run(step).work is FileWork.COPY:
            self._delete_copy(step)
        else:
            self._move(step, step.target, step.source, StepState.UNDONE)

    def _run(self, step: FileStep) -> FileRun:
        run = self._runs.run(step.run_id)
        assert run is not None  # a step goes with its run
        return run

    def _has_begun(self, step: FileStep) -> bool:
        with suppress(FileNotFoundError):
            os.unlink(_part(step, step.target))  # noqa: PTH108 - paths are bytes here
        return bool(step.before) or not os.path.lexists(step.source) or is_same_file(step.source, step.target)

    def _move(self, step: FileStep, source: bytes, target: bytes, state: StepState) -> None:
        if not self._has_arrived(step, source, target):
            if not os.path.lexists(source) or not self._is_the_file(step, source):
                raise FileFailure(GONE)
            if os.path.lexists(target) or self._is_remembered(step, target):
                raise FileFailure(TAKEN)
            self._make_folders(step, os.path.dirname(target))  # noqa: PTH120
            try:
                self._bring(step, source, target)
            except (OSError, FileFailure):
                self._tidy(os.path.dirname(target))  # noqa: PTH120
                raise
        settle_folder(os.path.dirname(target))  # noqa: PTH120
        self._keep_move(step, target, state)
        self._tidy(os.path.dirname(source))  # noqa: PTH120

    def _has_arrived(self, step: FileStep, source: bytes, target: bytes) -> bool:
        """Whether the file had reached its target before a crash. If so, the source is removed now."""
        if is_same_file(source, target):
            if _is_one_name(source, target):
                raise FileFailure(SAME)
            os.unlink(source)  # noqa: PTH108
            return True
        if step.is_sidecar:
            return os.path.lexists(target) and not os.path.lexists(source)
        if not os.path.lexists(target):
            return False
        if not os.path.lexists(source):
            return self._books.stamp(step.file_id or 0) == _stamp(target) or md5_of(target) == step.before
        if step.before and md5_of(target) == step.before == md5_of(source):
            os.unlink(source)  # noqa: PTH108
            return True
        return False

    def _is_the_file(self, step: FileStep, path: bytes) -> bool:
        return step.is_sidecar or self._books.file_at(path) == step.file_id

    def _is_remembered(self, step: FileStep, target: bytes) -> bool:
        """Whether the library knows another, missing file by this path."""
        return self._books.file_at(target) not in (None, step.file_id)

    def _bring(self, step: FileStep, source: bytes, target: bytes) -> None:
        try:
            move_within_drive(source, target)
        except OSError as error:
            if error.errno != errno.EXDEV or step.is_sidecar:
                raise
            self._copy_to(step, source, target)
            os.unlink(source)  # noqa: PTH108

    def _copy_to(self, step: FileStep, source: bytes, target: bytes) -> None:
        """Copy to a hidden name, record the digest, and rename the complete copy."""
        part = _part(step, target)
        with suppress(FileNotFoundError):
            os.unlink(part)  # noqa: PTH108 - ours, from before a crash
        digest = copy_to_new(source, part)
        self._database.write(lambda: self._runs.put_digests(step.id, digest, digest))
        try:
            move_within_drive(part, target)
        except OSError:
            with suppress(OSError):
                os.unlink(part)  # noqa: PTH108
            raise
        settle_folder(os.path.dirname(target))  # noqa: PTH120

    def _keep_move(self, step: FileStep, target: bytes, state: StepState) -> None:
        now = self._clock.now().timestamp()

        def store() -> frozenset[BookId]:
            self._runs.put(step.id, state)
            if step.file_id is None:
                return frozenset()
            placed = self._books.move_file(step.file_id, target, filename_md5(target), now)
            self._books.set_stamp(step.file_id, _stamp(target))
            adopted = self._progress.adopt(placed.book_id, placed.new_digests)
            return frozenset({placed.book_id}) if adopted else frozenset()

        adopted = self._database.write(store)
        if adopted:
            self._events.emit(ReadingEdited(adopted))
        self._events.emit(BooksChanged(frozenset({step.book_id})))

    def _copy(self, step: FileStep) -> None:
        is_made = bool(step.before) and os.path.lexists(step.target) and md5_of(step.target) == step.before
        if not is_made:
            if os.path.lexists(step.target) or self._is_remembered(step, step.target):
                raise FileFailure(TAKEN)
            self._make_folders(step, os.path.dirname(step.target))  # noqa: PTH120
            try:
                self._copy_to(step, step.source, step.target)
            except (OSError, FileFailure):
                self._tidy(os.path.dirname(step.target))  # noqa: PTH120
                raise
        self._database.write(lambda: self._runs.put(step.id, StepState.DONE))

    def _delete_copy(self, step: FileStep) -> None:
        if os.path.lexists(step.target):
            if md5_of(step.target) != step.after:
                raise FileFailure(CHANGED)
            os.unlink(step.target)  # noqa: PTH108

        def store() -> None:
            self._runs.put(step.id, StepState.UNDONE)
            self._books.forget_file(step.target)

        self._database.write(store)
        self._events.emit(BooksChanged(frozenset({step.book_id})))
        self._tidy(os.path.dirname(step.target))  # noqa: PTH120

    def _make_folders(self, step: FileStep, folder: bytes) -> None:
        missing: list[bytes] = []
        while not os.path.lexists(folder):
            missing.append(folder)
            folder = os.path.dirname(folder)  # noqa: PTH120
        for path in reversed(missing):
            self._database.write(lambda path=path: self._runs.made_folder(path, step.run_id))  # type: ignore[misc]
            os.mkdir(path)  # noqa: PTH102

    def _tidy(self, folder: bytes) -> None:
        """Remove a folder and its parents if they were created for files and are empty now."""
        while self._runs.is_made(folder):
            try:
                os.rmdir(folder)  # noqa: PTH106
            except OSError:
                return
            self._database.write(lambda folder=folder: self._runs.forget_made_folder(folder))  # type: ignore[misc]
            folder = os.path.dirname(folder)  # noqa: PTH120


def _is_one_name(path: bytes, other: bytes) -> bool:
    """Whether two paths name the same directory entry, through a link or in a different case."""
    (folder, name), (other_folder, other_name) = os.path.split(path), os.path.split(other)
    return is_same_file(os.path.realpath(folder), os.path.realpath(other_folder)) and (
        same_name_key(name) == same_name_key(other_name)
    )


def _part(step: FileStep, target: bytes) -> bytes:
    """A hidden name beside the target that no scan reads and that only this step uses."""
    return os.path.join(os.path.dirname(target), b".bookorbit-%d.part" % step.id)  # noqa: PTH118, PTH120


def _stamp(path: bytes) -> FileStamp:
    status = os.stat(path)  # noqa: PTH116
    return FileStamp(status.st_size, status.st_mtime_ns, f"{status.st_dev}:{status.st_ino}")
