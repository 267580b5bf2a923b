"""A damaged library makes way for a new one: moved whole, never overwritten, and only when nobody else has it."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bookorbit_desktop.app import main
from bookorbit_desktop.system.instance import InstanceLock
from tests import faulty_starts
from tests.faulty_starts import Case, open_case, rights_hold

DAMAGES = (
    faulty_starts.empty,
    faulty_starts.text,
    faulty_starts.cut_short,
    faulty_starts.cut_in_half,
    faulty_starts.first_page_overwritten,
    faulty_starts.all_but_the_header_overwritten,
    faulty_starts.zeroes,
)


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    with open_case(monkeypatch) as case:
        yield case


def start(case: Case, *words: str) -> int:
    return main(["--data-dir", str(case.folder), "--set-aside", *(words or ("list",))])


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def aside(case: Case) -> list[Path]:
    return sorted(case.folder.glob("library-set-aside-*"))


@pytest.mark.parametrize("spoil", DAMAGES, ids=lambda spoil: spoil.__name__)
def test_a_damaged_library_goes_with_all_that_belongs_to_it(
    case: Case, spoil: Callable[[Case], None], capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(case)
    case.library.with_name(f"{case.library.name}-wal").write_bytes(b"its journal")
    for name in ("covers/1.jpg", "file-backups/1.epub"):
        (case.folder / name).parent.mkdir()
        (case.folder / name).write_bytes(name.encode())
    (case.folder / "bookorbit.lock").touch()
    before = files_below(case.folder)
    del before["bookorbit.lock"]

    assert start(case) == 0

    (folder,) = aside(case)
    kept = files_below(folder)
    assert {name: kept.get(name) for name in before} == before
    said = capsys.readouterr()
    assert str(folder) in said.err
    assert not list((case.folder / "covers").glob("*"))
    with closing(sqlite3.connect(case.library)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_two_damaged_libraries_of_one_day_have_a_folder_each(case: Case) -> None:
    for content in ("first", "second"):
        for path in case.folder.glob("library.sqlite3*"):
            path.unlink()
        case.library.write_text(content)
        assert start(case) == 0

    assert [(folder / "library.sqlite3").read_text() for folder in aside(case)] == ["first", "second"]


def test_a_damaged_page_that_a_start_does_not_meet_is_found(case: Case) -> None:
    damage_a_table(case, "document")
    spoilt = case.library.read_bytes()

    assert start(case) == 0

    assert (aside(case)[0] / "library.sqlite3").read_bytes() == spoilt


def damage_a_table(case: Case, table: str) -> None:
    with closing(sqlite3.connect(case.library)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table]).fetchone()
    whole = bytearray(case.library.read_bytes())
    whole[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    case.library.write_bytes(whole)


def test_a_sound_library_stays(case: Case) -> None:
    before = case.library.read_bytes()

    assert start(case) == 0

    assert not aside(case)
    assert case.library.read_bytes() == before


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (faulty_starts.newer, "newer BookOrbit"),
        (faulty_starts.locked, "Another program is using"),
        (faulty_starts.unreadable_file, "allowed to read"),
        (faulty_starts.folder_for_a_file, "allowed to read"),
        (faulty_starts.file_for_a_folder, "is not a folder"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_library_unusable_for_another_reason_than_damage_is_not_moved(
    case: Case, spoil: Callable[[Case], None], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(case)
    assert start(case) == 1
    assert reason in capsys.readouterr().err
    assert not aside(case)


HOLDERS = {
    "a lock on the file": "import fcntl; f = open(path, 'r+b'); fcntl.lockf(f, fcntl.LOCK_SH, 510, 0x40000002)",
    "a connection": (
        "import sqlite3; c = sqlite3.connect(path); c.execute('PRAGMA journal_mode=wal');"
        "c.execute('SELECT count(*) FROM sqlite_master').fetchall()"
    ),
}


@pytest.mark.parametrize("holder", HOLDERS.values(), ids=HOLDERS)
def test_a_damaged_library_is_not_moved_while_another_program_has_it_open(
    case: Case, holder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Damaged while it is in use: the other program still reads and writes it."""
    code = f"import sys; path = sys.argv[1]; {holder}; print('held', flush=True); sys.stdin.read()"
    program = subprocess.Popen(
        [sys.executable, "-c", code, str(case.library)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert program.stdout is not None
    assert program.stdout.readline() == b"held\n"
    case.undo.append(program.communicate)
    with case.library.open("r+b") as file:
        file.write(b"no database at all")
    before = files_below(case.folder)

    assert start(case) == 1

    said = capsys.readouterr().err
    assert "Another program is using" in said
    assert said.count(". ") == 1
    assert not aside(case)
    assert files_below(case.folder).items() >= before.items()


def test_a_damaged_library_is_not_moved_while_bookorbit_runs_on_it(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    faulty_starts.text(case)
    before = case.library.read_bytes()
    lock = InstanceLock(case.folder)
    assert lock.acquire()
    try:
        assert start(case) == 1
    finally:
        lock.release()
    assert "its library stays" in capsys.readouterr().err
    assert case.library.read_bytes() == before


def test_a_library_that_cannot_be_moved_whole_stays_where_it_was(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    """The covers belong to somebody else: found out after the journal was moved."""
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder to somebody else")
    faulty_starts.text(case)
    case.library.with_name(f"{case.library.name}-wal").write_bytes(b"its journal")
    covers = case.folder / "covers"
    covers.mkdir()
    (covers / "1.jpg").write_bytes(b"cover")
    for path in case.folder.iterdir():
        path.chmod(0o666 if path.is_file() else 0o555)
    case.folder.chmod(0o1777)  # only owners move things
    for path in (case.folder, covers):
        os.chown(path, faulty_starts.SOMEBODY_ELSE, -1)
    rights_hold(case)
    before = files_below(case.folder)

    assert start(case) == 1

    assert "allowed to write" in capsys.readouterr().err
    assert not aside(case)
    assert files_below(case.folder).items() >= before.items()


def test_a_read_only_folder_keeps_its_library(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    faulty_starts.text(case)
    before = case.library.read_bytes()
    faulty_starts.read_only_folder(case)

    assert start(case) == 1

    assert "allowed to write" in capsys.readouterr().err
    assert case.library.read_bytes() == before


def test_the_demo_has_nothing_to_set_aside(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--demo", "--set-aside"])
    assert ended.value.code == 2
    assert "can't be combined with --set-aside" in capsys.readouterr().err
