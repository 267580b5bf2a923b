"""Opens the dialogs that change shelf entries."""

from collections.abc import Coroutine, Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.hardcover.sync_run import SyncSummary
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.services.runtime.run_cancel import RunCancel
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.entry_edit_dialog import EditCommand, EntryEditDialog
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.message_bar import Offer

_ON_HARDCOVER = frozenset(
    {HardcoverState.SYNCED, HardcoverState.WAITING_FOR_PAGES, HardcoverState.HARDCOVER_AHEAD}
)


class EntryCommands(QObject):
    """One dialog at a time: a second call brings up the first."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._window = parent
        self._edits = context.services.entry_edits
        self._shown: EntryEditDialog | None = None

    def apply_privacy(self) -> None:
        """Offer to apply the chosen privacy to every entry."""

        def run(look: bool, _more: bool, cancel: RunCancel) -> Coroutine[Any, Any, SyncSummary]:
            return self._edits.apply_privacy(dry_run=look, cancel=cancel)

        self._open(
            EditCommand(
                tr("Apply my privacy to all my entries"),
                tr("No entries to change. They already have this privacy or belong to excluded books."),
                run,
            )
        )

    def clear_ratings(self, rows: Sequence[BookRow]) -> None:
        """Offer to remove the ratings of some books from Hardcover."""
        book_ids = [row.id for row in rows]

        def run(look: bool, more: bool, cancel: RunCancel) -> Coroutine[Any, Any, SyncSummary]:
            return self._edits.clear_ratings(book_ids, theirs=more, dry_run=look, cancel=cancel)

        self._open(
            EditCommand(
                tr("Also clear the rating on Hardcover"),
                tr("No rating to clear."),
                run,
                more=tr("Include ratings I gave on Hardcover"),
            )
        )

    def _open(self, command: EditCommand) -> None:
        if self._shown is None or self._shown.is_over:
            self._shown = EntryEditDialog(self._context, self._window, command)
        shown = self._shown
        shown.show()
        shown.raise_()
        shown.activateWindow()


def clear_rating_offer(commands: EntryCommands, rows: Sequence[BookRow]) -> tuple[Offer, ...]:
    """The offer after clearing ratings here, for books whose rating may still be on Hardcover."""
    sent = [row for row in rows if row.rating is not None and row.hardcover in _ON_HARDCOVER]
    if not sent:
        return ()
    return (Offer(tr("Also clear it on Hardcover…"), lambda: commands.clear_ratings(sent)),)
