"""Documents that readers sent and that no book matches: which book each one could be."""

from bookorbit_desktop.domain.book import BookRow
from bookorbit_desktop.domain.progress import Document
from bookorbit_desktop.domain.suggestions import Named, suggest
from bookorbit_desktop.storage.book_list import BookList, BookQuery


class DocumentService:
    """Suggests; the person decides (`ProgressService.link`). Blocks."""

    def __init__(self, books: BookList) -> None:
        self._books = books

    def suggestions(self, document: Document) -> list[tuple[BookRow, float]]:
        """The likeliest books first, each with how alike the names are (0..1)."""
        rows = {row.id: row for row in self._books.rows(BookQuery())}
        named = (Named(row.id, row.title, row.authors) for row in rows.values())
        return [(rows[one.book_id], one.confidence) for one in suggest(document, named)]
