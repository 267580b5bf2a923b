"""Tells of a new version of the program, once the person wants that."""

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

import bookorbit_desktop
from bookorbit_desktop.domain.base.errors import BookOrbitError, InvalidInput
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.overview.events import NewVersionSeen
from bookorbit_desktop.domain.overview.new_version import FILE_NAME, LARGEST, is_newer, version_in
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.services.runtime.window_memory import WindowMemory
from bookorbit_desktop.system.web import Fetch, fetch

logger = logging.getLogger(__name__)

FIRST_AFTER: Final = 120.0
"""Seconds after the start, which is busy enough."""
EVERY: Final = 6 * 3600.0
"""Seconds between two times at which it is asked whether a look is due; also before a failed one is repeated."""
DUE_AFTER: Final = timedelta(days=7)
PATIENCE: Final = 30.0
"""Seconds for the whole answer."""
_LATEST, _LOOKED_AT, _ASKED = "versions.latest", "versions.looked_at", "versions.asked"


class NewVersionService:
    """Asks the program's web site for the newest version, and for nothing else.

    It never does so by itself unless the person switched it on. All but `look` and `follow` return at once.
    """

    def __init__(
        self,
        site: str,
        memory: WindowMemory,
        preferences: Preferences,
        clock: Clock,
        events: EventBus,
        fetch: Fetch = fetch,
    ) -> None:
        """`site`: the address of its first page; empty while there is none. `fetch` is for tests."""
        self._site = site
        self._memory = memory
        self._preferences = preferences
        self._clock = clock
        self._events = events
        self._fetch = fetch

    @property
    def page(self) -> str:
        """The web page with the newest version; empty while there is none, and then nothing is asked."""
        return self._site

    @property
    def host(self) -> str:
        """Who would be asked."""
        return urlsplit(self._site).hostname or ""

    @property
    def newer(self) -> str:
        """A version after this one, as far as known; empty if there is none."""
        latest = self._memory.text(_LATEST)
        return latest if is_newer(latest, bookorbit_desktop.__version__) else ""

    @property
    def looked_at(self) -> datetime | None:
        """When the site last answered."""
        try:
            return datetime.fromisoformat(self._memory.text(_LOOKED_AT))
        except ValueError:
            return None

    def take_question(self) -> bool:
        """Whether to ask the person, once ever, if it should look by itself."""
        settings = self._preferences.current
        is_new = not self._memory.flag(_ASKED, otherwise=False)
        if not (self._site and settings.first_run_done and is_new) or settings.tell_of_new_versions:
            return False
        self._memory.put(_ASKED, True)
        return True

    async def look(self) -> str:
        """Ask now, because the person wants it. Returns `newer`. Raises InvalidInput if the site doesn't say."""
        if not self._site:
            raise InvalidInput(Message("BookOrbit has no web site yet that could name a new version."))
        url = f"{self._site.rstrip('/')}/{FILE_NAME}"
        try:
            async with asyncio.timeout(PATIENCE):
                content = await asyncio.wrap_future(self._fetch(url, LARGEST))
        except TimeoutError:
            raise InvalidInput(Message("{0} can't be reached. Try again later.", self.host)) from None
        latest = version_in(content)
        is_news = latest != self._memory.text(_LATEST)
        self._memory.put(_LATEST, latest)
        self._memory.put(_LOOKED_AT, self._clock.now().isoformat())
        self._events.emit(NewVersionSeen(self.newer if is_news else ""))
        return self.newer

    async def follow(self, first_after: float = FIRST_AFTER, every: float = EVERY) -> None:
        """Look once a week while the person wants that. Runs until it is cancelled."""
        wait = first_after
        while True:
            await asyncio.sleep(wait)
            wait = every
            if self._is_due():
                await self._try()

    def _is_due(self) -> bool:
        if not (self._site and self._preferences.current.tell_of_new_versions):
            return False
        before, now = self.looked_at, self._clock.now()
        return before is None or not timedelta() <= now - before < DUE_AFTER  # a clock may have been wrong

    async def _try(self) -> None:
        try:
            await self.look()
        except BookOrbitError as error:
            logger.info("No news of versions: %s", error)
