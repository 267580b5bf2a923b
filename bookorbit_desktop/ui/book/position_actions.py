"""What the person decides about the place of books: restore, reset, follow a device back or not. With Undo."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.reading.positions import PastPlace
from bookorbit_desktop.services.reading.positions import ResetUndo, RestoreUndo
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.confirm import Confirm
from bookorbit_desktop.ui.widgets.message_bar import undo_offer
from bookorbit_desktop.ui.wording import percent


class PositionActions(QObject):
    """Carries decisions out and offers to take them back."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.message, self.offered = context.messages.message, context.messages.offered
        self._context = context
        self._window = parent

    def restore(self, book_id: BookId, place: PastPlace) -> None:
        """Give devices an earlier place of a book again."""
        self._context.tasks.start(self._restore(book_id, place))

    def ask_to_reset(self, book_ids: Sequence[BookId], title: str = "") -> None:
        """Ask, then forget the places of books. `title` names a single one."""
        question = (
            tr("Reset the progress of “{0}”?").format(title)
            if title
            else tr("Reset the progress of %n book(s)?", len(book_ids))
        )
        consequence = tr(
            "Clears BookOrbit's copy. Your device keeps its own place and may send it again: it counts once "
            "it differs from the one it sent last. Hardcover stays as it is; change it there if you want to."
        )
        dialog = Confirm(self._window, question, consequence, act=tr("Reset progress"), keep=tr("Keep it"))
        dialog.confirmed.connect(lambda: self._context.tasks.start(self._reset(book_ids)))
        dialog.open()

    def accept_step_back(self, book_id: BookId, percentage: float) -> None:
        """Let a book follow its device back."""
        done = tr("The book stands at {0} now").format(percent(percentage))
        self._answer(book_id, self._context.services.positions.accept_step_back, done)

    def keep_place(self, book_id: BookId, percentage: float) -> None:
        """Leave a book where it is."""
        done = tr("The book stays at {0}").format(percent(percentage))
        self._answer(book_id, self._context.services.positions.keep_place, done)

    def _answer(self, book_id: BookId, answer: Callable[[Sequence[BookId]], None], done: str) -> None:
        self._context.tasks.start(self._carry_out(book_id, answer, done))

    async def _carry_out(
        self, book_id: BookId, answer: Callable[[Sequence[BookId]], None], done: str
    ) -> None:
        reading, blocking = self._context.services.reading, self._context.tasks.blocking
        before = await blocking(reading.states, [book_id])
        await blocking(answer, [book_id])
        self._offer(done, lambda: reading.restore(before))

    async def _restore(self, book_id: BookId, place: PastPlace) -> None:
        positions = self._context.services.positions
        undo: RestoreUndo = await self._context.tasks.blocking(positions.restore, book_id, place.push.id)
        done = tr("Your devices are given {0} again").format(percent(place.push.percentage))
        self._offer(done, lambda: positions.undo_restore(undo))

    async def _reset(self, book_ids: Sequence[BookId]) -> None:
        positions = self._context.services.positions
        undo: ResetUndo = await self._context.tasks.blocking(positions.reset, book_ids)
        done = tr("Progress reset: %n book(s)", len(undo.books))
        self._offer(done, lambda: positions.undo_reset(undo))

    def _offer(self, done: str, take_back: Callable[[], None]) -> None:
        offer = undo_offer(lambda: self._context.tasks.start(self._take_back(take_back)))
        self.offered.emit(done, (offer,))

    async def _take_back(self, take_back: Callable[[], None]) -> None:
        await self._context.tasks.blocking(take_back)
        self.message.emit(tr("Taken back."), Tone.OK)
