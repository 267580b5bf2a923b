"""The addresses of everything the window can show, and how its parts request them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from bookorbit_desktop.domain.base.ids import BookId, CollectionId
from bookorbit_desktop.domain.library.listing import Facet
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.reading.reading import ReadingStatus


class Page(StrEnum):
    """The pages in the order of Ctrl+1, Ctrl+2, … (screens.md, "Shell"); the last have no shortcut."""

    DASHBOARD = "dashboard"
    INBOX = "inbox"
    LIBRARY = "library"
    HIGHLIGHTS = "highlights"
    HARDCOVER = "hardcover"
    LOG = "log"
    KOREADER = "koreader"
    SETTINGS = "settings"
    SERIES = "series"
    AUTHORS = "authors"
    SHELVES = "shelves"
    STATISTICS = "statistics"


class Command(StrEnum):
    """A command of the window, for a key or the palette."""

    PALETTE = "palette"
    ADD_BOOKS = "add_books"
    ADD_FILES = "add_files"
    SEARCH = "search"
    RESCAN = "rescan"
    SYNC = "sync"
    PREVIEW = "preview"
    COMPARE_ALL = "compare_all"
    IMPORT = "import"
    IMPORT_FILE = "import_file"
    IMPORT_DEVICE = "import_device"
    BACK = "back"
    FORWARD = "forward"
    UNDO = "undo"
    ACTIVITY = "activity"
    JOURNAL = "journal"
    GUIDE = "guide"
    SHORTCUTS = "shortcuts"
    FIRST_STEPS = "first_steps"
    CHECK_COMPUTER = "check_computer"
    CLOSE_WINDOW = "close_window"


@dataclass(frozen=True, slots=True)
class Route:
    """A page with optional filters."""

    page: Page
    status: ReadingStatus | None = None
    """For the library."""
    state: HardcoverState | None = None
    """For the Hardcover page."""
    book_id: BookId | None = None
    """The book whose details or highlights to show."""
    name: str = ""
    """Of a series or an author; empty for all of them."""
    collection_id: CollectionId | None = None
    """The shelf, tag or saved filter shown in the library."""
    facet: tuple[Facet, str] | None = None
    """The common value of the books shown in the library."""


class Navigation(QObject):
    """Navigation requests from any part of the window, without passing them from part to part."""

    route_asked = Signal(object)
    """The Route to show."""
    command_asked = Signal(object)
    """The Command to run."""
    sync_asked = Signal(object)
    """The ids of the books to sync, as a frozenset."""
    sign_in_asked = Signal()

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
