"""Metadata written into EPUBs; off by default, proved, and taken back byte for byte."""

import hashlib
import zipfile
from pathlib import Path

import pytest

from tests.acceptance.halts import Halt, halting
from tests.acceptance.koreader import Reader
from tests.acceptance.program import PASSPHRASE, Program, until
from tests.acceptance.scanning import counts, partial_md5, scan
from tests.books import picture, write_epub


@pytest.fixture
def emma(tmp_path: Path, program: Program) -> Path:
    """An EPUB whose title and author the person has put right; writing is on."""
    folder = tmp_path / "books"
    folder.mkdir()
    path = write_epub(folder / "emma.epub", "emma (retail)", authors=["austen"])
    scan(program, folder)
    program.run("edit", "1", "title=Emma", "authors=Jane Austen", "series=Novels", "series_index=4")
    program.run("write-metadata", "--on")
    return path


def package_of(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".opf")]
        return archive.read(name).decode()


def others(path: Path) -> list[tuple[str, bytes]]:
    """Every entry but the package document."""
    with zipfile.ZipFile(path) as archive:
        return [(name, archive.read(name)) for name in archive.namelist() if not name.endswith(".opf")]


def test_writing_into_files_is_off_until_the_person_switches_it_on(emma: Path, program: Program) -> None:
    program.run("write-metadata", "--off")
    before = emma.read_bytes()

    refused = program.run("write-metadata", "1", code=1)

    assert "write-metadata --on" in refused.stderr
    assert emma.read_bytes() == before
    assert "changes how KOReader recognises them" in program.run("write-metadata", "--on").stdout


def test_the_preview_tells_each_field_and_changes_nothing(emma: Path, program: Program) -> None:
    before = emma.read_bytes()

    shown = program.run("write-metadata", "1", "--dry-run").stdout

    assert "title: 'emma (retail)' -> 'Emma'" in shown
    assert "authors: 'austen' -> 'Jane Austen'" in shown
    assert emma.read_bytes() == before


def test_the_file_gets_what_the_library_shows_and_nothing_else(emma: Path, program: Program) -> None:
    before = others(emma)

    program.run("write-metadata", "1")

    assert others(emma) == before
    for said in ("Emma", "Jane Austen", "Novels"):
        assert said in package_of(emma)
    assert "austen<" not in package_of(emma)
    assert counts(scan(program, emma.parent)) == {"unchanged": 1}
    assert program.run("write-metadata", "1").stdout == "0 files were changed.\n"
    assert [path.name for path in emma.parent.iterdir()] == ["emma.epub"]


def test_the_book_is_known_by_its_digests_before_and_after(emma: Path, program: Program) -> None:
    program.make_account()
    before = partial_md5(emma.read_bytes())
    server = program.serve()
    reader = Reader(server.port, "reader", PASSPHRASE)
    reader.read(before, [0.2, 0.4])

    # The running program carries it out, while it watches the folder.
    program.run("write-metadata", "1")
    after = partial_md5(emma.read_bytes())

    assert after != before
    assert reader.pull(before).json["percentage"] == 0.4
    until(
        lambda: reader.pull(after).json.get("percentage") == 0.4, "the new file has the place of the old one"
    )
    (book,) = program.books().values()
    assert book["percentage"] == 0.4
    assert book["files"][0]["partial_md5"] == after
    assert server.stop() == 0


def test_undo_puts_the_file_back_byte_for_byte(emma: Path, program: Program) -> None:
    before, time = emma.read_bytes(), emma.stat().st_mtime_ns
    program.run("write-metadata", "1")
    assert emma.read_bytes() != before

    program.run("write-metadata", "--undo")

    assert (emma.read_bytes(), emma.stat().st_mtime_ns) == (before, time)
    (book,) = program.export()["books"]
    assert (book["title"], book["authors"]) == ("Emma", ["Jane Austen"])
    assert counts(scan(program, emma.parent)) == {"unchanged": 1}
    assert not list((program.data_dir / "file-backups").iterdir())


def test_undo_after_the_file_was_moved_finds_it(emma: Path, program: Program) -> None:
    before = emma.read_bytes()
    program.run("write-metadata", "1")
    program.run("organise", "--on")
    program.run("organise", "--move")

    program.run("write-metadata", "--undo")

    (moved,) = emma.parent.rglob("*.epub")
    assert moved.read_bytes() == before


def test_a_file_another_program_changed_since_is_not_restored(emma: Path, program: Program) -> None:
    program.run("write-metadata", "1")
    changed = write_epub(emma, "Another", authors=["Somebody"]).read_bytes()

    undone = program.run("write-metadata", "--undo", code=1)

    assert "Another program has changed it since" in undone.stderr
    assert emma.read_bytes() == changed


def test_publisher_date_genres_and_cover_are_written_only_where_they_are_asked_for(
    emma: Path, program: Program, tmp_path: Path
) -> None:
    own = tmp_path / "own.png"
    own.write_bytes(picture(300, 450, "darkred", "PNG"))
    values = ("publisher=John Murray", "published=1815", "subjects=Comedy; Romance")
    program.run("edit", "1", *values, "--cover", own)
    parts = ("publisher", "published", "subjects", "cover")
    also = [word for part in parts for word in ("--also", part)]
    before, text = emma.read_bytes(), others(emma)
    program.run("credentials", "--username", "reader", "--password-stdin", stdin=PASSPHRASE)
    reader = Reader(program.serve().port, "reader", PASSPHRASE)
    reader.read(partial_md5(before), [0.2, 0.4])

    assert "publisher:" not in program.run("write-metadata", "1", "--dry-run").stdout
    shown = program.run("write-metadata", "1", "--dry-run", *also).stdout
    assert "publisher: '' -> 'John Murray'" in shown
    assert "published: '' -> '1815'" in shown
    assert "subjects: '' -> 'Comedy; Romance'" in shown
    assert "cover: 600 x 900 pixels -> 300 x 450 pixels" in shown
    assert emma.read_bytes() == before

    program.run("write-metadata", "1", *also)
    for said in ("John Murray", ">1815<", ">Comedy<", ">Romance<"):
        assert said in package_of(emma)
    changed = [name for name, data in others(emma) if (name, data) not in text]
    assert changed == ["EPUB/cover.jpg"]
    assert program.run("write-metadata", "1", *also).stdout == "0 files were changed.\n"
    after = partial_md5(emma.read_bytes())
    until(lambda: reader.pull(after).json.get("percentage") == 0.4, "the new file has the place of the old")
    assert reader.pull(partial_md5(before)).json["percentage"] == 0.4

    program.run("write-metadata", "--undo")
    assert emma.read_bytes() == before
    assert reader.pull(partial_md5(before)).json["percentage"] == 0.4


def test_accepted_changes_have_no_backup_and_stay(emma: Path, program: Program) -> None:
    program.run("write-metadata", "1")
    assert len(list((program.data_dir / "file-backups").iterdir())) == 1

    program.run("write-metadata", "--accept")

    assert not list((program.data_dir / "file-backups").iterdir())
    assert "Nothing to undo" in program.run("write-metadata", "--undo", code=1).stderr


def test_a_book_that_might_lose_something_stays_with_its_reason(emma: Path, program: Program) -> None:
    signed = write_epub(emma.parent / "signed.epub", "Signed")
    with zipfile.ZipFile(signed, "a") as archive:
        archive.writestr("META-INF/signatures.xml", "<signatures/>")
    (emma.parent / "notes.txt").write_text("text")
    scan(program, emma.parent)
    books = {Path(book["files"][0]["path"]).name: str(book["id"]) for book in program.export()["books"]}
    program.run("edit", books["signed.epub"], "title=Other")
    before = signed.read_bytes()

    done = program.run("write-metadata", *books.values())

    assert "signed.epub: It is signed by its publisher" in done.stderr
    assert "notes.txt: Metadata can only be written to EPUB files." in done.stderr
    assert signed.read_bytes() == before
    assert "1 file was changed." in done.stdout


def test_files_are_whole_after_a_kill_during_writing_and_undo_restores_them(
    tmp_path: Path, program: Program
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(6):
        write_epub(folder / f"{number}.epub", f"Book {number}", cover=False)
    scan(program, folder)
    ids = [str(book["id"]) for book in program.export()["books"]]
    for book_id in ids:
        program.run("edit", book_id, "series=All", "publisher=A press")
    program.run("write-metadata", "--on")
    before = {path.name: hashlib.md5(path.read_bytes()).hexdigest() for path in folder.iterdir()}

    # A file has just been replaced, and nobody has noted it.
    halt = Halt(tmp_path, "bookorbit_desktop.services.files.metadata_files:MetadataWriter._write", times=3)
    running = program.start("write-metadata", *ids, "--also", "publisher", env=halting(halt))
    with halt.reached():
        running.kill()
    for path in folder.glob("*.epub"):
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None

    program.run("organise")
    assert all("A press" in package_of(path) for path in folder.glob("*.epub")), "it went on as it was begun"
    program.run("write-metadata", "--undo")
    assert {path.name: hashlib.md5(path.read_bytes()).hexdigest() for path in folder.iterdir()} == before
