"""Runs the actions on new books and offers Undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.inbox import InboxFile
from bookorbit_desktop.services.review.review import ApprovalUndo
from bookorbit_desktop.services.runtime.undo import Undo
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.library.actions import LibraryActions
from bookorbit_desktop.ui.long_work import ended_text
from bookorbit_desktop.ui.tasks import async_slot
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.undoing import offer_of
from bookorbit_desktop.ui.wording import isolated

if TYPE_CHECKING:  # the dialog brings the network libraries along: the list does not wait for them
    from bookorbit_desktop.ui.inbox.review_dialog import ReviewDecision

MOST_RESCANNED = 20
"""Books to look up on Hardcover with one click, as requests per day are limited."""


class InboxActions(QObject):
    """Opens the review; approves, rescans and removes books."""

    def __init__(self, context: UiContext, window: QWidget) -> None:
        super().__init__(window)
        self.message, self.offered = context.messages.message, context.messages.offered
        self._context = context
        self._window = window
        self._library = LibraryActions(context, window)

    def review(self, file: InboxFile) -> None:
        """Open the review of a waiting book."""
        from bookorbit_desktop.ui.inbox.review_dialog import ReviewDialog

        dialog = ReviewDialog(self._context, file, self._window)
        dialog.approved.connect(lambda decision: self._approve_one(file, decision))
        dialog.remove_requested.connect(lambda: self.remove([file]))
        dialog.open()

    def approve(self, files: Sequence[InboxFile]) -> None:
        """Approve books with their preselected values."""
        book_ids = list(dict.fromkeys(file.book_id for file in files if file.waits))
        self._context.tasks.start(self._approve(book_ids, self._context.services.review.approve_as_they_are))

    @async_slot
    async def approve_complete(self) -> None:
        """Approve all books with a known title and author."""
        review = self._context.services.review
        waiting = await self._context.tasks.blocking(review.waiting)
        await self._approve([review.book_id for review in waiting], review.approve_complete)

    @async_slot
    async def rescan(self, files: Sequence[InboxFile]) -> None:
        """Read files again, and ask Hardcover again about waiting books."""
        services, network = self._context.services, self._context.tasks.network
        waiting = list(dict.fromkeys(file.book_id for file in files if file.waits))
        broken = [file.id for file in files if not file.waits and file.problem]
        if broken:
            await network(services.library.read_again(broken))
        for book_id in waiting[:MOST_RESCANNED]:
            await network(services.review.rescan(book_id))
        left = len(waiting) - MOST_RESCANNED
        if left > 0:
            self.message.emit(tr("%n book(s) left. Rescan later.", left), Tone.NEUTRAL)

    def remove(self, files: Sequence[InboxFile]) -> None:
        """Ask, then remove books from the library."""
        book_ids = list(dict.fromkeys(file.book_id for file in files))
        if book_ids:
            self._library.remove(book_ids, files[0].title)

    @async_slot
    async def _approve_one(self, file: InboxFile, decision: ReviewDecision) -> None:
        services, blocking = self._context.services, self._context.tasks.blocking
        approved = await blocking(services.review.approve, file.book_id, decision.choices)
        undo, covers = Undo.of(services.review.undo, approved), services.cover_choice
        if decision.cover is not None:
            undo += Undo.of(covers.undo, await blocking(covers.choose, file.book_id, decision.cover))
        elif decision.cover_from_file:
            undo += Undo.of(covers.undo, await blocking(covers.follow_file, file.book_id))
        self._offer(tr("“{0}” approved").format(isolated(file.title)), undo)

    async def _approve(
        self, book_ids: Sequence[BookId], approve: Callable[[Sequence[BookId]], ApprovalUndo]
    ) -> None:
        done = await self._context.work.in_steps(
            tr("Approving books"), book_ids, lambda some: self._context.tasks.blocking(approve, some)
        )
        review = self._context.services.review
        undo = Undo.of_each(review.undo, done.results, lambda approved: len(approved.books))
        if undo.books:
            self._offer(ended_text(tr("%n book(s) approved", undo.books), done), undo)
        else:
            self.message.emit(
                tr(
                    "No books can be approved automatically because a title or author is uncertain. "
                    "Review them one by one."
                ),
                Tone.ATTENTION,
            )
        done.raise_problem()

    def _offer(self, text: str, undo: Undo) -> None:
        self.offered.emit(text, (offer_of(self._context, undo, self.message.emit),))
