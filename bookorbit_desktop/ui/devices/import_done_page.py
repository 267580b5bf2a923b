"""The result of a device import, and the next steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.devices.import_result_text import can_undo, result_details, result_text, undone_text
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import in_column, in_row
from bookorbit_desktop.ui.widgets.mark import Mark

if TYPE_CHECKING:  # it brings the storage along: the window does not wait for it
    from bookorbit_desktop.services.runtime.undo import Undone
    from bookorbit_desktop.services.usb.device_import import DeviceImportResult


_WIDEST = 680
"""Lines longer than this are hard to read."""


class DonePage(QWidget):
    """Offers to undo the whole import, once."""

    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "section", wrap=True)
        self.details = label("", wrap=True)
        self.left = label("", wrap=True)
        self.next = label(
            tr(
                "You can import again at any time. Only new data is added; your own changes and "
                "removals are kept."
            ),
            "muted",
            wrap=True,
        )
        self.show_books = button(tr("Show library"), "primary")
        self.show_highlights = button(tr("Show highlights"))
        self.undo = button(tr("Undo import"), "quiet")
        self.undo.setToolTip(tr("Undoes this import, except for books you changed since."))
        self._left_line = QWidget()
        in_row(
            Mark(20, "question", "attention"),
            self.left,
            inside=self._left_line,
            spacing=theme.SPACE_12,
            grows=self.left,
        )
        acts = in_row(self.show_books, self.show_highlights, self.undo, None, spacing=theme.SPACE_8)
        words = in_column(self.details, self._left_line, self.next, spacing=theme.SPACE_16)
        card = Card()
        card.body.setSpacing(theme.SPACE_16)
        card.body.addLayout(
            in_row(Mark(24, "check", "ok"), self.words, spacing=theme.SPACE_12, grows=self.words)
        )
        card.body.addLayout(words)
        card.body.addLayout(acts)
        card.setMaximumWidth(theme.px(_WIDEST))
        in_column(card, None, inside=self)
        self.undo.clicked.connect(self._on_undo)

    def show_result(self, result: DeviceImportResult, unanswered: int) -> None:
        """Show the result, and how many questions were left open."""
        self.words.setText(result_text(result))
        details = result_details(result)
        self.details.setText("\n".join(f"•  {line}" for line in details))
        self.details.setVisible(bool(details))
        self.left.setText(tr("%n unanswered question(s). Import again to answer.", unanswered))
        self._left_line.setVisible(bool(unanswered))
        self.undo.setVisible(can_undo(result))
        self.show_highlights.setVisible(bool(result.annotations.new))

    def show_undone(self, result: DeviceImportResult, undone: Undone) -> None:
        """Show that the import was undone."""
        self.words.setText(undone_text(result, undone))
        self.details.hide()
        self._left_line.hide()

    def _on_undo(self) -> None:
        self.undo.hide()
        self.show_books.setFocus()
        self.undo_wanted.emit()
