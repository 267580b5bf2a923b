"""Covers for the books on a device: the matched book's, or one generated from title and author."""

from zlib import crc32

from PySide6.QtCore import QSize

from bookorbit_desktop.domain.usb.device_import import BookTick, PlannedBook
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.widgets.covers import CoverRequest
from bookorbit_desktop.ui.wording import names

_LARGEST_ID = 0x7FFF_FFFF


def cover_request(book: PlannedBook, tick: BookTick | None, size: QSize, ratio: float) -> CoverRequest:
    """Request a cover of this size in unscaled pixels. While the match is in question, it is generated."""
    authors = names(book.authors)
    width, height = theme.px(size.width()), theme.px(size.height())
    return CoverRequest(_cover_id(book, tick), book.title, authors, width, height, ratio, theme.px(4))


def _cover_id(book: PlannedBook, tick: BookTick | None) -> int:
    """The id of the matched book; otherwise a negative number made from title and author."""
    if tick is not None or not book.match.is_question:
        choice = tick.choice if tick is not None else 0
        book_id = book.choices[choice].book_id if book.choices else None
        if book_id is not None:
            return book_id
    words = "\n".join((book.title, *book.authors))
    return -1 - (crc32(words.encode(errors="replace")) & (_LARGEST_ID - 1))
