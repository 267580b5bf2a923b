"""The sync log for the window and the command line: pages, counts, CSV export, and deleting old lines."""

import csv
import threading
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import TextIO

from bookorbit_desktop.domain.base.moments import iso_time
from bookorbit_desktop.domain.base.shown_text import guarded
from bookorbit_desktop.domain.hardcover.sync_log import KEEP_DAYS, LogCursor, LogLine, LogLines, LogQuery
from bookorbit_desktop.domain.overview.events import Event, SyncFinished
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.export_file import ExportCancelled, cancellable, export_file
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.hardcover.sync_log import SyncLogRepository

PAGE = 200
_CSV_PAGE = 1000
_CSV_HEADER = ("Time", "Direction", "Book", "What", "Result", "Message", "Device", "Units", "Link", "Run")


class SyncLogService:
    """Lists the log and deletes old lines. The services that make a change write its line."""

    def __init__(self, database: Database, repository: SyncLogRepository, clock: Clock) -> None:
        self._database = database
        self._repository = repository
        self._clock = clock
        self._stopping = threading.Event()

    def page(self, query: LogQuery, after: LogCursor | None = None, limit: int = PAGE) -> LogLines:
        """The newest matching lines, or those after another page. Blocks."""
        return self._repository.page(query, after, limit)

    def count(self, query: LogQuery) -> int:
        """The number of matching lines. Blocks."""
        return self._repository.count(query)

    def devices(self) -> list[str]:
        """The names of the devices in the log. Blocks."""
        return self._repository.devices()

    def lines(self, query: LogQuery) -> Iterator[LogLine]:
        """Every matching line, newest first, read page by page. Blocks."""
        page = self.page(query, limit=_CSV_PAGE)
        yield from page.lines
        while page.end is not None:
            page = self.page(query, page.end, _CSV_PAGE)
            yield from page.lines

    def export_csv(
        self,
        query: LogQuery,
        path: Path,
        limit: int | None = None,
        *,
        tell: Callable[[int], object] = lambda written: None,
        cancelled: threading.Event | None = None,
    ) -> int | None:
        """Write the matching lines to `path`, which is replaced completely or not at all. Blocks.

        Returns the number of lines; None if cancelled, leaving `path` unchanged. `limit`: only the newest
        lines, None for all. `tell` is called from time to time with the number written.

        UTF-8 with a byte order mark, which spreadsheets need to recognise it; times are UTC. A cell that a
        spreadsheet would take for a formula starts with an apostrophe. Raises InvalidInput.
        """
        ends = (self._stopping, cancelled or self._stopping)
        lines = cancellable(islice(self.lines(query), limit), tell, ends, every=_CSV_PAGE)
        try:
            with export_file(path, "utf-8-sig") as file:
                return _write_csv(lines, file)
        except ExportCancelled:
            return None

    def stop(self) -> None:
        """End an export when the program ends, leaving no partial file. Thread-safe."""
        self._stopping.set()

    def count_older(self, days: int) -> int:
        """How many lines `clear` would delete. Blocks."""
        return self._repository.count_before(self._clock.now() - timedelta(days=days))

    def clear(self, days: int) -> int:
        """Delete lines older than this many days; 0 means all. Returns how many. Blocks.

        Data sent by devices and data needed for undo are stored elsewhere, and kept.
        """
        moment = self._clock.now() - timedelta(days=days)
        return self._database.write(lambda: self._repository.clear_before(moment))

    def prune(self) -> None:
        """Delete lines past the retention time. Doesn't wait."""
        moment = self._clock.now() - timedelta(days=KEEP_DAYS)
        self._database.submit(lambda: self._repository.clear_before(moment))

    def hear(self, event: Event) -> None:
        """Delete old lines after a sync. Doesn't wait."""
        if isinstance(event, SyncFinished):
            self.prune()


def _write_csv(lines: Iterable[LogLine], file: TextIO) -> int:
    writer = csv.writer(file)
    writer.writerow(_CSV_HEADER)
    count = 0
    for line in lines:
        writer.writerow(_cells(line))
        count += 1
    return count


def _cells(line: LogLine) -> tuple[str, ...]:
    texts = (
        iso_time(line.at),
        line.direction.value,
        line.title,
        "; ".join(line.changes),
        line.outcome.value,
        line.message,
        line.device,
    )
    numbers = ("" if line.units is None else str(line.units), line.link or "", str(line.run_id or ""))
    return (*(guarded(text) for text in texts), *numbers)
