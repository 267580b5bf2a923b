"""Which columns the table of the library has, where they stand, and the heads above them."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QMenu, QStyle, QWidget

from bookorbit_desktop.storage.book_list import BookSort
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.translation import tr

ROW_HEIGHT = 56
COVER = QSize(32, 48)
_SMALLEST_BOOK = 260
_SMALLEST = 56


class Column(StrEnum):
    """The columns in their order. The first one has cover and title, and takes the room that is left."""

    BOOK = "book"
    AUTHOR = "author"
    SERIES = "series"
    STATUS = "status"
    PROGRESS = "progress"
    RATING = "rating"
    LAST_READ = "last_read"
    DEVICE = "device"
    HARDCOVER = "hardcover"
    FORMAT = "format"
    PAGES = "pages"
    ADDED = "added"


ORDER = tuple(Column)
AT_FIRST = (Column.STATUS, Column.PROGRESS, Column.RATING, Column.LAST_READ, Column.HARDCOVER)
_WIDTHS = {
    Column.AUTHOR: 168,
    Column.SERIES: 168,
    Column.STATUS: 136,
    Column.PROGRESS: 112,
    Column.RATING: 104,
    Column.LAST_READ: 112,
    Column.DEVICE: 120,
    Column.HARDCOVER: 186,
    Column.FORMAT: 88,
    Column.PAGES: 72,
    Column.ADDED: 104,
}
_DROPPED_FIRST = (
    Column.ADDED,
    Column.PAGES,
    Column.FORMAT,
    Column.DEVICE,
    Column.SERIES,
    Column.AUTHOR,
    Column.LAST_READ,
    Column.RATING,
    Column.PROGRESS,
    Column.HARDCOVER,
)
"""A narrow window shows fewer columns rather than a cut title."""
SORTS = {
    Column.BOOK: BookSort.TITLE,
    Column.AUTHOR: BookSort.AUTHOR,
    Column.SERIES: BookSort.SERIES,
    Column.STATUS: BookSort.STATUS,
    Column.PROGRESS: BookSort.PROGRESS,
    Column.RATING: BookSort.RATING,
    Column.LAST_READ: BookSort.LAST_READ,
    Column.DEVICE: BookSort.DEVICE,
    Column.HARDCOVER: BookSort.HARDCOVER,
    Column.FORMAT: BookSort.FORMAT,
    Column.PAGES: BookSort.PAGES,
    Column.ADDED: BookSort.ADDED,
}


def column_word(column: Column) -> str:
    """The head of a column."""
    return {
        Column.BOOK: tr("Book"),
        Column.AUTHOR: tr("Author"),
        Column.SERIES: tr("Series"),
        Column.STATUS: tr("Status"),
        Column.PROGRESS: tr("Progress"),
        Column.RATING: tr("Rating"),
        Column.LAST_READ: tr("Last read"),
        Column.DEVICE: tr("Device"),
        Column.HARDCOVER: tr("Hardcover"),
        Column.FORMAT: tr("Format"),
        Column.PAGES: tr("Pages"),
        Column.ADDED: tr("Added"),
    }[column]


class Columns:
    """The chosen columns and their widths, in the pixels of the design."""

    def __init__(self, chosen: Iterable[str] = (), widths: Mapping[str, int] | None = None) -> None:
        """Start from what was remembered; names that are no columns are passed over."""
        known = [Column(name) for name in chosen if name in _WIDTHS]
        self.chosen = frozenset(known) if known else frozenset(AT_FIRST)
        saved = widths or {}
        self.widths = {column: max(_SMALLEST, saved.get(column, width)) for column, width in _WIDTHS.items()}

    def fitting(self, width: int) -> list[Column]:
        """The columns that a table of so many pixels shows, in order."""
        shown = [column for column in ORDER if column in self.chosen]
        for column in _DROPPED_FIRST:
            if width - sum(theme.px(self.widths[one]) for one in shown) >= theme.px(_SMALLEST_BOOK):
                break
            if column in shown:
                shown.remove(column)
        return shown

    def areas(self, row: QRect, direction: Qt.LayoutDirection) -> dict[Column, QRect]:
        """Divide a row among the columns that fit. From right to left everything is mirrored."""
        areas: dict[Column, QRect] = {}
        right = row.right() - theme.SPACE_8
        for column in reversed(self.fitting(row.width() - theme.SPACE_8)):
            width = theme.px(self.widths[column])
            areas[column] = QRect(right - width + 1, row.top(), width, row.height())
            right -= width
        areas[Column.BOOK] = QRect(row.left(), row.top(), right - row.left() + 1, row.height())
        return {column: QStyle.visualRect(direction, row, area) for column, area in areas.items()}


def book_parts(area: QRect, direction: Qt.LayoutDirection) -> tuple[QRect, QRect]:
    """Where cover and words stand in the first column."""
    cover = QRect(area.left() + theme.SPACE_16, 0, theme.px(COVER.width()), theme.px(COVER.height()))
    cover.moveTop(area.top() + (area.height() - cover.height()) // 2)
    left = cover.right() + 1 + theme.SPACE_12
    words = QRect(left, area.top(), area.right() - theme.SPACE_12 - left + 1, area.height())
    return QStyle.visualRect(direction, area, cover), QStyle.visualRect(direction, area, words)


class ColumnHeads(QHeaderView):
    """The line above the table: names its columns, sorts by them, makes them wider, and offers others."""

    sort_wanted = Signal(object)
    """Column."""
    changed = Signal()
    """Columns were chosen or made wider."""

    def __init__(self, columns: Columns, viewport: QWidget) -> None:
        """`viewport` is the viewport of the table, whose width the columns share."""
        super().__init__(Qt.Orientation.Horizontal)
        self._columns = columns
        self._viewport = viewport
        self._arranging = False
        self._heads = QStandardItemModel(0, len(ORDER), self)
        self._heads.setHorizontalHeaderLabels([column_word(column) for column in ORDER])
        self.setModel(self._heads)
        self.setAccessibleName(tr("Columns"))
        self.setFixedHeight(theme.px(32))
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumSectionSize(theme.px(_SMALLEST))
        self.setSectionsClickable(True)
        self.setSortIndicatorShown(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sectionClicked.connect(lambda section: self.sort_wanted.emit(ORDER[section]))
        self.sectionResized.connect(self._on_resized)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda point: self.open_menu(self.mapToGlobal(point)))
        viewport.installEventFilter(self)

    def show_sort(self, sort: BookSort, *, backwards: bool) -> None:
        """Mark the column that the table is sorted by."""
        column = next(column for column, one in SORTS.items() if one is sort)
        natural = Qt.SortOrder.AscendingOrder
        self.setSortIndicator(ORDER.index(column), Qt.SortOrder.DescendingOrder if backwards else natural)

    def open_menu(self, place: QPoint) -> None:
        """Let the person choose which columns there are."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in ORDER[1:]:
            menu.addAction(self._choice(menu, column))
        menu.popup(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the width of the table."""
        if watched is self._viewport and event.type() is QEvent.Type.Resize:
            self.arrange()
        return False

    def arrange(self) -> None:
        """Put the heads over their columns."""
        self._arranging = True
        areas = self._columns.areas(QRect(0, 0, self._viewport.width(), 1), Qt.LayoutDirection.LeftToRight)
        for section, column in enumerate(ORDER):
            self.setSectionHidden(section, column not in areas)
            if column in areas:
                self.resizeSection(section, areas[column].width())
        self._arranging = False

    def toggle(self, column: Column) -> None:
        """Show a column, or hide it; one is always left."""
        chosen = self._columns.chosen ^ {column}
        if chosen:
            self._columns.chosen = chosen
            self.arrange()
            self.changed.emit()

    def _choice(self, menu: QMenu, column: Column) -> QAction:
        action = QAction(column_word(column), menu)
        action.setCheckable(True)
        action.setChecked(column in self._columns.chosen)
        action.triggered.connect(lambda: self.toggle(column))
        return action

    def _on_resized(self, section: int, _before: int, width: int) -> None:
        column = ORDER[section]
        if self._arranging:
            return
        if column in self._columns.widths:
            self._columns.widths[column] = max(_SMALLEST, round(width / max(1.0, theme.px(100) / 100)))
        self.arrange()
        self.changed.emit()
