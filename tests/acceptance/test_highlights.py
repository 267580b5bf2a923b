"""Highlights and notes of devices, found, exported, carried, and sent nowhere."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.conftest import AUTHOR, title_of
from tests.acceptance.program import Program
from tests.integration.devices.device_tree import DeviceTree

BOOK = "/mnt/onboard/Essays/A Title.epub"


def item(chapter: int, text: str, **values: Any) -> dict[str, Any]:
    position = f"/body/DocFragment[{chapter}]/body/p[3]/text()"
    usual = {
        "datetime": f"2025-03-{chapter:02d} 12:00:00",
        "drawer": "lighten",
        "color": "yellow",
        "text": text,
        "chapter": f"Chapter {chapter}",
        "page": f"{position}.0",
        "pos0": f"{position}.0",
        "pos1": f"{position}.9",
        "pageno": chapter * 10,
    }
    return usual | values


BOOKMARK = {"datetime": "2023-05-05 08:00:00", "page": "/body/DocFragment[4]", "text": "in Chapter 4"}
FOUND = [
    item(1, "Apples fall."),
    item(2, "=SUM(A1:A9)", note="+ a formula?", color="red", drawer="underscore"),
    item(3, "הים לא שואל"),
    BOOKMARK,
]


def write_sidecar(library: Program, tree: DeviceTree, *annotations: dict[str, Any]) -> None:
    tree.book(BOOK)
    tree.sidecar(
        BOOK,
        partial_md5_checksum=library.digest(title_of(0)),
        doc_props={"title": title_of(0), "authors": AUTHOR},
        annotations=list(annotations),
        last_xpointer="/body/DocFragment[2]",
    )


@pytest.fixture
def imported(library: Program, tree: DeviceTree) -> Program:
    """The common library with the highlights of a Kobo."""
    write_sidecar(library, tree, *FOUND)
    library.run("device", "import", tree.root)
    return library


def texts(program: Program, *filters: str) -> list[str]:
    return [found["text"] for found in program.json("highlights", *filters, "--json")]


def test_a_searchable_list_in_reading_order_with_every_filter(imported: Program) -> None:
    book = str(imported.json("highlights", "--json")[0]["book_id"])
    everything = ["Apples fall.", "=SUM(A1:A9)", "הים לא שואל", "in Chapter 4"]
    assert texts(imported) == everything
    red = ("--search", "formula sum", "--color", "red", "--style", "underscore", "--with-note")
    in_chapter = ("--book", book, "--chapter", "Chapter 3", "--device", "Kobo")
    assert texts(imported, *red, "--since", "2025-03-02", "--until", "2025-03-02") == everything[1:2]
    assert texts(imported, *in_chapter) == everything[2:3]
    assert texts(imported, "--kind", "bookmark", "--without-note") == everything[3:]
    assert texts(imported, "--newest", "--limit", "1") == everything[2:3]
    said = imported.run("highlights", "--search", "formula").stdout
    assert f"{title_of(0)} — {AUTHOR}" in said
    assert "Note: + a formula?" in said
    assert "“Kobo”" in imported.run("highlights", "--device", "Nobody", code=1).stderr


def test_importing_again_changes_nothing_and_what_was_removed_stays_removed(
    imported: Program, tree: DeviceTree
) -> None:
    before = imported.json("highlights", "--json")
    imported.run("device", "import", tree.root)
    assert imported.json("highlights", "--json") == before
    imported.run("highlights", "remove", str(before[0]["id"]))
    write_sidecar(imported, tree, item(1, "Apples fall.", note="New"), *FOUND[2:])

    imported.run("device", "import", tree.root)

    after = imported.json("highlights", "--json")
    assert [found["text"] for found in after] == [found["text"] for found in before[1:]]
    assert after[0]["no_longer_on"] == ["Kobo"]
    assert texts(imported, "--gone") == ["=SUM(A1:A9)"]
    assert texts(imported, "--removed") == ["Apples fall."]
    imported.run("highlights", "restore", str(before[0]["id"]))
    assert imported.json("highlights", "--json")[0]["text"] == "Apples fall."


def test_export_as_markdown_by_a_template(imported: Program, tmp_path: Path) -> None:
    usual = imported.run("highlights", "template").stdout
    mine = tmp_path / "mine.txt"
    mine.write_text(usual.replace("> {text}", "- {text} ({page})"))
    target = tmp_path / "all.md"

    said = imported.run("highlights", "export", target, "--template", mine).stdout

    assert "4 highlights, notes and bookmarks written" in said
    text = target.read_text("utf-8")
    assert text.startswith(f"# {title_of(0)}\n{AUTHOR}\n\n## Chapter 1\n\n- Apples fall. (10)\n")
    mine.write_text("[highlight]\n{wrong}")
    complaint = imported.run("highlights", "export", target, "--template", mine, code=1).stderr
    assert "Line 2: unknown placeholder “wrong”." in complaint
    assert target.read_text("utf-8") == text


def test_export_as_csv_json_and_html_per_book_or_all(imported: Program, tmp_path: Path) -> None:
    for kind in ("csv", "json", "html"):
        imported.run("highlights", "export", tmp_path / kind, "--format", kind)
    with (tmp_path / "csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Text"] for row in rows] == ["Apples fall.", "'=SUM(A1:A9)", "הים לא שואל", "in Chapter 4"]
    assert json.loads((tmp_path / "json").read_text("utf-8"))[1]["note"] == "+ a formula?"
    page = (tmp_path / "html").read_text("utf-8")
    assert '<blockquote dir="auto" class="yellow lighten">הים לא שואל</blockquote>' in page
    book = str(imported.json("highlights", "--json")[0]["book_id"])
    other = str(int(book) + 1)
    imported.run("highlights", "export", tmp_path / "none.csv", "--format", "csv", "--book", other)
    assert len((tmp_path / "none.csv").read_text("utf-8-sig").splitlines()) == 1


def test_highlights_are_copied_to_another_device_without_touching_its_sidecars(
    imported: Program, tmp_path: Path
) -> None:
    other = DeviceTree(tmp_path / "other")
    other.write_settings(device_id="ANOTHER0123456789")
    write_sidecar(imported, other, item(9, "Already there."))
    before = other.snapshot()

    preview = imported.run("highlights", "carry", other.root, "--dry-run").stdout
    assert "4 would be copied, in 1 book. Nothing was written." in preview
    assert other.snapshot() == before
    said = imported.run("highlights", "carry", other.root).stdout

    assert "4 copied, in 1 book." in said
    (written,) = other.snapshot().keys() - before.keys()
    assert written.endswith(b"/A Title.sdr/A Title.epub.annotations.lua")
    again = imported.json("highlights", "carry", other.root, "--json", code=1)
    assert again[0]["left_out"].startswith("Already waiting on the device.")
    said = imported.run("highlights", "carry", other.root, code=1).stdout
    assert "Already waiting on the device." in said
    assert "Nothing to copy" not in said, "it does lack them until KOReader has opened the book"


def test_the_running_program_answers(imported: Program, tmp_path: Path) -> None:
    server = imported.serve()
    assert len(texts(imported)) == 4
    imported.run("highlights", "export", tmp_path / "all.csv", "--format", "csv")
    assert (tmp_path / "all.csv").is_file()
    assert server.stop() == 0


def test_a_library_without_highlights_says_where_they_come_from(program: Program) -> None:
    assert "“device import” imports them" in program.run("highlights").stdout
