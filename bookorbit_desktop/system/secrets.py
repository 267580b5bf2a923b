"""The operating system's password store, through `keyring`. Nothing secret is ever written anywhere else.

`keyring` is imported when it is first used: it looks for stores, and a window wants to be there before that.
"""

import contextlib
from collections.abc import Iterator

from bookorbit_desktop.domain.errors import KeyringUnavailable

SERVICE = "BookOrbit Desktop"


class SecretStore:
    """Secrets of one data folder. Calls may block for seconds: never on the GUI or a loop thread."""

    def __init__(self, owner: str) -> None:
        """`owner` keeps the secrets of different data folders apart."""
        self._owner = owner

    def get(self, name: str) -> str | None:
        """A secret, or None when it was never kept. Raises KeyringUnavailable."""
        import keyring

        with _told_plainly():
            return keyring.get_password(SERVICE, self._entry(name))

    def put(self, name: str, value: str) -> None:
        """Keep a secret. Raises KeyringUnavailable."""
        import keyring

        with _told_plainly():
            keyring.set_password(SERVICE, self._entry(name), value)

    def remove(self, name: str) -> None:
        """Forget a secret; one that was never kept is forgotten already. Raises KeyringUnavailable."""
        import keyring

        with _told_plainly():
            if keyring.get_password(SERVICE, self._entry(name)) is not None:
                keyring.delete_password(SERVICE, self._entry(name))

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


@contextlib.contextmanager
def _told_plainly() -> Iterator[None]:
    """Turn the password store's refusals into words for a person."""
    from keyring.errors import KeyringError, KeyringLocked

    try:
        yield
    except KeyringLocked as error:
        raise KeyringUnavailable(
            "Your system's password store is locked. Unlock it and try again."
        ) from error
    except KeyringError as error:
        raise KeyringUnavailable(
            "Your system's password store isn't available, and BookOrbit won't save secrets in a file."
        ) from error
