"""The pairing window: the person opens it and confirms each device. The logins made: listed, revoked and restored."""

import asyncio
import itertools
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum, auto

from bookorbit_desktop.domain.base.errors import BookOrbitError, NotFound, TooManyLogins
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.account import AccountRecord, PairedRecord
from bookorbit_desktop.domain.koreader.pairing import (
    ALLOW_FIRST,
    BUSY,
    GONE,
    OPEN_FOR,
    OTHER_NETWORK,
    REFUSED,
    TAKEN,
    USE_LOGIN,
    NameTaken,
    PairedLogin,
    PairingRefused,
    PairingRequest,
    PairingUnavailable,
    PairingWindow,
    WindowEnd,
    is_own_network,
)
from bookorbit_desktop.domain.koreader.server import ServerAddress
from bookorbit_desktop.domain.overview.events import PairingChanged
from bookorbit_desktop.services.koreader.account import KoreaderLogin, checked_username
from bookorbit_desktop.services.koreader.authenticator import Authenticator, hashed
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.koreader.paired_logins import PairedLoginRepository

USE_KEPT_EVERY = timedelta(minutes=1)
"""How often a login's use is stored, as not every page turn needs it."""


class PairedLogins:
    """Stores paired logins, independent of the account. Changes block, so don't call them on an event loop."""

    def __init__(
        self,
        database: Database,
        repository: PairedLoginRepository,
        authenticator: Authenticator,
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._database = database
        self._repository = repository
        self._authenticator = authenticator
        self._clock = clock
        self._events = events
        self._changing = threading.Lock()
        self._lock = threading.Lock()  # held for a moment only: requests wait for it
        self._paired = {paired.login.username: paired for paired in repository.all()}
        self._used: dict[str, datetime] = {}
        self._use_kept: dict[str, datetime] = {}
        for paired in self._paired.values():
            authenticator.put(paired.record, learn=self._learn)
        authenticator.tell_use(self._note_use)

    def all(self) -> list[PairedLogin]:
        """All paired logins, oldest first. Does not block."""
        with self._lock:
            return [self._as_used(paired).login for paired in self._paired.values()]

    def has(self, username: str) -> bool:
        """Whether a paired device has this name."""
        return username in self._paired

    def add(self, username: str, key: str, address: str) -> None:
        """Add a login with this name and key. Raises NameTaken."""
        login = PairedLogin(username, self._clock.now(), address)
        self._put([PairedRecord(login, hashed(username, key))], key)

    def revoke(self, usernames: Iterable[str] | None = None) -> tuple[PairedRecord, ...]:
        """Revoke logins, or all (None). Returns the argument for `restore`. Raises NotFound."""
        with self._changing:
            names = list(self._paired) if usernames is None else list(dict.fromkeys(usernames))
            unknown = next((name for name in names if name not in self._paired), None)
            if unknown is not None:
                raise NotFound(
                    Message("No paired device has the name “{0}”. “credentials” lists them.", unknown)
                )
            with self._lock:
                for name in names:
                    self._authenticator.drop(name)
                revoked = tuple(self._as_used(self._paired.pop(name)) for name in names)
            self._database.write(lambda: self._repository.remove(names))
        self._events.emit(PairingChanged())
        return revoked

    def restore(self, revoked: Iterable[PairedRecord]) -> None:
        """Restore revoked logins. Raises NameTaken."""
        self._put(list(revoked))

    def _put(self, records: list[PairedRecord], key: str = "") -> None:
        if not records:
            return
        with self._changing, self._authenticator.naming:
            if any(self._authenticator.knows(paired.login.username) for paired in records):
                raise NameTaken(TAKEN)
            self._database.write(lambda: self._repository.put(records))
            with self._lock:
                for paired in records:
                    self._used.pop(paired.login.username, None)
                    self._use_kept.pop(paired.login.username, None)
                    self._paired[paired.login.username] = paired
                    self._authenticator.put(paired.record, key=key, learn=self._learn)
        self._events.emit(PairingChanged())

    def _learn(self, record: AccountRecord) -> None:
        self._database.submit(lambda: self._repository.store_sign(record))

    def _as_used(self, paired: PairedRecord) -> PairedRecord:
        used = self._used.get(paired.login.username, paired.login.last_used_at)
        return replace(paired, login=replace(paired.login, last_used_at=used))

    def _note_use(self, username: str) -> None:
        """Note a use. Called for each request: updates memory at once, and the disk now and then."""
        if username not in self._paired:
            return
        now = self._clock.now()
        self._used[username] = now
        kept = self._use_kept.get(username)
        if kept is None or now - kept >= USE_KEPT_EVERY:
            self._use_kept[username] = now
            self._database.submit(lambda: self._repository.note_use(username, now))


ANSWER_WITHIN = 4.0
"""Seconds that a device waits for the person; KOReader gives up after 5 (kosync.md, "Time limits")."""


class _Answer(Enum):
    ALLOWED = auto()
    REFUSED = auto()
    CLOSED = auto()


@dataclass(slots=True)
class _Asking:
    """A device with a pending Register request, and its answer."""

    request: PairingRequest
    key: str
    answer: "Future[_Answer]" = field(default_factory=Future)
    is_claimed: bool = False
    """It was allowed, and its key is being hashed."""

    def is_same(self, username: str, key: str) -> bool:
        return (self.request.username, self.key) == (username, key)


class PairingService:
    """One window and one device at a time. Safe from any thread."""

    def __init__(
        self,
        koreader_login: KoreaderLogin,
        paired_logins: PairedLogins,
        preferences: Preferences,
        clock: Clock,
        events: EventBus,
        answer_within: float = ANSWER_WITHIN,
    ) -> None:
        """`answer_within`: how many seconds `register` waits for the person."""
        self._koreader_login = koreader_login
        self._paired_logins = paired_logins
        self._preferences = preferences
        self._clock = clock
        self._events = events
        self._answer_within = answer_within
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._state = PairingWindow()
        self._asking: _Asking | None = None
        self._find_server: Callable[[], ServerAddress | None] = lambda: None

    @property
    def window(self) -> PairingWindow:
        """The current window. Does not block."""
        return self._state.at(self._clock.now())

    @property
    def server(self) -> ServerAddress | None:
        """The server's address; None while it is stopped."""
        return self._find_server()

    def follow_server(self, find: Callable[[], ServerAddress | None]) -> None:
        """Set the server's address, which devices connect to."""
        self._find_server = find

    def open(self) -> PairingWindow:
        """Let devices register for two minutes. Raises PairingUnavailable."""
        if self.server is None:
            raise PairingUnavailable(
                Message("Devices can't connect while the server is stopped. Start it, then pair.")
            )
        if not self._preferences.current.accept_progress:
            raise PairingUnavailable(
                Message("BookOrbit isn't accepting progress. Turn it on in BookOrbit ▸ KOReader.")
            )
        with self._lock:
            asking = self._asking if self.window.is_open else None
            opened = PairingWindow(self._clock.now() + OPEN_FOR, None if asking is None else asking.request)
            self._state, self._asking = opened, asking
        self._events.emit(PairingChanged())
        return opened

    def close(self) -> None:
        """Close the window at the person's request. A window already closed keeps its reason."""
        if self.window.is_open:
            self._end(WindowEnd.CLOSED)

    def answer(self, request_id: int, *, allow: bool) -> None:
        """Say whether a device may log in; allowing it closes the window. Blocks: not for event loops.

        Raises NotFound if it no longer waits, and NameTaken.
        """
        with self._lock:
            asking = self._waiting(request_id)
            asking.is_claimed = True
        if not allow:
            self._forget(asking, _Answer.REFUSED)
            return
        try:
            self._paired_logins.add(asking.request.username, asking.key, asking.request.address)
        except Exception:  # a full disk too: the next device must be able to ask
            self._forget(asking, _Answer.REFUSED)
            raise
        asking.answer.set_result(_Answer.ALLOWED)
        self._end(WindowEnd.PAIRED, asking.request.username)

    async def register(self, username: str, key: str, address: str) -> None:
        """Handle the request of a device at `address` to log in with this name and key from now on.

        A device that was allowed, or knows the account, may register again. Raises PairingRefused with the
        text that KOReader shows.
        """
        name, is_near = username.strip(), is_own_network(address)
        if is_near and self._paired_logins.has(name) and await self._accepts(name, key, address):
            self._succeed(name)
            return
        if not self.window.is_open:
            raise PairingRefused(USE_LOGIN)
        if not is_near:
            raise PairingRefused(OTHER_NETWORK)
        if self._koreader_login.is_taken(name):
            if not await self._accepts(name, key, address):
                raise NameTaken(TAKEN)
            self._succeed(name)
            return
        asking = self._ask(_usable(name), key, address)
        await asyncio.wait([asyncio.wrap_future(asking.answer)], timeout=self._answer_within)
        self._say(asking)

    async def _accepts(self, name: str, key: str, address: str) -> bool:
        try:
            return await self._koreader_login.accepts(name, key, address)
        except TooManyLogins as error:
            raise PairingRefused(error.message) from error

    def _ask(self, name: str, key: str, address: str) -> _Asking:
        """Tell the person that a device is waiting. A device that tries again keeps its place."""
        with self._lock:
            window = self.window
            if not window.is_open:
                raise PairingRefused(USE_LOGIN)
            if window.request is not None and self._asking is not None:
                if self._asking.is_same(name, key):
                    return self._asking
                raise PairingRefused(BUSY)
            asking = _Asking(PairingRequest(next(self._numbers), name, address), key)
            self._asking, self._state = asking, window.asked(asking.request)
        self._events.emit(PairingChanged())
        return asking

    def _say(self, asking: _Asking) -> None:
        """Answer a device whose wait is over. Raises PairingRefused unless it was allowed."""
        if not asking.answer.done():
            raise PairingRefused(ALLOW_FIRST if self.window.is_open else USE_LOGIN)
        match asking.answer.result():
            case _Answer.REFUSED:
                raise PairingRefused(REFUSED)
            case _Answer.CLOSED:
                raise PairingRefused(USE_LOGIN)

    def _waiting(self, request_id: int) -> _Asking:
        request, asking = self.window.request, self._asking
        is_there = request is not None and request.id == request_id
        if not is_there or asking is None or asking.is_claimed:
            raise NotFound(GONE)
        return asking

    def _forget(self, asking: _Asking, answer: _Answer) -> None:
        with self._lock:
            if self._asking is asking:
                self._asking, self._state = None, self.window.asked(None)
        asking.answer.set_result(answer)
        self._events.emit(PairingChanged())

    def _succeed(self, name: str) -> None:
        if self.window.is_open:
            self._end(WindowEnd.PAIRED, name)

    def _end(self, end: WindowEnd, paired: str = "") -> None:
        with self._lock:
            asking, self._asking = self._asking, None
            self._state = PairingWindow(end=end, paired=paired)
        if asking is not None and not asking.answer.done() and not asking.is_claimed:
            asking.answer.set_result(_Answer.CLOSED)
        self._events.emit(PairingChanged())


def _usable(name: str) -> str:
    try:
        return checked_username(name)
    except BookOrbitError as error:
        raise PairingRefused(error.message) from error
