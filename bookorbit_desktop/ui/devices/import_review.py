"""The review of an import: notes about the device, groups, books, and the details of the selected book."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from bookorbit_desktop.domain.usb.device_import import DeviceImportPlan, FieldName, ImportTicks, PlannedBook
from bookorbit_desktop.domain.usb.files import DeviceScan
from bookorbit_desktop.domain.usb.plan import UNREAD_HINT
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.devices.device_text import folder_text
from bookorbit_desktop.ui.devices.import_details import BookDetails, cover_request
from bookorbit_desktop.ui.devices.import_model import (
    BookGroup,
    PlanModel,
    can_tick,
    fitting,
    group_chips,
    groups_in_order,
)
from bookorbit_desktop.ui.devices.import_text import change_text, clock_reason, clock_text
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.sync.model import ItemDelegate
from bookorbit_desktop.ui.theme import Tone, Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.chips import FilterChips
from bookorbit_desktop.ui.widgets.covers import CoverCache
from bookorbit_desktop.ui.widgets.disclosure import DisclosureButton
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import FlowLayout, framed, in_row, new_column, new_row
from bookorbit_desktop.ui.widgets.list_states import EmptyState
from bookorbit_desktop.ui.widgets.painting import halves, paint_cover, paint_row, paint_text
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex, RowView
from bookorbit_desktop.ui.widgets.search_field import SearchField
from bookorbit_desktop.ui.widgets.tick_box import TickBox, paint_tick, under_text
from bookorbit_desktop.ui.wording import names

_LIST_WIDTH, _DETAILS_WIDTH = 560, 400
_LIST_HEIGHT = 96
ROW_HEIGHT = 56
_COVER = QSize(32, 48)
_MARK = 18
_TITLE_SHARE = 0.55
"""The share of the width beside the check box."""


class DeviceReview(QWidget):
    """Additions are ticked; questions wait for the person."""

    changed = Signal()
    """The ticked books or lines have changed."""

    def __init__(self, covers: CoverCache) -> None:
        super().__init__()
        self._books: list[PlannedBook] = []
        self._group: BookGroup | None = None
        self._sentence = label("", wrap=True, name="sentence")
        self.changes = label("", "detail", wrap=True)
        """What importing the ticked lines would change."""
        self.notes = Notes()
        self.chips: FilterChips[BookGroup | None] = FilterChips(tr("Groups"))
        self.filter = SearchField(tr("Filter…"))
        self.model = PlanModel()
        self.list = RowView(tr("Books on the device"))
        self.list.setSelectionMode(RowView.SelectionMode.SingleSelection)
        self.list.setModel(self.model)
        self.list.setItemDelegate(PlanDelegate(self.model, covers, self.list))
        covers.loaded.connect(self._on_cover)
        self.details = BookDetails(covers)
        self.all = button(tr("Select all"), "lead")
        self.none = button(tr("Deselect all"), "quiet")
        self.alike = button("", "quiet")
        self.alike.setToolTip(
            tr("Match each one to the book in your library with the same title and author.")
        )
        self._nothing = EmptyState("search", tr("No books in this view."))
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._build()
        self._connect()

    @property
    def ticks(self) -> ImportTicks:
        """The ticked lines of each book."""
        return ImportTicks(self.model.ticks, clock=self.notes.clock.isChecked())

    @property
    def chosen(self) -> int:
        """The number of books to import."""
        return sum(self.model.takes(book) for book in self._books)

    @property
    def open_questions(self) -> int:
        """The number of open questions."""
        return sum(self.model.is_open(book) for book in self._books)

    @property
    def can_import(self) -> bool:
        """Whether there is anything to import or decide."""
        return not self.notes.clock.isHidden() or any(can_tick(book) for book in self._books)

    def show_plan(self, scan: DeviceScan, plan: DeviceImportPlan, *, has_card: bool = False) -> None:
        """Show a whole plan, starting with what needs the person. `has_card` is for the notes."""
        self._books = groups_in_order(plan.books)
        self.model.begin(plan)
        self.notes.show_plan(scan, plan, has_card=has_card)
        found = tr("%n book(s) on this device.", len(plan.books))
        self._sentence.setText(f"{found} {self._rest_text(plan)}")
        self.show_group(None)

    def replace_book(self, book: PlannedBook) -> None:
        """Replace a book after the person said which one it is."""
        self._books = [book if known.key == book.key else known for known in self._books]
        self.chips.set_chips(group_chips(self._books), self._group)
        self.model.replace_book(book)

    def show_group(self, group: BookGroup | None) -> None:
        """Show one group; None shows all."""
        self._group = group
        self._show_rows()

    def _rest_text(self, plan: DeviceImportPlan) -> str:
        if not self.can_import:
            return tr("Nothing new on this device.")
        if not (plan.has_news or plan.questions or plan.clock):
            return tr("Nothing new on this device. Books that need your decision aren't selected.")
        return tr("Fills in what's missing and keeps what you set here. Nothing changes until you import.")

    def _show_rows(self) -> None:
        self.chips.set_chips(group_chips(self._books), self._group)
        shown = fitting(self._books, self._group, self.filter.text().strip())
        self.list.reload(self.model, shown, self.model.plan_index)
        self._split.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        for control in (self.all, self.none):
            control.setVisible(any(can_tick(book) for book in shown))
        if shown and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))
        self._show_current()
        self._show_changes()
        self._show_alike()
        self.changed.emit()

    def _show_alike(self) -> None:
        """Offer one answer for many questions of the same kind."""
        alike = len(self.model.alike)
        self.alike.setText(tr("Same book for all %n", alike))
        self.alike.setVisible(alike > 1)

    def _show_current(self) -> None:
        index = self.list.currentIndex()
        if not index.isValid():
            self.details.show_nothing(tr("Select a book to see its data on the device."))
            return
        book: PlannedBook = self.list.row_at(index)
        self.details.show_book(book, self.model.tick_of(book), is_open=self.model.is_open(book))

    def _on_cover(self, _book_id: int) -> None:
        self.list.viewport().update()

    def _show_changes(self) -> None:
        ticks = self.model.ticks
        ticked = ((book, ticks[book.key]) for book in self._books if self.model.takes(book))
        self.changes.setText(change_text(ticked))
        self.changes.setVisible(bool(self.changes.text()))

    def _on_data_changed(self) -> None:
        self._show_current()
        self._show_changes()
        self._show_alike()
        self.changed.emit()

    def _tick_line(self, book: PlannedBook, name: FieldName, ticked: bool) -> None:
        self.model.tick_line(book, name, ticked=ticked)

    def _connect(self) -> None:
        self.chips.chosen.connect(self.show_group)
        self.filter.searched.connect(lambda _text: self._show_rows())
        self.model.dataChanged.connect(self._on_data_changed)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self.list.activated.connect(lambda _index: self.details.take_focus())
        self.details.answered.connect(self.model.answer)
        self.details.line_ticked.connect(self._tick_line)
        self.notes.changed.connect(self.changed)
        self.alike.clicked.connect(self.model.answer_alike)
        self.all.clicked.connect(lambda: self.model.tick_shown(ticked=True))
        self.none.clicked.connect(lambda: self.model.tick_shown(ticked=False))

    def _build(self) -> None:
        tools = new_row(spacing=theme.SPACE_8)
        tools.addWidget(self.chips, 1)
        self.filter.setMaximumWidth(theme.px(220))
        tools.addWidget(self.filter)
        under = FlowLayout()
        for act in (self.all, self.none, self.alike):
            under.addWidget(act)
        for part in (framed(self.list), self.details):
            self._split.addWidget(part)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(theme.SPACE_16)
        self._split.setSizes([theme.px(_LIST_WIDTH), theme.px(_DETAILS_WIDTH)])
        layout = new_column(self, theme.SPACE_12)
        layout.addWidget(self._sentence)
        layout.addWidget(self.notes)
        layout.addLayout(tools)
        layout.addWidget(self._split, 1)
        layout.addWidget(self._nothing, 1)
        layout.addLayout(under)
        layout.addWidget(self.changes)


class Notes(QFrame):
    """Hidden if there is nothing to report. Long notes stay collapsed until opened."""

    changed = Signal()
    """Whether to correct the clock has changed."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        self.clock = TickBox("")
        self.clock_reason = label("", "detail", wrap=True)
        self.clock_reason.setContentsMargins(under_text(), 0, 0, 0)
        self.hints = label("", wrap=True)
        self.trust = button(tr("Trust device clock again"), "quiet")
        self.trust.setToolTip(tr("Times from this device are no longer corrected."))
        self.away_label = label("", wrap=True)
        self.card = button(tr("Add memory card…"), "quiet")
        self._away = _beside(self.away_label, self.card)
        self.unread = DisclosureButton("")
        self.files = QPlainTextEdit()
        self.files.setReadOnly(True)
        self.files.setTabChangesFocus(True)
        self.files.setFixedHeight(theme.px(_LIST_HEIGHT))
        self.files.setAccessibleName(tr("Unreadable files"))
        self.unread.toggled.connect(self.files.setVisible)
        self.unread_hint = label(
            tr("Open the book once more in KOReader, then import again."), "detail", wrap=True
        )
        self._unread = QWidget()
        in_row(self.unread, self.unread_hint, inside=self._unread, grows=self.unread_hint)
        self.clock.clicked.connect(self.changed)
        layout = new_column(self, theme.SPACE_4, (theme.SPACE_12, theme.SPACE_8))
        for part in (
            self.clock,
            self.clock_reason,
            _beside(self.hints, self.trust),
            self._away,
            self._unread,
            self.files,
        ):
            layout.addWidget(part)

    def show_plan(self, scan: DeviceScan, plan: DeviceImportPlan, *, has_card: bool) -> None:
        """Show the notes about a device. `has_card`: its memory card was read with it."""
        away = 0 if has_card else scan.out_of_reach
        self.away_label.setText(tr("%n book(s) on a memory card couldn't be read.", away))
        self._away.setVisible(bool(away))
        self.clock.setChecked(False)
        if plan.clock is not None:
            self.clock.setText(clock_text(plan.clock))
            self.clock_reason.setText(clock_reason(plan.clock))
            self.clock.setAccessibleDescription(self.clock_reason.text())
        self.clock.setHidden(plan.clock is None)
        self.clock_reason.setHidden(plan.clock is None)
        # The files are listed below.
        hints = [localize(hint) for hint in plan.hints if hint != UNREAD_HINT]
        self.hints.setText("\n".join(hints))
        self.hints.setHidden(not hints)
        self.trust.setHidden(plan.corrected is None)
        lines = [f"{folder_text(file.path)}: {localize(file.reason)}" for file in scan.unread]
        self.unread.setText(tr("%n file(s) couldn't be read", len(lines)))
        self.files.setPlainText("\n".join(lines))
        self.unread.setChecked(False)
        self._unread.setHidden(not lines)
        self.files.hide()
        self.setHidden(plan.clock is None and not hints and not away and not lines)


def _beside(text_label: QLabel, act: QPushButton) -> QWidget:
    """Text with an action after it."""
    both = QWidget()
    in_row(text_label, act, inside=both, spacing=-1, grows=text_label)
    return both


class PlanDelegate(ItemDelegate):
    """Two columns of two lines each. A book that cannot be ticked shows its group's icon instead of a box."""

    def __init__(self, model: PlanModel, covers: CoverCache, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._covers = covers

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All rows have the same height."""
        return QSize(0, theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one book."""
        book: PlannedBook = index.data(ROW)
        look, row, direction = self._model.look(book), option.rect, option.direction
        painter.save()
        paint_row(painter, option)
        mark = _mark_area(row)
        drawn = QStyle.visualRect(direction, row, mark)
        tick = index.data(Qt.ItemDataRole.CheckStateRole)
        if tick is None:
            icons.paint(painter, drawn, look.icon, look.tone)
        else:
            paint_tick(painter, drawn, ticked=Qt.CheckState(tick) is Qt.CheckState.Checked)
        cover = self._paint_cover(painter, option, mark.right() + 1 + theme.SPACE_12, book)
        left = cover.right() + 1 + theme.SPACE_12
        room = row.right() - theme.SPACE_12 - left
        width = int(room * _TITLE_SHARE)
        title = QRect(left, row.top(), width - theme.SPACE_12, row.height())
        state = QRect(left + width, row.top(), room - width, row.height())
        self._paint_lines(painter, option, title, (book.title, names(book.authors)), Type.CARD, "text")
        tone = look.tone if look.tone is not Tone.NEUTRAL else "muted"
        taken = self._model.second_line(book)
        self._paint_lines(painter, option, state, (look.word, taken), Type.DETAIL, tone)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        """A click on the box toggles the tick; a click elsewhere only selects the book."""
        if isinstance(event, QMouseEvent):
            area = _mark_area(option.rect).adjusted(
                -theme.SPACE_8, -theme.SPACE_8, theme.SPACE_8, theme.SPACE_8
            )
            if not QStyle.visualRect(option.direction, option.rect, area).contains(
                event.position().toPoint()
            ):
                return False
        return super().editorEvent(event, model, option, index)

    def _paint_cover(
        self, painter: QPainter, option: QStyleOptionViewItem, left: int, book: PlannedBook
    ) -> QRect:
        row, size = option.rect, _COVER * theme.px(100) / 100
        area = QRect(left, row.top() + (row.height() - size.height()) // 2, size.width(), size.height())
        ratio = painter.device().devicePixelRatioF()
        picture = self._covers.pixmap(cover_request(book, self._model.tick_of(book), _COVER, ratio))
        paint_cover(painter, QStyle.visualRect(option.direction, row, area), picture)
        return area

    def _paint_lines(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        area: QRect,
        lines: tuple[str, str],
        step: Type,
        colour: str,
    ) -> None:
        """Draw two lines; a single one is centred."""
        drawn = QStyle.visualRect(option.direction, option.rect, area)
        if not lines[1]:
            paint_text(painter, drawn, lines[0], theme.font(step), colour, direction=option.direction)
            return
        first, second = halves(drawn)
        paint_text(painter, first, lines[0], theme.font(step), colour, direction=option.direction)
        paint_text(painter, second, lines[1], theme.font(Type.DETAIL), "muted", direction=option.direction)


def _mark_area(row: QRect) -> QRect:
    size = theme.px(_MARK)
    return QRect(row.left() + theme.SPACE_12, row.top() + (row.height() - size) // 2, size, size)
