"""Compares a file with a document and shows whether they are the same."""

import asyncio
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.koreader.file_proof import FileProof, Verdict
from bookorbit_desktop.domain.koreader.progress import Document
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import Mark, button, label
from bookorbit_desktop.ui.widgets.layouts import new_column, new_row
from bookorbit_desktop.ui.wording import SHORT_DIGEST, document_title, isolated

WIDTH = 520
_LOOKS = {
    Verdict.SAME_FILE: ("check", Tone.OK),
    Verdict.SAME_TEXT: ("info", Tone.PENDING),
    Verdict.DIFFERENT_FILE: ("warning", Tone.ATTENTION),
}


class ProofDialog(QDialog):
    """Takes a file by drop or choice. Adds or links nothing without being asked to."""

    link_requested = Signal(object)
    """FileProof."""
    add_requested = Signal(str)
    """The path of the file that was shown."""
    entry_requested = Signal()

    def __init__(self, context: UiContext, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Verify with file"))
        self.setMinimumWidth(theme.px(WIDTH))
        self.setAcceptDrops(True)
        self._context = context
        self._document = document
        self._path = ""
        self._proof: FileProof | None = None
        self._reading: asyncio.Future[None] | None = None
        self._mark = Mark(24, "inbox")
        self.verdict = label("", "card", wrap=True)
        self.explanation = label("", wrap=True)
        self.digests = label("", "detail", wrap=True)
        self.link = button("", "primary")
        self.add = button(tr("Add file to library"), "primary")
        self.entry = button(tr("Add book without a file…"))
        self.choose = button(tr("Choose a file…"))
        self.cancel = button(tr("Close"))
        self._build()
        self.link.clicked.connect(self._link)
        self.add.clicked.connect(self._add)
        self.entry.clicked.connect(self._make_entry)
        self.choose.clicked.connect(self._choose)
        self.cancel.clicked.connect(self.reject)
        self._show("inbox", Tone.NEUTRAL, tr("Drop the file from your device here, or choose it below."), "")

    def take(self, paths: Sequence[str]) -> None:
        """Compare a dropped file with the document, one at a time."""
        if len(paths) == 1:
            self.examine(paths[0])
        else:
            self._show("warning", Tone.ATTENTION, tr("Drop one file at a time."), "")

    def examine(self, path: str) -> None:
        """Compare a file with the document."""
        if self._reading is not None:
            self._reading.cancel()
        self._path, self._proof = path, None
        self._show("search", Tone.NEUTRAL, tr("Reading the file…"), "")
        self._reading = self._context.tasks.start(self._examine(path))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept a file anywhere on the dialog."""
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Compare the dropped file with the document."""
        event.acceptProposedAction()
        self.take(dropped_files(event))

    def done(self, result: int) -> None:
        """Closing cancels the reading."""
        if self._reading is not None:
            self._reading.cancel()
        super().done(result)

    async def _examine(self, path: str) -> None:
        prove = self._context.services.file_proof.prove
        try:
            proof = await self._context.tasks.blocking(prove, self._document.digest, path)
        except BookOrbitError as error:
            self._show("warning", Tone.ATTENTION, tr("Couldn't compare this file."), localize(error.message))
            return
        self._proof = proof
        self._show(*_LOOKS[proof.verdict], localize(proof.sentence), localize(proof.explanation))

    def _show(self, icon: str, tone: Tone, verdict: str, explanation: str) -> None:
        proof = self._proof
        self._mark.show_icon(icon, tone)
        self.verdict.setText(verdict)
        self.explanation.setText(explanation)
        self.explanation.setVisible(bool(explanation))
        self._show_digests()
        has_book = proof is not None and proof.book_id is not None
        is_new = proof is not None and proof.is_proven and not has_book
        self.link.setVisible(has_book)
        if proof is not None and has_book:
            self.link.setText(tr("Link to this book"))
            self.link.setAccessibleName(tr("Link to “{0}”").format(proof.title))
        self.add.setVisible(is_new)
        self.entry.setVisible(is_new)
        self.choose.setText(tr("Choose another file…") if self._path else tr("Choose a file…"))
        self._focus_next_step()
        self._make_room()

    def _make_room(self) -> None:
        """Set the height that the text needs at this width."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _focus_next_step(self) -> None:
        for step in (self.link, self.add, self.choose):
            if not step.isHidden():
                step.setDefault(True)
                step.setFocus()
                return

    def _show_digests(self) -> None:
        proof = self._proof
        self.digests.setVisible(proof is not None)
        if proof is not None:
            facts = proof.facts
            self.digests.setText(
                tr("Document {0} · file {1} · file name {2}").format(
                    proof.digest[:SHORT_DIGEST],
                    facts.partial_md5[:SHORT_DIGEST],
                    facts.filename_md5[:SHORT_DIGEST],
                )
            )

    def _link(self) -> None:
        self.link_requested.emit(self._proof)
        self.accept()

    def _add(self) -> None:
        self.add_requested.emit(self._path)
        self.accept()

    def _make_entry(self) -> None:
        self.accept()
        self.entry_requested.emit()

    def _choose(self) -> None:
        dialog = QFileDialog(self, tr("Choose the file from your device"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.examine)
        dialog.open()

    def _build(self) -> None:
        outcome = new_row(spacing=theme.SPACE_12)
        outcome.addWidget(self._mark, alignment=Qt.AlignmentFlag.AlignTop)
        words = new_column(spacing=theme.SPACE_4)
        for part in (self.verdict, self.explanation, self.digests):
            words.addWidget(part)
        outcome.addLayout(words, 1)
        layout = dialog_column(self, theme.SPACE_16)
        question = tr("Is this the file of “{0}”?").format(isolated(document_title(self._document)))
        layout.addWidget(label(question, "section", wrap=True))
        layout.addWidget(label(tr("The file is only read, not added to your library."), "muted", wrap=True))
        layout.addLayout(outcome)
        for step in (self.add, self.entry):
            layout.addWidget(step, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        layout.addWidget(Answers(self, accept=self.link, reject=self.cancel, beside=self.choose))


def dropped_files(event: QDropEvent) -> list[str]:
    """The paths of the local files dragged or dropped."""
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
