"""The unmatched documents on the KOReader page."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from bookorbit_desktop.domain.koreader.progress import Document
from bookorbit_desktop.services.koreader.documents import SuggestedBook
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.koreader.document_actions import DocumentActions
from bookorbit_desktop.ui.koreader.document_row import DocumentRow
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import new_column

MOST_SHOWN = 5
"""More than these are only in the searchable list."""


class DocumentsCard(Card):
    """The newest few, each with its likeliest book. A button opens the rest."""

    def __init__(self, actions: DocumentActions) -> None:
        super().__init__(
            tr("Unmatched documents"),
            tr(
                "Your devices sent progress for files that aren't in your library. It's saved and "
                "synced between devices even if you never link them."
            ),
        )
        self._actions = actions
        self._shown: dict[str, DocumentRow] = {}
        self._empty = label(tr("All documents from your devices are linked."), "muted", wrap=True)
        self._rows = new_column(spacing=theme.SPACE_16)
        self.hint = label(
            tr("Drop a file from your device on a document to check whether it's the same file."),
            "detail",
            wrap=True,
        )
        self.show_all = button(tr("Show linked documents"), "lead")
        for part in (self._empty, self.hint, self.show_all):
            part.hide()
        self.body.addWidget(self._empty)
        self.body.addLayout(self._rows)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.show_all, alignment=Qt.AlignmentFlag.AlignLeft)

    @property
    def rows(self) -> list[DocumentRow]:
        """The rows shown, from top to bottom."""
        return list(self._shown.values())

    @property
    def entries(self) -> list[str]:
        """The names of the documents shown."""
        return [row.accessibleName() for row in self.rows]

    def link_button(self, digest: str) -> QPushButton | None:
        """The button for choosing a document's book; None if it is not shown."""
        row = self._shown.get(digest)
        return None if row is None else row.link

    def show_documents(
        self, documents: Sequence[Document], suggestions: Mapping[str, SuggestedBook], now: datetime
    ) -> None:
        """Show documents without a book; `suggestions` are the likeliest books of the newest, by digest."""
        unmatched = [document for document in documents if document.is_unmatched]
        newest = unmatched[:MOST_SHOWN]
        self._arrange([document.digest for document in newest])
        for document in newest:
            self._shown[document.digest].show_document(document, suggestions.get(document.digest), now)
        self._empty.setVisible(not unmatched)
        self.hint.setVisible(bool(unmatched))
        self._show_rest(documents, unmatched)

    def _show_rest(self, documents: Sequence[Document], unmatched: Sequence[Document]) -> None:
        """Show the button for the list: documents that do not fit, are ignored, or are linked by hand."""
        ignored = sum(document.ignored for document in documents)
        linked = any(document.matched_by == "linked" for document in documents)
        if len(unmatched) > MOST_SHOWN:
            self.show_all.setText(tr("Show all %n document(s)", len(unmatched)))
        elif ignored:
            self.show_all.setText(tr("Show %n ignored document(s)", ignored))
        else:
            self.show_all.setText(tr("Show linked documents"))
        self.show_all.setVisible(len(unmatched) > MOST_SHOWN or bool(ignored) or linked)

    def _arrange(self, digests: Sequence[str]) -> None:
        """Arrange the rows, keeping the focus in those that stay."""
        for gone in self._shown.keys() - set(digests):
            row = self._shown.pop(gone)
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._shown = {digest: self._shown.get(digest) or DocumentRow(self._actions) for digest in digests}
        for number, row in enumerate(self._shown.values()):
            self._rows.insertWidget(number, row)
