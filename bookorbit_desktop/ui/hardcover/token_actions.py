"""Actions on the token of the connected account."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.services.hardcover.account import TokenSource
from bookorbit_desktop.ui import icons
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr


class AccountActions(QObject):
    """Check, replace or forget the token."""

    checked = Signal()

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.message = context.messages.message
        self._context = context
        self.check = QAction(icons.icon("check", "muted"), tr("Check token"), self)
        self.change = QAction(icons.icon("undo", "muted"), tr("Use another token…"), self)
        self.remove = QAction(icons.icon("trash", "muted"), tr("Remove token"), self)
        self.check.triggered.connect(lambda: context.tasks.start(self._check()))
        self.remove.triggered.connect(lambda: context.tasks.start(self._remove()))

    @property
    def all(self) -> tuple[QAction, ...]:
        """In the order they are shown."""
        return (self.check, self.change, self.remove)

    def refresh(self) -> None:
        """Update the actions; a token from outside cannot be changed here."""
        outside = self._context.services.hardcover_account.source is TokenSource.ENVIRONMENT
        for action in (self.change, self.remove):
            action.setEnabled(not outside)
            action.setToolTip(tr("The token comes from BOOKORBIT_HARDCOVER_TOKEN.") if outside else "")

    async def _check(self) -> None:
        account = await self._context.tasks.network(self._context.services.hardcover_account.check())
        self.checked.emit()
        if self._context.services.hardcover_account.other is None:
            self.message.emit(tr("Valid ({0})").format(account.username), Tone.OK)

    async def _remove(self) -> None:
        await self._context.tasks.blocking(self._context.services.hardcover_account.remove)
        self.message.emit(tr("Token removed. Your matches and sync history are kept."), Tone.OK)
