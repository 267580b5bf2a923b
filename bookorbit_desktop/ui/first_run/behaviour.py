"""Page 5: how the program behaves."""

from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.first_run.step import Step
from bookorbit_desktop.ui.settings.general import LoginRow, TrayRow, theme_row
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.labels import label


class BehaviourStep(Step):
    """The settings that a newcomer wants to decide; the others have good values."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(
            context,
            tr("How should BookOrbit behave?"),
            tr("Each of these takes effect at once. Settings has them all, and those for notifications."),
        )
        self.login = LoginRow(context)
        self.tray = TrayRow(context)
        self.theme = theme_row(context)
        card = Card()
        for row in (self.login, self.tray, self.theme):
            card.body.addWidget(row)
        self.column.addWidget(card)
        self.column.addStretch(1)
        self.column.addWidget(
            label(tr("You find these pages again under Settings, About."), "detail", wrap=True)
        )
        context.bridge.preferences_changed.connect(self.shown)

    def shown(self) -> None:
        """Show what the settings say."""
        self.tray.refresh()
        self.theme.refresh()
