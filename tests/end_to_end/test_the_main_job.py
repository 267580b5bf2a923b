"""A book read on KOReader appears, with its status, on Hardcover: the whole way, with real parts only.

Real books, the real program as processes, real sockets with requests shaped as KOReader's, and a local Hardcover
with Hardcover's limits whose rows are compared at the end, each one.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bookorbit_desktop.demo.local_hardcover import FREE, NewRead
from tests.acceptance.conftest import isbn_of
from tests.acceptance.hardcover import Hardcover, ShelfRead, ShelfRow
from tests.acceptance.koreader import Reader
from tests.acceptance.program import Program, until
from tests.books import write_epub
from tests.days import TODAY
from tests.shared import SHARED

PAGES = 240
CORPUS = SHARED / "corpus"


@pytest.fixture
def books(tmp_path: Path) -> Path:
    """Real books where the reference material is, and others made with ebooklib."""
    folder = tmp_path / "books"
    folder.mkdir()
    for number, title in enumerate(
        ("Salt and Lanterns", "A Quiet Machine", "Paper Weather", "Orchard Hours")
    ):
        write_epub(folder / f"{number}.epub", title, authors=("Mara Velden",), isbn=isbn_of(700 + number))
    if CORPUS.is_dir():
        for name in ("jane-austen_pride-and-prejudice.epub", "chickens.mobi", "chickens.pdf"):
            shutil.copy(CORPUS / name, folder)
    else:
        write_epub(folder / "austen.epub", "Pride and Prejudice", authors=("Jane Austen",))
    return folder


@pytest.fixture
def hardcover() -> Iterator[Hardcover]:
    """Hardcover with a free account's limits, and two people's shelves as they were before."""
    hardcover = Hardcover(FREE)
    for number, title in enumerate(
        ("Salt and Lanterns", "A Quiet Machine", "Paper Weather", "Orchard Hours")
    ):
        hardcover.add(title, "Mara Velden", pages=PAGES, isbn=isbn_of(700 + number))
    austen = hardcover.add("Pride and Prejudice", "Jane Austen", pages=PAGES)
    old = NewRead("2011-06-01", "2011-06-09", PAGES)
    hardcover.shelve(austen, 3, rating=5, privacy_id=1, reads=[old])
    hardcover.ask(lambda: hardcover.world.shelve(hardcover.stranger, austen, 2, rating=1, reads=[old]))
    yield hardcover
    hardcover.close()


def test_a_book_read_on_koreader_appears_with_its_status_on_hardcover(
    program: Program, books: Path, hardcover: Hardcover
) -> None:
    program.run("scan", books)
    library = {book["title"]: book for book in program.export()["books"]}
    digests = {title: book["files"][0]["partial_md5"] for title, book in library.items()}
    strangers = hardcover.shelf(hardcover.stranger)
    program.environment |= hardcover.environment
    passphrase = program.passphrase()
    server = program.serve()

    kobo = Reader(server.port, "reader", passphrase)
    assert kobo.log_in().json["authorized"] == "OK"
    assert kobo.pull(digests["Salt and Lanterns"]).json == {}
    kobo.read(digests["Salt and Lanterns"], [index / 20 for index in range(1, 21)])
    kobo.read(digests["A Quiet Machine"], [0.1, 0.2, 0.3125])
    kobo.read(digests["Pride and Prejudice"], [0.2])
    kobo.read("0" * 32, [0.5])

    def salt() -> bool:
        return "Salt and Lanterns" in hardcover.shelf() and hardcover.shelf()["Salt and Lanterns"].status == 3

    until(salt, "the finished book is on Hardcover by itself")
    program.run("status", str(library["Paper Weather"]["id"]), "want_to_read", "--rating", "3.5")
    last = kobo.push(digests["A Quiet Machine"], 0.5, progress="/body/DocFragment[9]/body/p[2]/text().0")
    assert program.json("sync", "--json")["failed"] == 0

    assert hardcover.shelf() == {
        "Salt and Lanterns": ShelfRow(3, reads=(ShelfRead(TODAY, TODAY, PAGES),)),
        "A Quiet Machine": ShelfRow(2, reads=(ShelfRead(TODAY, None, PAGES // 2),)),
        "Paper Weather": ShelfRow(1, rating=3.5),
        "Pride and Prejudice": ShelfRow(3, 5, 1, (ShelfRead("2011-06-01", "2011-06-09", PAGES),)),
    }
    assert hardcover.shelf(hardcover.stranger) == strangers
    assert hardcover.local.throttled == 0
    rows = hardcover.journal()
    assert program.json("sync", "--json")["sent"] == 0
    assert hardcover.journal() == rows

    kindle = Reader(server.port, "reader", passphrase)
    pulled = kindle.pull(digests["A Quiet Machine"]).json
    assert pulled["progress"] == "/body/DocFragment[9]/body/p[2]/text().0"
    assert (pulled["percentage"], pulled["timestamp"]) == (0.5, last.json["timestamp"])
    assert states(program) == {
        "Salt and Lanterns": ("read", "synced"),
        "A Quiet Machine": ("reading", "synced"),
        "Paper Weather": ("want_to_read", "synced"),
        "Orchard Hours": ("unread", "not_eligible"),
        "Pride and Prejudice": ("reading", "hardcover_ahead"),
    }
    before = program.export()
    assert server.stop() == 0
    assert program.export() == before


def states(program: Program) -> dict[str, tuple[str, str]]:
    """Status and state towards Hardcover of each book that the story is about."""
    told: list[dict[str, Any]] = program.export()["books"]
    named = {book["title"]: (book["status"], book["hardcover"]["state"]) for book in told}
    named.pop("Love Among the Chickens", None)
    return named
