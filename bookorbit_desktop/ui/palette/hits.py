"""The results of the palette: which ones match the typed text, and how one is painted."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.library.book import BookRef
from bookorbit_desktop.domain.library.collection import Collection
from bookorbit_desktop.domain.library.search_suggestion import SearchSuggestion, SuggestionKind
from bookorbit_desktop.ui.routes import Command, Page, Route
from bookorbit_desktop.ui.shortcuts import keys_of, page_word
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex
from bookorbit_desktop.ui.widgets.two_lines import CoverOf, RowSize, TwoLineDelegate, TwoLines
from bookorbit_desktop.ui.wording import (
    STATUS_ORDER,
    collection_icon,
    collection_word,
    names,
    status_icon,
    status_word,
)

MOST_HITS = 8
_PAGE_ICONS = {
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
ROW_HEIGHT = 52
_SIZE = RowSize(ROW_HEIGHT, QSize(28, 42))


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: text, kind, and what it opens."""

    words: str
    kind: str
    icon: str
    target: Route | Command
    keys: str = ""
    book: BookRef | None = None


def known_hits(commands: Iterable[Command]) -> list[Hit]:
    """Pages, actions and the library's shelves, in the order shown."""
    pages = [Hit(page_word(page), tr("Page"), _PAGE_ICONS[page], Route(page), keys_of(page)) for page in Page]
    shelves = [
        Hit(status_word(status), tr("Library"), status_icon(status), Route(Page.LIBRARY, status))
        for status in STATUS_ORDER
    ]
    actions = [
        Hit(words, tr("Action"), icon, command, keys_of(command))
        for command, (words, icon) in _command_text().items()
        if command in set(commands)
    ]
    return [*pages, *actions, *shelves]


def _command_text() -> dict[Command, tuple[str, str]]:
    return {
        Command.SYNC: (tr("Sync now"), "sync"),
        Command.PREVIEW: (tr("Preview sync"), "eye"),
        Command.IMPORT: (tr("Import from Hardcover…"), "hardcover"),
        Command.IMPORT_FILE: (tr("Import from a file…"), "inbox"),
        Command.IMPORT_DEVICE: (tr("Import from a KOReader device…"), "tablet"),
        Command.ADD_BOOKS: (tr("Add books…"), "add-folder"),
        Command.RESCAN: (tr("Rescan folders"), "search"),
        Command.JOURNAL: (tr("Open reading journal…"), "book-open"),
        Command.ACTIVITY: (tr("Show activity"), "activity"),
        Command.GUIDE: (tr("Help: open guide"), "question"),
        Command.SHORTCUTS: (tr("Keyboard shortcuts"), "info"),
        Command.FIRST_STEPS: (tr("First steps"), "info"),
        Command.CHECK_COMPUTER: (tr("Check this computer…"), "settings"),
    }


def book_hits(books: Sequence[BookRef]) -> list[Hit]:
    """Books as results, which open their details."""
    return [
        Hit(book.title, names(book.authors), "book-closed", Route(Page.LIBRARY, book_id=book.id), book=book)
        for book in books
    ]


def group_hits(names: Iterable[SearchSuggestion]) -> list[Hit]:
    """Series and authors as results, which open their pages."""
    pages = {SuggestionKind.SERIES: Page.SERIES, SuggestionKind.AUTHOR: Page.AUTHORS}
    kinds = {SuggestionKind.SERIES: tr("Series"), SuggestionKind.AUTHOR: tr("Author")}
    return [
        Hit(
            name.text,
            kinds[name.kind],
            _PAGE_ICONS[pages[name.kind]],
            Route(pages[name.kind], name=name.text),
        )
        for name in names
        if name.kind in pages
    ]


def collection_hits(collections: Iterable[Collection]) -> list[Hit]:
    """Shelves, saved filters and tags as results, which open the library with their books."""
    return [
        Hit(
            collection.name,
            collection_word(collection.kind),
            collection_icon(collection.kind),
            Route(Page.LIBRARY, collection_id=collection.id),
        )
        for collection in collections
    ]


def fitting(hits: Iterable[Hit], text: str) -> list[Hit]:
    """The results with every typed word as a word prefix; first those that begin with the text."""
    typed = folded(text)
    words = typed.split()
    found = [
        hit
        for hit in hits
        if all(any(own.startswith(word) for own in folded(hit.words).split()) for word in words)
    ]
    return sorted(found, key=lambda hit: not folded(hit.words).startswith(typed))


def actions(hits: Iterable[Hit]) -> list[Hit]:
    """The actions, shown before anything is typed; pages are in the sidebar anyway."""
    return [hit for hit in hits if isinstance(hit.target, Command)]


def folded(text: str) -> str:
    """Text without case and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part)).strip()


def best(known: Sequence[Hit], books: Sequence[Hit]) -> list[Hit]:
    """At most MOST_HITS results: pages and actions leave half of the room to any books."""
    room = max(MOST_HITS - len(books), MOST_HITS // 2)
    chosen = list(known[:room])
    return [*chosen, *books[: MOST_HITS - len(chosen)]]


def hit_delegate(covers: CoverCache, parent: QWidget) -> TwoLineDelegate:
    """A delegate for results: icon or cover, title over kind, and the shortcut at the end."""
    return TwoLineDelegate(_lines, parent, _SIZE, covers)


def _lines(index: AnyIndex) -> TwoLines:
    hit: Hit = index.data(ROW)
    book = hit.book
    mark = hit.icon if book is None else CoverOf(book.id, book.title, names(book.authors))
    return TwoLines(hit.words, hit.kind, mark, hit.keys)
