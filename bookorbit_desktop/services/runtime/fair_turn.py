"""A lock whose waiters take turns by sender."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

from bookorbit_desktop.domain.base.errors import TooManyLogins
from bookorbit_desktop.domain.base.messages import Message

MOST_WAITING_OF_ONE = 16
"""A turn takes 50 to 200 ms; a device gives up after 2 to 5 s (kosync.md section 2, "Time limits")."""
MOST_WAITING = 256
"""One for each computer in a large home network."""

Rank = tuple[int, int]
"""Lower ranks go first."""


class FairTurn:
    """Lets senders take turns, so that one with many requests doesn't delay others. For one loop.

    A sender's newest request goes first, and the oldest is dropped when too many wait: clients give up within
    seconds, and a device behind the same address as a crowd would otherwise always find the queue full.
    """

    def __init__(self, rank: Callable[[str], Rank] = lambda sender: (0, 0)) -> None:
        """Senders of a lower `rank` go first; it is called again for each turn. Equal ones take turns."""
        self._rank = rank
        self._is_taken = False
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @asynccontextmanager
    async def of(self, sender: str) -> AsyncGenerator[None]:
        """Hold the turn inside the block. Raises TooManyLogins if too many are waiting."""
        await self._take(sender)
        try:
            yield
        finally:
            self._give_on()

    async def _take(self, sender: str) -> None:
        if not self._is_taken:
            self._is_taken = True
            return
        own = len(self._waiting.get(sender, ()))
        if own >= MOST_WAITING_OF_ONE:
            self._send_away_oldest(sender)
        elif self._is_full and not self._make_room(sender, own):
            raise _too_many()
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(sender, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self._give_on()
            raise

    @property
    def _is_full(self) -> bool:
        return sum(map(len, self._waiting.values())) >= MOST_WAITING

    def _make_room(self, sender: str, own: int) -> bool:
        """Drop one request: of a higher rank, otherwise of the longest queue if this sender's is shorter."""
        last = max(self._waiting, key=lambda other: (self._rank(other), len(self._waiting[other])))
        if self._rank(last) <= self._rank(sender):
            last = max(self._waiting, key=lambda other: len(self._waiting[other]))
            if len(self._waiting[last]) <= own + 1:
                return False
        self._send_away_oldest(last)
        return True

    def _send_away_oldest(self, sender: str) -> None:
        turn = self._waiting[sender].popleft()
        if not self._waiting[sender]:
            del self._waiting[sender]
        if not turn.done():
            turn.set_exception(_too_many())

    def _give_on(self) -> None:
        """Pass the turn to the next sender, which then moves to the end. Skips abandoned requests."""
        while self._waiting:
            sender = min(self._waiting, key=self._rank)  # of equals the first
            turns = self._waiting.pop(sender)
            turn = turns.pop()
            if turns:
                self._waiting[sender] = turns
            if not turn.done():
                turn.set_result(None)
                return
        self._is_taken = False


def _too_many() -> TooManyLogins:
    return TooManyLogins(Message("Too many devices are logging in at once. Try again in a moment."))
