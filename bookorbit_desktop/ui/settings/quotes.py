"""Settings for highlights on Hardcover: what is sent, of which books, and who may read it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.hardcover.catalogue import Privacy
from bookorbit_desktop.domain.hardcover.quotes import QuoteBooks, QuoteKinds
from bookorbit_desktop.domain.library.collection import Collection, CollectionKind
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.highlights.quotes import switch
from bookorbit_desktop.ui.settings.rows import CONTROL, ChoiceRow, SettingRow, TickRow
from bookorbit_desktop.ui.tasks import async_slot, owned_slot
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.dialogs import Confirm


class QuoteRows(QObject):
    """The rows of the card; they follow the settings."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._parent = parent
        self.kinds = Choice(tr("Highlights to send"))
        for word, kinds in kinds_choices():
            self.kinds.addItem(word, kinds.value)
        self.books = Choice(tr("Books whose highlights are sent"))
        self.books.addItem(tr("All books"), 0)
        self.who = Choice(tr("Who can read them"))
        for word, privacy in (
            (tr("Only you"), Privacy.PRIVATE),
            (tr("Followers only"), Privacy.FOLLOWERS),
            (tr("Everyone"), Privacy.PUBLIC),
        ):
            self.who.addItem(word, int(privacy))
        for choice in (self.kinds, self.books, self.who):
            choice.setMinimumWidth(theme.px(CONTROL))
        self.more_public = TickRow(
            context,
            tr("Also where the book itself is more private"),
            tr("When off, a highlight is never seen by more people than its book."),
            "hardcover_quotes_more_public",
        )
        self.ticks = (
            self.more_public,
            TickRow(
                context,
                tr("Mark them as spoilers"),
                tr("Hardcover hides them until a reader asks. Applies to highlights sent from now on."),
                "hardcover_quote_spoilers",
            ),
            TickRow(
                context,
                tr("Remove what you delete on your devices"),
                tr("When off, highlights stay on Hardcover until you remove them there or here."),
                "hardcover_quotes_follow",
            ),
        )
        self.read_back = TickRow(
            context,
            tr("Show what you write on Hardcover"),
            tr("Each sync adds quotes and notes from Hardcover to Highlights. They can't be changed here."),
            "hardcover_quotes_pull",
        )
        self.kinds.activated.connect(self._choose_kinds)
        self.books.activated.connect(self._choose_books)
        self.who.activated.connect(self._choose_who)
        context.bridge.collections_changed.connect(self._reload)
        self.rows: Sequence[SettingRow | TickRow | ChoiceRow] = (
            SettingRow(
                tr("Highlights to send"),
                tr("With each sync, after statuses and progress."),
                self.kinds,
            ),
            SettingRow(
                tr("Books"),
                tr("You can also choose a book by itself: right-click one of its highlights."),
                self.books,
            ),
            SettingRow(tr("Who can read them"), tr("Applies to highlights sent from now on."), self.who),
            *self.ticks,
            self.read_back,
        )
        self._reload()

    def refresh(self) -> None:
        """Show the stored settings."""
        settings = self._context.services.preferences.current
        self.kinds.setCurrentIndex(self.kinds.findData(settings.hardcover_quotes))
        self.who.setCurrentIndex(self.who.findData(int(settings.hardcover_quote_privacy)))
        chosen = {QuoteBooks.ALL: 0, QuoteBooks.CHOSEN: -1}.get(
            QuoteBooks(settings.hardcover_quote_books), settings.hardcover_quote_shelf
        )
        self.books.setCurrentIndex(self.books.findData(chosen))
        is_on = settings.hardcover_quotes != QuoteKinds.OFF
        for row in self.rows[1:-1]:
            row.setVisible(is_on)
        self.more_public.setVisible(is_on and settings.hardcover_quote_privacy != Privacy.PRIVATE)

    def _choose_kinds(self) -> None:
        switch(self._context, self._parent, QuoteKinds(self.kinds.currentData()), self.refresh)

    @async_slot
    async def _choose_books(self) -> None:
        chosen = int(self.books.currentData())
        which = {0: QuoteBooks.ALL, -1: QuoteBooks.CHOSEN}.get(chosen, QuoteBooks.SHELF)
        await self._context.tasks.blocking(
            self._context.services.preferences.change,
            hardcover_quote_books=which.value,
            hardcover_quote_shelf=max(0, chosen),
        )

    def _choose_who(self) -> None:
        who = int(self.who.currentData())
        if who == Privacy.PRIVATE:
            self._context.tasks.start(self._store_who(who))
            return
        question = Confirm(
            self._parent,
            tr("Let others read your highlights and notes?"),
            tr(
                "What is sent from now on can be read by others on Hardcover, with your notes. Books that you "
                "keep more private there stay so."
            ),
            act=tr("Let others read them"),
            keep=tr("Keep them private"),
        )
        question.confirmed.connect(lambda: self._context.tasks.start(self._store_who(who)))
        question.rejected.connect(self.refresh)
        question.open()

    async def _store_who(self, who: int) -> None:
        await self._context.tasks.blocking(
            self._context.services.preferences.change, hardcover_quote_privacy=who
        )

    @owned_slot
    async def _reload(self) -> None:
        self._offer(await self._context.tasks.blocking(self._context.services.collections.all))

    def _offer(self, collections: Sequence[Collection]) -> None:
        shelves = [
            (found.name, int(found.id)) for found in collections if found.kind is not CollectionKind.TAG
        ]
        self.books.offer([(tr("Only books you choose"), -1), *shelves])
        self.refresh()


def kinds_choices() -> list[tuple[str, QuoteKinds]]:
    """The text of each choice."""
    return [
        (tr("None"), QuoteKinds.OFF),
        (tr("Highlights and notes"), QuoteKinds.BOTH),
        (tr("Highlights without notes"), QuoteKinds.QUOTES),
        (tr("Only highlights with a note"), QuoteKinds.NOTES),
    ]
