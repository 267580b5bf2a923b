"""The addresses of everything the window can show, and how its parts request them."""

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
    """A page with optional filters."""

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
    """Navigation requests from any part of the window, without passing them from part to part."""

    route_asked = Signal(object)
    """Route to show."""
    command_asked = Signal(object)
    """Command to carry out."""
    sync_asked = Signal(object)
    """frozenset of the ids of the books to sync."""

    def go(self, route: Route) -> None:
        """Show a page, filtered."""
        self.route_asked.emit(route)

    def show_page(self, page: Page) -> None:
        """Show a page without filters."""
        self.go(Route(page))

    def show_book(self, book_id: BookId) -> None:
        """Show the library with a book's details."""
        self.go(Route(Page.LIBRARY, book_id=book_id))

    def run(self, command: Command) -> None:
        """Run a command of the window."""
        self.command_asked.emit(command)

    def sync(self, book_ids: Iterable[BookId]) -> None:
        """Sync these books to Hardcover."""
        self.sync_asked.emit(frozenset(book_ids))
