"""Reading time by day, updated only where something changed, and the figures derived from it."""

import logging
from collections.abc import Callable
from datetime import date

from bookorbit_desktop.domain.base.errors import StorageUnavailable
from bookorbit_desktop.domain.reading.reading_days import ReadingCalendar, ReadingDay, Stay
from bookorbit_desktop.domain.reading.statistics import (
    ReadDay,
    Statistics,
    StatisticsFilter,
    books_read_on,
    chosen_days,
    reading_days,
    statistics_of,
)
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.reading.reading_days import ReadingDayRepository
from bookorbit_desktop.system.zone import local_zone, zone_of

logger = logging.getLogger(__name__)


class ReadingTimeService:
    """Answers what was read when. Methods block; not for event loops.

    Imports mark what they change; pushes mark nothing and never wait: new ones are found by their ids.
    """

    def __init__(
        self, database: Database, days: ReadingDayRepository, preferences: Preferences, clock: Clock
    ) -> None:
        self._database = database
        self._days = days
        self._preferences = preferences
        self._clock = clock
        self._leave_backlog: Callable[[], object] | None = None
        self._known: tuple[int, list[ReadDay]] = (-1, [])
        """All reading, with the database version it came from: filters change in quick succession."""

    def today(self) -> date:
        """The current day, which may begin at another hour than midnight."""
        return self.calendar().day_of(self._clock.now())

    def days(self) -> dict[date, ReadingDay]:
        """The amount read on each day with reading."""
        return reading_days(self.read_days())

    def statistics(self, statistics_filter: StatisticsFilter) -> Statistics:
        """Return the figures for a query."""
        rows = self.read_days(statistics_filter)
        return statistics_of(rows, self.finished_on(statistics_filter), self.today())

    def finished_on(self, statistics_filter: StatisticsFilter) -> list[date]:
        """When the selected books were finished, by the person's own statuses."""
        ends = self._days.finished(statistics_filter)
        if statistics_filter.device:
            read = self.books_read_on(statistics_filter.device)
            ends = [(book, day) for book, day in ends if book in read]
        return [day for _, day in ends]

    def books_read_on(self, device: str) -> frozenset[int]:
        """The books ever read on a device, by its display name, ignoring case."""
        self.renew()
        return books_read_on(self._everything(), device)

    def read_days(self, statistics_filter: StatisticsFilter | None = None) -> list[ReadDay]:
        """The reading by day, document and device, from the first day to the last."""
        self.renew()
        statistics_filter = statistics_filter or StatisticsFilter()
        return chosen_days(self._everything(), statistics_filter, self._days.books(statistics_filter))

    def _everything(self) -> list[ReadDay]:
        version = self._days.version()
        known, rows = self._known
        if known != version:
            rows = self._days.read_days(StatisticsFilter())
            self._known = (version, rows)
        return rows

    def wrong_clocks(self) -> dict[str, int]:
        """How many page views of each device count nowhere, because its clock was wrong; by its display name."""
        return self._days.wrong_clocks()

    def leave_backlog_to(self, builder: Callable[[], object] | None) -> None:
        """Have a long backlog processed elsewhere, so that queries need not wait for it; None to wait."""
        self._leave_backlog = builder

    def renew(self) -> None:
        """Update the days, or have that done. While nothing can be saved they stay as they were."""
        try:
            if self._leave_backlog is None:
                self._renew()
            elif not self.renew_some():
                self._leave_backlog()
        except StorageUnavailable as trouble:
            logger.warning("Reading time is not up to date: %s", trouble)

    def rebuild(self) -> None:
        """Calculate every day again. Raises StorageUnavailable."""
        self._database.write(self._days.forget)
        self._renew()

    def renew_some(self) -> bool:
        """Update days for about 20 ms; returns whether none is left. Raises StorageUnavailable."""
        if self._days.is_current(local_zone(), self._preferences.current.day_starts_at):
            return True
        return self._database.write(self._renew_some)

    def backlog(self) -> int:
        """How many documents have days to update."""
        return self._days.backlog()

    def is_behind(self) -> bool:
        """Whether days are still to be counted, so that figures are too low."""
        return not self._days.is_current(local_zone(), self._preferences.current.day_starts_at)

    def _renew(self) -> None:
        while not self.renew_some():
            pass

    def _renew_some(self) -> bool:
        """Update some days in one job, so that no other writer changes the sources before they are stored."""
        self._days.enter_zone(local_zone(), int(self._clock.now().timestamp()))
        return self._days.renew(self.calendar(), self._preferences.current.day_starts_at)

    def calendar(self) -> ReadingCalendar:
        """Return the calendar that maps moments to days. For use on one thread."""
        stays = [Stay(since, zone_of(name)) for since, name in self._days.zones()]
        return ReadingCalendar(stays, self._preferences.current.day_starts_at)
