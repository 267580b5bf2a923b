"""Keeps the certificate for https with its private key, in one private file of the data folder."""

import os
import ssl
from pathlib import Path

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.certificate import Certificate
from bookorbit_desktop.domain.koreader.server import HOST_NAME, LABEL
from bookorbit_desktop.domain.overview.events import ServerChanged
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.system.network import LOOPBACK, lan_addresses, own_names
from bookorbit_desktop.system.private_files import open_private

FILE_NAME = "https.pem"
LONGEST = 1_000_000
"""Bytes of a file with a certificate or a key; real ones have some thousands."""


class CertificateService:
    """All methods block, and may be called on any thread. They raise InvalidInput for files that can't be used."""

    def __init__(self, data_dir: Path, clock: Clock, events: EventBus) -> None:
        self._path = data_dir / FILE_NAME
        self._clock = clock
        self._events = events
        self._version = 0

    @property
    def version(self) -> int:
        """Grows with each change, so that a server knows when to load it again. Does not block."""
        return self._version

    def current(self) -> Certificate | None:
        """The certificate in use; None before the first, or if its file can't be read."""
        from bookorbit_desktop.system.certificates import read_certificate

        try:
            return read_certificate(self._path.read_bytes())
        except (OSError, InvalidInput):
            return None

    def context(self) -> ssl.SSLContext:
        """What a server needs. Makes a certificate if there is none, or if one made here has expired."""
        known = self.current()
        if known is None or (known.is_own and known.valid_until <= self._clock.now()):
            self.make_new()
        elif known.valid_until <= self._clock.now():
            raise InvalidInput(
                Message(
                    "Your certificate has expired. Choose its successor, or let BookOrbit make a new one."
                )
            )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        try:
            context.load_cert_chain(self._path)
        except (OSError, ssl.SSLError) as error:
            raise InvalidInput(
                Message(
                    "The certificate can't be loaded ({0}). Make a new one.", error.strerror or str(error)
                )
            ) from error
        return context

    def use(self, chain: Path, key: Path) -> Certificate:
        """Use a person's own certificate and private key: copied, so that their files may go."""
        from bookorbit_desktop.system.certificates import joined, read_certificate

        pem = joined(_content(chain), _content(key))
        given = read_certificate(pem)
        if given.valid_until <= self._clock.now():
            raise InvalidInput(
                Message(
                    "This certificate expired on {0}. Choose a newer one.",
                    given.valid_until.date().isoformat(),
                )
            )
        self._store(pem)
        return given

    def make_new(self) -> None:
        """Replace the certificate and its key with new ones for this computer's names and addresses."""
        from bookorbit_desktop.system.certificates import make_certificate

        self._store(make_certificate(_own_hosts(), self._clock.now()))

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
        self._version += 1
        self._events.emit(ServerChanged())


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
