"""Data folders on which the program cannot start, and what it says of each."""

import ctypes
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from bookorbit_desktop.storage.db import database as database_module
from bookorbit_desktop.storage.db.database import Database

NAME = "library.sqlite3"
SOMEBODY_ELSE = 65534
_CAPABILITIES_V3 = 0x20080522
_DAC_OVERRIDE, _DAC_READ_SEARCH, _FOWNER = 1 << 1, 1 << 2, 1 << 3


@dataclass
class Case:
    """A data folder with a library, to be spoilt."""

    folder: Path
    words: list[str] = field(default_factory=lambda: ["list"])
    undo: list[Callable[[], object]] = field(default_factory=list)
    is_named: bool = True
    """Whether the start is told of the folder; else it is the usual one below the home folder."""

    @property
    def data_dir(self) -> list[str]:
        """The words that name the folder."""
        return ["--data-dir", str(self.folder)] if self.is_named else []

    @property
    def library(self) -> Path:
        return self.folder / NAME


@contextmanager
def open_case(monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    """In a folder of its own, which is removed after."""
    place = Path(tempfile.mkdtemp(prefix="bo-"))
    made = Case(place / "data")
    made.folder.mkdir()
    made.library.write_bytes(_sound_library())
    monkeypatch.setitem(database_module._PRAGMAS, "busy_timeout", 50)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(place))
    try:
        yield made
    finally:
        for undo in reversed(made.undo):
            undo()
        while place.exists():
            # A thread that ends just now closes its connection, and SQLite removes the journal.
            with suppress(FileNotFoundError):
                shutil.rmtree(place)


@cache
def _sound_library() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        Database(path).close()
        return path.read_bytes()


def rights_hold(case: Case) -> None:
    """The rights of files hold for everybody but root, who gives up here what makes the difference.

    As somebody else this process could not import what it has not imported yet, where only root may read it.
    """
    if sys.platform != "linux" or os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    this_thread = (ctypes.c_uint32 * 2)(_CAPABILITIES_V3, 0)
    capabilities = (
        ctypes.c_uint32 * 6
    )()  # of the first 32: effective, permitted, inheritable; then the others

    def set_effective(value: int) -> None:
        capabilities[0] = value
        if libc.capset(this_thread, capabilities):
            raise OSError(ctypes.get_errno(), "capset")

    if libc.capget(this_thread, capabilities):
        raise OSError(ctypes.get_errno(), "capget")
    before = capabilities[0]
    set_effective(before & ~(_DAC_OVERRIDE | _DAC_READ_SEARCH | _FOWNER))
    case.undo.append(lambda: set_effective(before))


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
    """Somebody else's: one's own is made private, and readable with that."""
    if os.geteuid() != 0:
        pytest.skip("only root can give a file to somebody else")
    case.library.chmod(0)
    os.chown(case.library, SOMEBODY_ELSE, -1)
    rights_hold(case)


def read_only_folder(case: Case) -> None:
    case.folder.chmod(0o555)
    case.undo.append(lambda: case.folder.chmod(0o755))
    rights_hold(case)


def read_only_folder_for_a_change(case: Case) -> None:
    read_only_folder(case)
    case.words = ["status", "1", "read"]


def foreign_home(case: Case) -> None:
    case.folder = Path("~nobody-of-that-name") / "data"


def _live_in(case: Case, home: str) -> None:
    """The usual folder below this home folder is the one, whatever the tests themselves were told."""
    before = {name: os.environ.pop(name, None) for name in ("HOME", "XDG_DATA_HOME", "BOOKORBIT_DATA_DIR")}
    os.environ["HOME"] = home
    case.is_named = False

    def back() -> None:
        del os.environ["HOME"]
        os.environ.update({name: value for name, value in before.items() if value is not None})

    case.undo.append(back)


def unknown_home(case: Case) -> None:
    pwd = pytest.importorskip("pwd")
    _live_in(case, "here/somewhere")
    known = pwd.getpwuid

    def nobody_of_that_number(number: int) -> None:
        raise KeyError(number)

    pwd.getpwuid = nobody_of_that_number
    case.undo.append(lambda: setattr(pwd, "getpwuid", known))


def missing_home(case: Case) -> None:
    home = case.folder.with_name("nobody-ever-made-it")
    _live_in(case, str(home))
    case.folder.parent.chmod(0o555)
    case.undo.append(lambda: case.folder.parent.chmod(0o755))
    rights_hold(case)


def read_only_home(case: Case) -> None:
    _live_in(case, str(case.folder))
    read_only_folder(case)


def home_that_is_a_file(case: Case) -> None:
    _live_in(case, str(case.library))


def deleted_working_folder(case: Case) -> None:
    before, gone = Path.cwd(), case.folder.with_name("gone")
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    case.undo.append(lambda: os.chdir(before))
    case.folder = Path("data")
    try:
        _ = shutil.no_such_name  # type: ignore[attr-defined]
    except AttributeError:
        return
    except SystemError:
        # Where one was started with -c, as workers of the tests are; the program never is.
        pytest.skip("this Python 3.13 fails at each missing name in a deleted folder")


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
    locked: "Another program is using",
    folder_for_a_file: "allowed to read",
    file_for_a_folder: "is not a folder",
    file_above_the_folder: "allowed to write",
    nowhere: "allowed to write",
    circle: "allowed to write",
    long_name: "allowed to write",
    unreadable_file: "allowed to read",
    read_only_folder: "allowed to write",
    read_only_folder_for_a_change: "allowed to write",
    foreign_home: "find your home folder",
    unknown_home: "find your home folder",
    missing_home: "allowed to write",
    read_only_home: "allowed to write",
    home_that_is_a_file: "allowed to write",
    deleted_working_folder: "was deleted",
    lock_is_a_folder: "allowed to write",
    full_disk: "is full",
    full_disk_without_a_library: "is full",
    broken_password_store: "password store isn't available",
}

STARTS = {
    spoil: reason
    for spoil, reason in FAULTS.items()
    if spoil not in (read_only_folder_for_a_change, broken_password_store)
}
"""Those that also keep the window and the server from starting."""


def content_of(case: Case) -> bytes | None:
    """The library as it is; None where it cannot be read."""
    try:
        return case.library.read_bytes()
    except OSError:
        return None
