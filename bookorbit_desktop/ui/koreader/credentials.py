"""Changing the user name and passphrase for devices."""

import secrets

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.koreader.passphrase import make_passphrase
from bookorbit_desktop.services.koreader.account import Credentials
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.copy_field import fixed_font
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone


class CredentialsDialog(QDialog):
    """Asks for a name and a passphrase, or makes one up that is easy to type on e-ink."""

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
        self.save.clicked.connect(lambda: context.tasks.start(self._save()))
        self.cancel.clicked.connect(self.reject)

    async def _save(self) -> None:
        passphrase = self.passphrase.text() or None
        try:
            credentials: Credentials = await self._context.tasks.blocking(
                self._context.services.account.change, self.username.text(), passphrase
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
        secret = QHBoxLayout()
        secret.setSpacing(theme.SPACE_8)
        secret.addWidget(self.passphrase, 1)
        secret.addWidget(self.generate)
        form = QFormLayout()
        form.setVerticalSpacing(theme.SPACE_12)
        form.setHorizontalSpacing(theme.SPACE_16)
        form.addRow(label(tr("User name"), "muted"), self.username)
        form.addRow(label(tr("New passphrase"), "muted"), secret)
        actions = QHBoxLayout()
        actions.setSpacing(theme.SPACE_8)
        actions.addStretch(1)
        actions.addWidget(self.cancel)
        actions.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_24, theme.SPACE_24, theme.SPACE_24, theme.SPACE_16)
        layout.setSpacing(theme.SPACE_16)
        layout.addWidget(label(tr("Change login"), "section"))
        consequence = tr("Your devices will need to log in again. Progress is kept.")
        if self._context.services.paired_logins.all():
            consequence = f"{consequence} {tr('Devices paired with their own password stay logged in.')}"
        layout.addWidget(label(consequence, "muted", wrap=True))
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addLayout(actions)
