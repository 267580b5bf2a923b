"""Attributes created on first use."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Owner = TypeVar("Owner")
T = TypeVar("T")


class on_demand(Generic[Owner, T]):  # noqa: N801 - used like property
    """An attribute that its method creates once, on first use. Other threads wait until it exists.

    `functools.cached_property` creates two if two threads ask at once (since Python 3.12).
    """

    def __init__(self, make: Callable[[Owner], T]) -> None:
        self._make = make
        self._lock = threading.RLock()
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> on_demand[Owner, T]: ...
    @overload
    def __get__(self, instance: Owner, owner: type) -> T: ...
    def __get__(self, instance: Any, owner: type) -> Any:
        """Python calls this only until the instance has an attribute of that name."""
        if instance is None:
            return self
        with self._lock:
            made = vars(instance)
            if self._name not in made:
                made[self._name] = self._make(instance)
            return made[self._name]
