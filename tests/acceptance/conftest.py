"""Fixtures for tests through the public doors: processes, sockets, real files."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bookorbit_desktop.demo.local_hardcover import isbn13
from tests.acceptance.hardcover import Hardcover
from tests.acceptance.program import Program
from tests.acceptance.screen import open_screen
from tests.books import write_epub

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
    """The program on an empty data folder."""
    started = Program(tmp_path / "data", runtime)
    yield started
    started.end()


@pytest.fixture
def library(program: Program, scanned: Scanned) -> Program:
    """The program on a copy of the common library."""
    shutil.copytree(scanned.data_dir, program.data_dir)
    return program


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
