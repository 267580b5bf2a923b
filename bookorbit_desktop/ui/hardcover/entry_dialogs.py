"""Changes shelf entries: what to ask, preview, confirmation, progress, undo."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome, SyncItem, SyncProgress, SyncSummary
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.overview.events import UndoProgressed
from bookorbit_desktop.services.hardcover.undo import UndoSummary
from bookorbit_desktop.services.runtime.run_cancel import RunCancel
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.sync.model import ItemDelegate, ItemsModel, end_text
from bookorbit_desktop.ui.sync.progress_view import ProgressView
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import framed, in_column
from bookorbit_desktop.ui.widgets.message_bar import Offer
from bookorbit_desktop.ui.widgets.rows import RowView
from bookorbit_desktop.ui.widgets.tick_box import TickBox
from bookorbit_desktop.ui.wording import number

_ON_HARDCOVER = frozenset(
    {HardcoverState.SYNCED, HardcoverState.WAITING_FOR_PAGES, HardcoverState.HARDCOVER_AHEAD}
)


@dataclass(frozen=True, slots=True)
class EditCommand:
    """One kind of edit: its questions, and how to run it."""

    title: str
    nothing: str
    """The text if there is nothing to change."""
    run: Callable[[bool, bool, RunCancel], Coroutine[Any, Any, SyncSummary]]
    """Called with whether to preview only, whether `more` is ticked, and the cancel object."""
    more: str = ""
    """The text of a check box that allows more changes; empty for none."""


class EntryEditDialog(QDialog):
    """Modeless. Writes nothing until the person has seen how many entries change, and how."""

    def __init__(self, context: UiContext, parent: QWidget, command: EditCommand) -> None:
        super().__init__(parent)
        self.message = context.messages.message
        self._context = context
        self._command = command
        self._running: asyncio.Future[None] | None = None
        self._writing = self._is_undoing = False
        self._cancelling = RunCancel()
        self.is_over = False
        """The dialog is about to close; results are ignored."""
        self._run_id: int | None = None
        self.setWindowTitle(command.title)
        self.setModal(False)
        fit(self, 560, 520)
        self.question = label("", wrap=True)
        self.more = TickBox(command.more)
        self.more.toggled.connect(self.look)
        self.items = ItemsModel()
        self.progress = ProgressView(context.services.clock.now, context.covers)
        self._parts = QStackedWidget()
        self.act = button(tr("Change"))
        self.keep = button(tr("Don't change"), "primary")
        self.cancel = button(tr("Cancel"))
        self.undo = button(tr("Undo this change"))
        self.again = button(tr("Continue"))
        self.close_button = button(tr("Close"))
        self._choices = (self.undo, self.again, self.cancel, self.act, self.keep, self.close_button)
        self._build()
        self._connect()
        self.look()

    def look(self) -> None:
        """Find out what would change."""
        self.progress.clear(tr("Checking your shelf. Nothing has changed yet."))
        self._parts.setCurrentWidget(self.progress)
        self._offer(self.cancel)
        self._start(self._look())

    def done(self, result: int) -> None:
        """Closing cancels a preview, but leaves a running edit alone."""
        if self._writing:
            self.hide()
            return
        if self._running is not None:
            self._running.cancel()
        super().done(result)
        self._end()

    def _end(self) -> None:
        self.is_over = True
        self.deleteLater()

    async def _look(self) -> None:
        summary = await self._ask(self._command.run(True, self.more.isChecked(), RunCancel()))
        if summary is not None:
            self._show_question(summary)

    async def _write(self) -> None:
        self._writing = True
        self._cancelling = RunCancel()
        try:
            summary = await self._ask(self._command.run(False, self.more.isChecked(), self._cancelling))
        finally:
            self._writing = False
        if summary is not None:
            self._show_end(summary)

    async def _take_back(self, run_id: int) -> None:
        self._writing = self._is_undoing = True
        self._cancelling = RunCancel()
        try:
            undone = await self._ask(self._context.services.undo.undo(run_id, cancel=self._cancelling))
        finally:
            self._writing = self._is_undoing = False
        if undone is not None:
            self._show_undone(undone)

    async def _ask(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Await the answer; None after an error, which the dialog shows."""
        try:
            return await self._context.tasks.network(work)
        except BookOrbitError as error:
            self._show_error(localize(error.message))
            return None
        except Exception:
            self._show_error(tr("Something went wrong. The log file has the details."))
            raise

    def _show_error(self, sentence: str) -> None:
        self.progress.show_error(sentence, self._command.title)
        self._offer(self.close_button)

    def _show_question(self, summary: SyncSummary) -> None:
        if summary.message:
            self._show_end(summary)
            return
        changes = Counter(change for item in summary.items for change in item.changes)
        count = summary.count(ItemOutcome.SENT)
        lines = [f"{number(times)} × {localize(change)}" for change, times in changes.most_common()]
        asked = tr("%n book(s) to change on your Hardcover shelf:", count)
        self.question.setText("\n".join((asked, *lines)) if count else self._command.nothing)
        self.act.setText(tr("Change %n book(s)", count))
        self.items.replace(list(summary.items))
        self._list.setVisible(bool(summary.items))
        skipped = bool(summary.count(ItemOutcome.SKIPPED))
        self.more.setVisible(bool(self._command.more) and (skipped or self.more.isChecked()))
        self._parts.setCurrentWidget(self._asking)
        self._offer(*((self.act, self.keep) if count else (self.close_button,)))
        (self.keep if count else self.close_button).setFocus()

    def _show_end(self, summary: SyncSummary) -> None:
        self._run_id = summary.run_id
        self.progress.show_summary(summary)
        self._parts.setCurrentWidget(self.progress)
        wrote = summary.count(ItemOutcome.SENT) and not summary.dry_run
        steps = [self.undo] if wrote else []
        steps += [self.again] if summary.message else []
        self._offer(*steps, self.close_button)
        if not self.isVisible():
            tone = Tone.ATTENTION if summary.message else Tone.OK
            self.message.emit(localize(summary.message) or end_text(summary), tone)
            self._end()

    def _show_undone(self, undone: UndoSummary) -> None:
        self.progress.show_undone(undone)
        self._offer(*([self.undo] if undone.left else []), self.close_button)
        if not self.isVisible():
            self.message.emit(
                self.progress.activity, Tone.ATTENTION if undone.left or undone.kept else Tone.OK
            )
            self._end()

    def _confirm(self) -> None:
        self.progress.clear(tr("Contacting Hardcover…"))
        self._parts.setCurrentWidget(self.progress)
        self._offer(self.cancel)
        self._start(self._write())

    def _cancel(self) -> None:
        if not self._writing:
            self.reject()
            return
        self._cancelling.set()
        self.progress.say_cancelling()

    def _undo(self) -> None:
        if self._run_id is not None:
            self.progress.show_undoing()
            self._offer(self.cancel, self.close_button)
            self._start(self._take_back(self._run_id))

    def _on_progress(self, progress: SyncProgress, items: tuple[SyncItem, ...]) -> None:
        if self._running is not None and not self._running.done() and not self._is_undoing:
            self.progress.show_progress(progress, items)

    def _on_undo_progress(self, progress: UndoProgressed) -> None:
        if self._is_undoing:
            self.progress.show_undo_progress(progress)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._running = self._context.tasks.start(work)

    def _offer(self, *offered: QWidget) -> None:
        for choice in self._choices:
            choice.setVisible(choice in offered)

    def _connect(self) -> None:
        self.act.clicked.connect(self._confirm)
        self.again.clicked.connect(self.look)
        self.keep.clicked.connect(self.reject)
        self.cancel.clicked.connect(self._cancel)
        self.undo.clicked.connect(self._undo)
        self.close_button.clicked.connect(self.reject)
        self._context.bridge.sync_progressed.connect(self._on_progress)
        self._context.bridge.undo_progressed.connect(self._on_undo_progress)

    def _build(self) -> None:
        rows = RowView(tr("Entries to change"))
        rows.setModel(self.items)
        rows.setItemDelegate(ItemDelegate(rows))
        self._list = framed(rows)
        self._asking = QWidget()
        column = in_column(
            self.question,
            self._list,
            self.more,
            inside=self._asking,
            spacing=theme.SPACE_12,
            grows=self._list,
        )
        column.addStretch(0)
        self._parts.addWidget(self.progress)
        self._parts.addWidget(self._asking)
        layout = dialog_column(self, theme.SPACE_16)
        layout.addWidget(label(self._command.title, "section", wrap=True))
        layout.addWidget(self._parts, 1)
        steps, ways_out = (self.undo, self.again), (self.keep, self.cancel, self.close_button)
        layout.addWidget(Answers(self, destroy=self.act, act=steps, reject=ways_out))


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
