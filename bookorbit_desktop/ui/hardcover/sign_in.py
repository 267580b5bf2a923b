"""Signing in with Hardcover, in the browser or with a code on another device."""

import asyncio

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.hardcover.sign_in import DeviceCode
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.tasks import owned_slot
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.copy_field import CopyField
from bookorbit_desktop.ui.widgets.dialogs import WIDTH, Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import FlowLayout, in_column
from bookorbit_desktop.ui.widgets.qr_code import QrCode
from bookorbit_desktop.ui.wording import number

_SECOND = 1000
_MINUTE = 60


class SignInPanel(QWidget):
    """The ways to sign in; while the browser is open, its address and Cancel in their place."""

    signed_in = Signal()
    token_wanted = Signal()
    _opened = Signal(str)
    """From the network thread: the address for the browser."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._waiting: asyncio.Future[None] | None = None
        self.begin = button(tr("Sign in with Hardcover"), "primary")
        self.elsewhere = button(tr("Sign in on another device…"))
        self.by_token = button(tr("Use a token instead…"), "quiet")
        self.address = CopyField(tr("address for your browser"))
        self.again = button(tr("Open again"))
        self.cancel = button(tr("Cancel"))
        self._verdict = label("", wrap=True, name="verdict")
        self._awaited = label("", wrap=True, name="awaited")
        self._ways, self._wait = QWidget(), QWidget()
        self._build()
        self.begin.clicked.connect(self._begin)
        self.elsewhere.clicked.connect(self._open_dialog)
        self.by_token.clicked.connect(self.token_wanted)
        self.again.clicked.connect(self._open_browser)
        self.cancel.clicked.connect(self._cancel)
        self._opened.connect(self._on_opened)
        self._offer_ways()

    def _begin(self) -> None:
        if self._waiting is None:
            self._say("")
            self._await(tr("Contacting Hardcover…"))
            self._waiting = self._context.tasks.start_for(self, self._sign_in())

    async def _sign_in(self) -> None:
        try:
            await self._context.tasks.network(
                self._context.services.sign_in.in_browser(self._opened.emit, localize)
            )
        except BookOrbitError as error:
            self._offer_again(localize(error.message))
        except asyncio.CancelledError:
            self._offer_again("")
            raise
        else:
            self._offer_ways()
            self.signed_in.emit()

    def _offer_again(self, why: str) -> None:
        self._offer_ways()
        self._say(why)
        self.begin.setFocus()

    def _on_opened(self, address: str) -> None:
        if self._waiting is None:
            return  # cancelled while the address was on its way
        self._await(tr("Allow BookOrbit in your browser. This window then comes back by itself."), address)
        self._open_browser()

    def _open_browser(self) -> None:
        if not QDesktopServices.openUrl(QUrl(self.address.value, QUrl.ParsingMode.StrictMode)):
            self._say(tr("Your browser didn't open. Copy the address and open it yourself."))

    def _cancel(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()

    def _open_dialog(self) -> None:
        dialog = DeviceDialog(self._context, self)
        dialog.accepted.connect(self.signed_in)
        dialog.open()

    def _await(self, what: str, address: str = "") -> None:
        self._awaited.setText(what)
        self.address.set_value(address)
        for part in (self.address, self.again):
            part.setVisible(bool(address))
        self._ways.hide()
        self._wait.show()
        self.cancel.setFocus()

    def _offer_ways(self) -> None:
        self._waiting = None
        self._wait.hide()
        self._ways.show()

    def _say(self, text: str) -> None:
        self._verdict.setText(text)
        set_tone(self._verdict, Tone.ERROR)
        self._verdict.setVisible(bool(text))

    def _build(self) -> None:
        ways = FlowLayout()
        self._ways.setLayout(ways)
        for way in (self.begin, self.elsewhere, self.by_token):
            ways.addWidget(way)
        for pressed in (self.begin, self.elsewhere, self.by_token, self.again, self.cancel):
            pressed.setAutoDefault(True)  # Enter presses it, also in the first steps, where it else goes on
        answers = FlowLayout()
        answers.addWidget(self.again)
        answers.addWidget(self.cancel)
        in_column(
            self._awaited,
            self.address,
            answers,
            inside=self._wait,
            spacing=theme.SPACE_12,
        )
        in_column(self._ways, self._wait, self._verdict, inside=self, spacing=theme.SPACE_12)


class DeviceDialog(QDialog):
    """A code for a phone or another computer. It closes by itself once the person has allowed it there."""

    _shown = Signal(object)
    """From the network thread: a DeviceCode."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Sign in on another device"))
        self.code = label("", "figure", name="code")
        self.qr = QrCode(tr("Address with the code as a QR code"))
        self.address = label("", wrap=True, name="address")
        self._told = label(tr("Contacting Hardcover…"), "muted", wrap=True, name="told")
        self._left = 0
        self._ticks = QTimer(self, interval=_SECOND)
        self._build()
        self._ticks.timeout.connect(self._tick)
        self._shown.connect(self._show)
        self._sign_in()

    @owned_slot
    async def _sign_in(self) -> None:
        work = self._context.services.sign_in.on_another_device(self._shown.emit)
        try:
            await self._context.tasks.network(work)
        except BookOrbitError as error:
            self._ticks.stop()
            self._told.setText(localize(error.message))
            set_tone(self._told, Tone.ERROR)
        else:
            self.accept()

    def _show(self, device: DeviceCode) -> None:
        self.code.setText(device.user_code)
        self.qr.set_text(device.whole_address)
        self.address.setText(tr("Open {0} and enter the code, or scan it.").format(device.address))
        for part in (self.code, self.qr, self.address):
            part.show()
        self.adjustSize()
        self._left = int(device.lifetime)
        self._tick()
        self._ticks.start()

    def _tick(self) -> None:
        self._left = max(0, self._left - 1)
        minutes = -(-self._left // _MINUTE)
        self._told.setText(
            tr("Waiting for you to allow it. The code is good for {0} min.").format(number(minutes))
        )

    def _build(self) -> None:
        self.code.setAccessibleName(tr("Code"))
        self._told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for text in (self.code, self.address):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            text.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            text.hide()
        self.qr.hide()
        close = button(tr("Cancel"))
        close.clicked.connect(self.reject)
        self.setMinimumWidth(theme.px(WIDTH))
        column = dialog_column(self, theme.SPACE_16)
        column.addWidget(self.code)
        column.addWidget(self.qr, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.address)
        column.addWidget(self._told)
        column.addWidget(Answers(self, reject=close))
