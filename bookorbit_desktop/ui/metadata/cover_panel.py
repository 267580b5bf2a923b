"""Choosing a book's cover: the file's, Calibre's, Hardcover's, or an image of your own."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.services.library.covers import CoverSource, prepared, read_picture
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_column

WIDTH, HEIGHT = 160, 240


class CoverPanel(QWidget):
    """Shows the new cover. Nothing is stored until its owner saves it."""

    changed = Signal()

    def __init__(self, context: UiContext, book_id: BookId, title: str, authors: str) -> None:
        super().__init__()
        self._context = context
        self._book_id = book_id
        self._shown: bytes | None = None
        self._running: list[asyncio.Future[None]] = []
        self.chosen: bytes | None = None
        """A picture chosen by the person."""
        self.follows_file = False
        """The person wants the file's cover again."""
        self.picture = QLabel()
        self.picture.setAccessibleName(tr("Cover"))
        self.offers = QVBoxLayout()
        """Room for other pictures of the book, below the one shown."""
        self.own = button(tr("Choose image…"))
        self.online = button(tr("From Hardcover…"))
        self.file = button(tr("Use file's cover"))
        self._own_source = CoverSource.FILE
        self.mark = label("", "detail", wrap=True)
        size = theme.px(WIDTH), theme.px(HEIGHT)
        ratio = self.devicePixelRatioF()
        self._request = CoverRequest(book_id, title, authors, *size, ratio, theme.RADIUS_CARD)
        self._cache = CoverCache(lambda _book_id: self._shown)
        self.setAcceptDrops(True)
        self._build()
        self._cache.loaded.connect(self._draw)
        self.own.clicked.connect(self._ask_for_file)
        self.file.clicked.connect(self._take_from_file)
        self._start(self._load())

    def close_cache(self) -> None:
        """Stop drawing, and cancel loading."""
        for task in self._running:
            task.cancel()
        self._cache.close()

    def take(self, picture: bytes) -> None:
        """Use a picture as the cover, if it is valid."""
        self._start(self._take(picture))

    def take_file(self, path: Path) -> None:
        """Use a picture file as the cover, if it is valid."""
        self._start(self._take_file(path))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept pictures."""
        if _dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Use the dropped picture."""
        path = _dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.take_file(path)

    async def _load(self) -> None:
        covers, blocking = self._context.services.cover_choice, self._context.tasks.blocking
        self._show(await blocking(covers.shown, self._book_id))
        source = await blocking(self._context.services.covers.source, self._book_id)
        self._own_source = await blocking(covers.unchosen_source, self._book_id)
        if self._own_source is CoverSource.CALIBRE:
            self.file.setText(tr("Use Calibre's cover"))
        self._say(_source_text(source))
        self._offer_own(source is CoverSource.CHOSEN)

    async def _take_file(self, path: Path) -> None:
        try:
            picture = await self._context.tasks.blocking(read_picture, path)
        except BookOrbitError as error:
            self._say(localize(error.message), Tone.ERROR)
            return
        await self._take(picture)

    async def _take(self, picture: bytes) -> None:
        try:
            ready = await self._context.tasks.blocking(prepared, picture)
        except BookOrbitError as error:
            self._say(localize(error.message), Tone.ERROR)
            return
        self.chosen, self.follows_file = picture, False
        self._offer_own(True)
        self._show(ready.thumbnail)
        self._say(tr("Chosen by you"))
        self.changed.emit()

    def _take_from_file(self) -> None:
        self._start(self._show_file())

    async def _show_file(self) -> None:
        covers = self._context.services.cover_choice
        picture = await self._context.tasks.blocking(covers.unchosen, self._book_id)
        self.chosen, self.follows_file = None, True
        self._offer_own(False)
        self._show(picture)
        self._say(_source_text(self._own_source))
        self.changed.emit()

    def _offer_own(self, is_wanted: bool) -> None:
        """Offer to go back to the book's own cover."""
        is_calibres = self._own_source is CoverSource.CALIBRE
        already = tr("Already Calibre's cover.") if is_calibres else tr("Already the file's cover.")
        self.file.setEnabled(is_wanted)
        self.file.setToolTip("" if is_wanted else already)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._running.append(self._context.tasks.start(work))

    def _ask_for_file(self) -> None:
        kinds = tr("Images ({0})").format("*.jpg *.jpeg *.png *.webp *.gif *.bmp *.tif *.tiff")
        path, _ = QFileDialog.getOpenFileName(self, tr("Choose image"), "", kinds)
        if path:
            self.take_file(Path(path))

    def _show(self, picture: bytes | None) -> None:
        self._shown = picture
        self._cache.forget([self._book_id])
        self._draw()

    def _draw(self) -> None:
        drawn = self._cache.pixmap(self._request)
        if drawn is not None:
            self.picture.setPixmap(drawn)

    def _say(self, text: str, tone: Tone | None = None) -> None:
        set_tone(self.mark, tone)
        self.mark.setText(text)

    def _build(self) -> None:
        self.picture.setFixedSize(theme.px(WIDTH), theme.px(HEIGHT))
        layout = in_column(self.picture, self.mark, self.offers, inside=self)
        for part in (self.own, self.online, self.file):
            layout.addWidget(part)
        layout.addWidget(label(tr("You can also drop an image here."), "detail", wrap=True))
        layout.addStretch(1)


def _source_text(source: CoverSource) -> str:
    return {
        CoverSource.CHOSEN: tr("Chosen by you"),
        CoverSource.CALIBRE: tr("From Calibre"),
        CoverSource.FILE: tr("From the file"),
        CoverSource.NONE: tr("The file has no cover, so BookOrbit made one from the title."),
    }[source]


def _dropped_file(data: QMimeData) -> Path | None:
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 else None
