"""Completes names of series in the library, and suggests the next free number."""

import asyncio

from PySide6.QtCore import QObject, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.fields import as_text
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.translation import tr


class SeriesCompletion(QObject):
    """Completes the name field; choosing a series fills in its next number."""

    def __init__(
        self, context: UiContext, name: QLineEdit, index: QLineEdit, book_ids: tuple[BookId, ...]
    ) -> None:
        super().__init__(name)
        self._context = context
        self._index = index
        self._book_ids = book_ids
        self._running: list[asyncio.Future[None]] = []
        running = self._running
        name.destroyed.connect(lambda: [task.cancel() for task in running])
        self.names = QStringListModel(self)
        self.completer = QCompleter(self.names, self)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        # The library found them already, also by what has other accents.
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = self.completer.popup()
        if popup is not None:
            popup.setAccessibleName(tr("Series in your library"))
        name.setCompleter(self.completer)
        name.textEdited.connect(self._on_typed)
        self.completer.activated.connect(self.choose)

    def choose(self, name: str) -> None:
        """Fill in the next free index of a series."""
        self._running.append(self._context.tasks.start(self._fill(name)))

    def _on_typed(self, text: str) -> None:
        while self._running:
            self._running.pop().cancel()
        self._running.append(self._context.tasks.start(self._look(text)))

    async def _look(self, text: str) -> None:
        metadata = self._context.services.metadata
        names = await self._context.tasks.blocking(metadata.series_like, text)
        self.names.setStringList(names)
        if names and names != [text]:
            self.completer.complete()

    async def _fill(self, name: str) -> None:
        metadata = self._context.services.metadata
        index = await self._context.tasks.blocking(metadata.next_in_series, name, self._book_ids)
        if index is not None:
            self._index.setText(as_text(index))
