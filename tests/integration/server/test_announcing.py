"""The server's name on the home network: a real responder and a real browser, on loopback."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from zeroconf import AddressResolverIPv4, DNSQuestionType, IPVersion  # type: ignore[attr-defined]  # not in __all__
from zeroconf.asyncio import AsyncServiceInfo, AsyncZeroconf

from bookorbit_desktop.app.server_follower import PROBLEM, Announce, Announcer
from bookorbit_desktop.domain.overview.events import ServerChanged
from bookorbit_desktop.server.app import make_application
from bookorbit_desktop.server.host_check import HostCheck
from bookorbit_desktop.server.runner import KosyncServer
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.system.mdns import SERVICES, announce
from tests.services import make_services

HOME = ("192.168.1.20",)
WITHIN_MS = 5000
ON_LOOPBACK = partial(announce, interfaces=("127.0.0.1",), ask_ms=500)


@pytest.fixture
def label() -> str:
    """A name that no other test running on this computer uses."""
    return f"bookorbit-{uuid4().hex[:12]}"


@dataclass
class World:
    """A running server on loopback, with its bus."""

    server: KosyncServer
    preferences: Preferences
    events: EventBus


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    services = make_services(tmp_path)
    server = KosyncServer(
        lambda: make_application(
            services.koreader_login,
            services.progress,
            services.preferences,
            services.logins,
            services.pairing,
            services.opds_catalogue,
        ),
        services.events,
    )
    await server.start("127.0.0.1", 0, exact=True)
    yield World(server, services.preferences, services.events)
    await server.stop()
    services.database.close()


@pytest.fixture
async def phone() -> AsyncIterator[AsyncZeroconf]:
    """Another participant of the network."""
    browser = AsyncZeroconf(interfaces=["127.0.0.1"], ip_version=IPVersion.V4Only)
    yield browser
    await browser.async_close()


async def addresses_of(phone: AsyncZeroconf, name: str) -> list[str]:
    asked = AddressResolverIPv4(f"{name}.")
    await asked.async_request(phone.zeroconf, WITHIN_MS, DNSQuestionType.QM)
    return asked.parsed_addresses()


class Following:
    """An announcer of a real server that believes to be on the home network."""

    def __init__(self, world: World, label: str, announce: Announce = ON_LOOPBACK) -> None:
        self.world = world
        self.announcer = Announcer(
            world.server, world.preferences, world.events, label=label, announce=announce
        )

    def move_to(self, *hosts: str) -> None:
        """As Reachability does it after a change of the network."""
        address = self.world.server.address
        assert address is not None
        urls = tuple(f"http://{host}:{address.port}" for host in hosts)
        self.world.server.show(replace(address, urls=urls, name=""))

    async def told(self) -> tuple[str, str]:
        """Name and problem shown with the address, as soon as there is one."""
        loop, told = asyncio.get_running_loop(), asyncio.Event()
        end = self.world.events.subscribe(lambda event: loop.call_soon_threadsafe(told.set), ServerChanged)
        try:
            while True:
                address = self.world.server.address
                assert address is not None
                if address.name or address.name_problem:
                    return address.name, str(address.name_problem)
                await told.wait()
                told.clear()
        finally:
            end()


async def test_a_phone_finds_the_server_by_name_and_service_until_it_stops(
    world: World, label: str, phone: AsyncZeroconf
) -> None:
    following = Following(world, label)
    following.move_to(*HOME)
    world.preferences.change(announce=True)
    following.announcer.start()
    try:
        assert await following.told() == (f"{label}.local", "")
        assert await addresses_of(phone, f"{label}.local") == list(HOME)
        for kind, path in SERVICES:
            found = AsyncServiceInfo(kind, f"{label}.{kind}")
            assert await found.async_request(phone.zeroconf, WITHIN_MS, DNSQuestionType.QM)
            assert world.server.address is not None
            assert (found.port, found.server) == (world.server.address.port, f"{label}.local.")
            assert found.decoded_properties == {"path": path}
        check = HostCheck(lambda: frozenset(), lambda: following.announcer.names)
        assert check.allows(f"{label}.local:7200")
        assert not check.allows("evil.local:7200")
    finally:
        await following.announcer.stop()
    assert following.announcer.names == ()


async def test_the_name_follows_a_change_of_address(world: World, label: str, phone: AsyncZeroconf) -> None:
    following = Following(world, label)
    following.move_to(*HOME)
    world.preferences.change(announce=True)
    following.announcer.start()
    try:
        await following.told()
        following.move_to("192.168.1.77")
        await following.told()
        assert await addresses_of(phone, f"{label}.local") == ["192.168.1.77"]
    finally:
        await following.announcer.stop()


async def test_a_name_that_another_computer_has_is_left_to_it(label: str) -> None:
    other = await ON_LOOPBACK(label, 80, ("192.168.1.99",))
    try:
        own = await announce(label, 7200, HOME, ("127.0.0.1",))
        await own.withdraw()
    finally:
        await other.withdraw()
    assert (other.name, own.name) == (f"{label}.local", f"{label}-2.local")


async def test_a_network_that_refuses_is_told_and_the_server_goes_on(world: World, label: str) -> None:
    async def refuse(label: str, port: int, addresses: tuple[str, ...]) -> object:
        raise OSError("Address already in use")

    following = Following(world, label, refuse)  # type: ignore[arg-type]
    following.move_to(*HOME)
    world.preferences.change(announce=True)
    following.announcer.start()
    assert await following.told() == ("", str(PROBLEM))
    assert await world.server.answers()
    await following.announcer.stop()


@pytest.mark.parametrize(("wants", "hosts"), [(False, HOME), (True, ("127.0.0.1",))])
async def test_nothing_is_announced_unasked_or_on_this_computer_alone(
    world: World, label: str, wants: bool, hosts: tuple[str, ...]
) -> None:
    asked = list[str]()

    async def note(label: str, port: int, addresses: tuple[str, ...]) -> object:
        asked.append(label)
        raise OSError

    following = Following(world, label, note)  # type: ignore[arg-type]
    following.move_to(*hosts)
    world.preferences.change(announce=wants)
    following.announcer.start()
    await asyncio.sleep(0)
    await following.announcer.stop()
    assert asked == []
