"""The positions of a book: drawn over time, listed, and restored, reset, accepted or kept."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.numbers import clamp_fraction
from bookorbit_desktop.domain.hardcover.read_plan import pages_for
from bookorbit_desktop.domain.overview.book_view import BookView, HistoryPoint
from bookorbit_desktop.domain.reading.positions import GivenPlace, PastPosition
from bookorbit_desktop.services.runtime.undo import Undo
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.book.identities import SHORT_DIGEST
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.tasks import async_slot, owned_slot
from bookorbit_desktop.ui.theme import Tone, Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.undoing import offer_of
from bookorbit_desktop.ui.widgets.dialogs import Answers, Confirm, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.painting import badge_width, halves, paint_badge, paint_row, paint_text
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex, RowsModel, RowView
from bookorbit_desktop.ui.wording import BadgeStyle, day_and_time, joined, page_text, percent

HEIGHT = 120
_DOTS_UP_TO = 40
_DIALOG_WIDTH, _DIALOG_HEIGHT = 720, 560
ROW_HEIGHT = 48
_WIDE_TIMES = tuple(datetime(2028, 12, 28, hour, 58, tzinfo=UTC) for hour in range(24))
"""Times of which one is as wide as any gets, in every locale."""


class HistoryGraph(QWidget):
    """Time from left to right, position from bottom to top. Screen readers get the first and last point."""

    def __init__(self) -> None:
        super().__init__()
        self._points: Sequence[HistoryPoint] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Reading history"))

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(theme.px(240), theme.px(HEIGHT))

    def show_points(self, points: Sequence[HistoryPoint]) -> None:
        """Show points, oldest first."""
        self._points = points
        self.setVisible(len(points) > 1)
        if points:
            first, last = points[0], points[-1]
            self.setAccessibleDescription(
                tr("From {0} on {1} to {2} on {3}, in %n update(s).", len(points)).format(
                    percent(first.percentage),
                    day_and_time(first.at, with_time=False),
                    percent(last.percentage),
                    day_and_time(last.at, with_time=False),
                )
            )
            self.setToolTip(self.accessibleDescription())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame, line and the first and last day."""
        if len(self._points) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        days = theme.px(18)
        plot = QRectF(
            theme.px(3), theme.px(6), self.width() - theme.px(6), self.height() - days - theme.px(8)
        )
        painter.setPen(QPen(theme.colour("border"), 1))
        for share in (0.0, 0.5, 1.0):
            y = plot.bottom() - share * plot.height()
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        line = self._line(plot)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawPolyline(line)
        if line.count() <= _DOTS_UP_TO:
            painter.setBrush(theme.colour("accent"))
            painter.setPen(Qt.PenStyle.NoPen)
            for index in range(line.count()):
                painter.drawEllipse(line.at(index), 2.5, 2.5)
        self._paint_days(painter, QRectF(0, self.height() - days, self.width(), days))

    def _line(self, plot: QRectF) -> QPolygonF:
        begins = self._points[0].at.timestamp()
        span = max(1.0, self._points[-1].at.timestamp() - begins)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        line = QPolygonF()
        for point in self._points:
            share = (point.at.timestamp() - begins) / span
            x = plot.left() + (1 - share if is_mirrored else share) * plot.width()
            line.append(QPointF(x, plot.bottom() - clamp_fraction(point.percentage) * plot.height()))
        return line

    def _paint_days(self, painter: QPainter, area: QRectF) -> None:
        painter.setFont(theme.font(Type.DETAIL, numbers=True))
        painter.setPen(theme.colour("muted"))
        ends = (
            (self._points[0], Qt.AlignmentFlag.AlignLeading),
            (
                self._points[-1],
                Qt.AlignmentFlag.AlignTrailing,
            ),
        )
        painter.setLayoutDirection(self.layoutDirection())
        for point, side in ends:
            painter.drawText(
                area, int(side | Qt.AlignmentFlag.AlignVCenter), day_and_time(point.at, with_time=False)
            )


class HistoryDialog(QDialog):
    """Newest first. Restoring a position removes nothing."""

    chosen = Signal(object)
    """The PastPosition to restore."""

    def __init__(self, context: UiContext, view: BookView, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._view = context, view
        self._more_before: int | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Position history"))
        fit(self, _DIALOG_WIDTH, _DIALOG_HEIGHT)
        text = PositionText(view.pages, self._copy_word)
        self.model = PositionModel(text)
        self.list = RowView(tr("Position history"))
        self.list.setModel(self.model)
        self._delegate = PositionDelegate(text)
        self.list.setItemDelegate(self._delegate)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.given = label("", "detail", wrap=True, name="given")
        self.given.hide()
        self.restore = button(tr("Restore position"), "primary")
        self.close_button = button(tr("Close"))
        self._build()
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._on_selected())
        self.list.doubleClicked.connect(lambda _index: self._restore())
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.restore.clicked.connect(self._restore)
        self.close_button.clicked.connect(self.reject)
        self.model.more_requested.connect(self._load_more)
        self._on_selected()
        self._load_more()
        self._load_given()

    @owned_slot
    async def _load_given(self) -> None:
        given = self._context.services.positions.given_places
        places = await self._context.tasks.blocking(given, self._view.book.id)
        self.given.setText("\n".join(map(given_text, places)))
        self.given.setVisible(bool(places))

    @async_slot
    async def _load_more(self) -> None:
        history = self._context.services.positions.history
        page = await self._context.tasks.blocking(history, self._view.book.id, self._more_before)
        self._more_before = page.more_before
        self.model.append(page.positions)
        self.model.has_more = page.more_before is not None
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))

    @property
    def _selected(self) -> PastPosition | None:
        rows = self.list.selected_rows()
        return rows[0] if rows else None

    def _on_selected(self) -> None:
        position = self._selected
        reason = ""
        if position is None:
            reason = tr("Select a position first.")
        elif position.is_given:
            reason = tr("Your devices already get this position.")
        self.restore.setEnabled(not reason)
        self.restore.setToolTip(reason)

    def _restore(self) -> None:
        position = self._selected
        if position is not None and self.restore.isEnabled():
            self.chosen.emit(position)
            self.accept()

    def _open_menu(self, where: QPoint) -> None:
        index: QModelIndex = self.list.indexAt(where)
        if not index.isValid():
            return
        self.list.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        action = menu.addAction(icons.icon("undo", "muted"), tr("Restore position"), self._restore)
        action.setEnabled(self.restore.isEnabled())
        action.setToolTip(self.restore.toolTip())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.list.viewport().mapToGlobal(where))

    def _copy_word(self, document: str) -> str:
        for file in self._view.book.files:
            if document in (file.partial_md5, file.filename_md5):
                return file.format.value.upper()
        return document[:SHORT_DIGEST]

    def _build(self) -> None:
        hint = tr(
            "Restore a position to send it to your devices again, exactly as it was received. The "
            "next position a device sends replaces it."
        )
        layout = dialog_column(self)
        layout.addWidget(
            label(tr("Position history of “{0}”").format(self._view.row.title), "section", wrap=True)
        )
        layout.addWidget(label(hint, "muted", wrap=True))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.given)
        layout.addWidget(Answers(self, accept=self.restore, reject=self.close_button))


def given_text(given: GivenPlace) -> str:
    """What a device gets that names places in another way than the newest position."""
    device, there = given.device or tr("Unnamed device"), percent(given.percentage)
    if given.place_at is None:
        return tr("{0} can't use the form of the newest position, at {1}, and has sent none near it.").format(
            device, there
        )
    text = tr("{0} gets {1}, with a place in its own form at {2}.")
    if not given.is_near:
        text = tr("{0} gets {1}, with its newest place that isn't ahead, at {2}.")
    return text.format(device, there, percent(given.place_at))


class PositionText:
    """Makes the texts for positions of one book."""

    def __init__(self, pages: int | None, copy_word: Callable[[str], str]) -> None:
        """`copy_word` names a document's copy of the book."""
        self._pages = pages
        self._copy = copy_word

    def device(self, position: PastPosition) -> str:
        """The device that sent it."""
        return position.push.device or tr("Unnamed device")

    def copy(self, position: PastPosition) -> str:
        """How it arrived, which copy of the book it was, and how often it came."""
        times = tr("%n time(s)", position.pushes) if position.pushes > 1 else ""
        way = tr("through the relay") if position.push.relayed else ""
        return joined(way, self._copy(position.push.document), times)

    def where(self, position: PastPosition) -> str:
        """The percentage and, after a step back, the one before."""
        back = ""
        if position.back_from is not None:
            back = tr("went back from {0}").format(percent(position.back_from))
        return joined(percent(position.push.percentage), back)

    def page(self, position: PastPosition) -> str:
        """The page, if pages are known."""
        if self._pages is None:
            return ""
        return page_text(pages_for(clamp_fraction(position.push.percentage), self._pages), self._pages)

    def describe(self, position: PastPosition) -> str:
        """A position as a sentence, for screen readers."""
        given = given_look().word if position.is_given else ""
        parts = (
            self.where(position),
            self.page(position),
            self.device(position),
            day_and_time(position.push.at),
        )
        return ", ".join(part for part in (*parts, self.copy(position), given) if part)


def given_look() -> BadgeStyle:
    """The badge of the position that devices currently get."""
    return BadgeStyle(tr("Current on devices"), "check", Tone.OK)


class PositionModel(RowsModel[PastPosition]):
    """The newest positions first. More load when the end scrolls into view."""

    more_requested = Signal()

    def __init__(self, text: PositionText) -> None:
        super().__init__(lambda position: position.push.id, text.describe, text.describe)
        self.has_more = False

    def canFetchMore(self, parent: AnyIndex) -> bool:
        """Whether there are older positions to load."""
        return self.has_more

    def fetchMore(self, parent: AnyIndex) -> None:
        """Request the next page, once."""
        self.has_more = False
        self.more_requested.emit()

    def append(self, positions: Sequence[PastPosition]) -> None:
        """Append older positions."""
        if not positions:
            return
        first = len(self._rows)
        self.beginInsertRows(self.index(-1), first, first + len(positions) - 1)
        self._rows += positions
        self._numbers |= {position.push.id: first + number for number, position in enumerate(positions)}
        self.endInsertRows()


class PositionDelegate(QStyledItemDelegate):
    """Time, device and copy, position, and whether devices get it now."""

    def __init__(self, text: PositionText) -> None:
        super().__init__()
        self._text = text

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All rows have the same height."""
        return QSize(0, theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one position."""
        position: PastPosition = index.data(ROW)
        text, direction = self._text, option.direction
        when, device, where, badge = (
            QStyle.visualRect(direction, option.rect, area) for area in _columns(option.rect)
        )
        small = theme.font(Type.DETAIL, numbers=True)
        painter.save()
        paint_row(painter, option)
        paint_text(painter, when, day_and_time(position.push.at), small, "muted", direction=direction)
        name, copy = text.device(position), text.copy(position)
        upper, lower = halves(device) if copy else (device, QRect())
        paint_text(painter, upper, name, theme.font(Type.CARD), direction=direction)
        paint_text(painter, lower, copy, small, "muted", direction=direction)
        page = text.page(position)
        upper, lower = halves(where) if page else (where, QRect())
        paint_text(painter, upper, text.where(position), small, direction=direction)
        paint_text(painter, lower, page, small, "muted", direction=direction)
        if position.is_given:
            paint_badge(painter, badge, given_look(), direction)
        painter.restore()


@lru_cache(maxsize=4)
def time_width(font_text: str) -> int:
    """The width of a position's date and time in this font."""
    font = QFont()
    font.fromString(font_text)
    small = QFontMetrics(font)
    return 1 + max(small.horizontalAdvance(day_and_time(time)) for time in _WIDE_TIMES)


def _columns(row: QRect) -> tuple[QRect, QRect, QRect, QRect]:
    left, right = row.left() + theme.SPACE_16, row.right() - theme.SPACE_16
    when, badge = time_width(theme.font(Type.DETAIL, numbers=True).toString()), badge_width(given_look())
    flexible = right - left - when - badge - 3 * theme.SPACE_12
    areas = []
    for width in (when, flexible // 2, flexible - flexible // 2, badge):
        areas.append(QRect(left, row.top(), width, row.height()))
        left += width + theme.SPACE_12
    return areas[0], areas[1], areas[2], areas[3]


class PositionActions(QObject):
    """Carries out decisions and offers to undo them."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.message, self.offered = context.messages.message, context.messages.offered
        self._context = context
        self._window = parent

    @async_slot
    async def restore(self, book_id: BookId, position: PastPosition) -> None:
        """Restore an earlier position of a book for devices."""
        positions = self._context.services.positions
        restored = await self._context.tasks.blocking(positions.restore, book_id, position.push.id)
        done = tr("Position restored to {0}").format(percent(position.push.percentage))
        self._offer(done, Undo.of(positions.undo, restored))

    def ask_to_reset(self, book_ids: Sequence[BookId], title: str = "") -> None:
        """Ask, then forget the positions of books. `title` names a single one."""
        question = (
            tr("Reset the progress of “{0}”?").format(title)
            if title
            else tr("Reset the progress of %n book(s)?", len(book_ids))
        )
        consequence = tr(
            "This clears the position in BookOrbit. Your device keeps its own position; BookOrbit "
            "accepts it again once it changes. Hardcover isn't changed."
        )
        dialog = Confirm(
            self._window, question, consequence, act=tr("Reset progress"), keep=tr("Keep position")
        )
        dialog.confirmed.connect(lambda: self._context.tasks.start(self._reset(book_ids)))
        dialog.open()

    def accept_step_back(self, book_id: BookId, percentage: float) -> None:
        """Accept a step back to the device's position."""
        done = tr("Position set to {0}").format(percent(percentage))
        self._answer(book_id, self._context.services.positions.accept_step_back, done)

    def keep_position(self, book_id: BookId, percentage: float) -> None:
        """Keep the position of a book."""
        done = tr("Position kept at {0}").format(percent(percentage))
        self._answer(book_id, self._context.services.positions.keep_position, done)

    @async_slot
    async def _answer(self, book_id: BookId, answer: Callable[[Sequence[BookId]], None], done: str) -> None:
        reading, blocking = self._context.services.reading, self._context.tasks.blocking
        before = await blocking(reading.states, [book_id])
        await blocking(answer, [book_id])
        self._offer(done, Undo.of(reading.restore, before))

    async def _reset(self, book_ids: Sequence[BookId]) -> None:
        positions = self._context.services.positions
        reset = await self._context.tasks.blocking(positions.reset, book_ids)
        done = tr("Progress reset for %n book(s)", len(reset.books))
        self._offer(done, Undo.of(positions.undo, reset, len(reset.books)))

    def _offer(self, done: str, undo: Undo) -> None:
        self.offered.emit(done, (offer_of(self._context, undo, self.message.emit),))
