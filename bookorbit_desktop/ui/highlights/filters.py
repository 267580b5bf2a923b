"""The filters and sort order of the highlights page."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFormLayout, QFrame, QHBoxLayout, QPushButton, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.highlights.annotations import (
    AnnotatedBook,
    AnnotationFacets,
    AnnotationQuery,
    AnnotationSort,
    AnnotationState,
)
from bookorbit_desktop.domain.usb.files import AnnotationKind
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.highlights.text import (
    color_word,
    device_word,
    kinds_word,
    one_line,
    sort_word,
    state_word,
    style_word,
)
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import FlowLayout
from bookorbit_desktop.ui.widgets.search_field import SearchField
from bookorbit_desktop.ui.wording import number

T = TypeVar("T")
_KINDS = (AnnotationKind.HIGHLIGHT, AnnotationKind.NOTE, AnnotationKind.BOOKMARK)
_WIDEST = 224
"""The width limit for names of books and people: the drop-down list shows the rest."""
_DAYS = (7, 30)
"""Periods up to now; each year can be chosen as well."""


class HighlightFilters(QWidget):
    """Emits a signal when the filters change."""

    changed = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._books: tuple[AnnotatedBook, ...] = ()
        self._wanted_book: BookId | None = None
        self._has_removed = False
        self._has_rows = True
        self.text = SearchField(tr("Search…"))
        self.book = _choice(tr("Book"), tr("All books"))
        self.chapter = _choice(tr("Chapter"), tr("All chapters"))
        self.kind = _choice(tr("Kind"), tr("All kinds"))
        self.color = _choice(tr("Colour"), tr("All colours"))
        self.look = _choice(tr("Style"), tr("All styles"))
        self.note = _choice(tr("Note"), tr("Any notes"))
        self.device = _choice(tr("Device"), tr("All devices"))
        self.period = _choice(tr("Date"), tr("Any time"))
        self.state = _choice(tr("State"), state_word(AnnotationState.HERE))
        self.sort = Choice(tr("Sort by"))
        self.reset = button(tr("Clear filters"), "lead")
        self.count = label("", "muted")
        self.filters = button(tr("Filters"), icon="filter", colour="muted")
        self.chips = {kind: _chip(kind) for kind in (None, *_KINDS)}
        self._panel = QFrame(self, Qt.WindowType.Popup)
        self._form = QFormLayout(self._panel)
        self._build()

    def query(self) -> AnnotationQuery:
        """The current query."""
        book = self._book()
        kind, period, note = self.kind.currentData(), self.period.currentData(), self.note.currentData()
        since, until = self._days(period)
        return AnnotationQuery(
            text=self.text.text().strip(),
            book_id=self._wanted_book if book is None else book.book_id,
            document=book.document if book is not None and book.book_id is None else None,
            chapter=self.chapter.currentData(),
            color=self.color.currentData(),
            style=self.look.currentData(),
            kind=None if kind is None else AnnotationKind(kind),
            device=self.device.currentData() or "",
            since=since,
            until=until,
            has_note=None if note is None else bool(note),
            state=AnnotationState(self.state.currentData() or AnnotationState.HERE),
            sort=AnnotationSort(self.sort.currentData()),
        )

    @property
    def is_filtering(self) -> bool:
        """Whether any filter is set."""
        return self.query().is_narrowed

    @property
    def has_books(self) -> bool:
        """Whether the list has any books."""
        return bool(self._books)

    @property
    def has_anything(self) -> bool:
        """Whether there is anything to filter, including removed ones."""
        return self.has_books or self._has_removed

    def clear(self) -> None:
        """Clear all filters."""
        self._reset()
        self._on_changed()

    def show_book(self, book_id: BookId) -> None:
        """Show all highlights of one book."""
        self._reset()
        self._wanted_book = book_id
        self._choose_wanted()
        self._on_changed()

    def take_over(self, before: "HighlightFilters") -> None:
        """Copy the state of other filters."""
        self._books, self._wanted_book = before._books, before._wanted_book
        for index in range(1, before.book.count()):
            self.book.addItem(before.book.itemText(index), before.book.itemData(index))
        for choice, other in zip(
            (*self._choices(), self.sort), (*before._choices(), before.sort), strict=True
        ):
            choice.take_over(other)
        self.text.take_over(before.text)
        self._on_changed()

    def show_facets(self, facets: AnnotationFacets) -> None:
        """Show the values to filter by."""
        self._has_removed = facets.removed > 0
        if facets.books != self._books:
            current = self._book()
            self._books = facets.books
            titles = [
                (one_line(book.title) or tr("Untitled"), index) for index, book in enumerate(facets.books)
            ]
            self.book.offer(titles)
            self._select_book(current)
        self._choose_wanted()
        self.chapter.offer([(one_line(chapter), chapter) for chapter in facets.chapters])
        self.color.offer([(color_word(color), color) for color in facets.colors])
        self.look.offer([(style_word(style), style) for style in facets.styles])
        self.device.offer([(device_word(device), device.key) for device in facets.devices])
        periods = [(tr("Last %n day(s)", days), -days) for days in _DAYS]
        self.period.offer(periods + [(str(year), year) for year in facets.years])
        for choice, least in ((self.chapter, 1), (self.color, 2), (self.look, 2), (self.device, 2)):
            self._form.setRowVisible(choice, choice.count() > least)
        self._show_state()

    def show_count(self, count: int) -> None:
        """Show the number of matches. If there are none, the list itself offers to clear the filters."""
        self.count.setText(tr("%n found", count))
        self.count.setVisible(bool(count))
        self._has_rows = bool(count)
        self._show_state()

    def _book(self) -> AnnotatedBook | None:
        index = self.book.currentData()
        return None if index is None or index >= len(self._books) else self._books[index]

    def _select_book(self, wanted: AnnotatedBook | None) -> None:
        if wanted is None:
            return
        for index, book in enumerate(self._books):
            if (book.book_id, book.document) == (wanted.book_id, wanted.document):
                self._set(self.book, index)

    def _choose_wanted(self) -> None:
        """Select a book that was requested before its name was loaded."""
        for index, book in enumerate(self._books):
            if self._wanted_book is not None and book.book_id == self._wanted_book:
                self._set(self.book, index)
                self._wanted_book = None

    def _set(self, choice: Choice, value: object) -> None:
        choice.blockSignals(True)
        choice.setCurrentIndex(0 if value is None else max(0, choice.findData(value)))
        choice.blockSignals(False)

    def _days(self, period: int | None) -> tuple[date | None, date | None]:
        """The first and last day of a year, or of the last -n days for a negative number."""
        if period is None:
            return None, None
        if period < 0:
            return self._now().astimezone().date() + timedelta(days=period + 1), None
        return date(period, 1, 1), date(period, 12, 31)

    def _choices(self) -> tuple[Choice, ...]:
        chosen = (self.book, self.chapter, self.kind, self.color, self.look, self.note)
        return (*chosen, self.device, self.period, self.state)

    def _reset(self) -> None:
        self._wanted_book = None
        self.text.blockSignals(True)
        self.text.clear()
        self.text.blockSignals(False)
        for choice in self._choices():
            self._set(choice, None)

    def _on_book(self) -> None:
        self._wanted_book = None
        self._set(self.chapter, None)
        self._on_changed()

    def _on_changed(self) -> None:
        self._show_state()
        self.changed.emit()

    def _show_state(self) -> None:
        """Show the number of active filters, and the selected kind."""
        self.reset.setVisible(self.is_filtering and self._has_rows)
        used = sum(choice.currentData() is not None for choice in self._choices() if choice is not self.kind)
        self.filters.setText(tr("Filters ({0})").format(number(used)) if used else tr("Filters"))
        kind = self.kind.currentData()
        self.chips[None if kind is None else AnnotationKind(kind)].setChecked(True)

    def _choose_kind(self, kind: AnnotationKind | None) -> None:
        self.kind.setCurrentIndex(0 if kind is None else self.kind.findData(kind.value))

    def _open_panel(self) -> None:
        """Show the filters below their button, inside the screen."""
        self._panel.adjustSize()
        corner = self.filters.mapToGlobal(QPoint(0, self.filters.height() + theme.SPACE_4))
        room = self.screen().availableGeometry()
        corner.setX(max(room.left(), min(corner.x(), room.right() - self._panel.width())))
        corner.setY(max(room.top(), min(corner.y(), room.bottom() - self._panel.height())))
        self._panel.move(corner)
        self._panel.show()
        self.book.setFocus()

    def _build(self) -> None:
        for kind in _KINDS:
            self.kind.addItem(kinds_word(kind), kind.value)
        self.note.addItem(tr("With a note"), 1)
        self.note.addItem(tr("Without a note"), 0)
        for state in (AnnotationState.GONE, AnnotationState.REMOVED):
            self.state.addItem(state_word(state), state.value)
        for sort in AnnotationSort:
            self.sort.addItem(sort_word(sort), sort.value)
        self.text.setFixedWidth(theme.px(220))
        self.text.setAccessibleName(tr("Search highlights and notes"))
        self.text.setAcceptDrops(False)
        for choice in (self.book, self.chapter):
            choice.setFixedWidth(theme.px(_WIDEST))
        self.device.setMaximumWidth(theme.px(_WIDEST))
        for choice in self._choices():
            if choice is not self.book:
                choice.currentIndexChanged.connect(lambda _index: self._on_changed())
        self.book.currentIndexChanged.connect(lambda _index: self._on_book())
        self.sort.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.text.searched.connect(lambda _text: self._on_changed())
        self.reset.clicked.connect(self.clear)
        self.count.setMinimumHeight(self.text.sizeHint().height())
        self.filters.clicked.connect(self._open_panel)
        self._build_panel()
        layout = FlowLayout()
        self.setLayout(layout)
        for part in (self.text, self._build_chips(), self.filters, self.sort, self.reset, self.count):
            layout.addWidget(part)
        self.reset.hide()

    def _build_chips(self) -> QWidget:
        row = QWidget()
        row.setAccessibleName(tr("Kind"))
        row.setMinimumHeight(self.text.sizeHint().height())
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE_4)
        group = QButtonGroup(row)
        for kind, chip in self.chips.items():
            chip.clicked.connect(lambda _checked=False, chosen=kind: self._choose_kind(chosen))
            group.addButton(chip)
            line.addWidget(chip)
        self.chips[None].setChecked(True)
        return row

    def _build_panel(self) -> None:
        self._panel.setProperty("kind", "popup")
        self._panel.setAccessibleName(tr("Filters"))
        self._form.setContentsMargins(theme.SPACE_16, theme.SPACE_16, theme.SPACE_16, theme.SPACE_16)
        self._form.setVerticalSpacing(theme.SPACE_8)
        for choice in self._choices():
            self._form.addRow(label(choice.accessibleName(), "muted"), choice)
        for choice in (self.chapter, self.color, self.look, self.device):
            self._form.setRowVisible(choice, False)


def _chip(kind: AnnotationKind | None) -> QPushButton:
    texts = {
        None: tr("All"),
        AnnotationKind.HIGHLIGHT: tr("Highlights"),
        AnnotationKind.NOTE: tr("Notes"),
        AnnotationKind.BOOKMARK: tr("Bookmarks"),
    }
    chip = button(texts[kind], "chip")
    chip.setCheckable(True)
    if kind is not None:
        chip.setToolTip(kinds_word(kind))
    return chip


def _choice(name: str, everything: str) -> Choice:
    choice = Choice(name)
    choice.addItem(everything, None)
    return choice
