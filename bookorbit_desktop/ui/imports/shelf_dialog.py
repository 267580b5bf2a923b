"""Import from Hardcover: review the shelf, select, import."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.hardcover.shelf_import import ImportRow
from bookorbit_desktop.services.hardcover.shelf_import import ShelfResult
from bookorbit_desktop.services.runtime.undo import Undo
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.imports.base_dialog import ImportDialogBase
from bookorbit_desktop.ui.imports.preview import ShelfPreview
from bookorbit_desktop.ui.tasks import async_slot
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.undoing import import_undone_text, offer_of
from bookorbit_desktop.ui.widgets.list_states import EmptyState
from bookorbit_desktop.ui.widgets.tick_box import TickBox


class ImportDialog(ImportDialogBase[ImportRow]):
    """Never changes anything on Hardcover."""

    connect_requested = Signal()
    """The person wants to enter a token, as there is none."""

    _fetched = Signal(int)

    preview: ShelfPreview

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        loading = (tr("Fetching your shelf from Hardcover…"), tr("Fetching your shelf"))
        super().__init__(context, parent, tr("Import from Hardcover"), loading)
        self.empty = EmptyState("hardcover", tr("Your Hardcover shelf is empty."))
        self.no_token = EmptyState(
            "hardcover", tr("Hardcover isn't connected yet."), tr("Connect…"), main=True
        )
        self.both_ways = TickBox(tr("Sync Want to Read in both directions"))
        self.both_ways.setToolTip(
            tr(
                "Each sync adds your Want to Read books from Hardcover to matching books without "
                "reading data here, and clears them when you remove them there. Your own Want to Read "
                "books are always sent."
            )
        )
        self.both_ways.setChecked(context.services.preferences.current.hardcover_pull_wishes)
        self.foot.insertWidget(0, self.both_ways)
        self.add_preview(ShelfPreview(self.covers), self.empty, self.no_token)
        self._connect()

    def begin(self) -> None:
        """Show the dialog and fetch the shelf."""
        self.both_ways.setChecked(self._context.services.preferences.current.hardcover_pull_wishes)
        self.show()
        self.raise_()
        if self._context.services.hardcover_account.has_token:
            self.begin_loading(self._load_shelf)
        else:
            self.show_part(self.no_token)

    async def _load_shelf(self) -> None:
        """Fetch the shelf and compare it with the library."""
        shelf = self._context.services.shelf_import
        rows = await self._context.tasks.network(shelf.preview(self._fetched.emit, self._compared.emit))
        if rows:
            self.preview.show_shelf(rows)
        self.show_part(self.preview if rows else self.empty)

    async def _bring_in(self, rows: list[ImportRow]) -> None:
        """Import the chosen rows."""
        self.act.setEnabled(False)
        done = await self._context.tasks.network(
            self._context.services.shelf_import.run(rows, progress=self.preview.progress.isChecked())
        )
        self.imported.emit(done, len(rows) - done.count)
        self.close()

    @async_slot
    async def _keep_both_ways(self) -> None:
        await self._context.tasks.blocking(
            self._context.services.preferences.change, hardcover_pull_wishes=self.both_ways.isChecked()
        )

    def _say_fetched(self, entries: int) -> None:
        self.progress_label.setText(tr("%n book(s) fetched so far.", entries))

    def _ask_for_token(self) -> None:
        self.close()
        self.connect_requested.emit()

    def _connect(self) -> None:
        self._fetched.connect(self._say_fetched, Qt.ConnectionType.QueuedConnection)
        self.no_token.acted.connect(self._ask_for_token)
        self.error.acted.connect(self.begin)
        self.act.clicked.connect(lambda: self.start(self._bring_in(self.preview.chosen)))
        self.both_ways.clicked.connect(self._keep_both_ways)


class ImportFlow(QObject):
    """Outlives the dialog, so that an import can be undone after it was closed."""

    connect_requested = Signal()
    """The person wants to enter a token, as there is none."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.message, self.offered = context.messages.message, context.messages.offered
        self._context = context
        self._window = parent

    def open(self) -> None:
        """Fetch the shelf and open the preview."""
        dialog = ImportDialog(self._context, self._window)
        dialog.imported.connect(self._say)
        dialog.connect_requested.connect(self.connect_requested)
        dialog.begin()

    def _say(self, done: ShelfResult, late: int) -> None:
        text = tr("%n book(s) imported from Hardcover.", done.count)
        if late:
            text += " " + tr("Skipped %n book(s) that changed meanwhile.", late)
        if done.count:
            undo = Undo.of(self._context.services.shelf_import.undo, done, done.count)
            self.offered.emit(text, (offer_of(self._context, undo, self.message.emit, import_undone_text),))
        else:
            self.message.emit(text, Tone.ATTENTION)
