"""The operating system's password store, through `keyring`. Nothing secret is ever written anywhere else."""

import logging

import keyring
from keyring.errors import KeyringError, KeyringLocked, PasswordDeleteError

from bookorbit_desktop.domain.errors import KeyringUnavailable

logger = logging.getLogger(__name__)

SERVICE = "BookOrbit Desktop"


class SecretStore:
    """Secrets of one data folder. Calls may block for seconds: never on the GUI or a loop thread."""

    def __init__(self, owner: str) -> None:
        """`owner` keeps the secrets of different data folders apart."""
        self._owner = owner

    def get(self, name: str) -> str | None:
        """A secret, or None when it was never kept. Raises KeyringUnavailable."""
        try:
            return keyring.get_password(SERVICE, self._entry(name))
        except KeyringError as error:
            raise _unavailable(error) from error

    def put(self, name: str, value: str) -> None:
        """Keep a secret. Raises KeyringUnavailable."""
        try:
            keyring.set_password(SERVICE, self._entry(name), value)
        except KeyringError as error:
            raise _unavailable(error) from error

    def remove(self, name: str) -> None:
        """Forget a secret; one that was never kept is forgotten already. Raises KeyringUnavailable."""
        try:
            keyring.delete_password(SERVICE, self._entry(name))
        except PasswordDeleteError:
            logger.debug("There was no %s to forget", name)
        except KeyringError as error:
            raise _unavailable(error) from error

    def _entry(self, name: str) -> str:
        return f"{name} ({self._owner})"


class MemorySecretStore(SecretStore):
    """Secrets for this run of the program only, as for the demo."""

    def __init__(self) -> None:
        super().__init__("memory")
        self._values: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """A secret, or None."""
        return self._values.get(name)

    def put(self, name: str, value: str) -> None:
        """Keep a secret until the program ends."""
        self._values[name] = value

    def remove(self, name: str) -> None:
        """Forget a secret."""
        self._values.pop(name, None)


def _unavailable(error: KeyringError) -> KeyringUnavailable:
    if isinstance(error, KeyringLocked):
        return KeyringUnavailable("Your system's password store is locked. Unlock it and try again.")
    return KeyringUnavailable(
        "Your system's password store isn't available, and BookOrbit won't save secrets in a file."
    )
