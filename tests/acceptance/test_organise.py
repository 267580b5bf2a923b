"""Files copied or moved into Author/Title by a template; off by default, and taken back exactly."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.halts import Halt, halting
from tests.acceptance.koreader import Reader
from tests.acceptance.program import PASSPHRASE, Program
from tests.acceptance.scanning import add_books, counts, partial_md5, scan
from tests.books import write_epub

Tree = dict[str, tuple[str, int]]


def tree(folder: Path) -> Tree:
    """Every file with the md5 of its bytes and its time; every folder by its name alone."""
    found: Tree = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        is_file = path.is_file()
        found[name] = (
            (hashlib.md5(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) if is_file else ("", 0)
        )
    return found


def contents(folder: Path) -> list[tuple[str, int]]:
    """The bytes and times of all files, wherever they lie."""
    return sorted(kept for kept in tree(folder).values() if kept[0])


@pytest.fixture
def books(tmp_path: Path, program: Program) -> Path:
    """Three novels in a folder that the library knows; organising is on."""
    folder = add_books(tmp_path / "books", "Emma", "Persuasion", "Sanditon")
    os.utime(folder / "Emma.epub", ns=(10**18, 10**18))
    scan(program, folder)
    program.run("organise", "--on")
    return folder


def test_organising_is_off_until_the_person_switches_it_on(tmp_path: Path, program: Program) -> None:
    folder = add_books(tmp_path / "books", "Emma")
    scan(program, folder)
    before = tree(folder)

    refused = program.run("organise", "--move", code=1)

    assert "organise --on" in refused.stderr
    assert tree(folder) == before
    assert "changes how KOReader recognises them" in program.run("organise", "--on").stdout


def test_the_preview_tells_each_file_and_changes_nothing(books: Path, program: Program) -> None:
    before = tree(books)

    shown = program.run("organise", "--dry-run", "--move").stdout

    assert f"{books}/Emma.epub -> {books}/Ada Example/Emma.epub" in shown
    assert "3 of 3 files would move" in shown
    assert tree(books) == before
    assert program.run("organise").returncode == 0
    assert tree(books) == before


def test_moved_files_keep_their_bytes_and_times_and_the_library_follows(
    books: Path, program: Program
) -> None:
    before = contents(books)

    program.run("organise", "--move", "--template", "{author}/{title}/{title}")

    assert sorted(path for path in tree(books) if path.endswith(".epub")) == [
        "Ada Example/Emma/Emma.epub",
        "Ada Example/Persuasion/Persuasion.epub",
        "Ada Example/Sanditon/Sanditon.epub",
    ]
    assert contents(books) == before
    assert counts(scan(program, books)) == {"unchanged": 3}
    (file,) = program.books()["Emma"]["files"]
    assert file["path"] == f"{books}/Ada Example/Emma/Emma.epub"


def test_a_second_run_finds_everything_in_its_place(books: Path, program: Program) -> None:
    program.run("organise", "--move")
    placed = tree(books)

    again = program.run("organise", "--move").stdout

    assert "0 of 3 files would move, 3 are in the right place" in again
    assert tree(books) == placed


def test_undo_puts_every_file_back_and_takes_its_folders_away(books: Path, program: Program) -> None:
    (books / "empty, but mine").mkdir()
    before, library = tree(books), program.export()["books"]

    program.run("organise", "--move")
    program.run("organise", "--undo")

    assert tree(books) == before
    assert program.export()["books"] == library
    assert counts(scan(program, books)) == {"unchanged": 3}
    assert "Nothing to undo" in program.run("organise", "--undo", code=1).stderr


def test_copies_leave_the_files_and_undo_takes_the_copies_away(books: Path, program: Program) -> None:
    before, library = tree(books), program.export()["books"]

    program.run("organise", "--copy")

    copied = tree(books)
    assert before.items() <= copied.items()
    assert copied["Ada Example/Emma.epub"] == before["Emma.epub"]
    assert len(program.books()["Emma"]["files"]) == 2
    assert len(program.books()) == 3
    program.run("organise", "--undo")
    assert tree(books) == before
    assert program.export()["books"] == library


def test_a_copy_that_somebody_changed_is_not_deleted(books: Path, program: Program) -> None:
    program.run("organise", "--copy")
    changed = books / "Ada Example" / "Emma.epub"
    changed.write_bytes(changed.read_bytes() + b"a note")

    undone = program.run("organise", "--undo", code=1)

    assert "has changed since" in undone.stderr
    assert [path.name for path in changed.parent.iterdir()] == ["Emma.epub"]


def test_nothing_is_ever_overwritten(books: Path, program: Program) -> None:
    (books / "ada example").mkdir()
    (books / "ada example" / "EMMA.epub").write_bytes(b"another thing")

    program.run("organise", "--move")

    assert (books / "ada example" / "EMMA.epub").read_bytes() == b"another thing"
    assert "ada example/Emma (2).epub" in tree(books)


def test_positions_stay_with_their_books(books: Path, program: Program) -> None:
    program.make_account()
    digest = partial_md5((books / "Emma.epub").read_bytes())
    server = program.serve()
    Reader(server.port, "reader", PASSPHRASE).read(digest, [0.2, 0.4])

    # The running program carries it out, while it watches the folder.
    program.run("organise", "--move")

    assert Reader(server.port, "reader", PASSPHRASE).pull(digest).json["percentage"] == 0.4
    assert program.books()["Emma"]["percentage"] == 0.4
    assert {file["missing"] for book in program.books().values() for file in book["files"]} == {False}
    assert server.stop() == 0


def test_a_killed_move_is_gone_on_with_and_can_still_be_undone(tmp_path: Path, program: Program) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(250):
        (folder / f"Ann Author - Book {number:03d}.txt").write_text(f"text {number}")
    scan(program, folder)
    program.run("organise", "--on")
    before = tree(folder)

    # A file has just been moved, and nobody has noted it.
    halt = Halt(tmp_path, "bookorbit_desktop.services.files.moves:move_within_drive", times=100)
    running = program.start("organise", "--move", env=halting(halt))
    with halt.reached():
        running.kill()
    assert len(list(folder.glob("Ann Author/*.txt"))) == 100
    assert contents(folder) == sorted(before.values())

    assert "interrupted" in program.run("organise").stdout
    assert len(list(folder.glob("Ann Author/*.txt"))) == 250
    assert contents(folder) == sorted(before.values())
    assert counts(scan(program, folder)) == {"unchanged": 250}
    program.run("organise", "--undo")
    assert tree(folder) == before


def test_undo_that_is_killed_in_the_middle_is_gone_on_with(tmp_path: Path, program: Program) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(200):
        (folder / f"Ann Author - Book {number:03d}.txt").write_text(f"text {number}")
    scan(program, folder)
    program.run("organise", "--on")
    before = tree(folder)
    program.run("organise", "--copy")

    # A copy has just been deleted, and that is not stored.
    halt = Halt(tmp_path, "bookorbit_desktop.storage.library.books:BookRepository.forget_file", times=100)
    running = program.start("organise", "--undo", env=halting(halt))
    with halt.reached():
        running.kill()
    assert len(list(folder.glob("Ann Author/*.txt"))) == 100

    program.run("organise")
    assert tree(folder) == before


def test_a_file_that_cannot_go_stays_with_its_reason_and_the_rest_goes_on(
    books: Path, program: Program
) -> None:
    (books / "Emma.epub").rename(books.parent / "taken away.epub")
    (books / "Sanditon.epub").rename(books / "aside")
    (books / "Sanditon.epub").symlink_to(books / "aside")

    moved = program.run("organise", "--move")

    assert "Emma.epub: The file is missing." in moved.stderr
    assert "Sanditon.epub: This is a link" in moved.stderr
    assert "Ada Example/Persuasion.epub" in tree(books)


def test_a_full_disk_leaves_the_file_as_it_was(books: Path, program: Program) -> None:
    before = tree(books)
    words = program.command("organise", "--copy")
    limited = ["sh", "-c", 'trap "" XFSZ; ulimit -f 8192; exec "$@"', "sh", *map(os.fsdecode, words)]
    (books / "Large.txt").write_bytes(b"x" * 9_000_000)
    large = tree(books)["Large.txt"]
    scan(program, books)

    failed = program.start_command(limited)

    assert failed.wait() == 1
    assert any("Large.txt: The file is too large for this disk." in line for line in failed.err)
    after = tree(books)
    assert after["Large.txt"] == large
    assert before.items() <= after.items()
    assert "Ada Example/Emma.epub" in after
    assert not [name for name in after if ".part" in name or "Unknown" in name]


def test_calibre_keeps_its_own_library(tmp_path: Path, program: Program) -> None:
    folder = add_books(tmp_path / "Calibre" / "Ada Example" / "Emma (1)", "Emma")
    (tmp_path / "Calibre" / "metadata.db").write_bytes(b"")
    scan(program, tmp_path / "Calibre")
    program.run("organise", "--on")
    before = tree(tmp_path / "Calibre")

    refused = program.run("organise", "--move", "--template", "{title}")

    assert f"{folder}/Emma.epub: It's in a Calibre library." in refused.stderr
    assert tree(tmp_path / "Calibre") == before


def test_the_sidecars_of_koreader_move_with_their_book_and_back(books: Path, program: Program) -> None:
    (books / "Emma.sdr").mkdir()
    (books / "Emma.sdr" / "metadata.epub.lua").write_text("return {}")
    write_epub(books / "Sanditon.kepub.epub", "Sanditon", cover=False)
    (books / "Persuasion.pdf").write_bytes(b"not read")
    (books / "Persuasion.sdr").mkdir()
    for part in ("metadata.epub.lua", "metadata.pdf.lua"):
        (books / "Persuasion.sdr" / part).write_text(part)
    before = tree(books)

    program.run("organise", "--move")

    after = tree(books)
    assert after["Ada Example/Emma.sdr/metadata.epub.lua"] == before["Emma.sdr/metadata.epub.lua"]
    assert "Emma.sdr" not in after
    assert "Ada Example/Persuasion.sdr/metadata.epub.lua" in after
    assert "Persuasion.sdr/metadata.pdf.lua" in after
    program.run("organise", "--undo")
    assert tree(books) == before


@pytest.fixture
def other_drive() -> Iterator[Path]:
    """A folder on another drive."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        yield Path(folder)


def test_files_go_to_another_drive_and_back_with_the_same_bytes(
    books: Path, program: Program, other_drive: Path
) -> None:
    assert other_drive.stat().st_dev != books.stat().st_dev
    before = tree(books)
    scan(program, other_drive)

    program.run("organise", "--move", "--into", other_drive)

    assert tree(books) == {}
    assert contents(other_drive) == sorted(before.values())
    assert counts(scan(program, other_drive)) == {"unchanged": 3}
    program.run("organise", "--undo")
    assert tree(books) == before
    assert tree(other_drive) == {}
    assert counts(scan(program, books)) == {"unchanged": 3}


HOSTILE = ("../../escape", "/etc/passwd", "CON", "a\\..\\b", "..", "x" * 500, "Łódź: 1?", "con.txt", " . ")


def test_no_title_leads_out_of_the_folder(tmp_path: Path, program: Program) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    for number, title in enumerate(HOSTILE):
        write_epub(folder / f"{number}.epub", title, authors=["../.."], cover=False)
    scan(program, folder)
    program.run("organise", "--on")
    outside = set(tmp_path.iterdir())

    program.run("organise", "--move")

    assert set(tmp_path.iterdir()) == outside
    moved = [path.relative_to(folder).parts for path in folder.rglob("*.epub")]
    assert {len(parts) for parts in moved} == {2}
    assert len(moved) == len(HOSTILE)
    assert counts(scan(program, folder)) == {"unchanged": len(HOSTILE)}


@pytest.mark.parametrize("template", ["{author}", "{writer}/{title}", "../{title}/", "{title"])
def test_a_template_that_cannot_be_used_is_refused(books: Path, program: Program, template: str) -> None:
    before = tree(books)
    refused = program.run("organise", "--move", "--template", template, code=1)
    assert refused.stderr.startswith("bookorbit-desktop: ")
    assert tree(books) == before
