"""Password stores in bad moods, for `PYTHON_KEYRING_BACKEND`."""

import os
import threading
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked


class LockedKeyring(KeyringBackend):
    """Locked, and nobody unlocks it."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("Failed to unlock the collection!")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked("Failed to unlock the collection!")

    def delete_password(self, service: str, username: str) -> None:
        raise KeyringLocked("Failed to unlock the collection!")


class SilentKeyring(LockedKeyring):
    """Waits for a person to type a password, for ever; tells a file what it was asked for."""

    def get_password(self, service: str, username: str) -> str | None:
        if asked := os.environ.get("TELL_THAT_I_WAS_ASKED"):
            with Path(asked).open("a") as file:
                file.write(f"{username}\n")
        threading.Event().wait()
        return None
