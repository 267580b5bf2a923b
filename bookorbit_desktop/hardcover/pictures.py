"""Cover pictures from Hardcover's own hosts: small, few at a time, kept in memory only."""

import asyncio
import logging
from collections import OrderedDict
from typing import Final
from urllib.parse import urlsplit

import aiohttp

from bookorbit_desktop.hardcover.http_transport import trusting_connector

log = logging.getLogger(__name__)

HOST: Final = "hardcover.app"
LARGEST = 1_000_000
"""Bytes of one picture; Hardcover's covers are far below."""
KEPT = 16_000_000
"""Bytes of pictures in memory."""
AT_A_TIME = 4
TIMEOUT = 8.0
"""Seconds for one picture."""


class Pictures:
    """Fetches pictures without the token. After any error there is simply no picture."""

    def __init__(self, api_url: str) -> None:
        """Pictures on the host of `api_url` are allowed too, for a local Hardcover."""
        self._api = _origin(api_url)
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._room = asyncio.Semaphore(AT_A_TIME)
        self._session: aiohttp.ClientSession | None = None

    async def get(self, url: str) -> bytes | None:
        """The bytes of a picture file; None if it cannot be fetched."""
        if not self.may_fetch(url):
            return None
        if url in self._kept:
            self._kept.move_to_end(url)
            return self._kept[url]
        async with self._room:
            picture = await self._fetch(url)
        if picture is not None:
            self._keep(url, picture)
        return picture

    def may_fetch(self, url: str) -> bool:
        """Whether the address is Hardcover's own over https, or on the same host as the API."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            return False
        if _origin(url) == self._api:
            return True
        is_ours = host == HOST or host.endswith(f".{HOST}")
        return parts.scheme == "https" and is_ours and port in (None, 443) and not parts.username

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _fetch(self, url: str) -> bytes | None:
        try:
            async with self._open_session().get(url, allow_redirects=False) as response:
                if response.status != 200 or not response.content_type.startswith("image/"):
                    return None
                # One byte more than allowed tells a picture that is too large from one that just fits.
                body = await _read_up_to(response.content, LARGEST + 1)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.info("A cover could not be fetched: %s", type(error).__name__)
            return None
        return body if len(body) <= LARGEST else None

    def _keep(self, url: str, picture: bytes) -> None:
        self._kept[url] = picture
        while sum(map(len, self._kept.values())) > KEPT:
            self._kept.popitem(last=False)

    def _open_session(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=trusting_connector(), timeout=aiohttp.ClientTimeout(total=TIMEOUT)
            )
        return self._session


async def _read_up_to(content: aiohttp.StreamReader, size: int) -> bytes:
    body = b""
    while len(body) < size and (piece := await content.read(size - len(body))):
        body += piece
    return body


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc
