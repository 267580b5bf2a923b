"""Keeps the certificate for https with its private key, in one private file of the data folder.

The key in it is encrypted; its password is only in the password store, or in memory where there is none.
"""

import os
import secrets
import ssl
import threading
from contextlib import suppress
from pathlib import Path
from typing import Final

from bookorbit_desktop.domain.base.errors import InvalidInput, KeyringUnavailable
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.koreader.server import HOST_NAME, LABEL, Certificate
from bookorbit_desktop.domain.overview.events import ServerChanged
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.system.folders import open_private
from bookorbit_desktop.system.network import LOOPBACK, lan_addresses, own_names
from bookorbit_desktop.system.secrets import NoPasswordStore, SecretStore

FILE_NAME = "https.pem"
PASSWORD = "https-key"
LONGEST = 1_000_000
"""Bytes of a file with a certificate or a key; real ones have some thousands."""
_EXPIRED: Final = Message(
    "Your certificate has expired. Choose a renewed one, or let BookOrbit make a new one."
)
_LOCKED_FOR_EVER: Final = Message(
    "The key of your certificate can't be opened any more. Choose certificate and key again, or let BookOrbit "
    "make a new one."
)


class CertificateService:
    """All methods block, and may be called on any thread. They raise InvalidInput for files that can't be used."""

    def __init__(self, data_dir: Path, secret_store: SecretStore, clock: Clock, events: EventBus) -> None:
        self._path = data_dir / FILE_NAME
        self._secrets = secret_store
        self._clock = clock
        self._events = events
        self._turn = threading.Lock()  # file and password change together, for one caller at a time
        self._unkept = ""  # the password that the password store did not take: known until the program ends
        self._why_unkept = NOTHING
        self._version = 0

    @property
    def version(self) -> int:
        """Grows with each change, so that a server knows when to load it again. Does not block."""
        return self._version

    @property
    def notice(self) -> Message:
        """Why the certificate works only until the program quits; empty if it is kept. Does not block."""
        return self._why_unkept

    def current(self) -> Certificate | None:
        """The certificate in use; None before the first, or if its file can't be read."""
        from bookorbit_desktop.system.certificates import read_certificate

        try:
            return read_certificate(self._path.read_bytes())
        except (OSError, InvalidInput):
            return None

    def context(self) -> ssl.SSLContext:
        """What a server needs. Makes a certificate where there is none, and for one made here that is of no use.

        Raises KeyringUnavailable while the key's password can't be read.
        """
        with self._turn:
            known = self.current()
            has_expired = known is not None and known.has_expired(self._clock.now())
            if known is not None and not known.is_own:
                if has_expired:
                    raise InvalidInput(_EXPIRED)
                return self._load()
            if known is not None and not has_expired:
                with suppress(InvalidInput):
                    return self._load()
            self._make()
            return self._load()

    def use(self, chain: Path, key: Path) -> Certificate:
        """Use a person's own certificate and private key: copied, so that their files may go."""
        from bookorbit_desktop.system.certificates import joined, read_certificate

        with self._turn:
            pem = joined(_content(chain), _content(key), self._password())
            given = read_certificate(pem)
            if given.has_expired(self._clock.now()):
                raise InvalidInput(
                    Message(
                        "This certificate expired on {0}. Choose a newer one.",
                        given.valid_until.date().isoformat(),
                    )
                )
            self._store(pem)
        self.load_again()
        return given

    def make_new(self) -> None:
        """Replace the certificate and its key with new ones for this computer's names and addresses."""
        with self._turn:
            self._make()
        self.load_again()

    def load_again(self) -> None:
        """Let a server try once more. Does not block."""
        self._version += 1
        self._events.emit(ServerChanged())

    def _make(self) -> None:
        from bookorbit_desktop.system.certificates import make_certificate

        self._store(make_certificate(_own_hosts(), self._clock.now(), self._password()))

    def _load(self) -> ssl.SSLContext:
        password = self._unkept or self._kept_password()
        if not password:  # OpenSSL would ask for it at the terminal
            raise InvalidInput(_LOCKED_FOR_EVER)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        try:
            context.load_cert_chain(self._path, password=password)
        except OSError as error:  # and ssl.SSLError
            raise InvalidInput(_LOCKED_FOR_EVER) from error
        return context

    def _kept_password(self) -> str:
        """Empty if there is none, as where there is no password store. Raises KeyringUnavailable."""
        try:
            return self._secrets.get(PASSWORD) or ""
        except NoPasswordStore:
            return ""

    def _password(self) -> str:
        """The password for a key that is to be stored: made with the first one, for this run if it can't be kept."""
        try:
            kept = self._kept_password()
            password = kept or self._unkept or secrets.token_urlsafe(32)
            if not kept:
                self._secrets.put(PASSWORD, password)
            self._unkept, self._why_unkept = "", NOTHING
        except KeyringUnavailable as error:
            password = self._unkept = self._unkept or secrets.token_urlsafe(32)
            self._why_unkept = error.message
        return password

    def _store(self, pem: bytes) -> None:
        fresh = self._path.with_suffix(".new")
        try:
            with open(fresh, "wb", opener=open_private) as file:
                file.write(pem)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._path)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            raise InvalidInput(
                Message(
                    "The certificate can't be stored in {0} ({1}).",
                    str(self._path.parent),
                    error.strerror or "",
                )
            ) from error


def _own_hosts() -> tuple[str, ...]:
    """The names and addresses by which devices at home reach this computer."""
    names = filter(HOST_NAME.fullmatch, sorted(own_names()))  # a certificate holds no others
    return tuple(dict.fromkeys((*names, f"{LABEL}.local", LOOPBACK, *lan_addresses())))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LONGEST)
    except OSError as error:
        raise InvalidInput(Message("{0} can't be read ({1}).", str(path), error.strerror or "")) from error
