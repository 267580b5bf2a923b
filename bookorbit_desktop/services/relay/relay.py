"""The relay's settings and status: the other server, the login, on or off."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bookorbit_desktop.domain.base.errors import (
    InvalidInput,
    KeyringUnavailable,
    RelayError,
    RelayMisaddressed,
)
from bookorbit_desktop.domain.base.messages import NOTHING, Message, joined_messages
from bookorbit_desktop.domain.koreader.server import ServerAddress
from bookorbit_desktop.domain.overview.events import RelayChanged
from bookorbit_desktop.domain.relay.relay import RelayStatus, checked_url
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.relay.relay import RelayRepository
from bookorbit_desktop.system.network import is_this_computer
from bookorbit_desktop.system.secrets import SecretStore, remember_secret

if TYPE_CHECKING:
    from bookorbit_desktop.relay.client import UpstreamClient

KEY = "relay-key"
NOT_SET_UP = Message("Enter the other server's address, user name and password first.")
NO_PASSWORD = Message("The other server's password isn't in your password store. Enter it again.")
ITSELF = Message("This is BookOrbit's own address. Enter another server's address.")
FOR_THIS_SESSION = Message("The password is kept until BookOrbit quits; enter it again after the next start.")


class RelayService:
    """Stores address, user name and key. The key is in the password store, or in memory for this session."""

    def __init__(
        self,
        database: Database,
        repository: RelayRepository,
        preferences: Preferences,
        secret_store: SecretStore,
        events: EventBus,
        password: str | None = None,
    ) -> None:
        """`password` overrides the one in the password store."""
        self._database = database
        self._repository = repository
        self._preferences = preferences
        self._secrets = secret_store
        self._events = events
        self._key = _key_of(password) if password else ""
        self._problem: RelayError | KeyringUnavailable | None = None
        self._revision = 0
        self._own_address: Callable[[], ServerAddress | None] = lambda: None

    def follow_server(self, address: Callable[[], ServerAddress | None]) -> None:
        """Set the address of the program's own server, which is never relayed to."""
        self._own_address = address

    def load(self) -> None:
        """Fetch the key from the password store. Blocks."""
        if self._key or not self._preferences.current.relay_url:
            return
        try:
            self._key = self._secrets.get(KEY) or ""
        except KeyringUnavailable as error:
            self.note(error)
            return
        self._begin_anew()

    @property
    def revision(self) -> int:
        """A number that grows with each change of server or login, after which earlier failures don't count."""
        return self._revision

    @property
    def has_problem(self) -> bool:
        """Whether the last round failed."""
        return self._problem is not None

    @property
    def waits_for_person(self) -> bool:
        """Whether only the person can solve the problem."""
        return isinstance(self._problem, RelayError) and self._problem.waits_for_person

    @property
    def is_on(self) -> bool:
        """Whether the person has switched it on."""
        return self._preferences.current.relay_enabled

    @property
    def is_ready(self) -> bool:
        """Whether it is on, with a server and a login."""
        return self.is_on and self._is_set_up and bool(self._key)

    def status(self) -> RelayStatus:
        """The status of the relay. Blocks."""
        settings, times = self._preferences.current, self._repository.times()
        problem = NOTHING if self._problem is None else self._problem.message
        if self.is_on and self._is_set_up and not self._key and not problem:
            problem = NO_PASSWORD
        return RelayStatus(
            is_on=self.is_on,
            url=settings.relay_url,
            username=settings.relay_username,
            has_password=bool(self._key),
            problem=problem if self.is_on else NOTHING,
            waits_for_person=self.waits_for_person or not self._key,
            sent_at=times.sent_at,
            taken_at=times.taken_at,
            checked_at=times.checked_at,
        )

    def save(self, url: str, username: str, password: str = "") -> Message:
        """Use this server and login. An empty password keeps the current one. Blocks.

        Returns a notice if the key could not be stored permanently. Raises InvalidInput.
        """
        url, username, key = self._checked(url, username, password)
        settings = self._preferences.current
        if (url, username) != (settings.relay_url, settings.relay_username):
            self._database.write(self._forget)
        notice = self._keep(key) if password else NOTHING
        kept, self._key = self._key, ""  # no server is given the key of the other one meanwhile
        try:
            self._preferences.change(relay_url=url, relay_username=username)
            kept = key
        finally:
            self._key = kept
        self._begin_anew()
        return notice

    def switch(self, *, on: bool) -> None:
        """Turn the relay on or off. Blocks. Raises InvalidInput if it isn't set up."""
        if on and not (self._is_set_up and self._key):
            raise InvalidInput(NOT_SET_UP if not self._is_set_up else NO_PASSWORD)
        self._preferences.change(relay_enabled=on)
        self._begin_anew()

    async def test(self, url: str, username: str, password: str = "") -> None:
        """Test a server and login without storing them. Raises InvalidInput or RelayError."""
        url, username, key = self._checked(url, username, password)
        await self._refuse_itself(url)
        async with _client(url, username, key) as upstream:
            await upstream.log_in()

    async def connect(self) -> UpstreamClient:
        """A client for the configured server. Raises InvalidInput or RelayMisaddressed."""
        settings = self._preferences.current
        if not self._is_set_up or not self._key:
            raise InvalidInput(NOT_SET_UP if not self._is_set_up else NO_PASSWORD)
        await self._refuse_itself(settings.relay_url)
        return _client(settings.relay_url, settings.relay_username, self._key)

    def note(self, problem: RelayError | KeyringUnavailable | None) -> None:
        """Note the result of the last round."""
        self._problem = problem
        self._events.emit(RelayChanged())

    def _forget(self) -> None:
        """Forget everything, in one job with the revision, so that a running round stores nothing more."""
        self._repository.forget()
        self._revision += 1

    def _begin_anew(self) -> None:
        self._problem = None
        self._revision += 1
        self._events.emit(RelayChanged())

    @property
    def _is_set_up(self) -> bool:
        settings = self._preferences.current
        return bool(settings.relay_url and settings.relay_username)

    def _checked(self, url: str, username: str, password: str) -> tuple[str, str, str]:
        """Address, name and key in normal form. Raises InvalidInput."""
        url, username = checked_url(url), username.strip()
        if not username or ":" in username or not username.isprintable():
            raise InvalidInput(Message("A user name needs at least one letter and can't contain a colon."))
        if not password and not self._key:
            raise InvalidInput(NO_PASSWORD if self._is_set_up else NOT_SET_UP)
        return url, username, _key_of(password) if password else self._key

    def _keep(self, key: str) -> Message:
        try:
            self._secrets.put(KEY, key)
        except KeyringUnavailable as error:
            return joined_messages((error.message, FOR_THIS_SESSION))
        return NOTHING

    async def _refuse_itself(self, url: str) -> None:
        own, parts = self._own_address(), urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        if own is None or port != own.port:
            return
        if await asyncio.to_thread(is_this_computer, parts.hostname or ""):
            raise RelayMisaddressed(ITSELF)


def _client(url: str, username: str, key: str) -> UpstreamClient:
    # Late, because a window wants to be there before aiohttp is.
    from bookorbit_desktop.relay.client import UpstreamClient

    return UpstreamClient(url, username, key)


def _key_of(password: str) -> str:
    """KOReader's key for a password (kosync.md section 1, "Credentials")."""
    remember_secret(password)
    return hashlib.md5(password.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
