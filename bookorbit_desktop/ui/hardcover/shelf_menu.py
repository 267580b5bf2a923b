"""The menu in the header of the Hardcover page: actions on the whole shelf."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from bookorbit_desktop.ui import icons
from bookorbit_desktop.ui.hardcover.token_actions import AccountActions
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.floating import below


class ShelfActions(QObject):
    """Actions that affect every book at once."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.preview = self._action(
            tr("Preview…"), "eye", tr("See what a sync would change before sending anything.")
        )
        self.everything = self._action(
            tr("Sync everything again"),
            "sync",
            tr("Compare every book with Hardcover again, including synced, paused and unmatched books."),
        )
        self.privacy = self._action(
            tr("Apply my privacy to all my entries…"),
            "eye",
            tr("Includes books already on your shelf. Asks first and can be undone."),
        )
        self.import_shelf = self._action(
            tr("Import from Hardcover…"),
            "inbox",
            tr("Fill in books without reading data here from your shelf. Nothing changes on Hardcover."),
        )
        self.import_file = self._action(
            tr("Import from a file…"),
            "inbox",
            tr("Fill in missing data from a Goodreads or StoryGraph CSV export."),
        )
        self.log = self._action(
            tr("Open sync log"), "log", tr("See what was sent and how Hardcover answered.")
        )
        self.sending = self._action(tr("Hardcover settings…"), "settings", tr("Open Hardcover settings."))

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
        """Open them as a menu below a button, ending with the account actions."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        menu.addActions(self.all)
        menu.addSeparator()
        account.refresh()
        menu.addActions((self.sending, *account.all))
        menu.popup(below(beside))

    def _action(self, text: str, icon: str, hint: str) -> QAction:
        action = QAction(icons.icon(icon, "muted"), text, self)
        action.setToolTip(hint)
        return action
