"""KOReader devices that are plugged in, with reading on them."""

from tests.integration.devices.device_tree import DeviceTree
from tests.ui.harness import Ui


def plug_in(ui: Ui) -> DeviceTree:
    """A Kobo and a Kindle; the Kobo is returned."""
    folder = ui.services.data_dir / "media" / "ada"
    kindle = DeviceTree(folder / "Kindle", "kindle", version="v2024.11")
    kindle.write_settings(device_id="another")
    kobo = DeviceTree(folder / "KOBOeReader")
    for tree in (kobo, kindle):
        ui.plug_in(tree.root)
    return kobo
