"""Reading real Calibre libraries, whole and broken, while Calibre may be writing."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookorbit_desktop.domain.library.calibre import CalibreBook, CalibreColumn, CalibreContents, ColumnKind
from bookorbit_desktop.domain.library.metadata import BookMetadata, Identifier
from bookorbit_desktop.formats import calibre as reader
from bookorbit_desktop.formats.calibre import (
    DAMAGED,
    TOO_NEW,
    CalibreBusy,
    CalibreUnusable,
    is_calibre_library,
    library_stamp,
    read_library,
    whole_metadata,
)
from tests.books import write_epub
from tests.calibre import CalibreShelf
from tests.damage import name_super_journal


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with one book that says everything and one that says nothing."""
    folder = tmp_path_factory.mktemp("calibre")
    shelf = CalibreShelf(folder / "library", folder / "settings")
    book = shelf.add(write_epub(folder / "a.epub", "In the file", cover=False))
    shelf.add(write_epub(folder / "b.epub", "Second", cover=False))
    shelf.calibredb("add_custom_column", "read", "Have read", "bool")
    shelf.calibredb("add_custom_column", "genres", "Genres", "text", "--is-multiple")
    shelf.calibredb("add_custom_column", "stars", "My stars", "rating")
    shelf.calibredb("set_custom", "read", book, "true")
    shelf.calibredb("set_custom", "stars", book, "7")
    shelf.edit(
        book,
        title="The Long Way Home",
        authors="Ng, Ada & José Ortiz",
        series="Roads",
        series_index="2.5",
        languages="deu,eng",
        publisher="Somewhere",
        pubdate="2019-07-03",
        tags="one,two",
        rating="4",
        comments="<div><p>First <i>part</i>.</p><p>Second &amp; last.</p></div>",
        identifiers="isbn:9780141439518,hardcover:the-road,hardcover-edition:77,goodreads:5,amazon_de:B000000001",
    )
    return shelf.folder


@pytest.fixture
def library(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "library"))


@pytest.fixture
def writing(library: Path) -> Iterator[sqlite3.Connection]:
    """A connection as Calibre has one while it runs."""
    with closing(sqlite3.connect(library / "metadata.db", isolation_level=None)) as connection:
        connection.create_function("title_sort", 1, str)
        yield connection


def read(library: Path) -> CalibreContents:
    contents = read_library(os.fsencode(library))
    assert contents is not None
    return contents


def _outcome(folder: Path) -> CalibreContents | str | None:
    try:
        return read_library(os.fsencode(folder))
    except CalibreUnusable as problem:
        return str(problem)


def only_book(library: Path, title: str = "The Long Way Home") -> CalibreBook:
    (book,) = (book for book in read(library).books if book.metadata.title == title)
    return book


def test_everything_that_is_used_is_read(library: Path) -> None:
    book = only_book(library)
    assert set(book.metadata.identifiers) == {
        Identifier("isbn", "9780141439518"),
        Identifier("hardcover", "the-road"),
        Identifier("hardcover-edition", "77"),
        Identifier("goodreads", "5"),
        Identifier("asin", "B000000001"),
    }
    assert replace(whole_metadata(book), identifiers=()) == BookMetadata(
        title="The Long Way Home",
        authors=("Ng, Ada", "José Ortiz"),
        series="Roads",
        series_index=2.5,
        language="de",
        description="First part.\n\nSecond & last.",
        publisher="Somewhere",
        published="2019-07-03",
        subjects=("one", "two"),
    )
    assert (book.rating, book.values) == (4.0, {"read": True, "stars": 3.5})
    (path,) = book.paths
    assert Path(os.fsdecode(path)).is_file()
    assert read(library).columns == (
        CalibreColumn("read", "Have read", ColumnKind.YES_NO),
        CalibreColumn("stars", "My stars", ColumnKind.RATING),
    )


def test_a_book_without_a_series_has_no_index_in_one(library: Path) -> None:
    metadata = only_book(library, "Second").metadata
    assert (metadata.series, metadata.series_index) == ("", None)


def test_nothing_is_made_or_changed_beside_the_books(library: Path) -> None:
    shelf = CalibreShelf(library, library)
    before = shelf.fingerprints()
    for _ in range(2):
        read(library)
    assert shelf.fingerprints() == before


def test_uncommitted_changes_of_calibre_are_not_read(library: Path, writing: sqlite3.Connection) -> None:
    writing.execute("PRAGMA cache_size = 1")
    writing.execute("BEGIN IMMEDIATE")
    writing.execute("UPDATE books SET path = path || ''")
    writing.execute("CREATE TABLE filler (text)")
    writing.execute("UPDATE books SET title = 'Half written'")
    writing.executemany("INSERT INTO filler VALUES (?)", [("x" * 900,)] * 3000)
    assert (library / "metadata.db-journal").stat().st_size > 0, "pages were written before the commit"
    assert {book.metadata.title for book in read(library).books} == {"The Long Way Home", "Second"}
    writing.execute("COMMIT")
    assert {book.metadata.title for book in read(library).books} == {"Half written"}


def test_the_journal_of_a_strangers_library_deletes_no_file_here(
    library: Path, writing: sqlite3.Connection, tmp_path: Path
) -> None:
    """SQLite deletes the file that a journal names as its super-journal."""
    diary, stranger = tmp_path / "diary", tmp_path / "stranger"
    diary.write_text("Dear diary")
    writing.execute("PRAGMA cache_size = 1")
    writing.execute("BEGIN IMMEDIATE")
    writing.execute("CREATE TABLE filler (text)")
    writing.executemany("INSERT INTO filler VALUES (?)", [("x" * 900,)] * 3000)
    shutil.copytree(library, stranger)
    name_super_journal(stranger / "metadata.db-journal", diary)
    _outcome(stranger)
    assert diary.read_text() == "Dear diary"


def test_calibre_may_write_while_it_is_read(library: Path, writing: sqlite3.Connection) -> None:
    read(library)
    writing.execute("PRAGMA busy_timeout = 0")
    writing.execute("UPDATE books SET title = 'Written' WHERE id = 1")
    assert only_book(library, "Written").metadata.series == "Roads"


def test_a_library_that_never_settles_is_left_for_later(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = iter(range(1000))
    monkeypatch.setattr(reader, "library_stamp", lambda folder: str(next(counter)))
    with pytest.raises(CalibreBusy):
        read_library(os.fsencode(library))


def test_the_stamp_changes_with_every_change(library: Path, writing: sqlite3.Connection) -> None:
    folder = os.fsencode(library)
    before = library_stamp(folder)
    assert before == library_stamp(folder)
    writing.execute("UPDATE books SET title = 'Written' WHERE id = 1")
    assert library_stamp(folder) != before


@pytest.mark.parametrize("data", [b"", b"x", b"no database", b"SQLite format 3\0" + bytes(500)])
def test_a_damaged_list_is_named(library: Path, data: bytes) -> None:
    (library / "metadata.db").write_bytes(data)
    assert is_calibre_library(os.fsencode(library))
    with pytest.raises(CalibreUnusable) as raised:
        read_library(os.fsencode(library))
    assert str(raised.value) == DAMAGED


@settings(max_examples=30)
@given(st.data())
def test_no_damage_does_more_than_be_named(made: Path, data: st.DataObject) -> None:
    original = (made / "metadata.db").read_bytes()
    start = data.draw(st.integers(0, len(original) - 1))
    noise = data.draw(st.binary(min_size=1, max_size=5000))
    broken = made.parent / "broken"
    broken.mkdir(exist_ok=True)
    (broken / "metadata.db").write_bytes(original[:start] + noise + original[start + len(noise) :])
    outcome = _outcome(broken)
    assert outcome is None or isinstance(outcome, CalibreContents) or outcome == DAMAGED


@pytest.mark.parametrize(("schema", "said"), [(99, TOO_NEW), (25, DAMAGED)])
def test_a_list_that_is_kept_otherwise_is_newer_or_damaged(
    library: Path, writing: sqlite3.Connection, schema: int, said: str
) -> None:
    writing.execute("DROP TABLE books_authors_link")
    writing.execute(f"PRAGMA user_version = {schema}")
    with pytest.raises(CalibreUnusable) as raised:
        read_library(os.fsencode(library))
    assert str(raised.value) == said


def test_a_newer_list_that_can_be_read_is_read(library: Path, writing: sqlite3.Connection) -> None:
    writing.execute("ALTER TABLE books ADD COLUMN colour TEXT")
    writing.execute("PRAGMA user_version = 99")
    assert only_book(library).metadata.series == "Roads"


def test_the_database_of_another_program_is_none_of_calibre(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "metadata.db")) as other:
        other.execute("CREATE TABLE photos (id)")
    assert read_library(os.fsencode(tmp_path)) is None


def test_a_list_that_may_not_be_opened_is_said(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "metadata.db")
    assert not is_calibre_library(os.fsencode(tmp_path))
    with pytest.raises(CalibreUnusable, match="can't be read"):
        read_library(os.fsencode(tmp_path))


def test_odd_values_are_left_out(library: Path, writing: sqlite3.Connection) -> None:
    writing.execute(
        "UPDATE books SET pubdate = 'soon', series_index = 'last', uuid = NULL, path = 'a' || char(0)"
    )
    writing.execute("UPDATE custom_column_1 SET value = 'maybe'")
    writing.execute("PRAGMA ignore_check_constraints = 1")
    writing.execute("UPDATE ratings SET rating = 99")
    book = only_book(library)
    assert (book.metadata.published, book.metadata.series_index, book.uuid) == ("", None, "")
    assert (book.rating, book.paths, "read" in book.values) == (None, (), False)


def mutated(content: bytes, chance: Random) -> bytes:
    """A database in which a few bytes, a page, or its end are not as they were."""
    found = bytearray(content)
    match chance.randrange(5):
        case 0:
            for _ in range(chance.randint(1, 20)):
                found[chance.randrange(len(found))] = chance.randrange(256)
        case 1:
            for _ in range(chance.randint(1, 20)):
                found[chance.randrange(100, 5000)] = chance.choice((0, 0x80, 0xC3, 0xFF))
        case 2:
            source, target = (chance.randrange(len(found) // 4096) * 4096 for _ in range(2))
            found[target : target + 4096] = found[source : source + 4096]
        case 3:
            at = chance.randrange(len(found))
            found[at : at + 200] = chance.randbytes(200)
        case _:
            del found[chance.randrange(len(found)) :]
    return bytes(found)


def test_hundreds_of_damaged_databases_are_read_or_refused_with_a_reason(made: Path, tmp_path: Path) -> None:
    content, reasons = (made / "metadata.db").read_bytes(), []
    for seed in range(600):
        (tmp_path / "metadata.db").write_bytes(mutated(content, Random(seed)))
        try:
            read_library(os.fsencode(tmp_path))
        except CalibreUnusable as error:
            reasons.append(str(error))
    assert len(reasons) > 100
    assert all("BookOrbit uses the metadata in the files" in reason for reason in reasons)


@pytest.mark.parametrize(
    "view",
    [
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i AS id, i AS book, i AS author FROM n",
        "SELECT 1 AS id, 1 AS book, 1 AS author",
    ],
    ids=["without an end", "of one row"],
)
def test_a_view_where_a_table_should_be_is_not_run(library: Path, view: str) -> None:
    with closing(sqlite3.connect(library / "metadata.db")) as database:
        database.execute("DROP TABLE books_authors_link")
        database.execute(f"CREATE VIEW books_authors_link AS {view}")
        database.commit()
    with pytest.raises(CalibreUnusable, match="damaged"):
        read_library(os.fsencode(library))


def test_a_library_with_too_many_rows_is_refused(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_MOST_ROWS", 3)
    with pytest.raises(CalibreUnusable, match="it never ends"):
        read_library(os.fsencode(library))


def test_a_list_with_a_hole_of_a_terabyte_is_not_copied(library: Path) -> None:
    """It takes no room where it is, and would fill the disk here."""
    with (library / "metadata.db").open("r+b") as file:
        file.truncate(1 << 40)
    with pytest.raises(CalibreUnusable) as caught:
        read_library(os.fsencode(library))
    assert caught.value.message == reader.ENDLESS


def test_a_list_for_which_there_is_no_room_here_is_said(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_LEFT_FREE", 1 << 62)
    with pytest.raises(CalibreUnusable, match="No space left"):
        read_library(os.fsencode(library))
