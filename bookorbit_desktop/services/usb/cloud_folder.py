"""The folder in which KOReader's own cloud sync keeps its databases (cloud-sync.md, "The calls, in order").

What was put last is given back byte for byte, as KOReader deletes on one device what is missing in the file. What was
seen once stays in the library.
"""

import errno
import filecmp
import logging
import os
import shutil
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Final

from bookorbit_desktop.devices.cloud_database import check_database, read_vocabulary
from bookorbit_desktop.devices.files import Unread
from bookorbit_desktop.devices.statistics import read_database
from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.highlights.words import TaughtWord
from bookorbit_desktop.domain.koreader.cloud_files import (
    KEPT_VERSIONS,
    OVER_WIFI,
    STATISTICS,
    TABLES,
    VOCABULARY,
    CloudFile,
    CloudFileChanged,
    CloudFileRefused,
    CloudUpload,
    Precondition,
    model_of,
)
from bookorbit_desktop.domain.overview.events import AnnotationsChanged, DevicesChanged, ReadingTimeChanged
from bookorbit_desktop.domain.usb.files import DeviceStatistics, PageRows, StatisticsBook
from bookorbit_desktop.domain.usb.page_views import PageViews
from bookorbit_desktop.domain.usb.records import statistics_documents
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.db.settings import SettingsRepository
from bookorbit_desktop.storage.highlights.words import WordRepository
from bookorbit_desktop.storage.koreader.cloud_uploads import CloudUploadRepository
from bookorbit_desktop.storage.usb.page_views import PageViewRepository
from bookorbit_desktop.system.exact_files import settle_folder

logger = logging.getLogger(__name__)

_READ: Final = "cloud_statistics_counted"
"""The note with the tag of the file whose page views are in the library, with those of books without a digest."""
_WORDS_READ: Final = "cloud_vocabulary_read"
_AT_ONCE: Final = 500
"""Words in one job, so that a push does not wait for all."""
STAYS_FREE: Final = 64 * 1024 * 1024
"""Bytes that no upload takes from the library, which lies on the same disk."""
_UPLOAD: Final = ".upload-"
_LEFT_BEHIND_AFTER: Final = timedelta(days=1)
_CHANGED: Final = Message("The file has changed since you last fetched it. Fetch it again.")


class CloudFolder:
    """Keeps the files and reads the page views in them. Every method blocks; safe from any thread."""

    def __init__(
        self,
        folder: Path,
        database: Database,
        settings: SettingsRepository,
        views: PageViewRepository,
        words: WordRepository,
        clock: Clock,
        events: EventBus,
    ) -> None:
        """`folder` is created with the first file."""
        self._folder = folder
        self._database = database
        self._settings = settings
        self._views = views
        self._words = words
        self._clock = clock
        self._events = events
        self._turn = threading.Lock()
        """Held while a file is compared and replaced."""
        self._reading = threading.Lock()

    def files(self) -> list[CloudFile]:
        """The files that are there, by name."""
        return [file for name in sorted(TABLES) if (file := self.file(name)) is not None]

    def file(self, name: str) -> CloudFile | None:
        """A file as it was put last; None if there is none, or no file may have this name."""
        if name not in TABLES:
            return None
        try:
            found = self.path(name).stat()
        except FileNotFoundError:
            return None
        return CloudFile(name, found.st_size, found.st_mtime, f"{found.st_mtime_ns:x}-{found.st_size:x}")

    def path(self, name: str) -> Path:
        """Where a file lies."""
        return self._folder / name

    def part(self, size: int = 0) -> Path:
        """A new file for an upload of `size` bytes, to be given to `keep`, which removes it. Raises OSError."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._drop_left_behind()
        if shutil.disk_usage(self._folder).free < size + STAYS_FREE:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=_UPLOAD)
        os.close(handle)
        return Path(name)

    def check(self, name: str, precondition: Precondition) -> None:
        """Raise what `keep` would, before the upload has come: CloudFileRefused and CloudFileChanged."""
        if name not in TABLES:
            raise CloudFileRefused(
                Message("Only KOReader's statistics and vocabulary are kept here, not {0}.", name)
            )
        if not precondition.fits(self.file(name)):
            raise CloudFileChanged(_CHANGED)

    def keep(
        self, name: str, part: Path, precondition: Precondition, address: str = "", user_agent: str = ""
    ) -> CloudFile:
        """Put an upload in the place of a file, which stays as an earlier version. It is durable then.

        `address` and `user_agent` are those of the request.

        Raises CloudFileRefused for anything but a sound database of that name, and CloudFileChanged; then the file is
        as it was. Raises OSError.
        """
        try:
            self.check(name, precondition)
            try:
                check_database(part, TABLES[name])
            except Unread as error:
                raise CloudFileRefused(error.message) from error
            with self._turn:
                kept = self._replace(name, part, precondition)
        finally:
            part.unlink(missing_ok=True)
        now = self._clock.now().timestamp()
        self._note_upload(CloudUpload(name, address, now, kept.size, model_of(user_agent)))
        return kept

    def remove(self, name: str, precondition: Precondition) -> None:
        """Move a file to the earlier versions. Raises CloudFileChanged, also where there is none, and OSError."""
        with self._turn:
            present = self.file(name)
            if present is None or (precondition.tags is not None and not precondition.fits(present)):
                raise CloudFileChanged(_CHANGED)
            self._set_aside(name)

    def versions(self, name: str) -> list[Path]:
        """The earlier versions of a file, the newest first."""
        return sorted(self._versions.glob(f"{name}.*"), key=lambda path: path.name, reverse=True)

    @property
    def _versions(self) -> Path:
        return self._folder / "versions"

    def _replace(self, name: str, part: Path, precondition: Precondition) -> CloudFile:
        """Look again: another device may have put its file while this one came."""
        present = self.file(name)
        if not precondition.fits(present):
            raise CloudFileChanged(_CHANGED)
        if present is None or not filecmp.cmp(part, self.path(name), shallow=False):
            with part.open("rb") as file:
                os.fsync(file.fileno())
            if present is not None:
                self._set_aside(name, copy=True)
            part.replace(self.path(name))
            settle_folder(os.fsencode(self._folder))
        kept = self.file(name)
        assert kept is not None
        return kept

    def _set_aside(self, name: str, *, copy: bool = False) -> None:
        """Keep a file as an earlier version, and the newest of these. `copy`: the file itself stays until replaced."""
        self._versions.mkdir(mode=0o700, exist_ok=True)
        target = self._new_version(name)
        if copy:
            _link_or_copy(self.path(name), target)
        else:
            self.path(name).replace(target)
            settle_folder(os.fsencode(self._folder))
        for older in self.versions(name)[KEPT_VERSIONS:]:
            older.unlink(missing_ok=True)

    def _new_version(self, name: str) -> Path:
        """A name that no version has, and that comes after theirs unless the clock went back."""
        stamp = f"{name}.{self._clock.now():%Y%m%dT%H%M%S%f}"
        names = (self._versions / f"{stamp}-{number:03}" for number in count())
        return next(path for path in names if not path.exists())

    def _note_upload(self, upload: CloudUpload) -> None:
        """Note who put a file, without making the device wait."""
        uploads = CloudUploadRepository(self._settings)
        noted = self._database.submit(lambda: uploads.add(upload))
        noted.add_done_callback(lambda _: self._events.emit(DevicesChanged()))

    def _drop_left_behind(self) -> None:
        """Remove uploads that a kill or a power cut ended."""
        before = self._clock.now() - _LEFT_BEHIND_AFTER
        for part in self._folder.glob(f"{_UPLOAD}*"):
            with suppress(FileNotFoundError):
                if part.stat().st_mtime < before.timestamp():
                    part.unlink()

    def read_statistics(self) -> int:
        """Add the page views of the newest statistics to the library; how many were new.

        A file that was read is not read again. Each document is a job of its own, so that no push waits for all.
        """
        with self._reading:
            file = self.file(STATISTICS)
            if file is None or self._settings.noted(_READ) == file.tag:
                return 0
            try:
                statistics, problem = read_database(os.fsencode(self.path(STATISTICS)))
            except Unread as error:
                logger.warning("The statistics that came over Wi-Fi can't be read: %s", error)
                return 0
            if problem:
                logger.warning("A part of the statistics that came over Wi-Fi can't be read: %s", problem)
            try:
                told = list(_views_of(statistics))
                self._database.write(lambda: self._entitle(told))
                added = sum(self._add(views) for _, views in told)
                self._database.write(lambda: self._settings.note(_READ, file.tag))
            except BookOrbitError as error:
                logger.warning("Page views that came over Wi-Fi can't be stored: %s", error)
                return 0
        if added:
            self._events.emit(ReadingTimeChanged())
        return added

    def read_vocabulary(self) -> int:
        """Add the words of the newest vocabulary to the library; how many were new or changed.

        A file that was read is not read again. What was deleted on a device stays here.
        """
        with self._reading:
            file = self.file(VOCABULARY)
            if file is None or self._settings.noted(_WORDS_READ) == file.tag:
                return 0
            try:
                words = read_vocabulary(self.path(VOCABULARY))
                changed = sum(
                    self._put_words(words[at : at + _AT_ONCE]) for at in range(0, len(words), _AT_ONCE)
                )
                self._database.write(lambda: self._settings.note(_WORDS_READ, file.tag))
            except (Unread, BookOrbitError) as error:
                logger.warning("The vocabulary that came over Wi-Fi can't be read: %s", error)
                return 0
        if changed:
            self._events.emit(AnnotationsChanged())
        return changed

    def _put_words(self, words: Sequence[TaughtWord]) -> int:
        return self._database.write(lambda: self._words.put(words))

    def _entitle(self, told: Iterable[tuple[StatisticsBook, PageViews]]) -> None:
        for book, views in told:
            self._views.entitle(views.document, book.title, book.authors)

    def _add(self, views: PageViews) -> int:
        if not self._views.count_new(views):
            return 0
        now = self._clock.now().timestamp()
        return len(self._database.write(lambda: self._views.add(views, OVER_WIFI, None, now)))

    @property
    def is_reading(self) -> bool:
        """Whether what came is being read into the library now."""
        return self._reading.locked()


def _views_of(statistics: DeviceStatistics) -> Iterator[tuple[StatisticsBook, PageViews]]:
    """The books that were read, with their page views."""
    rows = PageRows.of(statistics.rows).by_book
    documents = statistics_documents(statistics.books)
    for book in statistics.books:
        if book.id in rows:
            yield book, PageViews(documents[book.id], rows[book.id])


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
