"""Lets a thread's work end at its next step, once its result is no longer wanted."""

import threading
from collections.abc import Callable


class GivenUp(Exception):
    """The result of a thread's work is no longer wanted."""


def end_when_given_up(
    tell: Callable[[int, int], object], given_up: threading.Event, each: int
) -> Callable[[int, int], None]:
    """Report every `each` steps of a thread's work. A step raises GivenUp once `given_up` is set."""

    def step(done: int, total: int) -> None:
        if given_up.is_set():
            raise GivenUp
        if done % each == 0:
            tell(done, total)

    return step
