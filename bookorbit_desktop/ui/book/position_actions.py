"""Actions on the position of books: restore, reset, accept or keep a step back. Each can be undone."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.reading.positions import PastPosition
from bookorbit_desktop.services.runtime.undo import Undo
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.undoing import offer_of
from bookorbit_desktop.ui.widgets.dialogs import Confirm
from bookorbit_desktop.ui.wording import percent


class PositionActions(QObject):
    """Carries out decisions and offers to undo them."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.message, self.offered = context.messages.message, context.messages.offered
        self._context = context
        self._window = parent

    def restore(self, book_id: BookId, position: PastPosition) -> None:
        """Restore an earlier position of a book for devices."""
        self._context.tasks.start(self._restore(book_id, position))

    def ask_to_reset(self, book_ids: Sequence[BookId], title: str = "") -> None:
        """Ask, then forget the positions of books. `title` names a single one."""
        question = (
            tr("Reset the progress of “{0}”?").format(title)
            if title
            else tr("Reset the progress of %n book(s)?", len(book_ids))
        )
        consequence = tr(
            "This clears the position in BookOrbit. Your device keeps its own position; BookOrbit "
            "accepts it again once it changes. Hardcover isn't changed."
        )
        dialog = Confirm(
            self._window, question, consequence, act=tr("Reset progress"), keep=tr("Keep position")
        )
        dialog.confirmed.connect(lambda: self._context.tasks.start(self._reset(book_ids)))
        dialog.open()

    def accept_step_back(self, book_id: BookId, percentage: float) -> None:
        """Accept a step back to the device's position."""
        done = tr("Position set to {0}").format(percent(percentage))
        self._answer(book_id, self._context.services.positions.accept_step_back, done)

    def keep_position(self, book_id: BookId, percentage: float) -> None:
        """Keep the position of a book."""
        done = tr("Position kept at {0}").format(percent(percentage))
        self._answer(book_id, self._context.services.positions.keep_position, done)

    def _answer(self, book_id: BookId, answer: Callable[[Sequence[BookId]], None], done: str) -> None:
        self._context.tasks.start(self._carry_out(book_id, answer, done))

    async def _carry_out(
        self, book_id: BookId, answer: Callable[[Sequence[BookId]], None], done: str
    ) -> None:
        reading, blocking = self._context.services.reading, self._context.tasks.blocking
        before = await blocking(reading.states, [book_id])
        await blocking(answer, [book_id])
        self._offer(done, Undo.of(reading.restore, before))

    async def _restore(self, book_id: BookId, position: PastPosition) -> None:
        positions = self._context.services.positions
        restored = await self._context.tasks.blocking(positions.restore, book_id, position.push.id)
        done = tr("Position restored to {0}").format(percent(position.push.percentage))
        self._offer(done, Undo.of(positions.undo, restored))

    async def _reset(self, book_ids: Sequence[BookId]) -> None:
        positions = self._context.services.positions
        reset = await self._context.tasks.blocking(positions.reset, book_ids)
        done = tr("Progress reset for %n book(s)", len(reset.books))
        self._offer(done, Undo.of(positions.undo, reset, len(reset.books)))

    def _offer(self, done: str, undo: Undo) -> None:
        self.offered.emit(done, (offer_of(self._context, undo, self.message.emit),))
