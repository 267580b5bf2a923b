"""Password stores that are broken: one that never answers, and one that fails in a way of its own."""

import threading
from typing import NoReturn

from keyring.backend import KeyringBackend


class Hanging(KeyringBackend):
    """As one whose daemon is stuck."""

    priority = 1

    def get_password(self, service: str, username: str) -> NoReturn:
        """Wait for ever."""
        threading.Event().wait()
        raise AssertionError

    def set_password(self, service: str, username: str, password: str) -> None:
        """Wait for ever."""
        threading.Event().wait()


class Broken(KeyringBackend):
    """As one whose bus has gone."""

    priority = 1

    def get_password(self, service: str, username: str) -> NoReturn:
        """Fail."""
        raise OSError("The connection is closed")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Fail."""
        raise OSError("The connection is closed")
