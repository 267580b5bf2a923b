"""Devices that are plugged in and pulled out while the program runs."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bookorbit_desktop.domain.device_files import DeviceKind
from bookorbit_desktop.domain.events import Event, Notified, PluggedInChanged
from bookorbit_desktop.domain.notifications import Notice, NotificationKind
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.device_watch import DeviceWatch
from tests.integration.devices.device_tree import DeviceTree
from tests.services import TestClock, make_services

PATIENCE = 10.0


class Ports:
    """What is mounted, and one look after the other."""

    def __init__(self, services: Services) -> None:
        self.mounted: list[bytes] = []
        self.reads = 0
        self.changes: asyncio.Queue[PluggedInChanged] = asyncio.Queue()
        self.notices: list[Notice] = []
        self.services = services
        self._go_on, self._looked = asyncio.Event(), asyncio.Event()
        services.device_scan.mounted = lambda: list(self.mounted)
        services.events.subscribe(self._hear)
        self.watch = DeviceWatch(services.device_scan, services.events, sleep=self._sleep)

    async def look(self) -> None:
        """Let the watch look once more."""
        self._looked.clear()
        self._go_on.set()
        await asyncio.wait_for(self._looked.wait(), PATIENCE)

    async def start(self) -> None:
        """Begin, and wait for the first look."""
        self.watch.start()
        await asyncio.wait_for(self._looked.wait(), PATIENCE)

    async def _sleep(self, _: float) -> None:
        self._looked.set()
        await self._go_on.wait()
        self._go_on.clear()

    def _hear(self, event: Event) -> None:
        if isinstance(event, PluggedInChanged):
            self.changes.put_nowait(event)
        elif isinstance(event, Notified):
            self.notices.append(event.notice)


@pytest.fixture
async def ports(tmp_path: Path) -> AsyncIterator[Ports]:
    services = make_services(tmp_path / "data", clock=TestClock())
    ports = Ports(services)
    yield ports
    await ports.watch.stop()
    services.database.close()


@pytest.fixture
def tree(tmp_path: Path) -> DeviceTree:
    return DeviceTree(tmp_path / "KOBOeReader")


async def test_a_device_that_is_plugged_in_is_told_of_once_and_its_going_quietly(
    ports: Ports, tree: DeviceTree, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    await ports.start()
    assert ports.changes.empty()
    ports.mounted = [os.fsencode(tree.root), os.fsencode(tmp_path / "stick")]
    for _ in range(3):
        await ports.look()
    (one,) = ports.changes.get_nowait().came
    assert (one.device.kind, one.device.version, one.last_read) == (DeviceKind.KOBO, "v2026.07", None)
    kobo = Notice(NotificationKind.DEVICE_CONNECTED, DeviceKind.KOBO, folder=os.fsencode(tree.root))
    assert ports.notices == [kobo]
    ports.mounted = []
    await ports.look()
    assert ports.changes.get_nowait() == PluggedInChanged(())
    assert ports.notices == [kobo]


async def test_at_the_start_only_a_device_with_news_is_told_of(
    ports: Ports, tree: DeviceTree, tmp_path: Path
) -> None:
    other = DeviceTree(tmp_path / "Kindle", "kindle")
    other.write_settings(device_id="another")
    ports.mounted = [os.fsencode(tree.root), os.fsencode(other.root)]
    ports.services.device_scan.scan(os.fsencode(tree.root))
    await ports.start()
    change = ports.changes.get_nowait()
    assert [one.device.kind for one in change.here] == [DeviceKind.KOBO, DeviceKind.KINDLE]
    assert [one.device.kind for one in change.came] == [DeviceKind.KINDLE]


async def test_a_volume_that_can_be_read_a_moment_later_is_found(ports: Ports, tmp_path: Path) -> None:
    root = tmp_path / "late"
    root.mkdir()
    await ports.start()
    ports.mounted = [os.fsencode(root)]
    await ports.look()
    assert ports.changes.empty()
    DeviceTree(root)
    await ports.look()
    assert len(ports.changes.get_nowait().came) == 1
