"""Any interleaving of local edits, remote edits, faults, cancels and crashes does no harm and converges."""

import asyncio
import tempfile
from collections.abc import Callable, Coroutine
from copy import deepcopy
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookorbit_desktop.demo.local_hardcover import FaultKind, LocalHardcover, NewRead, Options, World
from bookorbit_desktop.domain.errors import BookOrbitError
from bookorbit_desktop.domain.reading import ReadingStatus
from bookorbit_desktop.domain.sync_intent import LOOK_AGAIN_AFTER
from tests.integration.sync.conftest import Loop, Row
from tests.services import TestClock, make_services

RANK = {6: 0, 1: 1, 4: 2, 5: 2, 2: 3, 3: 4}
Step = tuple[str, Any]

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
)
_runs = st.one_of(
    st.none(),
    st.just(("sync", None)),
    st.just(("sync", None)),
    st.tuples(st.just("crash"), st.integers(1, 6)),
    st.tuples(st.just("cancelled sync"), st.integers(0, 6)),
    st.tuples(st.just("faulty sync"), _faults),
)
steps = st.lists(st.tuples(_edits, _runs), max_size=8)


class Story:
    """One book, told step by step, and what must hold after each sync."""

    def __init__(self, loop: Loop, *, shelved: bool) -> None:
        self.loop = loop
        self.book = loop.book("Orchard", pages=100)
        self.record = loop.record_of("Orchard")
        self.their_reads = 0
        self.theirs = False
        if shelved:
            self.they_shelve(2)

    @property
    def entry(self) -> Row | None:
        return self.loop.world.entry_of(self.loop.hardcover.user_id, self.record)

    @property
    def reads(self) -> list[Row]:
        return [] if self.entry is None else self.loop.world.reads_of(self.entry["id"])

    def they_shelve(self, status: int) -> None:
        if self.entry is None:
            reads = [NewRead("2020-05-01", "2020-06-01", pages=100)] if status == 3 else []
            reads += [NewRead("2026-01-01", None, pages=30)] if status == 2 else []
            self.their_reads += len(reads)
            self.theirs = True
            self.loop.world.shelve(
                self.loop.hardcover.user_id, self.record, status, rating=3.5, privacy_id=1, reads=reads
            )

    async def step(self, name: str, value: Any) -> None:
        entry = self.entry
        if name.startswith("they"):
            # What Hardcover answered is trusted for ten minutes; a person's edit comes after that.
            self.loop.clock.move(seconds=LOOK_AGAIN_AFTER.total_seconds())
        if name == "push":
            await self.loop.push(self.book, value)
        elif name == "status":
            self.loop.set(self.book, value)
        elif name == "rate":
            self.loop.services.reading.rate([self.book], value)
        elif name == "days":
            self.loop.clock.move(days=value)
        elif name == "they shelve":
            self.they_shelve(value)
        elif name == "they rate" and entry is not None:
            entry["rating"] = value
        elif name == "they set" and entry is not None:
            entry["status_id"] = value
        elif name == "they read on" and self.reads:
            newest = self.reads[-1]
            newest["progress_pages"] = max(value, newest["progress_pages"] or 0)
        elif name == "faulty sync":
            self.loop.hardcover.faults.add(value, operation="Write")
            await self.sync()
        elif name == "sync":
            await self.sync()
        elif name in ("cancelled sync", "crash"):
            await self.sync(stop_after=value, crash=name == "crash")

    async def sync(self, stop_after: int | None = None, *, crash: bool = False) -> None:
        """A run, perhaps cancelled after some requests, or ended like a process that is killed."""
        before, reads_before = deepcopy(self.entry), deepcopy(self.reads)
        ours = deepcopy(self.loop.services.export.document()["books"][0])
        hardcover = self.loop.hardcover
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
        self.check(before, reads_before, ours)

    def check(self, before: Row | None, reads_before: list[Row], ours: Row) -> None:
        """Nothing that stood on Hardcover before a run was lowered or erased by it."""
        after = self.entry
        if before is None:
            return
        assert after is not None
        if ours["status"] != "rereading" and self.theirs:
            assert RANK[after["status_id"]] >= RANK[before["status_id"]]
        if before["rating"] is not None:
            assert after["rating"] is not None
        now = {read["id"]: read for read in self.reads}
        for read in reads_before:
            same = now[read["id"]]
            assert (same["progress_pages"] or 0) >= (read["progress_pages"] or 0)
            if read["finished_at"] is not None and read["started_at"] == "2020-05-01":
                assert same == read

    async def settle(self) -> None:
        """Once nothing disturbs any more, it comes to rest, and rests."""
        self.loop.hardcover.faults.clear()
        for _ in range(3):
            await self.loop.sync()
        journal = len(self.loop.hardcover.journal)
        await self.loop.sync()
        assert len(self.loop.hardcover.journal) == journal
        state = self.loop.state(self.book)
        assert state in ("synced", "hardcover_ahead", "not_eligible"), state
        ours = len(self.loop.export(self.book)["reads"])
        assert len(self.reads) <= ours + self.their_reads


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


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps, st.booleans(), st.booleans(), st.booleans())
def test_any_interleaving(
    told_steps: list[tuple[Step, Step | None]], shelved: bool, legacy: bool, honoured: bool
) -> None:
    async def story(loop: Loop) -> None:
        one = Story(loop, shelved=shelved)
        for edit, run in told_steps:
            await one.step(*edit)
            if run is not None:
                await one.step(*run)
        await one.settle()

    told(story, Options(legacy_null_partial=legacy, honour_insert_dates=honoured))
