"""The address of everything that the window can show, and how its parts ask to be led there."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from bookorbit_desktop.domain.base.ids import BookId, CollectionId
from bookorbit_desktop.domain.library.listing import Facet
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui.shortcuts import Command
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


class Navigation(QObject):
    """Where the parts of the window ask to be led, without handing it up from part to part. One for the window."""

    route_asked = Signal(object)
    """Route to show."""
    command_asked = Signal(object)
    """Command to carry out."""
    sync_asked = Signal(object)
    """frozenset of the ids of the books to sync."""

    def go(self, route: Route) -> None:
        """Show a page, narrowed down."""
        self.route_asked.emit(route)

    def show_page(self, page: Page) -> None:
        """Show a page with everything on it."""
        self.go(Route(page))

    def show_book(self, book_id: BookId) -> None:
        """Show the library with a book's details beside it."""
        self.go(Route(Page.LIBRARY, book_id=book_id))

    def run(self, command: Command) -> None:
        """Do what a command of the window does."""
        self.command_asked.emit(command)

    def sync(self, book_ids: Iterable[BookId]) -> None:
        """Sync these books to Hardcover."""
        self.sync_asked.emit(frozenset(book_ids))
