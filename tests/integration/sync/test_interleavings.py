"""Any interleaving of local edits, remote edits, faults, cancels and crashes does no harm and converges."""

import asyncio
import tempfile
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bookorbit_desktop.demo.local_hardcover import (
    FaultKind,
    LocalHardcover,
    NewEdition,
    NewRead,
    Options,
    World,
)
from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.ids import RecordId
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook
from bookorbit_desktop.domain.hardcover.local_state import HARDCOVER_STATUS
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from tests.integration.sync.conftest import Loop, Row
from tests.person import Person
from tests.services import TestClock, make_services

AT_REST = ("synced", "hardcover_ahead")
RANK = {6: 0, 1: 1, 4: 2, 5: 2, 2: 3, 3: 4}
LOOKS = ("EntriesForBooks", "EntriesByIds", "ShelfPage")
Step = tuple[str, Any]
Cell = tuple[str, int, str]
"""A table, the id of a row, and a column."""

_statuses = st.sampled_from([status for status in ReadingStatus if status is not ReadingStatus.UNREAD])
_faults = st.sampled_from(
    [
        FaultKind.WRITE_THEN_TIMEOUT,
        FaultKind.WRITE_THEN_ERROR,
        FaultKind.WRITE_THEN_RESET,
        FaultKind.TRUNCATED,
        FaultKind.UNAVAILABLE,
        FaultKind.HTML_ERROR,
        FaultKind.RESET,
        FaultKind.SLOW,
    ]
)
_edits = st.one_of(
    st.tuples(st.just("push"), st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.505, 0.7, 0.98, 1.0])),
    st.tuples(st.just("status"), _statuses),
    st.tuples(st.just("rate"), st.sampled_from([1.0, 4.5])),
    st.tuples(st.just("days"), st.integers(1, 40)),
    st.tuples(st.just("they rate"), st.sampled_from([2.0, 5.0])),
    st.tuples(st.just("they set"), st.sampled_from([1, 2, 3, 4, 5])),
    st.tuples(st.just("they read on"), st.sampled_from([20, 60, 100])),
    st.tuples(st.just("they shelve"), st.sampled_from([1, 2, 3, 4, 5])),
    st.tuples(st.just("they open a read"), st.sampled_from([None, 10, 50])),
    st.tuples(st.just("they finish"), st.sampled_from(["2026-03-01", "2026-11-01"])),
    st.tuples(st.just("they type a page"), st.sampled_from([5, 40, 95])),
    st.tuples(st.just("they date"), st.sampled_from([("2026-01-05", None), (None, None)])),
    st.just(("they choose an edition", None)),
    st.just(("they review", None)),
    st.just(("they remove", None)),
    st.just(("reread", None)),
    st.just(("pick", None)),
    st.just(("re-match", None)),
    st.just(("exclude", None)),
    st.just(("include", None)),
)
_runs = st.one_of(
    st.none(),
    st.just(("sync", None)),
    st.just(("sync", None)),
    st.tuples(st.just("crash"), st.integers(1, 6)),
    st.tuples(st.just("cancelled sync"), st.integers(0, 6)),
    st.tuples(st.just("faulty sync"), _faults),
    st.tuples(st.just("limited sync"), st.integers(0, 3)),
    st.tuples(st.just("broken sync"), st.sampled_from(["m0", "m1"])),
)
steps = st.lists(st.tuples(_edits, _runs), max_size=8)

_late = st.tuples(
    st.sampled_from([FaultKind.TIMEOUT_THEN_WRITE, FaultKind.RESET_THEN_WRITE]), st.integers(0, 4)
)
_own_acts = st.lists(
    st.tuples(st.integers(1, 7), st.tuples(st.just("status"), _statuses)), min_size=1, max_size=2
)
_acts = st.lists(st.tuples(st.integers(1, 7), _edits), min_size=1, max_size=2)
_watched = st.one_of(
    st.tuples(st.just("watched sync"), st.tuples(_acts, st.none())),
    st.tuples(st.just("watched sync"), st.tuples(_acts, st.none())),
    st.tuples(st.just("watched sync"), st.tuples(_acts, _faults)),
    st.tuples(st.just("late sync"), _late),
)
_here = st.one_of(
    st.tuples(st.just("push"), st.sampled_from([0.1, 0.3, 0.5, 0.7, 0.98])),
    st.tuples(st.just("status"), _statuses),
    st.tuples(st.just("rate"), st.sampled_from([1.0, 4.5])),
)
_first = st.lists(st.tuples(_here, st.just(("sync", None))), max_size=1)
_then = st.lists(st.tuples(_edits, st.none()), max_size=1)
_while = st.lists(st.tuples(_here, _watched), min_size=1, max_size=2)
watched_steps = st.builds(lambda first, then, during: [*first, *then, *during], _first, _then, _while)

_finished_there_before_here: list[tuple[Step, Step | None]] = [
    (("push", 0.1), ("sync", None)),
    (("status", ReadingStatus.WANT_TO_READ), ("sync", None)),
    (("status", ReadingStatus.READ), None),
    (("they finish", "2026-03-01"), None),
]
_read_again_after_a_pause: list[tuple[Step, Step | None]] = [
    (("push", 0.98), None),
    (("status", ReadingStatus.WANT_TO_READ), None),
    (("status", ReadingStatus.ON_HOLD), ("sync", None)),
    (("status", ReadingStatus.READ), None),
]
_picked_again: list[tuple[Step, Step | None]] = [
    (("push", 0.1), ("watched sync", ([(2, ("pick", None))], None))),
    (("push", 0.98), ("watched sync", ([(2, ("pick", None))], None))),
]
_sent_before_exclude: list[tuple[Step, Step | None]] = [
    (("rate", 4.5), ("late sync", (FaultKind.TIMEOUT_THEN_WRITE, 0))),
    (("push", 0.5), ("watched sync", ([(4, ("exclude", None))], None))),
]


_only_here = st.lists(
    st.tuples(
        st.one_of(
            st.tuples(st.just("push"), st.sampled_from([0.1, 0.5, 0.98, 1.0])),
            st.tuples(st.just("status"), _statuses),
            st.tuples(st.just("status"), _statuses),
            st.tuples(st.just("rate"), st.sampled_from([1.0, 4.5])),
            st.tuples(st.just("days"), st.integers(1, 40)),
        ),
        st.one_of(_runs, st.tuples(st.just("watched sync"), st.tuples(_own_acts, st.none()))),
    ),
    min_size=2,
    max_size=8,
)


class Story:
    """One book, told step by step, and what must hold after each sync."""

    def __init__(self, loop: Loop, *, shelved: bool) -> None:
        self.loop = loop
        self.book = loop.book("Orchard", pages=100)
        self.matched = loop.record_of("Orchard")
        self.picked = loop.world.add_book("Picked by Hand", ["Bob Else"], editions=[NewEdition(200)])
        self.record: int = self.matched
        self.adopted: set[int] = set()
        """Records that the person shelved themselves."""
        self.their_reads: dict[int, Row] = {}
        """What the person wrote into reads of the record that is matched now, by their ids."""
        self.paged: set[int] = set()
        """The reads whose page the person set."""
        self.new_rating: float | None = None
        self.new_status: int | None = None
        """What the person set on Hardcover since the last sync that ran to its end."""
        self.at_rest: Row | None = None
        """The entry as it was when both sides were last in step."""
        self.known = self.removed = self.excluded = False
        self.sets_status = ""
        """Who set the status on the entry that is there now: "we" or "they"; empty if nobody did."""
        self.person = Person(loop.hardcover)
        self.their_edition: int | None = None
        """The edition that the person chose for the entry."""
        self.before = Snapshot.of(self)
        """What must not be lowered: as it was when the run began, or when the person acted last."""
        self.acted = False
        """Whether the person acted while the newest run was going."""
        self.unseen: set[Cell] = set()
        """What the person wrote since the run looked last."""
        loop.hardcover.while_late = self.let_late_write_land
        for record in (self.matched, self.picked):
            loop.world.add_edition(record, NewEdition(120, users=1))
        if shelved:
            self.they_shelve(2)

    @property
    def entry(self) -> Row | None:
        return self.entry_of(self.record)

    @property
    def reads(self) -> list[Row]:
        return self.reads_of(self.record)

    def entry_of(self, record: int) -> Row | None:
        return self.loop.world.entry_of(self.loop.hardcover.user_id, record)

    def reads_of(self, record: int) -> list[Row]:
        entry = self.entry_of(record)
        return [] if entry is None else self.loop.world.reads_of(entry["id"])

    @property
    def elsewhere(self) -> tuple[Row | None, list[Row]]:
        """What stands on the entry of the other record, as it is now."""
        other = self.picked if self.record == self.matched else self.matched
        return self.entry_of(other), self.reads_of(other)

    async def step(self, name: str, value: Any) -> None:
        if name.startswith("they"):
            self.they(name, value)
        elif name == "watched sync":
            acts, fault = value
            if fault is not None:
                self.loop.hardcover.faults.add(fault, operation="Write")
            self.plan_acts(acts)
            await self.sync()
        elif name == "late sync":
            kind, requests = value
            self.loop.hardcover.faults.add(kind, operation="Write", requests=requests)
            await self.sync()
        elif name == "limited sync":
            await self.limited_sync(value)
        elif name.endswith("sync"):
            if name == "faulty sync":
                self.loop.hardcover.faults.add(value, operation="Write")
            if name == "broken sync":
                self.loop.hardcover.faults.add(FaultKind.ALIAS_BROKEN, operation="Write", alias=value)
            await self.sync(stop_after=value if name == "cancelled sync" else None)
        elif name == "crash":
            await self.sync(stop_after=value, crash=True)
        else:
            await self.here(name, value)

    async def limited_sync(self, writes: int) -> None:
        """A run that meets the daily limit after so many requests with writes."""
        hardcover = self.loop.hardcover
        if writes == 0:
            hardcover.drain_day(0)
        else:
            hardcover.between.after("mutation", nth=writes, do=lambda: hardcover.drain_day(0))
        await self.sync()
        hardcover.drain_day(5000)

    def plan_acts(self, acts: list[tuple[int, Step]]) -> None:
        """Let somebody act after so many requests of the next run, and watch what the run can have seen of it."""
        between = self.loop.hardcover.between
        cells: dict[Cell, Any] = {}

        def note() -> None:
            cells.clear()
            cells.update(self.cells())

        for look in LOOKS:
            between.before(look, do=self.unseen.clear, times=100)
        between.before("mutation", do=note, times=100)
        between.after("mutation", do=lambda: self.forgive(self.changed_since(cells)), times=100)
        for nth, edit in acts:
            between.after(nth=nth, do=partial(self.act, *edit))

    async def act(self, name: str, value: Any) -> None:
        """What was done up to here did no harm; what comes after it must leave this alone too."""
        self.check(self.before)
        self.note_own_status()
        self.acted = True
        cells = self.cells()
        if name.startswith("they"):
            self.they(name, value)
            self.unseen |= self.changed_since(cells)
        else:
            await self.here(name, value)
        self.before = Snapshot.of(self)

    @contextmanager
    def let_late_write_land(self) -> Iterator[None]:
        """What was sent before the person excluded or re-matched the book can be carried out after that."""
        self.check(self.before)
        self.note_own_status()
        shown = Snapshot.of(self)
        yield
        self.note_own_status(shown)
        now = Snapshot.of(self)
        self.before = self.before._replace(elsewhere=now.elsewhere, reads_elsewhere=now.reads_elsewhere)
        if self.excluded:
            self.before = self.before._replace(entry=now.entry, reads=now.reads)

    def note_own_status(self, before: "Snapshot | None" = None) -> None:
        """Whatever became of the status since then is our doing."""
        was, now = (before or self.before).entry, self.entry
        if now is not None and (was is None or was["status_id"] != now["status_id"]):
            self.sets_status = "we"

    def cells(self) -> dict[Cell, Any]:
        """Every value on the shelf."""
        return {
            (table, row["id"], column): value
            for table in ("user_books", "user_book_reads")
            for row in self.loop.world.tables[table].values()
            for column, value in row.items()
        }

    def changed_since(self, cells: dict[Cell, Any]) -> set[Cell]:
        """What is new or has another value."""
        return {cell for cell, value in self.cells().items() if cell not in cells or cells[cell] != value}

    def forgive(self, written: set[Cell]) -> None:
        """A write meets what the person wrote into the same field after the look for it: nobody can see that."""
        now = self.cells()
        for cell in written & self.unseen:
            table, row_id, column = cell
            for row in [self.before.entry, *self.before.reads, *self.their_reads.values()]:
                if row is not None and column in row and row["id"] == row_id:
                    row[column] = now[cell]
            if table == "user_books" and column == "rating":
                self.new_rating = None
            if table == "user_books" and column == "status_id":
                self.new_status = None
            if table == "user_books" and column == "edition_id":
                self.their_edition = None

    async def here(self, name: str, value: Any) -> None:
        """What happens in the library."""
        matches = self.loop.services.matches
        match name:
            case "push":
                await self.loop.push(self.book, value)
            case "status":
                self.loop.set(self.book, value)
            case "reread":
                self.loop.set(self.book, ReadingStatus.REREADING)
            case "rate":
                self.loop.services.reading.rate([self.book], value)
                self.new_rating = None  # the later one counts, given by hand on either side
            case "days":
                self.loop.clock.move(days=value)
            case "pick":
                await matches.pick(
                    self.book, CatalogueBook(RecordId(self.picked), title="Picked by Hand"), None
                )
                self.turn_to(self.picked)
            case "re-match":
                await matches.rematch([self.book])
                self.turn_to(self.matched)
            case "exclude" | "include":
                self.excluded = name == "exclude"
                await (matches.exclude if self.excluded else matches.include)([self.book])

    def turn_to(self, record: int) -> None:
        """What stands on another record's entry is, from here on, somebody's own."""
        if record != self.record:
            self.their_reads = {read["id"]: dict(read) for read in self.reads_of(record)}
        self.record = record
        self.known = self.removed = False
        self.at_rest = None
        self.sets_status = ""
        self.new_rating = self.new_status = self.their_edition = None

    def they(self, name: str, value: Any) -> None:
        """What the person does on Hardcover."""
        if name == "they shelve":
            self.they_shelve(value)
        entry = self.entry
        if entry is None:
            return
        match name:
            case "they rate":
                self.new_rating = value if self.is_news("rating", value) else None
                self.person.rate(self.record, value)
            case "they set":
                self.new_status = value if self.is_news("status_id", value) else None
                self.sets_status = "they" if self.new_status else ""
                entry["status_id"] = value
            case "they read on" if self.reads:
                self.paged.add(self.reads[-1]["id"])
                newest = self.reads[-1]
                newest["progress_pages"] = max(value, newest["progress_pages"] or 0)
            case "they type a page" if self.reads:
                self.paged.add(self.reads[-1]["id"])
                self.person.set_progress(self.record, value)
            case "they date" if self.reads and self.reads[-1]["finished_at"] is None:
                self.they_own(self.person.set_dates(self.record, *value))
            case "they choose an edition":
                self.their_edition = self.loop.world.editions_of(self.record)[-1]["id"]
                self.person.set_edition(self.record, self.their_edition)
            case "they review":
                self.person.review(self.record)
            case "they open a read":
                self.they_own(
                    self.loop.world.insert_read(
                        entry["id"],
                        edition_id=self.loop.world.editions_of(self.record)[0]["id"],
                        started_at="2026-02-01",
                        progress_pages=value,
                    )
                )
            case "they finish":
                for read in [read for read in self.reads if read["finished_at"] is None][-1:]:
                    read["finished_at"] = value
                    edition = self.loop.world.tables["editions"].get(read["edition_id"])
                    read["progress_pages"] = edition["pages"] if edition else read["progress_pages"]
                    entry["status_id"] = self.new_status = 3
                    self.sets_status = "they"
                    self.they_own(read)
            case "they remove":
                for read in self.reads:
                    del self.loop.world.tables["user_book_reads"][read["id"]]
                del self.loop.world.tables["user_books"][entry["id"]]
                self.removed = self.known
                self.their_reads.clear()
                self.new_rating = self.new_status = self.their_edition = None

    def is_news(self, column: str, value: Any) -> bool:
        """Whether anybody could see that the person set it: not where it is as it was, or as we knew it last.

        A change of ours whose answer was lost and that they took back cannot be told from one that never came.
        """
        assert self.entry is not None
        known = self.at_rest[column] if self.at_rest is not None else None
        return value not in (self.entry[column], known)

    def they_shelve(self, status: int) -> None:
        if self.entry is None:
            reads = [NewRead("2020-05-01", "2020-06-01", pages=100)] if status == 3 else []
            reads += [NewRead("2026-01-01", None, pages=30)] if status == 2 else []
            self.loop.world.shelve(
                self.loop.hardcover.user_id, self.record, status, rating=3.5, privacy_id=1, reads=reads
            )
            self.adopted.add(self.record)
            self.sets_status = "they"
            self.removed = False
            for read in self.reads:
                self.they_own(read)

    def they_own(self, read: Row) -> None:
        self.their_reads[read["id"]] = dict(read)
        self.paged.add(read["id"])

    async def sync(self, stop_after: int | None = None, *, crash: bool = False) -> None:
        """A run, perhaps cancelled after some requests, or ended like a process that is killed."""
        self.before, self.acted = Snapshot.of(self), False
        hardcover = self.loop.hardcover
        # However late, requests are carried out in the order in which they were sent.
        hardcover.between.before("mutation", do=hardcover.carry_out_late, times=100)
        post, left = hardcover.post, stop_after

        async def counted(headers: Any, body: bytes) -> Any:
            nonlocal left
            if left == 0 and crash:
                raise asyncio.CancelledError
            if left == 0:
                self.loop.services.sync.cancel()
            left = None if left is None else left - 1
            return await post(headers, body)

        hardcover.post = counted  # type: ignore[method-assign]
        try:
            await self.loop.sync()
        except (BookOrbitError, asyncio.CancelledError):
            pass
        finally:
            hardcover.post = post  # type: ignore[method-assign]
            hardcover.between.clear()
            self.unseen.clear()
        self.check(self.before)
        self.note_own_status()
        if not self.acted and self.loop.state(self.book) in AT_REST:
            self.known = self.entry is not None
            self.at_rest = deepcopy(self.entry)
            self.new_rating = self.new_status = None

    def check(self, before: "Snapshot") -> None:
        """Nothing that stood on Hardcover before a run was lowered or erased by it."""
        assert (before.elsewhere, before.reads_elsewhere) == self.elsewhere
        if self.excluded:
            assert (before.entry, before.reads) == (self.entry, self.reads)
        if self.removed:
            assert self.entry is None
        if before.entry is not None:
            self.check_entry(before)
            self.check_reads(before)

    def check_entry(self, before: "Snapshot") -> None:
        assert before.entry is not None
        after = self.entry
        assert after is not None
        was = before.entry["status_id"]
        if before.ours is not ReadingStatus.REREADING and self.sets_status == "they":
            assert RANK[after["status_id"]] >= RANK[was]
        if before.entry["rating"] is not None:
            assert after["rating"] is not None
        if self.new_rating is not None:
            assert after["rating"] == self.new_rating
        if self.their_edition is not None:
            assert after["edition_id"] == self.their_edition
        assert after.get("review_raw") == before.entry.get("review_raw")
        if self.record in self.adopted:
            assert after["privacy_setting_id"] == before.entry["privacy_setting_id"]

    def check_reads(self, before: "Snapshot") -> None:
        now = {read["id"]: read for read in self.reads}
        for read in before.reads:
            same = now[read["id"]]
            is_reopened = read["finished_at"] is not None and same["finished_at"] is None
            if not is_reopened or read["id"] in self.paged:
                assert (same["progress_pages"] or 0) >= (read["progress_pages"] or 0)
            if self.their_edition is not None and read["edition_id"] is not None:
                assert same["edition_id"] == read["edition_id"]
            theirs = self.their_reads.get(read["id"])
            if theirs is not None and theirs["finished_at"] is not None:
                assert same == read
            elif theirs is not None and theirs["started_at"] is not None:
                assert same["started_at"] == theirs["started_at"]

    async def expect_rest(self) -> None:
        """Once nothing disturbs any more, it comes to rest, and rests."""
        self.loop.hardcover.faults.clear()
        await self.here("include", None)
        await self.sync()
        self.loop.hardcover.carry_out_late()
        for _ in range(3):
            self.loop.clock.move(days=1)
            await self.sync()
        journal = len(self.loop.hardcover.journal)
        await self.sync()
        assert len(self.loop.hardcover.journal) == journal
        state = self.loop.state(self.book)
        assert state in (*AT_REST, "not_eligible"), state
        ours = len(self.loop.export(self.book)["reads"])
        assert len(self.reads) <= ours + len(self.their_reads)
        if self.entry is not None and self.sets_status == "we":
            assert self.entry["status_id"] == HARDCOVER_STATUS[self.loop.status(self.book)]

    def expect_the_same_as_here(self) -> None:
        """Nobody but us wrote there: the last word here, and no date that Hardcover invented."""
        if self.entry is None:
            return
        here = self.loop.export(self.book)
        assert self.entry["rating"] in (here["rating"], None if here["rating"] else here["rating"])
        dated = [(read["started_on"], read["finished_on"]) for read in here["reads"]]
        for read in self.reads:
            assert (read["started_at"], read["finished_at"]) in dated


class Snapshot(NamedTuple):
    """Both sides as they are before a run."""

    entry: Row | None
    reads: list[Row]
    ours: ReadingStatus
    elsewhere: Row | None
    reads_elsewhere: list[Row]

    @classmethod
    def of(cls, story: Story) -> "Snapshot":
        """A copy that the run cannot change."""
        here, elsewhere = deepcopy((story.entry, story.reads)), deepcopy(story.elsewhere)
        return cls(*here, story.loop.status(story.book), *elsewhere)


def told(story: Callable[[Loop], Coroutine[Any, Any, None]], options: Options) -> None:
    """Tell a story on fresh ground."""

    async def tell() -> None:
        clock = TestClock()
        hardcover = LocalHardcover(World(), clock=clock.virtual, sleep=clock.virtual.sleep, options=options)
        with tempfile.TemporaryDirectory() as folder:
            services = make_services(Path(folder), hardcover, clock)
            try:
                await story(Loop(services, hardcover, clock))
                await services.sync.close()
            finally:
                services.database.close()

    asyncio.run(tell())


@pytest.mark.timeout(900)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps, st.booleans(), st.booleans(), st.booleans())
@example([(("push", 0.5), ("crash", 5)), (("days", 1), ("sync", None))], True, True, False)
@example(_finished_there_before_here, False, False, False)
def test_any_interleaving(
    told_steps: list[tuple[Step, Step | None]], shelved: bool, legacy: bool, honoured: bool
) -> None:
    async def story(loop: Loop) -> None:
        one = Story(loop, shelved=shelved)
        for edit, run in told_steps:
            await one.step(*edit)
            if run is not None:
                await one.step(*run)
        await one.expect_rest()

    told(story, Options(legacy_null_partial=legacy, honour_insert_dates=honoured))


@pytest.mark.timeout(900)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(watched_steps, st.booleans(), st.booleans())
@example(_sent_before_exclude, False, False)
@example(_picked_again, False, False)
def test_acts_between_the_requests_of_a_run(
    told_steps: list[tuple[Step, Step | None]], shelved: bool, honoured: bool
) -> None:
    """What is decided or written while a run is going holds as what came before it does.

    On a server that keeps fields that are left out: an older one loses them until our next request gives them back.
    """

    async def story(loop: Loop) -> None:
        one = Story(loop, shelved=shelved)
        for edit, run in told_steps:
            await one.step(*edit)
            if run is not None:
                await one.step(*run)
        await one.expect_rest()

    told(story, Options(honour_insert_dates=honoured))


@pytest.mark.timeout(900)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_only_here, st.booleans(), st.sampled_from(["alias", "rest", "all"]))
@example(_read_again_after_a_pause, False, "alias")
def test_an_entry_only_we_write_ends_as_the_book_is_here(
    told_steps: list[tuple[Step, Step | None]], honoured: bool, broken: Any
) -> None:
    """Insert, reply, kill, limit and word here in any order: each is ours, and the last word counts."""

    async def story(loop: Loop) -> None:
        one = Story(loop, shelved=False)
        for edit, run in told_steps:
            await one.step(*edit)
            if run is not None:
                await one.step(*run)
        await one.expect_rest()
        one.expect_the_same_as_here()

    told(story, Options(honour_insert_dates=honoured, action_errors=broken))
