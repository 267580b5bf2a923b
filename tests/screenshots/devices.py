"""KOReader devices that are plugged in, with reading on them."""

from PySide6.QtWidgets import QWidget

from bookorbit_desktop.ui.device_setup.dialog import SetupDialog
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


def set_up(ui: Ui, parent: QWidget) -> SetupDialog:
    """A Kindle that another server has, about to be set up."""
    tree = DeviceTree(ui.services.data_dir / "media" / "eve" / "Kindle", "kindle")
    other = {"custom_server": "https://sync.koreader.rocks:443", "username": "ada", "checksum_method": 1}
    tree.write_lua(tree.data / "settings" / "kosync.lua", {"settings": other})
    dialog = SetupDialog(ui.context, parent, bytes(tree.root))
    dialog.begin()
    ui.until(lambda: not dialog.doubt.isHidden() and dialog.changes.lines)
    return dialog
