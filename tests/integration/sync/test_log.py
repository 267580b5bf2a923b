"""What a run writes to the sync log, and when."""

from bookorbit_desktop.demo.local_hardcover import NewRead
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, Edition
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogLine, LogOutcome, LogQuery
from bookorbit_desktop.domain.overview.events import SyncProgressed
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.runtime.run_cancel import RunCancel
from tests.integration.sync.conftest import Loop


def lines(loop: Loop, **wanted: object) -> list[LogLine]:
    """The lines about Hardcover, oldest first."""
    found = loop.services.sync_log.lines(LogQuery(**wanted))  # type: ignore[arg-type]
    return [line for line in found if line.direction is not Direction.FROM_KOREADER][::-1]


async def test_a_match_and_each_answer_have_a_line_with_its_cost(loop: Loop) -> None:
    book = loop.book("Orchard", pages=300)
    await loop.push(book, 0.5)
    await loop.sync()
    matched, added, moved = lines(loop)
    assert (matched.direction, matched.outcome) == (Direction.FROM_HARDCOVER, LogOutcome.MATCHED)
    assert matched.units is None
    assert (added.outcome, added.changes, added.units) == (
        LogOutcome.SENT,
        (
            "added as Currently Reading",
            "privacy set to Private",
            f"started on {loop.clock.today()}",
        ),
        1,
    )
    assert moved.changes == ("started at 50% (page 150)",)
    assert {line.book_id for line in (matched, added, moved)} == {book}
    assert {line.record_id for line in (matched, added, moved)} == {loop.record_of("Orchard")}


async def test_a_refused_entry_is_logged_with_its_changes_and_the_reason(loop: Loop) -> None:
    book, _ = loop.book("Orchard"), loop.book("Meadow")
    loop.set(book, ReadingStatus.READ)
    record, other = loop.record_of("Orchard"), loop.record_of("Meadow")
    editions = loop.world.tables["editions"].values()
    wrong = next(row["id"] for row in editions if row["book_id"] == other)
    await loop.services.matches.pick(book, CatalogueBook(record, title="Orchard"), Edition(wrong, record))
    await loop.sync()
    (failed,) = lines(loop, outcome=LogOutcome.FAILED)
    assert failed.changes == ("added as Read", "privacy set to Private")
    assert failed.message.startswith("Hardcover refused: ")


async def test_progress_that_stays_on_hardcover_is_logged_once_with_the_reason(loop: Loop) -> None:
    book = loop.book("Orchard", pages=100)
    loop.world.shelve(
        loop.hardcover.user_id, loop.record_of("Orchard"), 2, reads=[NewRead("2026-01-01", None, pages=90)]
    )
    await loop.push(book, 0.5)
    await loop.sync()
    (kept,) = lines(loop, outcome=LogOutcome.UNCHANGED)
    assert kept.direction is Direction.FROM_HARDCOVER
    assert "never lowered" in kept.message
    assert kept.units is None
    await loop.sync()
    assert len(lines(loop, outcome=LogOutcome.UNCHANGED)) == 1


async def test_a_book_left_out_of_a_sync_has_a_line(loop: Loop) -> None:
    book = loop.book("Orchard")
    loop.set(book, ReadingStatus.READ)
    await loop.sync(leave_out=frozenset({book}))
    (line,) = lines(loop, outcome=LogOutcome.SAVED)
    assert (line.title, line.changes) == ("Orchard", ("excluded from Hardcover",))


async def test_a_cancelled_run_says_that_the_rest_waits(loop: Loop) -> None:
    loop.set(loop.book("Orchard"), ReadingStatus.READ)
    cancel = RunCancel()
    loop.services.events.subscribe(lambda event: cancel.set() if isinstance(event, SyncProgressed) else None)
    await loop.sync(cancel=cancel)
    (line,) = lines(loop, outcome=LogOutcome.SKIPPED)
    assert (line.title, line.book_id) == ("", None)
    assert line.message.startswith("Cancelled.")


async def test_run_numbers_go_on_after_the_log_was_cleared(loop: Loop) -> None:
    book = loop.book("Orchard")
    loop.set(book, ReadingStatus.READING)
    first = await loop.sync()
    loop.services.sync_log.clear(0)
    loop.set(book, ReadingStatus.READ)
    second = await loop.sync()
    assert second.run_id > first.run_id
    assert (await loop.services.undo.undo(second.run_id)).restored == 1
