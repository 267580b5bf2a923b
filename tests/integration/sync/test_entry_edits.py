"""“Apply my privacy to all my entries” and “also clear the rating there”, over the local Hardcover."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from bookorbit_desktop.demo.local_hardcover import FaultKind, NewEdition
from bookorbit_desktop.demo.local_hardcover.server import LocalReply
from bookorbit_desktop.domain.base.errors import InvalidInput, NotFound
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.sync_log import LogQuery
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome, SyncEnd, SyncSummary
from bookorbit_desktop.domain.overview.events import Event, SyncProgressed
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.runtime.run_cancel import RunCancel
from tests.integration.sync.conftest import Loop, Row
from tests.services import add_book

PUBLIC, FOLLOWERS, PRIVATE = 1, 2, 3


def changes(summary: SyncSummary) -> dict[str, tuple[str, ...]]:
    return {item.title: item.changes for item in summary.items}


class TestPrivacy:
    def shelve(self, loop: Loop, title: str, privacy: int, **more: Any) -> Row:
        """An entry that the person made by hand."""
        book = loop.world.add_book(title, ["Ada Example"], editions=[NewEdition(100)])
        entry = loop.world.shelve(loop.hardcover.user_id, book, 3, **more)
        row: Row = loop.world.tables["user_books"][entry]
        row["privacy_setting_id"] = privacy
        return row

    def privacies(self, loop: Loop) -> list[int]:
        return [row["privacy_setting_id"] for row in loop.world.tables["user_books"].values()]

    async def test_applied_privacy_reaches_every_entry_also_adopted_ones_and_nothing_else_changes(
        self, loop: Loop
    ) -> None:
        ours, adopted = loop.book("Orchard"), loop.book("Harbour")
        loop.services.preferences.change(hardcover_privacy=PUBLIC)
        loop.world.shelve(loop.hardcover.user_id, loop.record_of("Harbour"), 2)
        for book in (ours, adopted):
            loop.set(book, ReadingStatus.READING)
        await loop.sync()
        elsewhere = self.shelve(loop, "Never Here", FOLLOWERS, rating=4.0)
        before = {**elsewhere}
        loop.services.preferences.change(hardcover_privacy=PRIVATE)

        summary = await loop.services.entry_edits.apply_privacy()

        assert summary.end is SyncEnd.COMPLETED
        assert changes(summary)["Orchard"] == ("privacy: Public → Private",)
        assert changes(summary)["Never Here"] == ("privacy: Followers only → Private",)
        assert set(self.privacies(loop)) == {PRIVATE}
        assert {**elsewhere, "privacy_setting_id": FOLLOWERS, "updated_at": None} == {
            **before,
            "updated_at": None,
        }
        loop.services.states.refresh()
        assert (loop.state(ours), loop.state(adopted)) == ("synced", "synced")

    async def test_a_look_before_says_how_many_change_and_writes_nothing(self, loop: Loop) -> None:
        for number in range(3):
            self.shelve(loop, f"Open {number}", PUBLIC)
        self.shelve(loop, "Closed", PRIVATE)
        written = len(loop.hardcover.journal)
        summary = await loop.services.entry_edits.apply_privacy(dry_run=True)
        assert summary.count(ItemOutcome.SENT) == 3
        assert len(loop.hardcover.journal) == written

    async def test_undo_gives_every_entry_its_own_back(self, loop: Loop) -> None:
        for title, privacy in (("One", PUBLIC), ("Two", FOLLOWERS), ("Three", PRIVATE)):
            self.shelve(loop, title, privacy)
        summary = await loop.services.entry_edits.apply_privacy()
        assert self.privacies(loop) == [PRIVATE, PRIVATE, PRIVATE]

        undone = await loop.services.undo.undo(summary.run_id)

        assert (undone.restored, undone.kept) == (2, ())
        assert self.privacies(loop) == [PUBLIC, FOLLOWERS, PRIVATE]

    async def test_excluded_books_stay_out_matched_or_not(self, loop: Loop) -> None:
        matched, unmatched = loop.book("Orchard"), add_book(loop.services, "Never Looked Up")
        loop.services.preferences.change(hardcover_privacy=PUBLIC)
        loop.set(matched, ReadingStatus.READING)
        await loop.sync()
        self.shelve(loop, "Never Looked Up", PUBLIC)
        await loop.services.matches.exclude([matched, unmatched])
        loop.services.preferences.change(hardcover_privacy=PRIVATE)
        summary = await loop.services.entry_edits.apply_privacy()
        assert summary.items == ()
        assert self.privacies(loop) == [PUBLIC, PUBLIC]

    async def test_a_cancelled_change_of_privacy_goes_on_with_the_entries_left(self, loop: Loop) -> None:
        for number in range(12):
            self.shelve(loop, f"Open {number:02}", PUBLIC)
        edits = loop.services.entry_edits

        def cancel_after_the_first(event: Event) -> None:
            if isinstance(event, SyncProgressed) and event.progress.sent:
                edits.cancel()

        unsubscribe = loop.services.events.subscribe(cancel_after_the_first)
        first = await edits.apply_privacy()
        unsubscribe()
        assert first.end is SyncEnd.CANCELLED
        done = self.privacies(loop).count(PRIVATE)
        assert 0 < done < 12

        second = await edits.apply_privacy()

        assert second.count(ItemOutcome.SENT) == 12 - done
        assert set(self.privacies(loop)) == {PRIVATE}

    async def test_a_cancel_that_comes_late_never_reaches_the_next_command(self, loop: Loop) -> None:
        for number in range(12):
            self.shelve(loop, f"Open {number:02}", PUBLIC)
        edits, old = loop.services.entry_edits, RunCancel()
        await edits.apply_privacy(dry_run=True, cancel=old)

        def cancel_the_old_one(event: Event) -> None:
            if isinstance(event, SyncProgressed):
                old.set()

        loop.services.events.subscribe(cancel_the_old_one)
        assert (await edits.apply_privacy()).end is SyncEnd.COMPLETED
        assert old.is_set
        assert set(self.privacies(loop)) == {PRIVATE}

    async def test_a_command_that_waits_is_cancelled_at_once_and_the_other_goes_on(self, loop: Loop) -> None:
        self.shelve(loop, "One", PUBLIC)
        edits, waiting = loop.services.entry_edits, RunCancel()
        first = asyncio.create_task(edits.apply_privacy())
        second = asyncio.create_task(edits.apply_privacy(dry_run=True, cancel=waiting))
        waiting.set()
        assert (await second).end is SyncEnd.CANCELLED
        assert (await first).end is SyncEnd.COMPLETED
        assert self.privacies(loop) == [PRIVATE]

    async def test_writes_go_out_in_batches(self, loop: Loop) -> None:
        for number in range(10):
            self.shelve(loop, f"Open {number:02}", PUBLIC)
        asked = len(loop.hardcover.requests)
        await loop.services.entry_edits.apply_privacy()
        # Who it is, the shelf, and twice a look and five writes in a request.
        assert len(loop.hardcover.requests) - asked == 6

    async def test_a_request_whose_answer_was_lost_can_be_undone(self, loop: Loop) -> None:
        self.shelve(loop, "One", PUBLIC)
        loop.hardcover.faults.add(FaultKind.WRITE_THEN_TIMEOUT, operation="Write")
        summary = await loop.services.entry_edits.apply_privacy()
        assert self.privacies(loop) == [PRIVATE]

        await loop.services.undo.undo(summary.run_id)

        assert self.privacies(loop) == [PUBLIC]

    async def test_a_change_of_privacy_started_twice_runs_once(self, loop: Loop) -> None:
        self.shelve(loop, "One", PUBLIC)
        edits = loop.services.entry_edits
        first, second = await asyncio.gather(edits.apply_privacy(), edits.apply_privacy())
        assert first == second

    async def test_privacy_left_as_on_hardcover_cannot_be_applied(self, loop: Loop) -> None:
        loop.services.preferences.change(hardcover_privacy=None)
        with pytest.raises(InvalidInput, match="Choose who can see your books first"):
            await loop.services.entry_edits.apply_privacy()

    async def test_each_entry_is_in_the_log(self, loop: Loop) -> None:
        self.shelve(loop, "Never Here", PUBLIC)
        await loop.services.entry_edits.apply_privacy()
        (line,) = loop.services.sync_log.page(LogQuery()).lines
        assert (line.title, line.book_id) == ("Never Here", None)
        assert line.changes == ("privacy: Public → Private",)


class TestRatings:
    async def rated(self, loop: Loop, title: str = "Orchard") -> BookId:
        """A book whose rating we sent, and that has none here any more."""
        book = loop.book(title)
        loop.set(book, ReadingStatus.READ, rating=4.0)
        await loop.sync()
        await asyncio.to_thread(loop.services.reading.rate, [book], None)
        return book

    def rating(self, loop: Loop, book: int) -> object:
        entry = loop.entry(BookId(book))
        assert entry is not None
        return entry["rating"]

    async def test_a_rating_that_we_sent_is_cleared_there_only_when_asked(self, loop: Loop) -> None:
        book = await self.rated(loop)
        await loop.sync(thorough=True)
        assert self.rating(loop, book) == 4

        summary = await loop.services.entry_edits.clear_ratings([book])

        assert changes(summary) == {"Orchard": ("rating removed",)}
        assert self.rating(loop, book) is None
        await loop.sync(thorough=True)
        assert (self.rating(loop, book), loop.state(book)) == (None, "synced")

    async def test_undo_restores_a_cleared_rating(self, loop: Loop) -> None:
        book = await self.rated(loop)
        summary = await loop.services.entry_edits.clear_ratings([book])
        await loop.services.undo.undo(summary.run_id)
        assert self.rating(loop, book) == 4

    async def test_a_rating_given_there_stays_unless_it_is_named(self, loop: Loop) -> None:
        book = await self.rated(loop)
        entry = loop.entry(book)
        assert entry is not None
        entry["rating"] = 2.5

        (item,) = (await loop.services.entry_edits.clear_ratings([book])).items
        assert item.outcome is ItemOutcome.SKIPPED
        assert item.reason == "You rated it 2.5 on Hardcover yourself; that rating stays."
        assert self.rating(loop, book) == 2.5

        await loop.services.entry_edits.clear_ratings([book], theirs=True)
        assert self.rating(loop, book) is None

    async def test_a_rating_that_cannot_be_cleared_says_why(self, loop: Loop) -> None:
        rated, unrated, absent, excluded = (loop.book(title) for title in ("One", "Two", "Three", "Four"))
        loop.set(rated, ReadingStatus.READ, rating=3.0)
        for book in (unrated, excluded):
            loop.set(book, ReadingStatus.READ)
        await loop.sync()
        await loop.services.matches.exclude([excluded])
        summary = await loop.services.entry_edits.clear_ratings([rated, unrated, absent, excluded])
        assert {item.title: item.reason for item in summary.items} == {
            "One": "You rated it 3 here. Clear that rating first.",
            "Two": "It has no rating on Hardcover.",
            "Three": "It is not on your Hardcover shelf.",
            "Four": "You excluded this book from Hardcover.",
        }
        with pytest.raises(NotFound):
            await loop.services.entry_edits.clear_ratings([BookId(999)])


class TestBetweenRequests:
    """What the person does after the command began and before their entry's request."""

    def once(self, loop: Loop, operation: bytes, then: Callable[[], object]) -> None:
        """Have something happen right after the first answer to such an operation."""
        answer, todo = loop.hardcover.post, [then]

        async def post(headers: Mapping[str, str], body: bytes) -> LocalReply:
            reply = await answer(headers, body)
            if operation in body and todo:
                await asyncio.to_thread(todo.pop())
            return reply

        loop.hardcover.post = post  # type: ignore[method-assign]

    async def test_a_rating_given_there_meanwhile_stays(self, loop: Loop) -> None:
        book = loop.book("Orchard")
        loop.set(book, ReadingStatus.READ, rating=4.0)
        await loop.sync()
        await asyncio.to_thread(loop.services.reading.rate, [book], None)
        entry = loop.entry(book)
        assert entry is not None
        self.once(loop, b"EntriesForBooks", lambda: entry.update(rating=2.5))
        (item,) = (await loop.services.entry_edits.clear_ratings([book])).items
        assert (item.outcome, entry["rating"]) == (ItemOutcome.SKIPPED, 2.5)

    async def test_a_book_excluded_meanwhile_keeps_its_privacy(self, loop: Loop) -> None:
        books = [loop.book(f"Book {number}") for number in range(7)]
        loop.services.preferences.change(hardcover_privacy=PUBLIC)
        for book in books:
            loop.set(book, ReadingStatus.READING)
        await loop.sync()
        loop.services.preferences.change(hardcover_privacy=PRIVATE)
        last = books[-1]
        exclude = loop.services.matches.exclude([last])
        self.once(loop, b"mutation Write", lambda: asyncio.run(exclude))
        summary = await loop.services.entry_edits.apply_privacy()
        assert summary.count(ItemOutcome.SENT) == 6
        entry = loop.entry(last)
        assert entry is not None
        assert entry["privacy_setting_id"] == PUBLIC

    async def test_undo_restores_the_privacy_chosen_on_hardcover_meanwhile(self, loop: Loop) -> None:
        book = loop.world.add_book("Elsewhere", ["Ada Example"], editions=[NewEdition(100)])
        entry_id = loop.world.shelve(loop.hardcover.user_id, book, 3, privacy_id=PUBLIC)
        entry = loop.world.tables["user_books"][entry_id]
        self.once(loop, b"ShelfPage", lambda: entry.update(privacy_setting_id=FOLLOWERS))
        summary = await loop.services.entry_edits.apply_privacy()
        assert changes(summary) == {"Elsewhere": ("privacy: Followers only → Private",)}
        assert entry["privacy_setting_id"] == PRIVATE
        await loop.services.undo.undo()
        assert entry["privacy_setting_id"] == FOLLOWERS
