"""The year in review inside the program: one page at a time, with a picture and a PDF to save."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QDialog, QFileDialog, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.reading.year import YearInReview
from bookorbit_desktop.services.runtime.export_file import export_bytes
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.statistics.year_pages import (
    HEIGHT,
    WIDTH,
    Covers,
    YearPage,
    pages_of,
    paint_page,
    pdf_of,
    picture_of,
    png_of,
)
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import button, icon_button, label
from bookorbit_desktop.ui.widgets.layouts import in_row

if TYPE_CHECKING:
    from bookorbit_desktop.services.container import Services

_WIDTH, _HEIGHT = 620, 780


class YearView(QAbstractSlider):
    """One page, as large as fits. The arrow keys turn pages; for screen readers it is a slider."""

    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.pages: tuple[YearPage, ...] = ()
        self.current = 0
        self.review: YearInReview | None = None
        self.covers: Covers = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(180, 225))
        self.valueChanged.connect(lambda page: self.turn(page - self.current))

    def show_year(self, review: YearInReview, covers: Covers) -> None:
        """Show a year from its first page."""
        self.review, self.covers, self.pages, self.current = review, covers, pages_of(review), 0
        self.setRange(0, max(0, len(self.pages) - 1))
        self._say()

    def turn(self, pages: int) -> None:
        """Turn a number of pages, backwards if negative."""
        self.current = max(0, min(len(self.pages) - 1, self.current + pages))
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages."""
        steps: Mapping[int, int] = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_PageDown: 1,
            Qt.Key.Key_PageUp: -1,
            Qt.Key.Key_Space: 1,
            Qt.Key.Key_Home: -len(self.pages),
            Qt.Key.Key_End: len(self.pages),
        }
        if event.key() in steps:
            self.turn(steps[event.key()])
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the right half turns to the next page, on the left half back."""
        self.turn(1 if event.position().x() > self.width() / 2 else -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Ignore moves; there is nothing to drag."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ignore the wheel; pages turn one at a time."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page, centred."""
        if self.review is None or not self.pages:
            return
        painter = QPainter(self)
        scale = min(self.width() / WIDTH, self.height() / HEIGHT)
        painter.translate((self.width() - WIDTH * scale) / 2, (self.height() - HEIGHT * scale) / 2)
        painter.scale(scale, scale)
        painter.setClipRect(0, 0, WIDTH, HEIGHT)
        paint_page(painter, self.pages[self.current], self.review, self.covers)

    def _say(self) -> None:
        with QSignalBlocker(self):
            self.setValue(self.current)
        if self.pages:
            self.setAccessibleName(self.pages[self.current].text)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.update()
        self.turned.emit()


class YearDialog(QDialog):
    """Loads in a thread; nothing leaves this computer."""

    def __init__(self, context: UiContext, years: Sequence[int], parent: QWidget) -> None:
        """`years` are the available ones, newest first."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Year in review"))
        fit(self, _WIDTH, _HEIGHT)
        self._context = context
        self._loading: asyncio.Future[None] | None = None
        self.view = YearView()
        self.year = Choice(tr("Year"))
        for year in years:
            self.year.addItem(str(year), year)
        self.back, self.forward = (
            icon_button("chevron-left", tr("Previous page")),
            icon_button("chevron-right", tr("Next page")),
        )
        self.page_number = label("", "muted")
        self.nothing = label(tr("Nothing was read or finished in this year."), "muted", wrap=True)
        self.copy = button(tr("Copy picture"), icon="copy")
        self.save_picture, self.save_pdf = button(tr("Save picture…")), button(tr("Save PDF…"), "primary")
        self.close_button = button(tr("Close"))
        self._build()
        self._connect()
        self.load()

    def load(self) -> None:
        """Show the selected year; results of an earlier choice are dropped."""
        if self._loading is not None:
            self._loading.cancel()
        loading = self._context.tasks.start(self._load(int(self.year.currentData())))
        self.destroyed.connect(lambda: loading.cancel())
        self._loading = loading

    def save(self, kind: str, path: Path) -> None:
        """Write the picture ("png") or all pages ("pdf")."""
        review, covers = self.view.review, self.view.covers
        if review is not None:
            self._context.tasks.start(self._write(kind, path, review, covers))

    async def _load(self, year: int) -> None:
        services, blocking = self._context.services, self._context.tasks.blocking
        review = await blocking(services.statistics.year, year)
        covers = await blocking(covers_of, services, review)
        self.view.show_year(review, covers)
        self.nothing.setVisible(review.is_empty)
        self.view.setHidden(review.is_empty)
        for part in (self.copy, self.save_picture, self.save_pdf):
            part.setEnabled(not review.is_empty)

    async def _write(self, kind: str, path: Path, review: YearInReview, covers: Covers) -> None:
        blocking = self._context.tasks.blocking
        content = await blocking(png_of if kind == "png" else pdf_of, review, covers)
        await blocking(export_bytes, path, content)
        self._context.messages.message.emit(tr("Saved to {0}.").format(path.name), Tone.OK)

    def _show_page_number(self) -> None:
        count, current = len(self.view.pages), self.view.current
        self.back.setEnabled(current > 0)
        self.forward.setEnabled(current < count - 1)
        self.page_number.setText(tr("Page {0} of {1}").format(current + 1, count) if count else "")

    def _copy(self) -> None:
        if self.view.review is not None:
            QGuiApplication.clipboard().setImage(picture_of(self.view.review, self.view.covers))
            self._context.messages.message.emit(tr("Picture copied."), Tone.OK)

    def _choose_file(self, kind: str) -> None:
        dialog = QFileDialog(self, tr("Save as {0}").format(kind.upper()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{kind.upper()} (*.{kind})")
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(f"bookorbit-{self.year.currentData()}.{kind}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save(kind, Path(name)))
        dialog.open()

    def _connect(self) -> None:
        self.year.currentIndexChanged.connect(lambda _index: self.load())
        self.view.turned.connect(self._show_page_number)
        self.back.clicked.connect(lambda: self.view.turn(-1))
        self.forward.clicked.connect(lambda: self.view.turn(1))
        self.copy.clicked.connect(self._copy)
        self.save_picture.clicked.connect(lambda: self._choose_file("png"))
        self.save_pdf.clicked.connect(lambda: self._choose_file("pdf"))
        self.close_button.clicked.connect(self.accept)

    def _build(self) -> None:
        column = dialog_column(self)
        column.addLayout(in_row(self.year, None, self.page_number, self.back, self.forward))
        column.addWidget(self.view, 1)
        column.addWidget(self.nothing)
        self.nothing.hide()
        answers = Answers(
            self,
            accept=(self.save_pdf, self.save_picture),
            reject=self.close_button,
            beside=self.copy,
            has_default=False,
        )
        column.addWidget(answers)
        self.view.setFocus()


def covers_of(services: "Services", review: YearInReview) -> dict[int, QImage]:
    """The covers of a year's books, as far as they exist. Blocks."""
    paths = {book.id: services.covers.path(BookId(book.id)) for book in review.books}
    return {book_id: QImage(str(path)) for book_id, path in paths.items() if path is not None}
