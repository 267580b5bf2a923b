"""Reading exports of Goodreads and StoryGraph from files."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.imports.reading_list import ListedBook, ListSource, ReadingList
from bookorbit_desktop.domain.reading.reading import Read, ReadingStatus
from bookorbit_desktop.formats.reading_csv import read_reading_list
from tests.reading_csv import (
    GOODREADS,
    STORYGRAPH,
    export,
    goodreads,
    goodreads_row,
    storygraph,
    storygraph_row,
)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lists")


def parse(folder: Path, content: str | bytes) -> ReadingList:
    path = folder / "export.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_reading_list(path)


def only(folder: Path, content: str | bytes) -> ListedBook:
    (book,) = parse(folder, content).books
    return book


def finished(start: date | None, end: date | None) -> Read:
    return Read(start, end, 1.0, finished=True)


def test_a_line_of_goodreads_is_read_with_its_series_isbns_and_shelf(folder: Path) -> None:
    content = (
        ",".join(GOODREADS)
        + "\n"
        + '158,"Red Rising: The First (Red Rising Saga, #1)",Pierce Brown,"Brown, Pierce","Tim Reader, An Other",'
        '"=""0345539788""","=""9780345539786""",4,4.27,Del Rey,Hardcover,382,2014,2014,2025/03/14,2024/12/01,'
        ',,read,"Two<br/>\nlines, ""quoted""",,,2,0\n'
    )
    listed = parse(folder, content)
    assert listed.source is ListSource.GOODREADS
    assert listed.books == (
        ListedBook(
            2,
            "Red Rising",
            ListSource.GOODREADS,
            ("Pierce Brown", "Tim Reader", "An Other"),
            subtitle="The First",
            series="Red Rising Saga",
            series_index=1.0,
            isbns=("9780345539786", "0345539788"),
            goodreads_id="158",
            pages=382,
            shelf="read",
            status=ReadingStatus.READ,
            rating=4.0,
            reads=(finished(None, date(2025, 3, 14)),),
        ),
    )


def test_a_line_of_storygraph_has_every_read_and_quarters_rounded_half_up(folder: Path) -> None:
    row = storygraph_row(
        "Dune",
        isbn="9780306406157",
        rating="4.25",
        dates="2022/10/29-2022/11/28, 2021/09/14",
        last="2022/11/28",
    )
    listed = parse(folder, storygraph(row))
    (book,) = listed.books
    assert listed.source is ListSource.STORYGRAPH
    assert (book.rating, book.isbns) == (4.5, ("9780306406157",))
    assert book.reads == (
        finished(None, date(2021, 9, 14)),
        finished(date(2022, 10, 29), date(2022, 11, 28)),
    )


@pytest.mark.parametrize(
    ("stars", "rating"),
    [
        *(("0", None), ("", None), ("0.25", 0.5), ("3.25", 3.5), ("3.5", 3.5), ("4.75", 5.0), ("4,5", 4.5)),
        *(("nan", None), ("inf", None), ("-1", None), ("6", None), ("five", None)),
    ],
)
def test_stars_become_halves(folder: Path, stars: str, rating: float | None) -> None:
    assert only(folder, storygraph(storygraph_row("Dune", rating=stars))).rating == rating


@pytest.mark.parametrize(
    ("shelf", "status"),
    [
        ("read", ReadingStatus.READ),
        ("to-read", ReadingStatus.WANT_TO_READ),
        ("currently-reading", ReadingStatus.READING),
        ("did-not-finish", ReadingStatus.ABANDONED),
        ("DNF", ReadingStatus.ABANDONED),
        ("on hold", ReadingStatus.ON_HOLD),
        ("paused", ReadingStatus.ON_HOLD),
        ("to-sell", None),
    ],
)
def test_shelves_become_statuses(folder: Path, shelf: str, status: ReadingStatus | None) -> None:
    assert only(folder, goodreads(goodreads_row("Dune", shelf))).status is status
    assert only(folder, storygraph(storygraph_row("Dune", shelf))).status is status


@pytest.mark.parametrize(
    ("status", "dates", "reads"),
    [
        ("read", "2024-01-02", (finished(None, date(2024, 1, 2)),)),
        ("read", "14/03/2025", ()),
        ("read", "2024/02/31", ()),
        ("read", "2024/05/01-2024/04/01", (finished(None, date(2024, 4, 1)),)),
        ("currently-reading", "2024/05/01-", (Read(date(2024, 5, 1)),)),
        ("did-not-finish", "2024/05/01-2024/05/09", (Read(date(2024, 5, 1)),)),
        ("paused", "2024/05/09", ()),
    ],
)
def test_dates_are_taken_as_they_are_meant(
    folder: Path, status: str, dates: str, reads: tuple[Read, ...]
) -> None:
    assert only(folder, storygraph(storygraph_row("Dune", status, dates=dates))).reads == reads


def test_columns_may_be_missing_reordered_and_separated_otherwise(folder: Path) -> None:
    short = export(("Exclusive Shelf", "Title"), {"Title": "Dune", "Exclusive Shelf": "to-read"})
    assert only(folder, short).status is ReadingStatus.WANT_TO_READ
    assert only(folder, "\n\nREAD STATUS;title\nread;Dune\n").title == "Dune"
    assert only(folder, "Read Status\tTitle\nread\tDune\n").status is ReadingStatus.READ
    assert only(folder, 'Title,Bookshelves\nDune,"sf, to-read"\n').status is ReadingStatus.WANT_TO_READ


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])
def test_encodings_are_told_apart(folder: Path, encoding: str) -> None:
    content = goodreads(goodreads_row("Le Procès", author="Ünsal Öz"))
    book = only(folder, content.encode(encoding))
    assert (book.title, book.authors) == ("Le Procès", ("Ünsal Öz",))


def test_control_characters_are_dropped_from_titles(folder: Path) -> None:
    book = only(folder, goodreads(goodreads_row("Du\0ne\x07\n  II")))
    assert book.title == "Du ne II"


def test_a_huge_field_and_a_hundred_thousand_lines_are_read(folder: Path) -> None:
    row = goodreads_row("Dune") | {"My Review": "x" * 2_000_000}
    assert only(folder, goodreads(row)).title == "Dune"
    assert len(only(folder, goodreads(goodreads_row("Dune" * 100_000))).title) == 1000
    many = "Title,Read Status\n" + "Dune,read\n" * 100_000
    assert len(parse(folder, many).books) == 100_000
    with pytest.raises(InvalidInput, match="Split it"):
        parse(folder, many + "Dune,read\n")


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"\n\n", b"PK\x03\x04\0\0\0", b"<html><title>x</title></html>", b"Name,Price\nCup,3\n"),
        *(b"Title,Author\nDune,Frank\n", b"\xff\xfe", b"\0"),
    ],
)
def test_a_file_that_is_no_export_is_refused_with_the_next_step(folder: Path, content: bytes) -> None:
    with pytest.raises(InvalidInput, match="Export your library there as CSV"):
        parse(folder, content)


def test_a_quotation_mark_that_is_never_closed_is_named_with_its_line(folder: Path) -> None:
    content = 'Title,Read Status,Review\nDune,read,\nEmma,"read,\nPersuasion,read,\n'
    with pytest.raises(InvalidInput, match="in line 3 is never closed"):
        parse(folder, content)


def test_a_folder_pipe_oversized_or_missing_file_is_refused(folder: Path) -> None:
    pipe = folder / "pipe.csv"
    os.mkfifo(pipe)
    large = folder / "large.csv"
    with large.open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    for path in (folder, pipe, large, folder / "gone.csv", Path("a\0b")):
        with pytest.raises(InvalidInput, match="Choose"):
            read_reading_list(path)


NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    head=st.sampled_from([GOODREADS, STORYGRAPH]), cells=st.lists(st.lists(NAMES, max_size=24), max_size=6)
)
def test_any_fields_under_a_right_head_are_read_or_refused_in_words(
    folder: Path, head: tuple[str, ...], cells: list[list[str]]
) -> None:
    rows = [dict(zip(head, row, strict=False)) for row in cells]
    listed = parse(folder, export(head, *rows))
    assert len(listed.books) == sum(any(cell.strip() for cell in row) for row in cells)
    for book in listed.books:
        assert "\0" not in book.title + "".join(book.authors)
        assert book.rating is None or 0.5 <= book.rating <= 5
        assert all(read.finished for read in book.reads[:-1])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(noise=st.binary(max_size=300), head=st.sampled_from([b"", b"Title,Read Status,Dates Read\n"]))
def test_bytes_at_random_are_read_or_refused_in_words(folder: Path, noise: bytes, head: bytes) -> None:
    told = ""
    try:
        parse(folder, head + noise)
    except InvalidInput as error:
        told = str(error)
    assert told.endswith("." if told or not head else "")
