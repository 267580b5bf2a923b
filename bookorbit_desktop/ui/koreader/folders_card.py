"""Books as folders over Wi-Fi: their address, and which shelf a device takes along."""

from collections.abc import Sequence

from bookorbit_desktop.domain.library.collection import Collection, CollectionKind
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.koreader.address_card import AddressCard, AddressTexts
from bookorbit_desktop.ui.koreader.text import folder_steps
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.labels import label

PATH = "/dav"


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
        super().__init__(context, PATH, _texts(), about, self.shelf, self.gone)
        self.heading.setChecked(False)
        self.gone.hide()
        self.shelf.activated.connect(lambda: context.tasks.start(self._choose()))
        context.bridge.collections_changed.connect(self._reload)
        context.bridge.preferences_changed.connect(self._reload)
        self._reload()
        self.refresh()

    def _reload(self) -> None:
        self.context.tasks.start_for(self, self._load())

    async def _load(self) -> None:
        services = self.context.services
        found = await self.context.tasks.blocking(services.collections.all)
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

    async def _choose(self) -> None:
        change = self.context.services.preferences.change
        await self.context.tasks.blocking(change, to_read_shelf=int(self.shelf.currentData()))


def _texts() -> AddressTexts:
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
