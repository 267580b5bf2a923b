"""The sync log: time, direction, book, what (old to new), result, message, units, link; filter, CSV."""

import csv
from concurrent.futures import Future
from datetime import date, datetime
from typing import Any

import pytest

from tests.acceptance.conftest import AUTHOR, title_of
from tests.acceptance.hardcover import Hardcover
from tests.acceptance.koreader import Reader
from tests.acceptance.program import PASSPHRASE, PATIENCE, Program, Running
from tests.days import written_today

Line = dict[str, Any]


def log(program: Program, *words: str) -> list[Line]:
    lines: list[Line] = program.json("log", "--json", "--limit", "1000", *words)
    return lines


def lines_of_today(program: Program) -> list[Line]:
    return [
        line
        for line in log(program)
        if datetime.fromisoformat(line["at"]).astimezone().date() == date.today()
    ]


def record_of(hardcover: Hardcover, title: str) -> int:
    books = hardcover.ask(lambda: list(hardcover.world.tables["books"].values()))
    return next(int(book["id"]) for book in books if book["title"] == title)


@pytest.fixture
def used(library: Program, hardcover: Hardcover) -> Program:
    """A reader pushed twice, each push was sent; one book has no record on Hardcover."""
    library.environment |= hardcover.environment
    library.make_account()
    server = library.serve()
    digest = library.digest(title_of(0))
    reader = Reader(server.port, "reader", PASSPHRASE)
    reader.push(digest, 0.41, device="Kobo")
    library.run("sync")
    reader.push(digest, 0.43, device="Kobo")
    library.run("sync")
    server.stop()
    return library


def test_each_line_has_time_direction_book_what_result_message_units_and_link(
    used: Program, hardcover: Hardcover
) -> None:
    book_id = used.books()[title_of(0)]["hardcover"]["book_id"]
    sent = log(used, "--direction", "to_hardcover")
    assert [line["changes"] for line in sent] == [
        ["read from 41% to 43% (page 43)"],
        ["started at 41% (page 41)"],
        ["added as Currently Reading", "privacy set to Private", written_today("started on {}")],
    ]
    for line in sent:
        assert date.fromisoformat(line["at"][:10])
        assert (line["title"], line["outcome"], line["message"]) == (title_of(0), "sent", "")
        assert line["units"] == 1
        assert line["link"] == f"https://hardcover.app/id/book/{book_id}"


def test_the_log_has_lines_from_hardcover_and_from_the_reader(used: Program) -> None:
    (matched,) = log(used, "--direction", "from_hardcover")
    assert matched["outcome"] == "matched"
    assert "by ISBN-13" in matched["changes"][0]
    received = log(used, "--direction", "from_koreader")
    assert {(line["title"], line["device"]) for line in received} == {(title_of(0), "Kobo")}
    assert [line["changes"] for line in received] == [["read from 41% to 43%"], ["started at 41%"]]


def test_filters_narrow_the_log(used: Program) -> None:
    everything = len(log(used))
    assert len(log(used, "--result", "sent")) == 3
    assert len(log(used, "--book", "1")) == everything
    assert log(used, "--book", "2") == []
    assert len(log(used, "--device", "Kobo")) == 2
    assert len(log(used, "--text", "43%")) == 2
    assert len(log(used, "--since", "30d")) == everything
    possible = {len(lines_of_today(used))}
    today = len(log(used, "--since", "today"))
    assert today in possible | {len(lines_of_today(used))}
    assert log(used, "--since", "2999-01-01") == []


@pytest.mark.parametrize("words", ["--direction up", "--result fine", "--since yesterday", "--json --csv f"])
def test_wrong_filters_end_with_2(program: Program, words: str) -> None:
    assert "bookorbit-desktop" in program.run("log", *words.split(), code=2).stderr


def test_csv_holds_what_is_filtered(used: Program) -> None:
    said = used.run("log", "--result", "sent", "--csv", "sent.csv")
    assert said.stdout.startswith("3 lines written to ")
    with (used.home / "sent.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["What"] == "read from 41% to 43% (page 43)"
    assert {row["Direction"] for row in rows} == {"to_hardcover"}
    refused = used.run("log", "--csv", "nowhere/sent.csv", code=1)
    assert "Choose another file" in refused.stderr


def test_a_sync_that_was_killed_left_a_line_for_each_answer(library: Program, hardcover: Hardcover) -> None:
    library.environment |= hardcover.environment
    library.run("status", "--stdin", stdin="".join(f"{number} read\n" for number in range(1, 13)))
    syncing: Future[Running] = Future()
    hardcover.after_write(lambda number: syncing.result(PATIENCE).process.kill() if number == 2 else None)
    syncing.set_result(library.start("sync"))
    syncing.result().wait()
    hardcover.after_write(lambda number: None)

    lines = log(library, "--result", "sent")

    assert lines
    assert {line["title"] for line in lines} <= set(hardcover.shelf())
    assert len({line["title"] for line in lines}) < len(hardcover.shelf())


def test_decisions_refusals_undo_and_import_have_lines(library: Program, hardcover: Hardcover) -> None:
    library.environment |= hardcover.environment
    other = hardcover.add("Another Volume", AUTHOR)
    wanted = record_of(hardcover, title_of(4))
    library.run("pick", "5", str(wanted))
    library.run("pick", "1", str(other))
    library.run("exclude", "2")
    library.run("include", "2")
    library.run("status", "1", "read", "--rating", "4")
    library.run("sync")
    library.run("undo")
    hardcover.shelve(wanted, 3, rating=5)
    library.run("import")

    said = {line["outcome"]: line for line in reversed(log(library))}
    decided = [line["changes"] for line in log(library, "--result", "saved")]
    assert decided[:2] == [["included again"], ["excluded from Hardcover"]]
    assert decided[2][0].startswith("matched with “Another Volume”")
    assert decided[2][0].endswith("picked by you")
    assert ["undo", "removed from your shelf"] in [line["changes"] for line in log(library)]
    assert said["imported"]["direction"] == "from_hardcover"
    assert {"status: unread → read", "rated 5"} <= set(said["imported"]["changes"])


def test_a_refused_token_is_logged_with_the_next_step(library: Program, hardcover: Hardcover) -> None:
    library.environment |= hardcover.environment
    library.run("status", "1", "read")
    library.run("sync")
    library.run("status", "2", "read")
    wrong = {"BOOKORBIT_HARDCOVER_TOKEN": "hc_pat_wrong"}
    library.run("sync", code=1, env=wrong)
    (line,) = log(library, "--result", "failed")
    assert line["title"] == ""
    assert "token" in line["message"]
    assert "hc_pat_wrong" not in line["message"]
