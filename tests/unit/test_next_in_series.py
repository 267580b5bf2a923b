"""Which volume comes next."""

import pytest

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.next_in_series import SeriesBook, next_in_series
from bookorbit_desktop.domain.reading.reading import ReadingStatus

READ, UNREAD, READING = ReadingStatus.READ, ReadingStatus.UNREAD, ReadingStatus.READING


def series(name: str, *statuses: ReadingStatus, read_at: float = 0.0) -> list[SeriesBook]:
    first = 100 * int.from_bytes(name.encode(), "big")
    return [
        SeriesBook(BookId(first + index), f"{name} {index}", (), name, index, status, read_at)
        for index, status in enumerate(statuses, start=1)
    ]


@pytest.mark.parametrize(
    ("statuses", "wanted"),
    [
        ((READ, UNREAD, UNREAD), ["A 2"]),
        ((READ, READ, ReadingStatus.WANT_TO_READ), ["A 3"]),
        ((READ, UNREAD, READ, UNREAD), ["A 4"]),
        ((UNREAD, UNREAD), []),
        ((READ, READ), []),
        ((READ, READING, UNREAD), []),
        ((READ, ReadingStatus.ABANDONED, UNREAD), []),
    ],
)
def test_the_first_unread_volume_after_the_last_read_one(
    statuses: tuple[ReadingStatus, ...], wanted: list[str]
) -> None:
    assert [book.title for book in next_in_series(reversed(series("A", *statuses)), 9)] == wanted


def test_the_series_read_last_comes_first() -> None:
    books = series("A", READ, UNREAD, read_at=1.0) + series("B", READ, UNREAD, read_at=2.0)

    assert [book.title for book in next_in_series(books, 9)] == ["B 2", "A 2"]
    assert [book.title for book in next_in_series(books, 1)] == ["B 2"]
