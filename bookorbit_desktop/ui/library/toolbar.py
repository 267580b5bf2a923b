"""The toolbar of the library: search, filters, sorting, series, grid or table."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSlider,
    QWidget,
)

from bookorbit_desktop.domain.library.listing import BookSort
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.library.cover_grid import LARGEST, SMALLEST, STEP
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.labels import button, icon_button
from bookorbit_desktop.ui.widgets.search_field import SearchField
from bookorbit_desktop.ui.wording import sort_word

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
