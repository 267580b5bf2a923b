"""First sync, undo and import go on at the next start, wherever SIGKILL strikes, and nothing is done twice."""

import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future

import pytest

from bookorbit_desktop.demo.local_hardcover import NewRead
from tests.acceptance.conftest import title_of
from tests.acceptance.hardcover import Hardcover, ShelfRow
from tests.acceptance.program import PATIENCE, Program, Running, until

CONFIRM = """
import asyncio, sys
from pathlib import Path
from bookorbit_desktop.app.composition import open_services

async def confirm(services, left_out):
    await services.sync.run(book_ids=frozenset(range(1, 13)) - left_out, confirms=True, leave_out=left_out)

asyncio.run(confirm(open_services(Path(sys.argv[1])), frozenset(map(int, sys.argv[2:]))))
"""
"""What the window does when “Send” is pressed in the preview of the first sync, some books unticked."""

WANTED = ShelfRow(1)


@pytest.fixture
def library(library: Program, hardcover: Hardcover) -> Program:
    library.environment |= hardcover.environment
    return library


@pytest.fixture
def wishes(library: Program) -> Program:
    """Twelve books that would be sent, in three requests."""
    library.run("status", "--stdin", stdin="\n".join(f"{number} want_to_read" for number in range(1, 13)))
    return library


def kill_at_write(hardcover: Hardcover, begin: Callable[[], Running], number: int) -> None:
    """SIGKILL once a request with writes was carried out, before its answer goes out."""
    begun: Future[Running] = Future()
    written: list[str] = []

    def strike(body: str) -> None:
        written.extend(["write"] if "mutation" in body else [])
        if len(written) == number:
            begun.result(PATIENCE).process.kill()

    hardcover.after_request(strike)
    begun.set_result(begin())
    assert begun.result().wait() == -signal.SIGKILL, begun.result().err
    hardcover.after_request(lambda body: None)


def start(program: Program, *words: str) -> Running:
    running = program.start(*words)
    program.started.remove(running)
    return running


def confirm_first_sync(program: Program, *left_out: int) -> Running:
    process = subprocess.Popen(
        [sys.executable, "-c", CONFIRM, str(program.data_dir), *map(str, left_out)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=program.environment,
    )
    return Running(process)


@pytest.mark.parametrize("write", [1, 3])
def test_a_first_sync_goes_on_without_what_was_left_out(
    wishes: Program, hardcover: Hardcover, write: int
) -> None:
    kill_at_write(hardcover, lambda: confirm_first_sync(wishes, 12), write)
    wishes.serve()
    sent = {title_of(number): WANTED for number in range(11)}
    until(lambda: hardcover.shelf() == sent, "the first sync went on by itself")
    assert wishes.books()[title_of(11)]["hardcover"]["state"] == "excluded"
    wishes.until(lambda: states(wishes) == {"synced"}, "every book is acknowledged")
    assert_nothing_twice(hardcover, 11)
    wishes.run("sync")
    assert hardcover.shelf() == sent, "left out is left out, also of later syncs"
    wishes.run("include", "12")
    wishes.run("sync")
    assert hardcover.shelf() == sent | {title_of(11): WANTED}


def test_an_undo_goes_on(wishes: Program, hardcover: Hardcover) -> None:
    kept = hardcover.shelve(hardcover.record(title_of(0)), 1, rating=2)
    before = hardcover.shelf()
    wishes.run("status", "1", "read", "--rating", "4")
    wishes.run("sync")
    assert len(hardcover.shelf()) == 12
    written = hardcover.journal()
    kill_at_write(hardcover, lambda: start(wishes, "undo"), 2)
    wishes.serve()
    until(lambda: len(hardcover.shelf()) == 1, "the undo went on by itself")
    until(lambda: hardcover.shelf() == before, f"{hardcover.shelf()} is as before")
    assert kept in hardcover.ask(lambda: hardcover.world.tables["user_books"])
    undone = hardcover.events()[written:]
    assert len(undone) == len(set(undone)), "the feed tells something twice"
    wishes.end()
    assert "Nothing to undo" in wishes.run("undo", code=1).stderr
    assert wishes.json("sync", "--json")["sent"] == 0


def test_an_import_goes_on(library: Program, hardcover: Hardcover) -> None:
    read = [NewRead("2024-01-01", "2024-02-01", pages=100)]
    hardcover.shelve(
        hardcover.record(title_of(0)), 3, rating=4.5, reads=read, edition_id=hardcover.edition(title_of(0))
    )
    hardcover.shelve(hardcover.record(title_of(1)), 1, edition_id=hardcover.edition(title_of(1)))
    importing: Future[Running] = Future()

    def strike(body: str) -> None:
        if "ShelfPage" in body:
            importing.result(PATIENCE).process.kill()

    hardcover.after_request(strike)
    importing.set_result(start(library, "import", "--review"))
    assert importing.result().wait() == -signal.SIGKILL
    hardcover.after_request(lambda body: None)
    before = library.books()
    assert {book["status"] for book in before.values()} == {"unread"}
    library.serve()
    library.until(lambda: library.books()[title_of(0)]["status"] == "read", "the import went on by itself")
    books = library.books()
    assert books[title_of(0)]["rating"] == 4.5
    assert [one["finished_on"] for one in books[title_of(0)]["reads"]] == ["2024-02-01"]
    assert books[title_of(1)]["status"] == "want_to_read"
    assert hardcover.journal() == 0, "an import writes nothing on Hardcover"
    library.run("status", "2", "unread")
    library.end()
    requests = hardcover.requests()
    library.serve()
    library.run("export")
    library.end()
    assert library.books()[title_of(1)]["status"] == "unread", "it is not imported again"
    assert hardcover.requests() - requests <= 2


def states(program: Program) -> set[str]:
    books = program.export()["books"][:11]
    return {book["hardcover"]["state"] for book in books}


def assert_nothing_twice(hardcover: Hardcover, entries: int) -> None:
    events = hardcover.events()
    assert len(events) == len(set(events)), "the feed tells something twice"
    assert len(hardcover.shelf()) == entries
