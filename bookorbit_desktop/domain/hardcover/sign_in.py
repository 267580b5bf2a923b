"""A sign-in with Hardcover: its two tokens, when they are renewed, and until when it is good (OAuth 2.0)."""

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Self

SCOPES = ("read:me:content", "read:catalog", "read:library", "write:library")
"""What a sync needs, in the order in which a person is told."""
LONGEST_UNUSED = timedelta(days=182)
"""Six months: Hardcover's life of a refresh token that nobody renews."""
_LAST_PART = 7
"""A renewal is due in the last seventh of the access token's life: the last day of its week."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The answer to a grant. `lifetime` is in seconds."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    lifetime: float
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignIn:
    """What the password store keeps of a sign-in."""

    chain: str
    """The same for all renewals of one sign-in, and no secret."""
    client_id: str
    token_address: str
    revocation_address: str
    scopes: tuple[str, ...]
    signed_in_at: datetime
    renewed_at: datetime
    access_ends_at: datetime
    access: str = field(repr=False)
    refresh: str = field(repr=False)

    @property
    def good_until(self) -> datetime:
        """When it ends if the program is not used until then."""
        return self.renewed_at + LONGEST_UNUSED

    @property
    def missing(self) -> tuple[str, ...]:
        """The permissions that the person did not give."""
        return tuple(scope for scope in SCOPES if scope not in self.scopes)

    def is_due(self, now: datetime) -> bool:
        """Whether to renew it before its access token ends."""
        return now >= self.access_ends_at - (self.access_ends_at - self.renewed_at) / _LAST_PART

    def renewed(self, tokens: Tokens, now: datetime) -> Self:
        """The same sign-in with its next two tokens."""
        return replace(
            self,
            access=tokens.access,
            refresh=tokens.refresh,
            scopes=tokens.scopes or self.scopes,
            renewed_at=now,
            access_ends_at=now + timedelta(seconds=tokens.lifetime),
        )

    def as_text(self) -> str:
        """For the password store, which keeps one text: both tokens are replaced at once."""
        return json.dumps(asdict(self), default=datetime.isoformat)

    @classmethod
    def from_text(cls, text: str) -> Self | None:
        """The inverse of `as_text`; None for any other text."""
        try:
            values = json.loads(text)
            times = {
                name: datetime.fromisoformat(values[name])
                for name in ("signed_in_at", "renewed_at", "access_ends_at")
            }
            return cls(**values | times | {"scopes": tuple(values["scopes"])})
        except (TypeError, KeyError, ValueError):
            return None


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """What a person enters on another device to allow this one (RFC 8628). Times are in seconds."""

    code: str = field(repr=False)
    user_code: str
    """Such as "ABCD-1234"."""
    address: str
    whole_address: str
    """The address with the code in it, for a QR code."""
    lifetime: float
    interval: float
