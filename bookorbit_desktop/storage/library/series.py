"""The library's series, for completing a name and finding the next number."""

from bookorbit_desktop.domain.library.search import sort_key
from bookorbit_desktop.storage.db.database import Database


class SeriesQueries:
    """Reads only. Removed books don't count."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def names(self, beginning: str, limit: int) -> list[str]:
        """Names of series that begin so, whatever their case and accents."""
        sql = (
            "SELECT name FROM grouped_value AS v WHERE grouping = 'series' AND substr(sort, 1, length(?1)) = ?1"
            " AND EXISTS (SELECT 1 FROM book_value JOIN book_listing USING (book_id) WHERE value_id = v.id)"
            " ORDER BY sort, name LIMIT ?2"
        )
        return [name for (name,) in self._database.connection().execute(sql, (sort_key(beginning), limit))]

    def indexes(self, name: str) -> list[tuple[int, float | None]]:
        """The books of a series, each with its position."""
        sql = (
            "SELECT id, book.series_index FROM book WHERE book.series = ? AND removed_at IS NULL AND id IN"
            " (SELECT book_id FROM book_value JOIN grouped_value ON grouped_value.id = value_id"
            " WHERE grouping = 'series' AND name = ?)"
        )
        return list(self._database.connection().execute(sql, (name, name)))
