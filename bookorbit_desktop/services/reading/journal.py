"""The reading journal: sessions listed, entered, corrected, deleted and exported."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bookorbit_desktop.domain.base.errors import InvalidInput, NotFound, no_such_book
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.moments import iso_time
from bookorbit_desktop.domain.base.shown_text import guarded
from bookorbit_desktop.domain.overview.events import ReadingTimeChanged
from bookorbit_desktop.domain.reading.sessions import Session, SessionEntry, sessions_of
from bookorbit_desktop.services.reading.reading_time import ReadingTimeService
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.export_file import export_file
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.library.books import BookRepository
from bookorbit_desktop.storage.reading.sessions import SessionRepository

MONTH = timedelta(days=31)
"""Days of sessions read at a time, so that an export of twenty years needs the memory of one month."""
CHANGED = Message("This session has changed in the meantime. Look at the list again.")
LONGEST_NUMBER = 11
"""Digits of seconds since 1970."""
LARGEST = 2**63 - 1
"""SQLite's own."""
COLUMNS = (
    "begin",
    "end",
    "seconds",
    "title",
    "book_id",
    "document",
    "pages",
    "devices",
    "source",
    "reference",
)


@dataclass(frozen=True, slots=True)
class SessionPage:
    """A page of sessions, newest first."""

    sessions: tuple[Session, ...]
    before: date | None
    """Where older ones continue; None if there are none."""


class ReadingJournal:
    """Methods block. Records from devices never change: corrections are kept apart and survive imports."""

    def __init__(
        self,
        database: Database,
        sessions: SessionRepository,
        time: ReadingTimeService,
        books: BookRepository,
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._database = database
        self._sessions = sessions
        self._time = time
        self._books = books
        self._clock = clock
        self._events = events

    def of_book(self, book_id: BookId) -> list[Session]:
        """All sessions of a book, newest first."""
        self._time.renew()
        return self._of_book(book_id)

    def between(self, since: date, until: date) -> list[Session]:
        """The sessions that began between two days, newest first."""
        self._time.renew()
        return self._between(since, until)

    def page(self, before: date | None = None) -> SessionPage:
        """A month of sessions up to the newest day with reading, or up to the newest one before a day."""
        days = sorted(day for day in self._time.days() if before is None or day < before)
        if not days:
            return SessionPage((), None)
        since = days[-1] - MONTH
        older = days[0] < since
        return SessionPage(tuple(self._between(since, days[-1])), since if older else None)

    def find(self, reference: str) -> Session:
        """The session with a reference. Raises NotFound."""
        self._time.renew()
        found = next((one for one in self._named(reference) if one.reference == reference), None)
        if found is None:
            raise NotFound(Message("There's no session {0}. “sessions list” shows them.", reference))
        return found

    def add(self, entry: SessionEntry) -> int:
        """Store a manual session. Returns the number of the change. Raises InvalidInput and NotFound."""
        return self._change(lambda change: self._enter(entry, change))

    def correct(self, session: Session, entry: SessionEntry) -> int:
        """Replace a session with `entry`. Returns the number of the change. Raises InvalidInput and NotFound."""

        def correct(change: int) -> None:
            self._leave_out(session, change)
            self._enter(entry, change)

        return self._change(correct)

    def delete(self, session: Session) -> int:
        """Exclude a session. Returns the number of the change. Raises NotFound if it changed."""
        return self._change(lambda change: self._leave_out(session, change))

    def undo(self, change: int) -> None:
        """Undo a change. Raises NotFound, and InvalidInput if its session was changed again since."""

        def undo() -> None:
            can_undo = self._sessions.can_undo(change) if 0 < change <= LARGEST else None
            if can_undo is None:
                raise NotFound(Message("Change {0} doesn't exist, or is undone already.", change))
            if not can_undo:
                raise InvalidInput(Message("This session was changed again since. Undo that change first."))
            self._sessions.undo(change)

        self._database.write(undo)
        self._events.emit(ReadingTimeChanged())

    def export(self, path: Path) -> int:
        """Write all sessions to a file, which is replaced completely or not at all; returns their number.

        A name ending in .json gives JSON, any other CSV. Raises InvalidInput.
        """
        rows = self.json() if path.suffix.lower() == ".json" else self.csv()
        with export_file(path) as file:
            return sum(file.write(row) > 0 for row in rows) - 1

    def csv(self) -> Iterator[str]:
        """All sessions as CSV (RFC 4180), newest first, in pieces."""
        yield _csv_line(COLUMNS)
        for session in self._all():
            yield _csv_line([guarded(_csv_cell(value)) for value in document_of(session).values()])

    def json(self) -> Iterator[str]:
        """The same as a JSON list."""
        between = "[\n"
        for session in self._all():
            yield between + json.dumps(document_of(session), ensure_ascii=False)
            between = ",\n"
        yield "[]\n" if between.startswith("[") else "\n]\n"

    def _all(self) -> Iterator[Session]:
        page = self.page()
        yield from page.sessions
        while page.before is not None:
            page = self.page(page.before)
            yield from page.sessions

    def _change(self, work: Callable[[int], None]) -> int:
        """Change a session in one job, after checking that it is still as the person saw it."""

        def run() -> int:
            change = self._sessions.begin_change(self._clock.now().timestamp())
            work(change)
            return change

        change = self._database.write(run)
        self._events.emit(ReadingTimeChanged())
        return change

    def _enter(self, entry: SessionEntry, change: int) -> None:
        entry.check(self._clock.now())
        if entry.book_id is not None:
            book = self._books.get(entry.book_id)
            if book is None:
                raise no_such_book(entry.book_id)
            entry = replace(entry, title=book.metadata.title)
        self._sessions.enter(entry, change)

    def _leave_out(self, session: Session, change: int) -> None:
        if session not in self._named(session.reference):
            raise NotFound(CHANGED)
        self._sessions.leave_out(session.recorded, change)

    def _of_book(self, book_id: BookId) -> list[Session]:
        calendar = self._time.calendar()
        found = [one for work in self._sessions.of_book(book_id) for one in sessions_of(work, calendar)]
        return sorted(found, key=_newest_first)

    def _between(self, since: date, until: date) -> list[Session]:
        """The sessions that began on these days; they may continue, or have documents, on the next day."""
        calendar = self._time.calendar()
        works = self._sessions.of_days(since.toordinal(), until.toordinal() + 1)
        found = [
            one
            for work in works
            for one in sessions_of(work, calendar)
            if since <= calendar.part(one.begin).day <= until
        ]
        return sorted(found, key=_newest_first)

    def _named(self, reference: str) -> list[Session]:
        """The sessions that include the one with a reference, if it exists."""
        begin, dash, _book = reference.partition("-")
        if len(begin) > LONGEST_NUMBER:
            return []
        if begin.startswith("h") and begin[1:].isdecimal():
            start = self._sessions.start_by_hand(int(begin[1:]))
        else:
            start = int(begin) if begin.isdecimal() and dash else None
        if start is None:
            return []
        day = self._time.calendar().part(start).day
        return self._between(day, day)


def document_of(session: Session) -> dict[str, object]:
    """A session as plain values, for JSON and CSV."""
    return {
        "begin": iso_time(datetime.fromtimestamp(session.begin, UTC)),
        "end": iso_time(datetime.fromtimestamp(session.end, UTC)),
        "seconds": session.seconds,
        "title": session.title,
        "book_id": session.book_id,
        "document": session.document,
        "pages": None if session.pages is None else round(session.pages, 1),
        "devices": list(session.devices),
        "source": session.source.name.lower(),
        "reference": session.reference,
    }


def _newest_first(session: Session) -> tuple[int, int, str]:
    return -session.begin, -session.end, session.document


def _csv_line(cells: Iterable[object]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()


def _csv_cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)
