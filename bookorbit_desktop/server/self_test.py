"""Tests the server at its own addresses, as a device would."""

import asyncio
from collections.abc import Sequence

import aiohttp

from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.koreader.server import AddressCheck

PATIENCE = aiohttp.ClientTimeout(total=3)
"""KOReader gives up after five seconds (kosync.md section 1); at home an answer takes milliseconds."""


async def check_addresses(
    urls: Sequence[str], encryption_problem: Message = NOTHING
) -> tuple[AddressCheck, ...]:
    """Call the server at each address. A firewall's effect on other devices cannot be tested here.

    `encryption_problem`: why there is no https, which is told with them.
    """
    async with aiohttp.ClientSession(timeout=PATIENCE, trust_env=False) as session:
        checks = await asyncio.gather(*(_check(session, url) for url in urls))
    return (*checks, AddressCheck("https", encryption_problem)) if encryption_problem else tuple(checks)


async def _check(session: aiohttp.ClientSession, url: str) -> AddressCheck:
    try:
        async with session.get(f"{url}/healthcheck", allow_redirects=False) as answer:
            body = await answer.json() if answer.status == 200 else None
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return AddressCheck(
            url, Message("Nothing answers here. Stop and start the server, or use another address.")
        )
    if body != {"state": "OK"}:
        return AddressCheck(url, Message("Another program answers here. Use the port that BookOrbit shows."))
    return AddressCheck(url)
