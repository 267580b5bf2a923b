"""A lock whose waiters take turns by address."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from bookorbit_desktop.domain.base.errors import TooManyLogins
from bookorbit_desktop.domain.base.messages import Message

MOST_WAITING_OF_ONE = 16
"""A turn takes 50 to 200 ms; a device gives up after 2 to 5 s (kosync.md section 2, "Time limits")."""
MOST_WAITING = 64


class FairTurn:
    """Many requests from one address don't delay another address. Used on one loop."""

    def __init__(self) -> None:
        self._is_taken = False
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @asynccontextmanager
    async def of(self, address: str) -> AsyncGenerator[None]:
        """Have the turn for a while. Raises TooManyLogins where too many wait already."""
        await self._take(address)
        try:
            yield
        finally:
            self._give_on()

    async def _take(self, address: str) -> None:
        if not self._is_taken:
            self._is_taken = True
            return
        own = self._waiting.get(address, ())
        if len(own) >= MOST_WAITING_OF_ONE or (self._is_full and not self._make_room(len(own))):
            raise _too_many()
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(address, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._give_on()
            raise

    @property
    def _is_full(self) -> bool:
        return sum(map(len, self._waiting.values())) >= MOST_WAITING

    def _make_room(self, own: int) -> bool:
        """Send the newest of the longest queue away, for an address of which fewer wait."""
        longest = max(self._waiting.values(), key=len)
        if len(longest) <= own + 1:
            return False
        turn = longest.pop()
        if not turn.done():
            turn.set_exception(_too_many())
        return True

    def _give_on(self) -> None:
        """Give the turn to the next address, which then moves to the end. Abandoned turns are skipped."""
        while self._waiting:
            address, turns = self._waiting.popitem(last=False)
            turn = turns.popleft()
            if turns:
                self._waiting[address] = turns
            if not turn.done():
                turn.set_result(None)
                return
        self._is_taken = False


def _too_many() -> TooManyLogins:
    return TooManyLogins(Message("Too many devices are logging in at once. Try again in a moment."))
