"""The pages of the window, each created on its first visit."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QStackedWidget, QWidget

from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.counts import Counts
from bookorbit_desktop.ui.devices.import_flow import DeviceImportFlow
from bookorbit_desktop.ui.imports.list_dialog import ListImportFlow
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.widgets.list_states import ListStates

if TYPE_CHECKING:
    from bookorbit_desktop.ui.collections.group_page import GroupsPage
    from bookorbit_desktop.ui.collections.shelves import ShelvesPage
    from bookorbit_desktop.ui.dashboard.page import DashboardPage
    from bookorbit_desktop.ui.hardcover.page import HardcoverPage
    from bookorbit_desktop.ui.highlights.page import HighlightsPage
    from bookorbit_desktop.ui.inbox.page import InboxPage
    from bookorbit_desktop.ui.koreader.page import KoreaderPage
    from bookorbit_desktop.ui.library.page import LibraryPage
    from bookorbit_desktop.ui.settings.page import SettingsPage
    from bookorbit_desktop.ui.statistics.page import StatisticsPage
    from bookorbit_desktop.ui.sync.log_page import LogPage

W = TypeVar("W", bound=QWidget)


class Pages(QStackedWidget):
    """Creates a page, and imports its code, when it is first needed. Connects its signals to the window."""

    route_shown = Signal(object)
    """A place that a page moved to by itself, such as another filter."""
    filters_cleared = Signal()
    counts_changed = Signal(object)
    """Counts for the pages that show numbers."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._counts = Counts()
        self.list_import = ListImportFlow(context, self)
        self.device_import = DeviceImportFlow(context, self)

    def page(self, page: Page) -> QWidget:
        """The widget of a page: the property of its name, below."""
        widget: QWidget = getattr(self, page.value)
        return widget

    def go(self, page: Page, status: ReadingStatus | None) -> None:
        """Show a page; for the library, the books of one status, or all."""
        if page is Page.LIBRARY:
            self.library.filter_status(status)
        elif page is Page.SERIES:
            self.series.show_group("")
        elif page is Page.AUTHORS:
            self.authors.show_group("")
        self.setCurrentWidget(self.page(page))

    def show_route(self, route: Route) -> None:
        """Show a page, filtered as the route says."""
        self.go(route.page, route.status)
        if route.page is Page.HARDCOVER:
            self.hardcover.show_state(route.state)
        elif route.page is Page.HIGHLIGHTS and route.book_id is not None:
            self.highlights.filters.show_book(route.book_id)
        elif route.page is Page.LIBRARY and route.book_id is not None:
            self.library.show_book(route.book_id)
        elif route.page is Page.LIBRARY:
            self.library.close_details()
        if route.page is Page.LIBRARY and route.collection_id is not None:
            self.library.show_collection(route.collection_id)
        elif route.page is Page.LIBRARY and route.facet is not None:
            self.library.show_facet(*route.facet)
        elif route.page in (Page.SERIES, Page.AUTHORS):
            (self.series if route.page is Page.SERIES else self.authors).show_group(route.name)

    def take_focus(self) -> None:
        """Move the focus into the current page: to its list, its search field or its first control."""
        page = self.currentWidget()
        focused = QApplication.focusWidget()
        if page is None:
            return
        if focused is not None and page.isAncestorOf(focused) and focused.isVisible():
            return
        states = page.findChild(ListStates)
        if states is not None and states.is_loading:
            # The list is what the page is for: the keyboard waits in its place, and goes there once it has come.
            states.loading.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self._focus_first(page)

    def _focus_first(self, page: QWidget) -> None:
        """Focus the page's focus proxy, if it names one, or its first control."""
        first = page.focusProxy()
        if first is not None and first.isVisible() and first.isEnabled():
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        ready = _controls(page)
        for kind in (QAbstractItemView, QLineEdit, QWidget):
            for control in ready:
                if isinstance(control, kind):
                    control.setFocus(Qt.FocusReason.ShortcutFocusReason)
                    return

    def take_over(self, before: Pages) -> None:
        """Apply another window's filters and selection to the pages visited there."""
        visited = vars(before)
        if "library" in visited:
            self.library.take_over(before.library)
        if "hardcover" in visited:
            self.hardcover.take_over(before.hardcover)
        if "highlights" in visited:
            self.highlights.filters.take_over(before.highlights.filters)
        if "log" in visited:
            self.log.filters.take_over(before.log.filters)
        if "statistics" in visited:
            self.statistics.filters.take_over(before.statistics.filters)
        if "settings" in visited and before.settings.general.language.box is before.window().focusWidget():
            self.settings.general.language.box.setFocus()

    def show_counts(self, counts: Counts) -> None:
        """Update the numbers on the pages."""
        self._counts = counts
        self.counts_changed.emit(counts)

    @cached_property
    def dashboard(self) -> DashboardPage:
        """The overview of current reading."""
        from bookorbit_desktop.ui.dashboard.page import DashboardPage

        return self._add(DashboardPage(self._context))

    @cached_property
    def inbox(self) -> InboxPage:
        """New books, and files that could not be read."""
        from bookorbit_desktop.ui.inbox.page import InboxPage

        return self._add(InboxPage(self._context))

    @cached_property
    def library(self) -> LibraryPage:
        """All books."""
        from bookorbit_desktop.ui.library.page import LibraryPage

        page = LibraryPage(self._context)
        page.filters_cleared.connect(self.filters_cleared)
        page.book_shown.connect(
            lambda status, book_id: self.route_shown.emit(Route(Page.LIBRARY, status, book_id=book_id))
        )
        self.counts_changed.connect(lambda counts: page.set_counts(counts.statuses))
        page.set_counts(self._counts.statuses)
        return self._add(page)

    @cached_property
    def series(self) -> GroupsPage:
        """All series, with reading progress."""
        from bookorbit_desktop.ui.collections.group_page import GroupsPage
        from bookorbit_desktop.ui.collections.series import series_kind

        return self._add(GroupsPage(self._context, series_kind()))

    @cached_property
    def authors(self) -> GroupsPage:
        """All authors, with series and books."""
        from bookorbit_desktop.ui.collections.authors import authors_kind
        from bookorbit_desktop.ui.collections.group_page import GroupsPage

        return self._add(GroupsPage(self._context, authors_kind()))

    @cached_property
    def shelves(self) -> ShelvesPage:
        """Shelves, saved filters and tags."""
        from bookorbit_desktop.ui.collections.shelves import ShelvesPage

        return self._add(ShelvesPage(self._context))

    @cached_property
    def statistics(self) -> StatisticsPage:
        """Charts of the reading."""
        from bookorbit_desktop.ui.statistics.page import StatisticsPage

        return self._add(StatisticsPage(self._context))

    @cached_property
    def highlights(self) -> HighlightsPage:
        """Highlights, notes and bookmarks."""
        from bookorbit_desktop.ui.highlights.page import HighlightsPage

        page = HighlightsPage(self._context)
        page.hardcover_settings_asked.connect(self._show_hardcover_settings)
        return self._add(page)

    @cached_property
    def hardcover(self) -> HardcoverPage:
        """The account and the sync state of the books."""
        from bookorbit_desktop.ui.hardcover.page import HardcoverPage

        page = HardcoverPage(self._context)
        page.shelf_actions.sending.triggered.connect(self._show_hardcover_settings)
        page.chips.chosen.connect(lambda state: self.route_shown.emit(Route(Page.HARDCOVER, state=state)))
        self.counts_changed.connect(lambda counts: page.set_pending(counts.pending))
        page.set_pending(self._counts.pending)
        return self._add(page)

    @cached_property
    def log(self) -> LogPage:
        """The sync log."""
        from bookorbit_desktop.ui.sync.log_page import LogPage

        return self._add(LogPage(self._context))

    @cached_property
    def koreader(self) -> KoreaderPage:
        """The server, devices and documents."""
        from bookorbit_desktop.ui.koreader.page import KoreaderPage

        page = KoreaderPage(self._context)
        page.usb.import_requested.connect(self.device_import.open)
        page.usb.choose.clicked.connect(self.device_import.choose)
        self.device_import.scanned.connect(page.usb.refresh)
        return self._add(page)

    def _show_hardcover_settings(self) -> None:
        from bookorbit_desktop.ui.settings.page import SettingsTopic

        self._context.navigation.show_page(Page.SETTINGS)
        self.settings.show_topic(SettingsTopic.HARDCOVER)

    @cached_property
    def settings(self) -> SettingsPage:
        """The settings of the program."""
        from bookorbit_desktop.ui.settings.page import SettingsPage

        return self._add(SettingsPage(self._context))

    def _add(self, page: W) -> W:
        self.addWidget(page)
        return page


def _controls(page: QWidget) -> list[QWidget]:
    """The controls that Tab reaches in a page. Walking the Tab chain would tie its parts to each other."""
    return [
        part
        for part in page.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isEnabled() and part.isVisibleTo(page)
    ]
