"""What happens on Hardcover between two requests: the person's own edits, and requests carried out late."""

import inspect
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal

Deed = Callable[[], object]
"""What is done; one that returns an awaitable is waited for."""


@dataclass(slots=True)
class _Plan:
    """A deed and the requests it waits for."""

    side: Literal["before", "after"]
    operation: str
    skip: int
    """Matching requests that pass first."""
    times: int
    deed: Deed


class Between:
    """Deeds that wait for requests.

    `operation` is the name of an operation ("EntriesForBooks"), a top-level field ("update_user_book_read"),
    "query" or "mutation"; empty for any. `nth` is the first matching request from now on that counts, and
    `times` how many of them do. Requests refused at the gate (token, limits, scopes) do not count.
    """

    def __init__(self) -> None:
        self._plans: list[_Plan] = []

    def before(self, operation: str = "", *, do: Deed, nth: int = 1, times: int = 1) -> None:
        """Do it when such a request has come, before anything of it is carried out."""
        self._plans.append(_Plan("before", operation, nth - 1, times, do))

    def after(self, operation: str = "", *, do: Deed, nth: int = 1, times: int = 1) -> None:
        """Do it when such a request is over, whatever it was answered, and before the client hears of it."""
        self._plans.append(_Plan("after", operation, nth - 1, times, do))

    def clear(self) -> None:
        """Forget what has not happened yet."""
        self._plans.clear()

    async def reach(self, side: Literal["before", "after"], names: Collection[str]) -> None:
        """Do what waits for this side of a request that has these names."""
        for plan in [plan for plan in self._plans if plan.side == side]:
            if plan.operation and plan.operation not in names:
                continue
            if plan.skip:
                plan.skip -= 1
                continue
            plan.times -= 1
            if plan.times <= 0 and plan in self._plans:
                self._plans.remove(plan)
            done = plan.deed()
            if inspect.isawaitable(done):
                await done
