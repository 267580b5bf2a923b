"""Carrying highlights to another reader: only KOReader's own file is written, and nothing there is lost."""

import os
from pathlib import Path
from typing import Any

import pytest

from bookorbit_desktop.devices.lua_table import parse_table
from bookorbit_desktop.devices.lua_values import LuaTable
from bookorbit_desktop.domain.highlights.annotations import AnnotationQuery
from bookorbit_desktop.domain.highlights.carry import CarryPlan
from bookorbit_desktop.domain.usb.files import DeviceScan
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.highlights.annotations import ImportedAnnotations
from tests.integration.devices.device_tree import DeviceTree

BOOK = "/mnt/onboard/Orchard.epub"
PDF = "/mnt/onboard/Plans.pdf"
EXPORT = b"Orchard.epub.annotations.lua"
KINDLE_ID = "KINDLE0123456789"


def item(chapter: int, text: str = "words", **values: Any) -> dict[str, Any]:
    position = f"/body/DocFragment[{chapter}]/body/p/text()"
    usual = {
        "datetime": f"2025-03-{chapter:02d} 12:00:00",
        "drawer": "lighten",
        "color": "yellow",
        "text": text,
        "page": f"{position}.0",
        "pos0": f"{position}.0",
        "pos1": f"{position}.9",
        "pageno": chapter,
        "note_format": "kept as it is",
    }
    return {key: value for key, value in (usual | values).items() if value is not None}


def on_page(page: int, **values: Any) -> dict[str, Any]:
    ends = {"pos0": {"page": page, "x": 1.5, "y": 2.5}, "pos1": {"page": page, "x": 9.5, "y": 2.5}}
    return item(page, page=page, **(ends | {"pboxes": [{"x": 1.5, "y": 2, "w": 8, "h": 3}]} | values))


@pytest.fixture
def kobo(tmp_path: Path) -> DeviceTree:
    """Where the highlights were made."""
    tree = DeviceTree(tmp_path / "kobo")
    tree.book(BOOK)
    tree.sidecar(BOOK, annotations=[item(1), item(2, note="Mine")], last_xpointer="/body/DocFragment[2]")
    return tree


@pytest.fixture
def other(tmp_path: Path) -> DeviceTree:
    """A second reader with the same file and nothing in it."""
    tree = DeviceTree(tmp_path / "other")
    tree.write_settings(device_id=KINDLE_ID)
    tree.book(BOOK)
    tree.sidecar(BOOK, annotations=[], last_xpointer="/body/DocFragment[1]")
    return tree


def scanned(services: Services, tree: DeviceTree) -> DeviceScan:
    return services.device_scan.scan(os.fsencode(tree.root))


def take_in(services: Services, tree: DeviceTree) -> ImportedAnnotations:
    scan = scanned(services, tree)
    return services.annotations.import_books([(book, None) for book in scan.books], scan.device.key)


def planned(services: Services, tree: DeviceTree) -> CarryPlan:
    return services.annotation_carry.plan(scanned(services, tree))


def carry(services: Services, tree: DeviceTree) -> CarryPlan:
    return services.annotation_carry.carry_out(planned(services, tree))


def exported(tree: DeviceTree, book: str = BOOK) -> LuaTable:
    name = os.path.basename(book) + ".annotations.lua"
    path = os.path.join(os.path.dirname(tree.sidecar_path(book)), os.fsencode(name))
    return parse_table(Path(os.fsdecode(path)).read_bytes())


def texts(table: LuaTable) -> list[str]:
    return [one.text("text") for one in table.table("annotations").tables_in_order()]


def test_only_koreaders_own_file_is_written_and_it_deletes_nothing(
    services: Services, kobo: DeviceTree, other: DeviceTree
) -> None:
    take_in(services, kobo)
    before = other.snapshot()
    plan = planned(services, other)
    assert other.snapshot() == before
    services.annotation_carry.carry_out(plan)

    written = {path for path in other.snapshot() if path not in before}
    assert {os.path.basename(path) for path in written} == {EXPORT}
    assert {path: other.snapshot()[path][1] for path in before} == {path: before[path][1] for path in before}
    table = exported(other)
    assert table.get(b"datetime") == b""
    assert table.text("device_id") not in ("", KINDLE_ID)
    assert b"paging" not in table
    first, second = table.table("annotations").tables_in_order()
    assert (first.text("text"), first.text("note_format")) == ("words", "kept as it is")
    assert second.text("note") == "Mine"


def test_highlights_waiting_on_the_device_are_not_written_again_nor_taken_for_new(
    services: Services, kobo: DeviceTree, other: DeviceTree
) -> None:
    take_in(services, kobo)
    carry(services, other)
    after = other.snapshot()

    (step,) = carry(services, other).steps

    assert step.reason.startswith("Already waiting on the device")
    assert other.snapshot() == after
    assert take_in(services, other) == ImportedAnnotations()
    assert {carrier.key for kept in listed(services) for carrier in kept.carriers} == {
        kobo.settings["device_id"]
    }


def listed(services: Services) -> list[Any]:
    return services.annotations.queries.rows_of(services.annotations.queries.ids(AnnotationQuery()))


def test_an_export_left_by_another_device_is_kept_and_imported(
    services: Services, kobo: DeviceTree, other: DeviceTree
) -> None:
    take_in(services, kobo)
    path = os.path.join(os.path.dirname(other.sidecar_path(BOOK)), EXPORT)
    left = [
        item(5, "from a third one"),
        item(1, "words", color="red", datetime_updated="2026-01-01 00:00:00"),
    ]
    other.write_lua(path, {"device_id": "THIRD", "datetime": "2026-01-01 00:00:00", "annotations": left})

    assert carry(services, other).count == 2
    assert sorted(texts(exported(other))) == ["from a third one", "words", "words"]
    assert exported(other).text("device_id") == "THIRD"
    assert take_in(services, other) == ImportedAnnotations(new=1, changed=1)
    assert [kept.annotation.color for kept in listed(services)] == ["red", "yellow", "yellow"]


def test_a_reader_keeps_what_it_left_for_others(
    services: Services, kobo: DeviceTree, other: DeviceTree
) -> None:
    take_in(services, kobo)
    path = os.path.join(os.path.dirname(other.sidecar_path(BOOK)), EXPORT)
    other.write_lua(
        path, {"device_id": KINDLE_ID, "datetime": "2026-01-01 00:00:00", "annotations": [item(9)]}
    )
    before = other.snapshot()

    (step,) = carry(services, other).steps

    assert "exported its own highlights" in step.reason
    assert other.snapshot() == before


def test_a_highlight_deleted_on_the_device_is_not_copied_back(
    services: Services, kobo: DeviceTree, other: DeviceTree
) -> None:
    other.sidecar(BOOK, annotations=[item(1)], last_xpointer="/body/DocFragment[1]")
    take_in(services, other)
    take_in(services, kobo)
    other.sidecar(BOOK, annotations=[], last_xpointer="/body/DocFragment[1]")

    (step,) = carry(services, other).steps

    assert (len(step.selection.annotations), step.selection.deleted_there) == (1, 1)
    assert [table.text("note") for table in exported(other).table("annotations").tables_in_order()] == [
        "Mine"
    ]


def test_highlights_as_new_or_newer_on_the_device_are_left_alone(
    services: Services, kobo: DeviceTree, other: DeviceTree
) -> None:
    take_in(services, kobo)
    newer = item(2, note="Newer", datetime_updated="2026-01-01 00:00:00")
    other.sidecar(BOOK, annotations=[item(1), newer], last_xpointer="/body/DocFragment[1]")
    assert carry(services, other).steps == ()


def test_a_pdf_keeps_what_only_koreader_knows_and_old_forms_are_left_out(
    services: Services, tmp_path: Path
) -> None:
    kobo, other = DeviceTree(tmp_path / "kobo"), DeviceTree(tmp_path / "other")
    for tree, annotations in ((kobo, [on_page(3), on_page(4, pos1=None)]), (other, [])):
        tree.book(PDF)
        tree.sidecar(PDF, annotations=annotations, last_page=3)
    other.write_settings(device_id=KINDLE_ID)
    take_in(services, kobo)

    (step,) = carry(services, other).steps

    assert (len(step.selection.annotations), step.selection.unfit) == (1, 1)
    table = exported(other, PDF)
    assert table.flag("paging")
    (written,) = table.table("annotations").tables_in_order()
    assert written.table("pboxes").tables_in_order()[0].number("w") == 8


def test_highlights_of_before_2024_are_carried_in_todays_form(services: Services, other: DeviceTree) -> None:
    old = DeviceTree(other.root.parent / "old")
    old.book(BOOK)
    position = {
        "pos0": "/body/p[1]/text().0",
        "pos1": "/body/p[1]/text().5",
        "datetime": "2019-01-01 10:00:00",
    }
    mark = position | {"page": position["pos0"], "notes": "old words", "text": "my note", "highlighted": True}
    made = position | {"text": "old words", "drawer": "lighten"}
    old.sidecar(BOOK, bookmarks=[mark], highlight={4: [made]}, last_xpointer="/body")
    take_in(services, old)

    assert carry(services, other).count == 1
    (written,) = exported(other).table("annotations").tables_in_order()
    assert (written.text("text"), written.text("note")) == ("old words", "my note")
    assert (written.text("page"), written.text("drawer")) == (position["pos0"], "lighten")


def test_the_folder_of_the_readers_own_choice_is_used(
    services: Services, kobo: DeviceTree, other: DeviceTree
) -> None:
    take_in(services, kobo)
    other.write_settings(annotations_export_folder="/mnt/onboard/handed over")
    (step,) = planned(services, other).steps
    assert step.reason.startswith("KOReader hasn't opened this book yet")
    (other.root / "handed over").mkdir()
    carry(services, other)
    assert (other.root / "handed over" / os.fsdecode(EXPORT)).is_file()
    assert take_in(services, other) == ImportedAnnotations()


@pytest.mark.parametrize(
    ("content", "reason"), [(b"return {", "can't be read"), (b"return { paging = true }", "another view")]
)
def test_a_file_that_is_not_understood_is_left_alone(
    services: Services, kobo: DeviceTree, other: DeviceTree, content: bytes, reason: str
) -> None:
    take_in(services, kobo)
    path = os.path.join(os.path.dirname(other.sidecar_path(BOOK)), EXPORT)
    Path(os.fsdecode(path)).write_bytes(content)

    (step,) = carry(services, other).steps

    assert reason in step.reason
    assert Path(os.fsdecode(path)).read_bytes() == content
    assert bool(scanned(services, other).unread) is (content == b"return {")


def test_a_file_that_came_meanwhile_is_not_overwritten(
    services: Services, kobo: DeviceTree, other: DeviceTree
) -> None:
    take_in(services, kobo)
    plan = planned(services, other)
    path = os.path.join(os.path.dirname(other.sidecar_path(BOOK)), EXPORT)
    other.write_lua(path, {"device_id": "THIRD", "datetime": "", "annotations": [item(9)]})

    (step,) = services.annotation_carry.carry_out(plan).steps

    assert "has changed" in step.reason
    assert texts(exported(other)) == ["words"]


def test_a_device_that_refuses_is_told_and_left_as_it_was(
    services: Services, kobo: DeviceTree, other: DeviceTree
) -> None:
    take_in(services, kobo)
    path = os.path.join(os.path.dirname(other.sidecar_path(BOOK)), EXPORT)
    os.mkdir(path + b".bookorbit-new")  # nothing can be written beside it
    before = other.snapshot()

    (step,) = carry(services, other).steps

    assert step.reason
    assert other.snapshot() == before
