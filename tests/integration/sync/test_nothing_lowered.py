"""Nothing that the person wrote on Hardcover is lowered, whenever they wrote it."""

import json
from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest

from bookorbit_desktop.demo.local_hardcover import NewEdition, NewRead
from bookorbit_desktop.demo.local_hardcover.server import LocalReply
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.overview.book_view import SentField, SentValue
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from tests.integration.sync.conftest import Loop, Row
from tests.person import Person

AUDIO = 2


@pytest.fixture
def person(loop: Loop) -> Person:
    return Person(loop.hardcover)


async def being_read(loop: Loop, title: str = "Orchard", *, pages: int = 300, at: float = 0.4) -> BookId:
    """A book that both sides know as being read; its id here."""
    book = loop.book(title, pages=pages)
    await loop.push(book, at)
    await loop.sync()
    loop.clock.move(seconds=90)
    return book


def newest(loop: Loop, book: int) -> Row:
    return loop.reads(BookId(book))[-1]


def on_hardcover(loop: Loop, book: int) -> dict[SentField, SentValue]:
    """What the pane says of Hardcover and of here, by field."""
    return {value.field: value for value in loop.services.book_view.view(BookId(book)).sent}


class TestMinutesAfterOurs:
    """The person's edit comes within ten minutes of a write of ours, then the device turns a page."""

    async def test_a_page_typed_there_is_not_replaced_by_a_lower_one(
        self, loop: Loop, person: Person
    ) -> None:
        book = await being_read(loop)
        person.set_progress(loop.record_of("Orchard"), 250)
        await loop.push(book, 0.45)
        await loop.sync()
        assert newest(loop, book)["progress_pages"] == 250
        assert loop.state(book) == "hardcover_ahead"

    async def test_a_finish_there_survives_one_more_page_turn(self, loop: Loop, person: Person) -> None:
        """How finishing looks on every device whose back matter starts before 98%."""
        book = await being_read(loop, at=0.9)
        person.finish(loop.record_of("Orchard"), "2026-11-01", stars=4.5)
        await loop.push(book, 0.97)
        await loop.sync()
        read, entry = newest(loop, book), loop.entry(book)
        assert entry is not None
        assert (read["finished_at"], read["progress_pages"]) == ("2026-11-01", 300)
        assert (entry["status_id"], float(entry["rating"])) == (3, 4.5)

    async def test_a_finish_there_stays_though_the_book_was_put_back_to_want_to_read(
        self, loop: Loop, person: Person
    ) -> None:
        """Want to Read sends no reads, and yet ours is known there."""
        book = await being_read(loop)
        loop.set(book, ReadingStatus.WANT_TO_READ)
        await loop.sync()
        loop.set(book, ReadingStatus.READ)
        person.finish(loop.record_of("Orchard"), "2026-11-01")
        await loop.sync()
        assert newest(loop, book)["finished_at"] == "2026-11-01"

    async def test_did_not_finish_does_not_become_paused(self, loop: Loop, person: Person) -> None:
        book = await being_read(loop)
        person.set_status(loop.record_of("Orchard"), 5)
        loop.set(book, ReadingStatus.ON_HOLD)
        await loop.sync()
        entry = loop.entry(book)
        assert entry is not None
        assert entry["status_id"] == 5

    async def test_a_new_edition_is_not_put_back(self, loop: Loop, person: Person) -> None:
        book = await being_read(loop)
        record = loop.record_of("Orchard")
        chosen = loop.world.add_edition(record, NewEdition(500, users=3))
        person.set_edition(record, chosen)
        await loop.push(book, 0.6)
        await loop.sync()
        assert (newest(loop, book)["edition_id"], newest(loop, book)["progress_pages"]) == (chosen, 300)

    async def test_a_new_edition_without_pages_is_not_put_back(self, loop: Loop, person: Person) -> None:
        book = await being_read(loop)
        record = loop.record_of("Orchard")
        chosen = loop.world.add_edition(record, NewEdition(None, users=3))
        person.set_edition(record, chosen)
        await loop.push(book, 0.6)
        await loop.sync()
        assert newest(loop, book)["edition_id"] == chosen
        assert loop.state(book) == "waiting_for_pages"


async def test_a_read_finished_on_hardcover_during_a_long_run_stays(loop: Loop, person: Person) -> None:
    """Of sixty books in one run, the last is finished on Hardcover after the run looked at them all."""
    books = [loop.book(f"Volume {number:02} of Tides", pages=200) for number in range(60)]
    for book in books:
        await loop.push(book, 0.3)
    await loop.sync()
    for book in books:
        await loop.push(book, 0.5)
    last = loop.export(books[0])["hardcover"]["book_id"]
    loop.hardcover.between.after("update_user_book_read", nth=3, do=lambda: person.finish(last, "2026-11-02"))
    await loop.sync()
    read = next(read for read in person.reads(last) if read["finished_at"])
    assert (read["finished_at"], read["progress_pages"]) == ("2026-11-02", 200)


async def test_a_finish_between_look_and_write_gets_its_last_page_back(loop: Loop, person: Person) -> None:
    book = await being_read(loop, at=0.5)
    record = loop.record_of("Orchard")
    await loop.push(book, 0.7)
    loop.hardcover.between.before(
        "update_user_book_read", do=lambda: person.finish(record, "2026-11-03", stars=5)
    )
    await loop.sync()
    read, entry = newest(loop, book), loop.entry(book)
    assert entry is not None
    assert (read["finished_at"], read["progress_pages"]) == ("2026-11-03", 300)
    assert (entry["status_id"], float(entry["rating"])) == (3, 5.0)


async def test_only_fields_that_change_are_written(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    book = await being_read(loop)
    await loop.push(book, 0.6)
    sent: list[Row] = []
    post = loop.hardcover.post

    async def recorded(headers: Mapping[str, str], body: bytes) -> LocalReply:
        sent.append(json.loads(body))
        return await post(headers, body)

    monkeypatch.setattr(loop.hardcover, "post", recorded)
    await loop.sync()
    changes = [
        value for request in sent for name, value in request["variables"].items() if name.startswith("object")
    ]
    assert changes == [{"progress_pages": 180}]


class TestFirstContact:
    @pytest.mark.parametrize("status", [4, 5, 6])
    @pytest.mark.parametrize("position", [0.5, 1.0])
    async def test_a_page_turn_is_no_decision(
        self, loop: Loop, person: Person, status: int, position: float
    ) -> None:
        """Paused, Did Not Finish and Ignored there stay; the book says so, and one press overrides it."""
        book = loop.book("Orchard", pages=100)
        record = loop.record_of("Orchard")
        person.add(record, status)
        await loop.push(book, position)
        await loop.sync()
        assert person.entry(record)["status_id"] == status
        assert loop.state(book) == "hardcover_ahead"
        assert "Replace on Hardcover" in loop.export(book)["hardcover"]["reason"]
        await loop.push(book, 0.6)
        await loop.sync()
        assert person.entry(record)["status_id"] == status

        await loop.services.matches.replace_there([book])
        await loop.sync()
        assert person.entry(record)["status_id"] == (3 if position == 1.0 else 2)

    async def test_the_pane_shows_the_status_that_was_left_there_and_after_that_what_was_sent(
        self, loop: Loop, person: Person
    ) -> None:
        book = loop.book("Orchard", pages=100)
        person.add(loop.record_of("Orchard"), 5)
        await loop.push(book, 0.5)
        await loop.sync()
        status = on_hardcover(loop, book)[SentField.STATUS]
        assert (status.sent, status.now, status.differs) == (5, 2, True)

        await loop.services.matches.replace_there([book])
        await loop.sync()
        assert not on_hardcover(loop, book)[SentField.STATUS].differs
        loop.set(book, ReadingStatus.READ, rating=4.5)
        changed = on_hardcover(loop, book)
        assert (changed[SentField.STATUS].sent, changed[SentField.RATING].sent) == (2, None)
        await loop.sync()
        assert not [value for value in on_hardcover(loop, book).values() if value.differs]

    async def test_the_override_is_taken_back_with_undo(self, loop: Loop, person: Person) -> None:
        book = loop.book("Orchard", pages=100)
        person.add(loop.record_of("Orchard"), 5)
        await loop.push(book, 0.5)
        await loop.sync()
        undo = await loop.services.matches.replace_there([book])
        loop.services.matches.undo(undo)
        await loop.sync()
        assert person.entry(loop.record_of("Orchard"))["status_id"] == 5


class TestAudiobooks:
    @pytest.mark.parametrize("status", [ReadingStatus.READING, ReadingStatus.READ])
    async def test_an_audiobook_on_the_shelf_keeps_its_read(
        self, loop: Loop, person: Person, status: ReadingStatus
    ) -> None:
        book = loop.book("Orchard", pages=100)
        record = loop.record_of("Orchard")
        audio = loop.world.add_edition(record, NewEdition(None, reading_format=AUDIO, audio_seconds=36_000))
        entry = person.add(record, 2, edition_id=audio)
        (read,) = person.reads(record)
        read.update(edition_id=audio, progress_seconds=28_800, started_at="2026-10-01")
        before = dict(read)
        await loop.push(book, 0.3)
        loop.set(book, status)
        await loop.sync()
        await loop.push(book, 0.4)
        await loop.sync()
        assert person.reads(record) == [before]
        assert (entry["status_id"], entry["edition_id"]) == (2, audio)
        assert loop.state(book) == "hardcover_ahead"
        assert "audiobook" in loop.export(book)["hardcover"]["reason"]


class TestRatings:
    async def test_a_rating_given_here_after_a_different_one_there_is_sent(
        self, loop: Loop, person: Person
    ) -> None:
        book = await being_read(loop)
        record = loop.record_of("Orchard")
        person.rate(record, 3)
        loop.clock.move(seconds=60)
        loop.services.reading.rate([book], 4.5)
        await loop.sync()
        assert float(person.entry(record)["rating"]) == 4.5

    async def test_a_rating_given_there_after_the_one_here_stays(self, loop: Loop, person: Person) -> None:
        book = await being_read(loop)
        record = loop.record_of("Orchard")
        loop.services.reading.rate([book], 4.5)
        loop.clock.move(seconds=60)
        person.rate(record, 3)
        await loop.sync()
        assert float(person.entry(record)["rating"]) == 3

    async def test_a_rating_on_hardcover_at_first_contact_stays_until_the_book_is_rated_here_again(
        self, loop: Loop, person: Person
    ) -> None:
        book = loop.book("Orchard", pages=100)
        record = loop.record_of("Orchard")
        person.add(record, 2, rating=2.0)
        loop.clock.move(seconds=60)
        await loop.push(book, 0.5)
        loop.services.reading.rate([book], 5)
        await loop.sync()
        assert float(person.entry(record)["rating"]) == 2
        loop.clock.move(days=1)
        loop.services.reading.rate([book], 5)
        await loop.sync()
        assert float(person.entry(record)["rating"]) == 5


class TestDates:
    @pytest.mark.parametrize(
        ("started", "finished"),
        [
            (None, None),
            ("2026-09-20", "2026-10-15"),
            ("2026-08-01", "2026-09-25"),
            (None, "2026-10-20"),
        ],
    )
    async def test_a_read_noted_on_hardcover_with_other_dates_is_not_doubled(
        self, loop: Loop, person: Person, started: str | None, finished: str | None
    ) -> None:
        book = loop.book("Orchard", pages=100)
        record = loop.record_of("Orchard")
        loop.world.shelve(loop.hardcover.user_id, record, 3, reads=[NewRead(started, finished, pages=100)])
        before = [dict(read) for read in person.reads(record)]
        day = loop.clock.today()
        loop.set(
            book,
            ReadingStatus.READ,
            started_on=day.replace(month=9, day=10),
            finished_on=day.replace(month=9, day=30),
        )
        await loop.sync()
        await loop.sync()
        assert person.reads(record) == before

    async def test_read_by_hand_without_a_date_closes_the_open_read_without_a_day(
        self, loop: Loop, person: Person
    ) -> None:
        book = loop.book("Orchard", pages=100)
        record = loop.record_of("Orchard")
        user = loop.hardcover.user_id
        loop.world.shelve(user, record, 2, reads=[NewRead("2026-10-01", None, pages=40)])
        loop.set(book, ReadingStatus.READ)
        await loop.sync()
        (read,) = person.reads(record)
        assert person.entry(record)["status_id"] == 3
        assert (read["started_at"], read["finished_at"]) == ("2026-10-01", None)
        assert (await loop.sync()).units == 0

    async def test_a_yearly_re_reader_stays_at_sixteen(self, loop: Loop, person: Person) -> None:
        book = loop.book("Orchard", pages=100)
        record = loop.record_of("Orchard")
        reads = [NewRead(f"{year}-12-01", f"{year}-12-24", pages=100) for year in range(2010, 2026)]
        loop.world.shelve(loop.hardcover.user_id, record, 3, reads=reads)
        before = [dict(read) for read in person.reads(record)]
        first = loop.clock.today().replace(year=2010, month=12, day=26)
        loop.set(book, ReadingStatus.READ, finished_on=first)
        await loop.sync()
        await loop.sync()
        assert person.reads(record) == before

    async def test_a_read_replaced_there_is_followed(self, loop: Loop, person: Person) -> None:
        book = loop.book("Orchard", pages=100)
        record = loop.record_of("Orchard")
        loop.world.shelve(loop.hardcover.user_id, record, 2, reads=[NewRead("2020-01-01", None, pages=10)])
        older = dict(person.reads(record)[0])
        person.add_read(record, "2026-11-01")
        await loop.push(book, 0.3)
        await loop.sync()
        person.remove_read(person.reads(record)[-1])
        person.add_read(record, "2026-11-10")
        await loop.push(book, 0.5)
        await loop.sync()
        assert [read["progress_pages"] for read in person.reads(record)] == [10, 50]
        assert person.reads(record)[0] == older


class TestRemovedThere:
    async def test_while_we_write_is_removed_and_not_an_error(self, loop: Loop, person: Person) -> None:
        book = await being_read(loop)
        record = loop.record_of("Orchard")
        await loop.push(book, 0.6)
        loop.hardcover.between.before("update_user_book_read", do=lambda: person.remove(record))
        await loop.sync()
        assert loop.world.entry_of(loop.hardcover.user_id, record) is None
        assert loop.state(book) == "hardcover_ahead"
        assert "stays off" in loop.export(book)["hardcover"]["reason"]
        await loop.push(book, 0.7)
        await loop.sync()
        assert loop.world.entry_of(loop.hardcover.user_id, record) is None


async def test_a_changed_privacy_setting_changes_no_entry_that_was_sent(loop: Loop, person: Person) -> None:
    book = await being_read(loop)
    record = loop.record_of("Orchard")
    loop.services.preferences.change(hardcover_privacy=1)
    await loop.push(book, 0.6)
    await loop.sync()
    assert person.entry(record)["privacy_setting_id"] == 3
    later = loop.book("Meadow")
    loop.set(later, ReadingStatus.READING)
    await loop.sync()
    assert person.entry(loop.record_of("Meadow"))["privacy_setting_id"] == 1


@pytest.mark.parametrize("count", [2, 3])
async def test_other_open_reads_and_copies_stay_as_they_are(loop: Loop, person: Person, count: int) -> None:
    book = loop.book("Orchard", pages=100)
    record = loop.record_of("Orchard")
    reads = [NewRead(f"2026-0{number + 1}-01", None, pages=10 + number) for number in range(count)]
    loop.world.shelve(loop.hardcover.user_id, record, 2, reads=reads)
    others = [dict(read) for read in person.reads(record)[:-1]]
    await loop.push(book, 0.7)
    await loop.sync()
    assert person.reads(record)[:-1] == others
    assert person.reads(record)[-1]["progress_pages"] == 70


async def test_a_clock_that_jumps_does_not_let_an_old_look_serve(loop: Loop, person: Person) -> None:
    """Two years ahead, or back: what is written is what Hardcover showed just before."""
    book = await being_read(loop)
    for days in (730, -700):
        loop.clock.wrong_by = timedelta(days=days)
        person.set_progress(loop.record_of("Orchard"), 280)
        await loop.push(book, 0.5 if days > 0 else 0.6)
        await loop.sync()
        assert newest(loop, book)["progress_pages"] == 280


def edits() -> list[tuple[str, Callable[[Person, int], object]]]:
    """What a person may do on the site at any moment."""
    return [
        ("finish", lambda person, record: person.finish(record, "2026-11-05", stars=4)),
        ("status", lambda person, record: person.set_status(record, 5)),
        ("rating", lambda person, record: person.rate(record, 2.5)),
        ("review", lambda person, record: person.review(record)),
    ]


@pytest.mark.parametrize(("name", "edit"), edits())
@pytest.mark.parametrize("request_number", [1, 2])
async def test_an_edit_between_any_two_requests_stays(
    loop: Loop, person: Person, name: str, edit: Callable[[Person, int], object], request_number: int
) -> None:
    book = await being_read(loop, at=0.5)
    record = loop.record_of("Orchard")
    await loop.push(book, 0.7)
    loop.hardcover.between.after(nth=request_number, do=lambda: edit(person, record))
    await loop.sync()
    loop.clock.move(seconds=timedelta(hours=1).total_seconds())
    await loop.push(book, 0.8)
    await loop.sync()
    entry, read = person.entry(record), person.reads(record)[-1]
    match name:
        case "finish":
            assert (entry["status_id"], read["finished_at"], read["progress_pages"]) == (3, "2026-11-05", 300)
        case "status":
            assert entry["status_id"] == 5
        case "rating":
            assert float(entry["rating"]) == 2.5
        case "review":
            assert entry["has_review"]


async def test_of_two_entries_of_one_book_only_the_older_is_written_to(loop: Loop, person: Person) -> None:
    """A merge of two records on Hardcover leaves both copies."""
    book = loop.book("Orchard", pages=100)
    record, user = loop.record_of("Orchard"), loop.hardcover.user_id
    loop.world.shelve(user, record, 2, reads=[NewRead("2026-10-01", None, pages=10)])
    copy = loop.world.shelve(user, record, 3, reads=[NewRead("2019-01-01", "2019-02-01", pages=100)])
    before = dict(loop.world.tables["user_books"][copy]), [dict(read) for read in loop.world.reads_of(copy)]
    await loop.push(book, 0.6)
    await loop.sync()
    await loop.push(book, 0.99)
    await loop.sync()
    after = dict(loop.world.tables["user_books"][copy]), [dict(read) for read in loop.world.reads_of(copy)]
    assert after == before
    assert person.entry(record)["status_id"] == 3
