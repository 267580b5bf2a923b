"""Carries out what the person decides about what books are, and offers to take it back."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.fields import BookField, FieldOrigin, FieldState
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.long_work import ended_text
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.message_bar import undo_offer
from bookorbit_desktop.ui.wording import isolated, joined

if TYPE_CHECKING:  # the dialogs bring the network libraries along: a list of books does not wait for them
    from bookorbit_desktop.services.library.metadata import ManyEdits, MetadataUndo
    from bookorbit_desktop.services.review.online_metadata import Refreshed
    from bookorbit_desktop.ui.library.menu import BookMenu
    from bookorbit_desktop.ui.metadata.compare_dialog import Taken
    from bookorbit_desktop.ui.metadata.edit_dialog import BookEdits, EditDialog

TakeBack = Callable[[], Coroutine[Any, Any, None]]


class MetadataActions(QObject):
    """Opens the dialogs; nothing of a file is changed."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.message, self.offered = context.messages.message, context.messages.offered
        self._context = context
        self._window = parent

    def offer_in(self, menu: BookMenu, book_ids: Sequence[BookId]) -> None:
        """Let a menu do this with books."""
        menu.edit_wanted.connect(lambda: self.edit(book_ids))
        menu.compare_wanted.connect(lambda: self.compare(book_ids))
        menu.refresh_wanted.connect(lambda: self.refresh(book_ids))

    def edit(self, book_ids: Sequence[BookId]) -> None:
        """Edit one book, or several at once."""
        if len(book_ids) == 1:
            self._start(self._edit(book_ids[0]))
        elif book_ids:
            self._edit_many(book_ids)

    def compare(self, book_ids: Sequence[BookId]) -> None:
        """Look for one book on Hardcover and decide field by field."""
        if len(book_ids) == 1:
            self._start(self._compare(book_ids[0]))

    def refresh(self, book_ids: Sequence[BookId]) -> None:
        """Fetch again what came from Hardcover before."""
        self._start(self._refresh(book_ids))

    async def _edit(self, book_id: BookId) -> None:
        from bookorbit_desktop.ui.metadata.edit_dialog import EditDialog

        services, tasks = self._context.services, self._context.tasks
        states = await tasks.blocking(services.metadata.fields, book_id)
        reference = await tasks.network(services.matches.saved_reference(book_id))
        dialog = EditDialog(self._context, self._window, book_id, states, reference)
        title = str(states[BookField.TITLE].value)
        dialog.saved.connect(lambda edits: self._start(self._save(book_id, title, edits)))
        dialog.cover_online_wanted.connect(lambda: self._choose_cover(dialog, book_id, states))
        dialog.open()

    def _choose_cover(
        self, dialog: EditDialog, book_id: BookId, states: Mapping[BookField, FieldState]
    ) -> None:
        from bookorbit_desktop.ui.metadata.compare_dialog import CompareDialog

        choosing = CompareDialog(self._context, dialog, book_id, states, cover_only=True)
        choosing.taken.connect(lambda taken: dialog.cover.take(taken.cover))
        choosing.open()

    async def _compare(self, book_id: BookId) -> None:
        from bookorbit_desktop.ui.metadata.compare_dialog import CompareDialog

        states = await self._context.tasks.blocking(self._context.services.metadata.fields, book_id)
        dialog = CompareDialog(self._context, self._window, book_id, states)
        title = str(states[BookField.TITLE].value)
        dialog.taken.connect(lambda taken: self._start(self._take(book_id, title, taken)))
        dialog.open()

    async def _take(self, book_id: BookId, title: str, taken: Taken) -> None:
        """Each part is taken back with the others, in the opposite order."""
        services, tasks = self._context.services, self._context.tasks
        take_back: list[TakeBack] = []
        try:
            changed = await tasks.blocking(
                services.metadata.change, [book_id], taken.values, FieldOrigin.HARDCOVER
            )
            take_back.append(self._undoing(changed))
            if taken.cover is not None:
                chosen = await tasks.blocking(services.cover_choice.choose, book_id, taken.cover)
                take_back.append(lambda: tasks.blocking(services.cover_choice.undo, chosen))
            if taken.record is not None:
                picked = await tasks.network(services.matches.pick(book_id, taken.record, taken.edition))
                take_back.append(lambda: tasks.network(services.matches.undo(picked)))
        finally:
            if take_back:
                self._offer(tr("“{0}” is saved.").format(isolated(title)), take_back)

    async def _refresh(self, book_ids: Sequence[BookId]) -> None:
        services, tasks = self._context.services, self._context.tasks
        done = await tasks.network(services.online_metadata.refresh(book_ids))
        words = refreshed_text(done)
        if done.undo:
            self._offer(words, [self._undoing(done.undo)])
        else:
            self.message.emit(words, Tone.NEUTRAL)

    def _edit_many(self, book_ids: Sequence[BookId]) -> None:
        from bookorbit_desktop.ui.metadata.many_dialog import ManyDialog

        dialog = ManyDialog(self._context, self._window, book_ids)
        dialog.saved.connect(lambda edits: self._start(self._save_many(book_ids, edits)))
        dialog.open()

    async def _save_many(self, book_ids: Sequence[BookId], edits: ManyEdits) -> None:
        metadata, tasks = self._context.services.metadata, self._context.tasks
        done = await self._context.work.in_steps(
            tr("Changing your books"),
            book_ids,
            lambda some: tasks.blocking(metadata.change_many, some, edits),
        )
        changed = [undo for undo in done.results if undo]
        count = sum(len(undo.books) for undo in changed)
        words = tr("Changed: %n book(s)", count) if count else tr("They are like this already.")
        words = ended_text(words, done)
        if changed:
            self._offer(words, [self._undoing(undo) for undo in changed])
        else:
            self.message.emit(words, Tone.NEUTRAL)
        done.raise_problem()

    def _undoing(self, undo: MetadataUndo) -> TakeBack:
        return lambda: self._context.tasks.blocking(self._context.services.metadata.undo, undo)

    async def _save(self, book_id: BookId, title: str, edits: BookEdits) -> None:
        """Each part is taken back with the others, in the opposite order."""
        take_back: list[TakeBack] = []
        try:
            await self._save_parts(book_id, edits, take_back)
        finally:
            if take_back:
                words = tr("“{0}” is saved.").format(isolated(title))
                self._offer(words, take_back)

    async def _save_parts(self, book_id: BookId, edits: BookEdits, take_back: list[TakeBack]) -> None:
        services, tasks = self._context.services, self._context.tasks
        metadata, covers, matches = services.metadata, services.cover_choice, services.matches
        fields = await tasks.blocking(metadata.save, book_id, edits.fields)
        if fields:
            take_back.append(self._undoing(fields))
        if edits.cover is not None:
            chosen = await tasks.blocking(covers.choose, book_id, edits.cover)
            take_back.append(lambda: tasks.blocking(covers.undo, chosen))
        elif edits.cover_from_file:
            followed = await tasks.blocking(covers.follow_file, book_id)
            take_back.append(lambda: tasks.blocking(covers.undo, followed))
        if edits.reference is not None:
            saved = await tasks.network(matches.save_reference(book_id, edits.reference))
            take_back.append(lambda: tasks.network(matches.undo(saved)))

    def _offer(self, words: str, take_back: Sequence[TakeBack]) -> None:
        offer = undo_offer(lambda: self._start(self._take_back(take_back)))
        self.offered.emit(words, (offer,))

    async def _take_back(self, take_back: Sequence[TakeBack]) -> None:
        for step in reversed(take_back):
            await step()
        self.message.emit(tr("Taken back."), Tone.OK)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._context.tasks.start(work)


def refreshed_text(done: Refreshed) -> str:
    """What fetching again came to."""
    if not done.asked and not done.unmatched:
        return tr("Nothing here came from Hardcover, so there is nothing to fetch again. Compare first.")
    changed = (
        tr("Changed: %n book(s)", done.changed) if done.changed else tr("Hardcover says the same as here")
    )
    unmatched = tr("%n book(s) not matched any more", done.unmatched) if done.unmatched else ""
    return joined(changed, unmatched)
