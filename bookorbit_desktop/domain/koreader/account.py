"""The login of devices: its passphrase, the key that KOReader derives from it, and the credentials stored.

A passphrase is easy to type on an e-ink keyboard.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bookorbit_desktop.domain.koreader.pairing import PairedLogin


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """The account as stored: a scrypt hash of KOReader's key, and no passphrase."""

    username: str
    salt: bytes
    key_hash: bytes
    key_sign: int | None = None
    """Six bits of a hash of the key; None for a login from an earlier version until it is used."""


@dataclass(frozen=True, slots=True)
class PairedRecord:
    """A paired login as stored."""

    login: PairedLogin
    record: AccountRecord


_CONSONANTS = "bdfghjkmnprstvz"
_VOWELS = "aeu"
_SYLLABLES = tuple(c + v for c in _CONSONANTS for v in _VOWELS)
WORDS = 4
SYLLABLES_PER_WORD = 2


def make_passphrase(choose: Callable[[Sequence[str]], str]) -> str:
    """Four short words without letters that look alike (no l, i, o, q), about 44 bits.

    `choose` picks a random item, such as `secrets.choice`.
    """
    return " ".join("".join(choose(_SYLLABLES) for _ in range(SYLLABLES_PER_WORD)) for _ in range(WORDS))


def koreader_key(passphrase: str) -> str:
    """What KOReader sends as `x-auth-key`: lower-case hex md5 (kosync.md section 2, "Credentials")."""
    return hashlib.md5(passphrase.encode("utf-8"), usedforsecurity=False).hexdigest()
