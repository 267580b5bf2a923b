"""Issue "The first hour and the door", Deliver 6: devices on USB, seen with KOReader's own code."""

import asyncio
import json
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bookorbit_desktop.cli.arguments import build_parser
from bookorbit_desktop.cli.commands import run_command
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.services.container import Services
from tests.acceptance.program import Program
from tests.integration.devices.device_tree import DeviceTree
from tests.services import make_services

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
    place = f"/body/DocFragment[{chapter}]/body/p/text()"
    usual = {
        "datetime": f"2025-03-{chapter:02d} 12:00:00",
        "drawer": "lighten",
        "text": text,
        "chapter": f"Chapter {chapter}",
        "page": f"{place}.0",
        "pos0": f"{place}.0",
        "pos1": f"{place}.9",
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


def test_control_c_while_a_device_is_read_imports_nothing(program: Program, tree: DeviceTree) -> None:
    many_books(tree, 1500)
    importing = program.start("device", "import", tree.root)
    program.started.remove(importing)
    importing.line("100 of 1500 read", importing.err)
    importing.process.send_signal(signal.SIGINT)
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
    from bookorbit_desktop.services.run_cancel import RunCancel

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
    waiting = "Left out, because the question about them has no answer: 2."
    assert waiting in commands.run("device", "import", tree.root, "--dry-run").splitlines()[-1]
    assert waiting in commands.run("device", "import", tree.root).splitlines()[-1]
    document = commands.json("device", "import", tree.root)
    assert len(document["unanswered"]) == 2
    answered = commands.run("device", "import", tree.root, "--leave-out", "Orchard", "--dry-run")
    assert "no answer" not in answered


def test_a_carry_that_wrote_nothing_ends_with_1(commands: Commands, tree: DeviceTree, tmp_path: Path) -> None:
    a_book(tree, item(1))
    commands.run("device", "import", tree.root)
    assert "Nothing to carry" in commands.run("highlights", "carry", tree.root, code=1)
    other = DeviceTree(tmp_path / "other")
    other.write_settings(device_id="OTHER0123456789")
    a_book(other)
    commands.run("highlights", "carry", other.root, "--dry-run")
    assert "1 carried, in 1 book." in commands.run("highlights", "carry", other.root)
    again = commands.run("highlights", "carry", other.root, code=1)
    assert "They wait there already." in again
    assert "Nothing was written." in again


def test_removing_a_highlight_that_does_not_exist_says_so(commands: Commands, tree: DeviceTree) -> None:
    a_book(tree, item(1))
    commands.run("device", "import", tree.root)
    (found,) = commands.json("highlights")
    for act in ("remove", "restore"):
        commands.run("highlights", act, found["id"], 99, 10**30, code=1)
        assert f"There are no highlights 99, {10**30}. Nothing was changed." in commands.complaints
    assert commands.json("highlights") == [found]
    assert "1 removed" in commands.run("highlights", "remove", found["id"])


def test_what_is_gone_from_a_device_counts_as_news(commands: Commands, tree: DeviceTree) -> None:
    a_book(tree, item(1), item(2, "gone"))
    commands.run("device", "import", tree.root)
    a_book(tree, item(1))
    said = commands.run("device", "import", tree.root, "--dry-run")
    assert "[x] highlights, new: 0 new, 1 no longer on the device." in said
    assert "Would be imported: 1." in said
    assert "No longer on this device, and kept here: 1." in commands.run("device", "import", tree.root)
    assert [one["text"] for one in commands.json("highlights", "--gone")] == ["gone"]
    again = commands.json("device", "import", tree.root)
    assert (again["would_import"], again["imported"]["annotations_gone"]) == (0, 0)
