"""Covers of search results: Hardcover's once loaded, generated ones until then."""

import asyncio
from collections.abc import Iterable

from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.widgets.covers import CoverCache


class RemoteCovers:
    """Fetches pictures in the background; closing cancels it."""

    def __init__(self, context: UiContext) -> None:
        self._context = context
        self._pictures: dict[int, bytes] = {}
        self._fetching: list[asyncio.Future[None]] = []
        self.cache = CoverCache(self._pictures.get)

    def fetch(self, wanted: Iterable[tuple[int, str]]) -> None:
        """Fetch pictures by key and address; skips empty addresses."""
        for key, url in wanted:
            if url and key not in self._pictures:
                self._fetching.append(self._context.tasks.start(self._fetch(key, url)))

    def has(self, key: int) -> bool:
        """Whether the real picture is loaded."""
        return key in self._pictures

    def close(self) -> None:
        """Cancel what is under way."""
        for task in self._fetching:
            task.cancel()
        self.cache.close()

    async def _fetch(self, key: int, url: str) -> None:
        picture = await self._context.tasks.network(
            self._context.services.hardcover_account.pictures.get(url)
        )
        if picture is not None:
            self._pictures[key] = picture
            self.cache.forget([key])
            self.cache.loaded.emit(key)
