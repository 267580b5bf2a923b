"""Which changes are sent by themselves."""

from PySide6.QtWidgets import QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.flow_layout import FlowLayout
from bookorbit_desktop.ui.widgets.tick_box import TickBox


class TriggerSwitches(QWidget):
    """The master switch, then status, progress and rating under it. Each of the three takes effect at once."""

    def __init__(self, context: UiContext, master: TickBox) -> None:
        super().__init__()
        self._context = context
        self.setAccessibleName(tr("What is sent automatically"))
        self.status = TickBox(tr("Status changes"))
        self.progress = TickBox(tr("Reading progress"))
        self.rating = TickBox(tr("Ratings"))
        self._hints = {
            self.status: tr("Send when you mark a book as reading, read, and so on."),
            self.progress: tr("Send progress and dates when your device reports them."),
            self.rating: tr("Send your star ratings."),
        }
        line = FlowLayout()
        line.setSpacing(theme.SPACE_16)
        self.setLayout(line)
        line.addWidget(master)
        for switch in self._hints:
            line.addWidget(switch)
            switch.clicked.connect(lambda: context.tasks.start(self._store()))
        self.show_current()

    def show_current(self) -> None:
        """Show what the settings say."""
        settings = self._context.services.preferences.current
        self.status.setChecked(settings.hardcover_on_status)
        self.progress.setChecked(settings.hardcover_on_progress)
        self.rating.setChecked(settings.hardcover_on_rating)
        for switch, hint in self._hints.items():
            switch.setEnabled(settings.hardcover_enabled)
            switch.setToolTip(
                hint
                if settings.hardcover_enabled
                else tr("Nothing is sent by itself while “Send changes automatically” is off.")
            )

    async def _store(self) -> None:
        await self._context.tasks.blocking(
            self._context.services.preferences.change,
            hardcover_on_status=self.status.isChecked(),
            hardcover_on_progress=self.progress.isChecked(),
            hardcover_on_rating=self.rating.isChecked(),
        )
