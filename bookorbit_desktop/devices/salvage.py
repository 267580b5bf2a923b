"""Reading the rows of a table that may be damaged: whatever can be read is read."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any

MOST_TRIES = 20_000
"""Searches after which the rest of a gap is given up. A page of the file that is gone takes about 200."""
_FIRST, _LAST = -(2**63), 2**63 - 1
_FARTHEST = 2**24
"""How many row numbers behind the first damage are looked through when nothing tells the last one."""


class RowReader:
    """The rows of one table in the order of their numbers. `is_damaged` tells afterwards whether any were lost.

    Rows are read forward to the first damage and backward to the last, then by halves in between. A number out of
    order is damage, too: it is no row, but what stands where a page was cut off.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        table: str,
        columns: Sequence[str],
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._connection = connection
        self._is_cancelled = is_cancelled
        self._query = (
            f"SELECT rowid, {', '.join(columns)} FROM {table} NOT INDEXED "
            "WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
        )
        self.is_damaged = False

    def rows(self) -> Iterator[Sequence[Any]]:
        """Every row that can be read, without its number."""
        last = None
        try:
            for row in self._connection.execute(self._query, (_FIRST, _LAST)):
                if last is not None and row[0] <= last:
                    break
                last = row[0]
                yield row[1:]
            else:
                return
        except sqlite3.DatabaseError:
            if self._is_cancelled():
                return
        yield from self._after(0 if last is None else last + 1)

    def _after(self, first: int) -> Iterator[Sequence[Any]]:
        """What can be read behind the first damage."""
        self.is_damaged = True
        tail, reached = self._backward(first)
        yield from self._between(first, (first + _FARTHEST if reached is None else reached) - 1)
        yield from tail

    def _backward(self, first: int) -> tuple[list[Sequence[Any]], int | None]:
        """The rows from the end back to the last damage, and the lowest number of them."""
        found: list[Sequence[Any]] = []
        reached = None
        with suppress(sqlite3.DatabaseError):
            for row in self._connection.execute(f"{self._query} DESC", (first, _LAST)):
                if not first <= row[0] < (_LAST if reached is None else reached):
                    break
                reached = row[0]
                found.append(row[1:])
        return found[::-1], reached

    def _between(self, first: int, last: int) -> Iterator[Sequence[Any]]:
        """What can be read in a gap, by halves."""
        waiting, tries = [(first, last)], 0
        while waiting and tries < MOST_TRIES and not self._is_cancelled():
            low, high = waiting.pop()
            tries += 1
            try:
                rows = self._connection.execute(self._query, (low, high)).fetchall()
            except sqlite3.DatabaseError:
                if low < high:
                    middle = (low + high) // 2
                    waiting += [(middle + 1, high), (low, middle)]
                continue
            yield from (row[1:] for row in rows if low <= row[0] <= high)
