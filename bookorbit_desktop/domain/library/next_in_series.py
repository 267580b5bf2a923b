"""The next book of a series being read."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bookorbit_desktop.domain.library.book import BookRef
from bookorbit_desktop.domain.reading.reading import ReadingStatus

_TO_READ = frozenset({ReadingStatus.UNREAD, ReadingStatus.WANT_TO_READ})


@dataclass(frozen=True, slots=True)
class SeriesBook(BookRef):
    """A volume of a series in the library."""

    series: str
    index: float
    status: ReadingStatus
    read_at: float = 0.0
    """Seconds since 1970; 0 if it was never read on a device."""


def next_in_series(books: Iterable[SeriesBook], limit: int) -> tuple[SeriesBook, ...]:
    """The first unread volume after the last one read, for series with no volume being read.

    The series read last comes first.
    """
    series: dict[str, list[SeriesBook]] = defaultdict(list)
    for book in books:
        series[book.series.casefold()].append(book)
    found: list[tuple[float, SeriesBook]] = []
    for volumes in series.values():
        volumes.sort(key=lambda volume: (volume.index, volume.id))
        read = [index for index, volume in enumerate(volumes) if volume.status is ReadingStatus.READ]
        following = volumes[read[-1] + 1 :] if read else []
        if not following or any(_is_read_now(volume) for volume in volumes):
            continue
        if following[0].status in _TO_READ:
            found.append((max(volume.read_at for volume in volumes), following[0]))
    found.sort(key=lambda volume: (-volume[0], volume[1].id))
    return tuple(book for _, book in found[:limit])


def _is_read_now(volume: SeriesBook) -> bool:
    return volume.status in (ReadingStatus.READING, ReadingStatus.REREADING)
