"""Ways to talk to the local Hardcover: as our client does, and raw."""

import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from bookorbit_desktop.demo.local_hardcover import DEMO_TOKEN, LocalHardcover, VirtualClock
from bookorbit_desktop.demo.local_hardcover.server import LocalReply
from bookorbit_desktop.hardcover.client import HardcoverClient

NOON = datetime(2026, 11, 21, 12, 0)


def client_for(
    hardcover: LocalHardcover,
    clock: VirtualClock,
    token: str = DEMO_TOKEN,
    sleep: Callable[[float], Awaitable[None]] | None = None,
) -> HardcoverClient:
    """A client without sockets, on the same virtual time, without jitter."""
    return HardcoverClient(
        "http://hardcover.invalid/v1/graphql",
        lambda: token,
        transport=hardcover,
        clock=clock,
        sleep=sleep or clock.sleep,
        local_time=lambda: NOON,
        jitter=lambda: 0.0,
    )


async def post(
    hardcover: LocalHardcover,
    query: str,
    variables: dict[str, Any] | None = None,
    *,
    token: str = DEMO_TOKEN,
) -> tuple[LocalReply, Any]:
    """The answer to one raw request, and its JSON."""
    body = json.dumps({"query": query, "variables": variables or {}}).encode()
    reply = await hardcover.post({"Authorization": f"Bearer {token}"}, body)
    return reply, json.loads(reply.body)


async def data(hardcover: LocalHardcover, query: str, variables: dict[str, Any] | None = None) -> Any:
    """The `data` of an answer that must be good."""
    reply, payload = await post(hardcover, query, variables)
    assert reply.status == 200, payload
    assert "errors" not in payload, payload
    return payload["data"]
