"""Re-reading opens a new read, explicitly or proposed after two sessions."""

import sqlite3
from contextlib import closing
from datetime import datetime

import pytest

from bookorbit_desktop.domain.reading.reading import SESSION_GAP
from bookorbit_desktop.services.core import DATABASE_NAME
from tests.acceptance.conftest import title_of
from tests.acceptance.hardcover import Hardcover
from tests.acceptance.koreader import Reader
from tests.acceptance.program import PASSPHRASE, Program
from tests.days import TODAY

FINISHED = ("2025-01-01", "2025-02-01")


def reads_of(program: Program) -> list[tuple[str | None, str | None]]:
    book = program.books()[title_of(0)]
    return [(read["started_on"], read["finished_on"]) for read in book["reads"]]


EARLIER = 2 * SESSION_GAP
"""How far back the first of two sessions lies: in the first hours of a day that is yesterday."""


def let_time_pass(program: Program) -> None:
    """What was pushed so far lies further back."""
    earlier = EARLIER.total_seconds()
    with closing(sqlite3.connect(program.data_dir / DATABASE_NAME)) as connection, connection:
        connection.execute(
            "UPDATE reading SET again_since = again_since - ?, again_newest = again_newest - ?",
            (earlier, earlier),
        )


@pytest.fixture
def finished(library: Program) -> Program:
    """The first book was read last year, and its device is at hand."""
    library.make_account()
    library.run("status", "1", "read", "--started", FINISHED[0], "--finished", FINISHED[1])
    return library


def read_in_two_sessions(program: Program) -> set[str]:
    """The days on which the first can have begun: two where midnight comes just then."""
    days = {first_day()}
    digest = program.digest(title_of(0))
    server = program.serve()
    reader = Reader(server.port, "reader", PASSPHRASE)
    reader.read(digest, [0.03, 0.05])
    let_time_pass(program)
    reader.read(digest, [0.11])
    server.stop()
    return days | {first_day()}


def first_day() -> str:
    """The day of a session that is EARLIER than now."""
    return (datetime.now() - EARLIER).date().isoformat()


def test_a_reread_is_proposed_after_two_sessions_below_90_percent(finished: Program) -> None:
    days = read_in_two_sessions(finished)
    book = finished.books()[title_of(0)]
    assert book["rereading_proposed"]
    assert (book["status"], reads_of(finished)) == ("read", [FINISHED])
    assert "start a re-read" in finished.run("why", "1").stdout

    finished.run("reread", "1")
    book = finished.books()[title_of(0)]
    assert (book["status"], book["rereading_proposed"]) == ("rereading", False)
    assert reads_of(finished) in [[FINISHED, (day, None)] for day in days]


def test_a_proposal_can_be_declined(finished: Program) -> None:
    read_in_two_sessions(finished)
    finished.run("reread", "1", "--decline")
    book = finished.books()[title_of(0)]
    assert (book["status"], book["rereading_proposed"]) == ("read", False)


def test_a_reread_is_opened_explicitly_and_the_finished_one_stays_on_hardcover(
    finished: Program, hardcover: Hardcover
) -> None:
    finished.environment |= hardcover.environment
    finished.run("sync")
    finished.run("reread", "1")
    finished.run("sync")
    dates = hardcover.ask(
        lambda: [
            (row["started_at"], row["finished_at"])
            for row in hardcover.world.reads_of(
                next(iter(hardcover.world.tables["user_books"].values()))["id"]
            )
        ]
    )
    assert sorted(dates, key=str) == [FINISHED, (TODAY, None)]


def test_a_book_that_is_being_read_is_not_opened_again(finished: Program) -> None:
    finished.run("reread", "1")
    assert "already reading this book" in finished.run("reread", "1", code=1).stderr
