"""Actions on Hardcover between two requests: the person's own edits, and requests carried out late."""

import inspect
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal

Deed = Callable[[], object]
"""An action; an awaitable it returns is awaited."""


@dataclass(slots=True)
class _Plan:
    """An action and the requests it waits for."""

    side: Literal["before", "after"]
    operation: str
    skip: int
    """Matching requests to let pass first."""
    times: int
    deed: Deed


class Between:
    """Actions that wait for requests.

    `operation` is the name of an operation ("EntriesForBooks"), a top-level field ("update_user_book_read"),
    "query" or "mutation"; empty for any. `nth` is the first matching request that counts, and `times` how
    many do. Requests refused at the gate (token, limits, scopes) do not count.
    """

    def __init__(self) -> None:
        self._plans: list[_Plan] = []

    def before(self, operation: str = "", *, do: Deed, nth: int = 1, times: int = 1) -> None:
        """Run an action when a matching request arrives, before it is carried out."""
        self._plans.append(_Plan("before", operation, nth - 1, times, do))

    def after(self, operation: str = "", *, do: Deed, nth: int = 1, times: int = 1) -> None:
        """Run an action after a matching request, whatever its result, before the client gets the reply."""
        self._plans.append(_Plan("after", operation, nth - 1, times, do))

    def clear(self) -> None:
        """Drop the pending actions."""
        self._plans.clear()

    async def reach(self, side: Literal["before", "after"], names: Collection[str]) -> None:
        """Run the actions that wait for this side of a request with these names."""
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
