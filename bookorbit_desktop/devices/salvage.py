"""Reads every readable row of a table that may be damaged."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice
from operator import lt
from typing import Any

MOST_TRIES = 20_000
"""Searches after which the rest of a gap is given up. A missing page of the file takes about 200."""
UNREADABLE = (sqlite3.DatabaseError, MemoryError)
"""What SQLite raises at damage: a damaged number may claim more bytes than there is memory."""
_FIRST, _LAST = -(2**63), 2**63 - 1
_FARTHEST = 2**24
"""How many row numbers after the first damage are searched if the last one is unknown."""
_BLOCK = 256
"""Rows fetched at once."""


class RowReader:
    """The rows of one table by row number. `is_damaged` then tells whether any were lost.

    Rows are read forward to the first damage and backward to the last, then by bisection in between. A number
    out of order is damage too: not a row, but the remains of a truncated page.
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
        self._reached = _FIRST - 1
        """The number of the last row before the first damage."""

    def rows(self) -> Iterator[Sequence[Any]]:
        """Every readable row."""
        for columns in self.blocks():
            yield from zip(*columns, strict=True)

    def blocks(self) -> Iterator[Sequence[Sequence[Any]]]:
        """Every readable row in blocks, each as the values of each column."""
        last = _FIRST - 1
        try:
            cursor = self._connection.execute(self._query, (_FIRST, _LAST))
            while block := cursor.fetchmany(_BLOCK):
                numbers, *columns = zip(*block, strict=True)
                if numbers[0] <= last or not all(map(lt, numbers, islice(numbers, 1, None))):
                    break
                last = numbers[-1]
                yield columns
            else:
                return
        except UNREADABLE:
            if self._is_cancelled():
                return
        rows = chain(self._before_damage(last), self._after_damage())
        while block := list(islice(rows, _BLOCK)):
            _, *columns = zip(*block, strict=True)
            yield columns

    def _before_damage(self, last: int) -> Iterator[Sequence[Any]]:
        """The rows after a given number up to the first damage."""
        self._reached = last
        with suppress(*UNREADABLE):
            for row in self._connection.execute(self._query, (min(last + 1, _LAST), _LAST)):
                if row[0] <= self._reached:
                    break
                self._reached = row[0]
                yield row

    def _after_damage(self) -> Iterator[Sequence[Any]]:
        if self._reached < _LAST and not self._is_cancelled():
            yield from self._after(0 if self._reached < _FIRST else self._reached + 1)

    def _after(self, first: int) -> Iterator[Sequence[Any]]:
        """The readable rows after the first damage."""
        self.is_damaged = True
        tail, reached = self._backward(first)
        farthest = min(first + _FARTHEST, _LAST)
        yield from self._between(first, (farthest if reached is None else reached) - 1)
        yield from tail

    def _backward(self, first: int) -> tuple[list[Sequence[Any]], int | None]:
        """The rows from the end back to the last damage, and the lowest row number among them."""
        found: list[Sequence[Any]] = []
        reached = None
        with suppress(*UNREADABLE):
            for row in self._connection.execute(f"{self._query} DESC", (first, _LAST)):
                if not first <= row[0] < (_LAST if reached is None else reached):
                    break
                reached = row[0]
                found.append(row)
        return found[::-1], reached

    def _between(self, first: int, last: int) -> Iterator[Sequence[Any]]:
        """The readable rows in a gap, found by bisection."""
        waiting, tries = [(first, last)], 0
        while waiting and tries < MOST_TRIES and not self._is_cancelled():
            low, high = waiting.pop()
            tries += 1
            try:
                rows = self._connection.execute(self._query, (low, high)).fetchall()
            except UNREADABLE:
                if low < high:
                    middle = (low + high) // 2
                    waiting += [(middle + 1, high), (low, middle)]
                continue
            yield from (row for row in rows if low <= row[0] <= high)
