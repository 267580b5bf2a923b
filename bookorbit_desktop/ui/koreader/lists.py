"""Cards with a list of entries."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.widgets.layouts import empty, new_column, new_row
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
        self._entries = new_column(spacing=theme.SPACE_12)
        self.body.addWidget(self._empty)
        self.body.addLayout(self._entries)
        self.body.addWidget(self._more)
        self.show_entries([])

    @property
    def entries(self) -> list[str]:
        """The names of the entries shown."""
        items = [self._entries.itemAt(number) for number in range(self._entries.count())]
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
        row = new_row(widget, theme.SPACE_12)
        row.addWidget(Mark(20, self._icon))
        column = new_column(spacing=0)
        column.addWidget(label(entry.name, "card", wrap=True))
        column.addWidget(label(entry.facts, "detail", wrap=True))
        row.addLayout(column, 1)
        if entry.action is not None:
            row.addWidget(entry.action)
        return widget
