"""Setting a device up over USB instead of typing: which device is there, and the button."""

from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.overview.events import PluggedInChanged
from bookorbit_desktop.domain.usb.files import PluggedIn
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.device_import.device_text import connected_text
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_column, in_row
from bookorbit_desktop.ui.widgets.mark import Mark


class UsbWay(QWidget):
    """Follows what is plugged in; the button also works for a folder that is chosen by hand."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.folder = b""
        """Where the device is that is set up; empty where none is plugged in."""
        self.state = label("", wrap=True)
        self._mark = Mark(20)
        self.set_up = button(tr("Set up device…"))
        words = label(
            tr(
                "BookOrbit writes the address, login and catalogue to the device, so you don't have to type "
                "them. You see every change first."
            ),
            "muted",
            wrap=True,
        )
        state = in_row(self._mark, self.state, grows=self.state)
        in_column(words, state, in_row(self.set_up, None), inside=self, spacing=theme.SPACE_12)
        context.bridge.plugged_in_changed.connect(self._take_news)
        self._show(())
        context.tasks.start_for(self, self._load(context))

    async def _load(self, context: UiContext) -> None:
        self._show(tuple(await context.tasks.blocking(context.services.device_scan.plugged_in)))

    def _take_news(self, event: PluggedInChanged) -> None:
        self._show(tuple(event.here))

    def _show(self, devices: tuple[PluggedIn, ...]) -> None:
        first = devices[0].device if devices else None
        self.folder = first.root if first else b""
        words = tr("Plug the device in with its USB cable and allow file transfer if it asks.")
        self.state.setText(connected_text(first.kind) if first else words)
        set_tone(self.state, Tone.OK if first else None)
        self._mark.show_icon("check" if first else "tablet", "ok" if first else "muted")
