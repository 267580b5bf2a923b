"""URLs of the catalogue. Only the ids count; the names after them are for people."""

from urllib.parse import quote

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.koreader.feeds import FeedBook, OfferedFile

BASE = "/opds"
BASE_2 = "/opds/v2"
AUTHENTICATION = f"{BASE}/authentication"
SEARCH_TEMPLATE = f"{BASE}/search?q={{searchTerms}}"
SEARCH_TEMPLATE_2 = f"{BASE_2}/search{{?query}}"


def address(base: str, path: str) -> str:
    """The address of a feed."""
    return f"{base}/{path}" if path else base


def entry_path(book_id: BookId) -> str:
    """The address of a book's own document."""
    return f"books/{book_id}"


def cover(book_id: BookId) -> str:
    """The address of a book's cover."""
    return f"{BASE}/books/{book_id}/cover.jpg"


def thumbnail(book_id: BookId) -> str:
    """The address of a book's thumbnail."""
    return f"{BASE}/books/{book_id}/thumbnail.jpg"


def download(book: FeedBook, file: OfferedFile, *, plain_name: bool = False) -> str:
    """The address of a file. It ends with the file's name, or with one that stays when the title changes."""
    name = book.name_of(file)
    if plain_name:
        name = f"book.{name.rpartition('.')[2]}"
    return f"{BASE}/files/{file.id}/{quote(name, safe='')}"
