"""Devices connected by USB, and their actions."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bookorbit_desktop.domain.overview.events import PluggedInChanged
from bookorbit_desktop.domain.usb.files import PluggedIn
from bookorbit_desktop.domain.usb.setup_parts import PluginFound
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.devices.device_text import device_facts, folder_text, kind_word
from bookorbit_desktop.ui.devices.setup_dialog import open_setup
from bookorbit_desktop.ui.foreign_text import breakable
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.labels import Mark, button, label
from bookorbit_desktop.ui.widgets.layouts import FlowLayout, empty, in_row, new_column


class PluggedInRow(QWidget):
    """One device, with its buttons below its facts."""

    def __init__(self, plugged_in: PluggedIn, now: datetime) -> None:
        super().__init__()
        self.plugged_in = plugged_in
        name = kind_word(plugged_in.device.kind)
        self.setAccessibleName(name)
        self.bring_in = button(tr("Import reading data…"))
        self.bring_in.setAccessibleName(tr("Import reading data from {0}").format(name))
        self.bring_in.setAccessibleDescription(folder_text(plugged_in.device.root))
        self.facts = label("", "detail", wrap=True)
        self.tell_time(now)
        self.news = label("", "detail", wrap=True)
        self.news.hide()
        self.set_up = button(tr("Set up…"))
        self.set_up.setAccessibleName(tr("Set up {0}").format(name))
        self.set_up.setToolTip(_set_up_hint())
        self.acts = FlowLayout()
        for act in (self.bring_in, self.set_up):
            self.acts.addWidget(act)
        words = new_column(spacing=theme.SPACE_4)
        words.addWidget(label(name, "card", wrap=True))
        words.addWidget(self.facts)
        words.addWidget(self.news)
        words.addSpacing(theme.SPACE_4)
        words.addLayout(self.acts)
        icon = QVBoxLayout()
        icon.addWidget(Mark(20, "tablet"))
        icon.addStretch(1)
        in_row(icon, words, inside=self, spacing=theme.SPACE_12, grows=words)

    def show_plugin(self, found: PluginFound) -> None:
        """Say that a newer plugin comes with this program. It is never updated unasked."""
        is_older = bool(found.there) and found.can_install
        text = tr("A newer BookOrbit Desktop plugin is ready: choose “Set up…”.")
        self.news.setText(text if is_older else "")
        self.news.setVisible(is_older)

    def tell_time(self, now: datetime) -> None:
        """Update relative times."""
        self.facts.setText(breakable(device_facts(self.plugged_in.device, self.plugged_in.last_read, now)))


class UsbCard(Card):
    """Follows devices as they are connected and removed."""

    import_requested = Signal(bytes)
    """The folder of a device to import from."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(
            tr("Connected by USB"),
            tr("Import status, dates, reading time and highlights. Nothing changes on the device."),
        )
        self._context = context
        self._here: list[PluggedIn] | None = None
        self._loading: asyncio.Future[None] | None = None
        self._nothing = label(
            tr(
                "No KOReader device is connected. Plug it in with its USB cable and allow file "
                "transfer if it asks."
            ),
            "muted",
            wrap=True,
        )
        self.choose = button(tr("Import folder…"))
        self.choose.setToolTip(tr("Use a memory card, a device backup, or a device that wasn't detected."))
        self._list = new_column(spacing=theme.SPACE_16)
        self.set_up = button(tr("Set up device…"))
        self.set_up.setToolTip(_set_up_hint())
        last = FlowLayout()
        for act in (self.choose, self.set_up):
            last.addWidget(act)
        self.body.addWidget(self._nothing)
        self.body.addLayout(self._list)
        self.body.addLayout(last)
        self.set_up.clicked.connect(lambda: open_setup(context, self))
        context.bridge.plugged_in_changed.connect(self._take_news)

    @property
    def rows(self) -> list[PluggedInRow]:
        """The devices shown, from top to bottom."""
        items = [self._list.itemAt(number) for number in range(self._list.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, PluggedInRow)]

    def showEvent(self, event: QShowEvent) -> None:
        """Load again, as events are not followed while hidden."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Load the connected devices."""
        if self._loading is None or self._loading.done():
            self._loading = self._context.tasks.start(self._load())

    def _take_news(self, event: PluggedInChanged) -> None:
        """Use an event's devices, which are newer than the result of a load that began before."""
        if self._loading is not None:
            self._loading.cancel()
        self.show_devices(event.here)

    def show_devices(self, devices: Sequence[PluggedIn]) -> None:
        """Show these devices. If they are unchanged, the focus stays."""
        if self._here == list(devices):
            return
        self._here = list(devices)
        now = self._context.services.clock.now()
        empty(self._list)
        for device in devices:
            row = PluggedInRow(device, now)
            row.bring_in.clicked.connect(
                lambda _=False, device=device: self.import_requested.emit(device.device.root)
            )
            row.set_up.clicked.connect(lambda _=False, device=device: self._set_up(device))
            self._list.addWidget(row)
        self._look_at_plugins()
        self._nothing.setVisible(not devices)
        self.set_up.setVisible(not devices)

    def _set_up(self, device: PluggedIn) -> None:
        open_setup(self._context, self, device.device.root).finished.connect(self._look_at_plugins)

    def _look_at_plugins(self) -> None:
        for row in self.rows:
            self._context.tasks.start_for(row, self._look_at_plugin(row))

    async def _look_at_plugin(self, row: PluggedInRow) -> None:
        setup = self._context.services.device_setup
        row.show_plugin(await self._context.tasks.blocking(setup.plugin, row.plugged_in.device.root))

    def tell_time(self) -> None:
        """Update relative times such as "3 min ago"."""
        now = self._context.services.clock.now()
        for row in self.rows:
            row.tell_time(now)

    async def _load(self) -> None:
        plugged_in = self._context.services.device_scan.plugged_in
        self.show_devices(await self._context.tasks.blocking(plugged_in))


def _set_up_hint() -> str:
    return tr("Write the address, login and catalogue to the device, so you don't have to type them.")
