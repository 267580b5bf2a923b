"""Client for another kosync server, behaving as KOReader does (kosync.md section 1)."""

import json
import math
import ssl
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from urllib.parse import quote, urlsplit

import aiohttp
import truststore

from bookorbit_desktop import __version__
from bookorbit_desktop.domain.base.errors import (
    RelayBusy,
    RelayDocumentRefused,
    RelayLoginRefused,
    RelayMalformed,
    RelayMisaddressed,
    RelayUnreachable,
)
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.progress import Position
from bookorbit_desktop.domain.relay.relay import UpstreamPosition

MAX_PROGRESS = 16_384
MAX_NAME = 512
"""Characters, as for pushes of readers."""
_FIRST_MILLISECONDS = 10**11
"""A number of seconds this large lies in the year 5138: it is milliseconds."""
_LAST_SECOND = 253_402_300_799
"""The last second of the year 9999."""


def decode_position(body: bytes, host: str) -> UpstreamPosition | None:
    """Decode a reply with status 200; None for `{}` and other replies without a percentage (0..1).

    Raises RelayMalformed.
    """
    answer = decode_object(body, host)
    said = answer.get("percentage")
    if said is None:
        return None
    percentage, progress = _fraction(said), _text(_page_as_text(answer.get("progress")), MAX_PROGRESS)
    if percentage is None or progress is None:
        raise RelayMalformed(Message("{0} sent an unusable position. Ask whoever runs it.", host))
    return UpstreamPosition(
        progress=progress,
        percentage=percentage,
        device=_text(answer.get("device"), MAX_NAME) or host,
        device_id=_text(answer.get("device_id"), MAX_NAME),
        timestamp=decode_timestamp(answer.get("timestamp")),
    )


def decode_object(body: bytes, host: str) -> dict[str, object]:
    """A reply that is a JSON object. Raises RelayMalformed."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        raise RelayMalformed(Message("{0} is not a KOReader sync server. Check the address.", host))
    return answer


def decode_timestamp(value: object) -> int | None:
    """Seconds since 1970 from seconds, milliseconds, either as text, or ISO 8601; None for anything else."""
    if isinstance(value, str):
        value = _from_text(value.strip())
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    seconds = value / 1000 if value >= _FIRST_MILLISECONDS else value
    return int(seconds) if 0 < seconds <= _LAST_SECOND else None


def _from_text(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def _fraction(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if 0 <= value <= 1 else None


def _page_as_text(value: object) -> object:
    return str(value) if type(value) is int and 0 <= value < _FIRST_MILLISECONDS else value


def _text(value: object, limit: int) -> str | None:
    """Return a valid text, otherwise None: SQLite accepts neither NUL nor lone surrogates."""
    if not isinstance(value, str) or not 0 < len(value) <= limit or "\0" in value:
        return None
    return None if any("\ud800" <= character <= "\udfff" for character in value) else value


CONNECT_TIMEOUT = 10.0
TOTAL_TIMEOUT = 20.0
MAX_ANSWER = 256 * 1024
"""The largest reply to read, in bytes; a position has some hundred."""
_BAD_GATEWAY = 502
_ACCEPT = "application/vnd.koreader.v1+json"


class UpstreamClient:
    """A login on one server.

    Follows no redirect, as the key would be sent along, and trusts no unknown certificate.
    """

    def __init__(self, url: str, username: str, key: str) -> None:
        """`key`: the lower-case hex MD5 of the password."""
        self._url = url
        self._host = urlsplit(url).hostname or url
        self._headers = {
            "Accept": _ACCEPT,
            "User-Agent": f"BookOrbitDesktop/{__version__}",
            "x-auth-user": username,
            "x-auth-key": key,
        }
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        timeout = aiohttp.ClientTimeout(total=TOTAL_TIMEOUT, sock_connect=CONNECT_TIMEOUT)
        # A frozen program's OpenSSL would look for authorities where Python was built.
        trusting = aiohttp.TCPConnector(ssl=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
        self._session = aiohttp.ClientSession(connector=trusting, headers=self._headers, timeout=timeout)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def log_in(self) -> None:
        """Check that the server is reachable and accepts name and key. Raises RelayError."""
        status, body = await self._ask("GET", "/users/auth")
        if status == 403:
            raise RelayLoginRefused(
                Message(
                    "{0} doesn't let this user sync progress. Check its KOReader settings.",
                    self._host,
                )
            )
        if status != 200:
            raise self._no_kosync()
        if body.strip():
            decode_object(body, self._host)

    async def pull(self, document: str) -> UpstreamPosition | None:
        """The server's position of a document; None if it has none. Raises RelayError."""
        path = f"/syncs/progress/{quote(document, safe='')}"
        status, body = await self._ask("GET", path, about_one=(_BAD_GATEWAY,))
        if status == _BAD_GATEWAY:
            # What some answer for a document they do not know; unless all of them is out of order.
            await self.log_in()
            return None
        if status in (204, 404):
            return None
        if status != 200:
            raise self._refused(status)
        return decode_position(body, self._host)

    async def push(self, position: Position) -> None:
        """Send a position as received from the reader. Raises RelayError."""
        fields: dict[str, object] = {
            "document": position.document,
            "progress": position.progress,
            "percentage": position.percentage,
            "device": position.device,
        }
        if position.device_id is not None:
            fields["device_id"] = position.device_id
        status, _ = await self._ask("PUT", "/syncs/progress", json.dumps(fields, ensure_ascii=False).encode())
        if status not in (200, 201, 204):
            raise self._refused(status)

    async def _ask(
        self, method: str, path: str, body: bytes | None = None, *, about_one: tuple[int, ...] = ()
    ) -> tuple[int, bytes]:
        """Return status and body, unless it is a redirect, 401, 429 or 5xx. Errors never contain the key.

        `about_one`: statuses that say nothing about the server as a whole.
        """
        assert self._session is not None
        headers = {} if body is None else {"Content-Type": "application/json"}
        try:
            async with self._session.request(
                method, self._url + path, data=body, headers=headers, allow_redirects=False
            ) as response:
                if response.status not in about_one:
                    self._check(response)
                return response.status, await _beginning(response)
        except aiohttp.ClientConnectorCertificateError:
            raise RelayMisaddressed(
                Message(
                    (
                        "The certificate of {0} isn't trusted, so nothing was sent. Give that "
                        "server a certificate that this computer trusts."
                    ),
                    self._host,
                )
            ) from None
        except aiohttp.ClientSSLError:
            raise RelayMisaddressed(
                Message("Couldn't connect securely to {0}. Check the address and its port.", self._host)
            ) from None
        except (aiohttp.ClientError, TimeoutError, OSError):
            raise RelayUnreachable(
                Message("Can't reach {0}. Your positions will be sent when it answers again.", self._host)
            ) from None

    def _check(self, response: aiohttp.ClientResponse) -> None:
        """Raise errors that concern the server as a whole."""
        status = response.status
        if 300 <= status < 400:
            target = response.headers.get("Location", "")[:200]
            raise RelayMisaddressed(
                Message(
                    (
                        "{0} redirects to “{1}”, which BookOrbit doesn't follow because it "
                        "would get your password. If it's right, enter it as the address."
                    ),
                    self._host,
                    target,
                )
            )
        if status == 401:
            raise RelayLoginRefused(
                Message(
                    "{0} does not accept this name and password. Enter them again, or register there first.",
                    self._host,
                )
            )
        if status == 429:
            raise RelayBusy(
                Message("{0} asked to slow down. Your positions will be sent later.", self._host),
                _pause(response),
            )
        if status >= 500:
            raise RelayBusy(
                Message(
                    "{0} has a problem ({1}). Your positions will be sent later.", self._host, str(status)
                ),
                _pause(response),
            )

    def _no_kosync(self) -> RelayMisaddressed:
        return RelayMisaddressed(
            Message(
                (
                    "There is no KOReader sync server at {0}. Check the address; some end in "
                    "/kosync or /api/koreader."
                ),
                self._url,
            )
        )

    def _refused(self, status: int) -> RelayDocumentRefused:
        return RelayDocumentRefused(
            Message(
                "{0} refused this document ({1}). It will be sent again when you read on.",
                self._host,
                str(status),
            )
        )


async def _beginning(response: aiohttp.ClientResponse) -> bytes:
    """Return the body, truncated beyond the longest possible position."""
    body = bytearray()
    async for chunk in response.content.iter_chunked(16 * 1024):
        body += chunk
        if len(body) > MAX_ANSWER:
            break
    return bytes(body)


def _pause(response: aiohttp.ClientResponse) -> float | None:
    text = response.headers.get("Retry-After", "")
    return min(float(text), 86_400.0) if text.isdecimal() else None
