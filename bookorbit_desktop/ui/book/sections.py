"""Read-only sections of the book details: reads and devices."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.listing import Facet
from bookorbit_desktop.domain.overview.book_view import BookView, DevicePosition, TimeRead
from bookorbit_desktop.domain.reading.reading import Read
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.book.text import series_text
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.book_actions import open_record
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverRequest
from bookorbit_desktop.ui.widgets.labels import button, icon_button, label
from bookorbit_desktop.ui.widgets.layouts import FlowLayout, empty, tab_from
from bookorbit_desktop.ui.widgets.painting import paint_progress
from bookorbit_desktop.ui.wording import ago, date_text, names, number, percent, quoted

COVER_WIDTH, COVER_HEIGHT = 104, 156
PAGE_COVER_WIDTH, PAGE_COVER_HEIGHT = 168, 252
"""For a book on a page of its own."""
_LONGEST = 32
"""Characters: a longer name would widen the window; the tooltip has all of it."""


class BookHead(QWidget):
    """The name of the book, and the way to others."""

    closed = Signal()
    stepped = Signal(int)
    """-1 for the previous book in the list, 1 for the next."""
    page_toggled = Signal()
    """Show the book on the whole page, or beside the list again."""
    facet_chosen = Signal(object, str)
    """A facet and value, to show the books that share it."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._cover_wanted: CoverRequest | None = None
        self._view: BookView | None = None
        self._is_page = False
        self._cover = QLabel()
        self._cover.setAccessibleName(tr("Cover"))
        self._title = label("", "section", wrap=True, name="title")
        self.authors = FacetLinks(Facet.AUTHOR, tr("Authors"))
        self.series = FacetLinks(Facet.SERIES, tr("Series"))
        self.hardcover = button(tr("View on Hardcover"), "link")
        self.hardcover.setToolTip(tr("View this book on hardcover.app"))
        self.open = button(tr("Open"), icon="book-open")
        self.open.setToolTip(tr("Open the file with your reading program"))
        self.previous = icon_button("chevron-left", tr("Previous book"))
        self.next = icon_button("chevron-right", tr("Next book"))
        self._place = label("", "detail", name="place")
        self.page = icon_button("grid", "")
        self.close_button = icon_button("close", tr("Close details"))
        self._build()
        self._connect()
        self.show_page(is_page=False)
        self.show_neighbours(-1, 0)

    def show_book(self, view: BookView) -> None:
        """Show a book."""
        self._view, row = view, view.row
        self._title.setText(row.title)
        self.authors.show_values([(author, author) for author in row.authors])
        self.series.show_values([(row.series, series_text(row))] if row.series else [])
        self.hardcover.setVisible(view.sync_book.match.record_id is not None)
        file = next(iter(view.book.files), None)
        self.open.setVisible(file is not None)
        self.open.setEnabled(file is not None and not file.missing)
        self._want_cover(view)

    def show_neighbours(self, index: int, count: int) -> None:
        """Show the book's index in a list of `count`; negative if it is not listed."""
        is_listed = 0 <= index < count
        self._place.setText(tr("{0} of {1}").format(number(index + 1), number(count)) if is_listed else "")
        self.previous.setEnabled(is_listed and index > 0)
        self.next.setEnabled(is_listed and index < count - 1)

    def show_page(self, *, is_page: bool) -> None:
        """Set what the page button would do now."""
        text = tr("Show beside the list") if is_page else tr("Show on a page of its own")
        self.page.setAccessibleName(text)
        self.page.setToolTip(text)
        icons.put(self.page, "columns" if is_page else "show-page", "muted")
        if is_page is not self._is_page:
            self._is_page = is_page
            self._cover.setFixedSize(self._cover_size())
            if self._view is not None:
                self._want_cover(self._view)

    def _cover_size(self) -> QSize:
        width, height = (
            (PAGE_COVER_WIDTH, PAGE_COVER_HEIGHT) if self._is_page else (COVER_WIDTH, COVER_HEIGHT)
        )
        return QSize(theme.px(width), theme.px(height))

    def _want_cover(self, view: BookView) -> None:
        size = self._cover_size()
        ratio, radius = self.devicePixelRatioF(), theme.RADIUS_CARD
        authors = names(view.row.authors)
        self._cover_wanted = CoverRequest(
            view.row.id, view.row.title, authors, size.width(), size.height(), ratio, radius
        )
        self._cover.clear()
        self._show_cover(view.row.id)

    def _show_cover(self, book_id: BookId) -> None:
        if self._cover_wanted is None or self._cover_wanted.book_id != book_id:
            return
        picture = self._context.covers.pixmap(self._cover_wanted)
        if picture is not None:
            self._cover.setPixmap(picture)

    def _view_on_hardcover(self) -> None:
        if self._view is not None and self._view.sync_book.match.record_id is not None:
            open_record(self._view.sync_book.match.record_id)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.closed)
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.page.clicked.connect(self.page_toggled)
        self.hardcover.clicked.connect(self._view_on_hardcover)
        self.authors.chosen.connect(self.facet_chosen)
        self.series.chosen.connect(self.facet_chosen)
        self._context.covers.loaded.connect(self._show_cover)

    def _build(self) -> None:
        self._cover.setFixedSize(self._cover_size())
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        ways = QHBoxLayout()
        ways.setSpacing(theme.SPACE_4)
        ways.addWidget(self.previous)
        ways.addWidget(self.next)
        ways.addWidget(self._place)
        ways.addStretch(1)
        ways.addWidget(self.page)
        ways.addWidget(self.close_button)
        words = QVBoxLayout()
        words.setSpacing(theme.SPACE_4)
        for part in (self._title, self.authors, self.series):
            words.addWidget(part)
        words.addWidget(self.hardcover, alignment=Qt.AlignmentFlag.AlignLeft)
        self.hardcover.hide()
        words.addStretch(1)
        words.addWidget(self.open, alignment=Qt.AlignmentFlag.AlignLeft)
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE_16)
        top.addWidget(self._cover, alignment=Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_8)
        layout.addLayout(ways)
        layout.addLayout(top)


class FacetLinks(QWidget):
    """Each name is a button that filters the library by it. `kind` is "link" or "chip"."""

    chosen = Signal(object, str)
    """Facet and value."""

    def __init__(self, facet: Facet, accessible_name: str, kind: str = "link") -> None:
        super().__init__()
        self._facet, self._kind = facet, kind
        self.buttons: list[QPushButton] = []
        self.setAccessibleName(accessible_name)
        self._layout = FlowLayout()
        self.setLayout(self._layout)

    def show_values(self, values: Sequence[tuple[str, str]]) -> None:
        """Show pairs of filter value and text."""
        empty(self._layout)
        self.buttons = [self._link(value, text) for value, text in values]
        for link in self.buttons:
            self._layout.addWidget(link)
        tab_from(self, self.buttons)
        self.setVisible(bool(values))

    def _link(self, value: str, text: str) -> QPushButton:
        short = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
        link = button(short.replace("&", "&&"), self._kind)
        link.setAccessibleName(text)
        link.setToolTip(tr("Show all books: {0}").format(text))
        link.clicked.connect(lambda: self.chosen.emit(self._facet, value))
        return link


BAR_WIDTH, BAR_HEIGHT = 72, 4


class Section(QWidget):
    """A heading over its parts, or over one sentence if there are none."""

    def __init__(self, title: str, nothing: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._nothing = label(nothing, "detail", wrap=True)
        self.content = QVBoxLayout()
        self.content.setSpacing(theme.SPACE_8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_8)
        layout.addWidget(label(title, "card"))
        layout.addWidget(self._nothing)
        layout.addLayout(self.content)

    def show_parts(self, parts: list[QWidget]) -> None:
        """Show these parts."""
        empty(self.content)
        for part in parts:
            self.content.addWidget(part)
        self._nothing.setVisible(not parts)


class ReadsSection(Section):
    """Every read of the book."""

    def __init__(self) -> None:
        super().__init__(
            tr("Reads"), tr("No reads yet. Open the book on your device or set a status to start one.")
        )

    def show_book(self, view: BookView) -> None:
        """Show the reads, the newest first."""
        reads = list(enumerate(view.book.reading.reads, start=1))
        self.show_parts([self._table(view, reads[::-1])] if reads else [])

    def _table(self, view: BookView, reads: list[tuple[int, Read]]) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.SPACE_12)
        grid.setVerticalSpacing(theme.SPACE_4)
        grid.setColumnStretch(2, 1)
        for column, head in enumerate((tr("No."), tr("Started"), tr("Finished"), "")):
            grid.addWidget(label(head, "detail"), 0, column)
        for line, (index, read) in enumerate(reads, start=1):
            on_hardcover = tr("on Hardcover") if view.is_on_hardcover(read) else ""
            cells = (
                str(index),
                date_text(read.started_on) or "–",
                _end_text(read),
                on_hardcover,
            )
            for column, text in enumerate(cells):
                grid.addWidget(label(text, "detail"), line, column)
        return table


def _end_text(read: Read) -> str:
    if not read.finished:
        return tr("in progress, {0}").format(percent(read.percentage))
    return date_text(read.finished_on) or tr("date unknown")


class DevicesSection(Section):
    """The position of each device, and what imports from devices added."""

    def __init__(self) -> None:
        super().__init__(tr("Devices"), tr("No device has synced this book yet."))

    def show_book(self, view: BookView, now: datetime) -> None:
        """Show one line for each device."""
        table = [_device_table(view.positions, now)] if view.positions else []
        self.show_parts([*table, *_imported(view.time_read), *_collections(view.device_collections)])


def _imported(read: TimeRead) -> list[QWidget]:
    """The pages seen on devices, and notes about the book. The reading time is shown with the progress."""
    parts: list[QWidget] = []
    if read.views:
        parts.append(label(_views_text(read), "detail", wrap=True))
    for note in read.notes:
        parts.append(label(tr("Your note on the device: {0}").format(quoted(note)), "detail", wrap=True))
    return parts


def _collections(names: Sequence[str]) -> list[QWidget]:
    if not names:
        return []
    shown = ", ".join(map(quoted, names))
    return [label(tr("In collections on the device: {0}").format(shown), "detail", wrap=True)]


def _views_text(read: TimeRead) -> str:
    views = tr("%n page view(s) from {0} to {1}.", read.views)
    return views.format(date_text(read.first), date_text(read.last))


def _device_table(positions: Sequence[DevicePosition], now: datetime) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.SPACE_8)
    grid.setVerticalSpacing(theme.SPACE_8)
    grid.setColumnStretch(0, 1)
    for line, position in enumerate(positions):
        grid.addWidget(label(position.device or tr("Unnamed device"), wrap=True), line, 0)
        if position.percentage is not None:
            grid.addWidget(ProgressBar(position.percentage), line, 1)
            share = label(percent(position.percentage), "detail")
            grid.addWidget(share, line, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(label(ago(position.at, now), "detail"), line, 3)
    return table


class ProgressBar(QWidget):
    """Progress in the book, 0..1, as a thin bar; the number is shown beside it."""

    def __init__(self, fraction: float) -> None:
        super().__init__()
        self._fraction = fraction
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_fraction(self, fraction: float | None) -> None:
        """Show a progress over the whole width; None hides the bar."""
        self._fraction = fraction or 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVisible(fraction is not None)
        self.update()

    def sizeHint(self) -> QSize:
        """A short bar, as high as a line."""
        return QSize(theme.px(BAR_WIDTH), theme.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        height = theme.px(BAR_HEIGHT)
        bar = QRect(0, (self.height() - height) // 2, self.width(), height)
        paint_progress(QPainter(self), bar, self._fraction, self.layoutDirection())
