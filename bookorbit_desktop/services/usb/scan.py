"""Reads a connected KOReader device. Writes nothing to it."""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bookorbit_desktop.devices.files import Unread
from bookorbit_desktop.devices.finding import find_device, find_devices, folder_without_koreader, mount_points
from bookorbit_desktop.devices.koinsight import NEITHER, read_other_statistics
from bookorbit_desktop.devices.paths import DevicePaths, device_paths
from bookorbit_desktop.devices.sidecar_locations import FoundSidecar, SidecarFinder
from bookorbit_desktop.devices.sidecars import group_by_book, read_opened, read_sidecar
from bookorbit_desktop.devices.statistics import read_old_statistics, read_statistics
from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.shown_text import path_text
from bookorbit_desktop.domain.overview.activity import JobKind
from bookorbit_desktop.domain.overview.events import DeviceScanProgressed
from bookorbit_desktop.domain.usb.files import (
    DeviceBook,
    DeviceScan,
    DeviceStatistics,
    FoundDevice,
    OldStatistics,
    OpenedFile,
    PluggedIn,
    Sidecar,
    UnreadFile,
)
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus, job
from bookorbit_desktop.services.runtime.run_cancel import RunCancel
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.usb.device_imports import DeviceVisitRepository

Progress = Callable[[int, int], object]
"""Called with the number of sidecars read and the total."""


class DeviceScanService:
    """Finds connected devices and reads KOReader's data from one of them."""

    def __init__(
        self,
        database: Database,
        visits: DeviceVisitRepository,
        clock: Clock,
        events: EventBus,
        mounted: Callable[[], Sequence[bytes]] = mount_points,
        on_two_readers: Callable[[str, datetime], None] = lambda device_id, last: None,
    ) -> None:
        """`on_two_readers` is called with an id that another reader had at the last visit, and its time."""
        self._database = database
        self._visits = visits
        self._clock = clock
        self._events = events
        self._on_two_readers = on_two_readers
        self.mounted = mounted
        """Returns the mount folders of connected devices. Blocks for a moment."""
        self._running: dict[int, RunCancel] = {}
        """By job number."""

    def plugged_in(self) -> list[PluggedIn]:
        """The mounted folders that are devices with KOReader. Blocks."""
        return [PluggedIn(device, self._visits.last(device)) for device in find_devices(self.mounted())]

    def scan(
        self,
        folder: bytes,
        cards: Sequence[bytes] = (),
        progress: Progress = lambda done, total: None,
        cancel: RunCancel | None = None,
        *,
        with_statistics: bool = True,
    ) -> DeviceScan:
        """Read all of KOReader's data on the device in this folder. Blocks; `cancel` and `stop` end it early.

        Runs as a job, with DeviceScanProgressed. `cards` are the mount folders of its memory cards; without
        `with_statistics` no page views are read, and the device does not count as read. Raises NotFound if
        there is no KOReader data.
        """
        cancel = cancel or RunCancel()
        with job(self._events, JobKind.DEVICE) as number:
            self._running[number] = cancel
            try:
                self._events.emit(DeviceScanProgressed(0, None, path_text(folder)))
                scan = _Scan(
                    folder,
                    cards,
                    self._telling(folder, progress),
                    lambda: cancel.is_set,
                    with_statistics=with_statistics,
                ).run()
            finally:
                del self._running[number]
        before = self._visits.last(scan.device)
        if scan.is_complete and with_statistics:
            self._note(scan.device)
        return replace(scan, last_read=before)

    def stop(self) -> None:
        """Stop running scans. They return what they have read so far. Thread-safe."""
        for cancel in tuple(self._running.values()):
            cancel.set()

    def cancel(self, job_id: int) -> None:
        """Cancel a scan by its job number, if it is still running. Thread-safe."""
        if (cancel := self._running.get(job_id)) is not None:
            cancel.set()

    def _note(self, device: FoundDevice) -> None:
        def note() -> datetime | None:
            other = self._visits.last_as_other_reader(device) if device.device_id else None
            self._visits.note(device, self._clock.now())
            return other

        last = self._database.write(note)
        if last is not None:
            self._on_two_readers(device.device_id, last)

    def _telling(self, folder: bytes, progress: Progress) -> Progress:
        """`progress`, which also emits an event."""

        def tell(done: int, total: int) -> None:
            self._events.emit(DeviceScanProgressed(done, total, path_text(folder)))
            progress(done, total)

        return tell


class _Scan:
    """One scan, from finding to grouping."""

    def __init__(
        self,
        folder: bytes,
        cards: Sequence[bytes],
        progress: Progress,
        is_stopped: Callable[[], bool],
        *,
        with_statistics: bool,
    ) -> None:
        for path in (folder, *cards):
            is_there = os.path.isdir(path) or (path == folder and os.path.isfile(path))  # noqa: PTH112, PTH113 - bytes
            if not is_there:
                raise NotFound(Message("Folder not found: {0}. Is the device connected?", path_text(path)))
        self._folder = folder
        self._cards = cards
        self._progress = progress
        self._is_stopped = is_stopped
        self._with_statistics = with_statistics
        self._unread: list[UnreadFile] = []

    def run(self) -> DeviceScan:
        device = find_device(self._folder)
        opened = self._opened(device.data_folder) if device else []
        found = self._find(device or folder_without_koreader(self._folder), opened)
        if device is None:
            if not found and (other := self._other_statistics()) is not None:
                return other
            if not found and os.path.isfile(self._folder):  # noqa: PTH113 - paths are bytes
                raise NotFound(NEITHER)
            if not found:
                raise NotFound(
                    Message(
                        (
                            "No KOReader, and no book it has opened, in {0}. Choose the "
                            "device's drive or its “koreader” folder."
                        ),
                        path_text(self._folder),
                    )
                )
            device = folder_without_koreader(self._folder, self._path_in(found))
        sidecars = self._read(found, device_paths(device, self._cards), device.annotations_folder)
        statistics, old = self._statistics(device.data_folder)
        if not os.path.isdir(device.data_folder or device.root):  # noqa: PTH112 - paths are bytes
            raise NotFound(
                Message("Folder not found: {0}. Is the device connected?", path_text(self._folder))
            )
        return DeviceScan(
            device=device,
            books=tuple(_with_opened(group_by_book(sidecars), opened)),
            opened=tuple(opened),
            statistics=statistics,
            old_statistics=old,
            unread=(*device.unread, *self._unread),
            is_complete=not self._is_stopped(),
        )

    def _other_statistics(self) -> DeviceScan | None:
        """Page views collected by another program, or from a copy of KOReader's database, separately."""
        other = read_other_statistics(self._folder, self._is_stopped) if self._with_statistics else None
        if other is None:
            return None
        device, statistics, unread = other
        is_complete = not self._is_stopped()
        return DeviceScan(device, statistics=statistics, unread=tuple(unread), is_complete=is_complete)

    def _opened(self, data_folder: bytes | None) -> list[OpenedFile]:
        if data_folder is None:
            return []
        opened, unread = read_opened(data_folder)
        self._unread += unread
        return opened

    def _statistics(
        self, data_folder: bytes | None
    ) -> tuple[DeviceStatistics | None, tuple[OldStatistics, ...]]:
        """The page views of the database, and those of files from before there was one."""
        if data_folder is None or not self._with_statistics or self._is_stopped():
            return None, ()
        settings = os.path.join(data_folder, b"settings")  # noqa: PTH118 - paths are bytes
        statistics, unread = read_statistics(settings, self._is_stopped)
        old, unread_files = read_old_statistics(data_folder)
        self._unread += unread + unread_files
        return statistics, tuple(old)

    def _find(self, device: FoundDevice, opened: Sequence[OpenedFile]) -> list[FoundSidecar]:
        paths = device_paths(device, self._cards)
        books = [here for file in opened if (here := paths.here(file.device_path)) is not None]
        finder = SidecarFinder(device, paths, self._is_stopped)
        found = list(finder.find([device.root, *self._cards], books))
        self._unread += finder.unread
        return found

    def _path_in(self, found: Sequence[FoundSidecar]) -> bytes:
        """The path of a book according to its first readable sidecar."""
        for file in found:
            try:
                sidecar, _ = read_sidecar(file, DevicePaths(()))
            except Unread:
                continue
            if sidecar.device_path:
                return sidecar.device_path
        return b""

    def _read(self, found: Sequence[FoundSidecar], paths: DevicePaths, exports: bytes) -> list[Sidecar]:
        sidecars = []
        for done, file in enumerate(found):
            if self._is_stopped():
                break
            self._progress(done, len(found))
            try:
                sidecar, unread = read_sidecar(file, paths, exports)
            except Unread as error:
                self._unread.append(UnreadFile(file.path, error.message))
                continue
            sidecars.append(sidecar)
            self._unread += unread
        else:
            self._progress(len(found), len(found))
        return sidecars


def _with_opened(books: Sequence[DeviceBook], opened: Sequence[OpenedFile]) -> list[DeviceBook]:
    """The books with the time each was last opened; the list is newest first."""
    times = {file.device_path: file.opened for file in reversed(opened)}
    return [replace(book, last_opened=times.get(book.newest.device_path)) for book in books]
