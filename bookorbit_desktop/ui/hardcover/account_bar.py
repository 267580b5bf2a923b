"""The line that says which account is connected, and what can be changed about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from bookorbit_desktop.services.hardcover_account import TokenSource
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.privacy import PrivacyChoice
from bookorbit_desktop.ui.hardcover.triggers import TriggerSwitches
from bookorbit_desktop.ui.sentences.said import said
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.tick_box import TickBox
from bookorbit_desktop.ui.wording import token_words


class AccountBar(QWidget):
    """Account, automatic sending, privacy, and the token's menu; above them why sending is paused, if it is."""

    replace_wanted = Signal()
    said = Signal(str, object)

    def __init__(self, context: UiContext, *, with_choices: bool = True) -> None:
        """Without choices it leaves automatic sending and privacy to what stands around it."""
        super().__init__()
        self._context = context
        self._name = label("", "card")
        self._kept = label("", "detail")
        self.automatic = TickBox(tr("Send changes automatically"))
        self.automatic.setToolTip(tr("Off: nothing is sent until you press Sync now."))
        self.triggers = TriggerSwitches(context, self.automatic)
        self.privacy = PrivacyChoice(context)
        self.more = button(tr("Account"), icon="chevron-down")
        self._problem = QFrame()
        self._problem_text = label("", wrap=True)
        self._get = button(tr("Get a new one"), "quiet")
        self._build()
        for choice in (self.privacy, self.triggers):
            choice.setVisible(with_choices)
        self.more.clicked.connect(self._open_menu)
        self.automatic.clicked.connect(lambda: context.tasks.start(self._set_automatic()))

    @property
    def text(self) -> str:
        """The account as it is shown."""
        return self._name.text()

    @property
    def problem(self) -> str:
        """Why sending is paused, as it is shown; empty when it is not."""
        return "" if self._problem.isHidden() else self._problem_text.text()

    def refresh(self) -> None:
        """Show the account as it is now."""
        account = self._context.services.hardcover_account
        settings = self._context.services.preferences.current
        self._name.setText(f"@{account.username}" if account.username else tr("Account not checked yet"))
        self._kept.setText(
            {
                TokenSource.KEYRING: tr("Token kept in your password store"),
                TokenSource.SESSION: tr("Token kept until you quit"),
                TokenSource.ENVIRONMENT: tr("Token from BOOKORBIT_HARDCOVER_TOKEN"),
                TokenSource.NONE: "",
            }[account.source]
        )
        self.automatic.setChecked(settings.hardcover_enabled)
        self.triggers.show_current()
        self.privacy.show_current()
        self._problem_text.setText(said(account.problem))
        self._get.setText(token_words(account))
        self._problem.setVisible(bool(account.problem))

    async def _set_automatic(self) -> None:
        change = self._context.services.preferences.change
        await self._context.tasks.blocking(change, hardcover_enabled=self.automatic.isChecked())
        self.triggers.show_current()

    async def _check(self) -> None:
        account = await self._context.tasks.network(self._context.services.hardcover_account.check())
        change = self._context.services.preferences.change
        await self._context.tasks.blocking(change, hardcover_username=account.username)
        self.refresh()
        self.said.emit(tr("Valid ({0})").format(account.username), Tone.OK)

    async def _remove(self) -> None:
        await self._context.tasks.blocking(self._context.services.hardcover_account.remove)
        self.said.emit(tr("The token was removed. What was matched and sent stays known."), Tone.OK)

    def _open_menu(self) -> None:
        tasks = self._context.tasks
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        check = menu.addAction(icons.icon("check", "muted"), tr("Check token"))
        check.triggered.connect(lambda: tasks.start(self._check()))
        change = menu.addAction(icons.icon("undo", "muted"), tr("Use another token…"))
        change.triggered.connect(self.replace_wanted)
        remove = menu.addAction(icons.icon("trash", "muted"), tr("Remove token"))
        remove.triggered.connect(lambda: tasks.start(self._remove()))
        from_environment = self._context.services.hardcover_account.source is TokenSource.ENVIRONMENT
        for action in (change, remove):
            action.setEnabled(not from_environment)
            if from_environment:
                action.setToolTip(tr("The token comes from BOOKORBIT_HARDCOVER_TOKEN."))
        menu.setToolTipsVisible(True)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._kept)
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE_12)
        line.addLayout(words, 1)
        line.addWidget(self.privacy)
        line.addWidget(self.more)
        self._problem.setProperty("kind", "notice")
        self._problem.setProperty("tone", Tone.ERROR)
        problem = QHBoxLayout(self._problem)
        problem.setContentsMargins(theme.SPACE_12, theme.SPACE_8, theme.SPACE_8, theme.SPACE_8)
        problem.addWidget(self._problem_text, 1)
        self._get.clicked.connect(
            lambda: QDesktopServices.openUrl(self._context.services.hardcover_account.token_page)
        )
        problem.addWidget(self._get)
        use = button(tr("Use another token…"))
        use.clicked.connect(self.replace_wanted)
        problem.addWidget(use)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_12)
        layout.addWidget(self._problem)
        layout.addLayout(line)
        layout.addWidget(self.triggers)
