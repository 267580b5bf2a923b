"""Sends bytes to the address of Hardcover's API and receives the reply. Plain HTTP; `decode` interprets it."""

from collections.abc import Mapping
from typing import Protocol


class Reply(Protocol):
    """An HTTP reply. Header names are lower-case."""

    @property
    def status(self) -> int: ...
    @property
    def headers(self) -> Mapping[str, str]: ...
    @property
    def body(self) -> bytes: ...


class Transport(Protocol):
    """Posts requests to a fixed address."""

    async def post(self, headers: Mapping[str, str], body: bytes) -> Reply:
        """Raise ssl.SSLCertVerificationError when who answered isn't trusted, ConnectionRefusedError when the
        request cannot have arrived, ConnectionResetError when the connection broke later, TimeoutError when no
        answer came in time.
        """

    async def close(self) -> None:
        """Close the connections."""


HARDCOVER_URL = "https://api.hardcover.app/v1/graphql"
"""hardcover-api.md section 1."""

ISSUER = "https://api.hardcover.app"
"""Of sign-ins (RFC 8414)."""
