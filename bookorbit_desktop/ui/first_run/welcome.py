"""Page 1: what this is."""

from PySide6.QtWidgets import QHBoxLayout

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.first_run.step import Step
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.widgets.mark import Mark


class WelcomeStep(Step):
    """Three promises in a line each."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(
            context,
            tr("Welcome to BookOrbit"),
            tr(
                "BookOrbit keeps your place in sync with KOReader on your Wi-Fi and posts it to Hardcover "
                "if you want. Everything stays on this computer."
            ),
        )
        for icon, words in (
            ("library", tr("Your books stay where they are. BookOrbit reads them and never changes a file.")),
            ("wifi", tr("Your devices talk to this computer alone; there is no other server.")),
            ("hardcover", tr("Hardcover is optional. Nothing is sent there until you press Sync.")),
        ):
            self.column.addLayout(self._promise(icon, words))
        self.column.addStretch(1)
        self.column.addWidget(
            label(tr("It takes about three minutes, and you can leave out any step."), "detail", wrap=True)
        )

    def _promise(self, icon: str, words: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE_16)
        line.addWidget(Mark(24, icon, "accent"))
        line.addWidget(label(words, wrap=True), 1)
        return line
