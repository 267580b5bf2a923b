"""The person's settings, kept in memory."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.files.organise import parse_template
from bookorbit_desktop.domain.koreader.server import check_port
from bookorbit_desktop.domain.overview.events import PreferencesChanged
from bookorbit_desktop.domain.overview.notifications import QuietHours
from bookorbit_desktop.domain.overview.settings import Settings
from bookorbit_desktop.domain.reading.goals import MOST, GoalMeasure, GoalPeriod
from bookorbit_desktop.domain.reading.reading import FINISHED_AT_CHOICES
from bookorbit_desktop.domain.reading.reading_days import LATEST_START
from bookorbit_desktop.domain.reading.step_back import BackwardRule
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.db.settings import SettingsRepository

MOST_MINUTES_PER_DAY = 600


class Preferences:
    """Reads are instant and thread-safe. Changes are durable when `change` returns."""

    def __init__(self, database: Database, repository: SettingsRepository, events: EventBus) -> None:
        self._database = database
        self._repository = repository
        self._events = events
        self._lock = threading.Lock()
        self._current = repository.load()

    @property
    def current(self) -> Settings:
        """The current settings."""
        return self._current

    def change(self, alongside: Callable[[], object] = lambda: None, /, **fields: Any) -> Settings:
        """Change some fields. Not for event loops, as it waits for the disk.

        `alongside` is carried out in the same job of the writer, if anything changes. Raises InvalidInput, with
        nothing changed, for an invalid value.
        """
        with self._lock:
            changed = replace(self._current, **fields)
            _check(changed)
            if changed == self._current:
                return changed
            before = self._current

            def store() -> None:
                alongside()
                self._repository.store(before, changed)

            self._database.write(store)
            self._current = changed
        self._events.emit(PreferencesChanged())
        return changed


def _check_goal(settings: Settings) -> None:
    if settings.goal_measure not in tuple(GoalMeasure) or settings.goal_period not in tuple(GoalPeriod):
        raise InvalidInput(Message("A goal counts books, pages or hours, in a year or a month."))
    measure = GoalMeasure(settings.goal_measure)
    if not 0 <= settings.books_per_year <= MOST[measure]:
        raise InvalidInput(_too_much(measure))


def _too_much(measure: GoalMeasure) -> Message:
    if measure is GoalMeasure.BOOKS:
        return Message("A goal is at most {0} books.", MOST[measure])
    if measure is GoalMeasure.PAGES:
        return Message("A goal is at most {0} pages.", MOST[measure])
    return Message("A goal is at most {0} hours.", MOST[measure])


def _check(settings: Settings) -> None:
    check_port(settings.port)
    QuietHours(settings.quiet_from, settings.quiet_to)
    if settings.finished_at not in FINISHED_AT_CHOICES:
        raise InvalidInput(Message("A book counts as finished at 95, 98, 99 or 100%."))
    _check_goal(settings)
    if not 1 <= settings.minutes_per_day <= MOST_MINUTES_PER_DAY:
        raise InvalidInput(
            Message("Enter from 1 to {0} minutes for a day of reading to count.", MOST_MINUTES_PER_DAY)
        )
    if not 0 <= settings.day_starts_at <= LATEST_START:
        raise InvalidInput(Message("A day can begin between midnight and noon: enter an hour from 0 to 12."))
    parse_template(settings.organise_template)
    if settings.backward not in tuple(BackwardRule):
        raise InvalidInput(Message("Steps back can be asked about, accepted or ignored."))
