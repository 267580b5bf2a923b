"""The inbox: what came in, and what needs a look."""

from bookorbit_desktop.domain.events import Event, FilesAdded
from bookorbit_desktop.domain.inbox import Inbox
from bookorbit_desktop.domain.scan import ScanSummary
from bookorbit_desktop.services.event_bus import EventBus
from bookorbit_desktop.storage.inbox import InboxQueries

NEWEST = 100


class InboxService:
    """Reads the newest files and remembers what the last addition came to."""

    def __init__(self, queries: InboxQueries, events: EventBus) -> None:
        self._queries = queries
        self._last: ScanSummary | None = None
        events.subscribe(self._hear)

    def load(self) -> Inbox:
        """What the inbox shows. Blocks for some milliseconds."""
        return Inbox(self._queries.files(NEWEST), self._last)

    def waiting(self) -> int:
        """How many files need the person. Blocks."""
        return self._queries.unreadable()

    def _hear(self, event: Event) -> None:
        if isinstance(event, FilesAdded):
            self._last = event.summary
