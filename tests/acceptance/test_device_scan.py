"""A KOReader device that is plugged in is found and read, and nothing there is changed."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.program import Program
from tests.integration.devices.device_tree import DIGEST, PLACES, DeviceTree
from tests.integration.devices.statistics_file import a_book, write_statistics

BOOK = "/mnt/onboard/Essays/A Title.epub"


def read(program: Program, tree: DeviceTree) -> dict[str, Any]:
    document: dict[str, Any] = program.json("device", "scan", tree.root, "--json")
    return document


def the_book(program: Program, tree: DeviceTree) -> dict[str, Any]:
    (book,) = read(program, tree)["books"]
    found: dict[str, Any] = book
    return found


@pytest.mark.parametrize("kind", PLACES)
def test_a_device_scan_says_what_the_device_is_and_its_version(
    program: Program, tmp_path: Path, kind: str
) -> None:
    tree = DeviceTree(tmp_path / "volume", kind, version="v2025.10")
    device = read(program, tree)["device"]
    assert (device["kind"], device["version"], device["last_migration_date"]) == (kind, "v2025.10", 20260623)
    assert device["device_id"] == "71B7E4D06A2C4D0E8E4C"
    assert device["last_used"].startswith("2025-06-15")


def test_a_person_sees_books_with_status_percent_rating_and_highlights(
    program: Program, tree: DeviceTree
) -> None:
    highlight = {"drawer": "lighten", "text": "words", "page": "/a", "pos0": "/a", "pos1": "/b"}
    tree.sidecar(
        BOOK,
        summary={"status": "complete", "rating": 4},
        annotations=[highlight, highlight | {"note": "mine"}, {"page": "/c"}],
    )
    said = program.run("device", "scan", tree.root).stdout
    assert "Kobo, KOReader v2026.07" in said
    (line,) = [line for line in said.splitlines() if line.startswith("A Title")]
    assert line.split() == ["A", "Title", "Ada", "Example", "Finished", "43%", "4", "1", "1", "1", DIGEST]


def test_every_place_of_sidecars_and_the_archive_of_deleted_books_is_read(
    program: Program, tree: DeviceTree
) -> None:
    tree.write_settings(document_metadata_arc_folder="/mnt/onboard/archive")
    for number, mode in enumerate(("doc", "dir", "hash", "history")):
        title = {"title": mode}
        tree.sidecar(
            f"/mnt/onboard/{mode}.epub", mode, doc_props=title, partial_md5_checksum=str(number) * 32
        )
    tree.write_lua(
        tree.root / "archive" / f"{'9' * 32}.lua", {"doc_props": {"title": "deleted"}, "doc_path": BOOK}
    )
    books = {book["title"]: book for book in read(program, tree)["books"]}
    assert {title: book["place"] for title, book in books.items()} == {
        "doc": "doc",
        "dir": "dir",
        "hash": "hash",
        "history": "history",
        "deleted": "archive",
    }
    assert not books["deleted"]["has_file"]


def test_old_highlights_without_a_place_are_not_lost(program: Program, tree: DeviceTree) -> None:
    tree.sidecar(BOOK, highlight={5: [{"text": "words", "drawer": "lighten"}]})
    book = the_book(program, tree)
    assert (book["highlights"], book["without_place"]) == (1, 1)


def test_the_older_copy_counts_only_where_the_file_is_missing_or_broken(
    program: Program, tree: DeviceTree
) -> None:
    path = tree.sidecar(BOOK, percent_finished=0.5)
    tree.write_lua(path + b".old", {"percent_finished": 0.1})
    assert the_book(program, tree)["percent"] == 0.5
    Path(os.fsdecode(path)).write_bytes(b"return { half wri")
    book = the_book(program, tree)
    assert (book["percent"], book["older_because"][:6]) == (0.1, "Line 1")


def test_a_sidecar_that_could_not_be_read_is_listed_with_its_reason(
    program: Program, tree: DeviceTree
) -> None:
    tree.sidecar(BOOK)
    broken = tree.sidecar("/mnt/onboard/b.epub")
    Path(os.fsdecode(broken)).write_bytes(b"return {\n    os.execute('x') }")
    done = program.run("device", "scan", tree.root)
    assert "A Title" in done.stdout
    assert f"{os.fsdecode(broken)}: Line 2, column 5" in done.stderr


def test_nothing_on_the_device_is_changed_and_nothing_of_it_is_run(
    program: Program, tree: DeviceTree
) -> None:
    tree.write_settings(document_metadata_arc_folder="/mnt/onboard/archive")
    for mode in ("doc", "dir", "hash", "history"):
        tree.sidecar(BOOK, mode)
    evil = tree.sidecar("/mnt/onboard/evil.epub")
    Path(os.fsdecode(evil)).write_bytes(f'return os.execute("touch {tree.root}/run")'.encode())
    write_statistics(tree.data / "settings" / "statistics.sqlite3", [a_book()], [(1, 1, 1, 1, 1)])
    tree.history((BOOK, 1_700_000_000))
    before = tree.snapshot()
    program.run("device", "scan", tree.root)
    assert tree.snapshot() == before


def test_statistics_are_read_and_the_settings_explain_gaps(program: Program, tree: DeviceTree) -> None:
    tree.write_settings(statistics={"is_enabled": False, "freeze_finished_books": True, "min_sec": 10})
    rows = [(1, 1, 1_700_000_000, 3600, 10), (1, 2, 1_700_003_600, 60, 10)]
    write_statistics(tree.data / "settings" / "statistics.sqlite3", [a_book()], rows)
    said = program.run("device", "scan", tree.root).stdout
    assert "Statistics for 1 books: 2 page views, 1 h 1 min." in said
    assert "turned off in KOReader" in said
    assert "no statistics for finished books" in said
    document = read(program, tree)
    assert document["statistics"]["seconds"] == 3660
    assert document["device"]["statistics_settings"]["min_seconds"] == 10


def test_statistics_from_before_2020_are_read_too(program: Program, tree: DeviceTree) -> None:
    rows = [(1, 1, 1_500_000_000, 40), (1, 2, 1_500_000_040, 20)]
    write_statistics(tree.data / "settings" / "statistics.sqlite3", [a_book(pages=12)], rows, schema=0)
    statistics = read(program, tree)["statistics"]
    assert (statistics["schema"], statistics["page_views"], statistics["seconds"]) == (0, 2, 60)


def test_page_views_are_recovered_from_a_damaged_database(program: Program, tree: DeviceTree) -> None:
    path = tree.data / "settings" / "statistics.sqlite3"
    rows = [(1, page, 1_700_000_000 + page * 60, 60, 20_000) for page in range(20_000)]
    write_statistics(path, [a_book()], rows)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 9 // 10])
    document = read(program, tree)
    assert 5_000 < document["statistics"]["page_views"] < 20_000
    (unread,) = document["unread"]
    assert "damaged. Page views recovered" in unread["reason"]


def test_a_memory_card_is_read_with_the_device(program: Program, tree: DeviceTree, tmp_path: Path) -> None:
    card = tmp_path / "card"
    card.mkdir()
    (card / "C.epub").write_bytes(b"x")
    tree.sidecar("/mnt/sd/C.epub", "dir")
    assert the_book(program, tree)["path"] is None
    (book,) = program.json("device", "scan", tree.root, "--card", card, "--json")["books"]
    assert (book["path"], book["has_file"]) == (str(card / "C.epub"), True)


def test_odd_names_are_read_and_shown(program: Program, tree: DeviceTree) -> None:
    for name in (b"caf\xe9.epub", "😀.epub".encode(), b"x" * 250 + b".epub"):
        tree.book(b"/mnt/onboard/" + name)
        tree.sidecar(b"/mnt/onboard/" + name, doc_props=None, partial_md5_checksum=None)
    books = read(program, tree)["books"]
    assert sorted(book["title"] for book in books) == ["caf�.epub", "x" * 250 + ".epub", "😀.epub"]
    assert all(book["has_file"] for book in books)


def test_a_folder_of_sidecars_without_koreader_is_read_too(program: Program, tmp_path: Path) -> None:
    other = DeviceTree(tmp_path / "other", "cervantes")
    other.sidecar("/mnt/public/Books/a.epub")
    document = program.json("device", "scan", other.root / "Books", "--json")
    assert (document["device"]["kind"], len(document["books"])) == ("cervantes", 1)


def test_a_folder_without_anything_of_koreaders_says_what_to_choose(program: Program, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "Choose the device's drive" in program.run("device", "scan", empty, code=1).stderr
    assert "Is the device connected?" in program.run("device", "scan", tmp_path / "gone", code=1).stderr


def test_a_device_is_read_through_a_running_program_as_well(program: Program, tree: DeviceTree) -> None:
    tree.sidecar(BOOK)
    program.serve()
    assert the_book(program, tree)["title"] == "A Title"


def test_without_a_path_the_devices_that_are_plugged_in_are_listed(program: Program) -> None:
    assert isinstance(program.json("device", "--json"), list)


def test_a_device_scan_says_when_the_device_was_here_before(program: Program, tree: DeviceTree) -> None:
    assert "first import" in program.run("device", "scan", tree.root).stdout
    assert "last imported 20" in program.run("device", "scan", tree.root).stdout
    assert read(program, tree)["device"]["last_read"].endswith("Z")
