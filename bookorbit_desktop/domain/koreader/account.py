"""The stored credentials that logins are checked against."""

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
