"""Reading statistics over Wi-Fi: the address of the cloud folder, what came last, and the steps in KOReader."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bookorbit_desktop.domain.koreader.cloud_files import STATISTICS, VOCABULARY, CloudFile
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.koreader.address_card import AddressCard, AddressTexts
from bookorbit_desktop.ui.koreader.text import cloud_steps
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.wording import ago, file_size, joined

PATH = "/dav"


class CloudCard(AddressCard):
    """The address of the folder, and what came last."""

    def __init__(self, context: UiContext) -> None:
        self.came = label("", "detail", wrap=True)
        super().__init__(context, PATH, _texts(), self.came)
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


def _texts() -> AddressTexts:
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
