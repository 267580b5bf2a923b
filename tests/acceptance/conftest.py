"""Fixtures for tests through the public doors: processes, sockets, real files."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bookorbit_desktop.demo.local_hardcover import LocalHardcover, World, isbn13
from tests.acceptance.desk import Desk
from tests.acceptance.hardcover import Hardcover
from tests.acceptance.keyring import keyring  # noqa: F401 - a fixture for all
from tests.acceptance.koreader import Reader
from tests.acceptance.program import Program, Server
from tests.acceptance.scanning import scan
from tests.acceptance.screen import open_screen
from tests.books import write_epub
from tests.integration.devices.device_tree import DeviceTree
from tests.new_library import new_library
from tests.services import TestClock, make_services

BOOKS = 24
AUTHOR = "Ada Example"


def title_of(number: int) -> str:
    """The title of a book of the common library."""
    return f"Volume of Essays {number:02d}"


def isbn_of(number: int) -> str:
    """The ISBN in a book of the common library; no real book has it."""
    return isbn13(f"97899{number:07d}")


@pytest.fixture(scope="session")
def runtime() -> Iterator[Path]:
    """A private folder whose name is short enough for sockets."""
    with tempfile.TemporaryDirectory(prefix="bo-") as folder:
        yield Path(folder)


@dataclass(frozen=True)
class Scanned:
    """A folder of books and the data folder that knows them, to be copied."""

    books: Path
    data_dir: Path


@pytest.fixture(scope="session")
def scanned(tmp_path_factory: pytest.TempPathFactory, runtime: Path) -> Scanned:
    """The common library: EPUBs with an ISBN each, scanned once by the program itself."""
    folder = tmp_path_factory.mktemp("common")
    books = folder / "books"
    books.mkdir()
    for number in range(BOOKS):
        write_epub(books / f"{number:02d}.epub", title_of(number), isbn=isbn_of(number), cover=False)
    Program(folder / "data", runtime).run("scan", books)
    return Scanned(books, folder / "data")


@pytest.fixture
def program(tmp_path: Path, runtime: Path) -> Iterator[Program]:
    """The program on a library without books."""
    started = Program(tmp_path / "data", runtime)
    new_library(started.data_dir)
    yield started
    started.end()


@pytest.fixture
def newcomer(tmp_path: Path, runtime: Path) -> Iterator[Program]:
    """The program before its first start: there is no data folder yet."""
    started = Program(tmp_path / "data", runtime)
    yield started
    started.end()


@pytest.fixture
def library(program: Program, scanned: Scanned) -> Program:
    """The program on a copy of the common library."""
    shutil.copytree(scanned.data_dir, program.data_dir, dirs_exist_ok=True)
    return program


@pytest.fixture(scope="module")
def stock() -> Path | None:
    """The books of a module's own program; none unless the module says which."""
    return None


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, runtime: Path, stock: Path | None) -> Iterator[Program]:
    """A program that the tests of a module share, with its stock of books."""
    program = Program(tmp_path_factory.mktemp("home") / "data", runtime)
    if stock is not None:
        scan(program, stock)
    yield program
    program.end()


@pytest.fixture(scope="module")
def server(home: Program) -> Server:
    """The one server of a module."""
    return home.serve()


@pytest.fixture(scope="module")
def passphrase(home: Program, server: Server) -> str:
    """What readers log in to the module's server with."""
    return home.passphrase()


@pytest.fixture
def reader(server: Server, passphrase: str) -> Reader:
    """A device that is logged in to the module's server."""
    return Reader(server.port, "reader", passphrase)


@pytest.fixture
def digest(request: pytest.FixtureRequest) -> str:
    """The digest of a document that no other test has."""
    return hashlib.md5(request.node.nodeid.encode()).hexdigest()


@pytest.fixture
def tree(tmp_path: Path) -> DeviceTree:
    """A KOReader device as it is plugged in."""
    return DeviceTree(tmp_path / "KOBOeReader")


@pytest.fixture
def hardcover() -> Iterator[Hardcover]:
    """A local Hardcover that knows the common library."""
    hardcover = Hardcover()
    for number in range(BOOKS):
        hardcover.add(title_of(number), AUTHOR, pages=100 + number, isbn=isbn_of(number))
    yield hardcover
    hardcover.close()


@pytest.fixture
def screen() -> Iterator[dict[str, str]]:
    """A real X server; how a program finds it."""
    with open_screen() as environment:
        yield environment


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A library and a local Hardcover in this process, and commands as they are typed."""
    clock = TestClock()
    hardcover = LocalHardcover(World(), clock=clock.virtual, sleep=clock.virtual.sleep)
    services = make_services(tmp_path / "data", hardcover, clock)
    yield Desk(services, hardcover, clock)
    services.database.close()
