"""The unmatched documents on the KOReader page: their facts, suggested books and actions."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QMenu, QVBoxLayout, QWidget

from bookorbit_desktop.domain.koreader.progress import Document
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.services.koreader.documents import SuggestedBook
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.koreader.document_actions import DocumentActions
from bookorbit_desktop.ui.koreader.proof_dialog import dropped_files
from bookorbit_desktop.ui.koreader.text import document_text
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.labels import Mark, button, icon_button, label
from bookorbit_desktop.ui.widgets.layouts import new_column, new_row
from bookorbit_desktop.ui.wording import document_title, joined, names, percent, quoted

MOST_SHOWN = 5
"""More than these are only in the searchable list."""


class DocumentRow(QWidget):
    """Shows a document and accepts a dropped file. Its buttons stay while its text changes."""

    def __init__(self, actions: DocumentActions) -> None:
        super().__init__()
        self._actions = actions
        self._document: Document | None = None
        self._suggestion: SuggestedBook | None = None
        self._is_target = False
        self.setAcceptDrops(True)
        self.name = label("", "card", wrap=True)
        self.facts = label("", "detail", wrap=True)
        self.likely = label("", wrap=True)
        self.reasons = label("", "detail", wrap=True)
        self.accept = button(tr("Link"), "primary")
        self.link = button(tr("Link to…"))
        self.unlink = button(tr("Unlink"))
        self.more = icon_button("more", tr("More actions"))
        self.menu = QMenu(self)
        self.more.setMenu(self.menu)
        self._build()
        self._fill_menu()
        self.accept.clicked.connect(self._take_suggestion)
        self.link.clicked.connect(lambda: self._actions.choose_book(self.document))
        self.unlink.clicked.connect(self._unlink)

    @property
    def document(self) -> Document:
        """The document shown."""
        assert self._document is not None
        return self._document

    def show_document(
        self,
        document: Document,
        suggestion: SuggestedBook | None,
        now: datetime,
        book: BookRow | None = None,
    ) -> None:
        """Show a document with the likeliest book, or with its own."""
        self._document, self._suggestion = document, suggestion
        title = document_title(document)
        self.setAccessibleName(title)
        self.name.setText(title)
        self.facts.setText(document_text(document, now))
        self.facts.setToolTip(document.digest)
        self.link.setAccessibleName(f"{self.link.text()} {quoted(title)}")
        self.more.setAccessibleName(tr("More actions for “{0}”").format(title))
        self._show_suggestion(title)
        if book is not None:
            self.likely.setText(tr("Linked to {0}").format(_book_text(book)))
            self.likely.show()
        self.ignore.setVisible(not document.ignored and document.book_id is None)
        self.stop_ignoring.setVisible(document.ignored)
        self.unlink.setVisible(document.book_id is not None)
        self.unlink.setAccessibleName(tr("Unlink “{0}”").format(title))
        self.prove.setVisible(document.book_id is None)
        self.entry.setVisible(document.book_id is None)
        self.more.setVisible(document.book_id is None)

    def _show_suggestion(self, title: str) -> None:
        best = self._suggestion
        for part in (self.likely, self.reasons, self.accept):
            part.setVisible(best is not None)
        if best is None:
            return
        sure = tr("{0} confident").format(percent(best.confidence))
        self.likely.setText(tr("Possibly {0}").format(joined(_book_text(best.row), sure)))
        self.reasons.setText(" ".join(localize(reason) for reason in best.reasons))
        self.accept.setAccessibleName(tr("Link “{0}” to “{1}”").format(title, best.row.title))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept a single file."""
        if dropped_files(event):
            event.acceptProposedAction()
            self._set_target(is_target=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Clear the mark when the drag leaves."""
        self._set_target(is_target=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Compare the dropped file with the document."""
        self._set_target(is_target=False)
        event.acceptProposedAction()
        self._actions.prove(self.document, dropped_files(event))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a dashed frame while a file is held over it."""
        if not self._is_target:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), theme.RADIUS_CARD, theme.RADIUS_CARD)

    def _set_target(self, *, is_target: bool) -> None:
        self._is_target = is_target
        self.update()

    def _take_suggestion(self) -> None:
        if self._suggestion is not None:
            self._actions.link(self.document.digest, self._suggestion.row)

    def _unlink(self) -> None:
        self._actions.unlink(self.document.digest, self.document.book_id)

    def _fill_menu(self) -> None:
        self.prove = self.menu.addAction(tr("Add the file…"), lambda: self._actions.prove(self.document))
        self.entry = self.menu.addAction(
            tr("Add book without a file…"), lambda: self._actions.name_entry(self.document)
        )
        self.menu.addSeparator()
        self.ignore = self.menu.addAction(tr("Ignore"), lambda: self._actions.ignore(self.document))
        self.stop_ignoring = self.menu.addAction(
            tr("Stop ignoring"), lambda: self._actions.stop_ignoring(self.document)
        )

    def _build(self) -> None:
        known, guessed = QVBoxLayout(), QVBoxLayout()
        known.addWidget(self.name)
        known.addWidget(self.facts)
        guessed.addWidget(self.likely)
        guessed.addWidget(self.reasons)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE_8)
        grid.setVerticalSpacing(theme.SPACE_8)
        grid.setColumnStretch(0, 1)
        top = Qt.AlignmentFlag.AlignTop
        grid.addLayout(known, 0, 0)
        for column, choice in enumerate((self.link, self.unlink, self.more), start=1):
            grid.addWidget(choice, 0, column, top)
        grid.addLayout(guessed, 1, 0)
        grid.addWidget(self.accept, 1, 1, top)
        row = new_row(self, theme.SPACE_12, theme.SPACE_4)
        row.addWidget(Mark(20, "question"), alignment=top)
        row.addLayout(grid, 1)


def _book_text(book: BookRow) -> str:
    if not book.authors:
        return quoted(book.title)
    return tr("“{0}” by {1}").format(book.title, names(book.authors))


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
