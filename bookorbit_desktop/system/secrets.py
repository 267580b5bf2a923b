"""The operating system's password store, through `keyring`, and the secrets that this run of the program has met.

Secrets are never written anywhere else, and no text for others holds them: what a token looks like is known
(`hardcover.tokens`); a passphrase looks like any words, and must be known itself. `keyring` is imported on first use,
as its search for stores would delay the window.
"""

import hashlib
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Final, TypeVar

from bookorbit_desktop.domain.base.errors import KeyringUnavailable
from bookorbit_desktop.domain.base.messages import Message

HIDDEN: Final = "[hidden]"
SHORTEST: Final = 6
"""Letters; what is shorter would take ordinary words out of every text."""

_lock = threading.Lock()
_known: tuple[str, ...] = ()
"""The longest first: one may be part of another."""


def remember_secret(value: str) -> None:
    """Hide a secret from now on, and the key that KOReader makes of it (kosync.md section 2)."""
    global _known
    if len(value) < SHORTEST:
        return
    key = hashlib.md5(value.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
    with _lock:
        _known = tuple(sorted({*_known, value, key}, key=len, reverse=True))


def hide_known(text: str) -> str:
    """The text without any of them."""
    for secret in _known:
        text = text.replace(secret, HIDDEN)
    return text


SERVICE = "BookOrbit Desktop"
PATIENCE = 60.0
"""Seconds for the store to answer: it may ask the person to unlock it first."""
_DENIALS = ("KeychainDenied", "PasswordSetError", "PasswordDeleteError")
"""macOS, and what KWallet and libsecret raise where the person cancels."""

T = TypeVar("T")


class SecretStore:
    """Secrets of a data folder. Calls may block for seconds, so don't call them on the GUI or a loop thread."""

    def __init__(self, owner: str) -> None:
        """`owner` keeps the secrets of different data folders apart."""
        self._owner = owner

    def get(self, name: str) -> str | None:
        """A secret, or None if it was never stored. Raises KeyringUnavailable."""
        kept: str | None = _asked(lambda keyring: keyring.get_password(SERVICE, self._entry(name)))
        remember_secret(kept or "")
        return kept

    def put(self, name: str, value: str) -> None:
        """Store a secret. Raises KeyringUnavailable."""
        remember_secret(value)
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
        remember_secret(value)
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
        raise _refusal(error, is_late=not answer.done()) from error


class NoPasswordStore(KeyringUnavailable):
    """There is none on this computer, or none that keyring can use."""


def _refusal(error: Exception, *, is_late: bool) -> KeyringUnavailable:
    if is_late:
        return KeyringUnavailable(
            Message("Your system's password store doesn't answer. Unlock it or log in again, and try again.")
        )
    if _is_denied(error):
        return KeyringUnavailable(
            Message(
                "Your system's password store didn't let BookOrbit in. Try again, and allow it when you "
                "are asked."
            )
        )
    name = type(error).__name__
    if name == "KeyringLocked":
        return KeyringUnavailable(Message("Your system's password store is locked. Unlock it and try again."))
    gone = Message(
        "Your system's password store isn't available, and BookOrbit won't save secrets in a file."
    )
    return NoPasswordStore(gone) if name == "NoKeyringError" else KeyringUnavailable(gone)


def _is_denied(error: BaseException | None) -> bool:
    """Whether the person, or the system for them, said no. Stores say it by names of their own."""
    while error is not None:
        is_no = type(error).__name__ in _DENIALS or isinstance(error, PermissionError)
        if is_no or "AccessDenied" in str(error):
            return True
        error = error.__cause__
    return False
