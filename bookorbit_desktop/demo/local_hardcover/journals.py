"""The reading journal: quotes and notes of people (hardcover-api.md section 8)."""

from collections.abc import Mapping
from typing import Any

from bookorbit_desktop.demo.local_hardcover.world import UNREADABLE, Row, World

_COLUMNS = ("event", "entry", "action_at", "edition_id", "metadata", "privacy_setting_id")
BOOK_IS_MISSING = "Book must exist"
NO_EVENT = "Event can't be blank"
NOT_FOUND = "Reading journal not found"


class Journals:
    """One person's journal during one request. `moment` is an ISO time in UTC."""

    def __init__(self, world: World, user_id: int, moment: str) -> None:
        self._world = world
        self._user_id = user_id
        self._moment = moment

    def insert(self, values: Mapping[str, Any]) -> Row:
        """Add a row. What is wrong comes in `errors`, with a null id, although all else is fine."""
        if values["book_id"] not in self._world.tables["books"]:
            return _refused(BOOK_IS_MISSING)
        if not values["event"].strip():
            return _refused(NO_EVENT)
        chosen = {name: values[name] for name in _COLUMNS if values.get(name) is not None}
        row = self._world.write_journal(
            self._user_id, values["book_id"], self._moment, **(chosen | {"tags": values["tags"]})
        )
        return _reply(row)

    def update(self, row_id: int, values: Mapping[str, Any]) -> Row:
        """Change a row of one's own; what is left out stays as it is."""
        row = self._own(row_id)
        if row is None:
            return _refused(NOT_FOUND)
        row |= {name: values[name] for name in (*_COLUMNS, "tags") if name in values}
        row["updated_at"] = self._moment
        return _reply(row)

    def delete(self, row_id: int) -> Row | None:
        """Remove a row of one's own."""
        if self._own(row_id) is None:
            return None
        del self._world.tables["reading_journals"][row_id]
        return {"id": row_id}

    def delete_for_book(self, book_id: int) -> Row:
        """Remove every row of one's own for a book: those that the person wrote, too."""
        own = [row["id"] for row in self._rows() if row["book_id"] == book_id]
        for row_id in own:
            del self._world.tables["reading_journals"][row_id]
        return {"ids": own}

    def _rows(self) -> list[Row]:
        rows = self._world.tables["reading_journals"].values()
        return [row for row in rows if row["user_id"] == self._user_id]

    def _own(self, row_id: int) -> Row | None:
        return next((row for row in self._rows() if row["id"] == row_id), None)


def is_readable(row: Row) -> bool:
    """Whether a query finds a row: one whose privacy is 0 was accepted, and is never seen again."""
    return bool(row["privacy_setting_id"] != UNREADABLE)


def _reply(row: Row) -> Row:
    return {"id": row["id"], "errors": None, "reading_journal": row}


def _refused(why: str) -> Row:
    return {"id": None, "errors": [why], "reading_journal": None}
