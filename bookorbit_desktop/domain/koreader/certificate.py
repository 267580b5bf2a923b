"""The certificate that the server shows over https."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

SOON: Final = timedelta(days=14)
"""Enough to get a renewed one."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says; its private key is in a file of its own, and nowhere else."""

    fingerprint: str
    """SHA-256 in hexadecimal with colons, as browsers show it."""
    hosts: tuple[str, ...]
    """The names and addresses that it is for."""
    valid_until: datetime
    is_own: bool
    """Made here, and not a person's own: then it is replaced by itself."""

    def has_expired(self, now: datetime) -> bool:
        """Whether devices that check certificates refuse it."""
        return self.valid_until <= now

    def needs_renewal(self, now: datetime) -> bool:
        """Whether the person should get a new one, because theirs expires soon or has expired."""
        return not self.is_own and self.valid_until - now <= SOON
