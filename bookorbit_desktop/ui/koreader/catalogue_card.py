"""The OPDS catalogue: its address, its switch, and the steps in KOReader."""

from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.koreader.address_card import AddressCard, AddressTexts
from bookorbit_desktop.ui.koreader.text import catalogue_steps
from bookorbit_desktop.ui.status_bar import no_address_text
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.widgets.tick_box import TickBox

PATH = "/opds"


class CatalogueCard(AddressCard):
    """Address and switch of the OPDS catalogue; its login is the devices' own."""

    def __init__(self, context: UiContext) -> None:
        self.offer = TickBox(tr("Share the catalogue (OPDS)"))
        off = label(tr("Off. Devices can't browse or download your books."), "detail", wrap=True)
        self.offer.setAccessibleDescription(off.text())
        super().__init__(context, PATH, _texts(), self.offer, off)
        self.offer.clicked.connect(lambda: context.tasks.start(self._set_offer()))
        context.bridge.preferences_changed.connect(self.refresh)
        self.refresh()

    def fold(self, *, has_device: bool) -> None:
        """Collapse the card once there is a device."""
        self.heading.setChecked(not has_device)

    def refresh(self) -> None:
        """Show the current address."""
        is_offered = self.context.services.preferences.current.offer_catalogue
        self.offer.setChecked(is_offered)
        instead = tr("Switched off") if not is_offered else no_address_text(self.context)
        why_not = tr("Start the server first.") if is_offered else tr("Share the catalogue first.")
        self.show_address(instead, why_not, is_offered=is_offered)

    async def _set_offer(self) -> None:
        change = self.context.services.preferences.change
        try:
            await self.context.tasks.blocking(change, offer_catalogue=self.offer.isChecked())
        finally:
            self.refresh()


def _texts() -> AddressTexts:
    return AddressTexts(
        title=tr("Books for your device"),
        about=tr(
            "Browse your library and download books in KOReader, with the same user name and passphrase."
        ),
        field=tr("catalogue address"),
        code=tr("Catalogue address as a QR code"),
        dialog=tr("Catalogue address"),
        steps=catalogue_steps(),
    )
