"""Rows are painted in both palettes, both directions and all widths, without a warning from Qt."""

import dataclasses
from datetime import UTC, datetime, timedelta
from itertools import cycle, pairwise

import pytest
from PySide6.QtCore import QAbstractItemModel, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from bookorbit_desktop.domain.base.ids import BookId, EditionId, RecordId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.hardcover_row import HardcoverRow, SeriesStack
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogLine, LogOutcome
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome, SyncItem
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.listing import Stack, StackedIds, packed
from bookorbit_desktop.domain.library.sync_state import HardcoverState, MatchMethod
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.hardcover.card_delegate import CandidateCard
from bookorbit_desktop.ui.hardcover.lists import CandidateDelegate
from bookorbit_desktop.ui.hardcover.model import CandidateColumns, CandidateModel
from bookorbit_desktop.ui.library.card import CardDelegate
from bookorbit_desktop.ui.library.delegate import BookDelegate
from bookorbit_desktop.ui.library.model import ORDER, Column, Columns, LibraryModel
from bookorbit_desktop.ui.sync.log_model import LogDelegate, LogModel
from bookorbit_desktop.ui.sync.model import ItemDelegate, ItemsModel
from bookorbit_desktop.ui.widgets.generated_cover import PALETTES, generated_cover, palette_of
from bookorbit_desktop.ui.widgets.painting import rating_at, star_areas
from bookorbit_desktop.ui.widgets.table_columns import book_parts
from tests.ui.harness import Ui

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
ROW = BookRow(
    id=BookId(1),
    title="Левая рука Тьмы — «подарочное издание» с послесловием и очень длинным подзаголовком",
    authors=("Урсула Ле Гуин",),
    series="Hainish Cycle",
    series_index=4.0,
    status=ReadingStatus.READING,
    set_by_hand=True,
    device_moved_on=False,
    proposes_rereading=False,
    rating=3.5,
    percentage=0.43,
    last_read_at=NOW - timedelta(hours=3),
    last_device="Kobo Libra 2",
    hardcover=HardcoverState.WAITING_FOR_PAGES,
    hardcover_reason=Message(
        "Matched, but this edition has no page count, so progress can't be sent. The rest was."
    ),
    formats=("epub",),
    problem=None,
    missing=False,
    added_at=NOW,
)
ROWS = (
    ROW,
    dataclasses.replace(
        ROW, title="يد الظلام اليسرى", authors=(), rating=None, percentage=None, last_read_at=None
    ),
    dataclasses.replace(ROW, title="闇の左手", missing=True, hardcover=HardcoverState.NOT_ELIGIBLE),
    dataclasses.replace(
        ROW, title="", problem=Message("not a zip"), device_moved_on=True, series="", last_device=""
    ),
)


def fill(model: LibraryModel, rows: list[BookRow]) -> None:
    """Show these rows; the last one stands for a series too."""
    stack = Stack("Hainish Cycle", (rows[-1].id, BookId(99)), HardcoverState.ERROR)
    model.show_ids(StackedIds(packed(row.id for row in rows), {rows[-1].id: stack}), rows)


def paint(
    delegate: QStyledItemDelegate,
    model: QAbstractItemModel,
    index: int,
    width: int,
    direction: Qt.LayoutDirection,
    state: QStyle.StateFlag,
) -> QImage:
    image = QImage(QSize(width, 56), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(theme.colour("surface"))
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, 56)
    option.direction = direction
    option.state = state
    painter = QPainter(image)
    delegate.paint(painter, option, model.index(index, 0))
    painter.end()
    return image


def colours(image: QImage) -> set[str]:
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(0, image.width(), 8)
        for y in range(0, image.height(), 4)
    }


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("direction", [LTR, RTL], ids=["ltr", "rtl"])
@pytest.mark.parametrize("width", [240, 520, 760, 1400])
def test_every_row_of_every_list_can_be_painted(
    ui: Ui, qapp: QApplication, dark: bool, direction: Qt.LayoutDirection, width: int
) -> None:
    view = QListView()
    theme.apply(qapp, dark=dark)
    books, candidates, items, lines = LibraryModel(), CandidateModel(), ItemsModel(), LogModel()
    fill(books, [dataclasses.replace(row, id=BookId(index)) for index, row in enumerate(ROWS)])
    candidates.replace(
        [
            HardcoverRow(
                dataclasses.replace(row, id=BookId(index)),
                RecordId(7),
                "dune",
                ROW.title,
                EditionId(9),
                412,
                False,
                method,
                0.2,
                NOW,
            )
            for index, (row, method) in enumerate(zip(ROWS, cycle(MatchMethod)))
        ]
    )
    candidates.stacks = {BookId(0): SeriesStack(ROW.series, tuple(candidates.rows[:2]))}
    items.replace(
        [
            SyncItem(BookId(n), ROW.title, outcome, ROW.hardcover, Message("Why."), (Message("status"),))
            for n, outcome in enumerate(ItemOutcome)
        ]
    )
    lines.replace(
        [
            LogLine(NOW, direction, ROW.title, outcome, (Message("added"),), ROW.hardcover_reason, id=n)
            for n, (outcome, direction) in enumerate(zip(LogOutcome, cycle(Direction)))
        ]
    )
    lists = (
        (BookDelegate(ui.covers, Columns(), lambda: NOW, view), books),
        (BookDelegate(ui.covers, Columns(ORDER), lambda: NOW, view), books),
        (CardDelegate(ui.covers, view), books),
        (CandidateDelegate(ui.covers, CandidateColumns(), lambda: NOW, view), candidates),
        (CandidateCard(ui.covers, lambda: NOW, view), candidates),
        (ItemDelegate(view, ui.context.covers), items),
        (LogDelegate(ui.context.covers, ui.services.clock.now, view), lines),
    )

    for delegate, model in lists:
        for index in range(model.rowCount()):
            for state in (
                QStyle.StateFlag.State_Enabled,
                QStyle.StateFlag.State_Selected,
                QStyle.StateFlag.State_MouseOver,
            ):
                assert len(colours(paint(delegate, model, index, width, direction, state))) > 1

    theme.apply(qapp, dark=False)
    view.deleteLater()


def test_a_selected_row_is_painted_as_one(ui: Ui) -> None:
    view, model = QListView(), LibraryModel()
    fill(model, [ROW])
    image = paint(
        BookDelegate(ui.covers, Columns(), lambda: NOW, view),
        model,
        0,
        1000,
        LTR,
        QStyle.StateFlag.State_Selected,
    )

    line = {QColor(image.pixel(x, 2)).name() for x in range(20, 980)}

    assert len(line) <= 2, "a seam runs through the selection"
    assert theme.tokens().surface.lower() not in line
    view.deleteLater()


@pytest.mark.parametrize("width", range(260, 1600, 67))
def test_columns_never_overlap_and_the_title_keeps_its_room(qapp: QApplication, width: int) -> None:
    row = QRect(0, 0, width, 56)
    areas = Columns(ORDER).areas(row, LTR)
    cover, title = book_parts(areas[Column.BOOK], LTR)
    placed = [cover, title, *(areas[column] for column in ORDER[1:] if column in areas)]

    for one, other in pairwise(placed):
        assert one.right() < other.left()
    assert placed[-1].right() <= row.right()
    mirrored = Columns(ORDER).areas(row, RTL)
    other_cover, other_title = book_parts(mirrored[Column.BOOK], RTL)
    assert other_cover.left() > other_title.right()
    assert other_title.width() == title.width()


@pytest.mark.parametrize("direction", [LTR, RTL], ids=["ltr", "rtl"])
def test_every_half_star_can_be_hit(qapp: QApplication, direction: Qt.LayoutDirection) -> None:
    area = QRect(100, 0, 104, 56)
    stars = star_areas(area, 16, direction)

    for index, star in enumerate(stars):
        near, far = (
            (star.left() + 2, star.right() - 2) if direction is LTR else (star.right() - 2, star.left() + 2)
        )
        assert rating_at(near, area, 16, direction) == index + 0.5
        assert rating_at(far, area, 16, direction) == index + 1
    assert rating_at(90 if direction is LTR else 220, area, 16, direction) is None


def test_a_book_without_cover_gets_one_in_the_colour_of_its_title(qapp: QApplication) -> None:
    image = generated_cover("Piranesi", "Susanna Clarke", QSize(104, 156), qapp.font().family())
    again = generated_cover("Piranesi", "Susanna Clarke", QSize(104, 156), qapp.font().family())

    assert image.size() == QSize(104, 156)
    assert image == again
    assert len({palette_of(title) for title in ("Piranesi", "Emma", "Dune", "Solaris", "Middlemarch")}) > 1


@pytest.mark.parametrize(
    "title",
    [
        "",
        "الأسود يليق بك",
        "源氏物語 第一帖",
        "गोदान और अन्य कहानियाँ",
        "🚀 To the Moon 🌕",
        "Donaudampfschifffahrtsgesellschaftskapitän",
        "word " * 400,
        "\ud800 half a letter",
    ],
)
def test_any_title_gets_a_cover_whose_words_stay_above_the_picture(qapp: QApplication, title: str) -> None:
    """Letters that no font of this system has are left out: no cover shows boxes."""
    size = QSize(152, 228)
    image = generated_cover(title, "An Author", size, qapp.font().family())
    without = generated_cover(title, "", size, qapp.font().family())

    assert image.size() == size
    below = QRect(0, 130, 152, 98)
    assert image.copy(below) == without.copy(below)


def test_the_words_of_every_made_up_cover_can_be_read(qapp: QApplication) -> None:
    for colours in PALETTES:
        light, dark = sorted((_luminance(colours.ground), _luminance(colours.ink)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, colours


def _luminance(colour: str) -> float:
    shares = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    red, green, blue = (
        share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
