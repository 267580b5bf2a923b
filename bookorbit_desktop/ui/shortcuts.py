"""Every shortcut in one table: it registers them, and it is what “?” shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.ui.sidebar import Page
from bookorbit_desktop.ui.translation import tr


class Command(StrEnum):
    """What the window does on a key, or when it is chosen in the palette."""

    PALETTE = "palette"
    ADD_BOOKS = "add_books"
    SEARCH = "search"
    RESCAN = "rescan"
    SYNC = "sync"
    PREVIEW = "preview"
    IMPORT = "import"
    IMPORT_FILE = "import_file"
    IMPORT_DEVICE = "import_device"
    BACK = "back"
    FORWARD = "forward"
    UNDO = "undo"
    ACTIVITY = "activity"
    GUIDE = "guide"
    SHORTCUTS = "shortcuts"
    FIRST_STEPS = "first_steps"
    CLOSE_WINDOW = "close_window"


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Keys and what they do. Without a target the widget that has the focus listens for them itself."""

    keys: tuple[str, ...]
    words: str
    target: Command | Page | None = None


def window_shortcuts() -> list[Shortcut]:
    """What works anywhere in the window."""
    pages = [
        Shortcut((f"Ctrl+{place}",), tr("Go to {0}").format(page_word(page)), page)
        for place, page in enumerate(Page, start=1)
    ]
    return [
        Shortcut(("Ctrl+K",), tr("Find a page, an action or a book"), Command.PALETTE),
        *pages,
        Shortcut(("Ctrl+,",), tr("Go to {0}").format(page_word(Page.SETTINGS)), Page.SETTINGS),
        Shortcut(("Alt+Left",), tr("Back"), Command.BACK),
        Shortcut(("Alt+Right",), tr("Forward"), Command.FORWARD),
        Shortcut(("Ctrl+O",), tr("Add a folder with books"), Command.ADD_BOOKS),
        Shortcut(("Ctrl+F",), tr("Search your books"), Command.SEARCH),
        Shortcut(("F5",), tr("Look for changes in your folders"), Command.RESCAN),
        Shortcut(("Ctrl+Shift+S",), tr("Sync now"), Command.SYNC),
        Shortcut(("Ctrl+Shift+A",), tr("Show what goes on"), Command.ACTIVITY),
        Shortcut(("Ctrl+Shift+P",), tr("Preview the sync"), Command.PREVIEW),
        Shortcut(("Ctrl+Z",), tr("Undo the last change that can be taken back"), Command.UNDO),
        Shortcut(("F1",), tr("Open the guide"), Command.GUIDE),
        Shortcut(("?",), tr("Show these shortcuts"), Command.SHORTCUTS),
        Shortcut(("Ctrl+W",), tr("Close the window"), Command.CLOSE_WINDOW),
        Shortcut(("Esc",), tr("Close what is open: message, panel, details")),
    ]


def list_shortcuts() -> list[Shortcut]:
    """What works in a list of books."""
    return [
        Shortcut(("Return",), tr("Show the details of a book")),
        Shortcut(("Ctrl+Return",), tr("On the Hardcover page: do what the state of the book offers")),
        Shortcut(("Ctrl+Return",), tr("In the Inbox and its review: approve")),
        Shortcut(("F5",), tr("In the review of a book: read its file and ask Hardcover anew")),
        Shortcut(("Up", "Down"), tr("Go through the books, with their details")),
        Shortcut(("Ctrl+A",), tr("Select all")),
        Shortcut(("0", "1", "5"), tr("Rate with 1 to 5 stars; 0 takes the rating away")),
        Shortcut(("Del",), tr("Remove the selected books")),
        Shortcut(("Del",), tr("On the Highlights page: remove the selected ones here")),
        Shortcut(("Ctrl+C",), tr("Copy the selected highlights")),
        Shortcut(("A", "Z"), tr("Begin to search, with any letter")),
        Shortcut(("Menu", "Shift+F10"), tr("Show what can be done with the selected books")),
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
    }[page]


def register(
    window: QWidget, commands: Mapping[Command, Callable[[], object]], go: Callable[[Page], object]
) -> None:
    """Let the window listen for its shortcuts. Every command of the table must have its action."""
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
    """The first shortcut of a command or page as this system writes it; empty where it has none."""
    for shortcut in window_shortcuts():
        if shortcut.target == target:
            return shown(shortcut.keys[0])
    return ""


def shown(keys: str) -> str:
    """A key sequence as this system writes it."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
