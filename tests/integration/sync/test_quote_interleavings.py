"""Highlights edited here, there and on two devices, with runs that are killed, limited, re-matched and undone."""

import asyncio
import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bookorbit_desktop.demo.local_hardcover import FaultKind, LocalHardcover, World
from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.ids import RecordId
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook
from bookorbit_desktop.domain.hardcover.quotes import QuoteKinds, same_text
from bookorbit_desktop.domain.usb.files import Annotation
from tests.annotations import KINDLE
from tests.integration.sync.conftest import Loop, Row
from tests.integration.sync.test_quotes import Quotes, at
from tests.services import TestClock, make_services

TEXTS = ("Apples fall.", "Pears do, too.", "Plums stay.")
FAULTS = (
    FaultKind.UNAVAILABLE,
    FaultKind.HTML_ERROR,
    FaultKind.SLOW,
    FaultKind.WRITE_THEN_TIMEOUT,
    FaultKind.WRITE_THEN_RESET,
    FaultKind.TIMEOUT_THEN_WRITE,
    FaultKind.RESET_THEN_WRITE,
    FaultKind.ALIAS_REFUSED,
    FaultKind.ALIAS_BROKEN,
    FaultKind.ALIAS_EMPTY,
)
Step = tuple[str, Any]
texts = st.integers(0, len(TEXTS) - 1)
steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["highlight", "note", "edit", "drop", "send", "unsend", "remove"]), texts),
        st.tuples(st.just("second"), texts),
        st.tuples(st.sampled_from(["there", "gone", "same"]), texts),
        st.tuples(st.sampled_from(["off", "on", "exclude", "include", "rematch", "undo", "days"]), st.none()),
        st.tuples(st.just("fault"), st.sampled_from(FAULTS)),
        st.tuples(st.just("crash"), st.integers(1, 4)),
        st.tuples(st.just("limit"), st.integers(501, 506)),
        st.tuples(st.just("sync"), st.none()),
    ),
    max_size=20,
)


class Story:
    """One book with highlights on two devices, and what the person wrote on Hardcover."""

    def __init__(self, loop: Loop) -> None:
        self.loop = loop
        self.quotes = Quotes(loop)
        self.kobo: dict[int, Annotation] = {}
        self.kindle: dict[int, Annotation] = {}
        self.theirs: dict[int, Row] = {}
        """The rows that the person wrote or changed, as they left them."""
        self.changes = 0
        self.other = RecordId(loop.world.add_book("Piranesi, again", ["Ada Example"]))

    async def begin(self) -> None:
        await self.loop.sync()
        self.quotes.on()

    async def step(self, name: str, value: Any) -> None:
        act = getattr(self, f"_{name}")
        await act(value) if asyncio.iscoroutinefunction(act) else act(value)

    def _highlight(self, number: int) -> None:
        self.kobo[number] = at(10 + number, TEXTS[number])
        self._tell()

    def _note(self, number: int) -> None:
        if number in self.kobo:
            self._change(number, note=f"note {self.changes}")

    def _edit(self, number: int) -> None:
        if number in self.kobo:
            self._change(number, text=f"{TEXTS[number]} And {self.changes}.")

    def _change(self, number: int, **fields: str) -> None:
        self.changes += 1
        updated = datetime(2025, 6, 1) + timedelta(minutes=self.changes)
        self.kobo[number] = replace(self.kobo[number], updated=updated, **fields)  # type: ignore[arg-type]
        self._tell()

    def _drop(self, number: int) -> None:
        self.kobo.pop(number, None)
        self._tell()

    def _second(self, number: int) -> None:
        """Another device has the same highlight, anchored at another place."""
        self.kindle[number] = replace(at(40 + number, TEXTS[number]), created=datetime(2025, 4, 1, 8, number))
        self._tell()

    def _tell(self) -> None:
        self.quotes.highlight(*self.kobo.values())
        self.quotes.highlight(*self.kindle.values(), device=KINDLE)

    def _send(self, number: int) -> None:
        with suppress(BookOrbitError):
            self.quotes.quotes.send(self.quotes.ids(TEXTS[number].split()[0]))

    def _unsend(self, number: int) -> None:
        with suppress(BookOrbitError):
            self.quotes.quotes.unsend(self.quotes.ids(TEXTS[number].split()[0]))

    def _remove(self, number: int) -> None:
        if ids := self.quotes.ids(TEXTS[number].split()[0]):
            self.quotes.services.annotations.remove(ids)

    def _there(self, number: int) -> None:
        """The person changes a row on Hardcover, whosever it was."""
        rows = self.quotes.rows()
        if rows:
            self.changes += 1
            row = rows[number % len(rows)]
            row["entry"] = f"my own words {self.changes}"
            self.theirs[row["id"]] = dict(row)

    def _gone(self, number: int) -> None:
        rows = self.quotes.rows()
        if rows:
            row = rows[number % len(rows)]
            del self.loop.world.tables["reading_journals"][row["id"]]
            self.theirs.pop(row["id"], None)

    def _same(self, number: int) -> None:
        """The person types a highlight on Hardcover before it is sent."""
        if not any(same_text(row["entry"]).startswith(TEXTS[number]) for row in self.quotes.rows()):
            row = self.quotes.by_hand(TEXTS[number])
            self.theirs[row["id"]] = dict(row)

    def _off(self, _: None) -> None:
        self.quotes.on(QuoteKinds.OFF)

    def _on(self, _: None) -> None:
        self.quotes.on()

    async def _exclude(self, _: None) -> None:
        await self.loop.services.matches.exclude([self.quotes.book])

    async def _include(self, _: None) -> None:
        await self.loop.services.matches.include([self.quotes.book])

    async def _rematch(self, _: None) -> None:
        await self.loop.services.matches.pick(self.quotes.book, CatalogueBook(self.other), None)

    async def _undo(self, _: None) -> None:
        with suppress(BookOrbitError):
            await self.loop.services.undo.undo()
        self.check()

    async def _days(self, _: None) -> None:
        await self.loop.clock.virtual.sleep(86_400)

    def _fault(self, kind: FaultKind) -> None:
        self.loop.hardcover.faults.add(kind, operation="Write")

    def _limit(self, left: int) -> None:
        self.loop.hardcover.drain_day(left)

    async def _crash(self, after: int) -> None:
        """The process is killed after some requests."""
        hardcover, post, left = self.loop.hardcover, self.loop.hardcover.post, after

        async def counted(headers: Any, body: bytes) -> Any:
            nonlocal left
            if left == 0:
                raise asyncio.CancelledError
            left -= 1
            return await post(headers, body)

        hardcover.post = counted  # type: ignore[method-assign]
        try:
            await self._sync(None)
        finally:
            hardcover.post = post  # type: ignore[method-assign]

    async def _sync(self, _: None) -> None:
        hardcover = self.loop.hardcover
        # Hardcover works on a request for half a minute: what is late is done before the next one is heard.
        for kind in ("query", "mutation"):
            hardcover.between.before(kind, do=hardcover.carry_out_late, times=100)
        with suppress(BookOrbitError, asyncio.CancelledError):
            await self.loop.sync()
        hardcover.between.clear()
        self.check()

    def check(self) -> None:
        """What the person wrote is as they left it, and nothing of ours is there twice."""
        rows = {row["id"]: row for row in self.quotes.rows()}
        for number, row in self.theirs.items():
            assert rows.get(number) == row
        ours = [
            (row["book_id"], same_text(row["entry"])) for row in rows.values() if row["id"] not in self.theirs
        ]
        assert len(ours) == len(set(ours)), ours

    async def expect_rest(self) -> None:
        """Once nothing disturbs any more, each highlight is there at most once, and nothing more is written."""
        self.loop.hardcover.faults.clear()
        for _ in range(3):
            await self._days(None)
            await self._sync(None)
        before = [dict(row) for row in self.quotes.rows()]
        summary = await self.loop.sync()
        assert (summary.quotes, self.quotes.rows()) == (0, before)
        for number, text in enumerate(TEXTS):
            stem = text.rstrip(".")
            own = [row for row in before if row["id"] not in self.theirs and row["entry"].startswith(stem)]
            # Once one of the two was edited, they are two highlights.
            assert len(own) <= 1 + (number in self.kindle), own


@pytest.mark.timeout(900)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
@example([("highlight", 0), ("fault", FaultKind.TIMEOUT_THEN_WRITE), ("sync", None), ("sync", None)])
@example([("highlight", 0), ("sync", None), ("rematch", None), ("send", 0), ("sync", None), ("undo", None)])
@example([("highlight", 0), ("sync", None), ("there", 0), ("edit", 0), ("sync", None), ("unsend", 0)])
@example([("highlight", 0), ("crash", 2), ("unsend", 0), ("sync", None), ("second", 0), ("sync", None)])
def test_each_highlight_is_there_at_most_once_and_nobody_elses_row_is_touched(told_steps: list[Step]) -> None:
    async def tell() -> None:
        clock = TestClock()
        hardcover = LocalHardcover(World(), clock=clock.virtual, sleep=clock.virtual.sleep)
        with tempfile.TemporaryDirectory() as folder:
            services = make_services(Path(folder), hardcover, clock)
            try:
                story = Story(Loop(services, hardcover, clock))
                await story.begin()
                for name, value in told_steps:
                    await story.step(name, value)
                await story.expect_rest()
                await services.sync.close()
            finally:
                services.database.close()

    asyncio.run(tell())
