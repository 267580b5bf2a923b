"""Changing the user name and passphrase for devices."""

import secrets

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.koreader.passphrase import make_passphrase
from bookorbit_desktop.services.koreader.account import Credentials
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.copy_field import fixed_font
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_row


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
        self.save.clicked.connect(lambda: context.tasks.start(self._save()))
        self.cancel.clicked.connect(self.reject)

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
