"""The review of an import: groups, books, and the details of the selected book."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from bookorbit_desktop.domain.usb.device_import import DeviceImportPlan, FieldName, ImportTicks, PlannedBook
from bookorbit_desktop.domain.usb.files import DeviceScan
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.devices.import_delegate import PlanDelegate
from bookorbit_desktop.ui.devices.import_details import BookDetails
from bookorbit_desktop.ui.devices.import_groups import BookGroup, fitting, group_chips, groups_in_order
from bookorbit_desktop.ui.devices.import_model import PlanModel, can_tick
from bookorbit_desktop.ui.devices.import_notes import Notes
from bookorbit_desktop.ui.devices.import_text import change_text
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.chips import FilterChips
from bookorbit_desktop.ui.widgets.covers import CoverCache
from bookorbit_desktop.ui.widgets.empty_state import EmptyState
from bookorbit_desktop.ui.widgets.flow_layout import FlowLayout
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import framed, new_column, new_row
from bookorbit_desktop.ui.widgets.rows import RowView
from bookorbit_desktop.ui.widgets.search_field import SearchField

_LIST_WIDTH, _DETAILS_WIDTH = 560, 400


class DeviceReview(QWidget):
    """Additions are ticked; questions wait for the person."""

    changed = Signal()
    """The ticked books or lines have changed."""

    def __init__(self, covers: CoverCache) -> None:
        super().__init__()
        self._books: list[PlannedBook] = []
        self._group: BookGroup | None = None
        self._sentence = label("", wrap=True)
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
    def sentence(self) -> str:
        """The summary of the review."""
        return self._sentence.text()

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
