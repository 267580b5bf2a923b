"""The relay: another kosync server, its login and its status."""

from PySide6.QtWidgets import QFormLayout, QLineEdit

from bookorbit_desktop.domain.base.errors import BookOrbitError, RelayError
from bookorbit_desktop.domain.relay.relay import RelayStatus
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.tasks import async_slot
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_column, new_row
from bookorbit_desktop.ui.widgets.tick_box import TickBox
from bookorbit_desktop.ui.wording import ago, joined

EXAMPLE = "https://sync.koreader.rocks"
"""KOReader's own public server (kosync.md section 1, "Base URL joining")."""


class RelayCard(Card):
    """A server is tested before it is stored; input is kept while the relay is running."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(
            tr("Relay"),
            tr(
                "Syncs with another progress server while this computer is on. Devices that use that "
                "server stay up to date even when this computer is asleep or you're away."
            ),
        )
        self._context = context
        self._status: RelayStatus | None = None
        self._asked = 0
        self.on = TickBox(tr("Use relay"))
        self.url = QLineEdit()
        self.username = QLineEdit()
        self.password = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.unencrypted = label(
            tr(
                "Without https://, others on the network can read your user name and password. Use it "
                "only on your home network."
            ),
            "detail",
            wrap=True,
        )
        self.test = button(tr("Test connection"))
        self.save = button(tr("Save and use"), "primary")
        self.verdict = label("", wrap=True)
        self.times = label("", "muted", wrap=True)
        self.problem = label("", wrap=True)
        self.again = button(tr("Sync now"))
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the relay's status."""
        self._context.tasks.start(self._load())

    async def _load(self) -> None:
        self._asked += 1
        asked = self._asked
        status = await self._context.tasks.blocking(self._context.services.relay.status)
        if asked == self._asked:  # what was read earlier may come later
            self._show(status)

    def _show(self, status: RelayStatus) -> None:
        self._status = status
        for field, text in ((self.url, status.url), (self.username, status.username)):
            if not field.isModified():
                field.setText(text)
        kept = status.has_password
        self.password.setPlaceholderText(tr("Saved. Type to replace it.") if kept else "")
        self.on.setChecked(status.is_on)
        is_set_up = bool(status.url and status.username and kept)
        self.on.setEnabled(status.is_on or is_set_up)
        self.on.setToolTip("" if self.on.isEnabled() else tr("Enter a server address and login first."))
        self._show_progress(status)
        self._show_encryption()

    def _show_progress(self, status: RelayStatus) -> None:
        self.times.setText(self._times(status) if status.is_on else "")
        self.times.setVisible(bool(self.times.text()))
        self.problem.setText(localize(status.problem))
        set_tone(self.problem, Tone.ERROR if status.waits_for_person else Tone.ATTENTION)
        self.problem.setVisible(bool(status.problem))
        self.again.setVisible(status.is_on)

    def _times(self, status: RelayStatus) -> str:
        now = self._context.services.clock.now()
        moments = (
            (tr("Last sent: {0}"), status.sent_at),
            (tr("Last received: {0}"), status.taken_at),
            (tr("Last checked: {0}"), status.checked_at),
        )
        parts = [text.format(ago(moment, now)) for text, moment in moments if moment is not None]
        return joined(*parts) or tr("Not synced yet.")

    def _show_encryption(self) -> None:
        self.unencrypted.setVisible(self.url.text().strip().startswith("http://"))

    @async_slot
    async def _test(self) -> None:
        self._say(tr("Contacting the server…"), Tone.NEUTRAL)
        try:
            await self._try()
        except BookOrbitError as error:
            self._say(localize(error.message), Tone.ERROR)
        else:
            self._say(tr("Connected. Your login was accepted."), Tone.OK)

    @async_slot
    async def _save(self) -> None:
        self._say(tr("Contacting the server…"), Tone.NEUTRAL)
        relay, tasks = self._context.services.relay, self._context.tasks
        try:
            await self._try()
            notice = await tasks.blocking(relay.save, *self._typed())
            await tasks.blocking(relay.switch, on=True)
        except BookOrbitError as error:
            self._say(localize(error.message), Tone.ERROR)
            return
        for field in (self.url, self.username, self.password):
            field.setModified(False)
        self.password.clear()
        self._say(localize(notice) or tr("Saved. The relay is on."), Tone.ATTENTION if notice else Tone.OK)

    async def _try(self) -> None:
        for control in (self.test, self.save):
            control.setEnabled(False)
        try:
            await self._context.tasks.network(self._context.services.relay.test(*self._typed()))
        finally:
            for control in (self.test, self.save):
                control.setEnabled(True)

    @async_slot
    async def _switch(self, *, on: bool) -> None:
        self.verdict.hide()
        try:
            await self._context.tasks.blocking(self._context.services.relay.switch, on=on)
        except BookOrbitError as error:
            self._say(localize(error.message), Tone.ERROR)
        finally:
            await self._load()

    @async_slot
    async def _ask_now(self) -> None:
        self.again.setEnabled(False)
        self.verdict.hide()
        try:
            done = await self._context.tasks.network(self._context.services.relay_exchange.run(thorough=True))
        except RelayError:
            return  # the card says it, now and until it is over
        except BookOrbitError as error:
            self._say(localize(error.message), Tone.ERROR)
            return
        finally:
            self.again.setEnabled(True)
            await self._load()
        self._say(self._outcome(done.sent, done.taken), Tone.OK)

    def _outcome(self, sent: int, taken: int) -> str:
        parts = [tr("%n position(s) sent", sent)] if sent else []
        parts += [tr("%n position(s) received", taken)] if taken else []
        return joined(*parts) or tr("Both servers are in sync.")

    def _typed(self) -> tuple[str, str, str]:
        return self.url.text(), self.username.text(), self.password.text()

    def _say(self, text: str, tone: Tone) -> None:
        self.verdict.setText(text)
        set_tone(self.verdict, tone)
        self.verdict.show()

    def _connect(self) -> None:
        self.on.clicked.connect(lambda ticked: self._switch(on=ticked))
        self.test.clicked.connect(self._test)
        self.save.clicked.connect(self._save)
        self.again.clicked.connect(self._ask_now)
        self.url.textChanged.connect(self._show_encryption)
        for field in (self.url, self.username, self.password):
            field.textEdited.connect(self.verdict.hide)
            field.returnPressed.connect(self.save.click)
        self._context.bridge.relay_changed.connect(self.refresh)

    def _build(self) -> None:
        self.url.setPlaceholderText(EXAMPLE)
        form = QFormLayout()
        form.setHorizontalSpacing(theme.SPACE_16)
        form.setVerticalSpacing(theme.SPACE_12)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        address = in_column(self.url, self.unencrypted, spacing=theme.SPACE_4)
        for text, field, place in (
            (tr("Address"), self.url, address),
            (tr("User name"), self.username, self.username),
            (tr("Password"), self.password, self.password),
        ):
            field.setAccessibleName(text)
            form.addRow(label(text, "muted"), place)
        self.body.addWidget(self.on)
        self.body.addLayout(form)
        actions = new_row(spacing=theme.SPACE_8)
        for control in (self.test, self.save, self.again):
            actions.addWidget(control)
        actions.addStretch(1)
        self.body.addLayout(actions)
        for words_line in (self.verdict, self.problem, self.times):
            words_line.hide()
            self.body.addWidget(words_line)
