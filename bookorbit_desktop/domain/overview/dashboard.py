"""Everything shown on the dashboard, loaded together, and the first steps of a new user."""

from dataclasses import dataclass, field
from datetime import date, datetime

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.read_plan import pages_for
from bookorbit_desktop.domain.library.book import BookRef
from bookorbit_desktop.domain.library.next_in_series import SeriesBook
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.reading.forecast import BacklogForecast, FinishForecast, GoalForecast
from bookorbit_desktop.domain.reading.goals import ReadSoFar
from bookorbit_desktop.domain.reading.reading_days import CountedDay, ReadingDay


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """Books and a device are required; Hardcover is optional."""

    books: int = 0
    device: str | None = None
    """The name of the device seen last; None if none has synced."""
    has_hardcover: bool = False

    @property
    def is_done(self) -> bool:
        """Whether every required step is done."""
        return self.books > 0 and self.device is not None


@dataclass(frozen=True, slots=True)
class CurrentBook(BookRef):
    """A book being read."""

    percentage: float | None
    """0..1, the position of the newest push; None before the first."""
    pages: int | None
    """The person's own count, otherwise the Hardcover edition's, otherwise the file's."""
    last_read_at: datetime | None
    device: str
    forecast: FinishForecast | None = None
    """None if too little was read."""

    @property
    def page(self) -> int | None:
        """The current page as Hardcover counts it; None if page count or position is unknown."""
        if self.pages is None or self.percentage is None:
            return None
        return pages_for(self.percentage, self.pages)


@dataclass(frozen=True, slots=True)
class FinishedBook(BookRef):
    """A recently finished book."""

    finished_on: date


@dataclass(frozen=True, slots=True)
class RecentBook(BookRef):
    """A book added recently."""

    added_at: datetime


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Numbers, the books at the top, and what needs the person."""

    books: int = 0
    reading: int = 0
    finished_this_year: int = 0
    unreadable_files: int = 0
    unmatched_documents: int = 0
    shared_ids: int = 0
    """Ids shared by two devices, certainly or perhaps."""
    read_again: tuple[BookId, ...] = ()
    """Books with a suggested re-read, newest first."""
    went_back: tuple[BookId, ...] = ()
    """Books whose device went back and that wait for a decision, newest first."""
    states: dict[HardcoverState, int] = field(default_factory=dict)
    current: tuple[CurrentBook, ...] = ()
    """The book read last comes first."""
    recent: tuple[RecentBook, ...] = ()
    """Newest first."""
    resting: tuple[CurrentBook, ...] = ()
    """Books begun but not read for a while, the one read last first."""
    finished: tuple[FinishedBook, ...] = ()
    """Recently finished, newest first."""
    upcoming: tuple[SeriesBook, ...] = ()
    """The next volumes of series, that of the series read last first."""
    today: date | None = None
    """The reading day, which may begin at another hour than midnight; None before any reading."""
    week: tuple[ReadingDay, ...] = ()
    """This week, from Monday to Sunday."""
    streak: int = 0
    """Days in a row with enough reading."""
    longest_streak: int = 0
    """The most days in a row at any time."""
    last_days: tuple[CountedDay, ...] = ()
    """The seven days up to today."""
    week_streak: int = 0
    """Consecutive weeks with a day that counts."""
    this_year: ReadSoFar = field(default_factory=ReadSoFar)
    this_month: ReadSoFar = field(default_factory=ReadSoFar)
    year: GoalForecast = field(default_factory=GoalForecast)
    backlog: BacklogForecast = field(default_factory=BacklogForecast)
