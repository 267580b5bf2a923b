"""Opens the import of a device or folder, reports the result and offers Undo."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.services.runtime.undo import Undo
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.devices.import_text import can_undo, result_text, undone_text
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.tasks import async_slot
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.undoing import offer_of
from bookorbit_desktop.ui.widgets.dialogs import choose_folder

if TYPE_CHECKING:  # it brings the storage along: the window does not wait for it
    from bookorbit_desktop.services.usb.device_import import DeviceImportResult
    from bookorbit_desktop.ui.devices.import_dialog import DeviceImportDialog


class DeviceImportFlow(QObject):
    """Outlives the dialog, so that an import can be undone after it was closed."""

    scanned = Signal()
    """A device was just read."""

    def __init__(self, context: UiContext, window: QWidget) -> None:
        super().__init__(window)
        self.message, self.offered = context.messages.message, context.messages.offered
        self._context = context
        self._window = window
        self._open: dict[bytes, DeviceImportDialog] = {}
        """By the folders of the devices."""

    @async_slot
    async def begin(self) -> None:
        """Read the connected device. With several, ask which one; with none, ask for a folder."""
        here = await self._context.tasks.blocking(self._context.services.device_scan.plugged_in)
        if len(here) == 1:
            self.open(here[0].device.root)
            return
        self._context.navigation.show_page(Page.KOREADER)
        if here:
            self.message.emit(tr("Several devices are connected. Choose one."), Tone.NEUTRAL)
        else:
            self.choose()

    def choose(self) -> None:
        """Let the person choose the folder of a device, a card or a copy."""
        choose_folder(self._window, tr("Choose the device's folder"), self.open)

    def open(self, folder: bytes) -> None:
        """Read the device in a folder and open the review."""
        from bookorbit_desktop.ui.devices.import_dialog import DeviceImportDialog

        if (dialog := self._open.get(folder)) is not None:
            dialog.raise_()
            dialog.activateWindow()
            return
        dialog = DeviceImportDialog(self._context, folder, self._window)
        self._open[folder] = dialog
        dialog.finished.connect(lambda _result: self._open.pop(folder, None))
        dialog.imported.connect(self._say)
        dialog.folder_requested.connect(self.choose)
        dialog.scanned.connect(self.scanned)
        dialog.begin()

    def _say(self, done: DeviceImportResult) -> None:
        if not can_undo(done):
            self.message.emit(result_text(done), Tone.NEUTRAL)
            return
        undo = Undo.of(self._context.services.device_import.undo, done, len(done.changed))
        offer = offer_of(self._context, undo, self.message.emit, partial(undone_text, done))
        self.offered.emit(result_text(done), (offer,))
