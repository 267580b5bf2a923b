"""Devices that are plugged in and pulled out while the program runs."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookorbit_desktop.devices.finding import plugged_in
from bookorbit_desktop.domain.overview.events import Event, Notified, PluggedInChanged
from bookorbit_desktop.domain.overview.notifications import Notice, NotificationKind
from bookorbit_desktop.domain.usb.files import DeviceKind
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.usb.watch import DeviceWatch
from tests.integration.devices.device_tree import DeviceTree
from tests.services import TestClock, make_services

PATIENCE = 120.0


class Ports:
    """What is mounted, and one look after the other."""

    def __init__(self, services: Services) -> None:
        self.mounted: list[bytes] = []
        self.changes: list[PluggedInChanged] = []
        self.notices: list[Notice] = []
        self.services = services
        self._go_on, self._looked = threading.Semaphore(0), threading.Semaphore(0)
        services.device_scan.mounted = lambda: list(self.mounted)
        services.notifications.begin()
        services.events.subscribe(self._hear)
        self.watch = DeviceWatch(services.device_scan, services.events, pause=self._pause)

    def start(self) -> None:
        """Begin, and wait for the first look."""
        self.watch.start()
        assert self._looked.acquire(timeout=PATIENCE)

    def look(self) -> None:
        """Let the watch look once more."""
        self._go_on.release()
        assert self._looked.acquire(timeout=PATIENCE)

    def _pause(self, stopped: threading.Event, _seconds: float) -> None:
        self._looked.release()
        while not stopped.is_set() and not self._go_on.acquire(timeout=0.01):
            pass

    def _hear(self, event: Event) -> None:
        if isinstance(event, PluggedInChanged):
            self.changes.append(event)
        elif isinstance(event, Notified):
            self.notices.append(event.notice)


@pytest.fixture
def ports(tmp_path: Path) -> Iterator[Ports]:
    services = make_services(tmp_path / "data", clock=TestClock())
    ports = Ports(services)
    yield ports
    ports.watch.stop()
    services.database.close()


@pytest.fixture
def tree(tmp_path: Path) -> DeviceTree:
    return DeviceTree(tmp_path / "KOBOeReader")


def test_a_device_that_is_plugged_in_is_told_of_once_and_its_going_quietly(
    ports: Ports, tree: DeviceTree, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    ports.start()
    assert ports.changes == []
    ports.mounted = [os.fsencode(tree.root), os.fsencode(tmp_path / "stick")]
    for _ in range(3):
        ports.look()
    (one,) = ports.changes.pop().came
    assert (one.device.kind, one.device.version, one.last_read) == (DeviceKind.KOBO, "v2026.07", None)
    kobo = Notice(NotificationKind.DEVICE_CONNECTED, DeviceKind.KOBO, folder=os.fsencode(tree.root))
    assert ports.notices == [kobo]
    ports.mounted = []
    ports.look()
    assert ports.changes.pop() == PluggedInChanged(())
    assert ports.notices == [kobo]


def test_at_the_start_only_a_device_with_news_is_told_of(
    ports: Ports, tree: DeviceTree, tmp_path: Path
) -> None:
    other = DeviceTree(tmp_path / "Kindle", "kindle")
    other.write_settings(device_id="another")
    ports.mounted = [os.fsencode(tree.root), os.fsencode(other.root)]
    ports.services.device_scan.scan(os.fsencode(tree.root))
    ports.start()
    change = ports.changes.pop()
    assert [one.device.kind for one in change.here] == [DeviceKind.KOBO, DeviceKind.KINDLE]
    assert [one.device.kind for one in change.came] == [DeviceKind.KINDLE]


def test_a_volume_that_can_be_read_a_moment_later_is_found(ports: Ports, tmp_path: Path) -> None:
    root = tmp_path / "late"
    root.mkdir()
    ports.start()
    ports.mounted = [os.fsencode(root)]
    ports.look()
    assert ports.changes == []
    DeviceTree(root)
    ports.look()
    assert len(ports.changes.pop().came) == 1


def test_shares_of_other_computers_are_not_looked_into() -> None:
    mounts = b"/dev/sda1 /media/ada/KOBOeReader vfat rw 0 0\nnas:/books /mnt/books nfs4 rw 0 0\nnone\n"
    assert plugged_in(mounts) == [b"/media/ada/KOBOeReader"]
