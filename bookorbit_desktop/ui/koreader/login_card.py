"""Connecting a device: by typing, pairing or USB, each on its own tab; and changing user name and passphrase."""

import secrets
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QGridLayout, QLineEdit, QTabBar, QVBoxLayout, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.koreader.account import make_passphrase
from bookorbit_desktop.domain.koreader.progress import LoginAttempt
from bookorbit_desktop.domain.overview.events import PluggedInChanged
from bookorbit_desktop.domain.usb.files import PluggedIn
from bookorbit_desktop.services.koreader.account import Credentials
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.devices.device_text import connected_text
from bookorbit_desktop.ui.devices.setup_dialog import open_setup
from bookorbit_desktop.ui.koreader.address_cards import QrDialog
from bookorbit_desktop.ui.koreader.pairing import PairingStrip
from bookorbit_desktop.ui.koreader.text import koreader_steps, pairing_steps
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.status_bar import no_address_text
from bookorbit_desktop.ui.tasks import async_slot
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.copy_field import CopyField, fixed_font
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.disclosure import DisclosureButton
from bookorbit_desktop.ui.widgets.labels import Mark, button, icon_button, label, line, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_column, in_row, new_column, step_list


class Tabs(QWidget):
    """Shows one panel at a time. Arrow keys move between the tabs, Tab moves into the panel."""

    def __init__(self, accessible_name: str) -> None:
        super().__init__()
        self.bar = QTabBar(drawBase=False, expanding=False, documentMode=True)
        self.bar.setAccessibleName(accessible_name)
        self.bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._panels: list[QWidget] = []
        self._column = new_column(self, theme.SPACE_12)
        self._column.addWidget(self.bar)
        self.bar.currentChanged.connect(self._show)

    def add(self, word: str, panel: QWidget) -> None:
        """Add a panel after the others."""
        self._panels.append(panel)
        self._column.addWidget(panel)
        self.bar.addTab(word)
        self._show(self.bar.currentIndex())

    def _show(self, index: int) -> None:
        for other, panel in enumerate(self._panels):
            panel.setVisible(other == index)


class UsbWay(QWidget):
    """Shows the connected devices; its button also accepts a folder."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.folder = b""
        """The folder of the device to set up; empty if none is connected."""
        self.state = label("", wrap=True)
        self._mark = Mark(20)
        self.set_up = button(tr("Set up device…"))
        text_label = label(
            tr(
                "BookOrbit writes the address, login and catalogue to the device, so you don't have to type "
                "them. You see every change first."
            ),
            "muted",
            wrap=True,
        )
        state = in_row(self._mark, self.state, grows=self.state)
        in_column(text_label, state, in_row(self.set_up, None), inside=self, spacing=theme.SPACE_12)
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
        text = tr("Plug the device in with its USB cable and allow file transfer if it asks.")
        self.state.setText(connected_text(first.kind) if first else text)
        set_tone(self.state, Tone.OK if first else None)
        self._mark.show_icon("check" if first else "tablet", "ok" if first else "muted")


MOST_ADDRESSES = 4


class Addresses(QWidget):
    """The server's addresses, a field for each, the likeliest first."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self.fields = [CopyField(tr("server address")) for _ in range(MOST_ADDRESSES)]
        self.large = icon_button("qr", tr("Server address as a QR code"))
        self._others = label(tr("If one doesn't work, try the next."), "detail")
        column = new_column(self, theme.SPACE_8)
        for field in self.fields:
            column.addWidget(field)
        column.addWidget(self._others)
        self.fields[0].row.addWidget(self.large)
        self.large.clicked.connect(lambda: QrDialog(self.fields[0].value, self).open())
        self.show_urls(())

    def show_urls(self, urls: Sequence[str]) -> None:
        """Show these addresses."""
        shown = list(urls[:MOST_ADDRESSES]) or [""]
        for index, field in enumerate(self.fields):
            field.setVisible(index < len(shown))
            if index < len(shown):
                field.set_value(shown[index], instead=no_address_text(self._context))
        self._others.setVisible(len(shown) > 1)
        self.large.setEnabled(bool(shown[0]))
        self.large.setToolTip(self.large.accessibleName() if shown[0] else tr("Start the server first."))


class LoginCard(Card):
    """Three ways to connect a device as tabs."""

    changed = Signal()
    """The person has changed name or passphrase."""

    def __init__(self, context: UiContext, *, to_type_off: bool = False) -> None:
        """`to_type_off` is for a page made for typing: it has the title, and the passphrase is visible."""
        super().__init__()
        self._context = context
        self.typed = Addresses(context)
        self._paired = Addresses(context)
        self.username = CopyField(tr("user name"))
        self.passphrase = CopyField(tr("passphrase"), secret=True)
        self.reveal = icon_button("show", tr("Show the passphrase"))
        self.change = button(tr("Change…"))
        self.heading = DisclosureButton(tr("Connect your device"), is_title=True)
        self.ways = Tabs(tr("Ways to connect"))
        self.strip = PairingStrip(context)
        self.usb = UsbWay(context)
        self._notice = label("", wrap=True, name="notice")
        self._https = label("", wrap=True, name="https")
        self._is_shown = False
        self._build(with_heading=not to_type_off)
        self.reveal.clicked.connect(self._toggle)
        self.change.clicked.connect(self._open_change)
        self.usb.set_up.clicked.connect(lambda: open_setup(context, self, self.usb.folder))
        context.bridge.pairing_changed.connect(self._show_pairing)
        if to_type_off:
            self._toggle()

    def fold(self, *, has_device: bool) -> None:
        """Collapse the tabs once there is a device, unless the person has expanded or collapsed them."""
        self.heading.setText(tr("Connect another device") if has_device else tr("Connect your device"))
        self.heading.setChecked(not has_device)

    def show_https(self, attempt: LoginAttempt | None) -> None:
        """Say that a device tried `https:

        `, KOReader's default, as the device itself shows nothing.
        """
        text = f"{localize(attempt.reason)} ({attempt.address})" if attempt else ""
        self._https.setText(text)
        self._https.setVisible(bool(text))

    def show_addresses(self, urls: Sequence[str]) -> None:
        """Show the server's addresses, the likeliest first."""
        self.typed.show_urls(urls)
        self._paired.show_urls(urls)

    def show_credentials(self, credentials: Credentials) -> None:
        """Show the devices' login."""
        self.username.set_value(credentials.username)
        self.passphrase.set_value(credentials.passphrase or "", instead=tr("Can't be shown"))
        self.reveal.setEnabled(bool(credentials.passphrase))
        self._notice.setText(localize(credentials.notice))
        self._notice.setVisible(bool(credentials.notice))

    def _show_pairing(self) -> None:
        """Show how long pairing stays open, when it was opened here or from the tray."""
        if self._context.services.pairing.window.is_open:
            self.heading.setChecked(True)
            self.ways.bar.setCurrentIndex(_PAIR)

    def _toggle(self) -> None:
        self._is_shown = not self._is_shown
        self.passphrase.reveal(self._is_shown)
        name = tr("Hide the passphrase") if self._is_shown else tr("Show the passphrase")
        icons.put(self.reveal, "hide" if self._is_shown else "show", "muted")
        self.reveal.setAccessibleName(name)
        self.reveal.setToolTip(name)

    def _open_change(self) -> None:
        dialog = CredentialsDialog(self._context, self.username.value, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changed.connect(self.show_credentials)
        dialog.changed.connect(lambda _credentials: self.changed.emit())
        dialog.open()

    def _build(self, *, with_heading: bool) -> None:
        inside = QWidget()
        column = new_column(inside, theme.SPACE_12)
        for notice in (self._https, self._notice):
            notice.hide()
            set_tone(notice, Tone.ATTENTION)
            column.addWidget(notice)
        if with_heading:
            same = tr("Device and computer must be on the same Wi-Fi.")
            column.addWidget(label(same, "muted", wrap=True))
        column.addWidget(self.ways)
        self.ways.add(tr("Type it in"), self._typed_way())
        self.ways.add(tr("Pair"), self._paired_way())
        self.ways.add(tr("USB"), self.usb)
        self.heading.setVisible(with_heading)
        self.heading.toggled.connect(inside.setVisible)
        self.body.addWidget(self.heading)
        self.body.addWidget(inside)

    def _typed_way(self) -> QWidget:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE_16)
        grid.setVerticalSpacing(theme.SPACE_8)
        grid.setColumnStretch(1, 1)
        self.passphrase.row.insertWidget(1, self.reveal)
        self.username.row.addWidget(self.change)
        rows = (
            (tr("Server address"), self.typed),
            (tr("User name"), self.username),
            (tr("Passphrase"), self.passphrase),
        )
        for number, (word, field) in enumerate(rows):
            first = label(word, "muted")
            first.setMinimumHeight(theme.px(_FIELD_HEIGHT))
            grid.addWidget(first, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, number, 1)
        return _panel(grid, line(), step_list(koreader_steps()))

    def _paired_way(self) -> QWidget:
        return _panel(self._paired, line(), step_list(pairing_steps()), self.strip)


_FIELD_HEIGHT = 32
_PAIR = 1
"""The tab for pairing."""


def _panel(*parts: QWidget | QGridLayout | QVBoxLayout) -> QWidget:
    panel = QWidget()
    column = new_column(panel, theme.SPACE_12)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    return panel


class CredentialsDialog(QDialog):
    """Asks for a name and a passphrase, or generates one that is easy to type on e-ink."""

    changed = Signal(object)
    """The new Credentials."""

    def __init__(self, context: UiContext, username: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(tr("Change login"))
        self.username = QLineEdit(username)
        self.passphrase = QLineEdit()
        self.generate = button(tr("Generate"))
        self.save = button(tr("Change login"), "primary")
        self.cancel = button(tr("Cancel"))
        self.problem = label("", wrap=True)
        self._build()
        self.generate.clicked.connect(lambda: self.passphrase.setText(make_passphrase(secrets.choice)))
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)

    @async_slot
    async def _save(self) -> None:
        passphrase = self.passphrase.text() or None
        try:
            credentials: Credentials = await self._context.tasks.blocking(
                self._context.services.koreader_login.change, self.username.text(), passphrase
            )
        except BookOrbitError as error:
            self.problem.setText(localize(error.message))
            self.problem.show()
            return
        self.changed.emit(credentials)
        self.accept()

    def _build(self) -> None:
        self.setMinimumWidth(theme.px(460))
        self.username.setAccessibleName(tr("User name"))
        self.passphrase.setAccessibleName(tr("New passphrase"))
        self.passphrase.setFont(fixed_font())
        self.passphrase.setPlaceholderText(tr("Unchanged"))
        self.problem.hide()
        set_tone(self.problem, Tone.ERROR)
        secret = in_row(self.passphrase, self.generate, grows=self.passphrase)
        form = QFormLayout()
        form.setVerticalSpacing(theme.SPACE_12)
        form.setHorizontalSpacing(theme.SPACE_16)
        form.addRow(label(tr("User name"), "muted"), self.username)
        form.addRow(label(tr("New passphrase"), "muted"), secret)
        layout = dialog_column(self, theme.SPACE_16)
        layout.addWidget(label(tr("Change login"), "section"))
        consequence = tr("Your devices will need to log in again. Progress is kept.")
        if self._context.services.paired_logins.all():
            consequence = f"{consequence} {tr('Devices paired with their own password stay logged in.')}"
        layout.addWidget(label(consequence, "muted", wrap=True))
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(Answers(self, accept=self.save, reject=self.cancel))
