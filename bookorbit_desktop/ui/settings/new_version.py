"""Settings ▸ About: whether there is a new version, and whether to look for one."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.settings.rows import SettingRow, TickRow
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.labels import button
from bookorbit_desktop.ui.widgets.layouts import in_row
from bookorbit_desktop.ui.wording import ago


class NewVersionCard(Card):
    """Hidden while the program has no web site to ask."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(tr("New versions"))
        self._context = context
        self._versions = context.services.new_version
        self._problem = ""
        """Why the last look failed; shown until the next one."""
        explained = tr(
            "Once a week BookOrbit then asks {0} for the number of the newest version. It tells nothing about you, "
            "your books or this computer."
        )
        self.wanted = TickRow(
            context,
            tr("Tell me about new versions"),
            explained.format(self._versions.host),
            "tell_of_new_versions",
        )
        self.look = button(tr("Look now"))
        self.state = SettingRow(tr("Newest version"), "", self.look)
        self.open = button(tr("Open web page"), "accent")
        self.body.addWidget(self.wanted)
        self.body.addWidget(self.state)
        self.body.addLayout(in_row(self.open, None))
        self.look.clicked.connect(lambda: context.tasks.start_for(self, self._look()))
        self.wanted.box.clicked.connect(self._begin)
        self.open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._versions.page)))
        context.bridge.new_version_seen.connect(lambda news: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Show what is known."""
        self.setVisible(bool(self._versions.page))
        self.wanted.refresh()
        self.open.setVisible(bool(self._versions.newer))
        self.state.help.setText(self._problem or self._known())

    def _known(self) -> str:
        looked_at, now = self._versions.looked_at, self._context.services.clock.now()
        if self._versions.newer:
            return tr("BookOrbit {0} is available.").format(self._versions.newer)
        if looked_at is None:
            return tr("Not asked yet.")
        return tr("This is the newest version. Asked {0}.").format(ago(looked_at, now))

    def _begin(self, ticked: bool) -> None:
        """Who wants to be told wants to know now."""
        if ticked:
            self.look.click()

    async def _look(self) -> None:
        self.look.setEnabled(False)
        self._problem = ""
        try:
            await self._context.tasks.network(self._versions.look())
        except BookOrbitError as error:
            self._problem = localize(error.message)
        finally:
            self.look.setEnabled(True)
            self.refresh()


async def switch_on_news(context: UiContext) -> None:
    """Look once a week from now on, and now."""
    await context.tasks.blocking(context.services.preferences.change, tell_of_new_versions=True)
    try:
        await context.tasks.network(context.services.new_version.look())
    except BookOrbitError as error:
        context.messages.message.emit(localize(error.message), Tone.ATTENTION)
