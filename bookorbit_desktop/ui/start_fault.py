"""Explains why the program can't start, and offers a fix."""

from collections.abc import Callable
from enum import Enum, auto
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout

from bookorbit_desktop.domain.base.appearance import LanguageChoice
from bookorbit_desktop.domain.base.errors import BookOrbitError, LibraryUseless
from bookorbit_desktop.domain.overview.backups import Backup
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.application import SignalWatch, qt_application
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.translation import install_language, tr
from bookorbit_desktop.ui.widgets.dialogs import Answers
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import new_column, new_row
from bookorbit_desktop.ui.wording import day_and_time

T = TypeVar("T")
WIDTH = 520
_ICON = 32


class StartAnswer(Enum):
    """What to do about a library that can't be opened."""

    QUIT = auto()
    SET_ASIDE = auto()
    RESTORE = auto()


class _Message(QDialog):
    """An icon, a heading, text, and buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("BookOrbit")


class StartFaultDialog(_Message):
    """Shows what is wrong and what to do. `answer` is the person's choice."""

    def __init__(self, error: BookOrbitError, offer: Backup | None = None) -> None:
        """`offer` is the newest backup that could replace a damaged library."""
        super().__init__()
        self.answer = StartAnswer.QUIT
        can_help = isinstance(error, LibraryUseless)
        self.restore = button(tr("Restore backup"))
        self.restore.setVisible(can_help and offer is not None)
        self.restore.clicked.connect(lambda: self._finish(StartAnswer.RESTORE))
        self.set_aside = button(tr("Set library aside"))
        self.set_aside.setVisible(can_help)
        self.set_aside.clicked.connect(lambda: self._finish(StartAnswer.SET_ASIDE))
        self.close_it = button(tr("Quit"), "primary")
        self.close_it.clicked.connect(self.reject)
        texts = [fault_text(error)]
        if can_help:
            if offer is not None:
                texts.append(offer_text(offer))
            texts.append(tr("Setting it aside moves it to a new folder next to it. Nothing is deleted."))
        _fill(self, "warning", "error", tr("BookOrbit can’t start"), texts)
        _add_answers(self, Answers(self, destroy=(self.restore, self.set_aside), reject=self.close_it))

    def _finish(self, answer: StartAnswer) -> None:
        self.answer = answer
        self.accept()


class SetAsideDialog(_Message):
    """Shows where the old library was moved."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.go_on = button(tr("Continue"), "primary")
        self.go_on.clicked.connect(self.accept)
        text = tr("Your old library is now in {0}. BookOrbit will start with a new one.").format(folder)
        _fill(self, "check", "ok", tr("Old library set aside"), [text])
        _add_answers(self, Answers(self, accept=self.go_on))


def fault_text(error: BookOrbitError) -> str:
    """What is wrong and what to do, in the person's language, for the window."""
    if not isinstance(error, LibraryUseless):
        return localize(error.message)
    if error.is_empty:
        wrong = tr("Your library database, {0}, is empty.")
    else:
        wrong = tr("Your library database, {0}, is damaged. BookOrbit hasn't changed it.")
    what_to_do = tr("Restore a backup, or set the library aside and start a new one.")
    return f"{wrong.format(error.path)} {what_to_do}"


def offer_text(backup: Backup) -> str:
    """What the newest backup contains, so that the person can see what it lacks."""
    newest = backup.counts.newest_push
    made = tr("The newest backup is from {0} and has %n book(s).", backup.counts.books)
    made = made.format(day_and_time(backup.made_at))
    if newest is None:
        lacks = tr("It has no positions.")
    else:
        lacks = tr("Its newest position is from {0}; what came later is missing.").format(
            day_and_time(newest)
        )
    return f"{made} {lacks}"


def ask_about_fault(error: BookOrbitError, offer: Backup | None) -> StartAnswer:
    """Show why the start failed. Blocks until the person has answered; returns the answer."""
    answers: list[StartAnswer] = []

    def make(about: BookOrbitError) -> StartFaultDialog:
        dialog = StartFaultDialog(about, offer)
        dialog.finished.connect(lambda: answers.append(dialog.answer))
        return dialog

    _ask(make, error)
    return answers[0] if answers else StartAnswer.QUIT


def show_set_aside(folder: str) -> None:
    """Show where the old library was moved. Blocks until the person continues."""
    _ask(SetAsideDialog, folder)


def _ask(make: Callable[[T], QDialog], about: T) -> bool:
    """Show a dialog in the system's look and language; returns whether it was accepted."""
    application = qt_application()
    if not application.styleSheet():
        install_language(application, LanguageChoice.SYSTEM)
        theme.set_up(application, dark=theme.prefers_dark())
    dialog = make(about)
    application.quit_requested.connect(dialog.reject)
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
