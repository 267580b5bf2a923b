"""The actions on shelves, saved filters and tags; each can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from bookorbit_desktop.domain.base.ids import BookId, CollectionId
from bookorbit_desktop.domain.library.collection import Collection, CollectionChange, CollectionKind, name_key
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.services.runtime.undo import Undo
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.foreign_text import one_line
from bookorbit_desktop.ui.tasks import async_slot
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.undoing import offer_of
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.message_bar import Offer
from bookorbit_desktop.ui.wording import isolated, joined

if TYPE_CHECKING:
    from bookorbit_desktop.services.library.collections import CollectionService
    from bookorbit_desktop.ui.collections.sort_dialog import SortWish

_NAME_WIDTH = 420


class NameDialog(QDialog):
    """One field that cannot be left empty."""

    entered = Signal(str)

    def __init__(self, parent: QWidget, question: str, act: str, *, name: str = "", hint: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question)
        self.setFixedWidth(theme.px(_NAME_WIDTH))
        self.field = QLineEdit(name)
        self.field.setAccessibleName(tr("Name"))
        self.field.setMaxLength(2**31 - 1)  # a name that came from elsewhere is not cut
        self.field.selectAll()
        self.save = button(act, "primary")
        self.cancel = button(tr("Cancel"))
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        self.field.textChanged.connect(self._allow)
        layout = dialog_column(self)
        layout.addWidget(label(question, "section", wrap=True))
        if hint:
            layout.addWidget(label(hint, "muted", wrap=True))
        layout.addWidget(self.field)
        layout.addWidget(Answers(self, accept=self.save, reject=self.cancel))
        self._allow()
        self.field.setFocus()

    def _allow(self) -> None:
        has_name = bool(name_key(self.field.text()))
        self.save.setEnabled(has_name)
        self.save.setToolTip("" if has_name else tr("Enter a name first."))

    def _save(self) -> None:
        self.accept()
        self.entered.emit(self.field.text())


class ShelfActions(QObject):
    """Asks for names where needed, and offers Undo."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._window = parent

    def make(self, kind: CollectionKind) -> None:
        """Ask for the name of a new shelf or tag."""
        is_tag = kind is CollectionKind.TAG
        question = tr("New tag") if is_tag else tr("New shelf")
        dialog = NameDialog(self._window, question, tr("Create"))
        dialog.entered.connect(
            lambda name: self._change(
                lambda: self._collections.make(kind, name), _called(tr("“{0}” created."), name)
            )
        )
        dialog.open()

    def save_filter(self, query: BookQuery) -> None:
        """Ask for a name, and save the library's current filter."""
        hint = tr("Matching books are added and removed automatically.")
        dialog = NameDialog(self._window, tr("Save this filter"), tr("Save"), hint=hint)
        kind = CollectionKind.FILTER
        dialog.entered.connect(
            lambda name: self._change(
                lambda: self._collections.make(kind, name, query), _called(tr("Filter “{0}” saved."), name)
            )
        )
        dialog.open()

    def rename(self, collection: Collection) -> None:
        """Ask for a new name."""
        question = _called(tr("Rename “{0}”"), collection.name)
        dialog = NameDialog(self._window, question, tr("Rename"), name=collection.name)
        dialog.entered.connect(
            lambda name: self._change(
                lambda: self._collections.rename(collection.id, name), _called(tr("Renamed to “{0}”."), name)
            )
        )
        dialog.open()

    def delete(self, collection: Collection) -> None:
        """Delete it without asking; Undo restores it with its books."""
        text = joined(_called(tr("“{0}” deleted"), collection.name), tr("its books stay in your library"))
        self._change(lambda: self._collections.delete([collection.id]), text)

    @async_slot
    async def sort_in(self, book_ids: Sequence[BookId]) -> None:
        """Let the person choose the shelves and tags of books."""
        from bookorbit_desktop.ui.collections.sort_dialog import SortDialog

        tasks, services = self._context.tasks, self._context.services
        every = await tasks.blocking(self._collections.all)
        names_of = await tasks.blocking(self._collections.names_of, book_ids)
        rows = await tasks.blocking(services.book_list.rows_of, book_ids[:1])
        if not rows:
            return
        question = isolated(rows[0].title) if len(book_ids) == 1 else tr("%n book(s)", len(book_ids))
        dialog = SortDialog(self._window, one_line(question), book_ids, every, names_of)
        dialog.chosen.connect(lambda wish: self._sort_in(book_ids, wish))
        dialog.open()

    @async_slot
    async def add(self, collection_id: CollectionId, name: str, book_ids: Sequence[BookId]) -> None:
        """Put books on a shelf, or give them a tag."""
        change = await self._context.tasks.blocking(self._collections.add, collection_id, book_ids)
        if change:
            self._offer(_called(tr("%n book(s) added to “{0}”.", change.books), name), change)
        else:
            text = _called(tr("“{0}” has these books already."), name)
            self._context.messages.message.emit(text, Tone.NEUTRAL)

    def add_to_new_shelf(self, book_ids: Sequence[BookId]) -> None:
        """Ask for the name of a shelf, and put books on it."""
        dialog = NameDialog(self._window, tr("New shelf"), tr("Create"))
        dialog.entered.connect(
            lambda name: self._change(
                lambda: self._collections.add_named(CollectionKind.SHELF, name, book_ids),
                _called(tr("%n book(s) added to “{0}”.", len(book_ids)), name),
            )
        )
        dialog.open()

    @async_slot
    async def take_from_calibre(self, folder: bytes) -> None:
        """Give the books of a Calibre library their tags from there."""
        taking = self._context.services.calibre_tags.take_over
        change = await self._context.tasks.blocking(taking, folder)
        text = joined(tr("%n book(s) tagged", change.books), tr("%n new tag(s)", len(change.made)))
        if change:
            self._offer(text, change)
        else:
            self._context.messages.message.emit(tr("Your books already have Calibre's tags."), Tone.NEUTRAL)

    def _sort_in(self, book_ids: Sequence[BookId], wish: SortWish) -> None:
        self._change(
            lambda: self._collections.sort_in(book_ids, add=wish.add, remove=wish.remove, new=wish.new),
            tr("Shelves and tags changed for %n book(s)", len(book_ids)),
        )

    @async_slot
    async def _change(self, change: Callable[[], CollectionChange], text: str) -> None:
        done = await self._context.tasks.blocking(change)
        if done:
            self._offer(text, done)

    def _offer(self, text: str, change: CollectionChange) -> None:
        messages = self._context.messages
        undo = Undo.of(self._collections.undo, change, max(1, change.books))
        offer: Offer = offer_of(self._context, undo, messages.message.emit)
        messages.offered.emit(text, (offer,))

    @property
    def _collections(self) -> CollectionService:
        return self._context.services.collections


def _called(text: str, name: str) -> str:
    return text.format(isolated(one_line(name)))
