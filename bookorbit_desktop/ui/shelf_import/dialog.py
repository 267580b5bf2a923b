"""Import from Hardcover: look at the whole shelf, tick, import in one step."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from bookorbit_desktop.domain.errors import BookOrbitError
from bookorbit_desktop.domain.shelf_import import ImportRow
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.sentences.said import said
from bookorbit_desktop.ui.shelf_import.preview import ImportPreview
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache
from bookorbit_desktop.ui.widgets.empty_state import EmptyState
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.tick_box import TickBox
from bookorbit_desktop.ui.wording import number


class ImportDialog(QDialog):
    """Changes nothing before “Import” is pressed, and nothing on Hardcover at all."""

    imported = Signal(object, int)
    """ImportResult, and how many ticked books had changed meanwhile and stay as they are."""
    connect_wanted = Signal()
    """There is no token yet, and the person wants to give one."""

    _fetched = Signal(int)
    _compared = Signal(int, int)

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._work: asyncio.Task[None] | None = None
        self._covers = CoverCache(context.services.library.thumbnail)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Import from Hardcover"))
        self.setModal(False)
        self.resize(theme.px(960), theme.px(680))
        self.preview = ImportPreview(self._covers)
        self.progress_words = label("", "muted")
        self.empty = EmptyState("hardcover", tr("Your Hardcover shelf is empty. There is nothing to import."))
        self.no_token = EmptyState(
            "hardcover", tr("No Hardcover account linked yet."), tr("Connect…"), main=True
        )
        self.error = EmptyState("warning", "", tr("Try again"))
        self.loading = self._build_loading()
        self._parts = QStackedWidget()
        self.both_ways = TickBox(tr("Keep Want to Read the same in both directions"))
        self.both_ways.setToolTip(
            tr(
                "With each sync, books that you put on Want to Read on Hardcover become Want to Read here, "
                "if they are blank. Taken off there, they are blank again. Yours go there in any case."
            )
        )
        self.both_ways.setChecked(context.services.preferences.current.hardcover_pull_wishes)
        self.cancel = button(tr("Cancel"))
        self.act = button("", "primary")
        self._build()
        self._connect()

    def begin(self) -> None:
        """Show the dialog and fetch the shelf."""
        self.both_ways.setChecked(self._context.services.preferences.current.hardcover_pull_wishes)
        self.show()
        self.raise_()
        if not self._context.services.hardcover_account.has_token:
            self._show(self.no_token)
            return
        self._say_fetched(0)
        self._show(self.loading)
        self._start(self._load())

    def done(self, result: int) -> None:
        """Closing gives up what is being fetched."""
        if self._work is not None and self.current is self.loading:
            self._work.cancel()
        self._covers.close()
        super().done(result)

    @property
    def current(self) -> QWidget | None:
        """The part that is shown."""
        return self._parts.currentWidget()

    async def _load(self) -> None:
        preview = self._context.services.shelf_import.preview(self._fetched.emit, self._compared.emit)
        try:
            rows = await self._context.tasks.network(preview)
        except BookOrbitError as error:
            self._show_error(said(str(error)))
            return
        except Exception:
            self._show_error(tr("Something went wrong. The log file has the details."))
            raise
        if not rows:
            self._show(self.empty)
            return
        self.preview.show_shelf(rows)
        self._show(self.preview)

    async def _import(self, rows: list[ImportRow]) -> None:
        self.act.setEnabled(False)
        done = await self._context.tasks.network(
            self._context.services.shelf_import.run(rows, progress=self.preview.progress.isChecked())
        )
        self.imported.emit(done, len(rows) - done.count)
        self.close()

    async def _keep_both_ways(self) -> None:
        await self._context.tasks.blocking(
            self._context.services.preferences.change, hardcover_pull_wishes=self.both_ways.isChecked()
        )

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._work = self._context.tasks.start(work)

    def _press(self) -> None:
        self._start(self._import(self.preview.chosen))

    def _show_error(self, sentence: str) -> None:
        self.error.set_sentence(sentence)
        self._show(self.error)

    def _show(self, part: QWidget) -> None:
        self._parts.setCurrentWidget(part)
        self.cancel.setText(tr("Cancel") if part in (self.loading, self.preview) else tr("Close"))
        self._count_chosen()

    def _count_chosen(self) -> None:
        is_preview = self.current is self.preview
        self.act.setVisible(is_preview and self.preview.can_import)
        if not is_preview:
            return
        chosen = len(self.preview.chosen)
        self.act.setText(tr("Import %n book(s)", chosen))
        self.act.setEnabled(chosen > 0)
        self.act.setToolTip("" if chosen else tr("Tick at least one book."))
        if not self.preview.can_import:
            self.cancel.setText(tr("Close"))

    def _say_fetched(self, entries: int) -> None:
        words = tr("%n book(s) fetched so far.", entries) if entries else tr("Nothing is changed yet.")
        self.progress_words.setText(words)

    def _say_compared(self, done: int, total: int) -> None:
        words = tr("Comparing with your library: {0} of {1}")
        self.progress_words.setText(words.format(number(done), number(total)))

    def _ask_for_token(self) -> None:
        self.close()
        self.connect_wanted.emit()

    def _connect(self) -> None:
        self._fetched.connect(self._say_fetched, Qt.ConnectionType.QueuedConnection)
        self._compared.connect(self._say_compared, Qt.ConnectionType.QueuedConnection)
        self.preview.changed.connect(self._count_chosen)
        self.no_token.acted.connect(self._ask_for_token)
        self.error.acted.connect(self.begin)
        self.both_ways.clicked.connect(lambda: self._context.tasks.start(self._keep_both_ways()))
        self.cancel.clicked.connect(self.close)
        self.act.clicked.connect(self._press)

    def _build(self) -> None:
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        for part in (self.loading, self.preview, self.empty, self.no_token, self.error):
            self._parts.addWidget(part)
        actions = QHBoxLayout()
        actions.setSpacing(theme.SPACE_8)
        actions.addWidget(self.both_ways)
        actions.addStretch(1)
        actions.addWidget(self.cancel)
        actions.addWidget(self.act)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_24, theme.SPACE_24, theme.SPACE_24, theme.SPACE_16)
        layout.setSpacing(theme.SPACE_16)
        layout.addWidget(label(tr("Import from Hardcover"), "section"))
        layout.addWidget(self._parts, 1)
        layout.addLayout(actions)

    def _build_loading(self) -> QWidget:
        loading = QWidget()
        bar = QProgressBar(textVisible=False)
        bar.setRange(0, 0)
        bar.setAccessibleName(tr("Fetching your shelf"))
        column = QVBoxLayout(loading)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_12)
        column.addWidget(label(tr("Fetching your shelf from Hardcover…"), "card"))
        column.addWidget(bar)
        column.addWidget(self.progress_words)
        column.addStretch(1)
        return loading
