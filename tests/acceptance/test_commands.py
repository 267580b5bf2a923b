"""What `export`, `scan`, `status`, `link`, `list` and `credentials` promise."""

import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.conftest import AUTHOR, BOOKS, isbn_of, title_of
from tests.acceptance.hardcover import Hardcover
from tests.acceptance.koreader import Reader
from tests.acceptance.program import PASSPHRASE, Program
from tests.acceptance.scanning import add_books
from tests.books import write_epub, write_fb2
from tests.days import TODAY

DIGEST = "0123456789abcdef0123456789abcdef"


def keys_of(document: dict[str, Any]) -> dict[str, set[str]]:
    """The keys of an export, by the part they are in."""
    book = document["books"][0]
    return {
        "document": set(document),
        "book": set(book),
        "read": set(book["reads"][0]),
        "file": set(book["files"][0]),
        "hardcover": set(book["hardcover"]),
        "documents": set(document["documents"][0]),
        "devices": set(document["devices"][0]),
    }


PROMISED = {
    "document": {"books", "documents", "devices"},
    "book": {
        *("id", "title", "authors", "series", "series_index", "language", "isbn13", "isbn10"),
        *("status", "rating", "percentage", "reads", "files", "hardcover"),
    },
    "read": {"started_on", "finished_on", "percentage"},
    "file": {"path", "format", "partial_md5", "filename_md5", "problem"},
    "hardcover": {"book_id", "edition_id", "pages", "method", "state", "reason"},
    "documents": {
        *("digest", "book_id", "title", "percentage", "progress", "device", "device_id"),
        *("updated_at", "pushes"),
    },
    "devices": {"name", "device_id"},
}
"""The words of the issue."""

ADDED = {
    "document": {"collections"},
    "book": {"status_set_by_hand", "rereading_proposed", "last_read_at", "step_back", "fields", "time_read"}
    | {"shelves", "tags"},
    "read": {"finished"},
    "file": {"missing", "full_md5"},
    "hardcover": {"needs_review", "saved_reference"},
    "documents": {"ignored"},
    "devices": {"id", "first_seen", "last_seen", "pushes", "documents"},
}
"""What this program tells besides; a script may rely on it, so it does not change by accident."""


class TestExport:
    @pytest.fixture
    def used(self, library: Program, hardcover: Hardcover) -> Program:
        """A library with everything in it: a book that was read and sent, a document, a device."""
        library.environment |= hardcover.environment
        library.make_account()
        server = library.serve()
        digest = library.digest(title_of(0))
        Reader(server.port, "reader", PASSPHRASE).push(digest, 0.5, progress="/body/p[7]", device="Kobo")
        library.run("status", "1", "reading", "--rating", "4.5")
        library.run("sync")
        server.stop()
        return library

    def test_the_document_has_the_keys_that_are_promised_and_the_values_that_were_given(
        self, used: Program, hardcover: Hardcover
    ) -> None:
        document = used.export()
        assert keys_of(document) == {part: PROMISED[part] | ADDED[part] for part in PROMISED}
        book = document["books"][0]
        record = hardcover.ask(lambda: next(iter(hardcover.world.tables["books"].values())))
        edition = hardcover.ask(lambda: hardcover.world.editions_of(record["id"])[0])
        expected = {
            "id": 1,
            "title": title_of(0),
            "authors": [AUTHOR],
            "series": "",
            "series_index": None,
            "language": "en",
            "isbn13": isbn_of(0),
            "status": "reading",
            "rating": 4.5,
            "percentage": 0.5,
        }
        assert {name: book[name] for name in expected} == expected
        (read,) = book["reads"]
        assert (read["started_on"], read["finished_on"], read["percentage"]) == (TODAY, None, 0.5)
        promised = {name: book["hardcover"][name] for name in PROMISED["hardcover"]}
        assert promised.pop("reason").endswith(".")
        assert promised == {
            "book_id": record["id"],
            "edition_id": edition["id"],
            "pages": 100,
            "method": "isbn13",
            "state": "synced",
        }
        (sent,) = document["documents"]
        digest = book["files"][0]["partial_md5"]
        assert (sent["digest"], sent["book_id"], sent["pushes"]) == (digest, 1, 1)
        assert (sent["progress"], sent["device"], sent["percentage"]) == ("/body/p[7]", "Kobo", 0.5)
        assert datetime.fromisoformat(sent["updated_at"]).utcoffset() == timedelta(0)

    def test_a_series_an_isbn_10_and_a_problem_are_told(self, program: Program, tmp_path: Path) -> None:
        series = {"series": "Hours", "series_index": 1.5, "isbn": "0306406152"}
        write_epub(tmp_path / "a.epub", "The Clocks", cover=False, **series)
        (tmp_path / "Nobody - Broken.epub").write_bytes(b"no")
        program.run("scan", tmp_path / "a.epub", tmp_path / "Nobody - Broken.epub")
        clocks, broken = program.export()["books"]
        assert (clocks["series"], clocks["series_index"]) == ("Hours", 1.5)
        assert (clocks["isbn13"], clocks["isbn10"]) == ("9780306406157", "0306406152")
        assert broken["files"][0]["problem"]
        assert (broken["isbn13"], broken["isbn10"], broken["percentage"]) == (None, None, None)

    def test_output_writes_the_same_to_a_file_and_nothing_to_standard_output(
        self, library: Program, tmp_path: Path
    ) -> None:
        done = library.run("export", "--output", "library.json", cwd=tmp_path)
        assert done.stdout == ""
        assert json.loads((tmp_path / "library.json").read_text("utf-8")) == library.export()

    def test_an_empty_library_has_empty_lists(self, program: Program) -> None:
        assert program.export() == {"books": [], "documents": [], "devices": [], "collections": []}


class TestScan:
    def test_json_tells_the_numbers_and_the_problems(self, program: Program, tmp_path: Path) -> None:
        folder = add_books(tmp_path / "books", "First")
        (folder / "bad.epub").write_bytes(b"no")
        told = program.json("scan", folder, "--json")
        assert told["problem_files"][0]["path"] == str(folder / "bad.epub")
        assert told["problem_files"][0]["reason"].endswith(".")
        del told["problem_files"]
        zero = dict.fromkeys(("changed", "moved", "missing", "unchanged", "growing"), 0)
        none: dict[str, list[str]] = {
            "unreachable": [],
            "rejected": [],
            "calibre": [],
            "calibre_problems": [],
        }
        assert told == {"files": 2, "added": 2, "new_books": 2, "problems": 1, **zero, **none}

    def test_words_tell_the_same_to_a_person(self, program: Program, tmp_path: Path) -> None:
        said = program.run("scan", add_books(tmp_path / "books", "First", "Second"))
        assert said.stdout == "2 books added.\n"
        assert said.stderr == ""

    def test_two_formats_are_one_book_and_a_later_one_is_a_file(
        self, program: Program, tmp_path: Path
    ) -> None:
        folder = tmp_path / "books"
        for title in ("First", "Second"):
            (folder / title).mkdir(parents=True)
            write_epub(folder / title / f"{title}.epub", title=title)
            write_fb2(folder / title / f"{title}.fb2", title=title)
        assert program.run("scan", folder).stdout == "2 books added (4 files).\n"
        write_fb2(folder / "First" / "Again.fb2", title="First")
        (folder / "Second" / "Second.fb2").unlink()
        assert program.run("scan", folder).stdout == "1 file added, 1 file missing.\n"
        assert program.run("scan", folder).stdout == "Nothing new in 4 files.\n"


class TestStatus:
    def test_status_rating_and_dates_are_set_by_hand(self, library: Program) -> None:
        dates = ("--started", "2024-01-30", "--finished", "2024-02-29")
        done = library.run("status", "3", "read", "--rating", "3.5", *dates)
        assert (done.stdout, done.stderr) == ("", "")
        book = library.export()["books"][2]
        assert (book["status"], book["rating"]) == ("read", 3.5)
        (read,) = book["reads"]
        assert (read["started_on"], read["finished_on"]) == ("2024-01-30", "2024-02-29")

    @pytest.mark.parametrize("rating", ["0", "5.5", "3.3", "nan"])
    def test_a_rating_is_refused_unless_it_is_half_to_5_in_halves(
        self, library: Program, rating: str
    ) -> None:
        refused = library.run("status", "1", "read", f"--rating={rating}", code=1)
        assert "0.5 to 5 in half steps" in refused.stderr

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["read", "--started", "2024-02-02", "--finished", "2024-02-01"], "before the start"),
            (["read", "--finished", "2999-01-01"], "in the future"),
            (["reading", "--started", "2999-01-01"], "in the future"),
            (["reading", "--finished", "2024-02-01"], "finish date"),
            (["unread", "--started", "2024-02-01"], "To add dates"),
        ],
    )
    def test_dates_that_cannot_be_are_refused_and_nothing_is_changed(
        self, library: Program, words: list[str], said: str
    ) -> None:
        refused = library.run("status", "1", *words, code=1)
        assert said in refused.stderr
        assert library.export()["books"][0]["status"] == "unread"

    def test_many_lines_are_read_from_standard_input(self, library: Program) -> None:
        lines = [
            "1 want_to_read",
            "",
            "  2   read rating=4 started=2023-12-31 finished=2024-01-01  ",
            "# a comment",
            "3 abandoned rating=0.5",
            "1 reading started=2024-05-01",
        ]
        library.run("status", "--stdin", stdin="\r\n".join(lines))
        first, second, third = library.export()["books"][:3]
        assert (first["status"], first["reads"][0]["started_on"]) == ("reading", "2024-05-01")
        assert (second["status"], second["rating"]) == ("read", 4)
        assert (second["reads"][0]["started_on"], second["reads"][0]["finished_on"]) == (
            "2023-12-31",
            "2024-01-01",
        )
        assert (third["status"], third["rating"]) == ("abandoned", 0.5)

    @pytest.mark.parametrize(
        "bad",
        ["99 read", "2 finished", "2 read rating=6", "2 read started=2024-13-01", "2 read colour=red"],
    )
    def test_a_bad_line_on_stdin_means_that_nothing_was_changed(self, library: Program, bad: str) -> None:
        """In one transaction."""
        refused = library.run("status", "--stdin", stdin=f"1 read\n{bad}\n3 read\n", code=1)
        assert refused.stdout == ""
        assert re.search(r"Line 2\b|book 99|rating|future", refused.stderr)
        assert {book["status"] for book in library.export()["books"]} == {"unread"}

    def test_an_empty_standard_input_changes_nothing(self, library: Program) -> None:
        before = library.export()
        library.run("status", "--stdin", stdin="")
        assert library.export() == before


class TestLink:
    def test_a_document_means_a_book_from_now_on_with_what_it_pushed_before(self, library: Program) -> None:
        library.make_account()
        reader = Reader(library.serve().port, "reader", PASSPHRASE)
        reader.push(DIGEST, 0.25)
        assert library.export()["documents"][0]["book_id"] is None
        library.run("link", DIGEST, "5")
        document = library.export()
        assert document["documents"][0]["book_id"] == 5
        assert (document["books"][4]["status"], document["books"][4]["percentage"]) == ("reading", 0.25)
        reader.push(DIGEST, 1)
        assert library.export()["books"][4]["status"] == "read"

    def test_a_book_that_is_not_there_is_refused(self, library: Program) -> None:
        assert "99" in library.run("link", DIGEST, "99", code=1).stderr


class TestList:
    @pytest.fixture
    def library(self, library: Program) -> Program:
        library.run("status", "--stdin", stdin="1 reading\n2 read rating=5\n3 read\n")
        return library

    def test_json_has_a_row_for_each_book(self, library: Program) -> None:
        rows = library.json("list", "--json")
        assert len(rows) == BOOKS
        first = next(row for row in rows if row["id"] == 2)
        assert set(first) >= {
            *("id", "title", "authors", "series", "series_index", "status", "rating", "percentage"),
            *(
                "last_read_at",
                "last_device",
                "hardcover",
                "hardcover_reason",
                "formats",
                "problem",
                "missing",
            ),
        }
        assert (first["title"], first["status"], first["rating"]) == (title_of(1), "read", 5)

    def test_words_have_a_line_for_each_book(self, library: Program) -> None:
        lines = library.run("list").stdout.splitlines()
        assert len(lines) == BOOKS + 1
        assert title_of(0) in lines[1]

    def test_query_finds_words_of_title_and_author(self, library: Program) -> None:
        found = library.json("list", "--query", "ADA 07", "--json")
        assert [row["title"] for row in found] == [title_of(7)]
        assert library.json("list", "--query", "07 Nobody", "--json") == []
        assert library.json("list", "--query", "100%_", "--json") == []

    def test_status_and_sort_choose_and_order(self, library: Program) -> None:
        found = library.json("list", "--status", "read", "--sort", "title", "--json")
        assert [row["id"] for row in found] == [2, 3]
        newest = library.json("list", "--sort", "added", "--json")
        assert [row["id"] for row in newest] == sorted((row["id"] for row in newest), reverse=True)


class TestCredentials:
    def test_without_options_the_account_is_shown_and_made_if_there_is_none(self, program: Program) -> None:
        shown = program.run("credentials").stdout
        assert re.search(r"^User name: \S+$", shown, re.MULTILINE)
        assert re.search(r"^Passphrase: \S+", shown, re.MULTILINE)

    def test_without_a_keyring_it_works_and_says_that_it_cannot_be_shown_again(
        self, program: Program
    ) -> None:
        made = program.run("credentials", "--generate")
        assert "can't be shown again" in made.stderr
        again = program.run("credentials")
        assert "Passphrase:" not in again.stdout
        assert again.stderr.strip()

    def test_a_name_alone_keeps_the_passphrase(self, program: Program) -> None:
        program.make_account()
        program.run("credentials", "--username", "somebody")
        port = program.serve().port
        assert Reader(port, "somebody", PASSPHRASE).log_in().status == 200
        assert Reader(port, "reader", PASSPHRASE).log_in().status == 401

    def test_password_stdin_drops_one_line_end_and_keeps_blanks(self, program: Program) -> None:
        port = program.serve().port
        for number, ending in enumerate(("", "\n", "\r\n")):
            passphrase = f"  my pass phrase {number}  "
            done = program.run("credentials", "--password-stdin", stdin=passphrase + ending)
            assert "my pass phrase" not in done.stdout + done.stderr
            assert Reader(port, "reader", passphrase).log_in().status == 200
            assert Reader(port, "reader", passphrase.strip()).log_in().status == 401

    def test_a_second_line_end_is_part_of_the_passphrase_and_no_reader_could_type_it(
        self, program: Program
    ) -> None:
        assert "one line" in program.run("credentials", "--password-stdin", stdin="pass\n\n", code=1).stderr

    def test_a_passphrase_in_any_script_can_be_used(self, program: Program) -> None:
        program.run("credentials", "--password-stdin", stdin="zażółć 書\n")
        assert Reader(program.serve().port, "reader", "zażółć 書").log_in().status == 200
