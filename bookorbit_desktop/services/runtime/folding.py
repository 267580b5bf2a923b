"""Collects frequent events and passes them on at intervals, so that listeners don't slow down pushes."""

import asyncio
import threading
from collections.abc import Callable
from typing import Final, Generic, TypeVar

EVERY: Final = 0.1
"""Seconds between two deliveries."""

Key = TypeVar("Key")
Value = TypeVar("Value")


class Fold(Generic[Key, Value]):
    """Collects values by key on any thread; one loop receives them at most ten times a second."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        take: Callable[[dict[Key, Value]], None],
        merge: Callable[[Value, Value], Value] = lambda older, newer: newer,
    ) -> None:
        """`take` is called on `loop`; `merge` combines two values with the same key."""
        self._loop = loop
        self._take = take
        self._merge = merge
        self._lock = threading.Lock()
        self._gathered: dict[Key, Value] = {}
        self._is_due = False

    def add(self, key: Key, value: Value) -> None:
        """Queue a value to be passed on."""
        with self._lock:
            known = key in self._gathered
            self._gathered[key] = self._merge(self._gathered[key], value) if known else value
            wake, self._is_due = not self._is_due, True
        if wake and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._loop.call_later, EVERY, self._hand_on)

    def _hand_on(self) -> None:
        with self._lock:
            gathered, self._gathered = self._gathered, {}
            self._is_due = False
        self._take(gathered)
