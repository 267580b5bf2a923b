"""One highlight in full, with its actions."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFormLayout, QWidget

from bookorbit_desktop.domain.highlights.annotations import KeptAnnotation
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.highlights.delegate import quote_font
from bookorbit_desktop.ui.highlights.picture import picture_of
from bookorbit_desktop.ui.highlights.text import (
    color_word,
    devices_text,
    highlight_text,
    kind_word,
    page_word,
    style_word,
)
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import button, label, selectable
from bookorbit_desktop.ui.widgets.layouts import new_column, scrolling
from bookorbit_desktop.ui.wording import day_and_time, isolated, names

WIDTH, HEIGHT = 600, 480


class HighlightDialog(QDialog):
    """Shows a highlight, a note or a bookmark."""

    remove_requested = Signal()
    """Remove it from the list, or restore it."""

    def __init__(self, context: UiContext, kept: KeptAnnotation, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._kept = kept
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(kind_word(kept.annotation.kind))
        fit(self, WIDTH, HEIGHT)
        self.facts: dict[str, str] = {}
        """The texts shown, by name of the fact."""
        self.copy_button = button(tr("Copy"), icon="copy")
        self.picture_button = button(tr("Copy as picture"))
        self.book_button = button(tr("Open book"))
        self.book_button.setEnabled(kept.book_id is not None)
        self.book_button.setToolTip(
            "" if kept.book_id is not None else tr("Not linked to a book in your library yet.")
        )
        removal = (
            button(tr("Restore"), icon="undo") if kept.is_removed else button(tr("Remove here"), icon="trash")
        )
        self.remove_button = removal
        self.close_button = button(tr("Close"))
        self._build()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(highlight_text(self._kept))
        self.copy_button.setText(tr("Copied"))

    def _copy_picture(self) -> None:
        QGuiApplication.clipboard().setImage(picture_of(self._kept))
        self.picture_button.setText(tr("Copied"))

    def _open_book(self) -> None:
        if self._kept.book_id is not None:
            self.accept()
            self._context.navigation.show_book(self._kept.book_id)

    def _remove(self) -> None:
        self.accept()
        self.remove_requested.emit()

    def _build(self) -> None:
        self.copy_button.clicked.connect(self._copy)
        self.picture_button.clicked.connect(self._copy_picture)
        self.book_button.clicked.connect(self._open_book)
        self.remove_button.clicked.connect(self._remove)
        self.close_button.clicked.connect(self.accept)
        layout = dialog_column(self, theme.SPACE_16)
        layout.addWidget(scrolling(self._text()), 1)
        layout.addWidget(
            Answers(
                self,
                reject=self.close_button,
                beside=(self.copy_button, self.picture_button, self.book_button, self.remove_button),
            )
        )
        self.close_button.setFocus()

    def _text(self) -> QWidget:
        kept, annotation = self._kept, self._kept.annotation
        body = QWidget()
        column = new_column(body, theme.SPACE_16, (0, 0, theme.SPACE_8, 0))
        for text, name in ((annotation.text, tr("Text")), (annotation.note, tr("Note"))):
            if text:
                self.facts[name] = text
                text_label = selectable(text, name)
                if text is annotation.text:
                    text_label.setFont(quote_font())
                column.addWidget(text_label)
        form = QFormLayout()
        form.setHorizontalSpacing(theme.SPACE_16)
        form.setVerticalSpacing(theme.SPACE_8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignTop)
        self._add(form, tr("Book"), isolated(kept.title))
        self._add(form, tr("Author"), names(kept.authors))
        self._add(form, tr("Chapter"), annotation.chapter)
        self._add(form, tr("Page"), page_word(kept))
        self._add(form, tr("Colour"), color_word(annotation.color))
        self._add(form, tr("Style"), style_word(annotation.drawer))
        for name, moment in ((tr("Created"), annotation.created), (tr("Changed"), annotation.updated)):
            self._add(form, name, "" if moment is None else day_and_time(moment))
        self._add(form, tr("Devices"), devices_text(kept))
        if not annotation.is_placed:
            self._add(form, tr("Position"), tr("The device didn't record its position in the book."))
        column.addLayout(form)
        column.addStretch(1)
        return body

    def _add(self, form: QFormLayout, name: str, fact: str) -> None:
        if fact:
            self.facts[name] = fact
            form.addRow(label(name, "muted"), selectable(fact, name))
