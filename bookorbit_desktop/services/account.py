"""The one account that readers log in with."""

import asyncio
import hashlib
import hmac
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass

from bookorbit_desktop.domain.errors import InvalidInput, KeyringUnavailable
from bookorbit_desktop.domain.passphrase import koreader_key, make_passphrase
from bookorbit_desktop.storage.database import Database
from bookorbit_desktop.storage.settings import AccountRecord, SettingsRepository
from bookorbit_desktop.system.secrets import SecretStore

DEFAULT_USERNAME = "reader"
PASSPHRASE = "koreader-passphrase"
REMEMBERED_KEYS = 64  # wrong ones
_SCRYPT = {"n": 2**14, "r": 8, "p": 1}


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a person types into KOReader."""

    username: str
    passphrase: str | None
    """None when it cannot be shown again."""
    notice: str = ""
    """Why the passphrase cannot be shown, or will not be shown again; empty when all is well."""


class AccountService:
    """Keeps and checks the credentials.

    The database holds a scrypt hash of KOReader's key; the passphrase lies in the password store and nowhere else.
    A key is put through scrypt once and then known by an HMAC in memory.
    """

    def __init__(self, database: Database, repository: SettingsRepository, secret_store: SecretStore) -> None:
        self._database = database
        self._repository = repository
        self._secrets = secret_store
        self._lock = threading.Lock()
        self._turn = asyncio.Lock()
        self._memory_key = secrets.token_bytes(32)
        self._accepted: set[bytes] = set()
        self._refused: OrderedDict[bytes, None] = OrderedDict()
        self._record = repository.account()

    @property
    def username(self) -> str:
        """The name readers log in with; empty before the account was made."""
        return self._record.username if self._record else ""

    def ensure(self) -> Credentials:
        """The credentials, made now if there are none yet. Blocks: not for event loops."""
        return self.show() if self._record else self.change(DEFAULT_USERNAME, make_passphrase(secrets.choice))

    def show(self) -> Credentials:
        """The credentials as far as they can be shown. Blocks: not for event loops."""
        try:
            passphrase = self._secrets.get(PASSPHRASE)
        except KeyringUnavailable as error:
            return Credentials(
                self.username, None, f"{error} The passphrase cannot be shown; set a new one to see it."
            )
        notice = (
            "" if passphrase else "The passphrase is not in your password store; set a new one to see it."
        )
        return Credentials(self.username, passphrase, notice)

    def change(self, username: str | None = None, passphrase: str | None = None) -> Credentials:
        """Set the name, the passphrase, or both; what is None stays. Blocks: not for event loops.

        Devices must log in again. Raises InvalidInput for a name or passphrase KOReader could not send.
        """
        name = _checked_username(username if username is not None else self.username or DEFAULT_USERNAME)
        if passphrase is None and self._record is None:
            passphrase = make_passphrase(secrets.choice)
        if passphrase is None:
            assert self._record is not None
            self._store(AccountRecord(name, self._record.salt, self._record.key_hash))
            return self.show()
        _check_passphrase(passphrase)
        self._store(_hashed(name, koreader_key(passphrase)))
        return self._keep(name, passphrase)

    def generate(self, username: str | None = None) -> Credentials:
        """Set a new passphrase made up here. Blocks: not for event loops."""
        return self.change(username, make_passphrase(secrets.choice))

    async def accepts(self, username: str, key: str) -> bool:
        """Whether a reader may come in."""
        record = self._record
        if record is None or not key or not hmac.compare_digest(_bytes(username), _bytes(record.username)):
            return False
        mark = hmac.digest(self._memory_key, _bytes(key), "sha256")
        if mark in self._accepted:
            return True
        async with (
            self._turn
        ):  # one at a time: each costs a core for a while, and many come with the same key
            if mark in self._accepted or mark in self._refused:
                return mark in self._accepted
            accepted = await asyncio.to_thread(_matches, record, key)
            self._remember(record, mark, accepted=accepted)
            return accepted

    def _remember(self, record: AccountRecord, mark: bytes, *, accepted: bool) -> None:
        """Wrong keys push one another out, never the right one."""
        with self._lock:
            if self._record is not record:
                return
            if accepted:
                self._accepted.add(mark)
                return
            self._refused[mark] = None
            if len(self._refused) > REMEMBERED_KEYS:
                self._refused.popitem(last=False)

    def _store(self, record: AccountRecord) -> None:
        self._database.write(lambda: self._repository.store_account(record))
        with self._lock:
            self._record = record
            self._accepted.clear()
            self._refused.clear()

    def _keep(self, username: str, passphrase: str) -> Credentials:
        try:
            self._secrets.put(PASSPHRASE, passphrase)
        except KeyringUnavailable as error:
            return Credentials(
                username, passphrase, f"{error} Note the passphrase now: it cannot be shown again."
            )
        return Credentials(username, passphrase)


def _checked_username(username: str) -> str:
    name = username.strip()
    if not name or ":" in name or not name.isprintable():
        raise InvalidInput("A user name needs at least one letter and cannot contain a colon.")
    return name


def _check_passphrase(passphrase: str) -> None:
    if not passphrase.strip() or "\n" in passphrase or "\r" in passphrase:
        raise InvalidInput("A passphrase needs at least one letter and fits on one line.")


def _hashed(username: str, key: str) -> AccountRecord:
    salt = secrets.token_bytes(16)
    return AccountRecord(username, salt, _scrypt(key, salt))


def _matches(record: AccountRecord, key: str) -> bool:
    return hmac.compare_digest(_scrypt(key, record.salt), record.key_hash)


def _scrypt(key: str, salt: bytes) -> bytes:
    return hashlib.scrypt(_bytes(key), salt=salt, **_SCRYPT)


def _bytes(header: str) -> bytes:
    """What a reader sent, which need not be UTF-8 (PROTOCOL.md section 1)."""
    return header.encode("utf-8", "surrogateescape")
