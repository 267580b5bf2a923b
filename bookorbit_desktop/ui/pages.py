"""The pages of the window, each made when it is first visited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from bookorbit_desktop.domain.reading import ReadingStatus
from bookorbit_desktop.domain.sync_state import HardcoverState
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.library.page import LibraryPage
from bookorbit_desktop.ui.sidebar import Page
from bookorbit_desktop.ui.standing import Standing

if TYPE_CHECKING:
    from bookorbit_desktop.ui.hardcover.page import HardcoverPage
    from bookorbit_desktop.ui.koreader.page import KoreaderPage
    from bookorbit_desktop.ui.log.page import LogPage


class Pages(QStackedWidget):
    """The library is there from the start; the others, and what they import, wait until they are wanted."""

    said = Signal(str, object)
    offered = Signal(str, object)
    """Good news with a tuple of Offers."""
    sync_wanted = Signal()
    books_sync_wanted = Signal(object)
    """frozenset of the book ids to sync."""
    page_wanted = Signal(object)
    book_wanted = Signal(int)
    filters_cleared = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._standing = Standing()
        self._hardcover: HardcoverPage | None = None
        self._log: LogPage | None = None
        self._koreader: KoreaderPage | None = None
        self.library = LibraryPage(context)
        self.library.said.connect(self.said)
        self.library.filters_cleared.connect(self.filters_cleared)
        self.addWidget(self.library)

    @property
    def hardcover(self) -> HardcoverPage:
        """The Hardcover page."""
        if self._hardcover is None:
            from bookorbit_desktop.ui.hardcover.page import HardcoverPage

            page = self._hardcover = HardcoverPage(self._context)
            page.said.connect(self.said)
            page.offered.connect(self.offered)
            page.sync_wanted.connect(self.sync_wanted)
            page.books_sync_wanted.connect(self.books_sync_wanted)
            page.log_wanted.connect(lambda: self.page_wanted.emit(Page.LOG))
            page.book_wanted.connect(self.book_wanted)
            page.set_pending(self._standing.pending)
            self.addWidget(page)
        return self._hardcover

    @property
    def log(self) -> LogPage:
        """The sync log."""
        if self._log is None:
            from bookorbit_desktop.ui.log.page import LogPage

            self._log = LogPage(self._context)
            self._log.book_wanted.connect(self.book_wanted)
            self.addWidget(self._log)
        return self._log

    @property
    def koreader(self) -> KoreaderPage:
        """The KOReader page."""
        if self._koreader is None:
            from bookorbit_desktop.ui.koreader.page import KoreaderPage

            self._koreader = KoreaderPage(self._context)
            self.addWidget(self._koreader)
        return self._koreader

    def go(self, page: Page, status: ReadingStatus | None) -> None:
        """Show a page; the library with the books of one status, or all."""
        if page is Page.LIBRARY:
            self.library.filter_status(status)
            self.setCurrentWidget(self.library)
        elif page is Page.HARDCOVER:
            self.setCurrentWidget(self.hardcover)
        elif page is Page.LOG:
            self.setCurrentWidget(self.log)
        else:
            self.setCurrentWidget(self.koreader)

    def show_candidates(self, state: HardcoverState | None) -> None:
        """Show the books in one state on the Hardcover page."""
        self.hardcover.show_state(state)

    def show_standing(self, standing: Standing) -> None:
        """Bring the numbers on the pages up to date."""
        self._standing = standing
        self.library.set_counts(standing.statuses)
        if self._hardcover is not None:
            self._hardcover.set_pending(standing.pending)
