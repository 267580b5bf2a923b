"""How an import holds the shelf against the library."""

import pytest

from bookorbit_desktop.domain.base.ids import BookId, EditionId, EntryId, RecordId
from bookorbit_desktop.domain.hardcover.catalogue import (
    CatalogueBook,
    Edition,
    HardcoverStatus,
    ReadingFormat,
    ShelfEntry,
)
from bookorbit_desktop.domain.hardcover.match_query import MatchQuery
from bookorbit_desktop.domain.hardcover.shelf_import import (
    ImportKind,
    LocalBook,
    sort_shelf,
    without_progress,
)
from bookorbit_desktop.domain.reading.reading import Read, ReadingState, ReadingStatus

AUTHOR = ("Ada Example",)


def entry(title: str, number: int = 1, *, edition: EditionId | None = None, status: int = 3) -> ShelfEntry:
    book = CatalogueBook(RecordId(number), title=title, authors=AUTHOR)
    return ShelfEntry(EntryId(number), RecordId(number), edition, HardcoverStatus(status), book=book)


def local(title: str, number: int = 1, **more: object) -> LocalBook:
    isbns = more.pop("isbns", ())
    return LocalBook(number, MatchQuery(title, AUTHOR, isbns=isbns), ReadingState(), **more)  # type: ignore[arg-type]


def kinds(*arguments: object) -> list[ImportKind]:
    return [row.kind for row in sort_shelf(*arguments)]  # type: ignore[arg-type]


@pytest.mark.parametrize("isbn", ["9780306406157", "0306406152"])
def test_the_isbn_of_an_entrys_edition_matches_a_book_in_either_form(isbn: str) -> None:
    editions = {EditionId(7): Edition(EditionId(7), RecordId(1), isbn_13="9780306406157")}
    rows = sort_shelf(
        [entry("Another Title", edition=EditionId(7))], [local("Orchard", isbns=(isbn,))], editions
    )
    assert [(row.kind, row.book_id) for row in rows] == [(ImportKind.READY, 1)]


def test_an_isbn_with_a_wrong_check_digit_makes_nothing_sure() -> None:
    editions = {EditionId(7): Edition(EditionId(7), RecordId(1), isbn_13="9780306406150")}
    books = [local("Orchard", isbns=("9780306406150",))]
    assert kinds([entry("Another Title", edition=EditionId(7))], books, editions) == [ImportKind.UNMATCHED]


def test_the_very_same_title_goes_before_similar_ones() -> None:
    books = [local(f"Volume of Essays {number:02}", number + 1) for number in range(20)]
    (row,) = sort_shelf([entry("Volume of Essays 07")], books, {})
    assert (row.kind, row.book_id, row.local_title) == (ImportKind.REVIEW, 8, "Volume of Essays 07")


def test_two_books_with_the_same_title_are_a_conflict() -> None:
    assert kinds([entry("Orchard")], [local("Orchard", 1), local("Orchard", 2)], {}) == [ImportKind.CONFLICT]


def test_two_entries_that_could_be_one_book_are_conflicts_both() -> None:
    entries = [entry("Orchard", 1), entry("Orchard", 2)]
    assert kinds(entries, [local("Orchard")], {}) == [ImportKind.CONFLICT] * 2


def test_a_book_matched_to_another_record_is_not_this_one() -> None:
    assert kinds([entry("Orchard", 1)], [local("Orchard", record_id=99)], {}) == [ImportKind.UNMATCHED]


def test_a_rating_given_here_is_not_written_over() -> None:
    book = LocalBook(
        BookId(1), MatchQuery("Orchard", AUTHOR, record_id=RecordId(1)), ReadingState(rating=3.0)
    )
    (row,) = sort_shelf([entry("Orchard")], [book], {})
    assert (row.kind, row.can_import, row.local) == (ImportKind.CONFLICT, False, ReadingState(rating=3.0))


def test_audiobook_pages_are_no_position_in_a_text() -> None:
    audio = Edition(EditionId(7), RecordId(1), pages=300, reading_format=ReadingFormat.AUDIO)
    (row,) = sort_shelf([entry("Orchard", edition=EditionId(7))], [local("Orchard")], {EditionId(7): audio})
    assert row.edition is None


def test_without_progress_dates_stay_and_finished_reads_too() -> None:
    finished, open_read = Read(percentage=1.0, finished=True), Read(percentage=0.4)
    state = ReadingState(ReadingStatus.READING, percentage=0.4, reads=(finished, open_read))
    assert without_progress(state) == ReadingState(ReadingStatus.READING, reads=(finished, Read()))
    done = ReadingState(ReadingStatus.READ, reads=(finished,))
    assert without_progress(done) == done
