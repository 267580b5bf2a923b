"""Reading time by day, kept up to date by what changed only, and the figures made of it."""

import logging
from datetime import date

from bookorbit_desktop.domain.base.errors import StorageUnavailable
from bookorbit_desktop.domain.reading.reading_calendar import ReadingCalendar, Stay
from bookorbit_desktop.domain.reading.reading_days import ReadingDay
from bookorbit_desktop.domain.reading.statistics import (
    Statistics,
    StatisticsFilter,
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
    """Answers what was read when. Methods block; none is for event loops.

    Imports note what they changed; pushes note nothing and never wait: their ids tell which ones are new here.
    """

    def __init__(
        self, database: Database, days: ReadingDayRepository, preferences: Preferences, clock: Clock
    ) -> None:
        self._database = database
        self._days = days
        self._preferences = preferences
        self._clock = clock

    def today(self) -> date:
        """The day that it is, which may have begun at another hour than midnight."""
        return self._calendar().day_of(self._clock.now())

    def days(self) -> dict[date, ReadingDay]:
        """What was read on each day there was reading."""
        self.renew()
        return reading_days(self._days.read_days(StatisticsFilter()))

    def statistics(self, wanted: StatisticsFilter) -> Statistics:
        """The figures of what is asked about."""
        self.renew()
        return statistics_of(self._days.read_days(wanted), self._days.finished_on(wanted), self.today())

    def renew(self) -> None:
        """Bring the days up to date. While nothing can be saved they stay as they were."""
        try:
            if not self._days.is_current(local_zone(), self._preferences.current.day_starts_at):
                self._renew()
        except StorageUnavailable as trouble:
            logger.warning("Reading time is not up to date: %s", trouble)

    def rebuild(self) -> None:
        """Make every day again. Raises StorageUnavailable."""
        self._database.write(self._days.forget)
        self._renew()

    def _renew(self) -> None:
        while not self._database.write(self._renew_some):
            pass

    def _renew_some(self) -> bool:
        """One job: what it reads, no other writer changes before it is stored."""
        self._days.enter_zone(local_zone(), int(self._clock.now().timestamp()))
        return self._days.renew(self._calendar(), self._preferences.current.day_starts_at)

    def _calendar(self) -> ReadingCalendar:
        stays = [Stay(since, zone_of(name)) for since, name in self._days.zones()]
        return ReadingCalendar(stays, self._preferences.current.day_starts_at)
