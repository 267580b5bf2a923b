"""A push answered with 200 is never lost, and no write to Hardcover is made twice, wherever SIGKILL strikes."""

import asyncio
import signal
from concurrent.futures import Future

import pytest

from bookorbit_desktop.domain.koreader.account import koreader_key
from tests.acceptance.conftest import title_of
from tests.acceptance.hardcover import Hardcover, ShelfRead, ShelfRow
from tests.acceptance.koreader import Reader
from tests.acceptance.program import PATIENCE, Program, Running, Server
from tests.integration.server.koreader import KOReader

PASSPHRASE = "baga deka mufa tuna"


@pytest.fixture
def library(library: Program) -> Program:
    library.run("credentials", "--password-stdin", stdin=PASSPHRASE)
    return library


def kill(program: Program, server: Server) -> None:
    program.started.remove(server)
    server.kill()


def test_a_push_answered_200_right_before_a_kill_is_there(library: Program) -> None:
    digests = [book["files"][0]["partial_md5"] for book in library.export()["books"]]
    for number in range(4):
        server = library.serve()
        reader = Reader(server.port, "reader", PASSPHRASE)
        answer = reader.push(digests[number], (number + 1) / 10, progress=f"/body/p[{number}]")
        kill(library, server)
        assert answer.status == 200
    document = library.export()
    told = {
        one["digest"]: (one["percentage"], one["progress"], one["pushes"]) for one in document["documents"]
    }
    assert told == {digests[n]: ((n + 1) / 10, f"/body/p[{n}]", 1) for n in range(4)}
    statuses = [(book["status"], book["percentage"]) for book in document["books"][:5]]
    assert statuses == [*(("reading", (n + 1) / 10) for n in range(4)), ("unread", None)]
    server = library.serve()
    pulled = [Reader(server.port, "reader", PASSPHRASE).pull(digests[number]).json for number in range(4)]
    assert [one["progress"] for one in pulled] == [f"/body/p[{number}]" for number in range(4)]


def test_killed_among_many_pushes_at_once_every_answered_one_is_there(library: Program) -> None:
    """Devices push side by side; the kill comes while some are answered and others are not."""
    answered: dict[str, float] = {}
    for turn in range(3):
        server = library.serve()
        answered |= asyncio.run(push_until_killed(server, turn, kill_after=15 + 10 * turn))
        kill(library, server)
    assert len(answered) >= 15
    document = library.export()
    kept = {one["digest"]: one["percentage"] for one in document["documents"]}
    assert answered.items() <= kept.items()
    server = library.serve()
    reader = Reader(server.port, "reader", PASSPHRASE)
    for digest, percentage in answered.items():
        assert reader.pull(digest).json["percentage"] == percentage


async def push_until_killed(server: Server, turn: int, kill_after: int) -> dict[str, float]:
    """Push 60 documents at once and kill the server once some are answered; those that were answered 200."""
    device = KOReader(server.port, "reader", PASSPHRASE)
    answered: dict[str, float] = {}

    async def push(number: int) -> None:
        digest, percentage = koreader_key(f"{turn} {number}"), round(0.01 + number / 100, 2)
        try:
            answer = await device.push(document=digest, percentage=percentage)
        except (OSError, ValueError, IndexError):  # the server was killed before it answered
            return
        if answer.status == 200:
            answered[digest] = percentage
        if len(answered) == kill_after:
            server.process.send_signal(signal.SIGKILL)

    await asyncio.gather(*(push(number) for number in range(60)))
    return answered


def test_killed_while_it_read_through_a_book_the_last_answered_position_is_the_one(library: Program) -> None:
    digest = library.books()[title_of(0)]["files"][0]["partial_md5"]
    last = 0.0
    for start in (0.0, 0.3, 0.6):
        server = library.serve()
        reader = Reader(server.port, "reader", PASSPHRASE)
        positions = [round(start + step / 100, 2) for step in range(1, 21)]
        reader.read(digest, positions)
        kill(library, server)
        last = positions[-1]
    book = library.books()[title_of(0)]
    (document,) = library.export()["documents"]
    assert (document["percentage"], document["pushes"], book["percentage"]) == (last, 60, last)
    assert len(book["reads"]) == 1


EXPECTED = {
    title_of(0): ShelfRow(2, reads=(ShelfRead("2024-03-01", None, None),)),
    title_of(1): ShelfRow(3, 4, reads=(ShelfRead("2023-01-01", "2023-02-01", 101),)),
    title_of(2): ShelfRow(3, reads=(ShelfRead(None, None, 102),)),
    title_of(3): ShelfRow(5, 2),
    title_of(4): ShelfRow(1),
    title_of(5): ShelfRow(2, reads=(ShelfRead("2024-04-01", None, None),)),
}
"""What Hardcover shows once a sync of six books has come to its end."""


class TestSyncKilledHalfWay:
    """The next sync goes on; no entry and no read is made twice."""

    @pytest.fixture
    def library(self, library: Program, hardcover: Hardcover) -> Program:
        lines = [
            "1 reading started=2024-03-01",
            "2 read rating=4 started=2023-01-01 finished=2023-02-01",
            "3 read",
            "4 abandoned rating=2",
            "5 want_to_read",
            "6 rereading started=2024-04-01",
        ]
        library.environment |= hardcover.environment
        library.run("status", "--stdin", stdin="\n".join(lines))
        return library

    @pytest.mark.parametrize("write", [1, 2, 3])
    def test_after_a_write_landed_and_before_its_answer_came(
        self, library: Program, hardcover: Hardcover, write: int
    ) -> None:
        assert self.kill_sync_at(library, hardcover, write) == -signal.SIGKILL
        library.run("sync")
        assert hardcover.shelf() == EXPECTED
        rows = hardcover.journal()
        assert library.json("sync", "--json")["sent"] == 0
        assert hardcover.journal() == rows

    def test_again_and_again(self, library: Program, hardcover: Hardcover) -> None:
        for _ in range(4):
            self.kill_sync_at(library, hardcover, 1)
        library.run("sync")
        assert hardcover.shelf() == EXPECTED
        events = hardcover.ask(
            lambda: [(row.book_id, row.event, row.value) for row in hardcover.local.journal]
        )
        assert len(events) == len(set(events)), "the feed tells something twice"

    def kill_sync_at(self, library: Program, hardcover: Hardcover, write: int) -> int:
        syncing: Future[Running] = Future()

        def strike(number: int) -> None:
            if number == write:
                syncing.result(PATIENCE).process.kill()

        hardcover.after_write(strike)
        syncing.set_result(running := library.start("sync"))
        code = running.wait()
        hardcover.after_write(lambda number: None)
        library.started.remove(running)
        return code
