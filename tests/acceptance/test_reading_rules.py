"""What pushes and the person's own word make of a book (behaviour.md, "Reading").

Everything goes in as a person's devices and commands send it, and is read from `export`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bookorbit_desktop.app.composition import open_services
from tests.acceptance.koreader import Reader
from tests.acceptance.program import PASSPHRASE, Program
from tests.acceptance.scanning import add_books
from tests.days import TODAY

STATUSES = ("unread", "want_to_read", "reading", "rereading", "on_hold", "read", "skimmed", "abandoned")


@dataclass
class Book:
    """A book of the library that no other test touches."""

    program: Program
    reader: Reader
    id: int
    digest: str

    def push(self, *percentages: float) -> None:
        self.reader.read(self.digest, percentages)

    def set(self, status: str, *options: str, code: int = 0) -> str:
        """The person's word; what was said on standard error."""
        return self.program.run("status", str(self.id), status, *options, code=code).stderr

    @property
    def now(self) -> dict[str, Any]:
        """What the export says of the book."""
        return next(book for book in self.program.export()["books"] if book["id"] == self.id)

    @property
    def state(self) -> tuple[str, list[tuple[str | None, str | None]]]:
        """The status, and when each read began and ended."""
        now = self.now
        return now["status"], [(read["started_on"], read["finished_on"]) for read in now["reads"]]


Fresh = Callable[[], Book]


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book for every test."""
    return add_books(tmp_path_factory.mktemp("rules"), *(f"Book {number:02d}" for number in range(60)))


@pytest.fixture(scope="module")
def fresh_books(home: Program) -> Iterator[dict[str, Any]]:
    return iter(home.export()["books"])


@pytest.fixture
def fresh(home: Program, reader: Reader, fresh_books: Iterator[dict[str, Any]]) -> Fresh:
    """Gives a book that nobody has touched."""

    def take() -> Book:
        book = next(fresh_books)
        return Book(home, reader, book["id"], book["files"][0]["partial_md5"])

    return take


@pytest.fixture
def book(fresh: Fresh) -> Book:
    return fresh()


def set_all(books: dict[str, Book]) -> None:
    """Set the status of each book by hand."""
    lines = [f"{book.id} {status}" for status, book in books.items()]
    next(iter(books.values())).program.run("status", "--stdin", stdin="\n".join(lines))


def test_there_are_eight_statuses(fresh: Fresh) -> None:
    books = {status: fresh() for status in STATUSES}
    set_all(books)
    exported = {one["id"]: one["status"] for one in books["read"].program.export()["books"]}
    assert {status: exported[book.id] for status, book in books.items()} == {one: one for one in STATUSES}


class TestThresholds:
    def test_a_book_is_reading_above_0_percent(self, book: Book) -> None:
        book.push(0.0001)
        assert book.state == ("reading", [(TODAY, None)])

    @pytest.mark.parametrize("percentage", [0, -0.5])
    def test_0_percent_changes_nothing(self, book: Book, percentage: float) -> None:
        book.push(percentage)
        now = book.now
        assert (now["status"], now["reads"], now["percentage"]) == ("unread", [], None)

    def test_a_book_is_finished_at_98_percent(self, book: Book) -> None:
        book.push(0.5, 0.9799)
        assert book.state == ("reading", [(TODAY, None)])
        book.push(0.98)
        assert book.state == ("read", [(TODAY, TODAY)])

    @pytest.mark.parametrize("percentage", [1, 1.7])
    def test_a_book_that_is_only_seen_at_its_end_is_read(self, book: Book, percentage: float) -> None:
        book.push(percentage)
        now = book.now
        assert (now["status"], now["percentage"]) == ("read", 1)

    @pytest.mark.usefixtures("dear_logins")
    @pytest.mark.parametrize("choice", [0.95, 0.99, 1.0])
    def test_other_choices_are_95_and_99_and_100_percent(self, library: Program, choice: float) -> None:
        window = open_services(library.data_dir)
        window.preferences.change(finished_at=choice)
        window.koreader_login.change("reader", PASSPHRASE)
        first, second = window.export.document()["books"][:2]
        window.database.close()
        reader = Reader(library.serve().port, "reader", PASSPHRASE)
        reader.push(first["files"][0]["partial_md5"], choice - 0.0001)
        reader.push(second["files"][0]["partial_md5"], choice)
        statuses = [book["status"] for book in library.export()["books"][:2]]
        assert statuses == ["reading", "read"]


class TestTransitions:
    def test_reading_on_changes_the_percentage_only(self, book: Book) -> None:
        book.set("reading", "--rating", "3.5", "--started", "2020-01-01")
        book.push(0.2, 0.4)
        now = book.now
        assert (now["status"], now["rating"], now["percentage"]) == ("reading", 3.5, 0.4)
        (read,) = now["reads"]
        assert (read["started_on"], read["finished_on"], read["percentage"]) == ("2020-01-01", None, 0.4)

    def test_a_book_never_goes_down_to_unread(self, book: Book) -> None:
        book.push(0.5, 0.0, 0.0001, -1)
        assert book.state == ("reading", [(TODAY, None)])

    def test_the_finish_date_is_set_once(self, book: Book) -> None:
        book.push(0.99)
        book.set("read", "--started", "2020-05-01", "--finished", "2020-05-04")
        book.push(0.99, 1, 1)
        assert book.state == ("read", [("2020-05-01", "2020-05-04")])

    def test_a_finished_read_is_never_rewritten_by_later_pushes(self, book: Book) -> None:
        book.push(0.5, 1)
        before = book.now["reads"]
        book.push(0.3, 0.6, 1)
        now = book.now
        assert (now["status"], now["reads"]) == ("read", before)

    def test_a_drop_moves_the_position_and_not_the_furthest_position_of_the_read(self, book: Book) -> None:
        book.push(0.6, 0.4)
        book.program.run("step-back", str(book.id), "--accept")
        now = book.now
        assert (now["percentage"], now["reads"][0]["percentage"]) == (0.4, 0.6)


class TestPushOnAStatusSetByHand:
    """behaviour.md, "a push on a status set by hand"."""

    def test_want_to_read_becomes_reading(self, book: Book) -> None:
        book.set("want_to_read")
        book.push(0.1)
        assert book.state == ("reading", [(TODAY, None)])

    @pytest.mark.parametrize("status", ["reading", "rereading"])
    def test_reading_and_rereading_become_read_at_the_threshold(self, book: Book, status: str) -> None:
        book.set(status)
        book.push(0.5)
        assert book.state == (status, [(TODAY, None)])
        book.push(0.98)
        assert book.state == ("read", [(TODAY, TODAY)])

    def test_all_others_stay_and_show_that_the_device_has_moved_on(self, fresh: Fresh) -> None:
        books = {status: fresh() for status in ("on_hold", "abandoned", "skimmed", "read", "unread")}
        set_all(books)
        for book in books.values():
            book.push(0.3, 0.6)
        rows = {row["id"]: row for row in books["read"].program.json("list", "--json")}
        for status, book in books.items():
            row = rows[book.id]
            assert (row["status"], row["percentage"], row["device_moved_on"]) == (status, 0.6, True)

    def test_a_push_of_the_end_does_not_change_a_status_set_by_hand(self, fresh: Fresh) -> None:
        books = {status: fresh() for status in ("on_hold", "abandoned", "unread")}
        set_all(books)
        for book in books.values():
            book.push(1)
        exported = {one["id"]: one for one in books["unread"].program.export()["books"]}
        for status, book in books.items():
            assert (exported[book.id]["status"], exported[book.id]["reads"]) == (status, [])


class TestPushOnAnAutomaticStatus:
    """behaviour.md, "a push on an automatic status"."""

    def test_unread_becomes_reading_and_reading_becomes_read(self, book: Book) -> None:
        book.push(0.1)
        assert book.state[0] == "reading"
        book.push(0.99)
        assert book.state[0] == "read"

    def test_read_stays_read(self, book: Book) -> None:
        book.push(1, 0.1)
        assert book.state == ("read", [(TODAY, TODAY)])


class TestByHand:
    def test_marked_read_while_a_read_was_open_is_finished_today(self, book: Book) -> None:
        book.push(0.3)
        book.set("read")
        assert book.state == ("read", [(TODAY, TODAY)])

    def test_marked_read_otherwise_has_no_date_until_the_person_gives_one(self, book: Book) -> None:
        book.set("read")
        assert book.state == ("read", [(None, None)])
        book.set("read", "--started", "2019-01-02", "--finished", "2019-02-03")
        assert book.state == ("read", [("2019-01-02", "2019-02-03")])

    def test_a_reread_is_started_by_the_person_and_the_old_read_stays(self, book: Book) -> None:
        book.set("read", "--started", "2019-01-02", "--finished", "2019-02-03")
        book.set("rereading")
        book.push(0.4)
        assert book.state == ("rereading", [("2019-01-02", "2019-02-03"), (TODAY, None)])
        book.push(1)
        assert book.state == ("read", [("2019-01-02", "2019-02-03"), (TODAY, TODAY)])

    def test_a_pull_returns_the_last_push_whatever_the_rules_made_of_it(self, book: Book) -> None:
        book.set("abandoned")
        book.push(0.9, 0.2)
        assert book.reader.pull(book.digest).json["percentage"] == 0.2
        assert book.state[0] == "abandoned"


def test_dates_are_local_calendar_dates_at_the_moment_of_the_push(library: Program) -> None:
    """In a time zone whose date is another one than in UTC just now."""
    digest = library.export()["books"][0]["files"][0]["partial_md5"]
    passphrase = library.passphrase()
    began = datetime.now(UTC)
    offset = timedelta(hours=-12 if began.hour < 12 else 12)
    possible = {(began + offset).date().isoformat()}
    assert began.date().isoformat() not in possible
    server = library.serve(env={"TZ": f"XXX{12 if began.hour < 12 else -12}"})
    Reader(server.port, "reader", passphrase).read(digest, [0.5, 1])
    possible.add((datetime.now(UTC) + offset).date().isoformat())
    (read,) = library.export()["books"][0]["reads"]
    assert {read["started_on"], read["finished_on"]} <= possible
