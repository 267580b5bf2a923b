"""Cancel on anything over two seconds, on the command line."""

import signal
from collections.abc import Callable
from concurrent.futures import Future
from http.client import HTTPConnection

import pytest

from tests.acceptance.hardcover import Hardcover
from tests.acceptance.program import PATIENCE, Program, Running, until


@pytest.fixture
def synced(library: Program, hardcover: Hardcover) -> Program:
    """Six books that a sync put on the shelf."""
    library.environment |= hardcover.environment
    library.run("status", "--stdin", stdin="\n".join(f"{number} want_to_read" for number in range(1, 7)))
    library.run("sync")
    assert len(hardcover.shelf()) == 6
    return library


def undo_until_second_removal(
    program: Program,
    hardcover: Hardcover,
    number: signal.Signals,
    before_the_answer: Callable[[Running], object] = lambda _undoing: None,
) -> Running:
    """An undo that gets a signal once the second entry was taken back, before the answer goes out."""
    begun: Future[Running] = Future()
    removals: list[str] = []

    def strike(body: str) -> None:
        removals.append(body)
        if len(removals) == 2:
            begun.result(PATIENCE).process.send_signal(number)
            before_the_answer(begun.result())

    hardcover.after_request(lambda body: strike(body) if "delete_user_book(" in body else None)
    begun.set_result(undoing := program.start("undo"))
    program.started.remove(undoing)
    undoing.wait()
    hardcover.after_request(lambda body: None)
    assert not any("Traceback" in line for line in undoing.err), undoing.err
    return undoing


def test_control_c_ends_an_undo_says_what_was_put_back_and_it_does_not_go_on(
    synced: Program, hardcover: Hardcover
) -> None:
    undoing = undo_until_second_removal(synced, hardcover, signal.SIGINT)
    assert undoing.out == ["Undone: 2.", "Not undone: 4."]
    assert undoing.err == ["Undo cancelled. What wasn't undone yet stays as the sync left it."]
    assert len(hardcover.shelf()) == 4
    synced.run("sync")
    assert len(hardcover.shelf()) == 4, "what was put back is sent again"
    assert synced.run("undo").stdout == "Undone: 4.\n"
    assert hardcover.shelf() == {}


def test_the_end_of_the_session_in_an_undo_lets_it_go_on_at_the_next_start(
    synced: Program, hardcover: Hardcover
) -> None:
    undoing = undo_until_second_removal(synced, hardcover, signal.SIGTERM)
    assert undoing.out == ["Undone: 2.", "Not undone: 4."]
    assert len(hardcover.shelf()) == 4
    synced.serve()
    until(lambda: hardcover.shelf() == {}, "the undo went on by itself")


def test_control_c_ends_an_undo_that_the_running_program_carries_out(
    synced: Program, hardcover: Hardcover
) -> None:
    server = synced.serve()

    def until_the_program_has_heard(undoing: Running) -> None:
        undoing.wait()
        ask = HTTPConnection("127.0.0.1", server.port)  # answered by the loop that hears who hung up
        ask.request("GET", "/healthcheck")
        assert ask.getresponse().status == 200
        ask.close()

    undo_until_second_removal(synced, hardcover, signal.SIGINT, until_the_program_has_heard)

    def cancelled() -> bool:
        lines = synced.json("log", "--json")
        return any(line["message"].startswith("Undo cancelled.") for line in lines)

    until(cancelled, "the program heard that nobody waits for it any more")
    assert len(hardcover.shelf()) in (3, 4), "the entry under way was finished, and none more"
    left = hardcover.shelf()
    server.stop()
    synced.started.clear()
    synced.serve()
    synced.run("sync")
    assert hardcover.shelf() == left, "it went on at the next start"
