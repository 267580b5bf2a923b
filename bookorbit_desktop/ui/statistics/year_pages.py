"""The pages of a year: their content, and painting them for the screen, a picture or a PDF in fixed colours."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QLocale,
    QMarginsF,
    QPointF,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QImageWriter,
    QLinearGradient,
    QPageSize,
    QPainter,
    QPainterPath,
    QPdfWriter,
)

from bookorbit_desktop.domain.reading.year import YearBook, YearInReview
from bookorbit_desktop.ui.foreign_text import one_line
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.generated_cover import generated_cover
from bookorbit_desktop.ui.wording import date_text, duration, joined, names, number, sentence_case

WIDTH, HEIGHT = 1080, 1350
"""Pixels of the picture: upright, as it is shared; the pages are drawn in the same units."""
_MARGIN = 84.0
_GROUND, _DEEP, _INK, _QUIET, _LIT, _PAPER = "#33379B", "#1F2266", "#FFFFFF", "#C9CBF2", "#F0B429", "#4A4FBE"
_COVER = 1.5
"""How high a cover is for its width."""
_MOST_COVERS = 48
_LEAST_COVER = 96.0
Covers = Mapping[int, QImage]
"""The covers that there are, by the id of their books."""
MOST_AUTHORS = 5
_LONG = 100 * 3600


class PageKind(StrEnum):
    """The pages in order."""

    FIGURES = "figures"
    MONTHS = "months"
    AUTHORS = "authors"
    RECORDS = "records"
    COVERS = "covers"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with what it counts, or a name with a fact about it."""

    large: str
    small: str


@dataclass(frozen=True, slots=True)
class YearPage:
    """One page as text; pictures and bars come from the review."""

    kind: PageKind
    title: str
    facts: tuple[Fact, ...] = ()

    @property
    def text(self) -> str:
        """The text for screen readers."""
        return ". ".join([self.title, *(f"{fact.large}, {fact.small}" for fact in self.facts)])


def pages_of(review: YearInReview) -> tuple[YearPage, ...]:
    """The pages of a year that have content; the summary always does."""
    every = (
        YearPage(PageKind.FIGURES, tr("Your {0} in books").format(review.year), _figures(review)),
        YearPage(PageKind.MONTHS, tr("Month by month"), _months(review)),
        YearPage(PageKind.AUTHORS, tr("Your authors"), _authors(review)),
        YearPage(PageKind.RECORDS, tr("Records"), _records(review)),
        YearPage(PageKind.COVERS, tr("All your books"), _books(review)),
        YearPage(PageKind.SUMMARY, tr("Your {0} in books").format(review.year), _figures(review)),
    )
    return tuple(page for page in every if page.facts)


def _figures(review: YearInReview) -> tuple[Fact, ...]:
    found = []
    if review.seconds >= 60:
        found.append(Fact(time_text(review.seconds), tr("of reading")))
    if review.pages:
        found.append(Fact(number(review.pages), tr("page read") if review.pages == 1 else tr("pages read")))
    if review.longest_streak > 1:
        found.append(Fact(tr("%n day(s)", review.longest_streak), tr("in a row")))
    count = len(review.books)
    if count or not found:  # nobody begins a year's picture with a 0
        found.insert(0, Fact(number(count), tr("book finished") if count == 1 else tr("books finished")))
    return tuple(found)


def _months(review: YearInReview) -> tuple[Fact, ...]:
    best = review.busiest_month
    if best is None:
        return ()
    read = time_text(best.seconds) if best.seconds else ""
    ended = tr("%n book(s) finished", best.finished) if best.finished else ""
    found = [Fact(sentence_case(month_name(best.month)), joined(read, ended))]
    day = review.best_day
    if day is not None and day.seconds >= 60:
        found.append(Fact(date_text(day.day), tr("your longest day: {0}").format(duration(day.seconds))))
    return tuple(found)


def _authors(review: YearInReview) -> tuple[Fact, ...]:
    if review.authors:
        return tuple(
            Fact(amount.name, joined(_told_time(amount.seconds), tr("%n book(s)", amount.books)))
            for amount in review.authors[:MOST_AUTHORS]
        )
    counts: dict[str, int] = {}
    for book in review.books:
        for name in book.authors:
            counts[name] = counts.get(name, 0) + 1
    most = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:MOST_AUTHORS]
    return tuple(Fact(name, tr("%n book(s)", count)) for name, count in most)


def _told_time(seconds: int) -> str:
    """Nothing where devices only sent positions."""
    return time_text(seconds) if seconds >= 60 else ""


def _records(review: YearInReview) -> tuple[Fact, ...]:
    """The records of the year; a single book is none."""
    books, found = review.books, []
    if len(books) > 1:
        found.append(Fact(books[0].title, tr("the first, on {0}").format(date_text(books[0].finished_on))))
        found.append(Fact(books[-1].title, tr("the last, on {0}").format(date_text(books[-1].finished_on))))
    timed = sum(book.days is not None for book in books)
    if timed > 1 and review.fastest is not None:
        found.append(Fact(review.fastest.title, _in_days(tr("the fastest"), review.fastest)))
    if timed > 2 and review.slowest is not None:
        found.append(Fact(review.slowest.title, _in_days(tr("with you the longest"), review.slowest)))
    if len(books) > 1 and review.longest is not None:
        pages = tr("%n page(s)", review.longest.pages or 0)
        found.append(Fact(review.longest.title, joined(tr("the longest"), pages)))
    return tuple(found)


def _in_days(text: str, book: YearBook) -> str:
    return joined(text, tr("%n day(s)", book.days or 0))


def _books(review: YearInReview) -> tuple[Fact, ...]:
    return tuple(
        Fact(book.title, joined(names(book.authors), date_text(book.finished_on))) for book in review.books
    )


def month_name(month: date) -> str:
    """The full name of a month."""
    return QLocale().standaloneMonthName(month.month, QLocale.FormatType.LongFormat)


def time_text(seconds: int) -> str:
    """A duration in hours, with minutes only if they matter."""
    return tr("{0} h").format(number(round(seconds / 3600))) if seconds >= _LONG else duration(seconds)


def picture_of(review: YearInReview, covers: Covers) -> QImage:
    """The summary as one picture for sharing."""
    image = QImage(QSize(WIDTH, HEIGHT), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_page(painter, pages_of(review)[-1], review, covers)
    painter.end()
    return image


def pdf_of(review: YearInReview, covers: Covers) -> bytes:
    """Every page, in the size of the picture."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(tr("Your {0} in books").format(review.year))
    writer.setCreator("BookOrbit Desktop")
    writer.setResolution(72)
    writer.setPageSize(
        QPageSize(
            QSizeF(WIDTH / 2, HEIGHT / 2), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch
        )
    )
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    painter.scale(0.5, 0.5)
    for index, page in enumerate(pages_of(review)):
        if index:
            writer.newPage()
        paint_page(painter, page, review, covers)
    painter.end()
    return bytes(buffer.data().data())


def paint_page(painter: QPainter, page: YearPage, review: YearInReview, covers: Covers) -> None:
    """Paint one page at the painter's origin, WIDTH units wide and HEIGHT high."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    ground = QLinearGradient(QPointF(0, 0), QPointF(WIDTH * 0.4, HEIGHT))
    ground.setColorAt(0, QColor(_GROUND))
    ground.setColorAt(1, QColor(_DEEP))
    painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), ground)
    top = _paint_title(painter, page.title)
    room = QRectF(_MARGIN, top, WIDTH - 2 * _MARGIN, HEIGHT - top - 130)
    paint: dict[PageKind, Callable[[], None]] = {
        PageKind.FIGURES: partial(_paint_figures, painter, room, page.facts),
        PageKind.MONTHS: partial(_paint_months, painter, room, page.facts, review),
        PageKind.AUTHORS: partial(_paint_list, painter, room, page.facts, numbered=True),
        PageKind.RECORDS: partial(_paint_list, painter, room, page.facts),
        PageKind.COVERS: partial(_paint_covers, painter, room, review, covers),
        PageKind.SUMMARY: partial(_paint_summary, painter, room, page.facts, review, covers),
    }
    paint[page.kind]()
    foot = QRectF(_MARGIN, HEIGHT - 96, WIDTH - 2 * _MARGIN, 40)
    _write(painter, foot, "BookOrbit Desktop", 26, _QUIET)


def _paint_title(painter: QPainter, title: str) -> float:
    """Paint the title; returns where the page continues below it."""
    box = QRectF(_MARGIN, 84, WIDTH - 2 * _MARGIN, 110)
    _write(painter, box, title, 72, _INK, is_bold=True)
    painter.fillRect(QRectF(_MARGIN, 208, 96, 8), QColor(_LIT))
    return 264.0


def _paint_figures(painter: QPainter, room: QRectF, facts: Sequence[Fact]) -> None:
    """Paint the figures below each other, as large as fits."""
    step = room.height() / max(4, len(facts))
    for index, fact in enumerate(facts):
        box = QRectF(room.left(), room.top() + index * step, room.width(), step)
        _write(painter, QRectF(box.left(), box.top(), box.width(), 140), fact.large, 116, _INK, is_bold=True)
        _write(painter, QRectF(box.left(), box.top() + 140, box.width(), 50), fact.small, 38, _QUIET)


def _paint_months(painter: QPainter, room: QRectF, facts: Sequence[Fact], review: YearInReview) -> None:
    bars = QRectF(room.left(), room.top() + 20, room.width(), 480)
    _paint_bars(painter, bars, review, with_names=True)
    below = QRectF(room.left(), bars.bottom() + 90, room.width(), room.bottom() - bars.bottom() - 90)
    _paint_list(painter, below, facts)


def _paint_bars(painter: QPainter, room: QRectF, review: YearInReview, *, with_names: bool) -> None:
    """Paint bars by time, or by books if no time is known. The best one is highlighted."""
    values = [float(month.seconds) for month in review.months]
    if not any(values):
        values = [float(month.finished) for month in review.months]
    most, step = max(values) or 1.0, room.width() / len(values)
    line = 44.0 if with_names else 0.0
    for index, value in enumerate(values):
        height = max(6.0, (room.height() - line) * value / most)
        bar = QRectF(room.left() + index * step + 8, room.bottom() - line - height, step - 16, height)
        path = QPainterPath()
        path.addRoundedRect(bar, 8, 8)
        painter.fillPath(path, QColor(_LIT if value == most else _PAPER))
        if with_names:
            name = QLocale().standaloneMonthName(index + 1, QLocale.FormatType.NarrowFormat)
            box = QRectF(bar.left() - 8, room.bottom() - line + 6, step, line)
            _write(painter, box, name, 28, _QUIET, align=Qt.AlignmentFlag.AlignHCenter)


def _paint_list(painter: QPainter, room: QRectF, facts: Sequence[Fact], *, numbered: bool = False) -> None:
    step = min(190.0, room.height() / max(1, len(facts)))
    left = room.left() + (90 if numbered else 0)
    for index, fact in enumerate(facts):
        top = room.top() + index * step
        if numbered:
            _write(painter, QRectF(room.left(), top, 80, 70), str(index + 1), 54, _LIT, is_bold=True)
        width = room.right() - left
        _write(painter, QRectF(left, top, width, 70), fact.large, 52, _INK, is_bold=True)
        _write(painter, QRectF(left, top + 72, width, 46), fact.small, 34, _QUIET)


def _paint_summary(
    painter: QPainter, room: QRectF, facts: Sequence[Fact], review: YearInReview, covers: Covers
) -> None:
    """Paint figures two by two, the months, and the covers."""
    half = room.width() / 2
    for index, fact in enumerate(facts):
        row, column = divmod(index, 2)
        left, top = room.left() + column * half, room.top() + row * 170
        _write(painter, QRectF(left, top, half - 24, 96), fact.large, 76, _INK, is_bold=True)
        _write(painter, QRectF(left, top + 96, half - 24, 44), fact.small, 32, _QUIET)
    top = room.top() + ((len(facts) + 1) // 2) * 170 + 10
    bars = QRectF(room.left(), top, room.width(), 190)
    _paint_bars(painter, bars, review, with_names=True)
    below = QRectF(room.left(), bars.bottom() + 30, room.width(), room.bottom() - bars.bottom() - 30)
    _paint_covers(painter, below, review, covers)


def _paint_covers(painter: QPainter, room: QRectF, review: YearInReview, covers: Covers) -> None:
    """Paint every book once, as many as are legible, and the number of others."""
    books = list({book.id: book for book in review.books}.values())
    if not books:
        return
    gap = 14.0
    columns, width = _grid(min(len(books), _MOST_COVERS), room, gap)
    rows = max(1, int((room.height() + gap) // (width * _COVER + gap)))
    shown = books[: columns * rows]
    if len(shown) < len(books):
        shown = shown[:-1]
    room = room.translated((room.width() - columns * (width + gap) + gap) / 2, 0)
    for index in range(len(shown)):
        row, column = divmod(index, columns)
        left, top = room.left() + column * (width + gap), room.top() + row * (width * _COVER + gap)
        book = shown[index]
        cover = covers.get(book.id)
        if cover is None or cover.isNull():
            size = QSize(round(width), round(width * _COVER))
            family = QGuiApplication.font().family()
            cover = generated_cover(book.title, names(book.authors), size, family)
        _paint_cover(painter, QRectF(left, top, width, width * _COVER), cover)
    if len(shown) < len(books):
        row, column = divmod(len(shown), columns)
        left, top = room.left() + column * (width + gap), room.top() + row * (width * _COVER + gap)
        box, more = QRectF(left, top, width, width * _COVER), f"+{len(books) - len(shown)}"
        _write(painter, box, more, 44, _INK, is_bold=True, align=Qt.AlignmentFlag.AlignCenter)


def _grid(count: int, room: QRectF, gap: float) -> tuple[int, float]:
    """The number of columns that makes the covers largest, and the width of one."""
    best = (1, 0.0)
    for columns in range(1, count + 1):
        rows = -(-count // columns)
        width = (room.width() - gap * (columns - 1)) / columns
        width = min(width, ((room.height() - gap * (rows - 1)) / rows) / _COVER, 420.0)
        if width > best[1]:
            best = (columns, width)
    if best[1] < _LEAST_COVER:
        columns = max(1, int((room.width() + gap) // (_LEAST_COVER + gap)))
        return columns, (room.width() - gap * (columns - 1)) / columns
    return best


def _paint_cover(painter: QPainter, box: QRectF, cover: QImage) -> None:
    """Fill the box with the middle of the cover, with round corners."""
    path = QPainterPath()
    path.addRoundedRect(box, 6, 6)
    painter.save()
    painter.setClipPath(path)
    size = QSizeF(cover.size()).scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    target = QRectF(QPointF(0, 0), size)
    target.moveCenter(box.center())
    painter.drawImage(target, cover)
    painter.restore()


def _write(
    painter: QPainter,
    box: QRectF,
    text: str,
    size: int,
    colour: str,
    *,
    is_bold: bool = False,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw one line to fit: shrunk down to two thirds, then elided."""
    text = one_line(text)
    font = QFont(QGuiApplication.font())
    font.setWeight(QFont.Weight.Bold if is_bold else QFont.Weight.Normal)
    for pixels in range(size, size * 2 // 3, -2):
        font.setPixelSize(pixels)
        if QFontMetricsF(font).horizontalAdvance(text) <= box.width():
            break
    text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(box, int(align | Qt.AlignmentFlag.AlignVCenter), text)


def png_of(review: YearInReview, covers: Covers) -> bytes:
    """The picture as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture_of(review, covers))
    return bytes(buffer.data().data())


def year_file(review: YearInReview, covers: Mapping[int, str], kind: str) -> bytes:
    """The picture ("png") or every page ("pdf"), with covers by path. Needs Qt, so use a separate process."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication.instance() or QGuiApplication([])
    assert application is not None  # it lives as long as what is painted
    images = {book_id: QImage(path) for book_id, path in covers.items()}
    return (png_of if kind == "png" else pdf_of)(review, images)
