"""Password stores that refuse, each in a way of its own, and what the person is told."""

import keyring
import pytest
from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordSetError

from bookorbit_desktop.domain.base.errors import KeyringUnavailable
from bookorbit_desktop.system.secrets import NoPasswordStore, SecretStore


class KeychainDenied(Exception):
    """As macOS says it."""


def of_macos() -> Exception:
    """Keyring calls it locked, whichever it is."""
    error = KeyringLocked("Can't get password from keychain")
    error.__cause__ = KeychainDenied("Keychain Access Denied")
    return error


def of_the_bus() -> Exception:
    error = InitError("Failed to create the collection")
    error.__cause__ = RuntimeError("org.freedesktop.DBus.Error.AccessDenied")
    return error


LOCKED, DENIED, GONE = "is locked", "didn't let BookOrbit in", "isn't available"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (KeyringLocked("Failed to unlock the collection!"), LOCKED),
        (of_macos(), DENIED),
        (of_the_bus(), DENIED),
        (PasswordSetError("Cancelled by user"), DENIED),
        (PermissionError(13, "Permission denied"), DENIED),
        (NoKeyringError("No recommended backend was available."), GONE),
        (OSError("The connection is closed"), GONE),
    ],
    ids=["locked", "denied by macOS", "denied by the bus", "cancelled", "denied", "absent", "broken"],
)
def test_each_refusal_has_a_message_of_its_own(
    monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def refuse(*_words: str) -> None:
        raise error

    monkeypatch.setattr(keyring, "get_password", refuse)
    monkeypatch.setattr(keyring, "set_password", refuse)
    store = SecretStore("somebody")
    with pytest.raises(KeyringUnavailable, match=said) as caught:
        store.get("token")
    assert isinstance(caught.value, NoPasswordStore) is isinstance(error, NoKeyringError)
    with pytest.raises(KeyringUnavailable, match=said):
        store.put("token", "hc_pat_x")
