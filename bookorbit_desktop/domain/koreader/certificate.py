"""The certificate that the server shows over https."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says; its private key is in a file of its own, and nowhere else."""

    fingerprint: str
    """SHA-256 in hexadecimal with colons, as browsers show it."""
    hosts: tuple[str, ...]
    """The names and addresses that it is for."""
    valid_until: datetime
    is_own: bool
    """Made here, and not a person's own."""
