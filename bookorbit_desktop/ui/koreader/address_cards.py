"""Cards with an address of the server for KOReader, to copy or scan: catalogue, statistics, folders and plugin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from bookorbit_desktop.domain.koreader.cloud_files import STATISTICS, VOCABULARY, CloudFile
from bookorbit_desktop.domain.library.collection import Collection, CollectionKind
from bookorbit_desktop.domain.usb.plugin import PluginVisit
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.koreader.text import catalogue_steps, cloud_steps, folder_steps, plugin_steps
from bookorbit_desktop.ui.status_bar import no_address_text
from bookorbit_desktop.ui.tasks import async_slot, owned_slot
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.copy_field import CopyField
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.disclosure import DisclosureButton
from bookorbit_desktop.ui.widgets.labels import button, icon_button, label, line
from bookorbit_desktop.ui.widgets.layouts import new_column, step_list
from bookorbit_desktop.ui.widgets.qr_code import QrCode
from bookorbit_desktop.ui.widgets.tick_box import TickBox
from bookorbit_desktop.ui.wording import ago, file_size, joined

CATALOGUE_PATH = "/opds"
CLOUD_PATH = "/dav"
FOLDERS_PATH = "/dav"
PLUGIN_PATH = "/"
MOST_SHOWN = 10
"""Devices, the latest first: settings that were reset make a new one."""


@dataclass(frozen=True, slots=True)
class AddressTexts:
    """What a card says."""

    title: str
    about: str
    field: str
    """The address, for the copy button and screen readers."""
    code: str
    """The button that shows the QR code."""
    dialog: str
    """The title of the QR code's window."""
    steps: Sequence[str]
    """In KOReader."""


class AddressCard(Card):
    """Collapsible. Name and passphrase are those of the device's login."""

    def __init__(self, context: UiContext, path: str, texts: AddressTexts, *parts: QWidget) -> None:
        """`path` follows the server's address; `parts` stand between the address and the steps."""
        super().__init__()
        self.setAccessibleName(texts.title)
        self._context = context
        self._path = path
        self._dialog_title = texts.dialog
        self._urls: tuple[str, ...] = ()
        self.address = CopyField(texts.field)
        self.large = icon_button("qr", texts.code)
        self.heading = DisclosureButton(texts.title, is_title=True)
        self.guide = DisclosureButton(tr("On your device, in KOReader"))
        self._build(texts, parts)
        self.large.clicked.connect(self._show_large)

    def show_addresses(self, urls: Sequence[str]) -> None:
        """Show the server's addresses, the likeliest first."""
        self._urls = tuple(urls)
        self.refresh()

    def refresh(self) -> None:
        """Show the current address."""
        self.show_address(no_address_text(self._context), tr("Start the server first."))

    def show_address(self, instead: str, why_not: str, *, is_offered: bool = True) -> None:
        """Show the address; `instead` without one, and `why_not` there is no QR code then."""
        self.address.set_value(f"{self._urls[0]}{self._path}" if is_offered and self._urls else "", instead)
        self.large.setEnabled(bool(self.address.value))
        self.large.setToolTip(self.large.accessibleName() if self.address.value else why_not)

    def _show_large(self) -> None:
        QrDialog(self.address.value, self, title=self._dialog_title).open()

    def _build(self, texts: AddressTexts, parts: Sequence[QWidget]) -> None:
        inside = QWidget()
        column = new_column(inside, theme.SPACE_12)
        self.address.row.addWidget(self.large)
        steps = QWidget()
        list_of_steps = step_list(texts.steps)
        list_of_steps.setContentsMargins(0, 0, 0, theme.SPACE_4)
        steps.setLayout(list_of_steps)
        steps.hide()
        self.guide.setChecked(False)
        self.guide.toggled.connect(steps.setVisible)
        about = label(texts.about, "muted", wrap=True)
        for part in (about, self.address, *parts, line(), self.guide, steps):
            column.addWidget(part)
        self.heading.toggled.connect(inside.setVisible)
        self.body.addWidget(self.heading)
        self.body.addWidget(inside)


class CatalogueCard(AddressCard):
    """Address and switch of the OPDS catalogue; its login is the devices' own."""

    def __init__(self, context: UiContext) -> None:
        self.offer = TickBox(tr("Share the catalogue (OPDS)"))
        off = label(tr("Off. Devices can't browse or download your books."), "detail", wrap=True)
        self.offer.setAccessibleDescription(off.text())
        super().__init__(context, CATALOGUE_PATH, _catalogue_texts(), self.offer, off)
        self.offer.clicked.connect(self._set_offer)
        context.bridge.preferences_changed.connect(self.refresh)
        self.refresh()

    def fold(self, *, has_device: bool) -> None:
        """Collapse the card once there is a device."""
        self.heading.setChecked(not has_device)

    def refresh(self) -> None:
        """Show the current address."""
        is_offered = self._context.services.preferences.current.offer_catalogue
        self.offer.setChecked(is_offered)
        instead = tr("Switched off") if not is_offered else no_address_text(self._context)
        why_not = tr("Start the server first.") if is_offered else tr("Share the catalogue first.")
        self.show_address(instead, why_not, is_offered=is_offered)

    @async_slot
    async def _set_offer(self) -> None:
        change = self._context.services.preferences.change
        try:
            await self._context.tasks.blocking(change, offer_catalogue=self.offer.isChecked())
        finally:
            self.refresh()


def _catalogue_texts() -> AddressTexts:
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


class CloudCard(AddressCard):
    """The address of the folder, and what came last."""

    def __init__(self, context: UiContext) -> None:
        self.came = label("", "detail", wrap=True)
        super().__init__(context, CLOUD_PATH, _cloud_texts(), self.came)
        self.heading.setChecked(False)
        self.show_files((), context.services.clock.now())
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


def _cloud_texts() -> AddressTexts:
    return AddressTexts(
        title=tr("Reading statistics over Wi-Fi"),
        about=tr(
            "KOReader's own cloud sync can keep its reading statistics here, without a plugin: they join your "
            "statistics, and all your devices share them. Use the same user name and passphrase."
        ),
        field=tr("address for statistics"),
        code=tr("Address for statistics as a QR code"),
        dialog=tr("Address for statistics"),
        steps=cloud_steps(),
    )


class FoldersCard(AddressCard):
    """The address of the folders, and the choice for "To read"."""

    def __init__(self, context: UiContext) -> None:
        self.shelf = Choice(tr("Shelf in the folder “To read”"))
        self.shelf.addItem(tr("Want to Read"), 0)
        self.gone = label(
            tr("The shelf was deleted, so the folder is empty. Choose another one."), "detail", wrap=True
        )
        about = label(self.shelf.accessibleName(), "muted", wrap=True)
        about.setBuddy(self.shelf)
        super().__init__(context, FOLDERS_PATH, _folders_texts(), about, self.shelf, self.gone)
        self.heading.setChecked(False)
        self.gone.hide()
        self.shelf.activated.connect(self._choose)
        context.bridge.collections_changed.connect(self._reload)
        context.bridge.preferences_changed.connect(self._reload)
        self._reload()
        self.refresh()

    @owned_slot
    async def _reload(self) -> None:
        services = self._context.services
        found = await self._context.tasks.blocking(services.collections.all)
        self._show(found, services.preferences.current.to_read_shelf)

    def _show(self, collections: Sequence[Collection], chosen: int) -> None:
        shelves = [
            (found.name, int(found.id)) for found in collections if found.kind is not CollectionKind.TAG
        ]
        self.shelf.setCurrentIndex(0)
        self.shelf.offer(shelves)
        index = self.shelf.findData(chosen)
        self.gone.setVisible(index < 0)
        self.shelf.setCurrentIndex(index)

    @async_slot
    async def _choose(self) -> None:
        change = self._context.services.preferences.change
        await self._context.tasks.blocking(change, to_read_shelf=int(self.shelf.currentData()))


def _folders_texts() -> AddressTexts:
    return AddressTexts(
        title=tr("Folders over Wi-Fi"),
        about=tr(
            "Your books as folders for KOReader's cloud storage: “Library” by author, “To read” to take along, and "
            "“Upload”, whose books come to your Inbox. Use the same user name and passphrase."
        ),
        field=tr("address of the folders"),
        code=tr("Address of the folders as a QR code"),
        dialog=tr("Address of the folders"),
        steps=folder_steps(),
    )


class PluginCard(AddressCard):
    """The address of the page with the plugin, and the devices that have it."""

    def __init__(self, context: UiContext) -> None:
        self.told = label("", "detail", wrap=True)
        super().__init__(context, PLUGIN_PATH, _plugin_texts(), self.told)
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


def _plugin_texts() -> AddressTexts:
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


class QrDialog(QDialog):
    """For reading across the room, or by a camera."""

    def __init__(self, address: str, parent: QWidget, title: str = "") -> None:
        super().__init__(parent)
        name = title or tr("Server address")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(name)
        self.code = QrCode(tr("{0} as a QR code").format(name))
        self.code.set_text(address)
        self.address = label(address, "title")
        self.address.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = button(tr("Close"), "primary")
        close.clicked.connect(self.accept)
        layout = dialog_column(self, theme.SPACE_16)
        layout.addWidget(self.code, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.address)
        layout.addWidget(
            label(tr("Enter it in KOReader, or scan the code if your device can."), "muted", wrap=True)
        )
        layout.addWidget(Answers(self, reject=close))
