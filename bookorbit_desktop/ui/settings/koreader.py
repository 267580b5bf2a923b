"""KOReader: server address, its certificate, finished threshold and relay."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.server import READEST_ORIGIN, Certificate, parse_port
from bookorbit_desktop.domain.reading.reading import FINISHED_AT_CHOICES
from bookorbit_desktop.domain.reading.step_back import BackwardRule
from bookorbit_desktop.system.network import LOOPBACK, lan_addresses
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.koreader.text import encryption_text
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.settings.relay import RelayCard
from bookorbit_desktop.ui.settings.rows import CONTROL, ChoiceRow, Section, SettingRow, TickRow
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_row, new_column, new_row
from bookorbit_desktop.ui.widgets.tick_box import under_text
from bookorbit_desktop.ui.wording import date_text, percent


class ReadestRow(TickRow):
    """Readest's web page may call the server; others are allowed on the command line."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(
            context,
            tr("Allow Readest in a browser"),
            tr(
                "Its page at {0} may then sync with this computer, with your login. It needs the encrypted "
                "address. Readest's apps need neither."
            ).format(READEST_ORIGIN),
            "browser_origins",
        )

    def refresh(self) -> None:
        """Show whether it is allowed."""
        self.box.setChecked(READEST_ORIGIN in self._context.services.preferences.current.browser_origins)

    async def _store(self, ticked: bool) -> None:
        others = [
            origin
            for origin in self._context.services.preferences.current.browser_origins
            if origin != READEST_ORIGIN
        ]
        origins = (*others, READEST_ORIGIN) if ticked else tuple(others)
        change = self._context.services.preferences.change
        try:
            await self._context.tasks.blocking(change, browser_origins=origins)
        finally:
            self.refresh()


class KoreaderSection(Section):
    """Port and address are tested before they are stored."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self.accept = TickRow(
            context,
            tr("Accept progress from devices"),
            tr("When off, devices are refused. They send a book's position when you next read that book."),
            "accept_progress",
        )
        self.catalogue = TickRow(
            context,
            tr("Share the catalogue (OPDS)"),
            tr("Devices with your user name and passphrase can browse your library and download books."),
            "offer_catalogue",
        )
        self.finished = ChoiceRow(
            context,
            tr("A book is finished at"),
            tr("From there on it counts as Read. In scroll mode KOReader never reaches 100%."),
            "finished_at",
            [(percent(share), share) for share in FINISHED_AT_CHOICES],
        )
        self.backward = ChoiceRow(
            context,
            tr("When a device goes back in a book"),
            tr(
                "By more than a page or two. Devices always get the last position sent, and progress "
                "on Hardcover is never lowered."
            ),
            "backward",
            [
                (tr("Ask me"), BackwardRule.ASK),
                (tr("Accept"), BackwardRule.ACCEPT),
                (tr("Keep the furthest position"), BackwardRule.IGNORE),
            ],
        )
        self.public = TickRow(
            context,
            tr("Allow devices with public addresses"),
            tr(
                "Anyone on the internet who reaches this computer can then try to log in. Only https is encrypted."
            ),
            "allow_public",
        )
        self.announce = TickRow(
            context,
            tr("Announce a name on the home network"),
            tr(
                "Phones and computers then find bookorbit.local. Most e-readers can't: they need the address."
            ),
            "announce",
        )
        self.https = TickRow(
            context,
            tr("Serve an encrypted address too (https)"),
            tr(
                "Nobody on the Wi-Fi can read along then. KOReader doesn't check certificates, so it "
                "doesn't notice a server that pretends to be this one. Browsers warn."
            ),
            "https",
        )
        self.readest = ReadestRow(context)
        self.certificate = CertificateRow(context)
        self.port = QLineEdit()
        self.use_port = button(tr("Use"))
        self.host = Choice(tr("Listen on"))
        self.problem = label("", wrap=True)
        self._addresses: tuple[str, ...] = ()
        self._refusal = ""
        """Why the last change was refused; shown until the next attempt or input."""
        self.login = button(tr("Show address, name and passphrase"), "lead", "link", "accent")
        self.relay = RelayCard(context)
        self._build()
        self.use_port.clicked.connect(lambda: self._move_to(self.host.currentIndex()))
        self.port.returnPressed.connect(self.use_port.click)
        self.port.textEdited.connect(lambda: self._refuse(""))
        self.host.activated.connect(self._move_to)
        self.login.clicked.connect(lambda: context.navigation.show_page(Page.KOREADER))
        context.bridge.server_changed.connect(self._show_server)
        self.refresh()
        context.tasks.start(self._load_addresses())

    def refresh(self) -> None:
        """Show the stored settings, but keep what is being typed."""
        super().refresh()
        if not self.port.isModified():
            self.port.setText(str(self._context.services.preferences.current.port))
        self._show_host()
        self._show_server()

    async def _load_addresses(self) -> None:
        self._addresses = await self._context.tasks.blocking(lan_addresses)
        self._show_host()

    def _show_host(self) -> None:
        chosen = self._context.services.preferences.current.listen_on
        choices = {"": tr("All networks"), LOOPBACK: tr("This computer only")}
        for address in (*self._addresses, chosen):
            choices.setdefault(address, address)
        self.host.clear()
        for address, text in choices.items():
            self.host.addItem(text, address)
        self.host.setCurrentIndex(list(choices).index(chosen))

    def _show_server(self) -> None:
        address = self._context.server.address
        if self._refusal:
            self._say(self._refusal, Tone.ERROR)
        elif self._context.is_starting:
            self._say(tr("Starting…"), Tone.NEUTRAL)
        elif address is None:
            self._say(tr("The server is stopped. The new port is used when it starts."), Tone.NEUTRAL)
        elif address.notice:
            self._say(localize(address.notice), Tone.ATTENTION)
        else:
            self._say(tr("Running on port {0}.").format(address.port), Tone.OK)

    def _move_to(self, index: int) -> None:
        self._context.tasks.start(self._move(self.host.itemData(index), self.port.text()))

    def _refuse(self, why: str) -> None:
        self._refusal = why
        self._show_server()

    async def _move(self, host: str, port: str) -> None:
        self._refuse("")
        try:
            await self._context.tasks.network(self._context.server.move(host, parse_port(port)))
        except BookOrbitError as error:
            self._show_host()
            self._refuse(localize(error.message))
            return
        self.port.setModified(False)
        self.refresh()

    def _say(self, text: str, tone: Tone) -> None:
        self.problem.setText(text)
        set_tone(self.problem, tone)

    def _build(self) -> None:
        self.port.setAccessibleName(tr("Port"))
        self.host.setMinimumWidth(theme.px(CONTROL))
        field = QWidget()
        field.setFixedWidth(theme.px(CONTROL))
        line = new_row(field, theme.SPACE_8)
        line.addWidget(self.port)
        self.use_port.setAccessibleName(tr("Use this port"))
        line.addWidget(self.use_port)
        self.add_card(tr("Reading progress"), self.accept, self.finished, self.backward)
        self.add_card(tr("Books for your device"), self.catalogue)
        server = self.add_card(
            tr("Server"),
            SettingRow(
                tr("Port"),
                tr("Change the address on your devices, too."),
                field,
            ),
            SettingRow(
                tr("Listen on"),
                tr("Networks that devices can connect from."),
                self.host,
            ),
            self.announce,
            self.https,
            self.certificate,
            self.readest,
            self.public,
        )
        server.body.addWidget(self.problem)
        line = in_row(self.login, None, spacing=-1)
        server.body.addLayout(line)
        self.column.addWidget(self.relay)
        self.column.addStretch(1)


class CertificateRow(QWidget):
    """Where https is served, the certificate shown there, and what can be changed. Hidden while it is off."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._refusal = ""
        """Why the last change was refused; shown until the next one."""
        self.state = label("", wrap=True)
        self.facts = label("", "detail", wrap=True)
        self.facts.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.choose = button(tr("Use your own certificate…"))
        self.renew = button(tr("Make a new certificate"))
        self.retry = button(tr("Try again"))
        column = new_column(self, theme.SPACE_8)
        column.setContentsMargins(under_text(), 0, 0, 0)
        column.addWidget(self.state)
        column.addWidget(self.facts)
        column.addLayout(in_row(self.retry, self.choose, self.renew, None))
        self.choose.clicked.connect(self._choose_chain)
        self.renew.clicked.connect(
            lambda: context.tasks.start_for(self, self._change(context.services.certificates.make_new))
        )
        self.retry.clicked.connect(context.services.certificates.load_again)
        context.bridge.server_changed.connect(self.refresh)
        context.bridge.preferences_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show where it is served, and the certificate once it has been read."""
        self.setVisible(self._context.services.preferences.current.https)
        address = self._context.server.address
        problem = self._refusal or (localize(address.encryption_problem) if address else "")
        self.retry.setVisible(bool(address and address.encryption_problem))
        self.state.setText(problem or encryption_text(address))
        self.state.setVisible(bool(self.state.text()))
        set_tone(self.state, Tone.ERROR if problem else Tone.NEUTRAL)
        if not self.isHidden():
            self._context.tasks.start_for(self, self._load())

    async def _load(self) -> None:
        found = await self._context.tasks.blocking(self._context.services.certificates.current)
        notice = self._context.services.certificates.notice
        told = (certificate_text(found, self._context.services.clock.now()), unkept_text(notice))
        self.facts.setText("\n".join(filter(None, told)))
        self.facts.setVisible(found is not None)

    def _choose_chain(self) -> None:
        self._ask(tr("Choose the certificate (PEM)"), self._choose_key)

    def _choose_key(self, chain: str) -> None:
        def use(key: str) -> None:
            change = self._context.services.certificates.use
            work = self._change(lambda: change(Path(chain), Path(key)))
            self._context.tasks.start_for(self, work)

        self._ask(tr("Choose its private key (PEM)"), use)

    def _ask(self, title: str, then: Callable[[str], None]) -> None:
        dialog = QFileDialog(self.window(), title, QDir.homePath())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(then)
        dialog.open()

    async def _change(self, change: Callable[[], object]) -> None:
        self._refusal = ""
        try:
            await self._context.tasks.blocking(change)
        except BookOrbitError as error:
            self._refusal = localize(error.message)
        self.refresh()


def unkept_text(why: Message) -> str:
    """That a certificate does not outlast this run, and why; empty if it does."""
    return tr("This certificate works until BookOrbit quits. {0}").format(localize(why)) if why else ""


def certificate_text(certificate: Certificate | None, now: datetime) -> str:
    """What a person compares with what a browser shows, and whether it is time for another one."""
    if certificate is None:
        return ""
    pairs = certificate.fingerprint.split(":")
    parts = (":".join(pairs[start : start + 8]) for start in range(0, len(pairs), 8))  # where a line may end
    text = tr("Certificate, valid until {0}. SHA-256: {1}")
    text = text.format(date_text(certificate.valid_until.date()), " ".join(parts))
    if certificate.needs_renewal(now):
        text += "\n" + tr("It ends soon. Choose a renewed one, or make a new certificate.")
    return text
