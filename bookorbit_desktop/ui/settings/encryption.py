"""The certificate of the encrypted address."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.certificate import Certificate
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.koreader.text import encryption_text
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_row, new_column
from bookorbit_desktop.ui.widgets.tick_box import under_text
from bookorbit_desktop.ui.wording import date_text


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
