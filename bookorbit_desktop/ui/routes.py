"""The address of everything that the window can show."""

from dataclasses import dataclass

from bookorbit_desktop.domain.base.ids import BookId, CollectionId
from bookorbit_desktop.domain.library.listing import Facet
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui.sidebar import Page


@dataclass(frozen=True, slots=True)
class Route:
    """A page, and what it is narrowed down to."""

    page: Page
    status: ReadingStatus | None = None
    """Of the library."""
    state: HardcoverState | None = None
    """Of the Hardcover page."""
    book_id: BookId | None = None
    """Whose details are open in the library, or whose highlights are shown."""
    name: str = ""
    """Of a series or an author; empty for all of them."""
    collection_id: CollectionId | None = None
    """The shelf, tag or saved filter that the library shows."""
    facet: tuple[Facet, str] | None = None
    """What the books of the library have in common."""
