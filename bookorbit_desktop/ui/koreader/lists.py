"""Cards with a list of entries, and the documents that no book matches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bookorbit_desktop.domain.progress import Document
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.koreader.words import document_title, document_words
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import empty
from bookorbit_desktop.ui.widgets.mark import Mark

MOST_SHOWN = 50
"""Longer lists belong to the command line; this many are plenty to look at."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A name with its facts, and what can be done about it."""

    name: str
    facts: str
    action: QWidget | None = None


class ListCard(Card):
    """A card with a few entries, or one sentence while there are none."""

    def __init__(self, title: str, sentence: str, nothing: str, icon: str) -> None:
        super().__init__(title, sentence)
        self._icon = icon
        self._empty = label(nothing, "muted", wrap=True)
        self._more = label("", "detail")
        self._entries = QVBoxLayout()
        self._entries.setSpacing(theme.SPACE_12)
        self.body.addWidget(self._empty)
        self.body.addLayout(self._entries)
        self.body.addWidget(self._more)
        self.show_entries([])

    @property
    def entries(self) -> list[str]:
        """The names of the entries shown."""
        items = [self._entries.itemAt(place) for place in range(self._entries.count())]
        return [widget.accessibleName() for item in items if item and (widget := item.widget())]

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these entries."""
        empty(self._entries)
        for entry in entries[:MOST_SHOWN]:
            self._entries.addWidget(self._widget(entry))
        self._empty.setVisible(not entries)
        hidden = len(entries) - MOST_SHOWN
        self._more.setText(tr("and %n more", max(0, hidden)))
        self._more.setVisible(hidden > 0)

    def _widget(self, entry: Entry) -> QWidget:
        widget = QWidget()
        widget.setAccessibleName(entry.name)
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_12)
        row.addWidget(Mark(20, self._icon))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(label(entry.name, "card", wrap=True))
        column.addWidget(label(entry.facts, "detail", wrap=True))
        row.addLayout(column, 1)
        if entry.action is not None:
            row.addWidget(entry.action)
        return widget


class DocumentsCard(ListCard):
    """The documents that no book matches, each with the way to its book."""

    link_wanted = Signal(object)
    """Document."""

    def __init__(self) -> None:
        super().__init__(
            tr("Unmatched documents"),
            tr(
                "Your device sent progress for a file BookOrbit hasn't seen. "
                "It's saved and is given back to your devices even if you never link it."
            ),
            tr("Every document your devices sent is matched."),
            "question",
        )

    def show_documents(self, documents: Sequence[Document], now: datetime) -> None:
        """Show those without a book."""
        unmatched = [document for document in documents if document.book_id is None]
        self.show_entries([self._entry_of(document, now) for document in unmatched])

    def link_button(self, digest: str) -> QPushButton | None:
        """The button that links a document; None when it is not shown."""
        return self.findChild(QPushButton, digest)

    def _entry_of(self, document: Document, now: datetime) -> Entry:
        link = button(tr("Link to…"))
        link.setObjectName(document.digest)
        link.setAccessibleName(tr("Link “{0}” to a book").format(document_title(document)))
        link.clicked.connect(lambda: self.link_wanted.emit(document))
        return Entry(document_title(document), document_words(document, now), link)
