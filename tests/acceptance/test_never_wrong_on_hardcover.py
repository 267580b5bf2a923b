"""What is typed, and what then stands on Hardcover.

Each story of the issue is told once more, with every race, in `tests/integration/sync`.
"""

import json
from collections.abc import Callable

import pytest

from bookorbit_desktop.demo.local_hardcover import FaultKind, NewEdition
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from tests.acceptance.desk import Desk


async def test_exclude_typed_while_a_sync_is_running_holds(desk: Desk) -> None:
    book, _ = desk.reads("Orchard"), desk.reads("Meadow")
    desk.hardcover.between.after("EntriesForBooks", do=lambda: desk.services.matches.exclude([BookId(book)]))
    said = await desk.run("sync")
    assert "Orchard: You excluded this book while the sync was running. Nothing more was sent." in said
    assert set(desk.entries) == {"Meadow"}
    assert "You excluded this book while the sync was running." in await desk.run("log")


async def test_a_dry_run_names_the_record_and_every_field_that_will_be_written(desk: Desk) -> None:
    book = desk.reads("Orchard")
    await desk.push(BookId(book), 0.4)
    desk.services.reading.rate([BookId(book)], 4.5)
    said = await desk.run("sync", "--dry-run")
    day = desk.clock.today().isoformat()
    assert said.splitlines()[0] == (
        "Orchard: added as Currently Reading; rated 4.5; privacy set to Private; "
        f"started on {day}; started at 40% (page 40) "
        f"→ “Orchard” ({desk.record_of('Orchard')}), by ISBN-13"
    )
    assert desk.entries == {}
    await desk.run("sync")
    (read,) = desk.person.reads(desk.record_of("Orchard"))
    entry = desk.person.entry(desk.record_of("Orchard"))
    assert (entry["status_id"], float(entry["rating"]), entry["privacy_setting_id"]) == (2, 4.5, 3)
    assert (read["started_at"], read["progress_pages"]) == (day, 40)


async def test_a_match_by_title_alone_says_so_in_the_dry_run_and_in_why(desk: Desk) -> None:
    book = desk.by_title("The Long Winter")
    assert "by title and author, needs review" in await desk.run("sync", "--dry-run")
    (item,) = json.loads(await desk.run("sync", "--dry-run", "--json"))["items"]
    assert item["needs_review"]
    assert "You have not confirmed it yet." in await desk.run("why", str(book))


async def test_a_match_that_is_not_sure_waits_until_it_is_accepted(desk: Desk) -> None:
    book = desk.by_title("The Long Wintre", record="The Long Winter", author="Example")
    said = await desk.run("sync")
    assert "Nothing is sent until you confirm the match or pick another book." in said
    assert desk.entries == {}
    assert "Needs review: 1" in await desk.run("status")
    assert "Confirm it, or pick another book." in await desk.run("why", str(book))
    await desk.run("accept", str(book))
    await desk.run("sync")
    assert set(desk.entries) == {"The Long Winter"}


async def test_did_not_finish_there_stays_until_replace_status_is_typed(desk: Desk) -> None:
    book = desk.reads("Orchard")
    desk.person.add(desk.record_of("Orchard"), 5)
    await desk.run("sync")
    assert desk.entries["Orchard"]["status_id"] == 5
    said = await desk.run("why", str(book))
    assert "Choose “Replace on Hardcover” to send what is here instead." in said
    await desk.run("replace-status", str(book))
    await desk.run("sync")
    assert desk.entries["Orchard"]["status_id"] == 2


async def test_replace_status_before_any_look_says_what_to_do(desk: Desk) -> None:
    book = desk.reads("Orchard")
    said = await desk.run("replace-status", str(book), code=1)
    assert "BookOrbit hasn't seen this book on Hardcover yet. Press Sync now first." in said


@pytest.mark.parametrize(
    ("edit", "column", "expected"),
    [
        (lambda desk, record: desk.person.set_progress(record, 80), "progress_pages", 80),
        (lambda desk, record: desk.person.finish(record, "2026-11-02"), "finished_at", "2026-11-02"),
        (lambda desk, record: desk.person.set_dates(record, "2026-10-01", None), "started_at", "2026-10-01"),
    ],
)
async def test_an_edit_on_hardcover_minutes_after_a_sync_stays(
    desk: Desk, edit: Callable[[Desk, int], object], column: str, expected: object
) -> None:
    book = desk.reads("Orchard")
    await desk.push(BookId(book), 0.3)
    await desk.run("sync")
    desk.clock.move(seconds=60)
    edit(desk, desk.record_of("Orchard"))
    await desk.push(BookId(book), 0.5)
    await desk.run("sync")
    assert desk.person.reads(desk.record_of("Orchard"))[-1][column] == expected


async def test_an_entry_removed_there_stays_off_and_is_no_error(desk: Desk) -> None:
    book = desk.reads("Orchard")
    await desk.push(BookId(book), 0.3)
    await desk.run("sync")
    await desk.push(BookId(book), 0.5)
    record = desk.record_of("Orchard")
    desk.hardcover.between.before("update_user_book_read", do=lambda: desk.person.remove(record))
    assert "0 failed" in await desk.run("sync")
    assert desk.entries == {}
    assert "stays off" in await desk.run("why", str(book))


async def test_a_read_that_hardcover_adds_late_is_there_once(desk: Desk) -> None:
    book = desk.reads("Orchard")
    record = desk.record_of("Orchard")
    desk.person.add(record, 3)
    (old,) = desk.person.reads(record)
    old.update(started_at="2019-01-01", finished_at="2019-02-01")
    desk.hardcover.faults.add(FaultKind.TIMEOUT_THEN_WRITE, operation="insert_user_book_read", requests=3)
    day = desk.clock.today()
    desk.services.reading.set_status([BookId(book)], StatusChange(ReadingStatus.READ, finished_on=day))
    for _ in range(8):
        await desk.services.sync.run(by_person=False)
        desk.clock.move(seconds=300)
    desk.clock.move(days=1)
    await desk.run("sync")
    finished = sorted(read["finished_at"] for read in desk.person.reads(record))
    assert finished == ["2019-02-01", day.isoformat()]


async def test_a_page_count_that_cannot_be_right_makes_nothing_finished(desk: Desk) -> None:
    book = desk.reads("Orchard")
    (edition,) = desk.hardcover.world.editions_of(desk.record_of("Orchard"))
    desk.hardcover.world.set_pages(edition["id"], 1)
    await desk.push(BookId(book), 0.6)
    await desk.run("sync")
    assert desk.person.reads(desk.record_of("Orchard"))[0]["progress_pages"] is None
    assert "page count (1) can't be right" in await desk.run("why", str(book))
    await desk.run("pages", str(book), "250")
    await desk.run("sync")
    assert desk.person.reads(desk.record_of("Orchard"))[0]["progress_pages"] == 150


@pytest.mark.parametrize(
    ("title", "decoy"),
    [
        ("Summer of Salt", "Summer of Salt 2"),
        ("Summer of Salt", "Summary of Summer of Salt"),
        ("Summer of Salt", "Summer of Salt: Books 1-3"),
        ("Summer of Salt, Vol. 3", "Summer of Salt, Vol. 2"),
    ],
)
async def test_another_book_is_refused_and_kept_as_a_candidate(desk: Desk, title: str, decoy: str) -> None:
    """However popular it is."""
    desk.hardcover.world.add_book(decoy, ["Ada Example"], editions=[NewEdition(90, users=90_000)])
    book = desk.by_title(title, record="Something Else Entirely")
    said = await desk.run("sync")
    assert "1 not matched" in said
    assert desk.entries == {}
    assert "✗ Match" in await desk.run("why", str(book))
