"""Actions on documents, each with Undo, for the KOReader page, the list and the book details."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.koreader.file_proof import FileProof
from bookorbit_desktop.domain.koreader.progress import Document
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.services.koreader.documents import DocumentUndo
from bookorbit_desktop.services.runtime.undo import Undo
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.adding import scan_text
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.devices.link_dialog import LinkDialog
from bookorbit_desktop.ui.koreader.proof_dialog import ProofDialog
from bookorbit_desktop.ui.tasks import async_slot
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.undoing import offer_of
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.wording import document_title

WIDTH = 480


class EntryDialog(QDialog):
    """Title and authors, prefilled with what the device sent."""

    entered = Signal(str, object)
    """The title, and a tuple of authors."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Book without a file"))
        self.setMinimumWidth(theme.px(WIDTH))
        self.title = QLineEdit(document.title)
        self.title.setAccessibleName(tr("Title"))
        self.authors = QLineEdit("; ".join(document.authors.splitlines()))
        self.authors.setAccessibleName(tr("Authors"))
        self.authors.setPlaceholderText(tr("Separate with semicolons"))
        self.save = button(tr("Add book"), "primary")
        self.cancel = button(tr("Cancel"))
        self.title.textChanged.connect(self._on_edited)
        self.save.clicked.connect(self._create)
        self.cancel.clicked.connect(self.reject)
        self._build()
        self._on_edited()

    def _on_edited(self) -> None:
        has_title = bool(self.title.text().strip())
        self.save.setEnabled(has_title)
        self.save.setToolTip("" if has_title else tr("Enter the book's title first."))

    def _create(self) -> None:
        named = (name.strip() for name in self.authors.text().split(";"))
        self.entered.emit(self.title.text().strip(), tuple(name for name in named if name))
        self.accept()

    def _build(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(label(tr("Title")), self.title)
        form.addRow(label(tr("Authors")), self.authors)
        layout = dialog_column(self)
        layout.addWidget(label(tr("Which book is this?"), "section", wrap=True))
        hint = tr(
            "It works like any other book. If you add a matching file later, it becomes this book's file."
        )
        layout.addWidget(label(hint, "muted", wrap=True))
        layout.addLayout(form)
        layout.addWidget(Answers(self, accept=self.save, reject=self.cancel))
        self.title.setFocus()


class DocumentActions(QObject):
    """Asks for what an action needs, carries it out, and offers Undo. Lists update by themselves."""

    def __init__(self, context: UiContext, window: QWidget) -> None:
        super().__init__(window)
        self.message, self.offered = context.messages.message, context.messages.offered
        self._context = context
        self._window = window
        self._service = context.services.documents

    def choose_book(self, document: Document) -> None:
        """Let the person choose the book of a document."""
        dialog = LinkDialog(self._context, document, self._window)
        dialog.chosen.connect(lambda row: self.link(document.digest, row))
        dialog.open()

    @async_slot
    async def link(self, digest: str, row: BookRow) -> None:
        """Link a document to a book."""
        undo = await self._context.tasks.blocking(self._service.link, digest, row.id)
        self._offer(tr("Linked to “{0}”").format(row.title), undo)

    @async_slot
    async def unlink(self, digest: str, book_id: BookId | None = None) -> None:
        """Unlink a document from a book."""
        undo = await self._context.tasks.blocking(self._service.unlink, digest, book_id)
        if undo.reading_changed:
            text = tr("Unlinked. The book is back at its earlier position.")
        else:
            text = tr("Unlinked. The book's position doesn't change.")
        self._offer(text, undo)

    def ignore(self, document: Document) -> None:
        """Ignore a document."""
        self._set_ignored(document, ignored=True)

    def stop_ignoring(self, document: Document) -> None:
        """Stop ignoring a document."""
        self._set_ignored(document, ignored=False)

    def name_entry(self, document: Document) -> None:
        """Let the person create a book without a file for a document."""
        dialog = EntryDialog(document, self._window)
        dialog.entered.connect(lambda title, authors: self._create(document, title, authors))
        dialog.open()

    def prove(self, document: Document, paths: Sequence[str] = ()) -> None:
        """Compare a file with a document; without one, the person chooses it."""
        dialog = ProofDialog(self._context, document, self._window)
        dialog.link_requested.connect(self._link_proven)
        dialog.add_requested.connect(self._add)
        dialog.entry_requested.connect(lambda: self.name_entry(document))
        dialog.open()
        if paths:
            dialog.take(paths)

    @async_slot
    async def _link_proven(self, proof: FileProof) -> None:
        undo = await self._context.tasks.blocking(self._context.services.file_proof.link, proof)
        self._offer(tr("Linked to “{0}”").format(proof.title), undo)

    @async_slot
    async def _set_ignored(self, document: Document, *, ignored: bool) -> None:
        await self._context.tasks.blocking(self._service.ignore, [document.digest], ignored=ignored)
        text = (
            tr("“{0}” ignored. Its progress is still saved.")
            if ignored
            else tr("“{0}” is no longer ignored.")
        )
        undo = Undo.of(partial(self._service.ignore, ignored=not ignored), [document.digest])
        self.offered.emit(
            text.format(document_title(document)), (offer_of(self._context, undo, self.message.emit),)
        )

    @async_slot
    async def _create(self, document: Document, title: str, authors: tuple[str, ...]) -> None:
        undo = await self._context.tasks.blocking(self._service.create_entry, document.digest, title, authors)
        self._offer(tr("“{0}” added to your library without a file.").format(title), undo)

    @async_slot
    async def _add(self, path: str) -> None:
        summary = await self._context.tasks.network(self._context.services.library.add_and_scan([path]))
        is_fine = not (summary.problems or summary.rejected or summary.unreachable)
        self.message.emit(scan_text(summary), Tone.OK if is_fine else Tone.ATTENTION)

    def _offer(self, text: str, undo: DocumentUndo) -> None:
        offer = offer_of(self._context, Undo.of(self._service.undo, undo), self.message.emit)
        self.offered.emit(text, (offer,))
