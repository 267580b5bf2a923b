"""Check this computer: what is well, what is wrong, and what to do about it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from bookorbit_desktop.domain.koreader.server import AddressCheck
from bookorbit_desktop.domain.overview.checkup import CheckResult, CheckState
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.foreign_text import without_marks
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.tasks import owned_slot
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.copy_field import CopyButton
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import busy, button, label, selectable
from bookorbit_desktop.ui.widgets.layouts import empty, in_column, new_column, new_row, scrolling

WIDTH, HEIGHT = 640, 640
_ICON: Final = 20
_LOOKS: Final = {
    CheckState.OK: ("check", "ok"),
    CheckState.WARNING: ("info", "attention"),
    CheckState.FAILURE: ("warning", "error"),
}


class CheckLine(QWidget):
    """One thing that was looked at."""

    def __init__(self, result: CheckResult) -> None:
        super().__init__()
        self.setAccessibleName(line_text(result))
        picture = QLabel()
        picture.setPixmap(icons.pixmap(*_LOOKS[result.state], theme.px(_ICON), self.devicePixelRatioF()))
        picture.setAccessibleName(state_word(result.state))
        words = [label(localize(result.what), "card"), self._said(result, localize(result.said))]
        if result.next_step:
            words.append(self._said(result, localize(result.next_step)))
            words[-1].setProperty("step", "muted")
        row = new_row(self, theme.SPACE_12)
        row.addWidget(picture, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(in_column(*words, spacing=theme.SPACE_4), 1)

    def _said(self, result: CheckResult, text: str) -> QLabel:
        return selectable(without_marks(text), localize(result.what))


class CheckupDialog(QDialog):
    """Looks when it is opened, and again when asked; the list can be copied."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Check this computer"))
        fit(self, WIDTH, HEIGHT)
        self._context = context
        self.results: Sequence[CheckResult] = ()
        self.verdict = label(tr("Checking…"), "muted", wrap=True)
        self.copy = CopyButton(tr("result"))
        self.again = button(tr("Check again"))
        self.close_button = button(tr("Close"), "primary")
        body = QWidget()
        self._lines = new_column(body, theme.SPACE_16)
        self._lines.setContentsMargins(0, 0, theme.SPACE_16, 0)
        column = dialog_column(self)
        column.addWidget(label(tr("Check this computer"), "section"))
        column.addWidget(self.verdict)
        column.addWidget(scrolling(body), 1)
        column.addWidget(
            Answers(self, reject=self.close_button, act=(self.again, self.copy), has_default=False)
        )
        self.again.clicked.connect(self.look)
        self.close_button.clicked.connect(self.reject)
        self.look()

    @owned_slot
    async def look(self) -> None:
        """Make all checks."""
        doctor, server, tasks = self._context.services.doctor, self._context.server, self._context.tasks

        def ask_server() -> tuple[AddressCheck, ...]:
            return tasks.from_thread(server.check())

        with busy(self.again, tr("Checking…")):
            results = await tasks.blocking(doctor.check, ask_server)
        self.show_results(results)

    def show_results(self, results: Sequence[CheckResult]) -> None:
        """Show what a check found."""
        self.results = results
        empty(self._lines)
        for result in self.results:
            self._lines.addWidget(CheckLine(result))
        self._lines.addStretch(1)
        wrong = sum(result.state is CheckState.FAILURE for result in self.results)
        notes = sum(result.state is CheckState.WARNING for result in self.results)
        self.verdict.setText(_verdict(wrong, notes))
        self.copy.set_value("\n".join(map(line_text, self.results)))


def line_text(result: CheckResult) -> str:
    """A result on one line, as it is copied and read aloud."""
    said = " ".join(filter(None, (localize(result.said), localize(result.next_step))))
    return without_marks(tr("{0} – {1}: {2}").format(state_word(result.state), localize(result.what), said))


def state_word(state: CheckState) -> str:
    """How a thing is, in a word."""
    texts = {CheckState.OK: tr("OK"), CheckState.WARNING: tr("Note"), CheckState.FAILURE: tr("Wrong")}
    return texts[state]


def _verdict(wrong: int, notes: int) -> str:
    if wrong:
        return tr("%n thing(s) need[s] attention.", wrong)
    if notes:
        return tr("Everything works. %n note(s) for you.", notes)
    return tr("Everything is in order.")
