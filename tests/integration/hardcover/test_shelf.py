"""Reading and writing a shelf: batches, their fallbacks, and replies that are never lost."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bookorbit_desktop.demo.local_hardcover import FaultKind, LocalHardcover, Options, Tier, VirtualClock
from bookorbit_desktop.demo.local_hardcover.fixtures import book_id, fixture_world
from bookorbit_desktop.demo.local_hardcover.library import BOOK_IS_GONE
from bookorbit_desktop.domain.base.errors import HardcoverBusy, MissingScope
from bookorbit_desktop.domain.base.ids import EditionId, RecordId
from bookorbit_desktop.domain.hardcover.catalogue import (
    AddEntry,
    AddRead,
    ChangeEntry,
    ChangeRead,
    ReadRow,
    RemoveEntry,
    RemoveRead,
    Write,
)
from bookorbit_desktop.hardcover.shelf import Shelf
from tests.integration.hardcover.setting import client_for

SLUGS = (
    "winter-on-the-ninth-floor",
    "the-clockmaker-s-apprentice",
    "salt-and-cinnamon",
    "seven-doors-in-lisbon",
    "the-archivist-of-storms",
    "bread-for-the-journey-home",
    "the-marigold-ledger",
)
FINISHED = date(2026, 10, 4)


class Setting:
    def __init__(self, clock: VirtualClock, options: Options | None = None) -> None:
        self.clock = clock
        self.hardcover = LocalHardcover(fixture_world(), options=options, clock=clock, sleep=clock.sleep)
        self.client = client_for(self.hardcover, clock)
        self.shelf = Shelf(self.client)
        self.me = self.hardcover.user_id
        self.books = [RecordId(book_id(self.hardcover.world, slug)) for slug in SLUGS]

    @property
    def entries(self) -> dict[int, dict[str, Any]]:
        rows = self.hardcover.world.tables["user_books"].values()
        return {row["book_id"]: row for row in rows if row["user_id"] == self.me}

    def edition(self, book: int) -> int:
        return int(self.hardcover.world.editions_of(book)[0]["id"])

    def adds(self, count: int = 7, status_id: int = 2) -> list[Write]:
        return [
            AddEntry(RecordId(book), status_id, edition_id=EditionId(self.edition(book)))
            for book in self.books[:count]
        ]

    @property
    def statuses(self) -> list[int]:
        return [exchange.status for exchange in self.hardcover.requests]


@pytest.fixture
def setting(clock: VirtualClock) -> Setting:
    return Setting(clock)


@pytest.fixture
def make(clock: VirtualClock) -> Callable[..., Setting]:
    return lambda **options: Setting(clock, Options(**options))


# reading


async def test_entries_for_books(setting: Setting) -> None:
    almanac = book_id(setting.hardcover.world, "the-beekeeper-s-almanac")
    found = await setting.shelf.entries_for_books(setting.me, [RecordId(almanac), *setting.books])
    assert set(found) == {almanac}
    entry = found[RecordId(almanac)]
    assert (entry.status_id, entry.rating, entry.date_added) == (3, 4.5, date(2019, 3, 1))
    [read] = entry.reads
    assert (read.started_at, read.finished_at, read.progress_pages) == (
        date(2019, 3, 1),
        date(2019, 4, 12),
        224,
    )
    assert read.progress == 100.0


async def test_other_peoples_entries_never_come_back(setting: Setting) -> None:
    foreign = book_id(setting.hardcover.world, "the-salt-meridian")
    assert await setting.shelf.entries_for_books(setting.me, [RecordId(foreign)]) == {}
    assert all(entry.record_id != foreign for entry in await setting.shelf.all_entries(setting.me))


async def test_the_whole_shelf_comes_in_pages(setting: Setting) -> None:
    world = setting.hardcover.world
    classic = [world.add_book(f"Filler {number}", ["A"]) for number in range(248)]
    for book in classic:
        world.shelve(setting.me, book)
    entries = await setting.shelf.all_entries(setting.me)
    assert len(entries) == len({entry.id for entry in entries}) == 250
    assert setting.hardcover.units == 3
    assert entries[0].book is not None
    assert entries[0].book.title


async def test_a_shelf_is_whole_or_an_error(setting: Setting) -> None:
    for number in range(150):
        setting.hardcover.world.shelve(
            setting.me, setting.hardcover.world.add_book(f"Filler {number}", ["A"])
        )
    await setting.shelf.entries_for_books(setting.me, [])
    setting.hardcover.faults.add(FaultKind.UNAVAILABLE, 4, operation="ShelfPage")
    with pytest.raises(HardcoverBusy):
        await setting.shelf.all_entries(setting.me)


@pytest.mark.parametrize("as_text", [False, True])
async def test_ratings_come_as_numbers(make: Callable[..., Setting], as_text: bool) -> None:
    setting = make(ratings_as_text=as_text)
    almanac = book_id(setting.hardcover.world, "the-beekeeper-s-almanac")
    assert (await setting.shelf.entries_for_books(setting.me, [RecordId(almanac)]))[
        RecordId(almanac)
    ].rating == 4.5


# writing


async def test_replies_come_in_the_order_of_the_writes(setting: Setting) -> None:
    replies = await setting.shelf.write(setting.adds())
    assert [reply.entry and reply.entry.record_id for reply in replies] == setting.books
    assert all(reply.entry and reply.entry.reads[0].started_at == date(2026, 11, 18) for reply in replies)
    assert [exchange.units for exchange in setting.hardcover.requests] == [5, 2]


async def test_every_kind_of_write_in_one_request(setting: Setting) -> None:
    book, other = setting.books[:2]
    first, second = await setting.shelf.write(
        [AddEntry(RecordId(book), 2, EditionId(setting.edition(book))), AddEntry(RecordId(other), 3)]
    )
    assert first.entry
    assert second.entry
    row = ReadRow(EditionId(setting.edition(book)), date(2026, 9, 1), FINISHED, 398)
    old = ReadRow(EditionId(setting.edition(book)), date(2020, 1, 1), date(2020, 1, 9), 398)
    writes: list[Write] = [
        ChangeRead(first.entry.reads[0].id, row),
        ChangeEntry(first.entry.id, rating=4.5, privacy_id=3),
        AddRead(first.entry.id, old),
        RemoveRead(second.entry.reads[0].id),
        RemoveEntry(second.entry.id),
    ]
    changed, rated, added, unread, removed = await setting.shelf.write(writes)
    assert changed.read
    assert changed.entry
    assert (changed.read.finished_at, changed.read.progress, changed.entry.status_id) == (FINISHED, 100.0, 3)
    assert rated.entry
    assert (rated.entry.rating, rated.entry.privacy_id) == (4.5, 3)
    assert added.read
    assert (added.read.started_at, added.read.finished_at) == (date(2020, 1, 1), date(2020, 1, 9))
    assert (unread.error, removed.error) == (None, None)
    assert other not in setting.entries
    assert [exchange.units for exchange in setting.hardcover.requests] == [2, 5]


async def test_a_cleared_rating(setting: Setting) -> None:
    almanac = book_id(setting.hardcover.world, "the-beekeeper-s-almanac")
    entry_id = setting.entries[almanac]["id"]
    [kept] = await setting.shelf.write([ChangeEntry(entry_id, privacy_id=2)])
    [cleared] = await setting.shelf.write([ChangeEntry(entry_id, clear_rating=True)])
    assert kept.entry
    assert cleared.entry
    assert (kept.entry.rating, cleared.entry.rating, cleared.entry.privacy_id) == (4.5, None, 2)


@pytest.mark.parametrize("legacy", [False, True])
async def test_a_change_of_progress_keeps_the_dates(make: Callable[..., Setting], legacy: bool) -> None:
    """hardcover-api.md section 6, row 4: correct under both behaviours, because the row is sent whole."""
    setting = make(legacy_null_partial=legacy)
    [added] = await setting.shelf.write(setting.adds(1))
    assert added.entry
    [read] = added.entry.reads
    [reply] = await setting.shelf.write(
        [ChangeRead(read.id, ReadRow(read.edition_id, read.started_at, None, 40))]
    )
    assert reply.read
    assert (reply.read.started_at, reply.read.edition_id, reply.read.progress_pages) == (
        read.started_at,
        read.edition_id,
        40,
    )


async def test_pages_that_the_person_wrote_are_not_erased(setting: Setting) -> None:
    [added] = await setting.shelf.write(setting.adds(1))
    assert added.entry
    read_id = added.entry.reads[0].id
    setting.hardcover.world.tables["user_book_reads"][read_id]["progress_pages"] = 77
    [reply] = await setting.shelf.write([ChangeRead(read_id, ReadRow(None, date(2026, 1, 1)))])
    assert reply.read
    assert (reply.read.progress_pages, reply.read.started_at) == (77, date(2026, 1, 1))


async def test_an_in_band_error_is_in_its_reply(setting: Setting) -> None:
    merged = book_id(setting.hardcover.world, "weavers-daughter-old")
    first, gone, last = await setting.shelf.write(
        [
            AddEntry(RecordId(setting.books[0]), 1),
            AddEntry(RecordId(merged), 1),
            AddEntry(setting.books[1], 1),
        ]
    )
    assert (gone.error, gone.entry) == (BOOK_IS_GONE, None)
    assert first.entry
    assert last.entry


@pytest.mark.parametrize(("extent", "requests"), [("alias", 1), ("rest", 5), ("all", 9)])
async def test_a_failing_alias_never_hides_the_others(
    make: Callable[..., Setting], extent: str, requests: int
) -> None:
    """Lost replies are looked up; nothing is added twice."""
    setting = make(action_errors=extent)
    writes = setting.adds(5)
    writes[2] = AddEntry(RecordId(setting.books[2]), 2, edition_id=EditionId(setting.books[2]))
    replies = await setting.shelf.write(writes)
    assert [reply.error is None for reply in replies] == [True, True, False, True, True]
    assert [reply.entry.record_id if reply.entry else None for reply in replies] == [
        *setting.books[:2],
        None,
        *setting.books[3:5],
    ]
    assert sum(row.event == "added" for row in setting.hardcover.journal) == 4
    assert len(setting.hardcover.requests) <= requests


async def test_a_refused_batch_is_sent_one_by_one_and_remembered(make: Callable[..., Setting]) -> None:
    setting = make(most_mutations=1)
    assert setting.shelf.batch_size == 5
    replies = await setting.shelf.write(setting.adds(3))
    assert all(reply.entry for reply in replies)
    assert setting.shelf.batch_size == 1
    await setting.shelf.write([ChangeEntry(reply.entry.id, rating=3) for reply in replies if reply.entry])
    assert setting.statuses == [403, 200, 200, 200, 200, 200, 200]


@pytest.mark.parametrize("double_encoded", [False, True])
async def test_a_refused_batch_in_either_shape(make: Callable[..., Setting], double_encoded: bool) -> None:
    setting = make(most_mutations=1, double_encoded_errors=double_encoded)
    assert all(reply.entry for reply in await setting.shelf.write(setting.adds(2)))


async def test_a_batch_is_never_larger_than_the_burst(make: Callable[..., Setting]) -> None:
    setting = make(tier=Tier("Tiny", quota=60, window=60, burst=3))
    await setting.shelf.entries_for_books(setting.me, setting.books)
    assert setting.shelf.batch_size == 3
    await setting.shelf.write(setting.adds())
    assert [exchange.units for exchange in setting.hardcover.requests] == [1, 3, 3, 1]
    assert setting.hardcover.throttled == 0


async def test_a_burst_that_is_not_known_yet(make: Callable[..., Setting]) -> None:
    setting = make(tier=Tier("Tiny", quota=60, window=60, burst=3))
    assert all(reply.entry for reply in await setting.shelf.write(setting.adds(5)))


async def test_a_depth_limit_leads_to_shallow_writes(make: Callable[..., Setting]) -> None:
    setting = make(max_depth=3)
    replies = await setting.shelf.write(setting.adds(5))
    assert all(reply.entry and reply.entry.reads for reply in replies)
    await setting.shelf.write(setting.adds(5, status_id=4))
    assert [exchange.operation for exchange in setting.hardcover.requests] == [
        "Write",
        "Write",
        "Me",
        "EntriesByIds",
        "Write",
        "EntriesByIds",
    ]
    first = replies[0].entry
    assert first
    [reply] = await setting.shelf.write([ChangeRead(first.reads[0].id, ReadRow(first.edition_id, FINISHED))])
    assert reply.read
    assert reply.read.started_at == FINISHED


@pytest.mark.parametrize(
    "kind",
    [FaultKind.WRITE_THEN_ERROR, FaultKind.WRITE_THEN_RESET, FaultKind.TRUNCATED, FaultKind.HTML_ERROR],
)
async def test_writes_without_an_answer_are_looked_up_before_they_are_repeated(
    setting: Setting, kind: FaultKind
) -> None:
    setting.hardcover.faults.add(kind)
    replies = await setting.shelf.write(setting.adds(3))
    assert [reply.entry and reply.entry.record_id for reply in replies] == setting.books[:3]
    rows = setting.hardcover.world.tables["user_book_reads"].values()
    ours = [
        row for row in rows if row["user_book_id"] in {entry.entry.id for entry in replies if entry.entry}
    ]
    assert len(ours) == 3
    assert sum(row.event == "added" for row in setting.hardcover.journal) == 3


@pytest.mark.parametrize("kind", [FaultKind.WRITE_THEN_ERROR, FaultKind.HTML_ERROR])
async def test_a_read_is_never_added_twice(setting: Setting, kind: FaultKind) -> None:
    [added] = await setting.shelf.write(setting.adds(1))
    assert added.entry
    setting.hardcover.faults.add(kind)
    [reply] = await setting.shelf.write([AddRead(added.entry.id, ReadRow(None, date(2020, 1, 1), FINISHED))])
    assert reply.read
    assert reply.read.finished_at == FINISHED
    assert len(setting.hardcover.world.reads_of(added.entry.id)) == 2


@pytest.mark.parametrize("kind", [FaultKind.WRITE_THEN_ERROR, FaultKind.HTML_ERROR])
async def test_a_removal_without_an_answer(setting: Setting, kind: FaultKind) -> None:
    [added] = await setting.shelf.write(setting.adds(1))
    assert added.entry
    setting.hardcover.faults.add(kind)
    [reply] = await setting.shelf.write([RemoveEntry(added.entry.id)])
    assert reply.error is None
    assert setting.books[0] not in setting.entries


async def test_a_timeout_is_the_callers_to_look_into(setting: Setting) -> None:
    """What timed out may still land after a look-up, so nothing is repeated here."""
    setting.hardcover.faults.add(FaultKind.WRITE_THEN_TIMEOUT)
    with pytest.raises(HardcoverBusy) as caught:
        await setting.shelf.write(setting.adds(2))
    assert caught.value.may_have_landed
    assert set(await setting.shelf.entries_for_books(setting.me, setting.books)) == set(setting.books[:2])


async def test_replies_before_a_failure_are_given(setting: Setting) -> None:
    replies = setting.shelf.replies(setting.adds())
    given = [await anext(replies) for _ in range(5)]
    setting.hardcover.faults.add(FaultKind.UNAVAILABLE, 4)
    with pytest.raises(HardcoverBusy):
        await anext(replies)
    assert [reply.entry and reply.entry.record_id for reply in given] == setting.books[:5]


async def test_a_missing_scope_is_an_error_not_a_reply(setting: Setting) -> None:
    scopes = frozenset({"read:catalog", "read:library", "read:me:content"})
    setting.hardcover.add_token("hc_pat_readonly", setting.me, scopes=scopes)
    shelf = Shelf(client_for(setting.hardcover, setting.clock, "hc_pat_readonly"))
    with pytest.raises(MissingScope):
        await shelf.write(setting.adds(2))


async def test_sending_the_same_again_makes_no_journal_row(setting: Setting) -> None:
    replies = await setting.shelf.write(setting.adds(3))
    rows = len(setting.hardcover.journal)
    await setting.shelf.write([ChangeEntry(reply.entry.id, status_id=2) for reply in replies if reply.entry])
    assert len(setting.hardcover.journal) == rows


async def test_nothing_is_sent_for_no_writes(setting: Setting) -> None:
    assert await setting.shelf.write([]) == []
    assert setting.hardcover.requests == []
