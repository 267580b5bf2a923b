"""The layout of the library page, and its toolbar: search, filters, sorting, series, grid or table."""

from PySide6.QtCore import QMargins, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSlider,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from bookorbit_desktop.domain.library.listing import BookSort, Stack
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.book.text import books_of
from bookorbit_desktop.ui.library.card import TEXT_HEIGHT, cover_height
from bookorbit_desktop.ui.library.cover_grid import LARGEST, SMALLEST, STEP, USUAL
from bookorbit_desktop.ui.library.filters import FilterChips
from bookorbit_desktop.ui.library.lists import BookLists
from bookorbit_desktop.ui.library.scan_strip import ScanStrip
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card_grid import CardSkeleton
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.labels import button, icon_button, label
from bookorbit_desktop.ui.widgets.list_states import EmptyState, ListStates
from bookorbit_desktop.ui.widgets.page_header import PageHeader, is_low
from bookorbit_desktop.ui.widgets.search_field import SearchField
from bookorbit_desktop.ui.wording import isolated, joined, sort_word

_LIST_AND_DETAILS = 600
"""Below this width the list has no room beside the details."""
SEARCH_PAUSE_MS = 20
"""A search takes a few milliseconds; this only merges keys typed together."""
_OFFERED = (
    (BookSort.TITLE, False),
    (BookSort.TITLE, True),
    (BookSort.AUTHOR, False),
    (BookSort.AUTHOR, True),
    (BookSort.ADDED, False),
    (BookSort.ADDED, True),
    (BookSort.SERIES, False),
    (BookSort.LAST_READ, False),
    (BookSort.PROGRESS, False),
)
"""The orders in the menu (screens.md section 3). The table's header has the others."""
_SHORTEST_SEARCH = 330


class LibraryLayout:
    """Builds the passive parts; the page connects them."""

    def __init__(self, page: QWidget, lists: BookLists, details: QWidget, selection: QWidget) -> None:
        self.header = PageHeader(tr("Library"))
        self.rescan = icon_button("sync", tr("Scan your folders for changes (F5)"))
        self.add = button(tr("Add folder…"), "primary", "add-folder", "on_accent")
        self.header.buttons.addWidget(self.rescan)
        self.header.buttons.addWidget(self.add)
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
        self.header.sentence.setVisible(not low)
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


class LibraryToolbar(QWidget):
    """Controls what the list shows."""

    sort_chosen = Signal(object, bool)
    """BookSort, and whether it is reversed."""
    group_toggled = Signal(bool)
    mode_chosen = Signal(bool)
    """Whether the grid was chosen."""
    width_chosen = Signal(int)
    """The minimum cover width, in design pixels."""

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchField(tr("Search title, author, series or description"), SEARCH_PAUSE_MS)
        self.search.setAcceptDrops(False)
        self.filters = button(tr("Filters"), icon="filter", colour="muted")
        self.sort = Choice(tr("Sort by"))
        self._orders = list(_OFFERED)
        self.group = _toggle("stack", tr("Group series"))
        self.grid = _toggle("grid", tr("Show as covers"))
        self.table = _toggle("table", tr("Show as a table"))
        self.cover_size = _size_slider()
        self.columns = icon_button("columns", tr("Choose columns"))
        self._modes = QButtonGroup(self)
        self._build()
        self.sort.activated.connect(lambda index: self.sort_chosen.emit(*self._orders[index]))
        self.group.toggled.connect(self.group_toggled)
        self.grid.toggled.connect(self._choose_mode)
        self.cover_size.valueChanged.connect(lambda step: self.width_chosen.emit(step * STEP))

    def show_sort(self, sort: BookSort, *, backwards: bool) -> None:
        """Show the current order; one that only the table offers is added to the menu."""
        if (sort, backwards) not in self._orders:
            del self._orders[len(_OFFERED) :]
            self._orders.append((sort, backwards))
            while self.sort.count() > len(_OFFERED):
                self.sort.removeItem(len(_OFFERED))
            self.sort.addItem(sort_word(sort, backwards=backwards))
        self.sort.setCurrentIndex(self._orders.index((sort, backwards)))

    def show_filters(self, count: int) -> None:
        """Show the number of active filters."""
        self.filters.setText(f"{tr('Filters')}  {count}" if count else tr("Filters"))

    def show_mode(self, *, is_grid: bool) -> None:
        """Mark grid or table as chosen."""
        (self.grid if is_grid else self.table).setChecked(True)
        self.columns.setVisible(not is_grid)
        self.cover_size.setVisible(is_grid)

    def show_width(self, width: int) -> None:
        """Move the slider to a cover width."""
        self.cover_size.setValue(width // STEP)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the controls; the search moves to a line of its own."""
        return QSize(self._choices.minimumSize().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the search to a line of its own if it would be too short."""
        super().resizeEvent(event)
        beside = event.size().width() - self._choices.sizeHint().width() - theme.SPACE_8
        is_narrow = beside < theme.px(_SHORTEST_SEARCH)
        self._line.setDirection(
            QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        )
        self._line.setAlignment(
            self._choices, Qt.AlignmentFlag.AlignLeft if is_narrow else Qt.AlignmentFlag(0)
        )

    def _choose_mode(self, is_grid: bool) -> None:
        self.columns.setVisible(not is_grid)
        self.cover_size.setVisible(is_grid)
        self.mode_chosen.emit(is_grid)

    def _build(self) -> None:
        for sort, backwards in self._orders:
            self.sort.addItem(sort_word(sort, backwards=backwards))
        for mode in (self.grid, self.table):
            self._modes.addButton(mode)
        choices = QHBoxLayout()
        choices.setSpacing(theme.SPACE_8)
        for part in (
            self.filters,
            self.sort,
            self.group,
            self.grid,
            self.table,
            self.columns,
            self.cover_size,
        ):
            choices.addWidget(part, alignment=Qt.AlignmentFlag.AlignVCenter)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme.SPACE_8)
        self._line.addWidget(self.search, 1)
        self._line.addLayout(choices)
        self._choices = choices


def _toggle(icon: str, name: str) -> QPushButton:
    choice = icon_button(icon, name)
    choice.setCheckable(True)
    icons.put(choice, icon, "text")
    return choice


def _size_slider() -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(SMALLEST // STEP, LARGEST // STEP)
    slider.setPageStep(3)
    slider.setFixedWidth(theme.px(88))
    slider.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    slider.setAccessibleName(tr("Cover size"))
    slider.setToolTip(tr("Cover size (Ctrl and the mouse wheel)"))
    return slider
