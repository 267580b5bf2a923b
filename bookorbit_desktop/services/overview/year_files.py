"""A year in review as a file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.reading.year import YearInReview
from bookorbit_desktop.services.library.covers import CoverStore
from bookorbit_desktop.services.reading.statistics import StatisticsService
from bookorbit_desktop.services.runtime.export_file import export_bytes

KINDS = ("png", "pdf")


class PaintYear(Protocol):
    """Makes a "png" or "pdf" file, with the covers that have a path. Blocks."""

    def __call__(self, review: YearInReview, covers: Mapping[int, str], kind: str) -> bytes: ...


class YearFileService:
    """Writes years in review. Methods block; not for event loops."""

    def __init__(self, statistics: StatisticsService, covers: CoverStore, paint: PaintYear) -> None:
        self._statistics = statistics
        self._covers = covers
        self._paint = paint

    def write(self, year: int, path: Path) -> YearInReview:
        """Write a year in the format of the suffix. Raises InvalidInput."""
        kind = path.suffix.removeprefix(".").lower()
        if kind not in KINDS:
            raise InvalidInput(Message("Choose a file that ends in .png or .pdf."))
        review = self._statistics.year(year)
        if review.is_empty:
            raise InvalidInput(
                Message("Nothing was read or finished in {0}. No file was written.", str(year))
            )
        found = {book.id: self._covers.path(BookId(book.id)) for book in review.books}
        covers = {book_id: str(cover) for book_id, cover in found.items() if cover is not None}
        export_bytes(path, self._paint(review, covers, kind))
        return review
