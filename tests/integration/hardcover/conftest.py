"""Fixtures for the Hardcover client and the local Hardcover, on virtual time."""

from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import aioresponses.core
import pytest
from aiohttp import ClientResponse

from bookorbit_desktop.demo.local_hardcover import LocalHardcover, VirtualClock
from bookorbit_desktop.demo.local_hardcover.fixtures import fixture_world
from bookorbit_desktop.hardcover.client import HardcoverClient
from tests.integration.hardcover.setting import client_for


class _ResponseForAioresponses(ClientResponse):
    """aiohttp 3.14 asks for a `stream_writer`, which aioresponses 0.7.9 does not give."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, stream_writer=SimpleNamespace(output_size=0), **kwargs)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _aioresponses_with_new_aiohttp(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aioresponses.core, "ClientResponse", _ResponseForAioresponses)


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def hardcover(clock: VirtualClock) -> LocalHardcover:
    return LocalHardcover(fixture_world(), clock=clock, sleep=clock.sleep)


@pytest.fixture
async def client(hardcover: LocalHardcover, clock: VirtualClock) -> AsyncIterator[HardcoverClient]:
    async with client_for(hardcover, clock) as client:
        yield client
