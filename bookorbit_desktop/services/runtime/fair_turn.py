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
"""One of each computer that a home network has room for."""

Rank = tuple[int, int]
"""The lower, the sooner."""


class FairTurn:
    """Many requests from one sender don't delay another one. Used on one loop."""

    def __init__(self, rank: Callable[[str], Rank] = lambda sender: (0, 0)) -> None:
        """Senders of a lower `rank` go first; it is asked anew for each turn. Equal ones go round."""
        self._rank = rank
        self._is_taken = False
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @asynccontextmanager
    async def of(self, sender: str) -> AsyncGenerator[None]:
        """Have the turn for a while. Raises TooManyLogins where too many wait already."""
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
        if own >= MOST_WAITING_OF_ONE or (self._is_full and not self._make_room(sender, own)):
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
        """Send one away: of a higher rank, or else the newest of the longest queue where fewer wait of this sender."""
        last = max(self._waiting, key=lambda other: (self._rank(other), len(self._waiting[other])))
        if self._rank(last) <= self._rank(sender):
            last = max(self._waiting, key=lambda other: len(self._waiting[other]))
            if len(self._waiting[last]) <= own + 1:
                return False
        turn = self._waiting[last].pop()
        if not self._waiting[last]:
            del self._waiting[last]
        if not turn.done():
            turn.set_exception(_too_many())
        return True

    def _give_on(self) -> None:
        """Give the turn to the next sender, which then moves to the end. Abandoned turns are skipped."""
        while self._waiting:
            sender = min(self._waiting, key=self._rank)  # of equals the first
            turns = self._waiting.pop(sender)
            turn = turns.popleft()
            if turns:
                self._waiting[sender] = turns
            if not turn.done():
                turn.set_result(None)
                return
        self._is_taken = False


def _too_many() -> TooManyLogins:
    return TooManyLogins(Message("Too many devices are logging in at once. Try again in a moment."))
