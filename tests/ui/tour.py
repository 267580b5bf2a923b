"""Goes through every screen in every state, as a person with certain needs has it, and notes what is wrong."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget
from qasync import QEventLoop

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.resources import translation_folder
from tests import memory
from tests.screenshots import screens
from tests.screenshots.studio import stage
from tests.ui.harness import Ui

Audit = Callable[[QWidget], list[str]]
BOOKS = 80
LONGER = 0.4
"""How much longer than English a text may become, such as in German."""


@dataclass(frozen=True, slots=True)
class Needs:
    """How the window is drawn: its size, the person's letters, the length and the direction of the language."""

    size: tuple[int, int] = (1240, 800)
    letters: float = 1.0
    stretched: bool = False
    mirrored: bool = False
    language: str = ""
    """A language of ours, such as "de"; empty for English."""

    def __str__(self) -> str:
        words = [f"{self.size[0]}x{self.size[1]}", f"{self.letters:.0%}"]
        words += [self.language] * bool(self.language)
        words += ["stretched"] * self.stretched + ["mirrored"] * self.mirrored
        return "-".join(words)


class StretchedWords(QTranslator):
    """A language whose texts are longer than the English ones, by words that may go into another line."""

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt passes it by this name
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        """The text and some of its words once more."""
        text = sourceText.replace("(s)", "s") if n >= 0 else sourceText
        missing = round(LONGER * len(text))
        words = [word for word in text.split() if word.isalpha()]
        extra = ""
        while words and len(extra) < missing:
            extra += f" {words[len(extra) % len(words)]}"
        return text + extra[:missing].rstrip()

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Never: Qt does not install an empty translator."""
        return False


def tour(
    application: QApplication,
    data: Path,
    states: Sequence[str],
    audits: Sequence[Audit],
    needs: Needs,
    again: tuple[Needs, Sequence[Audit]] | None = None,
) -> dict[str, list[str]]:
    """What the audits say of each screen; a screen without a fault is left out.

    `again` looks at each screen once more, in a window of another size or direction.
    """
    wrong: dict[str, list[str]] = {}
    looks = [(needs, audits), *([again] if again else [])]
    with _drawn(application, needs), QEventLoop(application) as loop:
        for state in states:
            for name, lines in _through(loop, data / state, state, looks):
                if lines:
                    wrong[f"{name}-{state}"] = lines
    return wrong


def _through(
    loop: QEventLoop, data: Path, state: str, looks: Sequence[tuple[Needs, Sequence[Audit]]]
) -> Iterator[tuple[str, list[str]]]:
    with stage(loop, data, state, BOOKS) as ui:
        for name, shot in screens.BY_STATE[state]:
            widget = shot(ui)
            yield name, [line for needs, audits in looks for line in _look(ui, widget, needs, audits)]
            widget.hide()
            ui.leave(
                _outermost(widget)
            )  # each window that stayed would load again whatever a later screen changes


def _look(ui: Ui, widget: QWidget, needs: Needs, audits: Sequence[Audit]) -> list[str]:
    QApplication.setLayoutDirection(_direction(needs))
    if isinstance(widget, MainWindow):
        widget.resize(*needs.size)
    screens.settle(ui)
    return [f"{line} ({needs})" for audit in audits for line in audit(widget)]


def _direction(needs: Needs) -> Qt.LayoutDirection:
    return Qt.LayoutDirection.RightToLeft if needs.mirrored else Qt.LayoutDirection.LeftToRight


def _outermost(widget: QWidget) -> QWidget:
    parent = widget.parentWidget()
    return widget if parent is None else _outermost(parent)


@contextmanager
def _drawn(application: QApplication, needs: Needs) -> Iterator[None]:
    usual, words, catalogue, locale = application.font(), StretchedWords(), QTranslator(), QLocale()
    larger = application.font()
    larger.setPointSizeF(usual.pointSizeF() * needs.letters)
    _set_up(application, larger)
    if needs.language:
        QLocale.setDefault(QLocale(needs.language))
        assert catalogue.load(QLocale(needs.language), "bookorbit", "_", str(translation_folder()))
        application.installTranslator(catalogue)
    if needs.stretched:
        application.installTranslator(words)
    application.setLayoutDirection(_direction(needs))
    try:
        yield
    finally:
        application.removeTranslator(words)
        application.removeTranslator(catalogue)
        QLocale.setDefault(locale)
        application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        _set_up(application, usual)
        memory.give_back()  # a tour draws hundreds of screens


def _set_up(application: QApplication, font: QFont) -> None:
    application.setStyleSheet("")
    application.setFont(font)
    theme.set_up(application, dark=False)
