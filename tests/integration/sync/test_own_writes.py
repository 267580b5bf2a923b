"""What our writes left on Hardcover is ours until somebody changes it there: the next word here goes on."""

import asyncio
import json
from contextlib import suppress
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest

from bookorbit_desktop.demo.local_hardcover import FaultKind, LocalHardcover, NewRead, Options, World
from bookorbit_desktop.domain.base.errors import BookOrbitError, NotFound
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.local_state import HARDCOVER_STATUS, KeptValues
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogQuery
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.storage.models import HardcoverBook
from tests.integration.sync.conftest import Loop
from tests.person import Person
from tests.services import TestClock

S = ReadingStatus
TITLE = "Orchard"
RANK = {1: 1, 4: 2, 5: 2, 2: 3, 3: 4}
DELIBERATE = (4, 5)
PAIRS = pytest.mark.parametrize(("first", "then"), list(permutations(ReadingStatus, 2)))


@pytest.fixture
def hardcover(clock: TestClock, request: pytest.FixtureRequest) -> LocalHardcover:
    """One whose thrown Actions null as much as the test asks for."""
    options = Options(action_errors=getattr(request, "param", "alias"))
    return LocalHardcover(World(), clock=clock.virtual, sleep=clock.virtual.sleep, options=options)


@pytest.fixture
def person(loop: Loop) -> Person:
    return Person(loop.hardcover)


def status_there(loop: Loop, book: BookId) -> int | None:
    entry = loop.entry(book)
    return None if entry is None else int(entry["status_id"])


def dates(loop: Loop, book: BookId) -> list[tuple[str | None, str | None]]:
    return [(read["started_at"], read["finished_at"]) for read in loop.reads(book)]


def log_of(loop: Loop, book: BookId) -> str:
    """All that the log says of a book's newest change."""
    page = loop.services.sync_log.page(LogQuery(Direction.TO_HARDCOVER, book_id=book))
    return ", ".join(map(str, page.lines[0].changes))


async def sent(loop: Loop, status: ReadingStatus, *, shelved: int | None = None) -> BookId:
    """A book whose status here was sent; perhaps to an entry of the person's own."""
    book = loop.book(TITLE, pages=100)
    if shelved is not None:
        loop.world.shelve(loop.hardcover.user_id, loop.record_of(TITLE), shelved)
    loop.set(book, status)
    await loop.sync()
    return book


class TestEachPairOfStatuses:
    @PAIRS
    @pytest.mark.parametrize("shelved", [None, 1])
    @pytest.mark.parametrize("days", [0, 2])
    async def test_a_status_set_here_after_our_own_write_is_sent(
        self, loop: Loop, first: ReadingStatus, then: ReadingStatus, shelved: int | None, days: int
    ) -> None:
        book = await sent(loop, first, shelved=shelved)
        before = status_there(loop, book)
        loop.clock.move(days=days)
        loop.set(book, then)
        await loop.sync()
        assert status_there(loop, book) == HARDCOVER_STATUS.get(then, before)
        assert (await loop.sync()).units == 0

    @PAIRS
    async def test_a_status_the_person_set_on_hardcover_is_not_lowered(
        self, loop: Loop, person: Person, first: ReadingStatus, then: ReadingStatus
    ) -> None:
        """A decision there, such as Did Not Finish, gives way to a higher status set here by hand."""
        book = loop.book(TITLE, pages=100)
        theirs = int(HARDCOVER_STATUS.get(first, 1))
        person.add(loop.record_of(TITLE), theirs)
        loop.set(book, first)
        await loop.sync()
        loop.clock.move(days=1)
        loop.set(book, then)
        await loop.sync()
        wanted = HARDCOVER_STATUS.get(then, theirs)
        is_kept = RANK[wanted] < RANK[theirs] and then is not S.REREADING
        assert status_there(loop, book) == (theirs if is_kept else wanted)

    @PAIRS
    @pytest.mark.parametrize("theirs", [1, 2, 3, 4, 5])
    async def test_a_status_the_person_set_on_hardcover_after_ours_is_not_lowered(
        self, loop: Loop, person: Person, first: ReadingStatus, then: ReadingStatus, theirs: int
    ) -> None:
        book = await sent(loop, first)
        if first is S.UNREAD or HARDCOVER_STATUS[first] == theirs:
            return
        person.set_status(loop.record_of(TITLE), theirs)
        await loop.sync(thorough=True)
        loop.clock.move(days=1)
        loop.set(book, then)
        await loop.sync()
        wanted = HARDCOVER_STATUS.get(then, theirs)
        is_kept = RANK[wanted] < RANK[theirs] and then is not S.REREADING
        assert status_there(loop, book) == (theirs if is_kept else wanted)

    async def test_entries_sent_by_an_earlier_version_count_as_ours(self, loop: Loop) -> None:
        book = loop.book(TITLE, pages=100)
        await loop.push(book, 0.98)
        await loop.sync()
        forget_what_is_ours(loop)
        loop.set(book, S.ABANDONED)
        await loop.sync()
        assert (status_there(loop, book), dates(loop, book)[0][1]) == (5, None)


def forget_what_is_ours(loop: Loop) -> None:
    """The acknowledged state as version 0.1.0 stored it."""

    def rewrite() -> None:
        for row in HardcoverBook.select():
            base = {**json.loads(row.base), "awaiting": False}
            del base["own"], base["sent"]
            HardcoverBook.update(base=json.dumps(base)).where(HardcoverBook.book == row.book_id).execute()

    loop.services.database.write(rewrite)


class TestAFinishByMistake:
    @pytest.mark.parametrize("shelved", [False, True])
    @pytest.mark.parametrize("then", [S.READING, S.ON_HOLD, S.ABANDONED])
    async def test_a_finish_by_mistake_is_removed_with_its_date(
        self, loop: Loop, then: ReadingStatus, shelved: bool
    ) -> None:
        book = loop.book(TITLE, pages=100)
        if shelved:
            loop.world.shelve(
                loop.hardcover.user_id, loop.record_of(TITLE), 2, reads=[NewRead("2026-10-01", pages=20)]
            )
        await loop.push(book, 0.5)
        await loop.sync()
        loop.clock.move(days=1)
        await loop.push(book, 0.98)
        await loop.sync()
        assert status_there(loop, book) == 3
        loop.clock.move(days=2)
        loop.set(book, then)
        await loop.sync()
        assert status_there(loop, book) == HARDCOVER_STATUS[then]
        [(started, finished)] = dates(loop, book)
        assert (started is not None, finished) == (True, None)
        assert loop.reads(book)[0]["progress_pages"] == 98
        assert "finish date removed" in log_of(loop, book)
        assert (await loop.sync()).units == 0

    async def test_a_finish_that_the_person_dated_there_stays(self, loop: Loop, person: Person) -> None:
        book = loop.book(TITLE, pages=100)
        await loop.push(book, 0.5)
        await loop.push(book, 0.98)
        await loop.sync()
        person.set_dates(loop.record_of(TITLE), "2026-11-01", "2026-11-17")
        person.set_status(loop.record_of(TITLE), 3)
        loop.set(book, S.READING)
        await loop.sync()
        assert dates(loop, book)[0] == ("2026-11-01", "2026-11-17")

    async def test_the_device_at_the_same_end_does_not_finish_it_again(self, loop: Loop) -> None:
        book = loop.book(TITLE, pages=100)
        await loop.push(book, 0.98)
        loop.set(book, S.READING)
        await loop.push(book, 0.985)
        assert loop.status(book) is S.READING
        await loop.push(book, 1.0)
        assert loop.status(book) is S.READ

    async def test_after_a_month_reading_is_another_read(self, loop: Loop) -> None:
        book = loop.book(TITLE, pages=100)
        await loop.push(book, 0.98)
        await loop.sync()
        loop.clock.move(days=40)
        loop.set(book, S.READING)
        await loop.sync()
        assert [finished is None for _, finished in dates(loop, book)] == [False, True]


class TestWhileAWriteIsOnItsWay:
    @pytest.mark.parametrize("shelved", [None, 1])
    @pytest.mark.parametrize("then", [S.READING, S.ABANDONED, S.ON_HOLD, S.WANT_TO_READ])
    @pytest.mark.parametrize("fault", [None, FaultKind.WRITE_THEN_TIMEOUT, FaultKind.WRITE_THEN_RESET])
    async def test_the_last_word_here_wins(
        self, loop: Loop, then: ReadingStatus, shelved: int | None, fault: FaultKind | None
    ) -> None:
        book = loop.book(TITLE, pages=100)
        if shelved is not None:
            loop.world.shelve(loop.hardcover.user_id, loop.record_of(TITLE), shelved)
        loop.set(book, S.READING)
        loop.set(book, S.READ)
        loop.hardcover.between.before("mutation", do=lambda: loop.set(book, then))
        if fault is not None:
            loop.hardcover.faults.add(fault, operation="Write")
        for _ in range(3):
            await loop.sync()
            loop.clock.move(days=1)
        assert status_there(loop, book) == HARDCOVER_STATUS[then]
        if then is not S.WANT_TO_READ:
            assert [finished for _, finished in dates(loop, book)] == [None]
        assert (await loop.sync()).units == 0


class TestFirstContact:
    async def test_a_rating_there_stays_and_one_given_here_afterwards_is_sent(self, loop: Loop) -> None:
        book = loop.book(TITLE, pages=100)
        loop.world.shelve(loop.hardcover.user_id, loop.record_of(TITLE), 2, rating=4.25)
        loop.set(book, S.READING, rating=4)
        await loop.sync()
        entry = loop.entry(book)
        assert entry is not None
        assert float(entry["rating"]) == 4.25
        loop.services.reading.rate([book], 3.5)
        await loop.sync()
        assert float(entry["rating"]) == 3.5

    async def test_a_finished_book_opened_once_at_its_end_gets_no_second_read(self, loop: Loop) -> None:
        """A new computer without the old data."""
        book = loop.book(TITLE, pages=100)
        reads = [NewRead("2025-01-01", "2025-02-01", pages=100)]
        loop.world.shelve(loop.hardcover.user_id, loop.record_of(TITLE), 3, reads=reads)
        await loop.push(book, 1.0)
        await loop.sync()
        assert dates(loop, book) == [("2025-01-01", "2025-02-01")]
        loop.clock.move(days=1)
        await loop.push(book, 0.99)
        await loop.sync()
        assert dates(loop, book) == [("2025-01-01", "2025-02-01")]
        loop.set(book, S.REREADING)
        await loop.sync()
        assert dates(loop, book)[0] == ("2025-01-01", "2025-02-01")
        assert dates(loop, book)[1:] == [(str(loop.clock.today()), None)]

    async def test_did_not_finish_there_gives_way_to_reading_said_here_again(
        self, loop: Loop, person: Person
    ) -> None:
        book = loop.book(TITLE, pages=100)
        loop.set(book, S.READING)
        await loop.push(book, 0.3)
        await loop.sync()
        person.set_status(loop.record_of(TITLE), 5)
        await loop.sync(thorough=True)
        assert status_there(loop, book) == 5
        loop.clock.move(days=1)
        loop.set(book, S.READING)
        await loop.push(book, 0.5)
        await loop.sync()
        assert status_there(loop, book) == 2


class TestDates:
    @pytest.mark.parametrize("status", [3, 2])
    async def test_a_finish_date_cleared_there_stays_empty(
        self, loop: Loop, person: Person, status: int
    ) -> None:
        book = loop.book(TITLE, pages=100)
        await loop.push(book, 0.3)
        await loop.push(book, 0.99)
        await loop.sync()
        person.set_dates(loop.record_of(TITLE), str(loop.clock.today()), None)
        person.set_status(loop.record_of(TITLE), status)
        for _ in range(2):
            await loop.sync(thorough=True)
            loop.clock.move(days=1)
        assert [finished for _, finished in dates(loop, book)] == [None]
        assert status_there(loop, book) == status

    async def test_a_finish_never_comes_before_the_start(self, loop: Loop) -> None:
        """A flight across the date line."""
        book = loop.book(TITLE, pages=100)
        await loop.push(book, 0.3)
        loop.clock.wrong_by = timedelta(days=-1)
        await loop.push(book, 0.99)
        await loop.sync()
        [(started, finished)] = dates(loop, book)
        assert started is not None
        assert finished is not None
        assert date.fromisoformat(started) <= date.fromisoformat(finished)

    async def test_a_finish_here_does_not_end_what_the_person_gave_up_there(self, loop: Loop) -> None:
        book = loop.book(TITLE, pages=100)
        reads = [NewRead("2026-10-01", pages=20)]
        loop.world.shelve(loop.hardcover.user_id, loop.record_of(TITLE), 5, reads=reads)
        await loop.push(book, 0.5)
        await loop.push(book, 0.99)
        await loop.sync()
        assert (status_there(loop, book), dates(loop, book)) == (5, [("2026-10-01", None)])


class TestProgress:
    @pytest.mark.parametrize(("pages", "page"), [(400, 200), (50, 25)])
    async def test_another_page_count_of_the_edition_keeps_the_percent(
        self, loop: Loop, pages: int, page: int
    ) -> None:
        book = loop.book(TITLE, pages=100)
        await loop.push(book, 0.5)
        await loop.sync()
        [edition] = loop.world.editions_of(loop.record_of(TITLE))
        loop.world.set_pages(edition["id"], pages)
        await loop.sync(thorough=True)
        assert loop.reads(book)[0]["progress_pages"] == page
        assert (await loop.sync(thorough=True)).items[0].changes == ()

    async def test_a_page_of_the_persons_own_is_not_lowered_by_another_page_count(
        self, loop: Loop, person: Person
    ) -> None:
        book = loop.book(TITLE, pages=100)
        await loop.push(book, 0.5)
        await loop.sync()
        person.set_progress(loop.record_of(TITLE), 90)
        [edition] = loop.world.editions_of(loop.record_of(TITLE))
        loop.world.set_pages(edition["id"], 120)
        await loop.push(book, 0.6)
        await loop.sync()
        assert loop.reads(book)[0]["progress_pages"] == 90


class TestARunThatEndsEarly:
    """Between the insert and the dates: what Hardcover dated by itself is ours to put right."""

    STORIES = (
        "the daily limit",
        "killed before the answer",
        "killed after the answer",
        "one alias breaks",
        "the answer is lost",
        "the connection breaks",
        "a late answer",
    )

    @pytest.mark.parametrize("hardcover", ["alias", "rest", "all"], indirect=True)
    @pytest.mark.parametrize("shelved", [None, 1])
    @pytest.mark.parametrize("story", STORIES)
    @pytest.mark.parametrize("after", [1, 3])
    async def test_the_next_run_puts_every_date_right(
        self, loop: Loop, story: str, shelved: int | None, after: int
    ) -> None:
        books = [loop.book(f"Orchard {number}", pages=100) for number in range(7)]
        for number, book in enumerate(books):
            if shelved is not None:
                loop.world.shelve(loop.hardcover.user_id, loop.record_of(f"Orchard {number}"), shelved)
            finished = date(2026, 3, 9) if number % 2 else None
            status = S.READ if finished else S.READING
            loop.set(book, S.READING, started_on=date(2026, 2, 3))
            loop.set(book, status, finished_on=finished)
        await ended_early(loop, story)
        loop.clock.move(days=after, seconds=300)
        await loop.sync()
        for number, book in enumerate(books):
            assert dates(loop, book) == [("2026-02-03", "2026-03-09" if number % 2 else None)]
        assert (await loop.sync()).units == 0
        for _ in range(2):
            with suppress(NotFound):
                await loop.services.undo.undo()
        statuses = [status_there(loop, book) for book in books]
        assert (statuses, [dates(loop, book) for book in books]) == ([shelved] * 7, [[]] * 7)


async def ended_early(loop: Loop, story: str) -> None:
    """A first sync that does not come to its end after its first write."""
    hardcover = loop.hardcover
    match story:
        case "the daily limit":
            hardcover.between.after("mutation", do=lambda: hardcover.drain_day(0))
        case "killed before the answer" | "killed after the answer":
            post, left = hardcover.post, 1

            async def killed(headers: Any, body: bytes) -> Any:
                nonlocal left
                is_write = b"insert_user_book" in body
                if left == 0:
                    raise asyncio.CancelledError
                left -= is_write
                reply = await post(headers, body)
                if is_write and "before" in story:
                    raise asyncio.CancelledError
                return reply

            hardcover.post = killed  # type: ignore[method-assign]
        case "one alias breaks":
            hardcover.faults.add(FaultKind.ALIAS_BROKEN, operation="Write", alias="m1")
            hardcover.between.after("mutation", do=lambda: hardcover.drain_day(0))
        case "the answer is lost":
            hardcover.faults.add(FaultKind.WRITE_THEN_TIMEOUT, 2, operation="Write")
        case "the connection breaks":
            hardcover.faults.add(FaultKind.WRITE_THEN_RESET, operation="Write")
            hardcover.between.after("mutation", do=lambda: hardcover.drain_day(0))
        case "a late answer":
            hardcover.faults.add(FaultKind.TIMEOUT_THEN_WRITE, operation="Write", requests=0)
    with suppress(BookOrbitError, asyncio.CancelledError):
        await loop.sync()
    hardcover.between.clear()
    hardcover.faults.clear()
    hardcover.drain_day(5000)
    if story.startswith("killed"):
        hardcover.post = post  # type: ignore[method-assign]


class TestReplacedOnRequest:
    async def test_a_dry_run_shows_what_stays_and_the_choice_sends_it(self, loop: Loop) -> None:
        book = loop.book(TITLE, pages=100)
        loop.world.shelve(loop.hardcover.user_id, loop.record_of(TITLE), 3, rating=4.25)
        loop.set(book, S.READING, rating=4)
        (item,) = (await loop.sync(dry_run=True)).items
        assert item.kept_values == KeptValues(3, 4.25)
        assert item.reason.count("stays") == 2
        await loop.services.matches.replace_there([book], {book: item.kept_values})
        await loop.sync()
        entry = loop.entry(book)
        assert entry is not None
        assert (entry["status_id"], float(entry["rating"])) == (2, 4)
        assert (await loop.sync()).units == 0

    async def test_a_value_that_the_person_changes_after_the_choice_stays(
        self, loop: Loop, person: Person
    ) -> None:
        book = loop.book(TITLE, pages=100)
        record = loop.record_of(TITLE)
        loop.world.shelve(loop.hardcover.user_id, record, 3, rating=4.25)
        loop.set(book, S.READING, rating=4)
        (item,) = (await loop.sync(dry_run=True)).items
        await loop.services.matches.replace_there([book], {book: item.kept_values})
        person.rate(record, 2.5)
        await loop.sync()
        entry = person.entry(record)
        assert (entry["status_id"], float(entry["rating"])) == (2, 2.5)

    async def test_after_a_sync_it_can_be_chosen_from_what_was_seen(self, loop: Loop) -> None:
        book = loop.book(TITLE, pages=100)
        loop.world.shelve(loop.hardcover.user_id, loop.record_of(TITLE), 2, rating=4.25)
        loop.set(book, S.READING, rating=4)
        await loop.sync()
        assert "Replace on Hardcover" in loop.export(book)["hardcover"]["reason"]
        undo = await loop.services.matches.replace_there([book])
        loop.services.matches.undo(undo)
        await loop.sync()
        assert float(loop.world.tables["user_books"][loop.entry(book)["id"]]["rating"]) == 4.25  # type: ignore[index]
        await loop.services.matches.replace_there([book])
        await loop.sync()
        assert float(loop.world.tables["user_books"][loop.entry(book)["id"]]["rating"]) == 4  # type: ignore[index]
