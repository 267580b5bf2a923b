"""Carries out what the person decides about new books, and offers to take it back."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.inbox import InboxFile
from bookorbit_desktop.services.review.review import ApprovalUndo, all_approved
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.library.actions import LibraryActions
from bookorbit_desktop.ui.long_work import ended_text
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.message_bar import undo_offer
from bookorbit_desktop.ui.wording import isolated

if TYPE_CHECKING:  # the dialog brings the network libraries along: the list does not wait for them
    from bookorbit_desktop.ui.inbox.review_dialog import Decision

MOST_RESCANNED = 20
"""Books that Hardcover is asked about at once by one press: a day has only so many requests."""


class InboxActions(QObject):
    """Opens the review, approves, reads again and removes."""

    connect_wanted = Signal()
    """Hardcover is to be connected first."""

    def __init__(self, context: UiContext, window: QWidget) -> None:
        super().__init__(window)
        self.message, self.offered = context.messages.message, context.messages.offered
        self._context = context
        self._window = window
        self._library = LibraryActions(context, window)

    def review(self, file: InboxFile) -> None:
        """Look at a book that waits."""
        from bookorbit_desktop.ui.inbox.review_dialog import ReviewDialog

        dialog = ReviewDialog(self._context, file, self._window)
        dialog.approved.connect(lambda decision: self._start(self._approve_one(file, decision)))
        dialog.remove_wanted.connect(lambda: self.remove([file]))
        dialog.connect_wanted.connect(self.connect_wanted)
        dialog.open()

    def approve(self, files: Sequence[InboxFile]) -> None:
        """Let books wait no more, with what is trusted for each."""
        book_ids = list(dict.fromkeys(file.book_id for file in files if file.waits))
        self._start(self._approve(book_ids, self._context.services.review.approve_as_they_are))

    def approve_complete(self) -> None:
        """Let all books wait no more of which title and author are known."""
        self._start(self._approve_complete())

    def rescan(self, files: Sequence[InboxFile]) -> None:
        """Read files anew; Hardcover is asked anew about those that wait."""
        self._start(self._rescan(files))

    def remove(self, files: Sequence[InboxFile]) -> None:
        """Ask, then take books out of the library."""
        book_ids = list(dict.fromkeys(file.book_id for file in files))
        if book_ids:
            self._library.remove(book_ids, files[0].title)

    async def _approve_one(self, file: InboxFile, decision: Decision) -> None:
        services, blocking = self._context.services, self._context.tasks.blocking
        undo = await blocking(services.review.approve, file.book_id, decision.choices)
        covers, cover = services.cover_choice, None
        if decision.cover is not None:
            cover = await blocking(covers.choose, file.book_id, decision.cover)
        elif decision.cover_from_file:
            cover = await blocking(covers.follow_file, file.book_id)

        async def take_back() -> None:
            if cover is not None:
                await blocking(covers.undo, cover)
            await self._take_back([undo])

        self._offer(tr("Approved: “{0}”").format(isolated(file.title)), take_back)

    async def _approve_complete(self) -> None:
        review = self._context.services.review
        waiting = await self._context.tasks.blocking(review.waiting)
        await self._approve([one.book_id for one in waiting], review.approve_complete)

    async def _approve(
        self, book_ids: Sequence[BookId], approve: Callable[[Sequence[BookId]], ApprovalUndo]
    ) -> None:
        done = await self._context.work.in_steps(
            tr("Approving books"), book_ids, lambda some: self._context.tasks.blocking(approve, some)
        )
        count = len(all_approved(done.results).books)
        if count:
            words = ended_text(tr("Approved: %n book(s)", count), done)
            self._offer(words, lambda: self._take_back(done.results))
        else:
            self.message.emit(
                tr("No book looks complete. Review them one by one: their title or author is not certain."),
                Tone.ATTENTION,
            )
        done.raise_problem()

    async def _take_back(self, steps: Sequence[ApprovalUndo]) -> None:
        for step in reversed(steps):
            await self._context.tasks.blocking(self._context.services.review.undo, step)
        self.message.emit(tr("Taken back."), Tone.OK)

    async def _rescan(self, files: Sequence[InboxFile]) -> None:
        services, network = self._context.services, self._context.tasks.network
        waiting = list(dict.fromkeys(file.book_id for file in files if file.waits))
        broken = [file.id for file in files if not file.waits and file.problem]
        if broken:
            await network(services.library.read_again(broken))
        for book_id in waiting[:MOST_RESCANNED]:
            await network(services.review.rescan(book_id))
        left = len(waiting) - MOST_RESCANNED
        if left > 0:
            self.message.emit(tr("%n book(s) left: rescan them in a while.", left), Tone.NEUTRAL)

    def _offer(self, words: str, take_back: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self.offered.emit(words, (undo_offer(lambda: self._start(take_back())),))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._context.tasks.start(work)
