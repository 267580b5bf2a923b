"""The KOReader page: everything for connecting devices, and help if that fails."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from bookorbit_desktop.domain.koreader.progress import Document
from bookorbit_desktop.domain.overview.events import PluggedInChanged
from bookorbit_desktop.domain.usb.files import PluggedIn
from bookorbit_desktop.domain.usb.setup_parts import PluginFound
from bookorbit_desktop.services.koreader.documents import DocumentService, SuggestedBook
from bookorbit_desktop.system.firewall import Firewall, find_firewall
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.devices.device_text import device_facts, folder_text, kind_word
from bookorbit_desktop.ui.devices.setup_dialog import open_setup
from bookorbit_desktop.ui.foreign_text import breakable
from bookorbit_desktop.ui.koreader.address_cards import CatalogueCard, CloudCard, FoldersCard, PluginCard
from bookorbit_desktop.ui.koreader.devices_card import DevicesCard
from bookorbit_desktop.ui.koreader.document_actions import DocumentActions
from bookorbit_desktop.ui.koreader.documents_card import MOST_SHOWN, DocumentsCard
from bookorbit_desktop.ui.koreader.documents_dialog import DocumentsDialog
from bookorbit_desktop.ui.koreader.login_card import LoginCard
from bookorbit_desktop.ui.koreader.pairing import PairingCard
from bookorbit_desktop.ui.koreader.server_card import ServerCard
from bookorbit_desktop.ui.koreader.text import firewall_text, login_text, method_text, push_text
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.copy_field import CopyField
from bookorbit_desktop.ui.widgets.labels import Mark, button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import FlowLayout, empty, in_row, new_column, scrolling
from bookorbit_desktop.ui.widgets.page_header import PageHeader


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


class HelpCard(Card):
    """The last login with its reason, the last progress, and the firewall."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(tr("Device not connecting?"))
        self._context = context
        self._login = label("", wrap=True, name="login")
        self._refusal = label("", wrap=True)
        self._push = label("", wrap=True, name="push")
        self._method = label("", "detail", wrap=True, name="method")
        self._firewall = label("", "detail", wrap=True, name="firewall")
        self.command = CopyField(tr("firewall command"), narrow=True)
        self._looked_for = 0
        """The port for which the firewall was looked at."""
        for part in (self._login, self._refusal, self._push, self._method):
            self.body.addWidget(part)
        self.body.addWidget(self._firewall)
        self.body.addWidget(self.command)
        self._show_firewall(None)

    def refresh(self, documents: list[Document]) -> None:
        """Show the latest events."""
        logins, now = self._context.services.logins, self._context.services.clock.now()
        attempt, refusal = logins.latest_login, logins.latest_refusal
        self._login.setText(login_text(attempt, now))
        set_tone(self._login, Tone.ERROR if attempt and not attempt.accepted else None)
        is_other = refusal is not None and refusal is not attempt
        self._refusal.setText(
            tr("Refused: {0}").format(localize(refusal.reason)) if refusal and is_other else ""
        )
        self._refusal.setVisible(is_other)
        set_tone(self._refusal, Tone.ATTENTION)
        self._push.setText(push_text(documents, now))
        self._method.setText(method_text(documents))
        self._method.setVisible(bool(documents))
        self._look_at_firewall()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the firewall once the page is seen."""
        super().showEvent(event)
        self._look_at_firewall()

    def _look_at_firewall(self) -> None:
        address = self._context.server.address
        if address is not None and address.port != self._looked_for and self.isVisible():
            self._looked_for = address.port
            self._context.tasks.start_for(self, self._look_for_firewall(address.port))

    async def _look_for_firewall(self, port: int) -> None:
        try:
            self._show_firewall(await self._context.tasks.blocking(find_firewall, port))
        except OSError:  # it does not say
            self._show_firewall(None)

    def _show_firewall(self, firewall: Firewall | None) -> None:
        self._firewall.setText(firewall_text(firewall))
        command = "" if firewall is None or firewall.lets_in else firewall.command
        self.command.set_value(command)
        self.command.setVisible(bool(command))


TWO_COLUMNS_FROM = 900
SOON_MS = 300
"""Milliseconds to collect changes, so that a busy device does not reload the lists each time."""
REFRESH_MS = 30_000
"""How often "3 min ago" is updated while the page is open."""


class KoreaderPage(QWidget):
    """Follows the server, logins and pushes."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self.login = LoginCard(context)
        self.catalogue = CatalogueCard(context)
        self.folders = FoldersCard(context)
        self.cloud = CloudCard(context)
        self.plugin = PluginCard(context)
        self.server = ServerCard(context)
        self.help = HelpCard(context)
        self.devices = DevicesCard(context)
        self.usb = UsbCard(context)
        self._document_actions = DocumentActions(context, self)
        self.documents = DocumentsCard(self._document_actions)
        self.pairing = PairingCard(context)
        self._has_device: bool | None = None
        self._is_behind = False
        """Something changed since the lists were last loaded."""
        self._loading: asyncio.Future[None] | None = None
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides = (QVBoxLayout(), QVBoxLayout())
        self._build()
        self.documents.show_all.clicked.connect(self._show_all_documents)
        self.login.changed.connect(self.pairing.tell_who_stays)
        bridge = context.bridge
        bridge.server_changed.connect(self._on_server_changed)
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.refresh)
        for happened in (bridge.login_attempted, bridge.progress_received, bridge.books_changed):
            happened.connect(self._refresh_soon)
        bridge.devices_changed.connect(self.refresh)
        bridge.reading_time_changed.connect(self._refresh_soon)
        bridge.documents_changed.connect(self._refresh_soon)
        self._clock = QTimer(self, interval=REFRESH_MS)
        self._clock.timeout.connect(self.refresh)
        self._clock.start()
        self._on_server_changed()
        context.tasks.start(self._load_credentials())

    def refresh(self) -> None:
        """Show the latest activity of devices."""
        self._is_behind = True
        if self._loading is None or self._loading.done():
            self._loading = self._context.tasks.start(self._follow_lists())

    def hideEvent(self, event: QHideEvent) -> None:
        """Rearrange the cards while the page is hidden."""
        super().hideEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use one column if two would be too narrow."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """Use two columns if both fit with all of their content."""
        around = 2 * theme.PAGE_MARGIN + 2 * theme.SPACE_16  # margins, the gap and the scroll bar
        least = sum(side.minimumSize().width() for side in self._sides) + around
        is_wide = self.width() >= max(least, theme.px(TWO_COLUMNS_FROM))
        self._columns.setDirection(
            QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        )

    def _arrange(self, *, has_device: bool) -> None:
        """Put devices first once there are any, but only while hidden, so that nothing moves visibly."""
        if has_device == self._has_device or (self._has_device is not None and self.isVisible()):
            return
        self._has_device = has_device
        left, _ = self._sides
        left.insertWidget(0 if has_device else 1, self.devices)
        self.login.fold(has_device=has_device)
        self.catalogue.fold(has_device=has_device)

    def _refresh_soon(self, _what: object = None) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _on_server_changed(self) -> None:
        address = self._context.server.address
        self.login.show_addresses(address.urls if address else ())
        self.catalogue.show_addresses(address.urls if address else ())
        self.folders.show_addresses(address.urls if address else ())
        self.cloud.show_addresses(address.urls if address else ())
        self.plugin.show_addresses(address.urls if address else ())
        self.server.refresh()
        self._lay_out()
        self.refresh()

    async def _load_credentials(self) -> None:
        credentials = await self._context.tasks.blocking(self._context.services.koreader_login.ensure)
        self.login.show_credentials(credentials)

    async def _follow_lists(self) -> None:
        """Load one at a time, so that a slow load cannot overwrite a later one."""
        while self._is_behind:
            self._is_behind = False
            await self._load_lists()

    async def _load_lists(self) -> None:
        progress, now = self._context.services.progress, self._context.services.clock.now()
        documents = await self._context.tasks.blocking(progress.documents)
        devices = await self._context.tasks.blocking(self._context.services.devices.all)
        files = await self._context.tasks.blocking(self._context.services.cloud_folder.files)
        self.help.refresh([document for document in documents if document.pushes])
        visits = await self._context.tasks.blocking(self._context.services.plugin_reports.visits)
        self.cloud.show_files(files, now)
        self.plugin.show_visits(visits, now)
        self.login.show_https(self._context.services.logins.latest_https)
        self.pairing.refresh()
        self.devices.show_devices(devices, now)
        self._arrange(has_device=bool(devices))
        self.usb.tell_time()
        self.server.tell_time()
        suggestions = await self._context.tasks.blocking(
            _suggest, self._context.services.documents, documents
        )
        self.documents.show_documents(documents, suggestions, now)
        self._lay_out()

    def _show_all_documents(self) -> None:
        DocumentsDialog(self._context, self).open()

    def _build(self) -> None:
        body = QWidget()
        column = new_column(body, theme.SPACE_16, theme.PAGE_MARGIN)
        column.addWidget(PageHeader(tr("KOReader"), tr("Your devices stay in sync over your Wi-Fi.")))
        left, right = self._sides
        for side in self._sides:
            side.setSpacing(theme.SPACE_16)
        books = (self.catalogue, self.folders, self.cloud, self.plugin)
        for card in (self.devices, self.login, self.documents, *books):
            left.addWidget(card)
        left.addStretch(1)
        for side_card in (self.server, self.usb, self.pairing, self.help):
            right.addWidget(side_card)
        right.addStretch(1)
        self._columns.setSpacing(theme.SPACE_16)
        self._columns.addLayout(left, 3)
        self._columns.addLayout(right, 2)
        column.addLayout(self._columns)
        column.addStretch(1)
        layout = new_column(self)
        layout.addWidget(scrolling(body))


def _suggest(service: DocumentService, documents: list[Document]) -> dict[str, SuggestedBook]:
    """The likeliest book for each document shown. Blocks."""
    newest = [document for document in documents if document.is_unmatched][:MOST_SHOWN]
    found = {document.digest: service.suggestions(document) for document in newest}
    return {digest: books[0] for digest, books in found.items() if books}
