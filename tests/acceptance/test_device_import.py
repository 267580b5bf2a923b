"""What a device knows is imported with review; a second time changes nothing."""

import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from bookorbit_desktop.domain.base.ids import BookId
from tests.acceptance.conftest import AUTHOR, title_of
from tests.acceptance.koreader import Reader
from tests.acceptance.program import Program
from tests.integration.devices.device_tree import DIGEST, DeviceTree
from tests.integration.devices.statistics_file import a_book, write_statistics
from tests.services import make_services

BOOK = "/mnt/onboard/Essays/A Title.epub"
NOON, DAY = 1_699_963_200, 86_400
"""2023-11-14 at noon in London."""
FINISHED = {"status": "complete", "rating": 4, "modified": "2023-11-18"}


def statistics(tree: DeviceTree, rows: Iterable[tuple[int, ...]], **book: Any) -> None:
    path = tree.data / "settings" / "statistics.sqlite3"
    path.unlink(missing_ok=True)
    write_statistics(path, [a_book(title="A Title") | book], rows)


def read_through(pages: int = 20, start: int = NOON) -> list[tuple[int, ...]]:
    """A minute for each page, half of them a day later."""
    return [
        (1, page, start + page * 60 + (page > pages / 2) * DAY, 60, pages) for page in range(1, pages + 1)
    ]


def lines_of(document: dict[str, Any]) -> dict[str, tuple[str, bool]]:
    """The lines of the only book: their kinds, and whether they are ticked."""
    (book,) = document["books"]
    return {line["name"]: (line["kind"], line["ticked"]) for line in book["choices"][0]["fields"]}


def views(program: Program) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(program.data_dir / "library.sqlite3")) as connection:
        sql = "SELECT document, page, start_time, shift, seconds FROM page_view ORDER BY start_time, page"
        return connection.execute(sql).fetchall()


def test_the_review_says_what_is_new_what_differs_and_what_conflicts_and_changes_nothing(
    library: Program, tree: DeviceTree
) -> None:
    library.run("status", "1", "abandoned", "--rating", "2")
    before, digest = library.export(), library.digest(title_of(0))
    tree.sidecar(BOOK, partial_md5_checksum=digest, doc_props={"title": title_of(0)}, summary=FINISHED)
    statistics(tree, read_through(), md5=digest, title=title_of(0))
    said = library.run("device", "import", tree.root, "--dry-run").stdout
    assert "[ ] status, differs: abandoned → read. You set the status here; it stays." in said
    assert "[ ] rating, differs: 2 → 4." in said
    assert "[x] progress, fills gap: none → 43%." in said
    assert "[x] page views, new: 20 new." in said
    assert "Would be imported: 1. Nothing was changed." in said
    assert library.export() == before


def test_gaps_are_filled_and_a_second_import_changes_nothing(library: Program, tree: DeviceTree) -> None:
    digest = library.digest(title_of(0))
    highlight = {"drawer": "lighten", "text": "words", "page": "/a", "pos0": "/a", "pos1": "/b"}
    tree.sidecar(
        BOOK,
        partial_md5_checksum=digest,
        doc_props={"title": title_of(0)},
        summary=FINISHED | {"note": "Worth it."},
        annotations=[highlight],
    )
    tree.sidecar("/mnt/onboard/Gone.epub", "dir", doc_props={"title": "Gone", "authors": "Some One"})
    statistics(tree, read_through(), md5=digest, title=title_of(0))
    device = tree.snapshot()
    first = library.json("device", "import", tree.root, "--json")["imported"]
    assert (first["books"], first["created"], first["page_views"], first["annotations"]) == (2, 1, 20, 1)
    after = library.export()
    book = next(book for book in after["books"] if book["title"] == title_of(0))
    assert (book["status"], book["rating"], book["status_set_by_hand"]) == ("read", 4, False)
    assert [(read["started_on"], read["finished_on"]) for read in book["reads"]] == [
        ("2023-11-14", "2023-11-15")
    ]
    kept = views(library)
    second = library.json("device", "import", tree.root, "--json")["imported"]
    assert (second["books"], second["created"], second["page_views"], second["annotations"]) == (0, 0, 0, 0)
    assert (library.export(), views(library)) == (after, kept)
    assert tree.snapshot() == device, "nothing on the device is changed"


def test_a_book_without_a_file_becomes_an_entry_and_its_digest_an_identity(
    program: Program, tree: DeviceTree
) -> None:
    tree.sidecar(BOOK, summary={"status": "abandoned"})
    program.run("device", "import", tree.root)
    passphrase, server = program.passphrase(), program.serve()
    Reader(server.port, "reader", passphrase).read(DIGEST, [0.6])
    (book,) = program.export()["books"]
    assert (book["title"], book["authors"], book["files"]) == ("A Title", ["Ada Example"], [])
    assert (book["status"], book["percentage"]) == ("reading", 0.6)


def test_a_book_with_a_known_digest_but_another_title_is_asked_about(
    library: Program, tree: DeviceTree
) -> None:
    digest = library.digest(title_of(0))
    tree.sidecar(BOOK, partial_md5_checksum=digest, doc_props={"title": "Gardening for Cats"})
    statistics(tree, read_through(), md5=digest, title="Gardening for Cats")
    asked = library.json("device", "import", tree.root, "--json")
    assert [(book["match"], book["ticked"]) for book in asked["books"]] == [("other_title", False)]
    assert asked["imported"]["books"] == 0
    own = library.json("device", "import", tree.root, "--own", "Gardening for Cats", "--json")
    assert (own["imported"]["created"], own["imported"]["page_views"]) == (1, 20)
    again = library.json("device", "import", tree.root, "--json")
    assert [book["match"] for book in again["books"]] == ["known"], "the answer is remembered"
    assert again["imported"]["books"] == 0


def test_equal_title_and_author_with_another_digest_are_offered_as_one_book(
    library: Program, tree: DeviceTree
) -> None:
    tree.sidecar(BOOK, doc_props={"title": title_of(0), "authors": AUTHOR}, summary=FINISHED)
    asked = library.json("device", "import", tree.root, "--json")
    (book,) = asked["books"]
    assert (book["match"], book["ticked"], asked["imported"]["books"]) == ("same_book", False, 0)
    assert [choice["book_id"] for choice in book["choices"]] == [1, None]
    done = library.json("device", "import", tree.root, "--same", title_of(0), "1", "--json")
    assert (done["imported"]["books"], done["imported"]["created"]) == (1, 0)
    assert library.books()[title_of(0)]["rating"] == 4
    again = library.json("device", "import", tree.root, "--json")
    assert ([book["match"] for book in again["books"]], again["imported"]["books"]) == (["known"], 0)


def test_a_page_view_is_one_wherever_it_is_met_and_the_longer_one_wins(
    program: Program, tree: DeviceTree, tmp_path: Path
) -> None:
    tree.sidecar(BOOK)
    statistics(tree, [(1, 1, NOON, 40, 300), (1, 2, NOON + 40, 50, 300)])
    program.run("device", "import", tree.root)
    other = DeviceTree(tmp_path / "Kindle", "kindle")
    other.write_settings(device_id="ANOTHER")
    other.sidecar("/mnt/us/A Title.epub")
    statistics(other, [(1, 1, NOON, 60, 300), (1, 2, NOON + 40, 10, 300), (1, 3, NOON + 90, 30, 300)])
    assert program.json("device", "import", other.root, "--json")["imported"]["page_views"] == 2
    assert [view[4] for view in views(program)] == [60, 50, 30]


def test_without_page_views_the_day_it_was_marked_is_approximate_and_waits_for_a_tick(
    program: Program, tree: DeviceTree
) -> None:
    tree.sidecar(BOOK, summary=FINISHED)
    document = program.json("device", "import", tree.root, "--json")
    assert lines_of(document)["finished"] == ("conflict", False)
    program.run("device", "import", tree.root, "--tick", "all", "finished")
    (read,) = program.books()["A Title"]["reads"]
    assert read["finished_on"] == "2023-11-18"


def test_a_book_removed_or_left_out_here_stays_so_until_it_is_ticked(
    program: Program, tree: DeviceTree
) -> None:
    tree.sidecar(BOOK, summary=FINISHED)
    tree.sidecar("/mnt/onboard/b.epub", doc_props={"title": "Left"}, partial_md5_checksum="b" * 32)
    left = program.json("device", "import", tree.root, "--leave-out", "Left", "--json")
    assert (left["imported"]["created"], len(left["imported"]["left_out"])) == (1, 1)
    services = make_services(program.data_dir)
    services.removal.remove([BookId(1)])
    services.database.close()
    again = program.json("device", "import", tree.root, "--json")
    assert {book["title"]: (book["match"], book["ticked"]) for book in again["books"]} == {
        "A Title": ("removed", False),
        "Left": ("new", False),
    }
    assert again["imported"]["books"] == 0
    program.run("device", "import", tree.root, "--bring-back", "A Title")
    assert list(program.books()) == ["A Title"]


def test_a_clock_that_is_off_is_seen_from_the_pushes_and_corrected_when_ticked(
    program: Program, tree: DeviceTree
) -> None:
    passphrase, server = program.passphrase(), program.serve()
    reader, now = Reader(server.port, "reader", passphrase), int(time.time())
    for page in (10, 20, 30, 40):
        answer = reader.push(DIGEST, page / 100, device="Kobo", device_id=tree.settings["device_id"])
        assert answer.status == 200
    tree.sidecar(BOOK)
    statistics(tree, [(1, page, now - 2 * 3600 - 60, 60, 100) for page in (10, 20, 30, 40)])
    document = program.json("device", "import", tree.root, "--json")
    assert (document["clock"]["seconds"], document["clock"]["ticked"]) == (7200, False)
    assert {view[3] for view in views(program)} == {0}
    program.run("device", "import", tree.root, "--correct-clock")
    assert {view[3] for view in views(program)} == {7200}
    assert "clock is 2 h 0 min slow" in program.run("device", "import", tree.root).stdout
    assert program.json("device", "import", tree.root, "--clock-as-is", "--json")["clock"] is not None
    assert {view[3] for view in views(program)} == {0}


def test_a_wrong_answer_says_what_helps(program: Program, tree: DeviceTree) -> None:
    tree.sidecar(BOOK)
    assert (
        "Use --dry-run to list its books"
        in program.run("device", "import", tree.root, "--own", "X", code=1).stderr
    )
    wrong = program.run("device", "import", tree.root, "--tick", "all", "colour", code=2)
    assert "“colour” isn't one of status" in wrong.stderr
