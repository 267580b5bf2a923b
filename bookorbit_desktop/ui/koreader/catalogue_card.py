"""The OPDS catalogue: its address, its switch, and the steps in KOReader."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.koreader.qr_dialog import QrDialog
from bookorbit_desktop.ui.koreader.step_list import step_list
from bookorbit_desktop.ui.koreader.text import catalogue_steps
from bookorbit_desktop.ui.status_bar import no_address_text
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.copy_field import CopyField
from bookorbit_desktop.ui.widgets.disclosure import DisclosureButton
from bookorbit_desktop.ui.widgets.labels import icon_button, label, line
from bookorbit_desktop.ui.widgets.layouts import new_column
from bookorbit_desktop.ui.widgets.tick_box import TickBox

PATH = "/opds"


class CatalogueCard(Card):
    """Address and switch of the OPDS catalogue; its login is the devices' own."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.setAccessibleName(tr("Books for your device"))
        self._context = context
        self._urls: tuple[str, ...] = ()
        self.offer = TickBox(tr("Share the catalogue (OPDS)"))
        self.address = CopyField(tr("catalogue address"))
        self.large = icon_button("qr", tr("Catalogue address as a QR code"))
        self.heading = DisclosureButton(tr("Books for your device"), is_title=True)
        self.guide = DisclosureButton(tr("On your device, in KOReader"))
        self._build()
        self.offer.clicked.connect(lambda: context.tasks.start(self._set_offer()))
        self.large.clicked.connect(self._show_large)
        context.bridge.preferences_changed.connect(self.refresh)
        self.refresh()

    def show_addresses(self, urls: Sequence[str]) -> None:
        """Show the server's addresses, the likeliest first."""
        self._urls = tuple(urls)
        self.refresh()

    def fold(self, *, has_device: bool) -> None:
        """Collapse the card once there is a device."""
        self.heading.setChecked(not has_device)

    def refresh(self) -> None:
        """Show the current address."""
        is_offered = self._context.services.preferences.current.offer_catalogue
        self.offer.setChecked(is_offered)
        instead = tr("Switched off") if not is_offered else no_address_text(self._context)
        self.address.set_value(f"{self._urls[0]}{PATH}" if is_offered and self._urls else "", instead)
        self.large.setEnabled(bool(self.address.value))
        why_not = tr("Start the server first.") if is_offered else tr("Share the catalogue first.")
        self.large.setToolTip(self.large.accessibleName() if self.address.value else why_not)

    def _show_large(self) -> None:
        QrDialog(self.address.value, self, title=tr("Catalogue address")).open()

    async def _set_offer(self) -> None:
        change = self._context.services.preferences.change
        try:
            await self._context.tasks.blocking(change, offer_catalogue=self.offer.isChecked())
        finally:
            self.refresh()

    def _build(self) -> None:
        inside = QWidget()
        column = new_column(inside, theme.SPACE_12)
        words = tr(
            "Browse your library and download books in KOReader, with the same user name and passphrase."
        )
        self.address.row.addWidget(self.large)
        off = label(tr("Off. Devices can't browse or download your books."), "detail", wrap=True)
        self.offer.setAccessibleDescription(off.text())
        steps = QWidget()
        list_of_steps = step_list(catalogue_steps())
        list_of_steps.setContentsMargins(0, 0, 0, theme.SPACE_4)
        steps.setLayout(list_of_steps)
        steps.hide()
        self.guide.setChecked(False)
        self.guide.toggled.connect(steps.setVisible)
        for part in (
            label(words, "muted", wrap=True),
            self.address,
            self.offer,
            off,
            line(),
            self.guide,
            steps,
        ):
            column.addWidget(part)
        self.heading.toggled.connect(inside.setVisible)
        self.body.addWidget(self.heading)
        self.body.addWidget(inside)
