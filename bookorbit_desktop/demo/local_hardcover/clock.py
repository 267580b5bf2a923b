"""The local Hardcover's time."""

import asyncio


class VirtualClock:
    """Unix seconds that pass only in `sleep`: pass it as `clock`, and its `sleep` as `sleep`."""

    def __init__(self, start: float = 1_795_000_000.0) -> None:
        self.now = start

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Let that much time pass at once."""
        self.now += max(0.0, seconds)
        await asyncio.sleep(0)
