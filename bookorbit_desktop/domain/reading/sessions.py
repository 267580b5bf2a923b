"""Reading sessions: reading without a long pause, from page views, pushes and manual entries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.reading.reading_days import ReadingCalendar
from bookorbit_desktop.domain.reading.reading_time import (
    LONGEST_VIEW,
    SESSION_GAP,
    ByHand,
    Source,
    length,
    part_covered,
    united,
)

LONGEST_SESSION = 24 * 3600
MOST_PAGES = 100_000
MOST_TITLE = 500
LONG_AGO = 0
"""Seconds since 1970: the earliest start of a manual session."""


class SeenPage(NamedTuple):
    """A page view of a book at its corrected time."""

    start: int
    seconds: int
    page: int
    total_pages: int
    document: str
    recorded_start: int
    """By the device's clock: identifies the view in later imports."""
    device: str
    """Its display name."""


class SentPosition(NamedTuple):
    """A push of a book."""

    at: int
    fraction: float
    document: str
    id: int
    device: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """The sources of a session; leaving them out removes it from all figures."""

    views: tuple[tuple[str, int, int], ...] = ()
    """Document, page and recorded start."""
    pushes: tuple[int, ...] = ()
    session: int | None = None
    """The id of a manual session."""


@dataclass(frozen=True, slots=True)
class Session:
    """One sitting with a book."""

    source: Source
    book_id: BookId | None
    title: str
    document: str
    """Of its first part."""
    begin: int
    """Seconds since 1970."""
    end: int
    seconds: int
    """Without the pauses."""
    pages: float | None
    """By the edition if its page count is known, otherwise by the device's own count."""
    devices: tuple[str, ...]
    recorded: Recorded

    @property
    def reference(self) -> str:
        """A reference for a person to type: the number of a manual session, otherwise its start and book."""
        if self.recorded.session is not None:
            return f"h{self.recorded.session}"
        return f"{self.begin}-{self.book_id or self.document[:8]}"


@dataclass(frozen=True, slots=True)
class SessionEntry:
    """A session as a person enters it, for a book of the library or any title."""

    book_id: BookId | None
    title: str
    begin: datetime
    seconds: int
    pages: float | None = None
    device: str = ""
    """A device, or paper."""

    def check(self, now: datetime) -> None:
        """Raise InvalidInput for impossible values."""
        if self.book_id is None and not self.title.strip():
            raise InvalidInput(Message("Choose a book or enter a title."))
        if len(self.title) > MOST_TITLE:
            raise InvalidInput(Message("A title has at most {0} characters.", MOST_TITLE))
        if not 60 <= self.seconds <= LONGEST_SESSION:
            raise InvalidInput(Message("A session lasts from 1 minute to 24 hours."))
        if self.pages is not None and not 0 <= self.pages <= MOST_PAGES:
            raise InvalidInput(Message("Enter from 0 to {0} pages.", MOST_PAGES))
        if self.begin.timestamp() < LONG_AGO:
            raise InvalidInput(Message("A session can't begin before 1970."))
        if self.begin.timestamp() + self.seconds > now.timestamp() + 60:
            raise InvalidInput(Message("A session can't end in the future."))


@dataclass(frozen=True, slots=True)
class WorkParts:
    """All data on when a book, or a document without one, was read."""

    book_id: BookId | None
    title: str
    edition_pages: int | None
    views: Sequence[SeenPage] = ()
    pushes: Sequence[SentPosition] = ()
    by_hand: Sequence[ByHand] = ()


def sessions_of(work: WorkParts, calendar: ReadingCalendar) -> list[Session]:
    """The sessions of a book, earliest first, split at pauses of more than half an hour.

    A pause lasts from the end of a view to the start of the next. On days with page views, pushes add
    nothing.
    """
    found = [*_of_views(work), *_of_pushes(work, calendar), *(_by_hand(work, one) for one in work.by_hand)]
    return sorted(found, key=lambda session: (session.begin, session.source, session.end))


def _of_views(work: WorkParts) -> Iterable[Session]:
    group: list[SeenPage] = []
    end = 0
    for view in sorted(work.views):
        if group and view.start - end > SESSION_GAP:
            yield _viewed(work, group)
            group = []
        end = max(end, _end(view)) if group else _end(view)
        group.append(view)
    if group:
        yield _viewed(work, group)


def _viewed(work: WorkParts, views: Sequence[SeenPage]) -> Session:
    placed = {(view.page, view.total_pages) for view in views if view.total_pages > 0}
    total = work.edition_pages or views[-1].total_pages
    return Session(
        Source.VIEWS,
        work.book_id,
        work.title,
        views[0].document,
        views[0].start,
        max(map(_end, views)),
        length(united((view.start, _end(view)) for view in views)),
        part_covered(placed) * total if placed and total else float(len({view.page for view in views})),
        tuple(dict.fromkeys(view.device for view in views)),
        Recorded(views=tuple((view.document, view.page, view.recorded_start) for view in views)),
    )


def _end(view: SeenPage) -> int:
    return view.start + view.seconds if 0 <= view.seconds <= LONGEST_VIEW else view.start


def _of_pushes(work: WorkParts, calendar: ReadingCalendar) -> Iterable[Session]:
    viewed = {calendar.part(view.start).day for view in work.views}
    by_document: dict[str, list[SentPosition]] = {}
    for push in sorted(work.pushes):
        if calendar.part(push.at).day not in viewed:
            by_document.setdefault(push.document, []).append(push)
    for pushes in by_document.values():
        group: list[SentPosition] = []
        for before, push in pairwise(pushes):
            if push.at - before.at > SESSION_GAP:
                yield from _pushed(work, group)
                group = []
            elif push.fraction > before.fraction and push.at > before.at:
                group += (before, push)
        yield from _pushed(work, group)


def _pushed(work: WorkParts, pushes: Sequence[SentPosition]) -> Iterable[Session]:
    """`pushes`: two for each stretch of reading."""
    if not pushes:
        return
    stretches = list(zip(pushes[::2], pushes[1::2], strict=True))
    share = sum(until.fraction - since.fraction for since, until in stretches)
    yield Session(
        Source.PUSHES,
        work.book_id,
        work.title,
        pushes[0].document,
        pushes[0].at,
        pushes[-1].at,
        sum(until.at - since.at for since, until in stretches),
        share * work.edition_pages if work.edition_pages else None,
        tuple(dict.fromkeys(push.device for push in pushes)),
        Recorded(pushes=tuple(dict.fromkeys(push.id for push in pushes))),
    )


def _by_hand(work: WorkParts, entered: ByHand) -> Session:
    return Session(
        Source.BY_HAND,
        work.book_id,
        work.title,
        entered.document,
        entered.start,
        entered.start + entered.seconds,
        entered.seconds,
        entered.pages,
        (entered.device,) if entered.device else (),
        Recorded(session=entered.id),
    )
