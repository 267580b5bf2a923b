"""Devices on USB, seen with KOReader's own code."""

import asyncio
import errno
import json
import os
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bookorbit_desktop.cli.arguments import build_parser
from bookorbit_desktop.cli.commands import run_command
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.devices.lua_table import parse_table
from bookorbit_desktop.devices.lua_values import LuaTable
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.domain.usb.device_import import usual_ticks
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.runtime.run_cancel import RunCancel
from tests.acceptance.halts import Halt, halting
from tests.acceptance.program import Program
from tests.damage import name_super_journal
from tests.integration.devices.device_tree import DeviceTree
from tests.integration.devices.statistics_file import a_book as statistics_row
from tests.integration.devices.statistics_file import write_statistics
from tests.services import add_book, make_services

BOOK = "/mnt/onboard/Orchard.epub"


class Commands:
    """Commands as a person types them, on services of this process."""

    def __init__(self, services: Services, cwd: Path) -> None:
        self.services = services
        self.out: list[str] = []
        self.err: list[str] = []
        self._console = Console(self.out.append, self._hear, lambda: "", cwd)
        self.on_complaint: Callable[[], object] = lambda: None

    def run(self, *words: object, code: int = 0) -> str:
        """One command to its end with this exit code; what it wrote."""
        self.out.clear()
        self.err.clear()
        arguments = build_parser().parse_args([str(word) for word in words])
        ended = asyncio.run(run_command(self.services, arguments, self._console))
        assert ended == code, (ended, self.out, self.err)
        return "".join(self.out)

    def json(self, *words: object, code: int = 0) -> Any:
        return json.loads(self.run(*words, "--json", code=code))

    @property
    def complaints(self) -> str:
        return "".join(self.err)

    def _hear(self, text: str) -> None:
        self.err.append(text)
        self.on_complaint()


@pytest.fixture
def commands(tmp_path: Path) -> Iterator[Commands]:
    services = make_services(tmp_path / "library")
    yield Commands(services, tmp_path)
    services.database.close()


def item(chapter: int, text: str = "words", **values: Any) -> dict[str, Any]:
    position = f"/body/DocFragment[{chapter}]/body/p/text()"
    usual = {
        "datetime": f"2025-03-{chapter:02d} 12:00:00",
        "drawer": "lighten",
        "text": text,
        "chapter": f"Chapter {chapter}",
        "page": f"{position}.0",
        "pos0": f"{position}.0",
        "pos1": f"{position}.9",
        "pageno": chapter,
    }
    return {key: value for key, value in (usual | values).items() if value is not None}


def a_book(tree: DeviceTree, *annotations: dict[str, Any], path: str = BOOK, **values: Any) -> None:
    """A book that was opened on the device, with its highlights."""
    tree.book(path)
    usual = {"annotations": list(annotations), "last_xpointer": "/body/DocFragment[1]"}
    tree.sidecar(path, **(usual | values))


def many_books(tree: DeviceTree, count: int) -> None:
    for number in range(count):
        tree.sidecar(
            f"/mnt/onboard/{number}.epub",
            partial_md5_checksum=f"{number:032x}",
            doc_props={"title": f"Volume {number}"},
        )


# 17. Ctrl+C, and what the last line says


def test_control_c_while_a_device_is_read_imports_nothing(
    program: Program, tree: DeviceTree, tmp_path: Path
) -> None:
    many_books(tree, 150)
    reading = Halt(tmp_path, "bookorbit_desktop.cli.device_reading:tell_progress", times=101)
    stopping = Halt(tmp_path, "bookorbit_desktop.services.container:Services.stop")
    importing = program.start("device", "import", tree.root, env=halting(reading, stopping))
    program.started.remove(importing)
    with reading.reached():
        importing.line("100 of 150 read", importing.err)
        importing.process.send_signal(signal.SIGINT)
        with stopping.reached():
            pass  # it was heard
    assert importing.wait() == 1
    assert importing.err[-1] == "bookorbit-desktop: Stopped. Nothing was imported."
    assert importing.out == []
    assert program.export()["books"] == []


def test_a_stop_while_a_device_is_compared_imports_nothing(commands: Commands, tree: DeviceTree) -> None:
    many_books(tree, 100)
    commands.on_complaint = lambda: commands.services.device_import.cancel()
    commands.run("device", "import", tree.root, code=1)
    assert "Stopped. Nothing was imported." in commands.complaints
    assert commands.json("list") == []


def test_a_stop_of_one_reading_lets_another_one_go_on(commands: Commands, tree: DeviceTree) -> None:
    many_books(tree, 3)
    mine, scan = RunCancel(), commands.services.device_scan.scan
    stopped = scan(os.fsencode(tree.root), (), lambda done, total: mine.set(), mine)
    assert not stopped.is_complete
    assert scan(os.fsencode(tree.root)).is_complete


def test_questions_without_an_answer_are_counted_in_the_closing_line(
    commands: Commands, tree: DeviceTree
) -> None:
    named = {"title": "Orchard", "authors": "Ada Example"}
    for number in range(3):
        tree.sidecar(
            f"/mnt/onboard/{number}.epub", doc_props=named, partial_md5_checksum=f"{number + 1:032x}"
        )
    waiting = "Skipped, because they need an answer: 2."
    assert waiting in commands.run("device", "import", tree.root, "--dry-run").splitlines()[-1]
    assert waiting in commands.run("device", "import", tree.root).splitlines()[-1]
    document = commands.json("device", "import", tree.root)
    assert len(document["unanswered"]) == 2
    answered = commands.run("device", "import", tree.root, "--leave-out", "Orchard", "--dry-run")
    assert "no answer" not in answered


def test_a_carry_that_wrote_nothing_ends_with_1(commands: Commands, tree: DeviceTree, tmp_path: Path) -> None:
    a_book(tree, item(1))
    commands.run("device", "import", tree.root)
    assert "Nothing to copy" in commands.run("highlights", "carry", tree.root, code=1)
    other = DeviceTree(tmp_path / "other")
    other.write_settings(device_id="OTHER0123456789")
    a_book(other)
    commands.run("highlights", "carry", other.root, "--dry-run")
    assert "1 copied, in 1 book." in commands.run("highlights", "carry", other.root)
    again = commands.run("highlights", "carry", other.root, code=1)
    assert "Already waiting on the device." in again
    assert "Nothing was written." in again


def test_removing_a_highlight_that_does_not_exist_says_so(commands: Commands, tree: DeviceTree) -> None:
    a_book(tree, item(1))
    commands.run("device", "import", tree.root)
    (found,) = commands.json("highlights")
    for act in ("remove", "restore"):
        commands.run("highlights", act, found["id"], 99, 10**30, code=1)
        assert f"There is no highlight number 99, {10**30}. Nothing was changed." in commands.complaints
    assert commands.json("highlights") == [found]
    assert "1 removed" in commands.run("highlights", "remove", found["id"])


def test_highlights_gone_from_a_device_count_as_news(commands: Commands, tree: DeviceTree) -> None:
    a_book(tree, item(1), item(2, "gone"))
    commands.run("device", "import", tree.root)
    a_book(tree, item(1))
    said = commands.run("device", "import", tree.root, "--dry-run")
    assert "[x] highlights, new: 0 new, 1 no longer on the device." in said
    assert "Would be imported: 1." in said
    assert "No longer on this device, kept here: 1." in commands.run("device", "import", tree.root)
    assert [one["text"] for one in commands.json("highlights", "--gone")] == ["gone"]
    again = commands.json("device", "import", tree.root)
    assert (again["would_import"], again["imported"]["annotations_gone"]) == (0, 0)


# 16. Two files of one book

EMMA = {"title": "Emma", "authors": "Jane Austen"}
FILES = (("a", "1" * 32), ("b", "2" * 32))
SPRING_2024, SPRING_2025, NEW_YEAR_2026 = 1_709_290_800, 1_740_826_800, 1_767_265_200
DAY = 86_400


def a_file(tree: DeviceTree, name: str, digest: str, opened: int, **says: Any) -> None:
    """A file of Emma that was opened last at this time."""
    path = f"/mnt/onboard/{name}.epub"
    tree.sidecar(path, doc_props=EMMA, partial_md5_checksum=digest, **says)
    opened_before = getattr(tree, "opened", {})
    tree.opened = opened_before | {path: opened}  # type: ignore[attr-defined]
    tree.history(*sorted(tree.opened.items(), key=lambda one: -one[1]))  # type: ignore[attr-defined]


def the_book(commands: Commands, book_id: BookId = BookId(1)) -> dict[str, Any]:
    commands.services.database.write(lambda: None)  # behind the jobs that derive the states
    books = json.loads(commands.run("export"))["books"]
    (found,) = [one for one in books if one["id"] == book_id]
    return dict(found)


@pytest.fixture
def emma(commands: Commands) -> int:
    """The book here; its files on devices are others than that of the library."""
    return add_book(commands.services, "Emma", "Jane Austen", digest="9" * 32)


@pytest.mark.parametrize(
    ("older", "newer"),
    [((0.35, SPRING_2025), (0.8, NEW_YEAR_2026)), ((0.1, SPRING_2024), (0.6, SPRING_2025))],
)
@pytest.mark.parametrize("is_first", [True, False], ids=["older first", "newer first"])
@pytest.mark.parametrize("here", [True, False], ids=["a book here", "new book"])
def test_of_two_files_of_one_book_the_newest_reading_wins(
    commands: Commands,
    tree: DeviceTree,
    older: tuple[float, int],
    newer: tuple[float, int],
    is_first: bool,
    here: bool,
) -> None:
    if here:
        add_book(commands.services, "Emma", "Jane Austen", digest="9" * 32)
    for (name, digest), (percent, opened) in zip(
        FILES, (older, newer) if is_first else (newer, older), strict=True
    ):
        a_file(tree, name, digest, opened, percent_finished=percent)
    for _ in range(2):
        commands.run("device", "import", tree.root, "--same-names")
        found = the_book(commands)
        assert (found["percentage"], found["status"]) == (newer[0], "reading")
        assert datetime.fromisoformat(found["last_read_at"]).timestamp() == newer[1]
    assert len(commands.json("list")) == 1
    assert commands.json("device", "import", tree.root)["would_import"] == 0


def test_a_file_that_was_opened_in_the_future_does_not_win(
    commands: Commands, tree: DeviceTree, emma: int
) -> None:
    """A device whose clock was wrong for a day: its file counted as the newest for ever."""
    a_file(tree, *FILES[0], 4_070_908_800, percent_finished=0.35)
    a_file(tree, *FILES[1], NEW_YEAR_2026, percent_finished=0.8)
    for _ in range(2):
        commands.run("device", "import", tree.root, "--same-names")
        assert the_book(commands)["percentage"] == 0.8
    a_file(tree, *FILES[0], NEW_YEAR_2026 + DAY, percent_finished=0.4)
    commands.run("device", "import", tree.root, "--same-names")
    assert the_book(commands)["percentage"] == 0.4


@pytest.mark.parametrize("is_remembered", [True, False], ids=["", "imported by an earlier version"])
def test_a_later_import_mends_the_place_of_an_older_file(
    commands: Commands, tree: DeviceTree, emma: int, is_remembered: bool
) -> None:
    a_file(tree, *FILES[0], SPRING_2025, percent_finished=0.35)
    commands.run("device", "import", tree.root, "--same-names")
    assert the_book(commands)["percentage"] == 0.35
    if not is_remembered:
        database = commands.services.database
        database.write(lambda: database.connection().execute("UPDATE device_book SET read_at = NULL"))
    a_file(tree, *FILES[1], NEW_YEAR_2026, percent_finished=0.2)
    commands.run("device", "import", tree.root, "--same-names")
    assert the_book(commands)["percentage"] == 0.2
    commands.run("device", "import", tree.root)
    assert the_book(commands)["percentage"] == 0.2


def test_a_position_set_by_a_push_is_not_corrected_by_an_import(
    commands: Commands, tree: DeviceTree, emma: int
) -> None:
    a_file(tree, *FILES[0], SPRING_2025, percent_finished=0.35)
    commands.run("device", "import", tree.root, "--same-names")
    asyncio.run(commands.services.progress.receive(Push("1" * 32, "x", 0.5, "Kobo", "K")))
    a_file(tree, *FILES[1], NEW_YEAR_2026, percent_finished=0.8)
    commands.run("device", "import", tree.root, "--same-names")
    assert the_book(commands)["percentage"] == 0.5


def test_last_read_moves_with_later_imports_and_back_with_undo(
    commands: Commands, tree: DeviceTree, emma: int
) -> None:
    importing, scan = commands.services.device_import, commands.services.device_scan.scan
    a_file(tree, *FILES[0], SPRING_2025, percent_finished=0.35)
    commands.run("device", "import", tree.root, "--same-names")
    before = the_book(commands)
    a_file(tree, *FILES[0], NEW_YEAR_2026, percent_finished=0.35)
    plan = importing.plan(scan(os.fsencode(tree.root)))
    done = importing.carry_out(plan, usual_ticks(plan))
    assert the_book(commands)["last_read_at"] == "2026-01-01T11:00:00Z"
    importing.undo(done)
    assert the_book(commands) == before


def test_a_reread_in_progress_gets_its_own_start_and_no_completion_is_offered(
    commands: Commands, tree: DeviceTree
) -> None:
    first = [(1, page, SPRING_2024 + page * 60, 60, 100) for page in range(1, 101)]
    again = [(1, page, NEW_YEAR_2026 + page * 60, 60, 100) for page in range(1, 41)]
    write_statistics(
        tree.data / "settings" / "statistics.sqlite3", [statistics_row(title="Emma")], first + again
    )
    tree.sidecar("/mnt/onboard/a.epub", doc_props=EMMA, percent_finished=0.4)
    (book,) = commands.json("device", "import", tree.root, "--dry-run")["books"]
    lines = {line["name"]: line for line in book["choices"][0]["fields"]}
    assert "completion" not in lines
    assert (lines["started"]["new"], lines["started"]["ticked"]) == ("2026-01-01", True)
    assert (lines["earlier_reads"]["new"], lines["earlier_reads"]["also"]) == (1, "2024-03-01")
    commands.run("device", "import", tree.root, "--tick", "all", "earlier_reads")
    reads = [(one["started_on"], one["finished_on"]) for one in the_book(commands)["reads"]]
    assert reads == [("2024-03-01", "2024-03-01"), ("2026-01-01", None)]


def test_looking_something_up_in_a_finished_book_begins_no_read(commands: Commands, tree: DeviceTree) -> None:
    first = [(1, page, SPRING_2024 + page * 60, 60, 100) for page in range(1, 101)]
    look = [(1, 2, NEW_YEAR_2026, 60, 100), (1, 3, NEW_YEAR_2026 + 60, 60, 100)]
    write_statistics(
        tree.data / "settings" / "statistics.sqlite3", [statistics_row(title="Emma")], first + look
    )
    tree.sidecar("/mnt/onboard/a.epub", doc_props=EMMA, percent_finished=0.03)
    (book,) = commands.json("device", "import", tree.root, "--dry-run")["books"]
    lines = {line["name"]: line for line in book["choices"][0]["fields"]}
    assert lines["started"]["new"] == "2024-03-01"
    assert (lines["completion"]["also"], lines["completion"]["ticked"]) == ("2024-03-01", False)


def test_highlights_copied_to_a_device_are_not_new_when_it_is_imported(
    commands: Commands, tree: DeviceTree, tmp_path: Path
) -> None:
    a_book(tree, item(1), item(2, note="Mine"), item(3, datetime=None))
    commands.run("device", "import", tree.root)
    other = DeviceTree(tmp_path / "other")
    other.write_settings(device_id="OTHER0123456789")
    a_book(other, item(9))
    commands.run("device", "import", other.root)
    commands.run("highlights", "carry", other.root)
    taken_in_by_koreader(other)
    before = commands.json("highlights")
    document = commands.json("device", "import", other.root)
    assert (document["would_import"], document["imported"]["annotations"]) == (0, 0)
    after = commands.json("highlights")
    assert [one["devices"] for one in after] != [one["devices"] for one in before], "it is known to be there"
    contents = [[(one["text"], one["note"], one["created"]) for one in some] for some in (before, after)]
    assert contents[0] == contents[1]


def taken_in_by_koreader(tree: DeviceTree) -> None:
    """What KOReader does when the book is opened: pages and chapters are those of its own layout."""
    folder = Path(os.fsdecode(tree.sidecar_path(BOOK))).parent
    (export,) = folder.glob("*.annotations.lua")
    left = parse_table(export.read_bytes()).table("annotations").tables_in_order()
    export.unlink()
    items = [
        {key.decode(): value for key, value in one.items() if isinstance(key, bytes)}
        | {"pageno": 7, "chapter": "A chapter"}
        for one in left
    ]
    a_book(tree, item(9), *items)


# 15. Carrying highlights


@pytest.fixture
def other(commands: Commands, tree: DeviceTree, tmp_path: Path) -> DeviceTree:
    """A second reader with the same file; the highlights of the first one are here."""
    a_book(tree, item(1), item(2, note="Mine"))
    commands.run("device", "import", tree.root)
    other = DeviceTree(tmp_path / "other")
    other.write_settings(device_id="OTHER0123456789")
    return other


def refused(commands: Commands, other: DeviceTree) -> str:
    """What is said of the only book, of which nothing is written."""
    before = other.snapshot()
    (step,) = commands.json("highlights", "carry", other.root, code=1)
    assert other.snapshot() == before
    return str(step["left_out"])


@pytest.mark.parametrize(
    "annotations",
    [None, [item(8), item(9, datetime=None)], [item(9, datetime=20250301)]],
    ids=["as up to v2024.04", "without a time", "with a number for a time"],
)
def test_a_book_that_an_older_koreader_wrote_last_is_to_be_opened_there_once(
    commands: Commands, other: DeviceTree, annotations: list[dict[str, Any]] | None
) -> None:
    a_book(other, annotations=annotations)
    assert "Open the book once on the device, close it, and try again." in refused(commands, other)
    a_book(other, item(8))
    assert "2 copied" in commands.run("highlights", "carry", other.root)


@pytest.mark.parametrize(
    ("version", "migrated", "is_too_old"),
    [
        ("v2024.11", 20240914, True),
        ("v2025.01-77-gabcdef0_2025-02-20", 20250302, True),
        ("", 20240914, True),
        ("v2025.04", 20250302, False),
        ("", 20250302, False),
        ("v2026.07.2", 20260623, False),
    ],
)
def test_before_v2025_04_nothing_is_written_and_that_is_said(
    commands: Commands, other: DeviceTree, version: str, migrated: int, is_too_old: bool
) -> None:
    a_book(other, item(8))
    (other.data / "git-rev").write_text(version)
    other.write_settings(last_migration_date=migrated)
    if is_too_old:
        assert "needs KOReader v2025.04 or later. Update KOReader on the device." in refused(commands, other)
    else:
        assert "2 copied" in commands.run("highlights", "carry", other.root)


def test_two_copied_cards_lose_nothing_though_they_have_one_id(
    commands: Commands, tree: DeviceTree, tmp_path: Path
) -> None:
    """Both have the id of the first one: what only the other has looks deleted, and is kept."""
    a_book(tree, item(1), item(2, note="Mine"))
    commands.run("device", "import", tree.root)
    copy = DeviceTree(tmp_path / "copy")
    assert copy.settings["device_id"] == tree.settings["device_id"]
    a_book(copy, item(2, note="Mine"), item(3))
    for turn in range(2):
        for device in (copy, tree):
            commands.run("device", "import", device.root)
            kept = commands.json("highlights")
            assert sorted(one["chapter"] for one in kept) == ["Chapter 1", "Chapter 2", "Chapter 3"], turn
    said = commands.run("highlights", "carry", copy.root, "--put-back")
    assert "1 copied" in said


def test_an_id_that_two_kinds_of_reader_have_is_said_with_what_to_do(
    commands: Commands, tree: DeviceTree, tmp_path: Path
) -> None:
    device_id = tree.settings["device_id"]
    push = Push("d" * 32, "/body", 0.5, "Kobo", device_id)
    asyncio.run(commands.services.progress.receive(push))
    kindle = DeviceTree(tmp_path / "kindle", "kindle")
    for device in (tree, tree, kindle):
        commands.run("devices")
        assert commands.complaints == ""
        commands.run("device", "import", device.root)
    commands.run("devices")
    assert f"Two readers with the ID {device_id} were connected by cable." in commands.complaints
    assert "delete the line with “device_id”" in commands.complaints
    assert "Then run “devices fixed 1”." in commands.complaints

    commands.run("devices", "fixed", 1)
    for times in (1, 2):
        commands.run("device", "import", tree.root)  # the other one has another id since
        commands.run("devices")
        assert commands.complaints == "", times


def test_two_kobos_with_one_id_are_told_apart_by_their_serial_numbers(
    commands: Commands, tree: DeviceTree, tmp_path: Path
) -> None:
    """KOReader's folder was copied from one to the other; both were only ever met over USB."""
    a_book(tree, item(1), percent_finished=0.5)
    other = DeviceTree(tmp_path / "other")
    a_book(other, item(2), percent_finished=0.2)
    device_id = tree.settings["device_id"]
    asyncio.run(commands.services.progress.receive(Push("d" * 32, "/body", 0.5, "Kobo", device_id)))
    firmware = "4.9.77,4.45.23640,4.9.77,4.9.77,00000000-0000-0000-0000-000000000390"
    for device, serial in ((tree, "N418000000001"), (other, "N418000000002")):
        (device.root / ".kobo").mkdir()
        (device.root / ".kobo" / "version").write_text(f"{serial},{firmware}\n")
    for device in (tree, tree):
        commands.run("device", "import", device.root)
        commands.run("devices")
        assert commands.complaints == ""
    commands.run("device", "import", other.root)
    commands.run("devices")
    assert f"Two readers with the ID {device_id} were connected by cable." in commands.complaints
    assert "delete the line with “device_id”" in commands.complaints
    assert {mark["chapter"] for mark in commands.json("highlights")} == {"Chapter 1", "Chapter 2"}

    commands.run("devices", "fixed", 1)
    other.write_settings(device_id="of its own")
    (other.root / ".kobo" / "version").write_bytes(b"\xff\0,,," * 1000)  # says nothing now
    for device in (tree, other, tree, other):
        commands.run("device", "import", device.root)
        commands.run("devices")
        assert commands.complaints == ""


def test_nothing_is_written_where_a_link_leads_away_from_the_device(
    commands: Commands, other: DeviceTree, tmp_path: Path
) -> None:
    """A device says where it takes highlights in; a person's own folder is none of its business."""
    own = tmp_path / "autostart"
    own.mkdir()
    a_book(other, item(8))
    other.write_settings(annotations_export_folder="/mnt/onboard/out")
    (other.root / "out").symlink_to(own)
    assert "leads away from the device" in refused(commands, other)
    assert list(own.iterdir()) == []
    (other.root / "out").unlink()
    (other.root / "out").mkdir()
    assert "2 copied" in commands.run("highlights", "carry", other.root)


def test_highlights_can_be_given_back_to_a_device_that_was_reset(
    commands: Commands, tree: DeviceTree
) -> None:
    a_book(tree, item(1), item(2))
    commands.run("device", "import", tree.root)
    a_book(tree, last_xpointer="/body/DocFragment[2]")
    commands.run("device", "import", tree.root)
    said = commands.run("highlights", "carry", tree.root, code=1)
    assert "Deleted on this device and not copied: 2. Copy them anyway with “--put-back”." in said
    assert "2 would be copied" in commands.run("highlights", "carry", tree.root, "--put-back", "--dry-run")
    assert "2 copied, in 1 book." in commands.run("highlights", "carry", tree.root, "--put-back")
    a_book(tree, item(1), item(2))
    commands.run("device", "import", tree.root)
    assert commands.json("highlights", "--gone") == []


def test_carry_reads_no_statistics(commands: Commands, other: DeviceTree) -> None:
    a_book(other, item(8))
    path = other.data / "settings" / "statistics.sqlite3"
    path.write_bytes(b"no database")
    commands.run("highlights", "carry", other.root)
    assert "statistics" not in commands.complaints
    scan = commands.services.device_scan.scan(os.fsencode(other.root), with_statistics=False)
    assert (scan.statistics, scan.unread, scan.last_read) == (None, (), None)


# 18. Devices of all kinds and ages


ADDRESS = "http://192.168.1.20:7200"


def set_up(commands: Commands, tree: DeviceTree, code: int = 0) -> str:
    words = ("device", "setup", tree.root, "--address", ADDRESS, "--koreader-closed")
    return commands.run(*words, code=code)


def settings_of(tree: DeviceTree) -> LuaTable:
    return parse_table((tree.data / "settings.reader.lua").read_bytes())


def leave_hot_journal(tree: DeviceTree, tmp_path: Path) -> Path:
    """3,000 page views, and the journal of 3,000 more that were half written when the device was pulled out."""
    living = tmp_path / "living.sqlite3"
    rows = [(1, page % 300 + 1, SPRING_2024 + page * 60, 30, 300) for page in range(3000)]
    write_statistics(living, [statistics_row()], rows)
    settings = tree.data / "settings"
    with closing(sqlite3.connect(living, isolation_level=None)) as koreader:
        koreader.execute("PRAGMA journal_mode = TRUNCATE")
        koreader.execute("PRAGMA cache_size = 2")
        koreader.execute("BEGIN")
        for page in range(3000):
            koreader.execute(
                "INSERT INTO page_stat_data VALUES (1, ?, ?, 30, 300)", (page, NEW_YEAR_2026 + page)
            )
        shutil.copy(living, settings / "statistics.sqlite3")
        shutil.copy(f"{living}-journal", settings / "statistics.sqlite3-journal")
        koreader.execute("ROLLBACK")
    return settings / "statistics.sqlite3-journal"


def test_a_hot_rollback_journal_is_read_with_its_database(
    commands: Commands, tree: DeviceTree, tmp_path: Path
) -> None:
    assert leave_hot_journal(tree, tmp_path).stat().st_size > 0
    tree.sidecar(BOOK)
    found = commands.json("device", "scan", tree.root)["statistics"]
    last = SPRING_2024 + 2999 * 60
    assert (found["page_views"], found["damaged"], found["last"]) == (3000, False, last)


def test_the_journal_of_a_strangers_device_deletes_no_file_here(
    commands: Commands, tree: DeviceTree, tmp_path: Path
) -> None:
    """SQLite deletes the file that a journal names as its super-journal."""
    diary = tmp_path / "diary"
    diary.write_text("Dear diary")
    name_super_journal(leave_hot_journal(tree, tmp_path), diary)
    tree.sidecar(BOOK)
    commands.run("device", "scan", tree.root)
    commands.run("device", "import", tree.root)
    assert diary.read_text() == "Dear diary"


@pytest.mark.parametrize("refusal", [errno.ENOTSUP, errno.ENOSYS, errno.EPERM], ids=errno.errorcode.get)
def test_a_drive_without_permissions_can_be_set_up(
    commands: Commands, tree: DeviceTree, monkeypatch: pytest.MonkeyPatch, refusal: int
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(refusal, os.strerror(refusal))

    before = (tree.data / "settings.reader.lua").read_bytes()
    with monkeypatch.context() as patch:
        for call in ("chmod", "utime", "fsync"):
            patch.setattr(os, call, refuse)
        assert "Done. The previous files are kept" in set_up(commands, tree)
        assert "Everything is restored." in commands.run(
            "device", "setup", tree.root, "--undo", "--koreader-closed"
        )
    assert (tree.data / "settings.reader.lua").read_bytes() == before


@pytest.mark.parametrize(
    "address",
    ["http://localhost:7200", "http://127.0.0.1:7200", "http://[::1]:7200", "http://0.0.0.0:7200"],
)
def test_an_address_that_is_the_reader_itself_is_refused(
    commands: Commands, tree: DeviceTree, address: str
) -> None:
    before = tree.snapshot()
    commands.run("device", "setup", tree.root, "--address", address, "--koreader-closed", code=1)
    assert "means the device itself" in commands.complaints
    assert tree.snapshot() == before


@pytest.mark.parametrize(
    "words", [("device", "scan"), ("device", "import"), ("device", "setup"), ("highlights", "carry")]
)
def test_an_empty_path_is_an_error(
    commands: Commands, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        commands.run(*words, "")
    assert ended.value.code == 2
    assert "a folder name can't be empty" in capsys.readouterr().err


def test_a_missing_memory_card_is_said_on_the_command_line(
    commands: Commands, tree: DeviceTree, tmp_path: Path
) -> None:
    tree.sidecar(BOOK)
    tree.sidecar("/mnt/sd/Other.epub", "dir", partial_md5_checksum="c" * 32)
    for words in (("device", "scan"), ("device", "import"), ("highlights", "carry")):
        commands.run(*words, tree.root, code=int("carry" in words))
        assert (
            "1 book is on a memory card that wasn't read. Add its folder with “--card PATH”."
            in commands.complaints
        )
    (tmp_path / "card").mkdir()
    commands.run("device", "scan", tree.root, "--card", tmp_path / "card")
    assert "memory card" not in commands.complaints


def test_a_newly_met_v2022_11_keeps_its_automatic_sync_and_old_ones_their_catalogues(
    commands: Commands, tree: DeviceTree
) -> None:
    (tree.data / "git-rev").write_text("v2022.11\n")
    tree.write_settings(last_migration_date=20221027)
    said = set_up(commands, tree)
    assert "Automatically keep documents in sync" not in said, "it is on already"
    kosync = settings_of(tree).table("kosync")
    assert set(kosync) == {b"custom_server", b"username", b"userkey"}
    listed = settings_of(tree).table("opds_servers").tables_in_order()
    assert [one.text("title") for one in listed] == [
        *("Project Gutenberg", "Standard Ebooks", "Feedbooks", "ManyBooks", "Internet Archive"),
        *("textos.info (Spanish)", "Gallica (French)", "BookOrbit"),
    ]


def test_a_newer_koreader_gets_the_settings_it_starts_with(commands: Commands, tree: DeviceTree) -> None:
    tree.write_settings(last_migration_date=20240914)
    assert "Automatically keep documents in sync" in set_up(commands, tree)
    assert settings_of(tree).table("kosync").get(b"auto_sync") is False
