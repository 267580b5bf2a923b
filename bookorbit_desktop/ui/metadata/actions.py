"""Runs metadata changes and offers Undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.fields import BookField, FieldOrigin, FieldState
from bookorbit_desktop.services.runtime.undo import Undo
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.long_work import ended_text
from bookorbit_desktop.ui.tasks import async_slot
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.undoing import offer_of
from bookorbit_desktop.ui.wording import isolated, joined

if TYPE_CHECKING:  # the dialogs bring the network libraries along: a list of books does not wait for them
    from bookorbit_desktop.services.library.metadata import ManyEdits
    from bookorbit_desktop.services.review.online_metadata import Refreshed
    from bookorbit_desktop.ui.metadata.compare_dialog import Taken
    from bookorbit_desktop.ui.metadata.edit_dialog import BookEdits, EditDialog
    from bookorbit_desktop.ui.widgets.book_menu import BookMenu


class MetadataActions(QObject):
    """Opens the dialogs. Files are never changed."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.message, self.offered = context.messages.message, context.messages.offered
        self._context = context
        self._window = parent

    def offer_in(self, menu: BookMenu, book_ids: Sequence[BookId]) -> None:
        """Add the actions to a menu for books."""
        menu.edit.triggered.connect(lambda: self.edit(book_ids))
        menu.compare.triggered.connect(lambda: self.compare(book_ids))
        menu.refresh.triggered.connect(lambda: self.refresh(book_ids))

    def edit(self, book_ids: Sequence[BookId]) -> None:
        """Edit one book, or several at once."""
        if len(book_ids) == 1:
            self._edit(book_ids[0])
        elif book_ids:
            self._edit_many(book_ids)

    def compare(self, book_ids: Sequence[BookId]) -> None:
        """Find one book on Hardcover and compare field by field."""
        if len(book_ids) == 1:
            self._compare(book_ids[0])

    @async_slot
    async def refresh(self, book_ids: Sequence[BookId]) -> None:
        """Fetch values from Hardcover again."""
        services, tasks = self._context.services, self._context.tasks
        done = await tasks.network(services.online_metadata.refresh(book_ids))
        text = refreshed_text(done)
        if done.undo:
            self._offer(text, Undo.of(services.metadata.undo, done.undo, len(done.undo.books)))
        else:
            self.message.emit(text, Tone.NEUTRAL)

    @async_slot
    async def _edit(self, book_id: BookId) -> None:
        from bookorbit_desktop.ui.metadata.edit_dialog import EditDialog

        services, tasks = self._context.services, self._context.tasks
        states = await tasks.blocking(services.metadata.fields, book_id)
        reference = await tasks.network(services.matches.saved_reference(book_id))
        dialog = EditDialog(self._context, self._window, book_id, states, reference)
        title = str(states[BookField.TITLE].value)
        dialog.saved.connect(lambda edits: self._save(book_id, title, edits))
        dialog.cover.online.clicked.connect(lambda: self._choose_cover(dialog, book_id, states))
        dialog.open()

    def _choose_cover(
        self, dialog: EditDialog, book_id: BookId, states: Mapping[BookField, FieldState]
    ) -> None:
        from bookorbit_desktop.ui.metadata.compare_dialog import CompareDialog

        choosing = CompareDialog(self._context, dialog, book_id, states, cover_only=True)
        choosing.taken.connect(lambda taken: dialog.cover.take(taken.cover))
        choosing.open()

    @async_slot
    async def _compare(self, book_id: BookId) -> None:
        from bookorbit_desktop.ui.metadata.compare_dialog import CompareDialog

        states = await self._context.tasks.blocking(self._context.services.metadata.fields, book_id)
        dialog = CompareDialog(self._context, self._window, book_id, states)
        title = str(states[BookField.TITLE].value)
        dialog.taken.connect(lambda taken: self._take(book_id, title, taken))
        dialog.open()

    @async_slot
    async def _take(self, book_id: BookId, title: str, taken: Taken) -> None:
        services, tasks = self._context.services, self._context.tasks
        undo = Undo()
        try:
            changed = await tasks.blocking(
                services.metadata.change, [book_id], taken.values, FieldOrigin.HARDCOVER
            )
            undo += Undo.of(services.metadata.undo, changed)
            if taken.cover is not None:
                chosen = await tasks.blocking(services.cover_choice.choose, book_id, taken.cover)
                undo += Undo.of(services.cover_choice.undo, chosen)
            if taken.record is not None:
                picked = await tasks.network(services.matches.pick(book_id, taken.record, taken.edition))
                undo += Undo.of(services.matches.undo, picked)
        finally:
            self._offer_if_any(tr("“{0}” saved").format(isolated(title)), undo)

    def _edit_many(self, book_ids: Sequence[BookId]) -> None:
        from bookorbit_desktop.ui.metadata.many_dialog import ManyDialog

        dialog = ManyDialog(self._context, self._window, book_ids)
        dialog.saved.connect(lambda edits: self._save_many(book_ids, edits))
        dialog.open()

    @async_slot
    async def _save_many(self, book_ids: Sequence[BookId], edits: ManyEdits) -> None:
        metadata, tasks = self._context.services.metadata, self._context.tasks
        done = await self._context.work.in_steps(
            tr("Updating your books"),
            book_ids,
            lambda some: tasks.blocking(metadata.change_many, some, edits),
        )
        undo = Undo.of_each(metadata.undo, done.results, lambda changed: len(changed.books))
        text = tr("%n book(s) changed", undo.books) if undo else tr("No changes needed.")
        text = ended_text(text, done)
        if undo:
            self._offer(text, undo)
        else:
            self.message.emit(text, Tone.NEUTRAL)
        done.raise_problem()

    @async_slot
    async def _save(self, book_id: BookId, title: str, edits: BookEdits) -> None:
        services, tasks = self._context.services, self._context.tasks
        metadata, covers, matches = services.metadata, services.cover_choice, services.matches
        undo = Undo()
        try:
            if fields := await tasks.blocking(metadata.save, book_id, edits.fields):
                undo += Undo.of(metadata.undo, fields)
            if edits.cover is not None:
                undo += Undo.of(covers.undo, await tasks.blocking(covers.choose, book_id, edits.cover))
            elif edits.cover_from_file:
                undo += Undo.of(covers.undo, await tasks.blocking(covers.follow_file, book_id))
            if edits.reference is not None:
                saved = await tasks.network(matches.save_reference(book_id, edits.reference))
                undo += Undo.of(matches.undo, saved)
        finally:
            self._offer_if_any(tr("“{0}” saved").format(isolated(title)), undo)

    def _offer_if_any(self, text: str, undo: Undo) -> None:
        """Offer to undo the parts saved before one failed."""
        if undo:
            self._offer(text, undo)

    def _offer(self, text: str, undo: Undo) -> None:
        self.offered.emit(text, (offer_of(self._context, undo, self.message.emit),))


def refreshed_text(done: Refreshed) -> str:
    """The result of a refresh."""
    if not done.asked and not done.unmatched:
        return tr("These books have no details from Hardcover to refresh. Compare them online first.")
    changed = (
        tr("%n book(s) changed", done.changed) if done.changed else tr("Already up to date with Hardcover")
    )
    unmatched = tr("%n book(s) no longer matched", done.unmatched) if done.unmatched else ""
    return joined(changed, unmatched)
