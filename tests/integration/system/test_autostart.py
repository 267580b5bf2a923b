"""Starting at login: real files where the system keeps files, and the texts of the other systems."""

import plistlib
import shlex
import sys
from pathlib import Path

import pytest

from bookorbit_desktop.domain.base.errors import AutostartUnavailable
from bookorbit_desktop.system.autostart import (
    FileAutostart,
    desktop_entry,
    launch_agent,
    run_key_line,
    start_command,
    system_autostart,
)

COMMAND = ["/opt/Book Orbit/bin/bookorbit-desktop", "--data-dir", "/home/ada/100% mine", "--minimized"]


@pytest.fixture
def entry(tmp_path: Path) -> Path:
    return tmp_path / "autostart" / "bookorbit-desktop.desktop"


def test_autostart_is_switched_on_and_off(entry: Path) -> None:
    autostart = FileAutostart(entry, desktop_entry(COMMAND).encode())
    assert not autostart.is_on()

    autostart.switch(on=True)
    assert autostart.is_on()
    assert entry.read_text().startswith("[Desktop Entry]\n")
    autostart.switch(on=False)
    autostart.switch(on=False)

    assert not autostart.is_on()
    assert list(entry.parent.iterdir()) == []


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled = false"])
def test_autostart_switched_off_by_the_desktop_counts_as_off(entry: Path, line: str) -> None:
    autostart = FileAutostart(entry, desktop_entry(COMMAND).encode())
    autostart.switch(on=True)
    entry.write_text(f"[Desktop Entry]\nType=Application\n{line}\n")
    assert not autostart.is_on()

    autostart.switch(on=True)

    assert autostart.is_on()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    blocked = tmp_path / "autostart"
    blocked.write_text("not a folder")

    with pytest.raises(AutostartUnavailable, match="Couldn't change the file"):
        FileAutostart(blocked / "bookorbit.desktop", b"").switch(on=True)

    assert blocked.read_text() == "not a folder"


@pytest.mark.skipif(sys.platform != "linux", reason="where Linux sessions look")
def test_linux_sessions_find_the_autostart_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    autostart = system_autostart(None)

    autostart.switch(on=True)

    assert [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.desktop")] == [
        "autostart/bookorbit-desktop.desktop"
    ]
    assert autostart.where == str(tmp_path / "autostart" / "bookorbit-desktop.desktop")


def test_the_entry_of_linux_keeps_spaces_and_percent_signs() -> None:
    (line,) = [line for line in desktop_entry(COMMAND).splitlines() if line.startswith("Exec=")]

    assert [word.replace("%%", "%") for word in shlex.split(line.removeprefix("Exec="))] == COMMAND


def test_the_line_of_windows_quotes_what_has_spaces() -> None:
    line = run_key_line([r"C:\Program Files\BookOrbit\bookorbit-desktop-gui.exe", "--minimized"])

    assert line == r'"C:\Program Files\BookOrbit\bookorbit-desktop-gui.exe" --minimized'


def test_the_agent_of_macos_runs_at_load() -> None:
    agent = plistlib.loads(launch_agent(COMMAND))

    assert (agent["ProgramArguments"], agent["RunAtLoad"]) == (COMMAND, True)


def test_autostart_starts_this_program_hidden_with_its_library(tmp_path: Path) -> None:
    assert start_command(None)[-1:] == ["--minimized"]
    assert start_command(tmp_path)[-3:] == ["--data-dir", str(tmp_path), "--minimized"]
    assert Path(start_command(None)[0]).exists()


def test_an_app_image_is_started_itself_as_its_contents_go_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = str(tmp_path / "BookOrbit.AppImage")
    monkeypatch.setenv("APPIMAGE", image)
    monkeypatch.setenv("APPDIR", str(tmp_path / "mounted"))
    assert start_command(None)[0] != image, "another AppImage, such as a terminal, started this one"
    monkeypatch.setattr(sys, "executable", str(tmp_path / "mounted/usr/lib/bookorbit-desktop"))
    assert start_command(None) == [image, "--minimized"]


@pytest.mark.skipif(sys.platform != "linux", reason="where Linux sessions look")
def test_a_flatpak_is_started_by_its_name_and_noted_where_sessions_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLATPAK_ID", "org.bookorbit.desktop")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".var/app/org.bookorbit.desktop/config"))
    autostart = system_autostart(None)
    autostart.switch(on=True)
    entry = tmp_path / ".config/autostart/bookorbit-desktop.desktop"
    assert autostart.where == str(entry)
    assert "Exec=flatpak run org.bookorbit.desktop --minimized\n" in entry.read_text()
