"""Durability under faults: after an end that was none, and while backups can't be made."""

from pathlib import Path

from tests.acceptance.program import Program
from tests.acceptance.scanning import add_books, scan
from tests.damage import overwrite_pages

SERVE = ("serve", "--host", "127.0.0.1", "--port", "0")


def test_damage_after_a_kill_is_found_and_said_and_the_next_start_offers_the_backup(
    program: Program, tmp_path: Path
) -> None:
    scan(program, add_books(tmp_path / "books", "Emma"))
    made = program.json("backup", "--json")
    server = program.serve()
    program.started.remove(server)
    server.kill()
    library = program.data_dir / "library.sqlite3"
    overwrite_pages(library, "annotation")

    server = program.serve()
    program.until(lambda: "Damaged: " in program.run("status").stdout, "the check found it")
    server.stop()
    program.started.remove(server)
    before = library.read_bytes()
    refused = program.run(*SERVE, code=1).stderr

    assert "is damaged; BookOrbit has left it as it is." in refused
    assert f"Restore it with “restore-backup {made['name']}”." in refused
    assert library.read_bytes() == before
    program.run("restore-backup", made["name"], "--yes")
    (aside,) = program.data_dir.glob("library-set-aside-*/library.sqlite3")
    assert aside.read_bytes() == before
    program.serve()
    assert program.books().keys() == {"Emma"}


def test_status_says_while_the_backup_folder_is_away(program: Program, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    program.run("backup", "--folder", drive)
    assert "Backups: " not in program.run("status").stdout
    drive.rename(tmp_path / "away")
    assert f"Backups: The backup folder {drive} isn't available." in program.run("status").stdout
    assert program.json("status", "--json")["backup_problem"].startswith("The backup folder ")
