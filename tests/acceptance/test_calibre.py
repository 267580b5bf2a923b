"""A real Calibre library, edited with Calibre's own tools while the program runs."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.acceptance.koreader import Reader
from tests.acceptance.program import Program, until
from tests.acceptance.scanning import partial_md5, scan
from tests.books import picture, write_epub, write_pdf
from tests.calibre import CalibreShelf
from tests.opds_reader import OpdsReader

KOBO = {"device": "Kobo", "device_id": "BBBB", "progress": "/body/DocFragment[2]/body/p[1]/text().7"}
TITLES = ("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta")
WITH_TITLES = ("Told", "Rated", "Judged", "Covered", "Columns")


def binary(path: Path) -> str:
    return partial_md5(path.read_bytes())


def by_name(path: Path) -> str:
    return hashlib.md5(path.name.encode()).hexdigest()


def colour_of(cover: bytes) -> str:
    """Which of the three main colours a picture is."""
    middle = Image.open(BytesIO(cover)).convert("RGB").getpixel((60, 90))
    assert isinstance(middle, tuple)
    return ("red", "green", "blue")[middle.index(max(middle))]


@dataclass
class Setting:
    """A Calibre library, the program that serves it, and a device. Each test has a book of its own in it."""

    calibre: CalibreShelf
    program: Program
    reader: Reader
    numbers: dict[str, int]
    """Calibre's numbers of the books by their first titles."""
    first_scan: dict[str, Any]
    said: str
    catalogue: OpdsReader

    def path(self, title: str, suffix: str = "epub") -> Path:
        """Where Calibre keeps a book now."""
        (path,) = self.calibre.folder.glob(f"*/* ({self.numbers[title]})/*.{suffix}")
        return path

    def push(self, document: str, percentage: float) -> None:
        answer = self.reader.push(document, percentage, **KOBO)
        assert answer.status == 200, answer

    def place(self, document: str) -> float | None:
        place: float | None = self.reader.pull(document).json.get("percentage")
        return place

    def book(self, is_so: Callable[[dict[str, Any]], object], what: str) -> dict[str, Any]:
        """Wait until a book is so: the program notices by itself."""

        def found() -> dict[str, Any]:
            return next((book for book in self.program.export()["books"] if is_so(book)), {})

        return self.program.until(found, what)

    def show_cover(self, title: str, colour: str) -> None:
        """Choose a cover in Calibre."""
        path = self.calibre.folder.with_name(f"{colour}.jpg")
        path.write_bytes(picture(colour=colour))
        self.calibre.calibredb("set_metadata", "--field", f"cover:{path}", self.numbers[title])

    def covers(self, book_id: object) -> list[str]:
        """The colours of a book's cover on a device, large and small; none without one."""
        addresses = (f"/opds/books/{book_id}/{name}.jpg" for name in ("cover", "thumbnail"))
        replies = [self.catalogue.ask(address) for address in addresses]
        return [colour_of(reply.body) for reply in replies if reply.status == 200]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[CalibreShelf, dict[str, int]]:
    """The library, made once."""
    place = tmp_path_factory.mktemp("calibre")
    shelf = CalibreShelf(place / "Calibre Library", place / "settings")
    titles = (*TITLES, *WITH_TITLES)
    files = [
        write_epub(place / f"{title}.epub", title, cover=False, paragraphs=[f"A text about {title}."])
        for title in titles
    ]
    said = shelf.calibredb("add", *files)
    numbers = [int(number) for number in said.strip().rpartition(":")[2].split(",")]
    shelf.calibredb("add_custom_column", "read", "Read", "bool")
    shelf.calibredb("add_custom_column", "date_read", "Date read", "datetime")
    by_title = dict(zip(titles, numbers, strict=True))
    shelf.edit(
        by_title["Told"],
        title="Told by Calibre",
        authors="Ng, Ada & Ben Example",
        series="Calibre's own series",
        series_index="3.5",
        identifiers="isbn:9780141439518,hardcover-edition:77",
    )
    shelf.edit(by_title["Rated"], rating="4")
    shelf.calibredb("set_custom", "read", by_title["Rated"], "true")
    shelf.calibredb("set_custom", "date_read", by_title["Rated"], "2024-05-01")
    return shelf, by_title


@pytest.fixture(scope="module")
def setting(
    made: tuple[CalibreShelf, dict[str, int]], tmp_path_factory: pytest.TempPathFactory, runtime: Path
) -> Iterator[Setting]:
    shelf, numbers = made
    place = tmp_path_factory.mktemp("served")
    calibre = CalibreShelf(Path(shutil.copytree(shelf.folder, place / "Calibre Library")), place / "settings")
    program = Program(place / "data", runtime)
    passphrase = program.passphrase()
    said = program.run("scan", calibre.folder).stdout
    first_scan = scan(program, calibre.folder)
    port = program.serve().port
    reader, catalogue = Reader(port, "reader", passphrase), OpdsReader(port, passphrase=passphrase)
    yield Setting(calibre, program, reader, numbers, first_scan, said, catalogue)
    program.end()


def test_a_folder_with_a_calibre_library_is_recognised_and_said(setting: Setting) -> None:
    assert (
        f"{setting.calibre.folder}: This is a Calibre library. BookOrbit uses its titles, series and identifiers."
        in setting.said
    )
    assert setting.first_scan["calibre"] == [str(setting.calibre.folder)]
    assert setting.first_scan["calibre_problems"] == []


def test_calibres_names_series_and_identifiers_go_before_those_in_the_files(setting: Setting) -> None:
    book = setting.program.books()["Told by Calibre"]
    assert book["authors"] == ["Ng, Ada", "Ben Example"]
    assert (book["series"], book["series_index"], book["isbn13"]) == (
        "Calibre's own series",
        3.5,
        "9780141439518",
    )


def test_values_from_calibre_are_marked_as_calibres(setting: Setting) -> None:
    book_id = setting.program.books()["Told by Calibre"]["id"]
    shown = setting.program.run("edit", str(book_id), "publisher=Mine").stdout
    assert shown.splitlines()[0].endswith("IN CALIBRE")
    fields = setting.program.books()["Told by Calibre"]["fields"]
    origins = {name: fields[name]["origin"] for name in ("title", "series", "isbn", "pages", "publisher")}
    assert origins == {
        "title": "calibre",
        "series": "calibre",
        "isbn": "calibre",
        "pages": "file",
        "publisher": "hand",
    }


def test_calibres_cover_is_the_cover_until_the_person_chooses_another(
    setting: Setting, tmp_path: Path
) -> None:
    book_id = str(setting.program.books()["Covered"]["id"])
    assert setting.covers(book_id) == []
    setting.show_cover("Covered", "red")
    until(lambda: setting.covers(book_id) == ["red", "red"], "Calibre's cover is shown")
    own = tmp_path / "own.png"
    own.write_bytes(picture(colour="blue", kind="PNG"))
    setting.program.run("edit", book_id, "--cover", own)
    assert setting.covers(book_id) == ["blue", "blue"]
    setting.show_cover("Covered", "green")
    scan(setting.program, setting.calibre.folder)
    assert setting.covers(book_id) == ["blue", "blue"], "what the person chose stays"
    setting.program.run("edit", book_id, "--cover-from-file")
    assert setting.covers(book_id) == ["green", "green"]


def test_columns_are_chosen_on_the_command_line(setting: Setting) -> None:
    folder, program = setting.calibre.folder, setting.program
    setting.calibre.calibredb("add_custom_column", "shelf", "Where it is", "text")
    setting.calibre.calibredb("set_custom", "shelf", setting.numbers["Columns"], "DNF")
    scan(program, folder)
    said = program.run("calibre", folder).stdout
    assert "Read status: #read. Available: #read (Read), #shelf (Where it is)." in said
    (shown,) = program.json("calibre", folder, "--status", "#shelf", "--finished", "none", "--json")
    assert shown["used"] == {"status": "shelf", "finished": None, "rating": "*"}
    assert program.books()["Columns"]["status"] == "abandoned"
    (shown,) = program.json("calibre", folder, "--status", "auto", "--finished", "auto", "--json")
    assert shown["used"] == {"status": "read", "finished": "date_read", "rating": "*"}
    refused = program.run("calibre", folder, "--status", "#date_read", code=1)
    assert "no suitable column #date_read" in refused.stderr
    unknown = program.run("calibre", folder.parent, "--status", "none", code=1)
    assert "isn't a Calibre library" in unknown.stderr


def test_rating_read_and_day_fill_what_is_blank_here(setting: Setting) -> None:
    book = setting.program.books()["Rated"]
    assert (book["rating"], book["status"]) == (4.0, "read")
    assert [(read["started_on"], read["finished_on"]) for read in book["reads"]] == [(None, "2024-05-01")]


def test_reading_set_here_is_not_overwritten_by_calibre(setting: Setting) -> None:
    number, book_id = setting.numbers["Judged"], setting.program.books()["Judged"]["id"]
    setting.program.run("status", str(book_id), "abandoned", "--rating", "1.5")
    setting.calibre.calibredb("set_custom", "read", number, "true")
    setting.calibre.edit(number, rating="5", series="Seen")
    book = setting.book(lambda one: one["series"] == "Seen", "the edit was noticed")
    assert (book["id"], book["status"], book["rating"]) == (book_id, "abandoned", 1.5)


def test_a_second_format_is_the_same_book(setting: Setting, tmp_path: Path) -> None:
    book_id = setting.program.books()["Alpha"]["id"]
    paper = write_pdf(tmp_path / "other.pdf", Title="Scanned page 1", Author="A machine")
    setting.calibre.calibredb("add_format", setting.numbers["Alpha"], paper)
    unreadable = tmp_path / "other.azw3"
    unreadable.write_bytes(b"Locked by a shop." * 99)
    setting.calibre.calibredb("add_format", setting.numbers["Alpha"], unreadable)
    book = setting.book(lambda one: len(one["files"]) == 3, "both formats were found")
    assert (book["id"], book["title"]) == (book_id, "Alpha")
    assert {file["format"] for file in book["files"]} == {"epub", "pdf", "azw3"}
    assert "Scanned page 1" not in setting.program.books()


def test_a_title_change_renames_the_files_and_changes_nothing_for_devices(setting: Setting) -> None:
    before, book = setting.path("Beta"), setting.program.books()["Beta"]
    setting.push(binary(before), 0.3)
    setting.calibre.edit(setting.numbers["Beta"], title="Beta, Renamed", authors="Somebody Else")
    after = setting.path("Beta")
    assert after.parent != before.parent, "Calibre moved it"
    # Title, authors and place change one after the other, and a scan may come in between.
    now = setting.book(
        lambda one: (
            (one["title"], one["authors"]) == ("Beta, Renamed", ["Somebody Else"])
            and [(file["path"], file["missing"]) for file in one["files"]] == [(str(after), False)]
        ),
        "the change was noticed",
    )
    assert (now["id"], now["percentage"]) == (book["id"], 0.3)
    assert {setting.place(digest) for digest in (binary(after), by_name(before), by_name(after))} == {0.3}


def test_a_metadata_edit_of_the_file_keeps_both_digests(setting: Setting) -> None:
    path = setting.path("Gamma")
    old, book = binary(path), setting.program.books()["Gamma"]
    setting.push(old, 0.4)
    setting.calibre.edit_file(path, "--title", "In the file now", "--series", "Of the file")
    new = binary(path)
    assert new != old
    now = setting.book(lambda one: one["files"][0]["partial_md5"] == new, "the change was noticed")
    assert (now["id"], now["percentage"]) == (book["id"], 0.4)
    assert (now["title"], now["series"]) == ("Gamma", ""), "Calibre's own list says what it is"
    until(lambda: setting.place(new) == 0.4, "the new copy goes on there")
    setting.push(old, 0.5)
    assert setting.program.books()["Gamma"]["percentage"] == 0.5, "the old copy still means the book"


def test_a_file_that_was_renamed_and_rewritten_at_once_is_the_same_book(
    made: tuple[CalibreShelf, dict[str, int]], tmp_path: Path, runtime: Path
) -> None:
    shelf, numbers = made
    calibre = CalibreShelf(Path(shutil.copytree(shelf.folder, tmp_path / "library")), tmp_path / "settings")
    program = Program(tmp_path / "data", runtime)
    scan(program, calibre.folder)
    book = program.books()["Delta"]
    old = book["files"][0]["partial_md5"]
    calibre.edit(numbers["Delta"], title="Delta, Renamed")
    (path,) = calibre.folder.glob(f"*/* ({numbers['Delta']})/*.epub")
    calibre.edit_file(path, "--title", "Delta, Renamed")
    assert binary(path) != old
    summary = scan(program, calibre.folder)
    now = program.books()["Delta, Renamed"]
    assert (summary["added"], summary["moved"], summary["missing"]) == (0, 1, 0)
    assert (now["id"], len(now["files"]), now["files"][0]["path"]) == (book["id"], 1, str(path))
    passphrase = program.passphrase()
    reader = Reader(program.serve().port, "reader", passphrase)
    assert reader.push(old, 0.2, **KOBO).status == 200
    assert program.books()["Delta, Renamed"]["percentage"] == 0.2, (
        "the copy on the device still means the book"
    )
    program.end()


def test_a_book_that_calibre_removed_is_missing_and_keeps_its_progress(setting: Setting) -> None:
    path, book_id = setting.path("Epsilon"), setting.program.books()["Epsilon"]["id"]
    digest = binary(path)
    setting.push(digest, 0.6)
    setting.calibre.calibredb("remove", setting.numbers["Epsilon"])
    now = setting.book(lambda one: one["id"] == book_id and one["files"][0]["missing"], "it is missing")
    assert (now["title"], now["percentage"]) == ("Epsilon", 0.6)
    assert setting.place(digest) == 0.6


def test_a_field_edited_here_goes_before_calibres(setting: Setting) -> None:
    book_id = setting.program.books()["Zeta"]["id"]
    setting.program.run("edit", str(book_id), "title=My own Zeta")
    setting.calibre.edit(setting.numbers["Zeta"], title="Zeta of Calibre", publisher="A new press")
    book = setting.book(
        lambda one: one["fields"]["publisher"]["value"] == "A new press", "the edit was noticed"
    )
    assert (book["id"], book["title"]) == (book_id, "My own Zeta")


def test_the_library_is_left_byte_for_byte_as_it_was(setting: Setting) -> None:
    path = setting.path("Eta")
    setting.push(binary(path), 0.1)
    before = setting.calibre.fingerprints()
    summary = scan(setting.program, setting.calibre.folder)
    books = setting.program.books()
    setting.program.run("edit", str(books["Eta"]["id"]), "series=Only here")
    scan(setting.program, setting.calibre.folder)
    assert summary["files"] >= len(TITLES)
    assert setting.calibre.fingerprints() == before


def test_a_broken_list_is_said_and_the_files_are_read(
    made: tuple[CalibreShelf, dict[str, int]], tmp_path: Path, runtime: Path
) -> None:
    shelf, numbers = made
    folder = Path(shutil.copytree(shelf.folder, tmp_path / "library"))
    good = (folder / "metadata.db").read_bytes()
    program = Program(tmp_path / "data", runtime)
    (folder / "metadata.db").write_bytes(good[:4096] + b"\x99" * 50_000)
    said = program.run("scan", folder)
    assert "metadata.db, is damaged" in said.stderr
    assert "Restore database" in said.stderr
    assert set(program.books()) == {*TITLES, *WITH_TITLES}, "as the files say"
    (folder / "metadata.db").write_bytes(good)
    assert scan(program, folder)["calibre_problems"] == []
    books = program.books()
    assert books["Told by Calibre"]["series"] == "Calibre's own series"
    assert len(books) == len(numbers)
    (folder / "metadata.db").write_bytes(b"")
    program.run("scan", folder)
    assert program.books()["Told by Calibre"]["series"] == "Calibre's own series", "nothing is taken back"


def test_a_library_that_went_away_keeps_its_books_and_their_progress(
    made: tuple[CalibreShelf, dict[str, int]], tmp_path: Path, runtime: Path
) -> None:
    shelf, _ = made
    folder = Path(shutil.copytree(shelf.folder, tmp_path / "library"))
    program = Program(tmp_path / "data", runtime)
    scan(program, folder)
    passphrase = program.passphrase()
    reader = Reader(program.serve().port, "reader", passphrase)
    digest = program.digest("Theta")
    assert reader.push(digest, 0.7, **KOBO).status == 200
    folder.rename(tmp_path / "elsewhere")
    until(lambda: not folder.exists(), "it is gone")
    assert program.books()["Theta"]["percentage"] == 0.7
    assert reader.pull(digest).json["percentage"] == 0.7
    (tmp_path / "elsewhere").rename(folder)
    summary = scan(program, folder)
    assert (summary["added"], summary["missing"], summary["calibre"]) == (0, 0, [str(folder)])
    assert program.books()["Told by Calibre"]["series"] == "Calibre's own series"
    program.end()


def test_a_real_metadata_edit_in_any_folder_changes_nothing_for_devices(
    program: Program, tmp_path: Path
) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    path = write_epub(folder / "The Clocks.epub", "The Clocks", cover=False)
    passphrase = program.passphrase()
    reader = Reader(program.serve().port, "reader", passphrase)
    scan(program, folder)
    old, book_id = binary(path), program.books()["The Clocks"]["id"]
    assert reader.push(old, 0.3, **KOBO).status == 200
    CalibreShelf(folder, tmp_path / "settings").edit_file(
        path, "--title", "The Clocks, Revised", "--series", "Time"
    )
    new = binary(path)
    assert new != old
    program.until(lambda: "The Clocks, Revised" in program.books(), "the edit was noticed")
    book = program.books()["The Clocks, Revised"]
    assert (book["id"], book["percentage"], book["series"]) == (book_id, 0.3, "Time")
    until(lambda: reader.pull(new).json.get("percentage") == 0.3, "the copy downloaded anew goes on there")
    assert reader.push(new, 0.6, **KOBO).status == 200
    assert reader.pull(old).json["percentage"] == 0.6, "and so does the old copy"
