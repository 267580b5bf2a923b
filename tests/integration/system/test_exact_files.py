"""A file is moved at once or not at all, and never over another one."""

import ctypes
import os
import sys
from pathlib import Path

import pytest

from bookorbit_desktop.system.exact_files import move_within_drive


@pytest.fixture(params=["one step", "link and unlink"])
def _either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the system's own call, and where the C library has none."""
    if request.param == "link and unlink":
        monkeypatch.setattr(ctypes, "CDLL", lambda *_args, **_kwargs: object())


def move(source: Path, target: Path) -> None:
    move_within_drive(os.fsencode(source), os.fsencode(target))


@pytest.mark.usefixtures("_either_way")
def test_a_file_keeps_its_bytes_and_time_under_its_new_name(tmp_path: Path) -> None:
    source, target = tmp_path / "Emma.epub", tmp_path / "Jane Austen" / "Emma.epub"
    target.parent.mkdir()
    source.write_bytes(b"text")
    os.utime(source, ns=(10**18, 10**18))

    move(source, target)

    assert not source.exists()
    assert target.read_bytes() == b"text"
    assert target.stat().st_mtime_ns == 10**18


@pytest.mark.usefixtures("_either_way")
def test_a_name_that_is_taken_is_refused_and_both_files_stay(tmp_path: Path) -> None:
    source, target = tmp_path / "Emma.epub", tmp_path / "Persuasion.epub"
    source.write_bytes(b"Emma")
    target.write_bytes(b"Persuasion")

    with pytest.raises(FileExistsError):
        move(source, target)

    assert (source.read_bytes(), target.read_bytes()) == (b"Emma", b"Persuasion")


@pytest.mark.usefixtures("_either_way")
def test_a_folder_is_moved_and_never_into_or_over_another(tmp_path: Path) -> None:
    (tmp_path / "Emma.sdr").mkdir()
    (tmp_path / "Emma.sdr" / "metadata.epub.lua").write_text("return {}")
    (tmp_path / "taken").mkdir()

    with pytest.raises(FileExistsError):
        move(tmp_path / "Emma.sdr", tmp_path / "taken")
    move(tmp_path / "Emma.sdr", tmp_path / "Persuasion.sdr")

    assert not list((tmp_path / "taken").iterdir())
    assert (tmp_path / "Persuasion.sdr" / "metadata.epub.lua").read_text() == "return {}"


@pytest.mark.usefixtures("_either_way")
def test_a_file_that_is_gone_is_said_to_be_gone(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        move(tmp_path / "gone.epub", tmp_path / "Emma.epub")
    assert not (tmp_path / "Emma.epub").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows renames exclusively by itself")
def test_a_moved_file_never_has_two_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Emma.epub").write_bytes(b"text")
    second_names: list[object] = []
    monkeypatch.setattr(os, "link", lambda *names, **_options: second_names.append(names))

    move(tmp_path / "Emma.epub", tmp_path / "Emma 2.epub")

    assert not second_names
    assert [path.name for path in tmp_path.iterdir()] == ["Emma 2.epub"]
