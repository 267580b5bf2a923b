"""Options for exporting highlights: format, Markdown template and a preview."""

import asyncio
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QPlainTextEdit, QSplitter, QWidget

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.highlights.annotations import AnnotationQuery
from bookorbit_desktop.domain.highlights.template import DEFAULT_TEMPLATE, FIELDS
from bookorbit_desktop.services.highlights.export import ExportFormat
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_row, new_column

WIDTH, HEIGHT = 920, 640
PAUSE_MS = 200
"""Milliseconds without typing before the preview is updated."""
_TEMPLATE, _FORMAT = "highlights.template", "highlights.format"


def format_word(kind: ExportFormat) -> str:
    """The name of a format."""
    return {
        ExportFormat.MARKDOWN: tr("Markdown, for Obsidian and other notes"),
        ExportFormat.CSV: tr("CSV, for spreadsheets"),
        ExportFormat.JSON: tr("JSON, for scripts"),
        ExportFormat.HTML: tr("HTML, for a browser"),
    }[kind]


class ExportDialog(QDialog):
    """The preview follows the input; an invalid template is explained."""

    confirmed = Signal(object, object, str)
    """ExportFormat, Path and template."""

    def __init__(self, context: UiContext, query: AnnotationQuery, count: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._query = query
        self._count = count
        self._previewing: asyncio.Future[None] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Export highlights and notes"))
        fit(self, WIDTH, HEIGHT)
        memory = context.services.window_memory
        self.format = Choice(tr("Format"))
        for kind in ExportFormat:
            self.format.addItem(format_word(kind), kind.value)
        self.format.setCurrentIndex(max(0, self.format.findData(memory.text(_FORMAT))))
        self.template = _editor(tr("Template"))
        self.template.setPlainText(memory.text(_TEMPLATE, DEFAULT_TEMPLATE))
        self.usual = button(tr("Default template"), "lead")
        self.preview = _editor(tr("Preview"))
        self.preview.setReadOnly(True)
        self.problem = label("", wrap=True)
        self.export = button(tr("Export…"), "primary")
        self.cancel = button(tr("Cancel"))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._build()
        self._connect()
        self._show_format()

    @property
    def kind(self) -> ExportFormat:
        """The selected format."""
        return ExportFormat(self.format.currentData())

    def save_to(self, path: Path) -> None:
        """Continue with this file, and remember format and template."""
        memory, template = self._context.services.window_memory, self.template.toPlainText()
        memory.put(_FORMAT, self.kind.value)
        memory.put(_TEMPLATE, template)
        kind = self.kind
        self.accept()
        self.confirmed.emit(kind, path, template)

    def _show_format(self) -> None:
        for part in (self._template_part, self.usual):
            part.setVisible(self.kind is ExportFormat.MARKDOWN)
        self._start_preview()

    def _start_preview(self) -> None:
        if self._previewing is not None:
            self._previewing.cancel()
        self._previewing = self._context.tasks.start(self._show_preview())

    async def _show_preview(self) -> None:
        preview = self._context.services.annotation_export.preview
        try:
            text = await self._context.tasks.blocking(
                preview, self._query, self.kind, self.template.toPlainText()
            )
        except InvalidInput as error:
            self._show_problem(localize(error.message))
            return
        self._show_problem("")
        position = self.preview.verticalScrollBar().value()
        self.preview.setPlainText(text)
        self.preview.verticalScrollBar().setValue(position)

    def _show_problem(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.export.setEnabled(not problem)
        self.export.setToolTip(problem)

    def _choose_file(self) -> None:
        kind = self.kind
        dialog = QFileDialog(self, tr("Export highlights and notes"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"*{kind.suffix}")
        dialog.setDefaultSuffix(kind.suffix.removeprefix("."))
        dialog.selectFile(f"bookorbit-highlights{kind.suffix}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()

    def _connect(self) -> None:
        self._pause.timeout.connect(self._start_preview)
        self.template.textChanged.connect(self._pause.start)
        self.usual.clicked.connect(lambda: self.template.setPlainText(DEFAULT_TEMPLATE))
        self.format.currentIndexChanged.connect(lambda _index: self._show_format())
        self.export.clicked.connect(self._choose_file)
        self.cancel.clicked.connect(self.reject)

    def _build(self) -> None:
        set_tone(self.problem, Tone.ERROR)
        self.problem.hide()
        self._template_part = self._build_template()
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self._template_part)
        parts.addWidget(_titled(tr("Preview"), self.preview))
        parts.setSizes([WIDTH, WIDTH])
        parts.setHandleWidth(theme.SPACE_12)
        how_many = tr("Exports %n highlight(s), note(s) and bookmark(s).", self._count)
        where = tr("Saved only to the file you choose.")
        layout = dialog_column(self)
        layout.addWidget(label(f"{how_many} {where}", "muted", wrap=True))
        layout.addWidget(self.format)
        layout.addWidget(parts, 1)
        answers = Answers(self, accept=self.export, reject=self.cancel)
        layout.addLayout(in_row(self.usual, self.problem, answers, grows=self.problem))

    def _build_template(self) -> QWidget:
        hint = tr(
            "Sections: [book], [chapter], [highlight], [note], [bookmark]. Placeholders: {0}. Lines, "
            "and parts between · separators, with only empty placeholders are dropped."
        ).format(" ".join(f"{{{name}}}" for name in FIELDS))
        return _titled(tr("Template"), self.template, label(hint, "detail", wrap=True))


def _editor(name: str) -> QPlainTextEdit:
    editor = QPlainTextEdit()
    editor.setAccessibleName(name)
    editor.setTabChangesFocus(True)
    return editor


def _titled(title: str, content: QWidget, *below: QWidget) -> QWidget:
    """A part of the dialog below its heading."""
    part = QWidget()
    column = new_column(part, theme.SPACE_8)
    column.addWidget(label(title, "card"))
    column.addWidget(content, 1)
    for widget in below:
        column.addWidget(widget)
    return part
