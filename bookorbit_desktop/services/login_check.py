"""Whether a name and a key may come in: the account's own, and those of paired devices."""

import asyncio
import hashlib
import hmac
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable

from bookorbit_desktop.storage.settings import AccountRecord

REMEMBERED_KEYS = 64  # wrong ones
_SCRYPT = {"n": 2**14, "r": 8, "p": 1}


class LoginCheck:
    """Knows every login by its name.

    A key is put through scrypt once and then known by an HMAC in memory.
    """

    def __init__(self) -> None:
        self.naming = threading.Lock()
        """Held while a name is given away, so that nobody else is given it."""
        self._lock = threading.Lock()
        self._turn = asyncio.Lock()
        self._memory_key = secrets.token_bytes(32)
        self._records: dict[str, AccountRecord] = {}
        self._accepted: dict[str, tuple[AccountRecord, bytes]] = {}
        self._refused: OrderedDict[bytes, None] = OrderedDict()
        self._used: Callable[[str], None] = lambda username: None

    def tell_use(self, used: Callable[[str], None]) -> None:
        """Call `used` with the name of each login that was accepted; it returns at once."""
        self._used = used

    def knows(self, username: str) -> bool:
        """Whether somebody logs in with this name."""
        return username in self._records

    def put(self, record: AccountRecord, *, instead_of: str = "") -> None:
        """Let a login in from now on. A key that its name had before is refused at once."""
        with self._lock:
            for name in {record.username, instead_of}:
                self._forget(name)
            self._records[record.username] = record

    def drop(self, username: str) -> None:
        """Refuse a login from now on, also one that is remembered."""
        with self._lock:
            self._forget(username)

    async def accepts(self, username: str, key: str) -> bool:
        """Whether a reader may come in."""
        record = self._records.get(username)
        if record is None or not key:
            return False
        # One text for both: no name has a colon.
        mark = hmac.digest(self._memory_key, _bytes(f"{username}:{key}"), "sha256")
        if self._remembers(record, mark) or await self._matches(record, key, mark):
            self._used(username)
            return True
        return False

    async def _matches(self, record: AccountRecord, key: str, mark: bytes) -> bool:
        # One at a time: each costs a core for a while, and many come with the same key.
        async with self._turn:
            if self._remembers(record, mark):
                return True
            if mark in self._refused:
                return False
            accepted = await asyncio.to_thread(matches, record, key)
            return self._remember(record, mark, accepted=accepted)

    def _remembers(self, record: AccountRecord, mark: bytes) -> bool:
        """Each request asks this, so there is no lock: what is looked up is replaced as a whole."""
        known = self._accepted.get(record.username)
        return known is not None and known[0] is record and hmac.compare_digest(known[1], mark)

    def _remember(self, record: AccountRecord, mark: bytes, *, accepted: bool) -> bool:
        """Wrong keys push one another out, never the right one. False too if it was revoked meanwhile."""
        with self._lock:
            if self._records.get(record.username) is not record:
                return False
            if accepted:
                self._accepted[record.username] = (record, mark)
                return True
            self._refused[mark] = None
            if len(self._refused) > REMEMBERED_KEYS:
                self._refused.popitem(last=False)
            return False

    def _forget(self, username: str) -> None:
        self._records.pop(username, None)
        self._accepted.pop(username, None)
        self._refused.clear()


def hashed(username: str, key: str) -> AccountRecord:
    """What is kept of a name and a key. Blocks for a while: not for event loops."""
    salt = secrets.token_bytes(16)
    return AccountRecord(username, salt, _scrypt(key, salt))


def matches(record: AccountRecord, key: str) -> bool:
    """Whether a key is the one that was hashed. Blocks for a while: not for event loops."""
    return hmac.compare_digest(_scrypt(key, record.salt), record.key_hash)


def _scrypt(key: str, salt: bytes) -> bytes:
    return hashlib.scrypt(_bytes(key), salt=salt, **_SCRYPT)


def _bytes(header: str) -> bytes:
    """What a reader sent, which need not be UTF-8 (PROTOCOL.md section 1)."""
    return header.encode("utf-8", "surrogateescape")
