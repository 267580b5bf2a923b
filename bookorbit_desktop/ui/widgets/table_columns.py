"""Chosen columns of a table: their positions in a painted row, and the header."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QMenu, QStyle, QWidget

from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.translation import tr

ROW_HEIGHT = 56
COVER = QSize(32, 48)
_SMALLEST_MAIN = 260
_SMALLEST = 56
_CARET = 14
Name = TypeVar("Name", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class ColumnPlan(Generic[Name]):
    """The columns that a table can have."""

    order: tuple[Name, ...]
    """The first one has cover and title, and takes the remaining width."""
    widths: Mapping[Name, int]
    """Of all but the first, in design pixels."""
    at_first: tuple[Name, ...]
    """The columns shown by default."""
    dropped_first: tuple[Name, ...]
    """A narrow window hides these columns first instead of cutting titles."""
    word: Callable[[Name], str]
    """The heading of a column."""


class TableColumns(Generic[Name]):
    """The visible columns and their widths, in design pixels."""

    def __init__(
        self, plan: ColumnPlan[Name], chosen: Iterable[str] = (), widths: Mapping[str, int] | None = None
    ) -> None:
        """Start with remembered columns; unknown names are ignored."""
        self.plan = plan
        wanted = set(chosen)
        known = [column for column in plan.order[1:] if column in wanted]
        self.chosen = frozenset(known) if known else frozenset(plan.at_first)
        saved = widths or {}
        self.widths = {
            column: max(_SMALLEST, saved.get(column, width)) for column, width in plan.widths.items()
        }

    def fitting(self, width: int) -> list[Name]:
        """The columns shown at a table width in pixels, in order."""
        shown = [column for column in self.plan.order if column in self.chosen]
        for column in self.plan.dropped_first:
            if width - sum(theme.px(self.widths[name]) for name in shown) >= theme.px(_SMALLEST_MAIN):
                break
            if column in shown:
                shown.remove(column)
        return shown

    def areas(self, row: QRect, direction: Qt.LayoutDirection) -> dict[Name, QRect]:
        """The areas of the columns that fit in a row. Mirrored in right-to-left layouts."""
        areas: dict[Name, QRect] = {}
        right = row.right() - theme.SPACE_8
        for column in reversed(self.fitting(row.width() - theme.SPACE_8)):
            width = theme.px(self.widths[column])
            areas[column] = QRect(right - width + 1, row.top(), width, row.height())
            right -= width
        areas[self.plan.order[0]] = QRect(row.left(), row.top(), right - row.left() + 1, row.height())
        return {column: QStyle.visualRect(direction, row, area) for column, area in areas.items()}


def book_parts(area: QRect, direction: Qt.LayoutDirection) -> tuple[QRect, QRect]:
    """The areas of cover and text in the first column."""
    cover = QRect(area.left() + theme.SPACE_16, 0, theme.px(COVER.width()), theme.px(COVER.height()))
    cover.moveTop(area.top() + (area.height() - cover.height()) // 2)
    left = cover.right() + 1 + theme.SPACE_12
    text_rect = QRect(left, area.top(), area.right() - theme.SPACE_12 - left + 1, area.height())
    return QStyle.visualRect(direction, area, cover), QStyle.visualRect(direction, area, text_rect)


class TableHeads(QHeaderView, Generic[Name]):
    """The header of a table: names its columns, sorts by them, resizes them, and offers others."""

    sort_requested = Signal(object)
    """The name of a column."""
    changed = Signal()
    """Columns were chosen or resized."""

    def __init__(self, columns: TableColumns[Name], viewport: QWidget) -> None:
        """`viewport` is the viewport of the table, whose width the columns share."""
        super().__init__(Qt.Orientation.Horizontal)
        self._columns = columns
        self._viewport = viewport
        self._arranging = False
        self._heads = QStandardItemModel(0, len(columns.plan.order), self)
        self._heads.setHorizontalHeaderLabels([columns.plan.word(column) for column in columns.plan.order])
        self.setModel(self._heads)
        self.setAccessibleName(tr("Columns"))
        self.setFixedHeight(theme.px(32))
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumSectionSize(theme.px(_SMALLEST))
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sectionClicked.connect(lambda section: self.sort_requested.emit(columns.plan.order[section]))
        self.sectionResized.connect(self._on_resized)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda point: self.open_menu(self.mapToGlobal(point)))
        viewport.installEventFilter(self)

    def mark_sorted(self, column: Name | None, *, backwards: bool) -> None:
        """Mark the sorted column; None for no mark."""
        order = Qt.SortOrder.DescendingOrder if backwards else Qt.SortOrder.AscendingOrder
        self.setSortIndicator(-1 if column is None else self._columns.plan.order.index(column), order)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw the heading with the sort mark right behind it, as the far end is next to another heading."""
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        if section != self.sortIndicatorSection():
            return
        word = str(self._heads.headerData(section, Qt.Orientation.Horizontal))
        size, start = theme.px(_CARET), theme.SPACE_12 if self.visualIndex(section) == 0 else 0
        end = start + QFontMetrics(theme.font(Type.DETAIL)).horizontalAdvance(word) + theme.SPACE_4
        box = QRect(rect.left() + min(end, rect.width() - size), rect.center().y() - size // 2, size, size)
        is_up = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        icons.paint(
            painter,
            QStyle.visualRect(self.layoutDirection(), rect, box),
            "chevron-up" if is_up else "chevron-down",
            "text",
        )

    def open_menu(self, point: QPoint) -> None:
        """Open the menu of columns to show."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in self._columns.plan.order[1:]:
            menu.addAction(self._choice(menu, column))
        menu.popup(point)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the width of the table."""
        if watched is self._viewport and event.type() is QEvent.Type.Resize:
            self.arrange()
        return False

    def arrange(self) -> None:
        """Align the headings with their columns."""
        self._arranging = True
        areas = self._columns.areas(QRect(0, 0, self._viewport.width(), 1), Qt.LayoutDirection.LeftToRight)
        for section, column in enumerate(self._columns.plan.order):
            self.setSectionHidden(section, column not in areas)
            if column in areas:
                self.resizeSection(section, areas[column].width())
        self._arranging = False

    def toggle(self, column: Name) -> None:
        """Show or hide a column; at least one stays."""
        chosen = self._columns.chosen ^ {column}
        if chosen:
            self._columns.chosen = chosen
            self.arrange()
            self.changed.emit()

    def _choice(self, menu: QMenu, column: Name) -> QAction:
        action = QAction(self._columns.plan.word(column), menu)
        action.setCheckable(True)
        action.setChecked(column in self._columns.chosen)
        action.triggered.connect(lambda: self.toggle(column))
        return action

    def _on_resized(self, section: int, _before: int, width: int) -> None:
        column = self._columns.plan.order[section]
        if self._arranging:
            return
        if column in self._columns.widths:
            self._columns.widths[column] = max(_SMALLEST, round(width / max(1.0, theme.px(100) / 100)))
        self.arrange()
        self.changed.emit()
