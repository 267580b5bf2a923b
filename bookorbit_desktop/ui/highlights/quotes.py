"""Highlights on Hardcover: their state in words, what can be done with them, and the question before it begins."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QMenu, QRadioButton, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.quotes import QuoteKinds, QuoteStatus, QuoteView
from bookorbit_desktop.domain.hardcover.sync_run import SyncParts, SyncSummary
from bookorbit_desktop.domain.highlights.annotations import KeptAnnotation
from bookorbit_desktop.domain.usb.files import AnnotationKind
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import WIDTH, Answers, Confirm, dialog_column
from bookorbit_desktop.ui.widgets.labels import button, label

_SENDABLE = (
    QuoteStatus.OFF,
    QuoteStatus.NOT_SENT,
    QuoteStatus.GONE,
    QuoteStatus.REMOVED,
    QuoteStatus.ELSEWHERE,
)
_OURS = (QuoteStatus.SENT, QuoteStatus.CHANGED, QuoteStatus.ELSEWHERE, QuoteStatus.WAITING)


def state_text(view: QuoteView | None) -> str:
    """What Hardcover has of a highlight; empty while that is not asked for."""
    if view is None or view.status is QuoteStatus.OFF:
        return ""
    if view.status is QuoteStatus.NOT_SENT:
        return tr("not on Hardcover: {0}").format(localize(view.reason))
    return {
        QuoteStatus.SENT: tr("on Hardcover"),
        QuoteStatus.CHANGED: tr("on Hardcover, changed since"),
        QuoteStatus.WAITING: tr("waiting for the next sync"),
        QuoteStatus.THEIRS: tr("yours on Hardcover"),
        QuoteStatus.GONE: tr("removed by you on Hardcover"),
        QuoteStatus.REMOVED: tr("taken off Hardcover"),
        QuoteStatus.ELSEWHERE: tr("on Hardcover under another book"),
    }[view.status]


class QuoteActions(QObject):
    """Send, update, remove and open highlights on Hardcover."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._context = context
        self._quotes = context.services.quotes

    def add_to(self, menu: QMenu, rows: Sequence[KeptAnnotation], views: Mapping[int, QuoteView]) -> None:
        """Add what can be done with these rows; nothing without a connection to Hardcover."""
        if not self._context.services.hardcover_account.has_token:
            return
        rows = [
            row
            for row in rows
            if not row.is_from_hardcover and row.annotation.kind is not AnnotationKind.BOOKMARK
        ]
        states = {row.id: views[row.id].status if row.id in views else QuoteStatus.OFF for row in rows}
        menu.addSeparator()
        self._add(
            menu, tr("Send to Hardcover"), [id_ for id_ in states if states[id_] in _SENDABLE], self.send
        )
        changed = [id_ for id_ in states if states[id_] is QuoteStatus.CHANGED]
        self._add(menu, tr("Update on Hardcover"), changed, self.send)
        ours = [id_ for id_ in states if states[id_] in _OURS]
        self._add(menu, tr("Remove from Hardcover"), ours, self.unsend)
        links = dict.fromkeys(views[id_].link for id_ in states if id_ in views and views[id_].link)
        if len(links) == 1 and (link := next(iter(links))):
            menu.addAction(tr("Open on Hardcover"), lambda: QDesktopServices.openUrl(QUrl(link)))
        if self._quotes.is_on and len({row.book_id for row in rows}) == 1 and rows[0].book_id is not None:
            self._add_choice(menu, rows[0].book_id)

    def send(self, ids: Sequence[int]) -> None:
        """Send these now."""
        self._context.tasks.start(self._carry_out(self._quotes.send, ids, _sent))

    def unsend(self, ids: Sequence[int]) -> None:
        """Remove these from Hardcover now."""
        self._context.tasks.start(self._carry_out(self._quotes.unsend, ids, _removed))

    def ask_to_unsend(self, ids: Sequence[int], views: Mapping[int, QuoteView]) -> None:
        """After some were removed here, ask whether to remove from Hardcover what is ours there."""
        there = [id_ for id_ in ids if id_ in views and views[id_].status in _OURS and views[id_].link]
        if not there:
            return
        question = Confirm(
            self._parent,
            tr("Also remove %n from Hardcover?", len(there)),
            tr(
                "You removed them from your list here. On Hardcover they stay, unless you remove them there too."
            ),
            act=tr("Remove from Hardcover"),
            keep=tr("Keep on Hardcover"),
        )
        question.confirmed.connect(lambda: self.unsend(there))
        question.open()

    def _add(self, menu: QMenu, text: str, ids: Sequence[int], act: Callable[[Sequence[int]], None]) -> None:
        if ids:
            menu.addAction(text, lambda: act(ids))

    def _add_choice(self, menu: QMenu, book_id: BookId) -> None:
        choice = menu.addAction(tr("Send this book's highlights"))
        choice.setCheckable(True)
        choice.setChecked(self._quotes.is_chosen(book_id))
        choice.triggered.connect(lambda chosen: self._context.tasks.start(self._choose(book_id, chosen)))

    async def _choose(self, book_id: BookId, chosen: bool) -> None:
        await self._context.tasks.blocking(self._quotes.choose, [book_id], chosen)

    async def _carry_out(
        self,
        ask: Callable[[Sequence[int]], frozenset[BookId]],
        ids: Sequence[int],
        done: Callable[[int], str],
    ) -> None:
        tasks = self._context.tasks
        books = await tasks.blocking(ask, ids)
        sync = self._context.services.sync
        summary: SyncSummary = await tasks.network(
            sync.run(book_ids=books, confirms=False, parts=SyncParts.QUOTES)
        )
        if summary.message:
            self._context.messages.message.emit(localize(summary.message), Tone.ATTENTION)
        else:
            self._context.messages.message.emit(done(summary.quotes), Tone.OK)


def _sent(count: int) -> str:
    return tr("%n sent to Hardcover.", count)


def _removed(count: int) -> str:
    return tr("%n removed from Hardcover.", count)


class BeginQuotes(QDialog):
    """Asks what to do with the highlights that are there, before anything is sent."""

    begun = Signal(bool)
    """Whether the older ones are sent, too."""

    def __init__(self, older: int, parent: QWidget) -> None:
        """`older`: how many highlights there are."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Send highlights to Hardcover"))
        self.setFixedWidth(theme.px(WIDTH))
        self.from_now = QRadioButton(tr("From now on"))
        self.all = QRadioButton(tr("Also the %n highlight(s) you have", older))
        self.from_now.setChecked(True)
        self.begin = button(tr("Send highlights"), "primary")
        self.cancel = button(tr("Cancel"))
        self.begin.clicked.connect(self._begin)
        self.cancel.clicked.connect(self.reject)
        column = dialog_column(self)
        column.addWidget(label(self.windowTitle(), "section", wrap=True))
        column.addWidget(
            label(
                tr(
                    "Each sync then adds what you highlight to your books on Hardcover. Only you can read it "
                    "there, unless you choose otherwise in the settings."
                ),
                wrap=True,
            )
        )
        if older:
            column.addWidget(self.from_now)
            column.addWidget(self.all)
        column.addWidget(Answers(self, accept=self.begin, reject=self.cancel))

    def _begin(self) -> None:
        self.begun.emit(self.all.isChecked())
        self.accept()


def switch(context: UiContext, parent: QWidget, kinds: QuoteKinds, then: Callable[[], object]) -> None:
    """Choose what is sent; ask first where nothing was. `then` is called when it is settled or cancelled."""
    quotes = context.services.quotes

    async def store(with_older: bool | None) -> None:
        try:
            await context.tasks.blocking(lambda: quotes.switch(kinds, with_older=with_older))
        finally:
            then()

    async def ask() -> None:
        dialog = BeginQuotes(await context.tasks.blocking(quotes.older), parent)
        dialog.begun.connect(lambda with_older: context.tasks.start(store(with_older)))
        dialog.rejected.connect(then)
        dialog.open()

    is_asked = kinds is not QuoteKinds.OFF and not quotes.is_on
    context.tasks.start(ask() if is_asked else store(None))
