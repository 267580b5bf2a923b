"""Writing only what changes, and writes that are late, withdrawn, or answered in part."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bookorbit_desktop.demo.local_hardcover import FaultKind, Options, VirtualClock
from bookorbit_desktop.domain.base.errors import HardcoverBusy
from bookorbit_desktop.domain.base.ids import EditionId, RecordId
from bookorbit_desktop.domain.hardcover.catalogue import (
    AddEntry,
    AddRead,
    ChangeEntry,
    ChangeRead,
    ReadRow,
    RemoveEntry,
    Write,
)
from bookorbit_desktop.domain.hardcover.late_reads import late_reads, unanswered_read
from bookorbit_desktop.hardcover.shelf import Shelf
from tests.integration.hardcover.test_shelf import Setting
from tests.person import Person

STARTED, FINISHED = date(2026, 9, 1), date(2026, 10, 4)
LATE = [FaultKind.TIMEOUT_THEN_WRITE, FaultKind.RESET_THEN_WRITE]


@pytest.fixture
def make(clock: VirtualClock) -> Callable[..., "Novel"]:
    return lambda **options: Novel(clock, **options)


@pytest.fixture
def novel(clock: VirtualClock) -> "Novel":
    return Novel(clock)


class KilledError(Exception):
    """The end of a program."""


class Novel(Setting):
    """A book that the person reads: page 100 of a read begun on the first of September."""

    def __init__(self, clock: VirtualClock, **options: Any) -> None:
        super().__init__(clock, Options(**options))
        self.person = Person(self.hardcover)
        self.book = self.books[0]
        self.entry = self.person.add(self.book, 2, edition_id=self.edition(self.book))
        self.person.set_dates(self.book, str(STARTED), None)
        self.read = self.person.set_progress(self.book, 100)
        self.seen = ReadRow(EditionId(self.edition(self.book)), STARTED, None, 100)

    def to_page(self, page: int | None) -> ChangeRead:
        row = ReadRow(self.seen.edition_id, self.seen.started_at, None, page)
        return ChangeRead(self.read["id"], row, self.seen)

    @property
    def columns(self) -> tuple[object, ...]:
        names = ("edition_id", "started_at", "finished_at", "progress_pages")
        return tuple(self.read[name] for name in names)


# only what changes


async def test_a_change_of_progress_leaves_what_the_person_wrote_meanwhile(novel: Novel) -> None:
    """The finish date, the start and the edition are no part of it, once Hardcover was seen to keep them."""
    await novel.shelf.write([novel.to_page(120)])
    novel.hardcover.between.before(
        "update_user_book_read", do=lambda: novel.person.set_dates(novel.book, "2026-08-20", "2026-10-04")
    )
    [reply] = await novel.shelf.write([novel.to_page(150)])
    assert novel.columns == (novel.seen.edition_id, "2026-08-20", "2026-10-04", 150)
    assert reply.read is not None
    assert reply.read.finished_at == FINISHED


async def test_the_first_change_leaves_a_finish_that_the_person_wrote_meanwhile(novel: Novel) -> None:
    """It goes with the dates that were there, as nobody knows yet whether Hardcover keeps what is left out."""
    novel.hardcover.between.before(
        "update_user_book_read", do=lambda: novel.person.set_dates(novel.book, str(STARTED), "2026-10-04")
    )
    await novel.shelf.write([novel.to_page(150)])
    assert novel.columns == (novel.seen.edition_id, str(STARTED), "2026-10-04", 150)


@pytest.mark.parametrize("legacy", [False, True])
async def test_no_field_is_lost_where_nobody_waits_for_the_first_reply(
    make: Callable[..., Novel], legacy: bool
) -> None:
    """A program that is killed then, or a connection that breaks: the one request did no harm."""
    novel = make(legacy_null_partial=legacy)

    def end() -> None:
        raise KilledError

    novel.hardcover.between.after("update_user_book_read", do=end)
    with pytest.raises(KilledError):
        await novel.shelf.write([novel.to_page(150)])
    assert novel.columns == (novel.seen.edition_id, str(STARTED), None, 150)


@pytest.mark.parametrize("legacy", [False, True])
async def test_no_field_is_lost_where_hardcover_takes_one_write_at_a_time(
    make: Callable[..., Novel], legacy: bool
) -> None:
    novel = make(legacy_null_partial=legacy)
    novel.client.learned.one_by_one = True
    for page in (150, 160):
        await novel.shelf.write([novel.to_page(page)])
        assert novel.columns == (novel.seen.edition_id, str(STARTED), None, page)
    assert [exchange.units for exchange in novel.hardcover.requests[-2:]] == [1, 1]


async def test_progress_is_taken_back_to_none(novel: Novel) -> None:
    await novel.shelf.write([novel.to_page(None)])
    assert novel.columns == (novel.seen.edition_id, str(STARTED), None, None)


async def test_dates_are_cleared_by_name(novel: Novel) -> None:
    seen = ReadRow(novel.seen.edition_id, STARTED, FINISHED, 398)
    novel.person.finish(novel.book, FINISHED)
    row = ReadRow(novel.seen.edition_id, None, FINISHED, 398)
    await novel.shelf.write([ChangeRead(novel.read["id"], row, seen)])
    assert novel.columns == (novel.seen.edition_id, None, "2026-10-04", 398)


@pytest.mark.parametrize("legacy", [False, True])
@pytest.mark.parametrize("depth", [None, 3])
async def test_no_field_is_lost_on_either_server(
    make: Callable[..., Novel], legacy: bool, depth: int | None
) -> None:
    """An older server clears what is left out (hardcover-api.md 6.4): put back in the same request, and whole
    rows from there on.
    """
    novel = make(legacy_null_partial=legacy, max_depth=depth)
    for page in (150, 160):
        requests = len(novel.hardcover.requests)
        [reply] = await novel.shelf.write([novel.to_page(page)])
        assert novel.columns == (novel.seen.edition_id, str(STARTED), None, page)
        assert reply.read is not None
        assert reply.read.started_at == STARTED
    assert depth or len(novel.hardcover.requests) - requests == 1


async def test_columns_an_old_server_cleared_are_restored_despite_its_errors(
    make: Callable[..., Novel],
) -> None:
    novel = make(legacy_null_partial=True)
    novel.hardcover.between.after(
        "update_user_book_read", do=lambda: novel.hardcover.faults.add(FaultKind.HTML_ERROR, 3)
    )
    await novel.shelf.write([novel.to_page(150)])
    assert novel.columns == (novel.seen.edition_id, str(STARTED), None, 150)


async def test_an_old_server_is_remembered_by_the_next_shelf(make: Callable[..., Novel]) -> None:
    novel = make(legacy_null_partial=True)
    await novel.shelf.write([novel.to_page(150)])
    requests = len(novel.hardcover.requests)
    await Shelf(novel.client).write([novel.to_page(160)])
    assert len(novel.hardcover.requests) == requests + 1
    assert novel.columns == (novel.seen.edition_id, str(STARTED), None, 160)


async def test_a_date_that_the_person_takes_away_meanwhile_stays_away(novel: Novel) -> None:
    """Once Hardcover was seen to keep what is left out, a field that is gone was taken away by the person."""
    await novel.shelf.write([novel.to_page(150)])
    novel.hardcover.between.before(
        "update_user_book_read", do=lambda: novel.person.set_dates(novel.book, None, None)
    )
    await novel.shelf.write([novel.to_page(160)])
    assert novel.columns == (novel.seen.edition_id, None, None, 160)


# the depth limit


async def test_shallow_replies_show_entry_and_reads(make: Callable[..., Novel]) -> None:
    novel = make(max_depth=3)
    old = ReadRow(novel.seen.edition_id, date(2020, 1, 1), date(2020, 1, 9), 398)
    changed, added, rated = await novel.shelf.write(
        [novel.to_page(150), AddRead(novel.entry["id"], old), ChangeEntry(novel.entry["id"], rating=4)]
    )
    for reply in (changed, added, rated):
        assert reply.entry is not None
        assert (reply.entry.id, reply.entry.record_id, reply.entry.rating) == (
            novel.entry["id"],
            novel.book,
            4,
        )
        assert {read.progress_pages for read in reply.entry.reads} == {150, 398}
    assert changed.read is not None
    assert changed.read.progress_pages == 150


async def test_a_lost_reply_under_the_depth_limit(make: Callable[..., Novel]) -> None:
    novel = make(max_depth=3)
    await novel.shelf.write([novel.to_page(120)])
    novel.hardcover.faults.add(FaultKind.HTML_ERROR, operation="Write")
    [reply] = await novel.shelf.write([novel.to_page(150)])
    assert reply.entry is not None
    assert reply.read is not None
    assert reply.read.progress_pages == 150


# one alias fails alone


@pytest.mark.parametrize("kind", [FaultKind.ALIAS_REFUSED, FaultKind.ALIAS_BROKEN])
async def test_a_failing_write_of_any_kind_leaves_the_others_alone(novel: Novel, kind: FaultKind) -> None:
    row = ReadRow(novel.seen.edition_id, date(2020, 1, 1), date(2020, 1, 9), 398)
    writes: list[Write] = [
        novel.to_page(150),
        AddRead(novel.entry["id"], row),
        ChangeEntry(novel.entry["id"], rating=4),
        AddEntry(RecordId(novel.books[1]), 1),
    ]
    for failing in range(4):
        novel.hardcover.faults.add(kind, alias=f"m{failing}")
        replies = await novel.shelf.write(writes)
        assert [reply.error is not None for reply in replies] == [number == failing for number in range(4)]


async def test_an_alias_that_answers_nothing_says_nothing(novel: Novel) -> None:
    novel.hardcover.faults.add(FaultKind.ALIAS_EMPTY)
    [reply] = await novel.shelf.write([novel.to_page(150)])
    assert (reply.error, reply.entry, reply.read) == (None, None, None)


# carried out late


@pytest.mark.parametrize("requests", [0, 1, 2, 3])
@pytest.mark.parametrize("depth", [None, 3])
async def test_a_read_that_arrives_late_is_there_once(
    make: Callable[..., Novel], requests: int, depth: int | None
) -> None:
    """Before our look, between look and repeat, or after the repeat."""
    novel = make(max_depth=depth)
    await novel.shelf.write([novel.to_page(120)])
    novel.hardcover.faults.add(FaultKind.RESET_THEN_WRITE, operation="Write", requests=requests)
    row = ReadRow(novel.seen.edition_id, date(2020, 1, 1), date(2020, 1, 9), 398)
    [reply] = await novel.shelf.write([AddRead(novel.entry["id"], row)])
    assert reply.read is not None
    assert [read["id"] for read in novel.person.reads(novel.book)] == [novel.read["id"], reply.read.id]


async def test_hardcover_gets_its_half_minute_before_a_read_is_sent_again(novel: Novel) -> None:
    """It gives up a request after 30 s: the look is after that."""
    novel.hardcover.faults.add(FaultKind.RESET_THEN_WRITE, operation="Write")
    began = novel.clock()
    looked: list[float] = []
    novel.hardcover.between.before("EntriesByIds", do=lambda: looked.append(novel.clock() - began))
    await novel.shelf.write([AddRead(novel.entry["id"], ReadRow(None, date(2020, 1, 1), FINISHED))])
    assert looked[0] >= 30


async def test_the_persons_own_like_read_is_no_copy(novel: Novel) -> None:
    """One that was there before we sent ours."""
    row = ReadRow(novel.seen.edition_id, date(2020, 1, 1), date(2020, 1, 9), 50)
    theirs = novel.person.add_read(
        novel.book, "2020-01-01", finished_at="2020-01-09", edition_id=row.edition_id, progress_pages=60
    )
    novel.hardcover.faults.add(FaultKind.RESET_THEN_WRITE, operation="Write", requests=1)
    [reply] = await novel.shelf.write([AddRead(novel.entry["id"], row)])
    assert reply.read is not None
    ids = [read["id"] for read in novel.person.reads(novel.book)]
    assert ids == [novel.read["id"], theirs["id"], reply.read.id]


@pytest.mark.parametrize("kind", LATE)
async def test_a_read_that_arrives_after_everything_is_recognised(novel: Novel, kind: FaultKind) -> None:
    row = ReadRow(novel.seen.edition_id, date(2020, 1, 1), date(2020, 1, 9), 398)
    write = AddRead(novel.entry["id"], row)
    before = (await novel.shelf.entries_for_books(novel.me, [RecordId(novel.book)]))[RecordId(novel.book)]
    sent = unanswered_read(write, before, datetime(2026, 11, 18, tzinfo=UTC))
    novel.hardcover.faults.add(kind, operation="Write")
    try:
        [reply] = await novel.shelf.write([write])
    except HardcoverBusy:
        [reply] = await novel.shelf.write([write])
    assert reply.read is not None
    novel.person.set_progress(novel.book, 399)  # ours moves on
    novel.hardcover.carry_out_late()
    after = (await novel.shelf.entries_for_books(novel.me, [RecordId(novel.book)]))[RecordId(novel.book)]
    assert len(after.reads) == 3
    [copy] = late_reads(sent, after)
    assert copy.id not in {reply.read.id, novel.read["id"]}


# withdrawn while we wait


@pytest.mark.parametrize(
    "kind", [FaultKind.HTML_ERROR, FaultKind.RESET, FaultKind.UNAVAILABLE, FaultKind.DNS, FaultKind.THROTTLE]
)
async def test_a_write_is_asked_about_before_it_is_sent_again(novel: Novel, kind: FaultKind) -> None:
    asked: list[Write] = []

    async def wanted(write: Write) -> bool:
        entries = await novel.shelf.entries_for_books(novel.me, [RecordId(novel.book)])
        asked.append(write)
        return isinstance(write, ChangeEntry) and novel.book in entries

    novel.hardcover.faults.add(kind, operation="Write")
    writes: list[Write] = [novel.to_page(150), ChangeEntry(novel.entry["id"], rating=4)]
    changed, rated = await novel.shelf.write(writes, is_wanted=wanted)
    assert asked == writes
    assert changed.withdrawn
    assert (novel.read["progress_pages"], novel.entry["rating"]) == (100, 4)
    assert rated.entry is not None


async def test_a_server_that_stays_busy_is_given_up(novel: Novel) -> None:
    async def wanted(write: Write) -> bool:
        return True

    novel.hardcover.faults.add(FaultKind.UNAVAILABLE, 5, operation="Write")
    with pytest.raises(HardcoverBusy):
        await novel.shelf.write([novel.to_page(150)], is_wanted=wanted)
    assert sum(exchange.status == 503 for exchange in novel.hardcover.requests) == 4


async def test_a_write_carried_out_without_a_reply_is_not_withdrawn(novel: Novel) -> None:
    async def wanted(write: Write) -> bool:
        return False

    novel.hardcover.faults.add(FaultKind.WRITE_THEN_RESET, operation="Write")
    added, removed = await novel.shelf.write(
        [AddEntry(RecordId(novel.books[1]), 1), RemoveEntry(novel.entry["id"])], is_wanted=wanted
    )
    assert added.entry is not None
    assert not removed.withdrawn
    assert novel.book not in novel.entries
