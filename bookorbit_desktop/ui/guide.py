"""The offline guide, in its own window."""

import re
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QDialog, QFrame, QTextBrowser, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.resources import docs_folder
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, fit
from bookorbit_desktop.ui.widgets.labels import button
from bookorbit_desktop.ui.widgets.layouts import in_row, new_column

_LINE_PERCENT = 120
"""The line height of long text, in per cent."""


def open_guide(window: QWidget) -> None:
    """Show the guide window."""
    guide = window.findChild(GuideWindow) or GuideWindow(window)
    guide.show()
    guide.raise_()
    guide.activateWindow()


class GuideWindow(QDialog):
    """Shows the pages of `docs/`, starting with the guide's index. Modeless: it can stay open."""

    def __init__(self, parent: QWidget, folder: Path | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Guide"))
        fit(self, 760, 680)
        folder = folder or docs_folder()
        index = QUrl.fromLocalFile(str(folder / "guide" / "README.md"))
        self.pages = Pages(folder, self)
        self.back = button(tr("Back"), "lead")
        self.contents = button(tr("Contents"), "lead")
        close = button(tr("Close"))
        self.back.clicked.connect(self.pages.backward)
        self.contents.clicked.connect(lambda: self.pages.setSource(index))
        self.back.hide()
        self.pages.backwardAvailable.connect(self.back.setVisible)
        close.clicked.connect(self.accept)
        layout = new_column(self)
        layout.addWidget(self.pages, 1)
        foot = in_row(self.back, self.contents, None, Answers(self, reject=close, has_default=False))
        foot.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_16, theme.SPACE_16)
        layout.addLayout(foot)
        self.pages.setSource(index)
        self.pages.setFocus()


class Pages(QTextBrowser):
    """The Markdown pages of one folder. A link outside it opens in the system's program."""

    def __init__(self, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._folder = folder.resolve()
        self.setAccessibleName(tr("Guide"))
        self.setOpenExternalLinks(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(theme.px(theme.SPACE_24))

    def doSetSource(
        self,
        name: QUrl | str,
        type: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource,
    ) -> None:
        """Show a page, scrolled to the heading in the address."""
        address = QUrl(name)
        page = Path(address.toLocalFile()).resolve()
        if not page.is_relative_to(self._folder):
            QDesktopServices.openUrl(address)
        elif page.is_file():
            super().doSetSource(address, QTextDocument.ResourceType.MarkdownResource)
            self._dress()
            self._scroll_to(address.fragment())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        """Restyle Qt's default tables and headings: light lines, padding, and space above headings."""
        together = QTextCursor(self.document())
        together.beginEditBlock()  # else the whole page is laid out again after each of hundreds of changes
        for table in self.document().rootFrame().childFrames():
            if isinstance(table, QTextTable):
                _dress_table(table)
        block = self.document().begin()
        while block.isValid():
            air = QTextBlockFormat()
            air.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            QTextCursor(block).mergeBlockFormat(air)
            if block.blockFormat().headingLevel():
                air = QTextBlockFormat()
                air.setTopMargin(theme.SPACE_16)
                air.setBottomMargin(theme.SPACE_4)
                QTextCursor(block).mergeBlockFormat(air)
            block = block.next()
        together.endEditBlock()

    def _scroll_to(self, anchor: str) -> None:
        """Find a heading by its text, as Qt gives Markdown headings no anchors."""
        block = self.document().begin()
        while block.isValid():
            if anchor and block.blockFormat().headingLevel() and heading_anchor(block.text()) == anchor:
                end = QTextCursor(self.document())
                end.movePosition(QTextCursor.MoveOperation.End)
                self.setTextCursor(end)
                self.setTextCursor(QTextCursor(block))
                return
            block = block.next()


def _dress_table(table: QTextTable) -> None:
    """Draw a line under each row and no frame, which would be too heavy."""
    look = table.format()
    look.setBorder(0)
    look.setBorderCollapse(True)
    look.setCellPadding(theme.SPACE_8)
    look.setTopMargin(theme.SPACE_8)
    look.setBottomMargin(theme.SPACE_16)
    table.setFormat(look)
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            line = cell.format().toTableCellFormat()
            line.setBottomBorder(1)
            line.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            line.setBottomBorderBrush(theme.colour("muted" if row == 0 else "border"))
            cell.setFormat(line)


def heading_anchor(heading: str) -> str:
    """The anchor that GitHub gives a heading, as the links of the pages use it."""
    return re.sub(r"[^\w -]", "", heading.strip().lower()).replace(" ", "-")
