"""Client for another kosync server, behaving as KOReader does (kosync.md section 1)."""

import json
import ssl
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
    RelayMisaddressed,
    RelayUnreachable,
)
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.progress import Position
from bookorbit_desktop.domain.relay.relay import UpstreamPosition
from bookorbit_desktop.relay.decode import decode_object, decode_position

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
