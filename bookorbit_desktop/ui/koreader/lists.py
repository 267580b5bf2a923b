"""The devices that sent progress, and the documents that no book matches."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from bookorbit_desktop.domain.progress import Device, Document
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.koreader.words import device_words, document_title, document_words
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.widgets.layouts import empty

MOST_SHOWN = 50
"""Longer lists belong to the command line; this many are plenty to look at."""


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

    def show_entries(self, entries: Sequence[tuple[str, str]]) -> None:
        """Show name and words of each entry."""
        empty(self._entries)
        for name, words in entries[:MOST_SHOWN]:
            self._entries.addWidget(self._entry(name, words))
        self._empty.setVisible(not entries)
        hidden = len(entries) - MOST_SHOWN
        self._more.setText(tr("and %n more", max(0, hidden)))
        self._more.setVisible(hidden > 0)

    def _entry(self, name: str, words: str) -> QWidget:
        entry = QWidget()
        entry.setAccessibleName(name)
        row = QHBoxLayout(entry)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_12)
        mark = QLabel()
        mark.setPixmap(icons.pixmap(self._icon, "muted", theme.px(20), self.devicePixelRatioF()))
        row.addWidget(mark)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(label(name, "card", wrap=True))
        column.addWidget(label(words, "detail", wrap=True))
        row.addLayout(column, 1)
        return entry


def devices_card() -> ListCard:
    """The card of the devices."""
    return ListCard(tr("Devices"), "", tr("A device appears here when it first sends its place."), "tablet")


def documents_card() -> ListCard:
    """The card of the documents without a book."""
    return ListCard(
        tr("Unmatched documents"),
        tr(
            "Your device sent progress for a file BookOrbit hasn't seen. "
            "It's saved and is given back to your devices even if you never link it."
        ),
        tr("Every document your devices sent is matched."),
        "question",
    )


def device_entries(devices: Sequence[Device], now: datetime) -> list[tuple[str, str]]:
    """Name and words of each device."""
    return [(device.name or tr("Unnamed device"), device_words(device, now)) for device in devices]


def unmatched_entries(documents: Sequence[Document], now: datetime) -> list[tuple[str, str]]:
    """Name and words of each document without a book."""
    unmatched = [document for document in documents if document.book_id is None]
    return [(document_title(document), document_words(document, now)) for document in unmatched]
