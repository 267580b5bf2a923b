"""The account that devices log in with."""

import secrets
import threading
from dataclasses import dataclass, replace

from bookorbit_desktop.domain.base.errors import InvalidInput, KeyringUnavailable
from bookorbit_desktop.domain.base.messages import NOTHING, Message, joined_messages
from bookorbit_desktop.domain.koreader.account import AccountRecord, koreader_key, make_passphrase
from bookorbit_desktop.services.koreader.authenticator import Authenticator, hashed, matches
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.db.settings import SettingsRepository
from bookorbit_desktop.system.secrets import SecretStore

DEFAULT_USERNAME = "reader"
PASSPHRASE = "koreader-passphrase"
NOT_KEPT = Message("The passphrase is not in your password store; set a new one to see it.")
OUTDATED = Message(
    "Your password store has an older passphrase that no longer works; set a new one to see it."
)


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a person types into KOReader."""

    username: str
    passphrase: str | None
    """None if it cannot be shown again."""
    notice: Message = NOTHING
    """Why the passphrase cannot be shown, or not again; empty if it can."""


class KoreaderLogin:
    """Stores the credentials and checks every login.

    The database holds a scrypt hash of KOReader's key; the passphrase is only in the password store. Paired
    devices have names and keys of their own (PairedLogins), which are not affected here.
    """

    def __init__(
        self,
        database: Database,
        repository: SettingsRepository,
        secret_store: SecretStore,
        authenticator: Authenticator | None = None,
    ) -> None:
        """`authenticator` is shared with the other kinds of login."""
        self._database = database
        self._repository = repository
        self._secrets = secret_store
        self._authenticator = authenticator or Authenticator()
        self._turn = threading.Lock()  # database and password store change together, for one caller at a time
        self._unkept = ""  # what the password store did not take: known until the program ends
        self._record = repository.account()
        if self._record is not None:
            self._authenticator.put(self._record, learn=self._learn)

    @property
    def username(self) -> str:
        """The user name for devices; empty before the account exists."""
        return self._record.username if self._record else ""

    def ensure(self, passphrase: str = "") -> Credentials:
        """The credentials, created now if there are none yet. Blocks: not for event loops.

        Concurrent callers get the same ones. `passphrase` is used if the account is created.
        """
        with self._turn:
            if self._record is None and self._make(passphrase or make_passphrase(secrets.choice)):
                return self._keep(self._unkept)
            return self._show()

    def propose(self) -> Credentials:
        """Return the credentials, or those that `ensure` would create from this passphrase.

        Nothing is stored. Blocks: not for event loops.
        """
        with self._turn:
            if self._record is None:
                return Credentials(DEFAULT_USERNAME, make_passphrase(secrets.choice))
            return self._show()

    def show(self) -> Credentials:
        """The credentials as far as they can be shown. Blocks: not for event loops."""
        with self._turn:
            return self._show()

    def change(self, username: str | None = None, passphrase: str | None = None) -> Credentials:
        """Set the name, the passphrase, or both; None leaves a value unchanged. Blocks: not for event loops.

        Devices must log in again. Raises InvalidInput for a name or passphrase KOReader could not send.
        """
        with self._turn:
            return self._change(username, passphrase)

    def generate(self, username: str | None = None) -> Credentials:
        """Generate and set a new passphrase. Blocks, so don't call it on an event loop."""
        return self.change(username, make_passphrase(secrets.choice))

    def has_passphrase(self, passphrase: str) -> bool:
        """Whether this is the account's passphrase. Slow, and blocks: not for event loops."""
        record = self._record
        key = koreader_key(passphrase)
        if record is None:
            return False
        if self._authenticator.has_remembered(record.username, key):
            return True
        if not matches(record, key):
            return False
        self._authenticator.remember(record, key)
        return True

    def is_taken(self, username: str) -> bool:
        """Whether a name belongs to the account or to a paired device."""
        return self._authenticator.knows(username)

    def recognises(self, username: str, key: str) -> bool:
        """Whether this name and key are already known to be right; for others, call `accepts`."""
        return self._authenticator.recognises(username, key)

    def has_let_in(self, address: str) -> bool:
        """Whether a login from this address succeeded, in this run or an earlier one."""
        return self._authenticator.has_let_in(address)

    async def accepts(self, username: str, key: str, address: str = "") -> bool:
        """Whether a reader at `address` may log in with this name and key, the account's or a paired
        device's.

        Raises TooManyLogins.
        """
        return await self._authenticator.accepts(username, key, address)

    async def accepts_password(self, username: str, password: str, address: str = "") -> bool:
        """As `accepts`, for clients that send the password itself, such as OPDS readers; False if it is not text."""
        try:
            key = koreader_key(password) if password else ""
        except UnicodeEncodeError:
            return False
        return await self._authenticator.accepts(username, key, address)

    def _make(self, passphrase: str) -> bool:
        """Create the account; False if one already exists, which is then used."""
        made = hashed(DEFAULT_USERNAME, koreader_key(passphrase))
        stored = self._database.write(lambda: self._repository.add_account(made))
        is_new = stored == made
        self._take(stored, koreader_key(passphrase) if is_new else "")
        self._unkept = passphrase if is_new else ""
        return is_new

    def _show(self) -> Credentials:
        if self._unkept:
            return self._keep(self._unkept)
        try:
            passphrase = self._secrets.get(PASSPHRASE)
        except KeyringUnavailable as error:
            unseen = Message("The passphrase can't be shown; set a new one to see it.")
            return Credentials(self.username, None, joined_messages((error.message, unseen)))
        if not passphrase:
            return Credentials(self.username, None, NOT_KEPT)
        if not self.has_passphrase(passphrase):
            return Credentials(self.username, None, OUTDATED)
        return Credentials(self.username, passphrase)

    def _change(self, username: str | None, passphrase: str | None) -> Credentials:
        name = checked_username(username if username is not None else self.username or DEFAULT_USERNAME)
        if passphrase is None and self._record is None:
            passphrase = make_passphrase(secrets.choice)
        if passphrase is None:
            assert self._record is not None
            self._store(replace(self._record, username=name))
            return self._show()
        _check_passphrase(passphrase)
        key = koreader_key(passphrase)
        self._store(hashed(name, key), key)
        return self._keep(passphrase)

    def _store(self, record: AccountRecord, key: str = "") -> None:
        with self._authenticator.naming:
            if record.username != self.username and self.is_taken(record.username):
                raise InvalidInput(
                    Message(
                        ("A paired device uses the name “{0}”. Revoke it first, or choose another name."),
                        record.username,
                    )
                )
            self._database.write(lambda: self._repository.store_account(record))
            self._take(record, key)

    def _take(self, record: AccountRecord, key: str) -> None:
        self._authenticator.put(record, instead_of=self.username, key=key, learn=self._learn)
        self._record = record

    def _learn(self, record: AccountRecord) -> None:
        self._database.submit(lambda: self._repository.store_sign(record))

    def _keep(self, passphrase: str) -> Credentials:
        """Store it in the password store, or in memory until the program ends."""
        self._unkept = passphrase
        try:
            self._secrets.put(PASSPHRASE, passphrase)
        except KeyringUnavailable as error:
            notice = joined_messages(
                (error.message, Message("Write down the passphrase now: it can't be shown again."))
            )
            return Credentials(self.username, passphrase, notice)
        self._unkept = ""
        return Credentials(self.username, passphrase)


def checked_username(username: str) -> str:
    """A user name in normal form. Raises InvalidInput for a name KOReader couldn't send."""
    name = username.strip()
    if not name or ":" in name or not name.isprintable():
        raise InvalidInput(Message("A user name needs at least one letter and can't contain a colon."))
    return name


def _check_passphrase(passphrase: str) -> None:
    if not passphrase.strip() or "\n" in passphrase or "\r" in passphrase:
        raise InvalidInput(Message("A passphrase needs at least one letter and fits on one line."))
