"""A file is shown selected by the desktop's file manager, asked over a session bus of the test's own."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import pytest
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusSignature, DBusStr
from dbus_fast.service import ServiceInterface, dbus_method

from tests.acceptance.forked import CHECKOUT

NAME = "org.freedesktop.FileManager1"
ASK = (
    "import sys; from pathlib import Path; from bookorbit_desktop.ui.book.open_file import reveal;"
    " print(reveal(Path(sys.argv[1])))"
)
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Only Linux has a session bus")


class FileManager(ServiceInterface):
    """Keeps what it is asked to show."""

    def __init__(self) -> None:
        super().__init__(NAME)
        self.shown: list[str] = []

    @dbus_method(name="ShowItems")
    def show_items(self, uris: Annotated[list[str], DBusSignature("as")], startup_id: DBusStr) -> None:
        """As the specification of freedesktop.org has it."""
        self.shown += uris


@pytest.fixture
def bus() -> Iterator[str]:
    """The address of a session bus."""
    command = ["dbus-daemon", "--session", "--print-address", "--nofork", "--nopidfile"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.kill()
    daemon.wait()
    daemon.stdout.close()


async def asked(bus: str, path: Path) -> str:
    """What `reveal` answers in a program on this bus."""
    environment = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus}
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-c", ASK, str(path), cwd=CHECKOUT, env=environment, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await program.communicate()
    return output.decode().strip()


async def test_the_file_manager_is_asked_to_select_the_file(bus: str, tmp_path: Path) -> None:
    manager, connection = FileManager(), MessageBus(bus_address=bus)
    await connection.connect()
    connection.export("/org/freedesktop/FileManager1", manager)
    await connection.request_name(NAME)
    path = tmp_path / "Emma & co, 100% – é.epub"

    assert await asked(bus, path) == "True"
    assert manager.shown == [path.as_uri()]
    connection.disconnect()


async def test_a_desktop_without_such_a_file_manager_says_so(bus: str, tmp_path: Path) -> None:
    assert await asked(bus, tmp_path) == "False"
