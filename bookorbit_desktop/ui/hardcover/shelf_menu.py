"""What can be done with the whole shelf: the menu in the header of the Hardcover page."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from bookorbit_desktop.ui import icons
from bookorbit_desktop.ui.hardcover.token_actions import AccountActions
from bookorbit_desktop.ui.translation import tr


class ShelfActions(QObject):
    """Each is about every book at once."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.preview = self._action(
            tr("Preview…"), "eye", tr("Show book by book what a sync would write, before anything is sent.")
        )
        self.everything = self._action(
            tr("Sync everything again"),
            "sync",
            tr("Compare every book with Hardcover anew, also what is in sync, paused or was not found."),
        )
        self.privacy = self._action(
            tr("Apply my privacy to all my entries…"),
            "eye",
            tr("Also to books that were on your shelf before. It asks first, and can be undone."),
        )
        self.import_shelf = self._action(
            tr("Import from Hardcover…"),
            "inbox",
            tr("Fill books that are blank here from your shelf. Nothing on Hardcover changes."),
        )
        self.import_file = self._action(
            tr("Import from a file…"),
            "inbox",
            tr("Fill what is missing here from a CSV export of Goodreads or StoryGraph."),
        )
        self.log = self._action(tr("Open sync log"), "log", tr("What was sent, and what was answered."))
        self.sending = self._action(
            tr("What is sent, and who sees it…"), "settings", tr("The Hardcover page of the settings.")
        )

    @property
    def all(self) -> tuple[QAction, ...]:
        """In the order they are shown."""
        return (
            self.preview,
            self.everything,
            self.import_shelf,
            self.import_file,
            self.privacy,
            self.log,
        )

    def open_menu(self, beside: QWidget, account: AccountActions) -> None:
        """Show them as a menu below a button, with what is about the account at the end."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        menu.addActions(self.all)
        menu.addSeparator()
        account.refresh()
        menu.addActions((self.sending, *account.all))
        menu.popup(beside.mapToGlobal(beside.rect().bottomLeft()))

    def _action(self, words: str, icon: str, hint: str) -> QAction:
        action = QAction(icons.icon(icon, "muted"), words, self)
        action.setToolTip(hint)
        return action
