"""Pushes never stall, and a fault has a word, on one running program."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from bookorbit_desktop.storage.db.faults import SLOW
from tests.acceptance.fork_server import PATIENT_PUSHES
from tests.acceptance.koreader import Reader
from tests.acceptance.program import PATIENCE, Program, Server, until


@pytest.fixture(scope="module")
def stock() -> None:
    """No books are needed here."""


@pytest.fixture(scope="module")
def home(home: Program) -> Program:
    """As a person runs it: a push that cannot be stored is given up."""
    del home.environment[PATIENT_PUSHES]
    return home


@contextmanager
def held(program: Program) -> Iterator[None]:
    """Another program writes to the library and does not end."""
    library = program.data_dir / "library.sqlite3"
    with closing(sqlite3.connect(library, timeout=PATIENCE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def log_of(program: Program) -> str:
    return (program.data_dir / "log" / "bookorbit.log").read_text(encoding="utf-8")


def test_10_nobody_waits_for_a_push_that_cannot_be_stored(
    home: Program, server: Server, reader: Reader, digest: str
) -> None:
    reader.read(digest, [0.1])
    with held(home):
        # A machine that stands still while a push waits has answered nobody: then it is seen at the next push.
        until(lambda: answered_beside_a_push(reader, digest) > 1, "nobody waits for the push")
    until(lambda: reader.pull(digest).json["percentage"] == 0.2, "it was stored all the same")


def answered_beside_a_push(reader: Reader, digest: str) -> int:
    """How often others were answered while a push could not be stored."""
    answers: list[int] = []
    answered = 0
    pushing = threading.Thread(target=lambda: answers.append(reader.push(digest, 0.2).status))
    pushing.start()
    while not answers:  # it is given up after two seconds, and others are answered until then
        assert reader.pull(digest).json["percentage"] == 0.1
        assert reader.send("GET", "/healthcheck").status == 200
        answered += 1
    pushing.join()
    assert answers == [503], "before KOReader gives up, which it does after two seconds"
    return answered


def refusal(reader: Reader, digest: str, percentage: float) -> str:
    """Why a push is refused, once the machine has found it out: until then it says that saving takes too long."""

    def message() -> str:
        answer = reader.push(digest, percentage)
        assert answer.status == 503
        said = str(answer.json["message"])
        return "" if said == SLOW.text else said

    return until(message, "the push is refused for its reason")


def test_11_status_and_log_say_once_why_nothing_is_stored_and_it_goes_on_by_itself(
    home: Program, server: Server, reader: Reader, digest: str
) -> None:
    before = len(log_of(home))
    with held(home):
        assert reader.push(digest, 0.3).status == 503
        until(lambda: "Not saving: Another program is using" in home.run("status").stdout, "status says it")
        for _ in range(3):
            assert reader.push(digest, 0.4).status == 503
        assert home.json("status", "--json")["storage_problem"].endswith("then continues automatically.")
    until(lambda: "Not saving" not in home.run("status").stdout, "it goes on")
    logged = log_of(home)[before:]
    assert logged.count("Another program is using your library's database") == 1
    assert logged.count("The library can be saved again.") == 1
    reader.read(digest, [0.5])


def test_12_a_200_means_stored_also_when_the_database_was_replaced(
    home: Program, server: Server, reader: Reader, digest: str
) -> None:
    library = home.data_dir / "library.sqlite3"
    reader.read(digest, [0.1, 0.2])
    away = library.rename(library.with_name("away"))
    library.write_bytes(away.read_bytes())
    assert "deleted or replaced" in refusal(reader, digest, 0.3)
    assert "deleted or replaced" in home.run("status").stdout
    away.replace(library)
    reader.read(digest, [0.4])
    content = library.read_bytes()
    library.write_bytes(b"")  # in place, as a copy over it begins
    assert "deleted or replaced" in refusal(reader, digest, 0.5)
    library.write_bytes(content)
    reader.read(digest, [0.6])
    assert "Damaged" not in home.run("status").stdout
