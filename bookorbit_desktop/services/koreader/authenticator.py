"""Checks user name and key: the account's own, and those of paired devices."""

import asyncio
import hashlib
import hmac
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from bookorbit_desktop.domain.koreader.account import AccountRecord
from bookorbit_desktop.services.koreader.login_attempts import sender_of
from bookorbit_desktop.services.runtime.fair_turn import FairTurn, Rank

REMEMBERED_KEYS = 64  # wrong ones
_SCRYPT = {"n": 2**14, "r": 8, "p": 1}
_SCRYPT_THREAD = ThreadPoolExecutor(1, "scrypt")
"""Each thread that ever ran scrypt keeps its 16 MB (measured: 6 threads, 97 MB); one at a time needs only one."""
_SIGNS = 64
MOST_SENDERS = 1024
"""The limit of each kind of sender to remember."""

Learn = Callable[[AccountRecord], None]
"""Stores a record that has received its key's sign; must return at once."""


class Authenticator:
    """Checks logins by name, keeping wrong ones cheap and preventing them from delaying others.

    A key is put through scrypt once, and then recognised by a keyed hash in memory. After a start, nearly
    every wrong key is rejected by its sign (`key_sign`); the rest wait for scrypt, one at a time: first those
    from addresses with an earlier successful login, then those with the fewest wrong ones. So a crowd, from
    however many addresses, does not delay the person's own devices, and a new device waits for at most one
    try of each of the others. An unknown name takes the same steps, so that the response time does not reveal
    whether it exists.
    """

    def __init__(self, own_addresses: Iterable[str] = ()) -> None:
        """`own_addresses`: addresses of the person's devices in earlier runs."""
        self.naming = threading.Lock()
        """Held while a name is assigned, so that no other login gets it."""
        self._lock = threading.Lock()
        self._turn = FairTurn(self._rank)
        self._own_addresses = OrderedDict.fromkeys(own_addresses, 0)
        self._in_vain: OrderedDict[str, int] = OrderedDict()
        self._memory_key = secrets.token_bytes(32)
        self._records: dict[str, AccountRecord] = {}
        self._learn: dict[str, Learn] = {}
        self._accepted: dict[str, tuple[AccountRecord, bytes]] = {}
        self._refused: OrderedDict[bytes, None] = OrderedDict()
        self._changes = 0
        self._used: Callable[[str], None] = lambda username: None

    def tell_use(self, used: Callable[[str], None]) -> None:
        """Call `used` with the name of each accepted login; it must return at once."""
        self._used = used

    def knows(self, username: str) -> bool:
        """Whether a login with this name exists."""
        return username in self._records

    def put(
        self,
        record: AccountRecord,
        *,
        instead_of: str = "",
        key: str = "",
        learn: Learn = lambda record: None,
    ) -> None:
        """Accept a login from now on. An earlier key of its name is rejected at once.

        A `key` passed along needs no scrypt later. `learn` stores the sign of a key that has none yet.
        """
        with self._lock:
            for name in {record.username, instead_of}:
                self._forget(name)
            self._records[record.username] = record
            self._learn[record.username] = learn
            if key:
                self._accepted[record.username] = (record, self._mark(record.username, key))

    def remember(self, record: AccountRecord, key: str) -> None:
        """Remember a key verified elsewhere, so that it needs no scrypt, unless it has changed since."""
        with self._lock:
            known = self._records.get(record.username)
            if known is not None and known.key_hash == record.key_hash:
                self._accepted[record.username] = (known, self._mark(record.username, key))

    def drop(self, username: str) -> None:
        """Reject a login from now on, even if it is remembered."""
        with self._lock:
            self._forget(username)

    def has_remembered(self, username: str, key: str) -> bool:
        """Whether a key is known to be right, without scrypt."""
        record = self._records.get(username)
        return record is not None and self._remembers(record, self._mark(username, key))

    def recognises(self, username: str, key: str) -> bool:
        """Whether a key is already known to be right. For others, call `accepts`."""
        if not self.has_remembered(username, key):
            return False
        self._used(username)
        return True

    def has_let_in(self, address: str) -> bool:
        """Whether a login from this address succeeded, in this run or an earlier one."""
        return address in self._own_addresses

    async def accepts(self, username: str, key: str, address: str = "") -> bool:
        """Whether a reader at `address` may log in. Raises TooManyLogins."""
        if not key:
            return False
        if not await self._is_right(username, key, address):
            _count(self._in_vain, self._sender(address))
            return False
        if address:
            _count(self._own_addresses, address)
        self._used(username)
        return True

    async def _is_right(self, username: str, key: str, address: str) -> bool:
        mark = self._mark(username, key)
        known = self._records.get(username)
        if known is None:
            await self._matches(self._nobody(username), key, mark, address)
            return False
        return self._remembers(known, mark) or await self._matches(known, key, mark, address)

    def _sender(self, address: str) -> str:
        return address if self.has_let_in(address) else sender_of(address)

    def _rank(self, sender: str) -> Rank:
        return (0 if self.has_let_in(sender) else 1, self._in_vain.get(sender, 0))

    async def _matches(self, record: AccountRecord, key: str, mark: bytes, address: str) -> bool:
        if _has_other_sign(record, key):
            return False
        # One at a time: each costs a core for a while, and many come with the same key.
        async with self._turn.of(self._sender(address)):
            record = self._with_sign(record)
            if self._remembers(record, mark):
                return True
            if mark in self._refused or _has_other_sign(record, key):
                return False
            changes = self._changes
            loop = asyncio.get_running_loop()
            accepted = await loop.run_in_executor(_SCRYPT_THREAD, matches, record, key)
            return self._remember(record, key, mark, accepted=accepted, changes=changes)

    def _with_sign(self, record: AccountRecord) -> AccountRecord:
        """The same login, which may have received its sign in the meantime."""
        known = self._records.get(record.username)
        return known if known is not None and known.key_hash == record.key_hash else record

    def _mark(self, username: str, key: str) -> bytes:
        # One text for both: no name has a colon. With its key BLAKE2 is as good as an HMAC and takes a fifth of it.
        return hashlib.blake2b(_bytes(f"{username}:{key}"), key=self._memory_key, digest_size=32).digest()

    def _nobody(self, username: str) -> AccountRecord:
        """The login against which unknown names are checked: always the same, and never right."""
        made_up = hmac.digest(self._memory_key, _bytes(username), "sha256")
        all_signed = all(record.key_sign is not None for record in list(self._records.values()))
        return AccountRecord(username, made_up[:16], b"", made_up[16] % _SIGNS if all_signed else None)

    def _remembers(self, record: AccountRecord, mark: bytes) -> bool:
        """Look up a login. Each request calls this, so there is no lock: the mapping is replaced as a whole."""
        known = self._accepted.get(record.username)
        return known is not None and known[0] is record and hmac.compare_digest(known[1], mark)

    def _remember(
        self, record: AccountRecord, key: str, mark: bytes, *, accepted: bool, changes: int
    ) -> bool:
        """Remember a result. Wrong keys evict each other, never the right one. False if revoked since."""
        with self._lock:
            if self._changes != changes:
                return accepted and self._records.get(record.username) is record
            if not accepted:
                self._refused[mark] = None
                if len(self._refused) > REMEMBERED_KEYS:
                    self._refused.popitem(last=False)
                return False
            signed = record
            if record.key_sign is None:
                signed = replace(record, key_sign=_sign(record.salt, key))
                self._records[record.username] = signed
            self._accepted[record.username] = (signed, mark)
        if signed is not record:
            self._learn[record.username](signed)
        return True

    def _forget(self, username: str) -> None:
        self._changes += 1
        self._records.pop(username, None)
        self._learn.pop(username, None)
        self._accepted.pop(username, None)
        self._refused.clear()


def _count(numbers: OrderedDict[str, int], sender: str) -> None:
    """Increase a count; the least recently counted entry is dropped."""
    numbers[sender] = numbers.get(sender, 0) + 1
    numbers.move_to_end(sender)
    if len(numbers) > MOST_SENDERS:
        numbers.popitem(last=False)


def hashed(username: str, key: str) -> AccountRecord:
    """The stored hash of a name and key. Slow, and blocks: not for event loops."""
    salt = secrets.token_bytes(16)
    return AccountRecord(username, salt, _scrypt(key, salt), _sign(salt, key))


def matches(record: AccountRecord, key: str) -> bool:
    """Whether a key matches its hash. Slow, and blocks: not for event loops."""
    return hmac.compare_digest(_scrypt(key, record.salt), record.key_hash)


def _scrypt(key: str, salt: bytes) -> bytes:
    return hashlib.scrypt(_bytes(key), salt=salt, **_SCRYPT)


def _has_other_sign(record: AccountRecord, key: str) -> bool:
    return record.key_sign is not None and record.key_sign != _sign(record.salt, key)


def _sign(salt: bytes, key: str) -> int:
    """Six bits of a salted hash. One key in 64 shares them: they reject wrong keys and reveal little.

    Of the 44 bits of a generated passphrase, 38 stay behind scrypt for whoever has the file.
    """
    return hmac.digest(salt, _bytes(f"sign:{key}"), "sha256")[0] % _SIGNS


def _bytes(header: str) -> bytes:
    """The bytes a reader sent, which need not be UTF-8 (kosync.md section 1)."""
    return header.encode("utf-8", "surrogateescape")
