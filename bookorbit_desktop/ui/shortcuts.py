"""Every keyboard shortcut in one table, for registering and listing them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QDialog, QGridLayout, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.routes import Command, Page
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, fit
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import in_column, in_row, new_column, new_row, scrolling

_DIGITS = 8
"""Pages with a digit; the others are reached from the library and by Ctrl+K."""
TWO_COLUMNS_FROM = 760
PAGE_ICONS = {
    Page.DASHBOARD: "dashboard",
    Page.INBOX: "inbox",
    Page.LIBRARY: "library",
    Page.HARDCOVER: "hardcover",
    Page.HIGHLIGHTS: "highlight",
    Page.LOG: "log",
    Page.KOREADER: "koreader",
    Page.SETTINGS: "settings",
    Page.SERIES: "stack",
    Page.AUTHORS: "author",
    Page.SHELVES: "shelf",
    Page.STATISTICS: "statistics",
}


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Keys and their target. Without a target, the focused widget handles them itself."""

    keys: tuple[str, ...]
    text: str
    target: Command | Page | None = None


def window_shortcuts() -> list[Shortcut]:
    """The shortcuts of the whole window."""
    pages = [
        Shortcut((f"Ctrl+{number}",), tr("Go to {0}").format(page_word(page)), page)
        for number, page in enumerate(Page, start=1)
        if number <= _DIGITS
    ]
    return [
        Shortcut(("Ctrl+K",), tr("Find pages, actions and books"), Command.PALETTE),
        *pages,
        Shortcut(("Ctrl+,",), tr("Go to {0}").format(page_word(Page.SETTINGS)), Page.SETTINGS),
        Shortcut(("Alt+Left",), tr("Back"), Command.BACK),
        Shortcut(("Alt+Right",), tr("Forward"), Command.FORWARD),
        Shortcut(("Ctrl+O",), tr("Add a folder of books"), Command.ADD_BOOKS),
        Shortcut(("Ctrl+F",), tr("Search your books"), Command.SEARCH),
        Shortcut(("F5",), tr("Scan folders for changes"), Command.RESCAN),
        Shortcut(("Ctrl+Shift+S",), tr("Sync now"), Command.SYNC),
        Shortcut(("Ctrl+Shift+A",), tr("Show activity"), Command.ACTIVITY),
        Shortcut(("Ctrl+Shift+P",), tr("Preview sync"), Command.PREVIEW),
        Shortcut(("Ctrl+Z",), tr("Undo the last change"), Command.UNDO),
        Shortcut(("F1",), tr("Open guide"), Command.GUIDE),
        Shortcut(("?",), tr("Show keyboard shortcuts"), Command.SHORTCUTS),
        Shortcut(("Ctrl+W",), tr("Close the window"), Command.CLOSE_WINDOW),
        Shortcut(("Esc",), tr("Close the open message, panel or details")),
    ]


def list_shortcuts() -> list[Shortcut]:
    """The shortcuts in a list of books."""
    return [
        Shortcut(("Return",), tr("Show book details")),
        Shortcut(("Ctrl+Return",), tr("On the Hardcover page: use the book's suggested action")),
        Shortcut(("Ctrl+Return",), tr("In the Inbox: approve")),
        Shortcut(("F5",), tr("When reviewing a book: reread the file and search Hardcover again")),
        Shortcut(("Up", "Down"), tr("Move between books")),
        Shortcut(("Ctrl+A",), tr("Select all")),
        Shortcut(("0", "1", "5"), tr("Rate from 1 to 5 stars; 0 clears the rating")),
        Shortcut(("Del",), tr("Remove the selected books")),
        Shortcut(("Del",), tr("On the Highlights page: remove selected highlights")),
        Shortcut(("Ctrl+C",), tr("Copy the selected highlights")),
        Shortcut(("A", "Z"), tr("Type any letter to search")),
        Shortcut(("Menu", "Shift+F10"), tr("Show actions for the selected books")),
    ]


def page_word(page: Page) -> str:
    """The name of a page."""
    return {
        Page.DASHBOARD: tr("Dashboard"),
        Page.INBOX: tr("Inbox"),
        Page.LIBRARY: tr("Library"),
        Page.HIGHLIGHTS: tr("Highlights"),
        Page.HARDCOVER: tr("Hardcover"),
        Page.LOG: tr("Sync log"),
        Page.KOREADER: tr("KOReader"),
        Page.SETTINGS: tr("Settings"),
        Page.SERIES: tr("Book series"),
        Page.AUTHORS: tr("Authors"),
        Page.SHELVES: tr("Shelves and tags"),
        Page.STATISTICS: tr("Statistics"),
    }[page]


def register(
    window: QWidget, commands: Mapping[Command, Callable[[], object]], go: Callable[[Page], object]
) -> None:
    """Register the window's shortcuts. Every command of the table must have its action."""
    for shortcut in window_shortcuts():
        if shortcut.target is None:
            continue
        for keys in shortcut.keys:
            listener = QShortcut(QKeySequence(keys), window)
            listener.activated.connect(_action(shortcut.target, commands, go))


def _action(
    target: Command | Page, commands: Mapping[Command, Callable[[], object]], go: Callable[[Page], object]
) -> Callable[[], object]:
    if isinstance(target, Page):
        return lambda: go(target)
    return commands[target]


def keys_of(target: Command | Page) -> str:
    """The first shortcut of a command or page in this system's notation; empty if it has none."""
    for shortcut in window_shortcuts():
        if shortcut.target == target:
            return keys_text(shortcut.keys[0])
    return ""


def keys_text(keys: str) -> str:
    """A key sequence in this system's notation."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


class ShortcutsDialog(QDialog):
    """Shows the table from which the shortcuts are registered."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        fit(self, 900, 640)
        self._body = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._body)
        self._columns.setContentsMargins(theme.SPACE_24, theme.SPACE_24, theme.SPACE_24, theme.SPACE_8)
        self._columns.setSpacing(theme.SPACE_32)
        for title, shortcuts in (
            (tr("Anywhere"), window_shortcuts()),
            (tr("In a list of books"), list_shortcuts()),
        ):
            column = in_column(label(title, "section"), _table(shortcuts), None, spacing=theme.SPACE_12)
            self._columns.addLayout(column, 1)
        close = button(tr("Close"))
        close.clicked.connect(self.accept)
        layout = new_column(self)
        layout.addWidget(scrolling(self._body), 1)
        foot = in_row(Answers(self, reject=close))
        foot.setContentsMargins(theme.SPACE_24, theme.SPACE_8, theme.SPACE_24, theme.SPACE_16)
        layout.addLayout(foot)
        close.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use two columns if there is room."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= theme.px(TWO_COLUMNS_FROM)
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)


def _table(shortcuts: Sequence[Shortcut]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.SPACE_16)
    grid.setVerticalSpacing(theme.SPACE_8)
    grid.setColumnStretch(1, 1)
    for row, shortcut in enumerate(shortcuts):
        keys = new_row(spacing=theme.SPACE_4)
        for key in shortcut.keys:
            cap = label(keys_text(key), "detail")
            cap.setProperty("kind", "key")
            keys.addWidget(cap)
        keys.addStretch(1)
        grid.addLayout(keys, row, 0)
        grid.addWidget(label(shortcut.text, wrap=True), row, 1)
    return grid
