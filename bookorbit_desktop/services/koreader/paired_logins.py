"""Logins that devices created for themselves: listed, revoked and restored."""

import threading
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.account import AccountRecord, PairedRecord
from bookorbit_desktop.domain.koreader.pairing import TAKEN, NameTaken, PairedLogin
from bookorbit_desktop.domain.overview.events import PairingChanged
from bookorbit_desktop.services.koreader.authenticator import Authenticator, hashed
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
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
