"""Keeping the states of books in step with what readers send, without weighing on each push."""

import asyncio
from collections.abc import Callable, Sequence

SOON = 1.0
"""Seconds that books gather: while somebody turns pages their state is not worked out each time."""
AT_A_TIME = 20
"""Books of one transaction; a push must not wait for hundreds."""


class StateRefresh:
    """Gathers books on the loop that the pushes come in on."""

    def __init__(self, refresh: Callable[[Sequence[int]], None]) -> None:
        """`refresh` queues the work and does not wait for it."""
        self._refresh = refresh
        self._books: dict[int, None] = {}
        self._timer: asyncio.TimerHandle | None = None

    def soon(self, book_id: int) -> None:
        """Bring a book up to date before long. Call on an event loop."""
        self._books[book_id] = None
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(SOON, self.flush)

    def flush(self) -> None:
        """Bring every gathered book up to date now."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        books, self._books = list(self._books), {}
        for start in range(0, len(books), AT_A_TIME):
            self._refresh(books[start : start + AT_A_TIME])
