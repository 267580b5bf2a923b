"""Page 3: connecting a device. Waits for a login and reports it."""

from PySide6.QtWidgets import QFrame

from bookorbit_desktop.domain.koreader.devices import shown_device
from bookorbit_desktop.domain.koreader.progress import LoginAttempt
from bookorbit_desktop.domain.overview.events import ProgressReceived
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.first_run.step import SetupStep
from bookorbit_desktop.ui.koreader.login_card import LoginCard
from bookorbit_desktop.ui.koreader.text import check_text
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import label, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_row
from bookorbit_desktop.ui.widgets.mark import Mark


class KoreaderStep(SetupStep):
    """Address, name, passphrase and the steps; "Waiting for your device…" then becomes its name."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(
            context,
            tr("Connect KOReader"),
            tr("Your device must be on the same Wi-Fi as this computer."),
        )
        self.login = LoginCard(context, to_type_off=True)
        self.state = label(tr("Waiting for your device…"), "card", wrap=True)
        self.tested = label("", "detail", wrap=True)
        self._mark = Mark(20)
        self._strip = QFrame()
        self._build()
        bridge = context.bridge
        bridge.login_attempted.connect(self._on_login)
        bridge.progress_received.connect(self._on_progress)
        bridge.server_changed.connect(self._on_server_changed)
        self._say(tr("Waiting for your device…"), Tone.NEUTRAL, "tablet")
        self._show_addresses()
        context.tasks.start_for(self, self._load())

    async def _load(self) -> None:
        tasks, services = self._context.tasks, self._context.services
        self.login.show_credentials(await tasks.blocking(services.koreader_login.ensure))
        devices = await tasks.blocking(services.devices.all)
        if devices:
            newest = max(devices, key=lambda device: device.last_seen)
            self._say_connected(newest.shown_name)
        elif services.logins.latest_login is not None:
            self._on_login(services.logins.latest_login)

    def shown(self) -> None:
        """Test the server at its addresses: what fails here fails for a device too."""
        self._context.tasks.start_for(self, self._check())

    async def _check(self) -> None:
        checks = await self._context.tasks.network(self._context.server.check())
        if self._context.is_starting:
            self.tested.setText(tr("Starting…"))
            set_tone(self.tested, Tone.NEUTRAL)
            return
        fails = [check for check in checks if check.problem]
        if fails or not checks:
            self.tested.setText("\n".join(map(check_text, fails)) or tr("The server is stopped."))
        else:
            self.tested.setText(
                tr(
                    "The server is reachable at every address. If your device can't connect, check "
                    "your firewall: the KOReader page has the command."
                )
            )
        set_tone(self.tested, Tone.ERROR if fails or not checks else None)

    def _on_login(self, attempt: LoginAttempt) -> None:
        if attempt.accepted:
            self._say(tr("Connected: a device logged in as “{0}”").format(attempt.username), Tone.OK, "check")
        elif not attempt.username:
            self._say(localize(attempt.reason), Tone.ATTENTION, "warning")
        else:
            text = tr("A device tried to log in as “{0}”. {1}")
            self._say(text.format(attempt.username, localize(attempt.reason)), Tone.ATTENTION, "warning")

    def _on_progress(self, event: ProgressReceived) -> None:
        self._say_connected(shown_device(event.push.device))

    def _say_connected(self, device: str) -> None:
        self._say(tr("{0} connected").format(device or tr("Your device")), Tone.OK, "check")

    def _say(self, text: str, tone: Tone, icon: str) -> None:
        self.state.setText(text)
        set_tone(self.state, tone)
        set_tone(self._strip, None if tone is Tone.NEUTRAL else tone)
        self._mark.show_icon(icon, "muted" if tone is Tone.NEUTRAL else tone)

    def _on_server_changed(self) -> None:
        self._show_addresses()
        self.shown()

    def _show_addresses(self) -> None:
        address = self._context.server.address
        self.login.show_addresses(address.urls if address else ())

    def _build(self) -> None:
        self._strip.setProperty("kind", "notice")
        in_row(self._mark, self.state, inside=self._strip, margins=theme.SPACE_12, grows=self.state)
        self.column.addWidget(self._strip)
        self.column.addWidget(self.login)
        self.column.addWidget(self.tested)
        self.column.addStretch(1)
