"""Explains why the program can't start, and offers a fix."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout

from bookorbit_desktop.domain.base.appearance import LanguageChoice
from bookorbit_desktop.domain.base.errors import BookOrbitError, LibraryUseless
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.application import SignalWatch
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.qt_application import qt_application
from bookorbit_desktop.ui.translation import install_language, tr
from bookorbit_desktop.ui.widgets.dialogs import Answers
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import new_column, new_row

T = TypeVar("T")
WIDTH = 520
_ICON = 32


class _Message(QDialog):
    """An icon, a heading, some text, and answers below it."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("BookOrbit")

    @property
    def texts(self) -> list[str]:
        """What it says."""
        return [text_label.text() for text_label in self.findChildren(QLabel) if text_label.text()]


class StartFaultDialog(_Message):
    """What is wrong and what to do. Accepted when the library is to be set aside."""

    def __init__(self, error: BookOrbitError) -> None:
        super().__init__()
        can_help = isinstance(error, LibraryUseless)
        self.set_aside = button(tr("Set library aside"))
        self.set_aside.setVisible(can_help)
        self.set_aside.clicked.connect(self.accept)
        self.close_it = button(tr("Quit"), "primary")
        self.close_it.clicked.connect(self.reject)
        texts = [fault_text(error)]
        if can_help:
            texts.append(tr("Setting it aside moves it to a new folder next to it. Nothing is deleted."))
        _fill(self, "warning", "error", tr("BookOrbit can’t start"), texts)
        _add_answers(self, Answers(self, destroy=self.set_aside, reject=self.close_it))


class SetAsideDialog(_Message):
    """Where the old library is now."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.go_on = button(tr("Continue"), "primary")
        self.go_on.clicked.connect(self.accept)
        text = tr("Your old library is now in {0}. BookOrbit will start with a new one.").format(folder)
        _fill(self, "check", "ok", tr("Old library set aside"), [text])
        _add_answers(self, Answers(self, accept=self.go_on))


def fault_text(error: BookOrbitError) -> str:
    """What is wrong and what to do, in the person's language, for somebody who sees a window."""
    if not isinstance(error, LibraryUseless):
        return localize(error.message)
    if error.is_empty:
        wrong = tr("Your library database, {0}, is empty.")
    else:
        wrong = tr("Your library database, {0}, is damaged. BookOrbit hasn't changed it.")
    what_to_do = tr("Restore a backup, or set the library aside and start a new one.")
    return f"{wrong.format(error.path)} {what_to_do}"


def ask_to_set_aside(error: BookOrbitError) -> bool:
    """Show why the start failed until the person has read it. Whether they want the library set aside."""
    return _ask(StartFaultDialog, error)


def show_set_aside(folder: str) -> None:
    """Show where the old library is until the person goes on."""
    _ask(SetAsideDialog, folder)


def _ask(make: Callable[[T], QDialog], about: T) -> bool:
    """Whether a dialog is accepted. It looks and speaks as the system does: what the person chose is in the library."""
    application = qt_application()
    if not application.styleSheet():
        install_language(application, LanguageChoice.SYSTEM)
        theme.set_up(application, dark=theme.prefers_dark())
    dialog = make(about)
    application.quit_wanted.connect(dialog.reject)
    signals = SignalWatch(dialog.reject)
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        signals.close()


def _fill(dialog: QDialog, icon: str, colour: str, heading: str, texts: list[str]) -> None:
    size, room = theme.px(_ICON), dialog.screen().availableSize().width()
    width = min(theme.px(WIDTH), room) - 2 * theme.SPACE_24 - size - theme.SPACE_16
    picture = QLabel()
    picture.setPixmap(icons.pixmap(icon, colour, size, dialog.devicePixelRatioF()))
    words = new_column(spacing=theme.SPACE_8)
    for text, step in ((heading, theme.Type.SECTION), *((text, theme.Type.BODY) for text in texts)):
        line = label(text, step, wrap=True)
        line.setFixedWidth(width)  # known width, known height
        line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(line)
    row = new_row(spacing=theme.SPACE_16)
    row.addWidget(picture, alignment=Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(*[theme.SPACE_24] * 4)
    layout.setSpacing(theme.SPACE_24)
    layout.addLayout(row)


def _add_answers(dialog: QDialog, answers: Answers) -> None:
    layout = dialog.layout()
    assert layout is not None
    layout.addWidget(answers)
