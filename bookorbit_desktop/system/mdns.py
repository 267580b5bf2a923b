"""Announces a server on the home network (mDNS, RFC 6762; DNS-SD, RFC 6763). Imported on demand."""

import asyncio
import socket
from contextlib import suppress
from dataclasses import dataclass

from zeroconf import AddressResolverIPv4, DNSQuestionType, Error, IPVersion  # type: ignore[attr-defined]  # not in __all__
from zeroconf.asyncio import AsyncServiceInfo, AsyncZeroconf

SERVICES = (("_kosync._tcp.local.", "/"), ("_opds._tcp.local.", "/opds"), ("_http._tcp.local.", "/"))
"""Kinds of service, and the path told for each."""
MOST_NAMES = 20
ASK_MS = 2000
"""Milliseconds."""
_WITHDRAW_WITHIN = 1.5


@dataclass(frozen=True, slots=True)
class Announcement:
    """What this computer answers to until it is withdrawn."""

    name: str
    """The host name, such as bookorbit.local."""
    responder: AsyncZeroconf

    async def withdraw(self) -> None:
        """Tell the network that it is gone, and stop answering. Raises nothing."""
        await _close(self.responder)


async def announce(
    label: str,
    port: int,
    addresses: tuple[str, ...],
    interfaces: tuple[str, ...] = (),
    ask_ms: int = ASK_MS,
) -> Announcement:
    """Announce a server at these IPv4 addresses as `label`.local, or as `label`-2 where that is taken.

    `interfaces` are the addresses to speak from, if others; another computer has `ask_ms` to say that a name is its
    own. Raises OSError if the network does not allow it.
    """
    responder = AsyncZeroconf(interfaces=list(interfaces or addresses), ip_version=IPVersion.V4Only)
    try:
        own = await _free_label(responder, label, addresses, ask_ms)
        services = [_service(own, kind, path, port, addresses) for kind, path in SERVICES]
        begun = [responder.async_register_service(each, allow_name_change=True) for each in services]
        for told in await asyncio.gather(*begun):
            await told
    except BaseException as error:
        await _close(responder)
        if isinstance(error, Error):
            raise OSError(str(error) or type(error).__name__) from error
        raise
    return Announcement(f"{own}.local", responder)


async def _free_label(responder: AsyncZeroconf, label: str, addresses: tuple[str, ...], ask_ms: int) -> str:
    """The first of label, label-2, … that no other computer answers to."""
    for number in range(1, MOST_NAMES + 1):
        # A question for all (QM): an answer to this computer alone may end at another program's port 5353.
        tried = label if number == 1 else f"{label}-{number}"
        asked = AddressResolverIPv4(f"{tried}.local.")
        taken = await asked.async_request(responder.zeroconf, ask_ms, DNSQuestionType.QM)
        if not taken or set(asked.parsed_addresses()) <= set(addresses):
            return tried
    raise OSError("every name is taken")


def _service(label: str, kind: str, path: str, port: int, addresses: tuple[str, ...]) -> AsyncServiceInfo:
    return AsyncServiceInfo(
        kind,
        f"{label}.{kind}",
        port=port,
        addresses=[socket.inet_aton(address) for address in addresses],
        properties={"path": path},
        server=f"{label}.local.",
    )


async def _close(responder: AsyncZeroconf) -> None:
    with suppress(OSError, TimeoutError, Error):  # the network may go first: nobody is left to be told
        async with asyncio.timeout(_WITHDRAW_WITHIN):
            await responder.async_close()
