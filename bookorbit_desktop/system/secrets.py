"""The operating system's password store, through `keyring`. Secrets are never written anywhere else.

`keyring` is imported on first use, as its search for stores would delay the window.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from bookorbit_desktop.domain.base.errors import KeyringUnavailable
from bookorbit_desktop.domain.base.messages import Message

SERVICE = "BookOrbit Desktop"
PATIENCE = 60.0
"""Seconds for the store to answer: it may ask the person to unlock it first."""

T = TypeVar("T")


class SecretStore:
    """Secrets of a data folder. Calls may block for seconds, so don't call them on the GUI or a loop thread."""

    def __init__(self, owner: str) -> None:
        """`owner` keeps the secrets of different data folders apart."""
        self._owner = owner

    def get(self, name: str) -> str | None:
        """A secret, or None if it was never stored. Raises KeyringUnavailable."""
        kept: str | None = _asked(lambda keyring: keyring.get_password(SERVICE, self._entry(name)))
        return kept

    def put(self, name: str, value: str) -> None:
        """Store a secret. Raises KeyringUnavailable."""
        _asked(lambda keyring: keyring.set_password(SERVICE, self._entry(name), value))

    def remove(self, name: str) -> None:
        """Remove a secret, if there is one. Raises KeyringUnavailable."""
        if self.get(name) is not None:
            _asked(lambda keyring: keyring.delete_password(SERVICE, self._entry(name)))

    def _entry(self, name: str) -> str:
        return f"{name} ({self._owner})"


class MemorySecretStore(SecretStore):
    """Secrets kept only while the program runs, such as in the demo."""

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


def _asked(question: Callable[[Any], T]) -> T:
    """Call the password store. Raises KeyringUnavailable if it refuses, is broken, or does not answer.

    It may hang for ever, as with a stuck daemon: so it is called on a thread that nobody has to wait for.
    """
    answer: Future[T] = Future()

    def ask() -> None:
        try:
            import keyring

            answer.set_result(question(keyring))
        except BaseException as error:  # noqa: BLE001 - stores fail in ways of their own, and with each backend anew
            answer.set_exception(error)

    threading.Thread(target=ask, name="password-store", daemon=True).start()
    try:
        return answer.result(PATIENCE)
    except Exception as error:
        raise KeyringUnavailable(_words(error, is_late=not answer.done())) from error


def _words(error: Exception, *, is_late: bool) -> Message:
    if is_late:
        return Message(
            "Your system's password store doesn't answer. Unlock it or log in again, and try again."
        )
    if type(error).__name__ == "KeyringLocked":
        return Message("Your system's password store is locked. Unlock it and try again.")
    return Message(
        "Your system's password store isn't available, and BookOrbit won't save secrets in a file."
    )
