"""The plugin for KOReader: where a device gets it, and what each one told last."""

from collections.abc import Sequence
from datetime import datetime

from bookorbit_desktop.domain.usb.plugin import PluginVisit
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.koreader.address_card import AddressCard, AddressTexts
from bookorbit_desktop.ui.koreader.text import plugin_steps
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.wording import ago, joined

PATH = "/"
MOST_SHOWN = 10
"""Devices, the latest first: settings that were reset make a new one."""


class PluginCard(AddressCard):
    """The address of the page with the plugin, and the devices that have it."""

    def __init__(self, context: UiContext) -> None:
        self.told = label("", "detail", wrap=True)
        super().__init__(context, PATH, _texts(), self.told)
        self.heading.setChecked(False)
        self.show_visits((), context.services.clock.now())
        self.refresh()

    def show_visits(self, visits: Sequence[PluginVisit], now: datetime) -> None:
        """Say when each device told something last, and how much of it waits."""
        lines = [_line(visit, now) for visit in visits[:MOST_SHOWN]]
        self.told.setText("\n".join(lines) or tr("No device has the plugin yet."))


def _line(visit: PluginVisit, now: datetime) -> str:
    about = tr("plugin {0}").format(visit.client.plugin) if visit.client.plugin else ""
    waiting = tr("%n of its books isn't in your library", visit.waiting) if visit.waiting else ""
    name = visit.client.model.replace("_", " ") or tr("Unnamed device")
    return joined(f"{name}: {ago(visit.at, now)}", about, waiting)


def _texts() -> AddressTexts:
    return AddressTexts(
        title=tr("Status, ratings and highlights over Wi-Fi"),
        about=tr(
            "A small plugin for KOReader sends status, rating, note, highlights and page views by itself when you "
            "close a book. It's installed only if you do so. Open this page in a browser to download it."
        ),
        field=tr("page with the plugin"),
        code=tr("Page with the plugin as a QR code"),
        dialog=tr("Page with the plugin"),
        steps=plugin_steps(),
    )
