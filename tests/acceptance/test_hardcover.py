"""What is matched, what is sent, what is refused, and the log of it all.

One library with a case in every book is synced twice through the command line; each test looks at its own case.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bookorbit_desktop.demo.local_hardcover import FaultKind, NewRead, isbn10
from bookorbit_desktop.domain.base.ids import BookId
from tests.acceptance.conftest import isbn_of, title_of
from tests.acceptance.hardcover import Hardcover, ShelfRead, ShelfRow
from tests.acceptance.koreader import Reader
from tests.acceptance.program import Program
from tests.books import write_epub
from tests.days import TODAY

AUTHOR = "Ada Example"
UNKNOWN_DAY = ShelfRead(None, None, 200)


@dataclass(frozen=True)
class Case:
    """A book, what happens to it here, and what Hardcover shows after the sync."""

    title: str
    status: str = ""
    """A line of `status --stdin` without the number."""
    pushes: tuple[float, ...] = ()
    shelf: ShelfRow | None = None
    state: str = "synced"
    method: str = "isbn13"
    pages: int | None = 200
    identifiers: tuple[tuple[str, str], ...] = ()
    by_isbn: bool = True
    there_before: dict[str, Any] = field(default_factory=dict)
    """What the person put on their shelf by hand, long ago."""


def reading(pages: int | None, started: str = TODAY) -> ShelfRow:
    return ShelfRow(2, reads=(ShelfRead(started, None, pages),))


CASES = (
    # The statuses, by hand.
    Case("Unread Book", "unread", method="none", state="not_eligible"),
    Case("Wished For", "want_to_read", shelf=ShelfRow(1)),
    Case("Begun By Hand", "reading started=2024-05-01", shelf=reading(None, "2024-05-01")),
    Case("Begun Again", "rereading started=2024-05-02", shelf=reading(None, "2024-05-02")),
    Case("Put Aside", "on_hold", shelf=ShelfRow(4)),
    Case("Given Up", "abandoned", shelf=ShelfRow(5)),
    Case("Skimmed Through", "skimmed", shelf=ShelfRow(3, reads=(UNKNOWN_DAY,))),
    Case("Read Some Day", "read rating=0.5", shelf=ShelfRow(3, 0.5, reads=(UNKNOWN_DAY,))),
    Case(
        "Read On Known Days",
        "read rating=4.5 started=2023-12-31 finished=2024-02-29",
        shelf=ShelfRow(3, 4.5, reads=(ShelfRead("2023-12-31", "2024-02-29", 200),)),
    ),
    # Progress, from the device.
    Case("Half Way", pushes=(0.5,), pages=109, shelf=reading(55)),
    Case("Just Begun", pushes=(0.01,), pages=300, shelf=reading(3)),
    Case("Finished", pushes=(0.4, 1), shelf=ShelfRow(3, reads=(ShelfRead(TODAY, TODAY, 200),))),
    Case("Sampled", "want_to_read", pushes=(0.2,), shelf=reading(40)),
    Case("Without Pages", pushes=(0.5,), pages=None, shelf=reading(None), state="waiting_for_pages"),
    # What the person has written on Hardcover stays.
    Case(
        "Read Long Ago",
        pushes=(0.3,),
        there_before={"status": 3, "rating": 2.5, "privacy_id": 1, "reads": [NewRead("2015-01-01", "2015-02-01", 200)]},
        shelf=ShelfRow(3, 2.5, 1, (ShelfRead("2015-01-01", "2015-02-01", 200),)),
        state="hardcover_ahead",
    ),
    Case(
        "Further There",
        pushes=(0.3,),
        there_before={"status": 2, "privacy_id": 1, "reads": [NewRead("2024-01-01", None, 160)]},
        shelf=ShelfRow(2, None, 1, (ShelfRead("2024-01-01", None, 160),)),
        state="hardcover_ahead",
    ),
    Case(
        "Wished For There",
        pushes=(0.3,),
        there_before={"status": 1, "privacy_id": 1},
        shelf=ShelfRow(2, None, 1, (ShelfRead(TODAY, None, 60),)),
    ),
    # Other ways to find a book.
    Case("Known By Number", "read", by_isbn=False, method="metadata_id", shelf=ShelfRow(3, reads=(UNKNOWN_DAY,))),
    Case("Known By Slug", "read", by_isbn=False, method="metadata_id", shelf=ShelfRow(3, reads=(UNKNOWN_DAY,))),
    Case("Known By Edition", "read", by_isbn=False, method="metadata_id", shelf=ShelfRow(3, reads=(UNKNOWN_DAY,))),
    Case("Known By Old Isbn", "read", method="isbn13", shelf=ShelfRow(3, reads=(UNKNOWN_DAY,))),
    Case("Known By Its Name", "read", by_isbn=False, method="title_author", shelf=ShelfRow(3, reads=(UNKNOWN_DAY,))),
    # Refused rather than guessed.
    Case("Nowhere To Be Found", "read", by_isbn=False, method="none", state="not_matched"),
    Case("Same Name Other Writer", "read", by_isbn=False, method="none", state="not_matched"),
    Case("Misprinted Isbn", "read", method="none", state="not_matched"),
)  # fmt: skip
BY_TITLE = {case.title: case for case in CASES}
SENT = [case for case in CASES if case.shelf]


def fill(hardcover: Hardcover) -> dict[str, tuple[tuple[str, str], ...]]:
    """Make Hardcover's catalogue and shelf; the identifiers that go into each book's file."""
    identifiers: dict[str, tuple[tuple[str, str], ...]] = {}
    for number, case in enumerate(CASES):
        isbn = isbn_of(number)
        identifiers[case.title] = (("isbn", isbn),) if case.by_isbn else ()
        if case.title == "Known By Old Isbn":
            identifiers[case.title] = (("isbn", isbn10(isbn[3:12])),)
        match case.title:
            case "Nowhere To Be Found":
                continue
            case "Same Name Other Writer":
                hardcover.add(case.title, "Somebody Else")
                continue
            case "Misprinted Isbn":
                hardcover.add("One Pan, Forty Suppers", "Bea Cook", isbn=isbn)
                continue
        book_id = hardcover.add(case.title, AUTHOR, pages=case.pages, isbn=isbn)
        identifiers[case.title] += more_identifiers(hardcover, case.title, BookId(book_id), isbn)
        if case.there_before:
            before = dict(case.there_before)
            hardcover.shelve(book_id, before.pop("status"), **before)
    return identifiers


def more_identifiers(
    hardcover: Hardcover, title: str, book_id: BookId, isbn: str
) -> tuple[tuple[str, str], ...]:
    """What calibre's Hardcover plug-in writes into a file."""
    if title == "Known By Number":
        return (("hardcover", str(book_id)),)
    if title == "Known By Slug":
        return (("hardcover-slug", "known-by-slug"),)
    if title == "Known By Edition":
        edition = hardcover.ask(lambda: hardcover.world.editions_of(book_id)[0]["id"])
        return (("hardcover-edition", str(edition)),)
    return ()


@dataclass
class Synced:
    """What two syncs one after the other said, and where things stand then."""

    program: Program
    hardcover: Hardcover
    preview: dict[str, Any]
    first: dict[str, Any]
    second: dict[str, Any]
    journal_before: int
    journal_between: int
    shelf: dict[str, ShelfRow]
    shelf_of_stranger: dict[str, ShelfRow]
    books: dict[str, dict[str, Any]]
    """The export after both, by title."""

    def item(self, title: str) -> dict[str, Any]:
        return next(item for item in self.first["items"] if item["title"] == title)


@pytest.fixture(scope="module")
def synced(tmp_path_factory: pytest.TempPathFactory, runtime: Path) -> Iterator[Synced]:
    folder = tmp_path_factory.mktemp("hardcover")
    program = Program(folder / "data", runtime)
    hardcover = Hardcover()
    try:
        yield sync_twice(program, hardcover, folder)
    finally:
        program.end()
        hardcover.close()


def sync_twice(program: Program, hardcover: Hardcover, folder: Path) -> Synced:
    identifiers = fill(hardcover)
    wished = hardcover.ask(lambda: min(hardcover.world.tables["books"]))
    hardcover.ask(lambda: hardcover.world.shelve(hardcover.stranger, wished, 3, rating=1))
    for number, case in enumerate(CASES):
        path = folder / f"{number}.epub"
        write_epub(path, case.title, identifiers=identifiers[case.title], cover=False)
    program.run("scan", folder)
    read_along(program)
    program.environment |= hardcover.environment
    journal_before = hardcover.journal()
    preview = program.json("sync", "--dry-run", "--json")
    assert hardcover.journal() == journal_before
    shelf = hardcover.shelf()
    assert set(shelf) == {case.title for case in CASES if case.there_before}
    first = program.json("sync", "--json")
    between = hardcover.journal()
    second = program.json("sync", "--json")
    shelves = hardcover.shelf(), hardcover.shelf(hardcover.stranger)
    return Synced(
        program, hardcover, preview, first, second, journal_before, between, *shelves, program.books()
    )


def read_along(program: Program) -> None:
    """Set by hand what is set by hand, then read on the device what is read there."""
    books = program.books()
    lines = [f"{books[case.title]['id']} {case.status}" for case in CASES if case.status]
    program.run("status", "--stdin", stdin="\n".join(lines))
    passphrase = program.passphrase()
    server = program.serve()
    reader = Reader(server.port, "reader", passphrase)
    for case in CASES:
        reader.read(books[case.title]["files"][0]["partial_md5"], case.pushes)
    program.end()


@pytest.mark.parametrize("case", SENT, ids=[case.title for case in SENT])
def test_hardcover_shows_what_happened_here_and_nothing_else(synced: Synced, case: Case) -> None:
    assert synced.shelf[case.title] == case.shelf


def test_nothing_is_on_the_shelf_that_does_not_belong_there(synced: Synced) -> None:
    assert set(synced.shelf) == {case.title for case in SENT}


def test_other_peoples_shelves_stay_as_they_were(synced: Synced) -> None:
    (row,) = synced.shelf_of_stranger.values()
    assert (row.status, row.rating) == (3, 1)


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_the_export_tells_how_each_book_was_matched_and_how_it_stands(synced: Synced, case: Case) -> None:
    told = synced.books[case.title]["hardcover"]
    assert (told["method"], told["state"]) == (case.method, case.state)
    assert (told["book_id"] is not None) == (case.method != "none")
    assert told["reason"].endswith(".")


def test_a_book_matched_by_search_only_is_sent_and_marked_for_review(synced: Synced) -> None:
    books = synced.books
    marked = {title for title, book in books.items() if book["hardcover"]["needs_review"]}
    assert marked == {"Known By Its Name"}


def test_a_refused_book_says_what_was_found_instead(synced: Synced) -> None:
    books = synced.books
    assert "Same Name Other Writer" in books["Same Name Other Writer"]["hardcover"]["reason"]
    assert "ISBN" in books["Misprinted Isbn"]["hardcover"]["reason"]


def test_a_second_sync_without_a_change_writes_nothing(synced: Synced) -> None:
    assert synced.journal_between > synced.journal_before
    assert synced.hardcover.journal() == synced.journal_between
    assert (synced.second["sent"], synced.second["failed"]) == (0, 0)


def test_the_rate_limit_was_kept(synced: Synced) -> None:
    assert synced.hardcover.local.throttled == 0


class TestSyncJson:
    """`sync --json`: flat counts, and `items`."""

    KINDS = ("sent", "unchanged", "skipped", "failed", "not_matched")
    COUNTS = ("processed", *KINDS, "units", "requests", "quotes")

    def test_every_count_is_a_number_at_the_top(self, synced: Synced) -> None:
        for summary in (synced.preview, synced.first, synced.second):
            assert all(type(summary[name]) is int for name in self.COUNTS)
            assert set(summary) == {*self.COUNTS, "items", "dry_run", "end"}

    def test_the_counts_add_up(self, synced: Synced) -> None:
        for summary in (synced.preview, synced.first, synced.second):
            assert summary["processed"] == len(CASES) - 1  # Unread is never sent
            assert sum(summary[name] for name in self.KINDS) == summary["processed"] == len(summary["items"])

    def test_units_and_requests_are_those_that_hardcover_counted(self, synced: Synced) -> None:
        runs = (synced.preview, synced.first, synced.second)
        assert sum(run["units"] for run in runs) == synced.hardcover.local.units
        assert sum(run["requests"] for run in runs) == synced.hardcover.requests()

    def test_each_item_has_title_state_reason_and_changes(self, synced: Synced) -> None:
        for item in synced.first["items"]:
            named = {
                "book_id",
                "title",
                "outcome",
                "state",
                "reason",
                "changes",
                "quotes",
                "record",
                "needs_review",
            }
            assert set(item) == named
            assert item["state"] == BY_TITLE[item["title"]].state
            assert all(type(change) is str for change in item["changes"])
        assert synced.item("Read On Known Days")["changes"]
        assert synced.item("Nowhere To Be Found")["changes"] == []

    def test_a_dry_run_tells_what_the_run_then_did(self, synced: Synced) -> None:
        sent = {item["title"] for item in synced.first["items"] if item["outcome"] == "sent"}
        would = {item["title"] for item in synced.preview["items"] if item["outcome"] == "sent"}
        assert would == sent
        assert synced.preview["dry_run"] is True

    def test_books_without_a_match_are_counted_and_the_run_came_to_its_end(self, synced: Synced) -> None:
        assert synced.first["not_matched"] == 3
        assert synced.first["end"] == "completed"


class TestLog:
    """A log of what was sent, and why something was not."""

    def test_json_has_a_line_for_each_book_of_a_run_that_was_sent_or_not(self, synced: Synced) -> None:
        lines = synced.program.json("log", "--limit", "1000", "--json")
        told = {line["title"]: line for line in lines if line["run_id"] == 1}
        assert {case.title for case in SENT if case.state == "synced"} <= set(told)
        assert set(told["Half Way"]) == {
            *("at", "direction", "title", "outcome", "changes", "message"),
            *("book_id", "hardcover_id", "units", "device", "run_id", "link"),
        }
        assert told["Half Way"]["link"].endswith(f"/{told['Half Way']['hardcover_id']}")
        half_way = [line["changes"] for line in lines if line["title"] == "Half Way"]
        assert "page 55" in str(half_way)
        # The dry run has told so already, and the same is not told twice.
        (unmatched,) = (line for line in lines if line["title"] == "Nowhere To Be Found")
        assert unmatched["outcome"] == "not_matched"
        assert unmatched["message"].startswith("Not found on Hardcover")

    def test_the_log_keeps_only_the_matches_of_a_dry_run(self, synced: Synced) -> None:
        lines = synced.program.json("log", "--limit", "1000", "--json")
        made = [line for line in lines if line["run_id"] is None and line["direction"] == "from_hardcover"]
        assert {line["outcome"] for line in made} == {"matched", "not_matched"}
        assert {line["run_id"] for line in lines} <= {None, 1, 2}

    def test_words_have_a_line_each_and_limit_is_kept(self, synced: Synced) -> None:
        assert len(synced.program.run("log", "--limit", "3").stdout.splitlines()) == 4
        assert "Half Way" in synced.program.run("log", "--limit", "1000").stdout


class TestToken:
    def test_a_check_names_the_account(self, program: Program, hardcover: Hardcover) -> None:
        assert "demo" in program.run("token", "--check", env=hardcover.environment).stdout

    def test_a_token_with_bearer_and_line_ends_around_it_is_understood(
        self, program: Program, hardcover: Hardcover
    ) -> None:
        token = {
            "BOOKORBIT_HARDCOVER_TOKEN": f" Bearer {hardcover.environment['BOOKORBIT_HARDCOVER_TOKEN']}\n"
        }
        assert "demo" in program.run("token", "--check", env=hardcover.environment | token).stdout

    def test_a_wrong_token_ends_check_and_sync_with_1_and_is_not_repeated(
        self, library: Program, hardcover: Hardcover
    ) -> None:
        wrong = hardcover.environment | {"BOOKORBIT_HARDCOVER_TOKEN": "hc_pat_wrong"}
        library.run("status", "1", "read")
        for words in (("token", "--check"), ("sync",), ("sync", "--json")):
            refused = library.run(*words, code=1, env=wrong)
            assert "token" in refused.stderr
            assert "hc_pat_wrong" not in refused.stdout + refused.stderr


class TestTrouble:
    def test_a_hardcover_that_cannot_be_reached_ends_with_1_and_loses_nothing(
        self, library: Program, hardcover: Hardcover
    ) -> None:
        library.run("status", "1", "read")
        token = {"BOOKORBIT_HARDCOVER_TOKEN": hardcover.environment["BOOKORBIT_HARDCOVER_TOKEN"]}
        broken = hardcover.environment | {"BOOKORBIT_HARDCOVER_URL": f"{hardcover.url}/nowhere"} | token
        refused = library.run("sync", code=1, env=broken)
        assert refused.stderr.startswith("bookorbit-desktop: ")
        assert library.books()[title_of(0)]["hardcover"]["state"] == "pending"
        assert library.json("sync", "--json", env=hardcover.environment)["sent"] == 1

    @pytest.mark.parametrize("kind", [FaultKind.WRITE_THEN_TIMEOUT, FaultKind.WRITE_THEN_RESET])
    def test_a_write_whose_answer_is_lost_is_not_made_twice(
        self, library: Program, hardcover: Hardcover, kind: FaultKind
    ) -> None:
        library.run("status", "1", "read", "--started", "2024-01-01", "--finished", "2024-02-01")
        library.environment |= hardcover.environment
        hardcover.fail_next_write(kind)
        library.run("sync", code=None)
        library.run("sync")
        expected = ShelfRow(3, reads=(ShelfRead("2024-01-01", "2024-02-01", 100),))
        assert hardcover.shelf() == {title_of(0): expected}


def test_the_whole_address_is_overridden_path_included(program: Program, hardcover: Hardcover) -> None:
    assert "demo" in program.run("token", "--check", env=hardcover.environment).stdout
    elsewhere = {"BOOKORBIT_HARDCOVER_URL": hardcover.url.replace("/v1/graphql", "/v2/other")}
    refused = program.run("token", "--check", env=hardcover.environment | elsewhere, code=1)
    assert refused.stderr.startswith("bookorbit-desktop: ")


def test_two_syncs_at_once_are_one_writer(library: Program, hardcover: Hardcover) -> None:
    library.environment |= hardcover.environment
    library.run("status", "--stdin", stdin="".join(f"{number} read\n" for number in range(1, 9)))
    library.serve()
    started = [library.start("sync", "--json") for _ in range(2)]
    assert [running.wait() for running in started] == [0, 0]
    assert hardcover.shelf() == {
        title_of(number): ShelfRow(3, reads=(ShelfRead(None, None, 100 + number),)) for number in range(8)
    }
