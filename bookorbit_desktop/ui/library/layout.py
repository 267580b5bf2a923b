"""The layout of the library page."""

from PySide6.QtCore import QMargins, QSize
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from bookorbit_desktop.domain.library.listing import Stack
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.book.text import books_of
from bookorbit_desktop.ui.library.card import TEXT_HEIGHT, cover_height
from bookorbit_desktop.ui.library.cover_grid import USUAL
from bookorbit_desktop.ui.library.filters import FilterChips
from bookorbit_desktop.ui.library.lists import BookLists
from bookorbit_desktop.ui.library.scan_strip import ScanStrip
from bookorbit_desktop.ui.library.toolbar import LibraryToolbar
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card_grid import CardSkeleton
from bookorbit_desktop.ui.widgets.empty_state import EmptyState
from bookorbit_desktop.ui.widgets.labels import button, icon_button, label
from bookorbit_desktop.ui.widgets.list_states import ListStates
from bookorbit_desktop.ui.widgets.page_header import PageHeader, is_low
from bookorbit_desktop.ui.wording import isolated, joined

_LIST_AND_DETAILS = 600
"""Below this width the list has no room beside the details."""


class LibraryLayout:
    """Builds the passive parts; the page connects them."""

    def __init__(self, page: QWidget, lists: BookLists, details: QWidget, selection: QWidget) -> None:
        self.header = PageHeader(tr("Library"))
        self.rescan = icon_button("sync", tr("Scan your folders for changes (F5)"))
        self.add = button(tr("Add folder…"), "primary", "add-folder", "on_accent")
        self.header.add_action(self.rescan)
        self.header.add_action(self.add)
        self.tools = LibraryToolbar()
        self._top = QStackedWidget()
        self._top.addWidget(self.tools)
        self._top.addWidget(selection)
        self.chips = FilterChips()
        self.back = button(tr("All series"), "lead", "chevron-left", "accent")
        self.scan = ScanStrip()
        self._lists, self._page = lists, page
        self._stack_name = label("", "section")
        self._stack_bar = QWidget()
        self.body = QSplitter()
        """The list, and the resizable details."""
        self._skeleton = CardSkeleton(tr("Loading your books"), *_card(USUAL))
        self.states = ListStates(
            lists,
            self._skeleton,
            EmptyState(
                "library",
                tr("Your library is empty. Add a folder or drop books here."),
                tr("Choose folder…"),
                main=True,
            ),
            EmptyState("search", tr("No books match these filters."), tr("Clear filters")),
        )
        details.hide()
        self._arrange(page, details)

    def show_mode(self, *, is_grid: bool) -> None:
        """Show covers or the table."""
        self._skeleton.is_grid = is_grid
        self._lists.show_mode(is_grid=is_grid)
        self.tools.show_mode(is_grid=is_grid)

    def show_width(self, width: int) -> None:
        """Set the minimum width of covers."""
        self._lists.grid.choose_width(width)
        self._skeleton.show_size(*_card(width))
        self.tools.show_width(width)

    def show_selection(self, *, is_several: bool) -> None:
        """Replace the toolbar with the actions for several selected books."""
        self._top.setCurrentIndex(1 if is_several else 0)

    def make_room(self, width: int, *, for_details: bool, as_page: bool) -> None:
        """Let the details replace the list in a narrow window, or as a page of their own."""
        beside = width >= theme.px(_LIST_AND_DETAILS) and not as_page
        self.states.setVisible(not for_details or beside)
        self.header.setVisible(not (for_details and as_page))
        low = is_low(self._page)
        self.header.show_sentence(not low)
        above, between = (theme.SPACE_8, theme.SPACE_8) if low else (theme.PAGE_MARGIN, theme.SPACE_16)
        self._column.setContentsMargins(theme.PAGE_MARGIN, above, theme.PAGE_MARGIN, between)
        self._column.setSpacing(between)
        self._top.setVisible(not (for_details and as_page))

    def show_stack(self, stack: Stack | None) -> None:
        """Show which series is open, and the way back."""
        self._stack_bar.setVisible(stack is not None)
        if stack is not None:
            self._stack_name.setText(joined(isolated(stack.series), books_of(stack)))

    def _arrange(self, page: QWidget, details: QWidget) -> None:
        stack = QHBoxLayout(self._stack_bar)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(theme.SPACE_12)
        stack.addWidget(self.back)
        stack.addWidget(self._stack_name, 1)
        self._stack_bar.hide()
        self.body.setHandleWidth(theme.SPACE_16)
        self.body.setChildrenCollapsible(False)
        self.body.addWidget(self.states)
        self.body.addWidget(details)
        self.body.setStretchFactor(0, 1)
        self.body.setStretchFactor(1, 0)
        layout = self._column = QVBoxLayout(page)
        layout.setContentsMargins(theme.PAGE_MARGIN, theme.PAGE_MARGIN, theme.PAGE_MARGIN, theme.SPACE_16)
        layout.setSpacing(theme.SPACE_16)
        layout.addWidget(self.header)
        layout.addWidget(self._top)
        layout.addWidget(self.chips)
        layout.addWidget(self._stack_bar)
        layout.addWidget(self.body, 1)
        layout.addWidget(self.scan)


def _card(width: int) -> tuple[QSize, QSize]:
    """The size of a card with its cover, in design pixels."""
    cover = QSize(width, cover_height(width))
    return cover.grownBy(QMargins(0, 0, 0, TEXT_HEIGHT)), cover
