"""Edits one field of a book: value, source, lock, reset to the file's value, and names of series to complete."""

import asyncio
from dataclasses import replace

from PySide6.QtCore import QObject, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QWidget

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.fields import (
    BookField,
    FieldOrigin,
    FieldState,
    FieldValue,
    as_text,
    parsed,
)
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.metadata.text import field_word, hint, mark_text
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import icon_button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_column, new_row

DESCRIPTION_HEIGHT = 112


class TextArea(QPlainTextEdit):
    """Multi-line text; Tab moves to the next field."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.px(DESCRIPTION_HEIGHT))


class FieldEditor(QWidget):
    """Holds the input; its owner saves it."""

    edited = Signal()

    def __init__(self, state: FieldState) -> None:
        super().__init__()
        self._state = state
        self._follows_file = False
        name = field_word(state.field)
        self.line: QLineEdit | TextArea = TextArea() if _is_long(state.field) else QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(hint(state.field))
        self.lock = icon_button("unlock", tr("Lock {0}").format(name))
        self.lock.setCheckable(True)
        self.reset = icon_button("undo", _reset_text(state, name))
        keeps_its_room = self.reset.sizePolicy()
        keeps_its_room.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(keeps_its_room)
        self.mark = label("", "detail", wrap=True)
        self._build(name)
        self.lock.setChecked(state.locked)
        self._show_lock()
        self.set_text(as_text(state.value))
        self._show_mark()
        self.line.textChanged.connect(self._on_edited)
        self.lock.toggled.connect(self._show_lock)
        self.lock.toggled.connect(self.edited)
        self.reset.clicked.connect(self._take_from_file)

    @property
    def field(self) -> BookField:
        """The field being edited."""
        return self._state.field

    @property
    def text(self) -> str:
        """The text in the field."""
        return self.line.text() if isinstance(self.line, QLineEdit) else self.line.toPlainText()

    @property
    def problem(self) -> str:
        """What is wrong with the text, as a sentence; empty if nothing is."""
        try:
            self.value()
        except InvalidInput as error:
            return localize(error.message)
        return ""

    @property
    def is_changed(self) -> bool:
        """Whether the person entered another value."""
        return self.text != as_text(self._state.value) and not self.follows_file

    @property
    def follows_file(self) -> bool:
        """Whether the value should follow the file again."""
        return self._follows_file

    @property
    def is_newly_locked(self) -> bool:
        """Whether the person locked it."""
        return self.lock.isChecked() and not self._state.locked

    @property
    def is_newly_unlocked(self) -> bool:
        """Whether the person unlocked it."""
        return self._state.locked and not self.lock.isChecked()

    def value(self) -> FieldValue:
        """The value of the text. Raises InvalidInput."""
        return parsed(self.field, self.text)

    def set_text(self, text: str) -> None:
        """Set the text."""
        if isinstance(self.line, QLineEdit):
            self.line.setText(text)
            self.line.setCursorPosition(0)
        else:
            self.line.setPlainText(text)

    def _take_from_file(self) -> None:
        self.set_text(as_text(self._state.in_file))
        self.lock.setChecked(False)
        self._follows_file = True
        self._show_mark()
        self.edited.emit()

    def _on_edited(self) -> None:
        self._follows_file = False
        self._show_mark()
        self.edited.emit()

    def _show_mark(self) -> None:
        problem = self.problem
        set_tone(self.mark, Tone.ERROR if problem else None)
        self.mark.setText(problem or self._origin_text())
        follows = self.follows_file or (self._state.follows and not self.is_changed)
        self.reset.setVisible(not follows)

    def _origin_text(self) -> str:
        state = self._state
        if self.follows_file:
            return mark_text(replace(state, value=state.in_file, origin=state.told_by, locked=False))
        if self.is_changed:
            return mark_text(replace(state, value=self.value(), origin=FieldOrigin.HAND))
        return mark_text(state)

    def _show_lock(self) -> None:
        is_locked, name = self.lock.isChecked(), field_word(self.field)
        icons.put(self.lock, "lock" if is_locked else "unlock", "accent" if is_locked else "muted")
        self.lock.setToolTip(
            tr("Locked. Only you can change it. Click to unlock.")
            if is_locked
            else tr("Lock so that the file and Hardcover can't change it.")
        )
        self.lock.setAccessibleName((tr("Unlock {0}") if is_locked else tr("Lock {0}")).format(name))

    def _build(self, name: str) -> None:
        head = new_row(spacing=0)
        head.addWidget(label(name, "card"), 1)
        head.addWidget(self.reset)
        head.addWidget(self.lock)
        in_column(head, self.line, self.mark, None, inside=self, spacing=theme.SPACE_4)
        for earlier, later in ((self.line, self.reset), (self.reset, self.lock)):
            self.setTabOrder(earlier, later)


def _reset_text(state: FieldState, name: str) -> str:
    if state.told_by is FieldOrigin.CALIBRE:
        return tr("Use Calibre's value for {0}").format(name)
    return tr("Use the file's value for {0}").format(name)


def _is_long(field: BookField) -> bool:
    return field is BookField.DESCRIPTION


class SeriesCompletion(QObject):
    """Completes the name field; choosing a series fills in its next number."""

    def __init__(
        self, context: UiContext, name: QLineEdit, index: QLineEdit, book_ids: tuple[BookId, ...]
    ) -> None:
        super().__init__(name)
        self._context = context
        self._index = index
        self._book_ids = book_ids
        self._running: list[asyncio.Future[None]] = []
        running = self._running
        name.destroyed.connect(lambda: [task.cancel() for task in running])
        self.names = QStringListModel(self)
        self.completer = QCompleter(self.names, self)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        # The library found them already, also by what has other accents.
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = self.completer.popup()
        if popup is not None:
            popup.setAccessibleName(tr("Series in your library"))
        name.setCompleter(self.completer)
        name.textEdited.connect(self._on_typed)
        self.completer.activated.connect(self.choose)

    def choose(self, name: str) -> None:
        """Fill in the next free index of a series."""
        self._running.append(self._context.tasks.start(self._fill(name)))

    def _on_typed(self, text: str) -> None:
        while self._running:
            self._running.pop().cancel()
        self._running.append(self._context.tasks.start(self._look(text)))

    async def _look(self, text: str) -> None:
        metadata = self._context.services.metadata
        names = await self._context.tasks.blocking(metadata.series_like, text)
        self.names.setStringList(names)
        if names and names != [text]:
            self.completer.complete()

    async def _fill(self, name: str) -> None:
        metadata = self._context.services.metadata
        index = await self._context.tasks.blocking(metadata.next_in_series, name, self._book_ids)
        if index is not None:
            self._index.setText(as_text(index))
