"""The dialog of a manual sync. It does not block the window."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.local_state import KeptValues
from bookorbit_desktop.domain.hardcover.sync_run import (
    ItemOutcome,
    SyncEnd,
    SyncItem,
    SyncProgress,
    SyncSummary,
)
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.overview.events import UndoProgressed
from bookorbit_desktop.services.runtime.run_cancel import RunCancel
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.sync.preview import Preview
from bookorbit_desktop.ui.sync.progress_view import ProgressView
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, Confirm, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.wording import token_text


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A requested sync."""

    book_ids: frozenset[BookId] | None
    thorough: bool
    preview: bool


class SyncDialog(QDialog):
    """Previews the first sync, shows the progress of each one, and suggests the next step."""

    finished_run = Signal(object)
    """The SyncSummary of a completed run."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._run: asyncio.Future[None] | None = None
        self._looking = False
        self._is_undoing = False
        self._stop: Callable[[], object] = lambda: None
        self._next: _Wanted | None = None
        self._chosen: frozenset[BookId] | None = None
        self._thorough = False
        self._summary: SyncSummary | None = None
        self.setWindowTitle(tr("Sync to Hardcover"))
        self.setModal(False)
        fit(self, 680, 620)
        self._title = label(tr("Sync to Hardcover"), "section")
        self.preview = Preview(context.covers)
        self.progress = ProgressView(context.services.clock.now, context.covers)
        self._parts = QStackedWidget()
        self.send = button(tr("Send"), "primary")
        self.cancel = button(tr("Cancel"))
        self.background = button(tr("Run in background"))
        self.retry = button(tr("Retry failed"))
        self.undo = button(tr("Undo this sync"))
        self.fix = button(tr("Fix matches"))
        self.fix.setToolTip(tr("Show the books that have no match yet."))
        self.get_token = button(tr("Get a new token"))
        self.details = button(tr("Details"), "lead")
        self.details.setCheckable(True)
        self.details.setChecked(True)
        self.details.setToolTip(tr("Show or hide the books in this sync."))
        self.again = button(tr("Sync everything again"))
        self.again.setToolTip(tr("Compare every book with Hardcover again, including synced books."))
        self.close_button = button(tr("Close"))
        self._choices = (
            self.details,
            self.get_token,
            self.undo,
            self.fix,
            self.retry,
            self.again,
            self.background,
            self.cancel,
            self.send,
            self.close_button,
        )
        self._hint = label("", "detail", wrap=True, name="hint")
        self._build()
        self._connect()
        self._offer()

    @property
    def is_running(self) -> bool:
        """Whether a run started by this dialog is under way."""
        return self._run is not None and not self._run.done()

    @property
    def is_previewing(self) -> bool:
        """Whether a preview is waiting for confirmation."""
        return self.isVisible() and self._parts.currentWidget() is self.preview and self.preview.has_books

    def begin(
        self, book_ids: frozenset[BookId] | None = None, *, thorough: bool = False, preview: bool = False
    ) -> None:
        """Start a sync of some books, or of all; an open preview is shown again, a running sync awaited.

        With `preview`, and until the first sync is confirmed, it shows what would be written and waits.

        `thorough`: compare every entry afresh.
        """
        self._bring_up()
        if self.is_previewing:
            return
        if self.is_running:
            self._wait_for_end(_Wanted(book_ids, thorough, preview))
            return
        self._chosen, self._thorough = book_ids, thorough
        if self._context.services.preferences.current.hardcover_confirmed and not preview:
            self._start(book_ids)
        else:
            self._run = self._context.tasks.start(self._look_first())

    def watch(self) -> None:
        """Show the current run, including one that started automatically."""
        self._bring_up()
        progress = self._context.services.sync.progress
        if self.is_running or progress is None:
            return
        finished: asyncio.Future[SyncSummary] = self._context.tasks.promise()

        def finish(summary: SyncSummary) -> None:
            if summary.run_id >= progress.run_id and not finished.done():
                finished.set_result(summary)

        # Not in the task: the run may end, and be told of, before that begins.
        hearing = self._context.bridge.sync_finished.connect(finish)
        finished.add_done_callback(lambda _: self._context.bridge.sync_finished.disconnect(hearing))
        self._chosen, self._thorough = None, False
        self._stop = lambda: self._context.services.sync.cancel(progress.run_id)
        self._run = self._context.tasks.start(self._follow(finished))

    def done(self, result: int) -> None:
        """Closing leaves a run going in the background, but cancels a preview that is being prepared."""
        if self._looking:
            self._stop()
        super().done(result)

    def _wait_for_end(self, wanted: _Wanted) -> None:
        if not self._looking and not self._is_undoing:
            self._next = wanted
            self._say_hint(tr("The sync you asked for starts when this one ends."))

    async def _begin_next(self, ended: SyncSummary) -> None:
        """Start the sync requested in the meantime; skip a repeat if nothing is waiting to be sent."""
        wanted, self._next = self._next, None
        if wanted is None or ended.end is not SyncEnd.COMPLETED:
            return
        is_same = (wanted.book_ids, wanted.thorough) == (self._chosen, self._thorough) and not wanted.preview
        if is_same and not await self._context.tasks.network(self._context.services.states.pending_now()):
            return
        self._run = None
        self.begin(wanted.book_ids, thorough=wanted.thorough, preview=wanted.preview)

    async def _look_first(self, *, keep_ticks: bool = False) -> None:
        self._looking = True
        self._show_running(tr("Finding your books. Nothing has been sent yet."))
        try:
            summary = await self._context.tasks.network(
                self._context.services.sync.run(
                    dry_run=True,
                    book_ids=self._chosen,
                    thorough=self._thorough,
                    cancel=self._new_cancel(),
                )
            )
        except BookOrbitError as error:
            self._show_error(localize(error.message))
            return
        except Exception:
            self._show_error(tr("Something went wrong. The log file has the details."))
            raise
        finally:
            self._looking = False
        if summary.end is not SyncEnd.COMPLETED:
            self._show_end(summary)
            return
        self.preview.show_summary(summary, keep_ticks=keep_ticks)
        self._show_preview()

    async def _replace(self, seen: Mapping[BookId, KeptValues]) -> None:
        """Allow what the person chose in the preview, and show what that sends."""
        self._show_running(tr("Contacting Hardcover…"))
        await self._context.tasks.network(self._context.services.matches.replace_there(seen, seen))
        await self._look_first(keep_ticks=True)

    async def _send(self, book_ids: frozenset[BookId] | None, leave_out: frozenset[BookId]) -> None:
        self._show_running(tr("Contacting Hardcover…"))
        try:
            # To leave books out of everything is still the first sync; to choose some is not.
            summary = await self._context.tasks.network(
                self._context.services.sync.run(
                    book_ids=book_ids,
                    thorough=self._thorough,
                    confirms=self._chosen is None,
                    leave_out=leave_out,
                    cancel=self._new_cancel(),
                )
            )
        except BookOrbitError as error:
            self._show_error(localize(error.message))
            return
        except Exception:
            self._show_error(tr("Something went wrong. The log file has the details."))
            raise
        self._show_end(summary)
        self.finished_run.emit(summary)
        await self._begin_next(summary)

    async def _follow(self, finished: asyncio.Future[SyncSummary]) -> None:
        self._show_running(tr("Contacting Hardcover…"))
        summary = await finished
        self._show_end(summary)
        await self._begin_next(summary)

    def _new_cancel(self) -> RunCancel:
        cancel = RunCancel()
        self._stop = cancel.set
        return cancel

    def _start(self, book_ids: frozenset[BookId] | None, leave_out: frozenset[BookId] = frozenset()) -> None:
        self._run = self._context.tasks.start(self._send(book_ids, leave_out))

    def _confirm(self) -> None:
        whole = self._chosen is None and self.preview.is_complete
        # Left out of everything, a book stays out, also of what is sent by itself; of chosen ones it only waits.
        left_out = frozenset() if self._chosen is not None else self.preview.model.unticked
        self._start(None if whole else self.preview.model.ticked, left_out)

    def _start_replacing(self, seen: Mapping[BookId, KeptValues]) -> None:
        self._run = self._context.tasks.start(self._replace(seen))

    def _cancel(self) -> None:
        if not self.is_running:
            self.close()
            return
        self._stop()
        self.cancel.setEnabled(False)
        self.progress.say_cancelling()

    def _retry(self) -> None:
        if self._summary is not None:
            failed = [item.book_id for item in self._summary.items if item.outcome is ItemOutcome.FAILED]
            self._start(frozenset(failed))

    def _ask_undo(self) -> None:
        question = Confirm(
            self,
            tr("Undo this sync?"),
            tr(
                "This restores what the sync changed on Hardcover and removes entries it created. "
                "Your books here aren't changed."
            ),
            act=tr("Undo this sync"),
            keep=tr("Keep"),
        )
        question.confirmed.connect(self._undo)
        question.open()

    def _undo(self) -> None:
        if self._summary is not None:
            self._run = self._context.tasks.start(self._take_back(self._summary.run_id))

    async def _take_back(self, run_id: int) -> None:
        self._show_undoing()
        try:
            undone = await self._context.tasks.network(
                self._context.services.undo.undo(run_id, cancel=self._new_cancel())
            )
        except BookOrbitError as error:
            self.progress.show_error(localize(error.message), tr("Couldn't undo the sync yet"))
            self._show_after_undo(self.undo)
            return
        except Exception:
            self._show_error(tr("Something went wrong. The log file has the details."))
            raise
        self.progress.show_undone(undone)
        self._show_after_undo(*([self.undo] if undone.left else []))

    def _on_progress(self, progress: SyncProgress, items: tuple[SyncItem, ...]) -> None:
        if self.is_running and not self._is_undoing:
            self.progress.show_progress(progress, items)
            if not self.cancel.isEnabled():
                self.progress.say_cancelling()

    def _on_undo_progress(self, progress: UndoProgressed) -> None:
        if self.is_running and self._is_undoing:
            self.progress.show_undo_progress(progress)
            if not self.cancel.isEnabled():
                self.progress.say_cancelling()

    def _show_undoing(self) -> None:
        self._is_undoing = True
        self.progress.show_undoing()
        self.cancel.setEnabled(True)
        self.cancel.setToolTip(tr("Stops after the current book."))
        self._offer(self.cancel, self.background)
        self._say_hint(tr("If you cancel, the remaining books keep the synced changes."))
        self.background.setFocus()

    def _show_after_undo(self, *steps: QWidget) -> None:
        self._is_undoing = False
        self._offer(*steps, self.close_button)
        self._say_hint("")
        self.close_button.setFocus()

    def _show_running(self, doing: str) -> None:
        self._summary = None
        self.progress.clear(doing)
        self.progress.details.setVisible(self.details.isChecked())
        self._parts.setCurrentWidget(self.progress)
        self.cancel.setEnabled(True)
        self._offer(self.details, self.cancel, self.background)
        self._say_hint(tr("Cancel stops after the current request."))
        self.cancel.setToolTip(tr("Stops after the current request."))
        self.background.setFocus()

    def _show_preview(self) -> None:
        self.cancel.setToolTip(tr("Nothing will be sent."))
        self._parts.setCurrentWidget(self.preview)
        self._count_ticked(len(self.preview.model.ticked))
        self._say_hint("")
        if not self.preview.has_books:
            self._offer(self.close_button)
            self.close_button.setFocus()
            return
        self._offer(self.cancel, self.send)
        self.send.setFocus()

    def _show_end(self, summary: SyncSummary) -> None:
        self._summary = summary
        self.progress.show_summary(summary)
        self.progress.details.setVisible(self.details.isChecked() and bool(summary.items))
        self._parts.setCurrentWidget(self.progress)
        steps: list[QWidget] = [self.close_button]
        if summary.count(ItemOutcome.FAILED):
            steps.insert(0, self.retry)
        if summary.count(ItemOutcome.NOT_MATCHED):
            steps.insert(0, self.fix)
        if summary.count(ItemOutcome.SENT) and not summary.dry_run:
            steps.insert(0, self.undo)
        elif self._chosen is None and not self._thorough:
            steps.insert(0, self.again)
        self._offer(*self._way_to_a_token(), *([self.details] if summary.items else []), *steps)
        self._say_hint("")
        self.close_button.setFocus()

    def _show_error(self, sentence: str) -> None:
        self._is_undoing = False
        self._next = None
        self.progress.show_error(sentence)
        self._parts.setCurrentWidget(self.progress)
        self._offer(*self._way_to_a_token(), self.close_button)
        self._say_hint("")

    def _way_to_a_token(self) -> list[QWidget]:
        account = self._context.services.hardcover_account
        self.get_token.setText(token_text(account))
        return [self.get_token] if account.is_refused else []

    def _count_ticked(self, ticked: int) -> None:
        self.send.setText(tr("Send %n book(s)", ticked))
        self.send.setEnabled(ticked > 0)
        stays_out = self._chosen is None and bool(self.preview.model.unticked) and self.send.isEnabled()
        self._say_hint(tr("Books you leave out stay excluded until you include them.") if stays_out else "")
        self.send.setToolTip("" if ticked else tr("Select at least one book."))
        can_send = bool(self.preview.model.sendable)
        self.send.setVisible(can_send and self._parts.currentWidget() is self.preview)

    def _say_hint(self, text: str) -> None:
        self._hint.setText(text)
        self._hint.setVisible(bool(text))

    def _offer(self, *offered: QWidget) -> None:
        for choice in self._choices:
            choice.setVisible(choice in offered)
        if self.send in offered:
            self._count_ticked(len(self.preview.model.ticked))

    def _show_unmatched(self) -> None:
        self._context.navigation.go(Route(Page.HARDCOVER, state=HardcoverState.NOT_MATCHED))
        self.close()

    def _bring_up(self) -> None:
        self.show()
        self.raise_()
        self.activateWindow()

    def _connect(self) -> None:
        self.send.clicked.connect(self._confirm)
        self.cancel.clicked.connect(self._cancel)
        self.background.clicked.connect(self.close)
        self.retry.clicked.connect(self._retry)
        self.again.clicked.connect(lambda: self.begin(thorough=True))
        self.undo.clicked.connect(self._ask_undo)
        self.fix.clicked.connect(self._show_unmatched)
        self.close_button.clicked.connect(self.close)
        self.details.toggled.connect(self.progress.details.setVisible)
        self.get_token.clicked.connect(lambda: self._context.renew_access())
        self.preview.changed.connect(self._count_ticked)
        self.preview.replaced.connect(self._start_replacing)
        self._context.bridge.sync_progressed.connect(self._on_progress)
        self._context.bridge.undo_progressed.connect(self._on_undo_progress)

    def _build(self) -> None:
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self._parts.addWidget(self.progress)
        self._parts.addWidget(self.preview)
        layout = dialog_column(self, theme.SPACE_16)
        layout.addWidget(self._title)
        layout.addWidget(self._parts, 1)
        layout.addWidget(self._hint)
        layout.addWidget(
            Answers(
                self,
                accept=self.send,
                act=(self.get_token, self.undo, self.fix, self.retry, self.again, self.background),
                reject=(self.cancel, self.close_button),
                beside=self.details,
                has_default=False,
            )
        )
