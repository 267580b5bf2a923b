"""A person, a service or a container without a home folder: a library that is named works all the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bookorbit_desktop.app import main
from bookorbit_desktop.domain.base.errors import AutostartUnavailable
from bookorbit_desktop.system.autostart import system_autostart
from tests.faulty_starts import Case, deleted_working_folder, open_case, unknown_home


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    with open_case(monkeypatch) as case:
        yield case


@pytest.mark.parametrize("command", ["list", "status"])
def test_without_a_home_folder_a_library_that_is_named_works(
    case: Case, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    unknown_home(case)

    assert main(["--data-dir", str(case.folder), command]) == 0

    assert capsys.readouterr().err == ""


def test_without_a_home_folder_the_start_with_the_session_is_refused(
    case: Case, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    unknown_home(case)

    autostart = system_autostart(tmp_path)

    assert not autostart.is_on()
    with pytest.raises(AutostartUnavailable, match="home folder is not known"):
        autostart.switch(True)


def test_in_a_deleted_folder_commands_work_and_nothing_is_found_there(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(case.folder)
    deleted_working_folder(case)

    assert main(["--data-dir", folder, "list"]) == 0
    assert main(["--data-dir", folder, "scan", "books"]) == 1

    assert "Folder not found" in capsys.readouterr().err
