"""What to enter in KOReader, step by step."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from bookorbit_desktop.domain.koreader.progress import LoginAttempt
from bookorbit_desktop.services.koreader.account import Credentials
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.device_setup.dialog import open_setup
from bookorbit_desktop.ui.koreader.credentials import CredentialsDialog
from bookorbit_desktop.ui.koreader.qr_dialog import QrDialog
from bookorbit_desktop.ui.koreader.step_list import step_list
from bookorbit_desktop.ui.koreader.text import koreader_steps
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.status_bar import no_address_text
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.copy_field import CopyField
from bookorbit_desktop.ui.widgets.disclosure import DisclosureButton
from bookorbit_desktop.ui.widgets.labels import button, icon_button, label, line, set_tone

MOST_ADDRESSES = 4


class LoginCard(Card):
    """Addresses, name and passphrase to copy or read off, and the six taps."""

    changed = Signal()
    """The person has changed name or passphrase."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(tr("Connect your device"), tr("Device and computer must be on the same Wi-Fi."))
        self._context = context
        self.addresses = [CopyField(tr("server address")) for _ in range(MOST_ADDRESSES)]
        self.username = CopyField(tr("user name"))
        self.passphrase = CopyField(tr("passphrase"), secret=True)
        self.reveal = icon_button("show", tr("Show the passphrase"))
        self.change = button(tr("Change…"))
        self.large = icon_button("qr", tr("Server address as a QR code"))
        self.guide = DisclosureButton(tr("On your device, in KOReader"))
        self.set_up = button(tr("Set up over USB instead…"))
        self._notice = label("", wrap=True)
        self._https = label("", wrap=True)
        self._is_shown = False
        self._build()
        self.reveal.clicked.connect(self._toggle)
        self.change.clicked.connect(self._open_change)
        self.set_up.clicked.connect(lambda: open_setup(context, self))
        self.large.clicked.connect(lambda: QrDialog(self.addresses[0].value, self).open())
        self.show_addresses(())

    @property
    def notice(self) -> str:
        """What is said about the passphrase; empty when all is well."""
        return "" if self._notice.isHidden() else self._notice.text()

    @property
    def https(self) -> str:
        """What is said about a device that tried `https://`; empty when none did."""
        return "" if self._https.isHidden() else self._https.text()

    def show_https(self, attempt: LoginAttempt | None) -> None:
        """Say that a device tried `https://`, which KOReader fills in; it is shown nothing there."""
        words = f"{localize(attempt.reason)} ({attempt.address})" if attempt else ""
        self._https.setText(words)
        self._https.setVisible(bool(words))

    def show_addresses(self, urls: Sequence[str]) -> None:
        """Show where the server is reached, the likeliest address first."""
        shown = list(urls[:MOST_ADDRESSES]) or [""]
        for place, field in enumerate(self.addresses):
            field.setVisible(place < len(shown))
            if place < len(shown):
                field.set_value(shown[place], instead=no_address_text(self._context))
        self._others.setVisible(len(shown) > 1)
        self.large.setEnabled(bool(shown[0]))
        self.large.setToolTip(self.large.accessibleName() if shown[0] else tr("Start the server first."))

    def show_credentials(self, credentials: Credentials) -> None:
        """Show what devices log in with."""
        self.username.set_value(credentials.username)
        self.passphrase.set_value(credentials.passphrase or "", instead=tr("Can't be shown"))
        self.reveal.setEnabled(bool(credentials.passphrase))
        self._notice.setText(localize(credentials.notice))
        self._notice.setVisible(bool(credentials.notice))

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

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE_16)
        grid.setVerticalSpacing(theme.SPACE_8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(tr("Server address"), "muted"), 0, 0)
        for place, field in enumerate(self.addresses):
            grid.addWidget(field, place, 1)
        self._others = label(tr("If one does not work, try the next."), "detail")
        grid.addWidget(self._others, MOST_ADDRESSES, 1)
        grid.addWidget(label(tr("User name"), "muted"), MOST_ADDRESSES + 1, 0)
        grid.addWidget(self.username, MOST_ADDRESSES + 1, 1)
        grid.addWidget(label(tr("Passphrase"), "muted"), MOST_ADDRESSES + 2, 0)
        grid.addWidget(self.passphrase, MOST_ADDRESSES + 2, 1)
        self.passphrase.row.insertWidget(1, self.reveal)
        self.username.row.addWidget(self.change)
        self.addresses[0].row.addWidget(self.large)
        self.body.addLayout(grid)
        for notice in (self._https, self._notice):
            notice.hide()
            set_tone(notice, Tone.ATTENTION)
            self.body.addWidget(notice)
        self.body.addWidget(line())
        steps = QWidget()
        column = step_list(koreader_steps())
        column.addSpacing(theme.SPACE_4)
        column.addWidget(self.set_up, alignment=Qt.AlignmentFlag.AlignLeft)
        steps.setLayout(column)
        self.guide.toggled.connect(steps.setVisible)
        self.body.addWidget(self.guide)
        self.body.addWidget(steps)
