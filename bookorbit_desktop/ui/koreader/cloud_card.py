"""Reading statistics over Wi-Fi: the address of the cloud folder, what came last, and the steps in KOReader."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.koreader.cloud_files import STATISTICS, VOCABULARY, CloudFile
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.koreader.qr_dialog import QrDialog
from bookorbit_desktop.ui.koreader.step_list import step_list
from bookorbit_desktop.ui.koreader.text import cloud_steps
from bookorbit_desktop.ui.status_bar import no_address_text
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.copy_field import CopyField
from bookorbit_desktop.ui.widgets.disclosure import DisclosureButton
from bookorbit_desktop.ui.widgets.labels import icon_button, label, line
from bookorbit_desktop.ui.widgets.layouts import new_column
from bookorbit_desktop.ui.wording import ago, file_size, joined

PATH = "/dav"


class CloudCard(Card):
    """Name and passphrase are those of the device's login."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.setAccessibleName(tr("Reading statistics over Wi-Fi"))
        self._context = context
        self._urls: tuple[str, ...] = ()
        self.address = CopyField(tr("address for statistics"))
        self.large = icon_button("qr", tr("Address for statistics as a QR code"))
        self.came = label("", "detail", wrap=True)
        self.heading = DisclosureButton(tr("Reading statistics over Wi-Fi"), is_title=True)
        self.guide = DisclosureButton(tr("On your device, in KOReader"))
        self._build()
        self.large.clicked.connect(self._show_large)
        self.show_files((), context.services.clock.now())
        self.refresh()

    def show_addresses(self, urls: Sequence[str]) -> None:
        """Say where the server is reached, the likeliest address first."""
        self._urls = tuple(urls)
        self.refresh()

    def show_files(self, files: Sequence[CloudFile], now: datetime) -> None:
        """Say when each database came last, and how large it is: all of it goes over the air each time."""
        names = {STATISTICS: tr("Statistics"), VOCABULARY: tr("Vocabulary")}
        lines = [
            joined(
                f"{names[file.name]}: {ago(datetime.fromtimestamp(file.changed_at, UTC), now)}",
                file_size(file.size),
            )
            for file in files
        ]
        self.came.setText("\n".join(lines) or tr("No device has synced yet."))

    def refresh(self) -> None:
        """Show the address as it is now."""
        self.address.set_value(f"{self._urls[0]}{PATH}" if self._urls else "", no_address_text(self._context))
        self.large.setEnabled(bool(self.address.value))
        name = self.large.accessibleName()
        self.large.setToolTip(name if self.address.value else tr("Start the server first."))

    def _show_large(self) -> None:
        QrDialog(self.address.value, self, title=tr("Address for statistics")).open()

    def _build(self) -> None:
        inside = QWidget()
        column = new_column(inside, theme.SPACE_12)
        words = tr(
            "KOReader's own cloud sync can keep its reading statistics here, without a plugin: they join your "
            "statistics, and all your devices share them. Use the same user name and passphrase."
        )
        self.address.row.addWidget(self.large)
        steps = QWidget()
        list_of_steps = step_list(cloud_steps())
        list_of_steps.setContentsMargins(0, 0, 0, theme.SPACE_4)
        steps.setLayout(list_of_steps)
        steps.hide()
        self.guide.setChecked(False)
        self.guide.toggled.connect(steps.setVisible)
        for part in (label(words, "muted", wrap=True), self.address, self.came, line(), self.guide, steps):
            column.addWidget(part)
        self.heading.toggled.connect(inside.setVisible)
        self.heading.setChecked(False)
        self.body.addWidget(self.heading)
        self.body.addWidget(inside)
