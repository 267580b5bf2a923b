"""Backups: by hand, before an upgrade, restored with a preview, and undone."""

import json
from pathlib import Path

from tests.acceptance.conftest import BOOKS, title_of
from tests.acceptance.koreader import Reader
from tests.acceptance.program import PASSPHRASE, Program
from tests.acceptance.scanning import add_books

EARLIER = "e" * 32
LATER = "f" * 32


def names(program: Program) -> list[str]:
    return [found["name"] for found in program.json("backup", "--list", "--json")["backups"]]


def test_a_backup_under_pushes_is_restored_with_a_preview_and_undone(library: Program) -> None:
    library.make_account()
    server = library.serve()
    reader = Reader(server.port, "reader", PASSPHRASE)
    reader.read(EARLIER, [0.1, 0.2])
    made = library.json("backup", "--json")
    reader.read(LATER, [0.3])

    refused = library.run("restore-backup", made["name"], "--yes", code=1)
    assert "BookOrbit is running on this library" in refused.stderr
    assert reader.pull(LATER).json["percentage"] == 0.3
    server.stop()

    look = library.json("restore-backup", made["name"], "--preview", "--json")
    assert (look["backup"]["books"], look["library"]["books"]) == (BOOKS, BOOKS)
    assert (look["backup"]["positions"], look["library"]["positions"]) == (1, 2)
    assert look["backup"]["newest_push"] < look["library"]["newest_push"]
    assert library.run("restore-backup", made["name"], code=1).stderr.endswith("Nothing was changed.\n")
    assert names(library) == [made["name"]]

    done = library.json("restore-backup", made["name"], "--yes", "--json")
    restored = library.serve()
    reader = Reader(restored.port, "reader", PASSPHRASE)
    assert reader.pull(EARLIER).json["percentage"] == 0.2
    assert reader.pull(LATER).json == {}
    restored.stop()

    said = library.run("restore-backup", Path(done["kept_as"]).name, "--yes").stdout
    assert "To undo, restore that." in said
    again = Reader(library.serve().port, "reader", PASSPHRASE)
    assert again.pull(LATER).json["percentage"] == 0.3


def test_a_damaged_library_gives_way_to_its_backup(library: Program) -> None:
    made = library.json("backup", "--json")
    spoilt = library.data_dir / "library.sqlite3"
    spoilt.write_bytes(b"spoilt")

    refused = library.run("list", code=1).stderr
    assert f"{BOOKS} books, 0 positions, newest push none" in refused
    assert f"Restore it with “restore-backup {made['name']}”." in refused
    said = library.run("restore-backup", made["name"], "--yes").stdout

    assert "unreadable" in said
    assert title_of(0) in library.books()
    (aside,) = library.data_dir.glob("library-set-aside-*")
    assert (aside / spoilt.name).read_bytes() == b"spoilt"


def test_backups_go_to_a_folder_of_ones_choice_even_among_the_books(program: Program, tmp_path: Path) -> None:
    books = tmp_path / "books"
    add_books(books, "Emma")
    program.run("scan", books)

    program.run("backup", "--folder", "backups", cwd=books.parent, code=1)
    folder = books / "backups"
    folder.mkdir()
    said = program.run("backup", "--folder", "books/backups", cwd=tmp_path).stdout
    program.run("scan", books)

    assert f"Backups go to {folder} from now on." in said
    assert list(program.books()) == ["Emma"]
    assert len(names(program)) == 1
    listed = program.run("backup", "--list").stdout
    assert "1 book, 0 positions" in listed
    assert json.loads((folder / ".bookorbit-backups").read_text()) == {"library": str(program.data_dir)}
    program.run("backup", "--folder", "default", "--list")
    assert program.json("backup", "--list", "--json")["folder"] == str(program.data_dir / "backups")


def test_a_text_in_the_place_of_a_backup_is_listed_with_the_reason_and_refused(program: Program) -> None:
    program.run("backup")
    for name in ("evil", "evil \x1b[2J"):
        (program.data_dir / "backups" / f"{name}.sqlite3").write_text("text")

    listed = program.run("backup", "--list").stdout
    refused = program.run("restore-backup", "evil.sqlite3", "--yes", code=1)

    assert "This file isn't a BookOrbit library." in listed
    assert "\x1b" not in listed + refused.stderr
    assert "can't be restored" in refused.stderr
