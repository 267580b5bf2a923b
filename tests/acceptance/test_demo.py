"""The demo on a computer without a screen: the whole loop, on the loopback interface alone."""

import asyncio
import contextlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookorbit_desktop.app.composition import open_services
from bookorbit_desktop.demo.session import DemoSession
from bookorbit_desktop.services.hardcover.account import TokenSource
from bookorbit_desktop.system.secrets import MemorySecretStore
from tests.acceptance.program import Program, Running, until
from tests.browser import Person

LOOPBACK = "0100007F"
LISTENING = "0A"
HANGS = """
import asyncio, os, signal
from pathlib import Path
from bookorbit_desktop.app import demo, signals
from bookorbit_desktop.demo.session import DemoSession

signals.LATEST_END = 0.1

async def hang(session: DemoSession) -> None:
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.Event().wait()

DemoSession.open = hang
demo.run_demo(minimized=False)
"""
"""A demo that is told to end, and does not come to it."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, runtime: Path) -> Iterator[Program]:
    folder = tmp_path_factory.mktemp("demo")
    (folder / "tmp").mkdir()
    program = Program(folder / "data", runtime, TMPDIR=str(folder / "tmp"))
    yield program
    program.end()


@pytest.fixture(scope="module")
def demo(home: Program) -> Running:
    return home.start("--demo")


def test_the_demo_says_that_nothing_leaves_this_computer(demo: Running) -> None:
    assert demo.line("Nothing leaves this computer")


def test_the_demo_tells_the_whole_loop(demo: Running) -> None:
    """A reader logs in and reads, and a status and a page arrive on Hardcover."""
    demo.line(r"Serving KOReader at http://127\.0\.0\.1:\d+")
    demo.line("logged in")
    demo.line(r"is at \d+%")
    demo.line(r"^Hardcover: .*Currently Reading.*page \d+")


def test_the_demo_needs_neither_a_data_folder_nor_a_token(demo: Running, home: Program) -> None:
    demo.line("Serving KOReader at")
    assert not home.data_dir.exists()
    assert demo.err == []


def test_the_demo_listens_on_this_computer_alone(demo: Running) -> None:
    demo.line("Serving KOReader at")
    listening = [local for local, state in sockets_of(demo) if state == LISTENING]
    assert len(listening) >= 2  # for readers, and the local Hardcover
    assert {address.partition(":")[0] for address in listening} == {LOOPBACK}


def test_its_data_folder_is_thrown_away(home: Program) -> None:
    running = home.start("--demo")
    running.line("logged in")
    folder = Path(home.environment["TMPDIR"])
    before = set(folder.iterdir())
    assert before
    assert running.stop() == 0
    until(lambda: before - set(folder.iterdir()), "the folder is gone")


def test_its_data_folder_is_thrown_away_even_where_something_hangs(tmp_path: Path, home: Program) -> None:
    environment = home.environment | {"TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", HANGS], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "the demo reports what happens here" in done.stdout
    assert list(tmp_path.iterdir()) == []


async def test_the_demo_is_signed_in_and_can_be_signed_in_to_again_with_a_browser() -> None:
    session = DemoSession()
    services = open_services(
        session.data_dir, secret_store=MemorySecretStore(), hardcover=await session.open()
    )
    await session.furnish(services)
    account = services.hardcover_account
    assert account.source is TokenSource.SIGN_IN
    assert (await account.check()).username == "demo"
    await asyncio.to_thread(account.remove)
    person = Person()
    await services.sign_in.in_browser(person.open)
    person.join()
    assert (await account.check()).username == "demo"
    await account.close()
    await session.stop()
    services.database.close()
    session.clean_up()


def sockets_of(running: Running) -> list[tuple[str, str]]:
    """Local address and state of each TCP socket of a process, as /proc writes them."""
    links = []
    for path in Path(f"/proc/{running.pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # closed meanwhile
            links.append(str(path.readlink()))
    own = {found[1] for link in links if (found := re.fullmatch(r"socket:\[(\d+)\]", link))}
    tables = [path for path in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")) if path.exists()]
    rows = [line.split() for table in tables for line in table.read_text().splitlines()[1:]]
    return [(row[1], row[3]) for row in rows if row[9] in own]
