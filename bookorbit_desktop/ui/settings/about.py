"""About: version, licence and help."""

from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel

import bookorbit_desktop
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.guide import open_guide
from bookorbit_desktop.ui.routes import Command
from bookorbit_desktop.ui.settings.new_version import NewVersionCard
from bookorbit_desktop.ui.settings.rows import Section, SettingRow
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import new_row

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
        for words, page in ((tr("KOReader"), KOREADER_PAGE), (tr("Hardcover"), HARDCOVER_PAGE)):
            link = button(words, "lead", "link", "accent")
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
