"""The thread of the server and the Hardcover client, with its own asyncio loop.

The GUI thread may be busy for a fifth of a second, which a reader's push must not wait for (performance.md).
"""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")

STOP_SECONDS = 3.0
"""How long cancelled work may take to clean up after itself."""


class NetworkLoop:
    """An asyncio loop in a thread. Start it once, stop it once."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="network", daemon=True)

    def start(self) -> None:
        """Start the thread and its loop."""
        self._thread.start()

    def submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Run a coroutine on the loop. From any thread; cancelling the future cancels the coroutine.

        Raises RuntimeError once the loop was stopped.
        """
        if self._loop.is_closed():
            work.close()
            raise RuntimeError("The network loop has stopped.")
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def stop(self) -> None:
        """Cancel everything and end the thread, within `STOP_SECONDS`. Not from the loop itself."""
        if self._loop.is_closed() or not self._thread.is_alive():
            return
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(STOP_SECONDS + 1)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_forever()
            self._loop.run_until_complete(_cancel_all(self._loop))
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        finally:
            asyncio.set_event_loop(None)
            self._loop.close()


async def _cancel_all(loop: asyncio.AbstractEventLoop) -> None:
    tasks = asyncio.all_tasks(loop) - {asyncio.current_task(loop)}
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks, timeout=STOP_SECONDS)
