"""Opens the journal, importing the dialog on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from bookorbit_desktop.domain.library.book import BookRef
    from bookorbit_desktop.ui.context import UiContext


def open_journal(context: UiContext, parent: QWidget, book: BookRef | None = None) -> None:
    """Show the sessions of a book, or of all."""
    from bookorbit_desktop.ui.statistics.journal_dialog import JournalDialog

    JournalDialog(context, parent, book).open()
