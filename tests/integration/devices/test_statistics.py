"""Statistics are read from a copy: raw rows, of every schema, and whatever can be saved of a damaged file."""

import lzma
import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from bookorbit_desktop.devices import files
from bookorbit_desktop.devices.statistics import read_statistics
from bookorbit_desktop.domain.usb.files import DeviceStatistics, PageRow, UnreadFile
from tests.integration.devices.statistics_file import DIGEST, a_book, fill, open_file, write_statistics


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "statistics.sqlite3"


def read(file: Path) -> tuple[DeviceStatistics, list[UnreadFile]]:
    statistics, unread = read_statistics(os.fsencode(file.parent))
    assert statistics is not None, unread
    return statistics, unread


def test_raw_rows_are_read_and_never_the_view(file: Path) -> None:
    write_statistics(file, [a_book()], [(1, 7, 1_700_000_000, 60, 310), (1, 8, 1_700_000_060, 12, 310)])
    statistics, unread = read(file)
    assert statistics.schema == 20221111
    assert statistics.rows == (PageRow(1, 7, 1_700_000_000, 60, 310), PageRow(1, 8, 1_700_000_060, 12, 310))
    (book,) = statistics.books
    assert (book.title, book.authors, book.series, book.digest, book.pages) == (
        "Title 1",
        "Ada Example",
        "",
        DIGEST,
        300,
    )
    assert (statistics.is_damaged, unread) == (False, [])


def test_before_october_2020_the_book_says_of_how_many_pages(file: Path) -> None:
    write_statistics(file, [a_book(pages=120)], [(1, 3, 1_500_000_000, 30)], schema=0)
    statistics, _ = read(file)
    assert (statistics.schema, statistics.rows) == (0, (PageRow(1, 3, 1_500_000_000, 30, 120),))


def test_a_newer_schema_is_read_by_the_names_of_its_columns(file: Path) -> None:
    with closing(open_file(file, schema=20300101)) as connection:
        connection.execute("ALTER TABLE book ADD COLUMN mood text")
        connection.execute("ALTER TABLE book DROP COLUMN language")
        book = a_book()
        del book["language"]
        fill(connection, [book], [(1, 1, 5, 6, 7)])
    statistics, _ = read(file)
    assert (statistics.schema, statistics.books[0].language, len(statistics.rows)) == (20300101, "", 1)


def test_rows_still_in_the_write_ahead_log_are_read(file: Path) -> None:
    connection = open_file(file)
    with closing(connection):
        connection.execute("PRAGMA journal_mode = WAL")
        fill(connection, [a_book()], [(1, 7, 1_700_000_000, 60, 310)])
        assert file.with_name("statistics.sqlite3-wal").stat().st_size
        statistics, _ = read(file)
    assert len(statistics.rows) == 1


def test_orphans_and_odd_values_are_kept_as_far_as_they_say_something(file: Path) -> None:
    write_statistics(
        file,
        [a_book(title=b"T\xff\0", authors=None, md5=None, pages=None), a_book(2, md5=f" {DIGEST.upper()} ")],
        [(None, 7, 1_700_000_000, 60, 0), (99, 8, 1_700_000_001, 5, 10), (1, "x", 3, 4, 5)],
    )
    statistics, _ = read(file)
    assert [book.title for book in statistics.books] == ["T�", "Title 2"]
    first, second = statistics.books
    assert (first.authors, first.digest, first.pages, second.digest) == ("", "", 0, DIGEST)
    assert [(row.book_id, row.page) for row in statistics.rows] == [(None, 7), (99, 8)]


class TestDamage:
    ROWS = 20_000

    @pytest.fixture
    def large(self, file: Path) -> Path:
        rows = [(1, page, 1_700_000_000 + page, 10, 300) for page in range(self.ROWS)]
        write_statistics(file, [a_book()], rows)
        return file

    def damage(self, file: Path, *places: float) -> None:
        size = file.stat().st_size
        with file.open("r+b") as opened:
            for place in places:
                opened.seek(int(size * place) // 4096 * 4096)
                opened.write(b"\xa5" * 8192)

    @pytest.mark.parametrize("places", [(0.2,), (0.2, 0.5), (0.1, 0.3, 0.6, 0.9)])
    def test_readable_rows_are_saved_and_counted(self, large: Path, places: tuple[float, ...]) -> None:
        self.damage(large, *places)
        statistics, unread = read(large)
        assert statistics.is_damaged
        assert self.ROWS * 0.9 < len(statistics.rows) < self.ROWS
        assert len({row.page for row in statistics.rows}) == len(statistics.rows)
        assert f"{len(statistics.rows):,}" in unread[0].reason

    @pytest.mark.parametrize("part", [0.5, 0.75, 0.9])
    def test_a_file_that_was_cut_short(self, large: Path, part: float) -> None:
        with large.open("r+b") as opened:
            opened.truncate(int(large.stat().st_size * part))
        statistics, unread = read(large)
        assert statistics.is_damaged
        assert statistics.rows
        assert len({row.page for row in statistics.rows}) == len(statistics.rows)
        assert unread

    def test_an_older_copy_is_read_where_nothing_else_can_be(self, large: Path) -> None:
        shutil.copy(large, large.with_name("statistics.sqlite3.bkp.20201022-to-20221111"))
        large.write_bytes(b"not a database at all" * 1000)
        statistics, unread = read(large)
        assert statistics.path.endswith(b".bkp.20201022-to-20221111")
        assert [one.path for one in unread] == [os.fsencode(large)]

    @pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"x" * 100])
    def test_nothing_that_can_be_read_says_why(self, file: Path, content: bytes) -> None:
        file.parent.mkdir()
        file.write_bytes(content)
        statistics, unread = read_statistics(os.fsencode(file.parent))
        assert statistics is None
        assert unread[0].reason

    def test_another_database_is_none_of_koreaders(self, file: Path) -> None:
        with closing(open_file(file)) as connection:
            connection.execute("DROP TABLE book")
        statistics, unread = read_statistics(os.fsencode(file.parent))
        assert statistics is None
        assert "no table of books" in unread[0].reason


def test_the_older_copies_are_no_devices_of_their_own(file: Path) -> None:
    write_statistics(file, [a_book()], [(1, 1, 1, 1, 1)])
    write_statistics(
        file.with_name("statistics.sqlite3.sync"), [a_book()], [(1, 2, 2, 2, 2), (1, 3, 3, 3, 3)]
    )
    assert len(read(file)[0].rows) == 1


def test_a_device_without_statistics(tmp_path: Path) -> None:
    assert read_statistics(os.fsencode(tmp_path / "gone")) == (None, [])


def test_the_device_is_not_written_to(file: Path) -> None:
    connection = open_file(file)
    connection.execute("PRAGMA journal_mode = WAL")
    fill(connection, [a_book()], [(1, 7, 1_700_000_000, 60, 310)])
    with closing(connection):
        before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in file.parent.iterdir()}
        read(file)
        assert {
            path: (path.stat().st_mtime_ns, path.read_bytes()) for path in file.parent.iterdir()
        } == before


def test_reading_statistics_can_be_stopped(file: Path) -> None:
    write_statistics(file, [a_book()], [(1, page, page, 1, 1) for page in range(5000)])
    statistics, _ = read_statistics(os.fsencode(file.parent), lambda: True)
    assert statistics is None or len(statistics.rows) <= 5000


def test_statistics_with_a_hole_of_a_terabyte_are_not_copied(file: Path) -> None:
    """They take no room on the device, and would fill the disk here."""
    write_statistics(file, [a_book()], [])
    with file.open("r+b") as made:
        made.truncate(1 << 40)
    statistics, (unread,) = read_statistics(os.fsencode(file.parent))
    assert statistics is None
    assert "larger than" in str(unread.reason)


def test_statistics_for_which_there_is_no_room_here_are_said(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_statistics(file, [a_book()], [])
    monkeypatch.setattr(files, "_LEFT_FREE", 1 << 62)
    statistics, (unread,) = read_statistics(os.fsencode(file.parent))
    assert statistics is None
    assert "No space left" in str(unread.reason)


def test_a_number_that_claims_more_bytes_than_there_is_memory_is_damage(tmp_path: Path) -> None:
    """A file that the fuzz of changed files has made: SQLite raised MemoryError, which nobody expected."""
    packed = Path(__file__).with_name("claims_too_much.sqlite3.xz")
    path = tmp_path / "statistics.sqlite3"
    path.write_bytes(lzma.decompress(packed.read_bytes()))
    statistics, unread = read_statistics(os.fsencode(tmp_path))
    assert statistics is not None
    assert (len(statistics.books), len(statistics.rows)) == (1, 291)
    assert [str(file.reason) for file in unread] == ["This database is damaged. Page views recovered: 291."]
