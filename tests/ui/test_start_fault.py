"""The window's start that cannot work: a message that says why and offers what can be done, and exit code 1."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from bookorbit_desktop.app.start_faults import telling_start_faults
from bookorbit_desktop.domain.base.errors import DataFolderUnusable
from bookorbit_desktop.storage.db.opening import CannotOpen, OpeningFault
from bookorbit_desktop.ui.resources import translation_folder
from bookorbit_desktop.ui.start_fault import StartFaultDialog
from tests.conftest import AT_LEISURE
from tests.faulty_starts import STARTS
from tests.ui.harness import texts_of

ROOT = Path(__file__).parents[2]
NAMES = [spoil.__name__ for spoil in STARTS]
USELESS = {
    *("empty", "text", "cut_short", "cut_in_half", "first_page_overwritten"),
    *("all_but_the_header_overwritten", "zeroes"),
}


def run_program(*words: str) -> dict[str, dict[str, Any]]:
    """What the window program did on each spoilt folder."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.start_fault_program", *words],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=AT_LEISURE,
    )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    return {one["fault"]: one for one in told}


@pytest.fixture(scope="module")
def quitting() -> dict[str, dict[str, Any]]:
    return run_program("quit", *NAMES)


@pytest.mark.parametrize(("fault", "reason"), [*zip(NAMES, STARTS.values(), strict=True)], ids=NAMES)
def test_a_window_that_cannot_open_says_why_and_changes_nothing(
    quitting: dict[str, dict[str, Any]], fault: str, reason: str
) -> None:
    if fault not in quitting:
        pytest.skip("no disk can be mounted here")
    told = quitting[fault]

    assert told["code"] == 1
    (read,) = told["read"]
    assert read.startswith("BookOrbit can’t start ")
    assert reason in read
    assert told["errors"].startswith("bookorbit-desktop: ")
    assert (told["errors"].count("\n"), told["errors"].count(". ")) == (1, 1)
    assert told["is_kept"]
    assert not told["saw_window"]
    assert told["buttons"] == [["Set library aside", "Quit"] if fault in USELESS else ["Quit"]]
    assert not told["cut"]


def test_a_damaged_library_is_set_aside_and_the_window_opens_on_a_new_one() -> None:
    told = run_program("set aside", "text", "empty")

    for one in told.values():
        assert one["code"] == 0
        assert one["saw_window"]
        assert one["is_kept"]
        (folder,) = one["aside"]
        assert folder in one["read"][1]
        assert folder in one["errors"]
        assert one["buttons"][1] == ["Continue"]


def test_a_damaged_library_gives_way_to_the_newest_backup_that_says_what_it_lacks() -> None:
    (told,) = run_program("restore", "text").values()

    assert (told["code"], told["saw_window"], told["is_kept"], told["cut"]) == (0, True, True, [])
    assert len(told["aside"]) == 1
    (read,) = told["read"]
    assert "The newest backup is from" in read
    assert "has 0 books. It has no positions." in read
    assert told["buttons"] == [["Restore backup", "Set library aside", "Quit"]]
    assert told["aside"][0] in told["errors"]


@pytest.fixture(params=["de", "fr"])
def spoken(request: pytest.FixtureRequest, qapp: QApplication, english: None) -> Iterator[str]:
    """The window speaks another language."""
    translator = QTranslator()
    assert translator.load(f"bookorbit_{request.param}", str(translation_folder()))
    qapp.installTranslator(translator)
    yield request.param
    qapp.removeTranslator(translator)


@pytest.mark.parametrize("fault", OpeningFault)
@pytest.mark.parametrize("name", ["library.sqlite3", "a file/library.sqlite3"])
def test_every_message_is_translated_as_a_whole(
    spoken: str, fault: OpeningFault, name: str, tmp_path: Path
) -> None:
    (tmp_path / "a file").write_text("")
    path = tmp_path / name
    with pytest.raises(DataFolderUnusable) as raised, telling_start_faults(tmp_path):
        raise CannotOpen(fault, path)

    dialog = StartFaultDialog(raised.value)

    (heading, text, *_) = texts_of(dialog)
    assert heading == {"de": "BookOrbit kann nicht starten", "fr": "BookOrbit ne peut pas démarrer"}[spoken]
    assert str(path.parent) in text
    assert not set(text.replace(str(path), "").split()) & {"the", "is", "The", "not", "it"}
    dialog.deleteLater()
