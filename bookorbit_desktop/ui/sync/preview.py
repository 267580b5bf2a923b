"""The preview of a sync: what will be sent for each book, and what won't and why."""

from collections.abc import Iterable, Sequence
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.local_state import KeptValues
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome, SyncItem, SyncSummary
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.sync.model import ItemDelegate, PreviewModel
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.chips import FilterChips
from bookorbit_desktop.ui.widgets.covers import CoverCache
from bookorbit_desktop.ui.widgets.dialogs import Answers, Confirm, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import framed, in_column, in_row
from bookorbit_desktop.ui.widgets.rows import RowView
from bookorbit_desktop.ui.widgets.search_field import SearchField
from bookorbit_desktop.ui.wording import sentence_case

_MANY = 12
"""From this many books on, there is a filter."""


class View(Enum):
    """Which books of the preview are shown."""

    SENT = "sent"
    KEPT = "kept"
    """Those of which something stays on Hardcover."""
    NOT_SENT = "not_sent"
    ALL = "all"


class Preview(QWidget):
    """Books to be sent can be unticked; the others say why they are left out."""

    changed = Signal(int)
    """The number of ticked books."""
    replaced = Signal(object)
    """What may be overwritten on Hardcover after all: by book, the values it has there."""

    def __init__(self, covers: CoverCache) -> None:
        super().__init__()
        self._sentence = label("", wrap=True, name="sentence")
        self._items: tuple[SyncItem, ...] = ()
        self._note = ""
        """What the run says of itself."""
        self._shown = View.ALL
        self.model = PreviewModel()
        self.model.setParent(self)  # its connections hold this page, and end with it
        self.list = RowView(tr("Books to send"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(ItemDelegate(self.list, covers))
        covers.loaded.connect(self.list.show_cover)
        self.chips: FilterChips[View] = FilterChips(tr("Show"))
        self.search = SearchField(tr("Filter…"))
        self._nothing = label(tr("No books in this view."), "muted")
        self._all = button(tr("Select all"), "quiet")
        self._none = button(tr("Deselect all"), "quiet")
        self.replace = button(tr("Replace on Hardcover…"), "quiet")
        self.quotes = button(tr("Show quotes…"), "quiet")
        self.model.dataChanged.connect(lambda: self.changed.emit(len(self.model.ticked)))
        self.chips.chosen.connect(self._choose)
        self.search.searched.connect(lambda _text: self._filter())
        self._all.clicked.connect(lambda: self.model.tick_all(True))
        self._none.clicked.connect(lambda: self.model.tick_all(False))
        self.replace.clicked.connect(self._ask_replace)
        self.quotes.clicked.connect(self._show_quotes)
        self._build()

    @property
    def has_books(self) -> bool:
        """Whether there is something to decide."""
        return bool(self.model.sendable)

    @property
    def is_complete(self) -> bool:
        """Whether every book is ticked."""
        return not self.model.unticked

    def show_summary(self, summary: SyncSummary, *, keep_ticks: bool = False) -> None:
        """Show the result of a dry run; `keep_ticks`: what is unticked stays so."""
        self._items = summary.items
        self._note = localize(summary.message)
        would = summary.count(ItemOutcome.SENT)
        stays = len(summary.items) - would
        self.model.show_items(summary.items, keep_ticks=keep_ticks)
        self.search.clear()
        self._shown = View.SENT if would else View.ALL
        chips = [
            (View.SENT, tr("Will be sent"), would),
            (View.NOT_SENT, tr("Not sent"), stays),
            (View.ALL, tr("All"), len(summary.items)),
        ]
        kept = len(_replaceable(summary.items))
        if kept:
            chips.insert(1, (View.KEPT, tr("Differs on Hardcover"), kept))
        self.chips.set_chips(chips, self._shown)
        self.chips.setVisible(bool(kept or (would and stays)))
        self.search.setVisible(len(summary.items) >= _MANY)
        self._frame.setVisible(bool(summary.items))
        self._filter()
        self.changed.emit(len(self.model.ticked))

    def _choose(self, shown: View) -> None:
        self._shown = shown
        self._filter()

    def _filter(self) -> None:
        self.model.filter(self.search.text(), self._is_shown)
        self._nothing.setVisible(bool(self._items) and not self.model.rows)
        self._sentence.setText(self._text())
        can_tick = any(item.outcome is ItemOutcome.SENT for item in self.model.rows)
        for control in (self._all, self._none):
            control.setVisible(bool(self.model.sendable) and self._shown is not View.KEPT)
            control.setEnabled(can_tick)
            control.setToolTip("" if can_tick else tr("No books to send in this view."))
        self.quotes.setVisible(any(item.quotes for item in self.model.rows))
        self.replace.setVisible(self._shown is View.KEPT)
        self.replace.setEnabled(bool(self.model.rows))

    def _is_shown(self, item: SyncItem) -> bool:
        is_sent = item.outcome is ItemOutcome.SENT
        is_kept = item.kept_values != KeptValues()
        return {View.SENT: is_sent, View.NOT_SENT: not is_sent, View.KEPT: is_kept}.get(self._shown, True)

    def _text(self) -> str:
        if self._shown is View.KEPT:
            return tr("What Hardcover has stays, unless you replace it.")
        if self.model.sendable:
            return " ".join(filter(None, (tr("Clear the books you don't want to send."), self._note)))
        return tr("Nothing to send.")

    @property
    def _replaceable(self) -> dict[BookId, KeptValues]:
        """Of the selected books, otherwise of all in this view, those of which something stays on Hardcover."""
        return _replaceable(self.list.selected_rows()) or _replaceable(self.model.rows)

    def _ask_replace(self) -> None:
        seen = self._replaceable
        question = Confirm(
            self,
            tr("Replace what Hardcover has for %n book(s)?", len(seen)),
            tr("Status and rating there become those here. Dates and finished reads there stay."),
            act=tr("Replace on Hardcover"),
            keep=tr("Keep"),
        )
        question.confirmed.connect(lambda: self.replaced.emit(seen))
        question.open()

    def _show_quotes(self) -> None:
        """Of the selected books, otherwise of all in this view."""
        chosen = [item for item in self.list.selected_rows() if item.quotes] or self.model.rows
        QuotesDialog([item for item in chosen if item.quotes], self).open()

    def _build(self) -> None:
        ticks = in_row(
            self._sentence,
            self.quotes,
            self.replace,
            self._all,
            self._none,
            spacing=-1,
            grows=self._sentence,
        )
        tools = in_row(self.chips, self.search, spacing=-1, grows=self.chips)
        layout = in_column(ticks, tools, inside=self)
        self._frame = framed(self.list)
        layout.addWidget(self._nothing)
        layout.addWidget(self._frame, 1)
        layout.addStretch(0)


class QuotesDialog(QDialog):
    """Quotes as they will stand on Hardcover, book by book; as text, whatever is in them."""

    def __init__(self, items: Sequence[SyncItem], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Quotes to send"))
        fit(self, 600, 480)
        self.text = QPlainTextEdit(quotes_text(items), readOnly=True)
        self.text.setAccessibleName(self.windowTitle())
        close = button(tr("Close"))
        close.clicked.connect(self.accept)
        column = dialog_column(self)
        column.addWidget(self.text, 1)
        column.addWidget(Answers(self, reject=close))


def quotes_text(items: Sequence[SyncItem]) -> str:
    """The quotes of some books, each book under its title."""
    return "\n\n\n".join(
        "\n\n".join((item.title, *(sentence_case(localize(quote)) for quote in item.quotes)))
        for item in items
    )


def _replaceable(items: Iterable[SyncItem]) -> dict[BookId, KeptValues]:
    return {item.book_id: item.kept_values for item in items if item.kept_values != KeptValues()}
