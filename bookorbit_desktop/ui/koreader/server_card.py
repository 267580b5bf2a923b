"""The server's status, and whether it accepts progress."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.koreader.server import AddressCheck, ServerAddress
from bookorbit_desktop.domain.overview.events import ServerChanged
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.koreader.text import check_text, encryption_text, name_text
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.tasks import async_slot
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.labels import Mark, button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_row
from bookorbit_desktop.ui.widgets.tick_box import TickBox
from bookorbit_desktop.ui.wording import ago


@dataclass(frozen=True, slots=True)
class Test:
    """The result of testing the server's addresses, and its time."""

    at: datetime
    checks: tuple[AddressCheck, ...]

    @property
    def is_fine(self) -> bool:
        """Whether every address answers."""
        return bool(self.checks) and not any(check.problem for check in self.checks)


class ServerCard(Card):
    """State, start and stop, and the switch for devices."""

    def __init__(self, context: UiContext) -> None:
        self.toggle, self.test = button(""), button(tr("Test connection"))
        corner = QWidget()
        in_row(self.test, self.toggle, inside=corner)
        super().__init__(tr("Server"), corner=corner)
        self._context = context
        self._mark = Mark(20)
        self._state = label("", wrap=True, name="state")
        self._port = label("", wrap=True, name="port")
        self.go_back = button("")
        self._name = label("", "detail", wrap=True, name="name")
        self._encrypted = label("", "detail", wrap=True, name="encrypted")
        self._tested = label("", wrap=True, name="tested")
        self._test: Test | None = None
        self.accept = TickBox(tr("Accept progress from devices"))
        self._build()
        self.test.clicked.connect(self._check)
        self.go_back.clicked.connect(lambda: ask_to_return(context))
        self.toggle.clicked.connect(self._start_or_stop)
        self.accept.clicked.connect(
            lambda: context.tasks.start(self._set_accept(accepts=self.accept.isChecked()))
        )
        context.bridge.preferences_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the server's current state."""
        address = self._context.server.address
        accepts = self._context.services.preferences.current.accept_progress
        self.accept.setChecked(accepts)
        if self._context.is_starting:
            text, tone = tr("Starting…"), Tone.NEUTRAL
        elif address is None:
            text, tone = (
                tr("Stopped. Devices send a book's position when you next read that book."),
                Tone.ERROR,
            )
        elif not accepts:
            text, tone = (
                tr("Running on port {0}, but not accepting progress.").format(address.port),
                Tone.ATTENTION,
            )
        else:
            text, tone = tr("Running on port {0}.").format(address.port), Tone.OK
        self._state.setText(text)
        set_tone(self._state, tone)
        icon = {Tone.OK: "wifi", Tone.ATTENTION: "pause", Tone.ERROR: "slash", Tone.NEUTRAL: "wifi"}[tone]
        self._mark.show_icon(icon, tone)
        self.toggle.setEnabled(not self._context.is_starting)
        self.toggle.setToolTip(tr("The server is starting…") if self._context.is_starting else "")
        self.toggle.setText(tr("Start") if address is None else tr("Stop"))
        self.toggle.setAccessibleName(tr("Start the server") if address is None else tr("Stop the server"))
        self.test.setEnabled(address is not None)
        self.test.setToolTip("" if address else tr("Start the server first."))
        self.tell_time()
        self._port.setText(localize(address.notice) if address else "")
        self._port.setVisible(bool(address and address.notice))
        self._name.setText(name_text(address))
        self._name.setVisible(bool(self._name.text()))
        self._encrypted.setText(encryption_text(address))
        self._encrypted.setVisible(bool(self._encrypted.text()))
        self.go_back.setText(return_text(address) if address else "")
        self.go_back.setVisible(can_return(address))

    @async_slot
    async def _start_or_stop(self) -> None:
        self.toggle.setEnabled(False)
        try:
            if self._context.server.address is None:
                await self._context.tasks.network(self._context.server.start())
            else:
                await self._context.tasks.network(self._context.server.stop())
        finally:
            self.toggle.setEnabled(True)
            self.refresh()

    @async_slot
    async def _check(self) -> None:
        self.test.setEnabled(False)
        try:
            checks = await self._context.tasks.network(self._context.server.check())
        finally:
            self.test.setEnabled(self._context.server.address is not None)
        self._test = Test(self._context.services.clock.now(), tuple(checks))
        self.tell_time()

    def tell_time(self) -> None:
        """Show the last test's result, and how long ago it was."""
        test, address = self._test, self._context.server.address
        self._tested.setVisible(test is not None and address is not None)
        if test is None:
            return
        lines = [check_text(check) for check in test.checks]
        if test.is_fine:
            lines.append(tr("If your device still can't connect, check your firewall (see below)."))
        when = tr("Tested {0}").format(ago(test.at, self._context.services.clock.now()))
        self._tested.setText("\n".join([when, *lines]))
        set_tone(self._tested, Tone.OK if test.is_fine else Tone.ERROR)

    async def _set_accept(self, *, accepts: bool) -> None:
        change = self._context.services.preferences.change
        await self._context.tasks.blocking(change, accept_progress=accepts)
        self._context.services.events.emit(ServerChanged())

    def _build(self) -> None:
        self.body.addLayout(in_row(self._mark, self._state, grows=self._state))
        set_tone(self._port, Tone.ATTENTION)
        self.body.addWidget(self._port)
        self.body.addWidget(self._name)
        self.body.addWidget(self._encrypted)
        back = in_row(self.go_back, None, spacing=-1)
        self.body.addLayout(back)
        self._tested.hide()
        self.body.addWidget(self._tested)
        self.body.addWidget(self.accept)
        self.body.addWidget(
            label(
                tr(
                    "When off, devices are refused. They send a book's position when you next read that book."
                ),
                "detail",
                wrap=True,
            )
        )


def can_return(address: ServerAddress | None) -> bool:
    """Whether another program has the wanted port, and nothing waits for it yet."""
    return address is not None and address.has_other_port and not address.waits_for_port


def return_text(address: ServerAddress) -> str:
    """The text of the offer."""
    return tr("Use {0} when free").format(address.wanted_port)


def ask_to_return(context: UiContext) -> None:
    """Move to the wanted port as soon as it is free."""
    context.tasks.start(context.tasks.network(context.server.return_when_free()))
