"""Page 2: the book folders."""

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QStyle, QWidget

from bookorbit_desktop.domain.library.book import BookRef
from bookorbit_desktop.domain.overview.dashboard import RecentBook
from bookorbit_desktop.domain.overview.events import ScanProgressed
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.adding import AddBooks
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.first_run.step import SetupStep
from bookorbit_desktop.ui.foreign_text import breakable
from bookorbit_desktop.ui.library.scan_strip import is_scanning
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_column, in_row
from bookorbit_desktop.ui.widgets.mark import Mark
from bookorbit_desktop.ui.widgets.painting import paint_cover
from bookorbit_desktop.ui.wording import names, some_titles

COVER = QSize(96, 144)
ROWS = 2
MOST = 24


class CoverStrip(QWidget):
    """At most two rows of covers. They are not clickable."""

    def __init__(self, covers: CoverCache) -> None:
        super().__init__()
        self._covers = covers
        self.books: tuple[BookRef, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        covers.loaded.connect(self._on_cover)
        self.hide()

    def show_books(self, books: Sequence[BookRef]) -> None:
        """Show these books, in order."""
        self.books = tuple(books[:MOST])
        self.setAccessibleName(tr("Covers of {0}").format(some_titles([book.title for book in self.books])))
        self.setVisible(bool(self.books))
        self.updateGeometry()
        self.update()

    def _on_cover(self, _book_id: int) -> None:
        self.update()

    def sizeHint(self) -> QSize:
        """As many rows as the books fill, up to two."""
        rows = min(ROWS, -(-len(self.books) // self._columns()))
        return QSize(0, rows * (theme.px(COVER.height()) + theme.SPACE_12))

    def minimumSizeHint(self) -> QSize:
        """It may become as narrow as needed."""
        return self.sizeHint()

    def resizeEvent(self, _event: object) -> None:
        """Fit the rows to the new width."""
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the covers."""
        painter = QPainter(self)
        width, height, columns = theme.px(COVER.width()), theme.px(COVER.height()), self._columns()
        for index, book in enumerate(self.books[: columns * ROWS]):
            row, column = divmod(index, columns)
            left, top = column * (width + theme.SPACE_12), row * (height + theme.SPACE_12)
            area = QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(left, top, width, height))
            by, ratio = names(book.authors), self.devicePixelRatioF()
            request = CoverRequest(book.id, book.title, by, width, height, ratio, theme.px(4))
            paint_cover(painter, area, self._covers.pixmap(request))

    def _columns(self) -> int:
        gap = theme.SPACE_12
        return max(1, (self.width() + gap) // (theme.px(COVER.width()) + gap))


MOST_FOLDERS = 3


class BooksStep(SetupStep):
    """Lets the person choose a folder, counts while scanning it, and shows what was found."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(
            context, tr("Where are your books?"), tr("Choose your books folder or Calibre library.")
        )
        self.adding = AddBooks(context, self)
        self.choose = button(tr("Choose a folder…"), icon="add-folder")
        self.choose.setAutoDefault(True)  # Enter chooses a folder where that is what is to be done
        self.folders = label("", wrap=True)
        self.found = label("", "section", wrap=True)
        self.detail = label("", "detail", wrap=True)
        self.covers = CoverStrip(context.covers)
        self.progress = QProgressBar(textVisible=False)
        self.progress.setAccessibleName(tr("Reading your books"))
        self.progress.hide()
        self._chosen = QWidget()
        self._has_books = False
        self._build()
        self.choose.clicked.connect(self.adding.choose_folder)
        self.adding.message.connect(self._on_scanned)
        context.bridge.scan_progressed.connect(self._on_progress)
        context.bridge.jobs_changed.connect(self._on_jobs)
        context.bridge.books_changed.connect(self._on_books)
        context.tasks.start_for(self, self._load())

    @property
    def control(self) -> QWidget | None:
        """The button for choosing a folder; once there are books, the one that continues."""
        return None if self._has_books else self.choose

    def _on_books(self, _book_ids: object) -> None:
        self._context.tasks.start_for(self, self._load())

    def _on_progress(self, scan: ScanProgressed) -> None:
        self.detail.show()
        self.progress.show()
        self.progress.setRange(0, scan.total or 0)
        self.progress.setValue(scan.done)
        if scan.covers:
            self.detail.setText(tr("All books are listed. Covers are still loading."))
        elif scan.total is not None:
            self.found.setText(tr("Found %n book file(s)", scan.total))
            self.detail.setText(tr("Reading {0}").format(scan.current) if scan.current else "")

    def _on_jobs(self) -> None:
        """Handle the end of a scan, whose event comes after all of its results."""
        if not self.progress.isHidden() and not is_scanning(self._context.services.activity):
            self.progress.hide()
            self._context.tasks.start_for(self, self._load(is_scanned=True))

    def _on_scanned(self, words: str, tone: Tone) -> None:
        self.progress.hide()
        self.detail.setText(words)
        set_tone(self.detail, tone if tone is not Tone.OK else None)
        self._context.tasks.start_for(self, self._load(is_scanned=True))

    async def _load(self, *, is_scanned: bool = False) -> None:
        blocking, services = self._context.tasks.blocking, self._context.services
        counts = await blocking(services.book_list.counts)
        folders = await blocking(services.library.folders)
        newest: Sequence[RecentBook] = await blocking(services.dashboard.recent, MOST)
        books = sum(counts.values())
        is_first = books > 0 and not self._has_books
        self._has_books = books > 0
        if self.progress.isHidden():
            self.found.setText(tr("Found %n book(s)", books) if books or is_scanned else "")
        self.folders.setText(breakable(folders_text(folders)))
        self._chosen.setVisible(bool(folders))
        self.covers.show_books(newest)
        self.choose.setText(tr("Choose another folder…") if folders else tr("Choose a folder…"))
        self.detail.setVisible(bool(self.detail.text()))
        if is_first or (is_scanned and books):
            self.done.emit()

    def _build(self) -> None:
        in_row(Mark(20, "library"), self.folders, inside=self._chosen, grows=self.folders)
        self._chosen.hide()
        self.column.addWidget(self._chosen)
        self.column.addLayout(in_row(self.choose, None, spacing=-1))
        self.column.addLayout(in_column(self.found, self.progress, self.detail, spacing=theme.SPACE_4))
        self.column.addWidget(self.covers)
        self.column.addStretch(1)
        self.column.addWidget(
            label(
                tr("You can continue while BookOrbit reads them, and add more folders at any time."),
                "detail",
                wrap=True,
            )
        )


def folders_text(folders: Sequence[bytes]) -> str:
    """The folders as one line each, with “~” for the home folder."""
    home = os.fsencode(Path.home()) + os.sep.encode()
    shown = [b"~/" + path.removeprefix(home) if path.startswith(home) else path for path in folders]
    lines = [path.decode("utf-8", "replace") for path in shown[:MOST_FOLDERS]]
    left = len(shown) - len(lines)
    return "\n".join([*lines, *([tr("and %n more", left)] if left else [])])
