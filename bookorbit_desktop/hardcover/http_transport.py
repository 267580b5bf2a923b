"""The transport over aiohttp, imported late because the import would delay the window."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp
import truststore

from bookorbit_desktop.domain.base.messages import Message

CONNECT_TIMEOUT = 10.0
"""Seconds (hardcover-api.md section 7)."""

TOTAL_TIMEOUT = 35.0
"""Seconds: a little more than the 30 s after which Hardcover itself gives up (hardcover-api.md section 2)."""


@dataclass(frozen=True, slots=True)
class HttpReply:
    """The part of an aiohttp response that is used."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def trusting_connector() -> aiohttp.TCPConnector:
    """For connections to those whom this system trusts.

    A frozen program's OpenSSL would look for them where Python was built, which may be nowhere on this computer.
    """
    return aiohttp.TCPConnector(ssl=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT))


class HttpTransport:
    """The transport over aiohttp. It never follows a redirect, which would receive the token."""

    def __init__(self, url: str, total_timeout: float) -> None:
        """`total_timeout` is in seconds."""
        self._url = url
        self._total_timeout = total_timeout
        self._session: aiohttp.ClientSession | None = None

    async def post(self, headers: Mapping[str, str], body: bytes) -> HttpReply:
        """As `Transport.post`."""
        return await self._request("POST", headers, body)

    async def get(self) -> HttpReply:
        """Fetch what is at the address. Raises as `post` does."""
        return await self._request("GET", {}, None)

    async def _request(self, method: str, headers: Mapping[str, str], body: bytes | None) -> HttpReply:
        try:
            async with self._open_session().request(
                method, self._url, data=body, headers=headers, allow_redirects=False
            ) as response:
                content = await response.read()
                names = {name.lower(): value for name, value in response.headers.items()}
                return HttpReply(response.status, names, content)
        # The originals are not chained: aiohttp's errors can carry the request's headers.
        except aiohttp.ClientConnectorCertificateError as error:
            raise ssl.SSLCertVerificationError(type(error).__name__) from None
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL) as error:
            raise ConnectionRefusedError(type(error).__name__) from None
        except TimeoutError:
            raise TimeoutError(Message("no answer in time")) from None
        except aiohttp.ClientError as error:
            raise ConnectionResetError(type(error).__name__) from None

    async def close(self) -> None:
        """Close the session; a later post opens a new one."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _open_session(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=trusting_connector(),
                timeout=aiohttp.ClientTimeout(total=self._total_timeout, sock_connect=CONNECT_TIMEOUT),
            )
        return self._session
