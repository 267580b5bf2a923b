"""One program for each data folder, and a door that a second start finds."""

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookorbit_desktop.domain.base.errors import DataFolderInUse
from bookorbit_desktop.system.instance import InstanceLock, control_socket_path

HOLD = """
import sys
from pathlib import Path
from bookorbit_desktop.system.instance import InstanceLock
lock = InstanceLock(Path(sys.argv[1]))
print(lock.acquire(), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A temporary folder of the system, with a short name."""
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield Path(folder)


def test_only_one_program_at_a_time_holds_a_data_folder(tmp_path: Path) -> None:
    first, second = InstanceLock(tmp_path / "new"), InstanceLock(tmp_path / "new")
    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()


def test_folders_do_not_stand_in_each_others_way(tmp_path: Path) -> None:
    one, other = InstanceLock(tmp_path / "one"), InstanceLock(tmp_path / "other")
    assert one.acquire()
    assert other.acquire()
    one.release()
    other.release()


def test_a_killed_program_leaves_the_folder_free(tmp_path: Path) -> None:
    lock = InstanceLock(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        assert not lock.acquire()
        holder.kill()
        holder.wait()
    assert lock.acquire()
    lock.release()


def test_the_door_is_short_private_and_the_same_every_time(temporary: Path, tmp_path: Path) -> None:
    deep = tmp_path / ("a long name/" * 20)
    deep.mkdir(parents=True)
    path = control_socket_path(deep)
    assert len(os.fsencode(path)) <= 100
    assert temporary in path.parents
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert control_socket_path(deep / ".." / deep.name) == path


def test_each_data_folder_has_a_door_of_its_own(temporary: Path, tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    assert control_socket_path(tmp_path / "one") != control_socket_path(tmp_path / "other")


def test_the_runtime_folder_of_the_session_is_used(
    temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime = temporary / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    assert control_socket_path(tmp_path).parent == runtime


def test_the_folder_that_the_sandboxes_of_a_flatpak_share_is_used(
    temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = temporary / "run/app/org.bookorbit.desktop"
    shared.mkdir(mode=0o700, parents=True)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(temporary / "run"))
    monkeypatch.setenv("FLATPAK_ID", "org.bookorbit.desktop")
    assert control_socket_path(tmp_path).parent == shared


def test_a_start_in_another_environment_finds_the_same_door(
    temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime = temporary / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    path = control_socket_path(tmp_path)
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert control_socket_path(tmp_path) == path
    runtime.rmdir()
    assert control_socket_path(tmp_path).parent.parent == temporary


def test_a_copy_of_a_data_folder_has_a_door_of_its_own(temporary: Path, tmp_path: Path) -> None:
    original, copy = tmp_path / "original", tmp_path / "copy"
    original.mkdir()
    path = control_socket_path(original)
    copy.mkdir()
    for file in original.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    assert control_socket_path(copy) != path


@pytest.mark.parametrize("value", ["relative", "/no/such/folder", ""])
def test_a_runtime_folder_that_is_none_is_left_alone(
    temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", value)
    assert temporary in control_socket_path(tmp_path).parents


def test_a_runtime_folder_that_others_can_enter_is_left_alone(
    temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime = temporary / "run"
    runtime.mkdir()
    runtime.chmod(0o755)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    assert control_socket_path(tmp_path).parent != runtime


@pytest.mark.parametrize("trap", ["open to others", "link"])
def test_a_folder_that_somebody_prepared_is_refused(temporary: Path, tmp_path: Path, trap: str) -> None:
    folder = temporary / f"bookorbit-desktop-{os.getuid()}"
    if trap == "link":
        (temporary / "elsewhere").mkdir(mode=0o700)
        folder.symlink_to(temporary / "elsewhere")
    else:
        folder.mkdir()
        folder.chmod(0o777)
    with pytest.raises(DataFolderInUse, match=r"Remove it"):
        control_socket_path(tmp_path)
