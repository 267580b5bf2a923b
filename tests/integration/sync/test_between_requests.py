"""Stories in which somebody acts after the nth request of a run, and none of it is lowered, replaced or ignored."""

from datetime import date
from typing import Any

import pytest

from bookorbit_desktop.demo.local_hardcover import FaultKind, NewRead, Options
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from tests.integration.sync.conftest import Loop
from tests.integration.sync.test_interleavings import Step, Story, told

SYNC: Step = ("sync", None)
BEGUN: list[tuple[Step, Step | None]] = [(("push", 0.3), SYNC), (("days", 1), None)]


def play(steps: list[tuple[Step, Step | None]]) -> None:
    async def story(loop: Loop) -> None:
        one = Story(loop, shelved=False)
        for edit, run in steps:
            await one.step(*edit)
            if run is not None:
                await one.step(*run)
        await one.expect_rest()

    told(story, Options())


def during(nth: int, name: str, value: Any = None) -> Step:
    """A run in which somebody acts after the nth request."""
    return ("watched sync", ([(nth, (name, value))], None))


@pytest.mark.parametrize("nth", range(1, 6))
@pytest.mark.parametrize("decision", ["exclude", "pick"])
def test_a_decision_during_the_first_run_holds_at_once(decision: str, nth: int) -> None:
    play([(("push", 0.3), during(nth, decision))])


@pytest.mark.parametrize("nth", [1, 2])
@pytest.mark.parametrize("decision", ["exclude", "pick"])
def test_a_decision_during_a_later_run_holds_at_once(decision: str, nth: int) -> None:
    play([*BEGUN, (("push", 0.6), during(nth, decision))])


@pytest.mark.parametrize(
    "deed",
    [
        ("they type a page", 95),
        ("they finish", "2026-11-01"),
        ("they choose an edition", None),
        ("they rate", 5.0),
        ("they set", 5),
        ("they review", None),
        ("they date", ("2026-01-05", None)),
        ("they remove", None),
    ],
    ids=lambda deed: str(deed[0]),
)
@pytest.mark.parametrize("nth", [0, 1, 2])
def test_a_change_by_the_person_between_two_requests_stays(deed: Step, nth: int) -> None:
    """0: right before the run, seconds after the last one."""
    if nth:
        play([*BEGUN, (("push", 0.6), during(nth, *deed)), (("push", 0.7), SYNC)])
    else:
        play([(("push", 0.3), SYNC), (deed, None), (("push", 0.5), SYNC)])


@pytest.mark.parametrize("requests", range(6))
@pytest.mark.parametrize("kind", [FaultKind.TIMEOUT_THEN_WRITE, FaultKind.RESET_THEN_WRITE])
async def test_a_read_that_is_added_late_is_there_once(loop: Loop, kind: FaultKind, requests: int) -> None:
    book = loop.book("Orchard", pages=200)
    old = NewRead("2019-01-01", "2019-02-01", 200)
    loop.world.shelve(loop.hardcover.user_id, loop.record_of("Orchard"), 3, reads=[old])
    loop.set(book, ReadingStatus.READ, finished_on=date(2026, 11, 2))
    loop.hardcover.faults.add(kind, operation="insert_user_book_read", requests=requests)
    for _ in range(5):
        await loop.sync()
        loop.clock.move(seconds=180)
    for _ in range(2):
        loop.clock.move(days=1)
        await loop.sync()
    assert [read["finished_at"] for read in loop.reads(book)] == ["2019-02-01", "2026-11-02"]
    assert loop.state(book) == "synced"
