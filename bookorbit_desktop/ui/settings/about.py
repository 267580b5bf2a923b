"""About: version, licence and help, and whether to look for new versions."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel

import bookorbit_desktop
from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.guide import open_guide
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.routes import Command
from bookorbit_desktop.ui.settings.rows import Section, SettingRow, TickRow
from bookorbit_desktop.ui.tasks import owned_slot
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import in_row, new_row
from bookorbit_desktop.ui.wording import ago

LICENCE_PAGE = "https://www.gnu.org/licenses/agpl-3.0.html"
KOREADER_PAGE = "https://koreader.rocks"
HARDCOVER_PAGE = "https://hardcover.app"


class AboutSection(Section):
    """The program's name, version and licence."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self.version = tr("Version {0}").format(bookorbit_desktop.__version__)
        self.first_run = button(tr("Open setup guide"))
        self.first_run.clicked.connect(lambda: context.navigation.run(Command.FIRST_STEPS))
        card = self.add_card("")
        card.body.addLayout(self._head())
        card.body.addWidget(
            label(tr("Your reading position, on every KOReader device and on Hardcover."), wrap=True)
        )
        links = new_row(spacing=theme.SPACE_8)
        for text, page in ((tr("KOReader"), KOREADER_PAGE), (tr("Hardcover"), HARDCOVER_PAGE)):
            link = button(text, "lead", "link", "accent")
            link.setToolTip(page)
            link.clicked.connect(lambda _checked=False, page=page: QDesktopServices.openUrl(page))
            links.addWidget(link)
        links.addStretch(1)
        card.body.addLayout(links)
        self.new_version = NewVersionCard(context)
        self.column.addWidget(self.new_version)
        licence = button(tr("Read licence"))
        licence.setToolTip(LICENCE_PAGE)
        licence.clicked.connect(lambda: QDesktopServices.openUrl(LICENCE_PAGE))
        self.guide = button(tr("Open guide"))
        self.guide.clicked.connect(lambda: open_guide(self.window()))
        self.add_card(
            tr("Licence and help"),
            SettingRow(tr("Guide"), tr("Help by task and by problem. Works offline."), self.guide),
            SettingRow(
                tr("Free software"),
                tr("GNU Affero General Public License, version 3 or later. No warranty."),
                licence,
            ),
            SettingRow(tr("First steps"), tr("Run the setup guide again."), self.first_run),
        )
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Show the stored settings."""
        super().refresh()
        self.new_version.refresh()

    def _head(self) -> QHBoxLayout:
        picture = QLabel()
        picture.setAccessibleName("BookOrbit")
        picture.setPixmap(icons.app_picture(theme.px(40), self.devicePixelRatioF()))
        head = new_row(spacing=theme.SPACE_12)
        head.addWidget(picture)
        head.addWidget(label("BookOrbit Desktop", "section"))
        head.addWidget(label(self.version, "muted"), 1)
        return head


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
        self.look.clicked.connect(self._look)
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

    @owned_slot
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
