"""Cards and table sharing one model and one selection, and their mouse and keyboard actions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenu,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.hardcover_row import HardcoverRow, SeriesStack, remedy_of
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.hardcover.card_delegate import CARD, CandidateCard
from bookorbit_desktop.ui.hardcover.model import (
    STACK,
    CandidateColumn,
    CandidateColumns,
    CandidateModel,
    QuickAction,
    books_of,
    edition_text,
    full_title,
    problem_text,
    progress_text,
    quick_word,
    record_text,
    remedy_word,
    stack_look,
)
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card_grid import CardGrid
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.layouts import in_column
from bookorbit_desktop.ui.widgets.painting import (
    halves,
    paint_badge,
    paint_cover,
    paint_link_button,
    paint_row,
    paint_stars,
    paint_text,
    paint_two_lines,
)
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex, RowView
from bookorbit_desktop.ui.widgets.table_columns import ROW_HEIGHT, TableHeads, book_parts
from bookorbit_desktop.ui.wording import ago, joined, method_word, names, state_look, status_icon, status_word

_COVER_RADIUS = 3
_STAR = 13


class CandidateDelegate(QStyledItemDelegate):
    """Cover and title, then columns for state, record, what was sent, and problems."""

    def __init__(
        self, covers: CoverCache, columns: CandidateColumns, now: Callable[[], datetime], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._covers = covers
        self._columns = columns
        self._now = now

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All rows have the same height."""
        return QSize(0, theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one book or one stack."""
        candidate: HardcoverRow = index.data(ROW)
        stack: SeriesStack | None = index.data(STACK)
        direction = option.direction
        areas = self._columns.areas(option.rect, direction)
        cover, text_rect = book_parts(areas[CandidateColumn.BOOK], direction)
        painter.save()
        paint_row(painter, option)
        self._paint_cover(painter, cover, candidate)
        if stack is not None:
            _paint_stack(painter, text_rect, areas[CandidateColumn.STATE], stack, direction)
        else:
            _paint_title(painter, text_rect, candidate, set(areas), direction)
            for column, area in areas.items():
                self._paint_column(painter, column, area, candidate, direction)
        painter.restore()

    def remedy_area(self, row: QRect, index: AnyIndex, direction: Qt.LayoutDirection) -> QRect:
        """The area of the next step's button; empty for a stack or a state without one."""
        if index.data(STACK) is not None or remedy_of(index.data(ROW)) is None:
            return QRect()
        return self._columns.areas(row, direction).get(CandidateColumn.ACTION, QRect())

    def menu_area(self, row: QRect, index: AnyIndex, direction: Qt.LayoutDirection) -> QRect:
        """Empty: rows have no menu button; right click and the menu key open the menu."""
        return QRect()

    def quick_areas(
        self, row: QRect, index: AnyIndex, direction: Qt.LayoutDirection
    ) -> Mapping[QuickAction, QRect]:
        """Empty: the bar below the table has these buttons."""
        return {}

    def _paint_cover(self, painter: QPainter, area: QRect, candidate: HardcoverRow) -> None:
        device, row = painter.device(), candidate.book
        ratio = device.devicePixelRatioF() if device else 1.0
        request = CoverRequest(
            row.id, row.title, names(row.authors), area.width(), area.height(), ratio, theme.px(_COVER_RADIUS)
        )
        paint_cover(painter, area, self._covers.pixmap(request))

    def _paint_column(
        self,
        painter: QPainter,
        column: CandidateColumn,
        area: QRect,
        candidate: HardcoverRow,
        direction: Qt.LayoutDirection,
    ) -> None:
        if column is CandidateColumn.BOOK:
            return
        if column is CandidateColumn.STATE:
            paint_badge(painter, area, state_look(candidate.shown_state), direction)
        elif column is CandidateColumn.ACTION:
            remedy = remedy_of(candidate)
            if remedy is not None:
                paint_link_button(painter, area, remedy_word(remedy), direction)
        elif column is CandidateColumn.RATING:
            if candidate.book.rating:
                paint_stars(painter, area, candidate.book.rating, theme.px(_STAR), direction)
        elif column is CandidateColumn.STATUS:
            _paint_status(painter, area, candidate, direction)
        else:
            text_rect = QStyle.visualRect(direction, area, area.adjusted(0, 0, -theme.SPACE_8, 0))
            text = self._text(column, candidate)
            font = theme.font(Type.DETAIL, numbers=column is CandidateColumn.PROGRESS)
            colour = "text" if column is CandidateColumn.RECORD else "muted"
            paint_two_lines(painter, text_rect, text, font, colour, direction)

    def _text(self, column: CandidateColumn, candidate: HardcoverRow) -> str:
        if column is CandidateColumn.SENT:
            return ago(candidate.synced_at, self._now()) if candidate.synced_at else tr("never")
        words: dict[CandidateColumn, Callable[[HardcoverRow], str]] = {
            CandidateColumn.RECORD: record_text,
            CandidateColumn.EDITION: edition_text,
            CandidateColumn.METHOD: lambda row: method_word(row.method),
            CandidateColumn.PROGRESS: progress_text,
            CandidateColumn.PROBLEM: problem_text,
        }
        return words[column](candidate)


def _paint_status(
    painter: QPainter, area: QRect, candidate: HardcoverRow, direction: Qt.LayoutDirection
) -> None:
    size = theme.px(16)
    mark = QRect(area.left(), area.top() + (area.height() - size) // 2, size, size)
    icons.paint(
        painter, QStyle.visualRect(direction, area, mark), status_icon(candidate.book.status), "muted"
    )
    text_rect = QStyle.visualRect(direction, area, area.adjusted(size + theme.SPACE_4, 0, -theme.SPACE_8, 0))
    paint_text(
        painter, text_rect, status_word(candidate.book.status), theme.font(Type.DETAIL), direction=direction
    )


def _paint_stack(
    painter: QPainter, text_rect: QRect, state: QRect, stack: SeriesStack, direction: Qt.LayoutDirection
) -> None:
    first, second = halves(text_rect)
    paint_text(painter, first, stack.series, theme.font(Type.CARD), direction=direction)
    paint_text(painter, second, books_of(stack), theme.font(Type.DETAIL), "muted", direction=direction)
    paint_badge(painter, state, stack_look(stack), direction)


def _paint_title(
    painter: QPainter,
    area: QRect,
    candidate: HardcoverRow,
    columns: set[CandidateColumn],
    direction: Qt.LayoutDirection,
) -> None:
    """Draw the title, and below it problems that have no column of their own."""
    row = candidate.book
    first, second = halves(area)
    font, title = theme.font(Type.CARD), full_title(row)
    if title != row.title:
        # The volume at its end is what tells the books of a series apart.
        title = QFontMetrics(font).elidedText(title, Qt.TextElideMode.ElideMiddle, first.width())
    paint_text(painter, first, title, font, direction=direction)
    problem = "" if CandidateColumn.PROBLEM in columns else problem_text(candidate)
    below = problem or joined(names(row.authors), row.series)
    paint_text(painter, second, below, theme.font(Type.DETAIL), "muted", direction=direction)


_TYPED = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class _Control(Enum):
    REMEDY = auto()
    MENU = auto()
    STACK = auto()
    """Anywhere on it."""


class PaintsControls(Protocol):
    """A delegate that paints buttons."""

    def remedy_area(self, row: QRect, index: AnyIndex, direction: Qt.LayoutDirection) -> QRect:
        """The area of the next step's button."""

    def menu_area(self, row: QRect, index: AnyIndex, direction: Qt.LayoutDirection) -> QRect:
        """The area of the menu button."""

    def quick_areas(
        self, row: QRect, index: AnyIndex, direction: Qt.LayoutDirection
    ) -> Mapping[QuickAction, QRect]:
        """The areas of the buttons on the cover."""


@dataclass(frozen=True, slots=True)
class _Target:
    """A control under the pointer."""

    index: QModelIndex
    candidate: HardcoverRow
    """As shown. While the button is held down, the list may get other rows at the same place."""
    control: _Control | QuickAction

    def is_same(self, other: "_Target") -> bool:
        """Whether both are the same control of the same book."""
        return (self.candidate.id, self.control) == (other.candidate.id, other.control)


class CandidateControls(QObject):
    """Handles a view's painted buttons and stacks, Ctrl+Enter for the next step, letters for the filter."""

    remedy_requested = Signal(object)
    """The HardcoverRow as the person saw it."""
    menu_requested = Signal(QPoint)
    """The screen position."""
    stack_requested = Signal(object)
    """The HardcoverRow that represents the stack."""
    quick_requested = Signal(object, object)
    """A HardcoverRow, and the QuickAction for it."""
    freed = Signal()
    """The pointer has left what it might have clicked."""
    escaped = Signal()
    typed = Signal(str)

    def __init__(self, view: QAbstractItemView, delegate: PaintsControls) -> None:
        super().__init__(view)
        self._view = view
        self._delegate = delegate
        self._pressed: _Target | None = None
        self._is_aiming = False
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    @property
    def is_aiming(self) -> bool:
        """Whether a click may be coming: the pointer is on a button, or a mouse button is pressed."""
        return self._is_aiming or self._pressed is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle the events for the books."""
        if isinstance(event, QContextMenuEvent):
            self.menu_requested.emit(self._menu_point(event))
            return True
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return watched is self._view and self._take_key(event)
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            return self._explain_button(event)
        if event.type() is QEvent.Type.Leave:
            self._pressed = None
            self._aim(False)
        if isinstance(event, QMouseEvent) and watched is self._view.viewport():
            return self._take_mouse(event)
        return False

    def _take_mouse(self, event: QMouseEvent) -> bool:
        target = self._target_at(event.position().toPoint())
        is_button = target is not None and target.control is not _Control.STACK
        if event.type() is QEvent.Type.MouseMove:
            hand = Qt.CursorShape.PointingHandCursor if target is not None else Qt.CursorShape.ArrowCursor
            self._view.viewport().setCursor(hand)
            self._aim(is_button)
            return False
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        if event.type() in _PRESSES:
            self._pressed = target
            return is_button
        if event.type() is QEvent.Type.MouseButtonRelease:
            return self._release(event, target)
        return False

    def _release(self, event: QMouseEvent, target: _Target | None) -> bool:
        """Complete a click that ended on the control where it began, with the row of that moment."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return False
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if (
            target is not None
            and target.is_same(pressed)
            and (is_plain or target.control is not _Control.STACK)
        ):
            self._click(replace(target, candidate=pressed.candidate))
        if not self._is_aiming:
            self.freed.emit()
        return pressed.control is not _Control.STACK

    def _click(self, target: _Target) -> None:
        if isinstance(target.control, QuickAction):
            self.quick_requested.emit(target.candidate, target.control)
        elif target.control is _Control.REMEDY:
            self.remedy_requested.emit(target.candidate)
        elif target.control is _Control.STACK:
            self.stack_requested.emit(target.candidate)
        else:
            self._select(target.index)
            corner = self._delegate.menu_area(*self._painted(target.index)).bottomLeft()
            self.menu_requested.emit(self._view.viewport().mapToGlobal(corner))

    def _target_at(self, point: QPoint) -> _Target | None:
        """Return the control at a point. Controls on a cover are visible, as the pointer is on the card."""
        index = self._view.indexAt(point)
        if not index.isValid():
            return None
        candidate, painted = index.data(ROW), self._painted(index)
        for action, area in self._delegate.quick_areas(*painted).items():
            if area.contains(point):
                return _Target(index, candidate, action)
        if self._delegate.remedy_area(*painted).contains(point):
            return _Target(index, candidate, _Control.REMEDY)
        if self._delegate.menu_area(*painted).contains(point):
            return _Target(index, candidate, _Control.MENU)
        return _Target(index, candidate, _Control.STACK) if index.data(STACK) is not None else None

    def _aim(self, is_aiming: bool) -> None:
        was_aiming, self._is_aiming = self._is_aiming, is_aiming
        if was_aiming and not self.is_aiming:
            self.freed.emit()

    def _explain_button(self, event: QHelpEvent) -> bool:
        """Show the tooltip of a button on a cover; elsewhere the book's own is shown."""
        target = self._target_at(event.pos())
        if target is None or not isinstance(target.control, QuickAction):
            return False
        text = quick_word(target.control, target.candidate)
        QToolTip.showText(event.globalPos(), text, self._view.viewport())
        return True

    def _take_key(self, event: QKeyEvent) -> bool:
        key, current = event.key(), self._view.currentIndex()
        if key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if current.isValid():
                self.remedy_requested.emit(current.data(ROW))
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.text().isalnum() and event.modifiers() in _TYPED:
            self.typed.emit(event.text())
        else:
            return False
        return True

    def _painted(self, index: QModelIndex) -> tuple[QRect, QModelIndex, Qt.LayoutDirection]:
        """The area where the delegate painted a row."""
        return self._view.visualRect(index), index, self._view.layoutDirection()

    def _select(self, index: QModelIndex) -> None:
        choice = self._view.selectionModel()
        if not choice.isSelected(index):
            choice.setCurrentIndex(index, choice.SelectionFlag.ClearAndSelect)

    def _menu_point(self, event: QContextMenuEvent) -> QPoint:
        if event.reason() is not QContextMenuEvent.Reason.Keyboard:
            index = self._view.indexAt(self._view.viewport().mapFromGlobal(event.globalPos()))
            if index.isValid():
                self._select(index)
            return event.globalPos()
        area = self._view.visualRect(self._view.currentIndex())
        return self._view.viewport().mapToGlobal(QPoint(area.left(), area.bottom() - 8))


class CandidateLists(QStackedWidget):
    """Shows the same books as cards or a table."""

    opened = Signal(int)
    """The id of a book."""
    stack_opened = Signal(str)
    """A series."""
    remedy_requested = Signal(object)
    """The HardcoverRow whose next step to take."""
    quick_requested = Signal(object)
    """The QuickAction for the selected book."""
    menu_requested = Signal(QPoint)
    selection_changed = Signal()
    escaped = Signal()
    typed = Signal(str)

    def __init__(self, covers: CoverCache, columns: CandidateColumns, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._controls: list[CandidateControls] = []
        self._waiting: tuple[Sequence[HardcoverRow], Mapping[BookId, SeriesStack]] | None = None
        """The rows to show once nothing is about to be clicked."""
        self._menus = 0
        """The number of open menus."""
        name = tr("Books and their Hardcover status")
        self.model = CandidateModel()
        self.table = RowView(name)
        self.cards = CardGrid(name, CARD)
        self.table.setModel(self.model)
        self.cards.setModel(self.model)
        self.cards.setSelectionModel(self.table.selectionModel())
        self.heads: TableHeads[CandidateColumn] = TableHeads(columns, self.table.viewport())
        row, card = (
            CandidateDelegate(covers, columns, now, self.table),
            CandidateCard(covers, now, self.cards),
        )
        self.table.setItemDelegate(row)
        self.cards.setItemDelegate(card)
        whole = QWidget()
        in_column(self.heads, self.table, inside=whole, spacing=0)
        self._with_heads = whole
        self.addWidget(self.cards)
        self.addWidget(whole)
        self.heads.changed.connect(self.table.viewport().update)
        for view, controls in (
            (self.table, CandidateControls(self.table, row)),
            (self.cards, CandidateControls(self.cards, card)),
        ):
            view.activated.connect(self._open)
            self._connect(controls)
        self.table.selectionModel().selectionChanged.connect(self.selection_changed)
        covers.loaded.connect(self.model.touch)

    @property
    def view(self) -> QAbstractItemView:
        """The visible list."""
        return self.cards if self.currentWidget() is self.cards else self.table

    def show_mode(self, *, is_cards: bool) -> None:
        """Show cards or the table; the current book stays visible."""
        self.setCurrentWidget(self.cards if is_cards else self._with_heads)
        if self.view.currentIndex().isValid():
            self.view.scrollTo(self.view.currentIndex())

    def show_rows(self, rows: Sequence[HardcoverRow], stacks: Mapping[BookId, SeriesStack]) -> None:
        """Show other books, or new values of the same; keeps selection and scroll position."""
        self._waiting = None
        offset = self.cards.verticalScrollBar().value()
        self.model.stacks = stacks
        self.table.reload(self.model, rows, lambda candidate: candidate.id)
        self.cards.verticalScrollBar().setValue(offset)

    def refresh_rows(self, rows: Sequence[HardcoverRow], stacks: Mapping[BookId, SeriesStack]) -> None:
        """Like show_rows, but keep the order while the pointer is about to click something."""
        if not (rows and self._is_held):
            self.show_rows(rows, stacks)
            return
        self._waiting = rows, stacks
        self.model.update_rows([row for row in rows if row != self.model.row_of(row.id)])

    def hold_during(self, menu: QMenu) -> None:
        """Freeze the list while a menu is open, so that a choice applies to the selected books."""
        self._menus += 1
        # Qt hides a menu before it does what was chosen.
        menu.aboutToHide.connect(lambda: QTimer.singleShot(0, self, self._end_menu))

    def _end_menu(self) -> None:
        self._menus -= 1
        self._catch_up()

    @property
    def _is_held(self) -> bool:
        return self._menus > 0 or any(controls.is_aiming for controls in self._controls)

    def _catch_up(self) -> None:
        if self._waiting is not None and not self._is_held:
            self.show_rows(*self._waiting)
            self.selection_changed.emit()

    def selected(self) -> list[HardcoverRow]:
        """The selected books in order; a stack gives all of its books."""
        return self.model.books(self.table.selected_rows())

    def _open(self, index: QModelIndex) -> None:
        stack: SeriesStack | None = index.data(STACK)
        if stack is not None:
            self.stack_opened.emit(stack.series)
        elif index.isValid():
            self.opened.emit(index.data(ROW).id)

    def _want_remedy(self, candidate: HardcoverRow) -> None:
        if candidate.id in self.model.stacks:
            self._open_stack(candidate)
        else:
            self.remedy_requested.emit(candidate)

    def _open_stack(self, candidate: HardcoverRow) -> None:
        self._open(self.model.index_of(candidate.id))

    def _want_quick(self, candidate: HardcoverRow, action: QuickAction) -> None:
        index = self.model.index_of(candidate.id)
        if index.isValid():
            choice = self.table.selectionModel()
            choice.setCurrentIndex(index, choice.SelectionFlag.ClearAndSelect)
            self.quick_requested.emit(action)

    def _connect(self, controls: CandidateControls) -> None:
        self._controls.append(controls)
        controls.remedy_requested.connect(self._want_remedy)
        controls.quick_requested.connect(self._want_quick)
        controls.stack_requested.connect(self._open_stack)
        controls.freed.connect(self._catch_up)
        controls.menu_requested.connect(self.menu_requested)
        controls.escaped.connect(self.escaped)
        controls.typed.connect(self.typed)
