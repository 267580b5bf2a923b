"""Starts that cannot work: two sentences, exit code 1, no traceback, and every file as it was."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import bookorbit_desktop.app.modes
import bookorbit_desktop.server.control  # noqa: F401 - now: somebody else may not read the interpreter's own files
from bookorbit_desktop.app import main
from bookorbit_desktop.storage.db import database as database_module
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.system import secrets as secrets_module

NAME = "library.sqlite3"
NOBODY = 65534


@dataclass
class Case:
    """A data folder with a library, to be spoilt."""

    folder: Path
    words: list[str] = field(default_factory=lambda: ["list"])
    undo: list[Callable[[], object]] = field(default_factory=list)

    @property
    def library(self) -> Path:
        return self.folder / NAME


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / NAME
    Database(path).close()
    return path


@pytest.fixture
def case(library: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    """Outside of pytest's own folders: those are closed to every other person."""
    place = Path(tempfile.mkdtemp(prefix="bo-"))
    place.chmod(0o755)
    made = Case(place / "data")
    made.folder.mkdir()
    shutil.copy(library, made.library)
    monkeypatch.setitem(database_module._PRAGMAS, "busy_timeout", 50)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(place))
    yield made
    for undo in reversed(made.undo):
        undo()
    shutil.rmtree(place)


def as_nobody(case: Case) -> None:
    """The rights of files hold for everybody but root."""
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
        case.undo.append(lambda: os.seteuid(0))


def empty(case: Case) -> None:
    case.library.write_bytes(b"")


def text(case: Case) -> None:
    case.library.write_text("My reading list\n")


def cut_short(case: Case) -> None:
    case.library.write_bytes(case.library.read_bytes()[:60])


def cut_in_half(case: Case) -> None:
    whole = case.library.read_bytes()
    case.library.write_bytes(whole[: len(whole) // 2])


def first_page_overwritten(case: Case) -> None:
    whole = case.library.read_bytes()
    case.library.write_bytes(whole[:100] + b"\xff" * 3996 + whole[4096:])


def all_but_the_header_overwritten(case: Case) -> None:
    case.library.write_bytes(case.library.read_bytes()[:4096] + b"\x5a" * 40_000)


def zeroes(case: Case) -> None:
    case.library.write_bytes(bytes(40_960))


def newer(case: Case) -> None:
    with closing(sqlite3.connect(case.library)) as connection, connection:
        connection.execute("INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '2030-01-01')")


def locked(case: Case) -> None:
    code = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('PRAGMA locking_mode=exclusive'); c.execute('BEGIN EXCLUSIVE');"
        "print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(case.library)]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    case.undo.append(holder.communicate)


def folder_for_a_file(case: Case) -> None:
    case.library.unlink()
    case.library.mkdir()


def file_for_a_folder(case: Case) -> None:
    shutil.rmtree(case.folder)
    case.folder.write_text("not a folder")


def file_above_the_folder(case: Case) -> None:
    above = case.folder.with_name("above")
    above.write_text("not a folder")
    case.folder = above / "data"


def nowhere(case: Case) -> None:
    case.folder = case.folder.with_name("link")
    case.folder.symlink_to("/proc/nowhere/at/all")


def circle(case: Case) -> None:
    case.folder = case.folder.with_name("circle")
    case.folder.symlink_to(case.folder)


def long_name(case: Case) -> None:
    case.folder = case.folder.with_name("x" * 300)


def unreadable_file(case: Case) -> None:
    case.folder.chmod(0o777)
    case.library.chmod(0)
    as_nobody(case)


def read_only_folder(case: Case) -> None:
    case.folder.chmod(0o555)
    case.undo.append(lambda: case.folder.chmod(0o755))
    as_nobody(case)


def read_only_folder_for_a_change(case: Case) -> None:
    read_only_folder(case)
    case.words = ["status", "1", "read"]


def foreign_home(case: Case) -> None:
    case.folder = Path("~nobody-of-that-name") / "data"


def lock_is_a_folder(case: Case) -> None:
    (case.folder / "bookorbit.lock").mkdir()
    case.words = ["status", "1", "read"]


def full_disk(case: Case) -> None:
    library = case.library.read_bytes()
    _mount_small_disk(case)
    case.library.write_bytes(library)
    _fill(case.folder)


def full_disk_without_a_library(case: Case) -> None:
    _mount_small_disk(case)
    _fill(case.folder)


def _mount_small_disk(case: Case) -> None:
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(case.folder)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    case.undo.append(lambda: subprocess.run(["umount", str(case.folder)], check=True))


def _fill(folder: Path) -> None:
    with (folder / "film").open("wb", buffering=0) as file:
        while True:
            try:
                file.write(bytes(4096))
            except OSError:
                break


def broken_password_store(case: Case) -> None:
    case.words = ["token", "--check"]


FAULTS: dict[Callable[[Case], None], str] = {
    empty: "is empty",
    text: "is damaged",
    cut_short: "is damaged",
    cut_in_half: "is damaged",
    first_page_overwritten: "is damaged",
    all_but_the_header_overwritten: "is damaged",
    zeroes: "is damaged",
    newer: "newer BookOrbit",
    locked: "Another program holds",
    folder_for_a_file: "may not read",
    file_for_a_folder: "is not a folder",
    file_above_the_folder: "may not write",
    nowhere: "may not write",
    circle: "may not write",
    long_name: "may not write",
    unreadable_file: "may not read",
    read_only_folder: "may not write",
    read_only_folder_for_a_change: "may not write",
    foreign_home: "home folder is not known",
    lock_is_a_folder: "may not write",
    full_disk: "is full",
    full_disk_without_a_library: "is full",
    broken_password_store: "password store isn't available",
}


@pytest.mark.parametrize(("spoil", "reason"), FAULTS.items(), ids=[fault.__name__ for fault in FAULTS])
def test_a_start_that_cannot_work_says_why_and_changes_nothing(
    case: Case, spoil: Callable[[Case], None], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(case)
    before = _files(case)
    code = main(["--data-dir", str(case.folder), *case.words])
    said = capsys.readouterr()
    assert code == 1
    assert said.out == ""
    (line,) = said.err.splitlines()
    assert line.startswith("bookorbit-desktop: ")
    assert reason in line
    assert line.endswith(".")
    assert line.count(". ") == 1, "two sentences: what is wrong, what to do"
    assert _files(case) == before


def _files(case: Case) -> bytes | None:
    try:
        return case.library.read_bytes()
    except OSError:
        return None


def test_a_password_store_that_hangs_is_given_up(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring

    never = threading.Event()
    monkeypatch.setattr(secrets_module, "PATIENCE", 0.05)
    monkeypatch.setattr(keyring, "get_password", lambda *words: never.wait())
    with pytest.raises(secrets_module.KeyringUnavailable, match="does not answer"):
        secrets_module.SecretStore("test").get("token")
    never.set()


def test_a_damaged_page_that_is_met_later_is_said_too(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(case.library)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'document'").fetchone()
    whole = bytearray(case.library.read_bytes())
    whole[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    case.library.write_bytes(whole)
    assert main(["--data-dir", str(case.folder), "documents"]) == 1
    said = capsys.readouterr()
    assert "is damaged" in said.err
    assert "Traceback" not in said.err
