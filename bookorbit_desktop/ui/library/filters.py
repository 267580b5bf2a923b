"""The filters of the library: a popup with counts, and the chosen ones as removable chips."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from bookorbit_desktop.domain.library.listing import BookQuery, Facet, FacetCount, FileState
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.foreign_text import for_button, one_line
from bookorbit_desktop.ui.language_names import own_language_name
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import FlowLayout, empty
from bookorbit_desktop.ui.widgets.painting import paint_row, paint_text
from bookorbit_desktop.ui.widgets.rows import AnyIndex
from bookorbit_desktop.ui.widgets.tick_box import paint_tick
from bookorbit_desktop.ui.wording import number, state_look


def facet_word(facet: Facet) -> str:
    """The name of a filter."""
    return {
        Facet.AUTHOR: tr("Author"),
        Facet.GENRE: tr("Genre"),
        Facet.LANGUAGE: tr("Language"),
        Facet.SERIES: tr("Series"),
        Facet.SHELF: tr("Shelf"),
        Facet.TAG: tr("Tag"),
        Facet.FORMAT: tr("Format"),
        Facet.RATING: tr("Rating"),
        Facet.DEVICE: tr("Device"),
        Facet.HARDCOVER: tr("Hardcover"),
        Facet.FILES: tr("Files"),
    }[facet]


def value_word(facet: Facet, value: str) -> str:
    """The text of a filter value."""
    if facet is Facet.HARDCOVER:
        return state_look(HardcoverState(value)).word
    if facet is Facet.LANGUAGE:
        return own_language_name(value)
    if facet is Facet.FORMAT:
        return value.upper()
    if facet is Facet.RATING:
        return tr("Not rated") if value == "0" else tr("{0} stars").format(value)
    if facet is Facet.FILES:
        return {
            FileState.MISSING: tr("File missing"),
            FileState.SEVERAL: tr("Several copies"),
            FileState.PROBLEM: tr("Can't be read"),
        }[FileState(value)]
    return value


_VALUE = Qt.ItemDataRole.UserRole
_COUNT = Qt.ItemDataRole(Qt.ItemDataRole.UserRole + 1)
_ROW_HEIGHT = 30
_TICK = 18
_TICKING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CHIP_HEIGHT = 28
_ROUNDING = 2
"""Extra width for a count where text is scaled, as an elided count says nothing."""
_MANY_VALUES = 10
"""From this many values on, there is a search field."""


class ValueDelegate(QStyledItemDelegate):
    """A check box, a value and the number of its books."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All rows have the same height."""
        return QSize(0, theme.px(_ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one value."""
        direction, area = option.direction, option.rect
        painter.save()
        paint_row(painter, option)
        size, inner = theme.px(_TICK), area.adjusted(theme.SPACE_12, 0, -theme.SPACE_12, 0)
        box = QRect(inner.left(), inner.top() + (inner.height() - size) // 2, size, size)
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
        paint_tick(painter, QStyle.visualRect(direction, area, box), ticked=ticked)
        count = str(index.data(_COUNT))
        numbers = theme.font(Type.DETAIL, numbers=True)
        width = QFontMetrics(numbers).horizontalAdvance(count) + theme.px(_ROUNDING)
        end = QRect(inner.right() - width + 1, inner.top(), width, inner.height())
        text_rect = inner.adjusted(size + theme.SPACE_8, 0, -width - theme.SPACE_8, 0)
        said = str(index.data(Qt.ItemDataRole.DisplayRole))
        body = theme.font(Type.BODY)
        paint_text(painter, QStyle.visualRect(direction, area, text_rect), said, body, direction=direction)
        paint_text(
            painter, QStyle.visualRect(direction, area, end), count, numbers, "muted", direction=direction
        )
        painter.restore()


class FilterPopup(QFrame):
    """Facets on the left, the values of one with their counts on the right. Ticks filter at once."""

    changed = Signal(object)
    """The chosen values: a frozenset of (Facet, str)."""

    def __init__(self, context: UiContext, query: BookQuery, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "popup")
        self.setAccessibleName(tr("Filters"))
        self._context = context
        self._query = query
        self.facets = _choices(tr("Filter by"))
        self.values = _choices(tr("Values"))
        self.finder = QLineEdit()
        self._none = label("", "muted", wrap=True)
        self._build()
        self.facets.currentRowChanged.connect(self._show_facet)
        self.values.itemChanged.connect(self._on_ticked)
        self.values.setItemDelegate(ValueDelegate(self.values))
        self.values.setMouseTracking(True)
        self.values.itemClicked.connect(_toggle)
        self.values.installEventFilter(self)
        self.finder.textChanged.connect(self._narrow)
        self.facets.setCurrentRow(0)

    @property
    def facet(self) -> Facet:
        """The facet whose values are listed."""
        return tuple(Facet)[max(0, self.facets.currentRow())]

    def open_below(self, chooser: QWidget) -> None:
        """Open below a button, within the window."""
        window = chooser.window()
        corner = chooser.mapTo(window, QPoint(0, chooser.height() + theme.SPACE_4))
        corner.setX(max(0, min(corner.x(), window.width() - self.width() - theme.SPACE_24)))
        self.move(window.mapToGlobal(corner))
        self.show()
        self.facets.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space and Enter toggle the current value."""
        if watched is self.values and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            item = self.values.currentItem()
            if item is not None and event.key() in _TICKING:
                _toggle(item)
                return True
        return False

    def _show_facet(self, _row: int) -> None:
        self.finder.clear()
        self.values.clear()
        self._none.setText(tr("Counting…"))
        self._none.show()
        self._context.tasks.start(self._load(self.facet))

    async def _load(self, facet: Facet) -> None:
        books = self._context.services.book_list
        counts = await self._context.tasks.blocking(books.facet, self._query, facet)
        if facet is self.facet:
            self._fill(facet, counts)

    def _fill(self, facet: Facet, counts: Sequence[FacetCount]) -> None:
        chosen = {value for known, value in self._query.chosen if known is facet}
        if facet is Facet.HARDCOVER and not self._context.services.hardcover_account.has_token:
            # Nothing waits to be sent: no book says so either (`without_account`).
            counts = [count for count in counts if count.value != HardcoverState.PENDING]
        gone = [FacetCount(value, 0) for value in sorted(chosen - {count.value for count in counts})]
        self.values.blockSignals(True)
        self.values.clear()
        for count in (*gone, *counts):
            self.values.addItem(_item(facet, count, ticked=count.value in chosen))
        self.values.blockSignals(False)
        self.finder.setVisible(len(counts) >= _MANY_VALUES)
        self._none.setText(tr("No values in these books."))
        self._none.setVisible(not self.values.count())

    def _on_ticked(self, item: QListWidgetItem) -> None:
        pair = (self.facet, item.data(_VALUE))
        is_ticked = item.checkState() is Qt.CheckState.Checked
        chosen = self._query.chosen | {pair} if is_ticked else self._query.chosen - {pair}
        self._query = BookQuery(self._query.text, self._query.status, chosen=chosen)
        self._mark_used()
        self.changed.emit(chosen)

    def _mark_used(self) -> None:
        for row, facet in enumerate(Facet):
            used = sum(known is facet for known, _ in self._query.chosen)
            self.facets.item(row).setText(f"{facet_word(facet)}  {used}" if used else facet_word(facet))

    def _narrow(self, text: str) -> None:
        for row in range(self.values.count()):
            item = self.values.item(row)
            item.setHidden(text.casefold() not in item.text().casefold())

    def _build(self) -> None:
        for facet in Facet:
            self.facets.addItem(facet_word(facet))
        self._mark_used()
        self.facets.setFixedWidth(theme.px(136))
        self.values.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.values.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.finder.setPlaceholderText(tr("Find"))
        self.finder.setAccessibleName(tr("Find"))
        self.finder.hide()
        right = QVBoxLayout()
        right.setSpacing(theme.SPACE_8)
        right.addWidget(self.finder)
        right.addWidget(self._none)
        right.addWidget(self.values, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_8, theme.SPACE_8, theme.SPACE_8, theme.SPACE_8)
        layout.setSpacing(theme.SPACE_8)
        layout.addWidget(self.facets)
        layout.addLayout(right, 1)
        self.setFixedSize(theme.px(440), theme.px(336))


class FilterChips(QWidget):
    """The chosen filters. A click removes one; a last button removes all."""

    removed = Signal(object)
    """(Facet, str)."""
    cleared = Signal()
    save_requested = Signal()
    """Save the filter under a name."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Active filters"))
        self.total = label("", "muted")
        self.total.setMinimumHeight(theme.px(_CHIP_HEIGHT))
        self._flow = FlowLayout()
        self.setLayout(self._flow)
        self.hide()

    def show_chosen(self, chosen: Iterable[tuple[Facet, str]], total: str, *, is_narrowed: bool) -> None:
        """Show the filters and the number of books that pass them."""
        self.total.setParent(None)
        empty(self._flow)
        pairs = sorted(chosen)
        for pair in pairs:
            self._flow.addWidget(self._chip(pair))
        self.total.setText(total)
        self._flow.addWidget(self.total)
        clear = button(tr("Clear all"), "chip")
        clear.clicked.connect(self.cleared)
        self._flow.addWidget(clear)
        save = button(tr("Save filter…"), "chip")
        save.clicked.connect(self.save_requested)
        self._flow.addWidget(save)
        self.setVisible(is_narrowed)

    def _chip(self, pair: tuple[Facet, str]) -> QWidget:
        facet, value = pair
        text = f"{facet_word(facet)}: {value_word(facet, value)}"
        chip = button(for_button(one_line(text, 47)), "chip")
        icons.put(chip, "close", "muted")
        chip.setLayoutDirection(_other_direction(self.layoutDirection()))
        chip.setAccessibleName(tr("Remove the filter {0}").format(text))
        chip.setToolTip(tr("Remove the filter {0}").format(text))
        chip.clicked.connect(lambda: self.removed.emit(pair))
        return chip


def _choices(accessible_name: str) -> QListWidget:
    choices = QListWidget()
    choices.setProperty("kind", "choices")
    choices.setAccessibleName(accessible_name)
    choices.ensurePolished()  # rows are measured before the popup is shown
    return choices


def _other_direction(direction: Qt.LayoutDirection) -> Qt.LayoutDirection:
    """Put the chip's cross after its text."""
    left_to_right = direction is Qt.LayoutDirection.LeftToRight
    return Qt.LayoutDirection.RightToLeft if left_to_right else Qt.LayoutDirection.LeftToRight


def _item(facet: Facet, count: FacetCount, *, ticked: bool) -> QListWidgetItem:
    text = value_word(facet, count.value)
    item = QListWidgetItem(text)
    item.setData(_VALUE, count.value)
    item.setData(_COUNT, number(count.count))
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text}, {number(count.count)}")
    item.setToolTip(text)
    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
    return item


def _toggle(item: QListWidgetItem) -> None:
    is_ticked = item.checkState() is Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked)
