"""Read-only sections of the book details: reads and devices."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from bookorbit_desktop.domain.overview.book_view import BookView, DevicePosition, TimeRead
from bookorbit_desktop.domain.reading.reading import Read
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.widgets.layouts import empty
from bookorbit_desktop.ui.widgets.painting import paint_progress
from bookorbit_desktop.ui.wording import ago, date_text, percent, quoted

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
