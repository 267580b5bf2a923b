"""Hardcover's cover of a new book, beside the current one."""

import asyncio

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import in_row, new_column

WIDTH, HEIGHT = 80, 120
_KEY = 0


class OfferedCover(QWidget):
    """Loaded in the background, and shown when ready. Not used unless the person chooses it."""

    taken = Signal(object)
    """The picture, as bytes."""

    def __init__(self, context: UiContext, title: str, authors: str) -> None:
        super().__init__()
        self._context = context
        self._url = ""
        self._found: bytes | None = None
        self._fetching: asyncio.Future[None] | None = None
        self.picture = QLabel()
        self.picture.setAccessibleName(tr("Hardcover cover"))
        self.picture.setFixedSize(theme.px(WIDTH), theme.px(HEIGHT))
        self.use = button(tr("Use this cover"))
        size, ratio = (theme.px(WIDTH), theme.px(HEIGHT)), self.devicePixelRatioF()
        self._request = CoverRequest(_KEY, title, authors, *size, ratio, theme.RADIUS_CARD)
        self._cache = CoverCache(lambda _key: self._found)
        self._cache.loaded.connect(self._draw)
        self.use.clicked.connect(lambda: self.taken.emit(self._found))
        self._build()
        self.hide()

    def show_offer(self, url: str) -> None:
        """Load and offer the picture at an address; without one, offer nothing."""
        if url == self._url:
            return
        self._url = url
        self._give_up()
        self.hide()
        if url:
            self._fetching = self._context.tasks.start(self._fetch(url))

    def close_cache(self) -> None:
        """Stop drawing, and cancel loading."""
        self._give_up()
        self._cache.close()

    async def _fetch(self, url: str) -> None:
        self._found = await self._context.tasks.network(
            self._context.services.hardcover_account.pictures.get(url)
        )
        if self._found is not None:
            self._cache.forget([_KEY])
            self._draw()
            self.show()

    def _give_up(self) -> None:
        if self._fetching is not None:
            self._fetching.cancel()

    def _build(self) -> None:
        words = new_column(spacing=theme.SPACE_8)
        words.addWidget(label(tr("On Hardcover"), "card", wrap=True))
        words.addWidget(self.use)
        words.addStretch(1)
        in_row(
            self.picture,
            words,
            inside=self,
            spacing=theme.SPACE_12,
            margins=(0, theme.SPACE_8, 0, theme.SPACE_8),
            grows=words,
        )

    def _draw(self) -> None:
        drawn = self._cache.pixmap(self._request)
        if drawn is not None:
            self.picture.setPixmap(drawn)
