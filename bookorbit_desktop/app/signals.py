"""SIGINT and SIGTERM: an orderly shutdown within five seconds."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable

LATEST_END = 4.0
"""Seconds after a signal; less than the promised five."""


def on_signal(
    stop: Callable[[], object],
    code: int,
    *,
    give_up: Callable[[], object] = lambda: None,
    at_last: Callable[[], object] = lambda: None,
) -> None:
    """Call `stop` on the running loop when a signal asks the program to end; on Ctrl+C, call `give_up` first.

    Anything still running after LATEST_END, such as a thread that waits for a password store, is ended with
    exit code `code`: everything acknowledged is durable by then. Just before that, `at_last` is called on a
    thread of its own.
    """
    loop = asyncio.get_running_loop()

    def end(number: int) -> None:
        if number == signal.SIGINT:
            give_up()
        stop()
        latest = threading.Timer(LATEST_END, end_at_once)
        latest.daemon = True
        latest.start()

    def end_at_once() -> None:
        try:
            at_last()
        finally:
            os._exit(code)

    def wake_loop(number: int, _frame: object) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(end, number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, wake_loop)  # unlike the loop's own handlers, these work on Windows too
