"""The counts shown by sidebar, status bar and tray."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from bookorbit_desktop.domain.hardcover.catalogue import Quota
from bookorbit_desktop.domain.library.collection import Collection
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.overview.dashboard import CurrentBook
from bookorbit_desktop.domain.reading.reading import ReadingStatus

if TYPE_CHECKING:
    from bookorbit_desktop.services.container import Services


SHOWN_CURRENT = 3


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts loaded together and shown in many places."""

    statuses: dict[ReadingStatus, int] = field(default_factory=dict)
    states: dict[HardcoverState, int] = field(default_factory=dict)
    devices: int = 0
    last_push: datetime | None = None
    quota: Quota = field(default_factory=Quota)
    current: tuple[CurrentBook, ...] = ()
    """The books being read, the one read last first."""
    inbox: int = 0
    """Files that could not be read."""
    highlights: int = 0
    """Including notes and bookmarks."""
    collections: tuple[Collection, ...] = ()
    """The person's own shelves, saved filters and tags."""

    @property
    def pending(self) -> int:
        """Books waiting to be sent."""
        return self.states.get(HardcoverState.PENDING, 0)

    @property
    def attention(self) -> int:
        """Books that wait for the person."""
        return sum(count for state, count in self.states.items() if state.needs_attention)


def load_counts(services: Services) -> Counts:
    """Load the counts from the services. Blocks."""
    devices, last_push = services.devices.count_and_newest()
    return Counts(
        statuses=services.book_list.counts(),
        states=services.states.counts(),
        devices=devices,
        last_push=last_push,
        quota=services.hardcover_account.quota,
        current=services.dashboard.current(SHOWN_CURRENT),
        inbox=services.inbox.waiting(),
        highlights=services.annotations.queries.count(),
        collections=tuple(services.collections.all()),
    )
