"""The books of a sync: their text, and how they are painted."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.local_state import KeptValues
from bookorbit_desktop.domain.hardcover.sync_run import (
    ItemOutcome,
    SyncEnd,
    SyncItem,
    SyncProgress,
    SyncSummary,
    SyncWait,
)
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.localizing import localize, localize_list
from bookorbit_desktop.ui.theme import Tone, Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.painting import paint_cover, paint_lines, paint_row, paint_text
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex, RowsModel
from bookorbit_desktop.ui.widgets.tick_box import paint_tick
from bookorbit_desktop.ui.wording import joined, number, outcome_look, quoted, sentence_case, time_left

ROW_HEIGHT = 48
_COVER_ROW_HEIGHT = 68
_COVER = QSize(32, 48)
_TITLE_HEIGHT, _DETAIL_HEIGHT = 20, 18


class ItemDelegate(QStyledItemDelegate):
    """An icon for the outcome, then the title over a line of detail. A preview adds a check box."""

    def __init__(self, parent: QWidget, covers: CoverCache | None = None) -> None:
        """Without covers the text starts at the icon and has one line instead of two."""
        super().__init__(parent)
        self._book_covers = covers

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All rows have the same height."""
        return QSize(0, theme.px(ROW_HEIGHT if self._book_covers is None else _COVER_ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one book."""
        item: SyncItem = index.data(ROW)
        tick = index.data(Qt.ItemDataRole.CheckStateRole)
        direction = option.direction
        painter.save()
        paint_row(painter, option)
        mark = _mark_area(option.rect, direction)
        look = outcome_look(item.outcome)
        if tick is None:
            icons.paint(painter, mark, look.icon, look.tone)
        else:
            paint_tick(painter, mark, ticked=Qt.CheckState(tick) is Qt.CheckState.Checked)
        text_rect = option.rect.adjusted(
            theme.SPACE_16 + mark.width() + theme.SPACE_12, 0, -theme.SPACE_16, 0
        )
        if self._book_covers is not None:
            cover = _cover_area(option.rect)
            self._paint_book_cover(
                painter, QStyle.visualRect(direction, option.rect, cover), item, self._book_covers
            )
            text_rect.setLeft(cover.right() + 1 + theme.SPACE_12)
        tone = look.tone if look.tone in (Tone.ATTENTION, Tone.ERROR) else "muted"
        area = QStyle.visualRect(direction, option.rect, text_rect)
        self._paint_texts(painter, area, item.title, detail(item) or look.word, tone, direction)
        painter.restore()

    def _paint_texts(
        self, painter: QPainter, area: QRect, title: str, said: str, tone: str, direction: Qt.LayoutDirection
    ) -> None:
        font = theme.font(Type.DETAIL)
        title_height, line_height = theme.px(_TITLE_HEIGHT), theme.px(_DETAIL_HEIGHT)
        fits = self._book_covers is None or QFontMetrics(font).horizontalAdvance(said) <= area.width()
        lines = 1 if fits else 2
        top = area.top() + (area.height() - title_height - lines * line_height) // 2
        first = QRect(area.left(), top, area.width(), title_height)
        paint_text(painter, first, title, theme.font(Type.CARD), direction=direction)
        rest = first.translated(0, title_height)
        paint_lines(painter, rest, said, font, tone, direction, line_height, most=lines)

    def _paint_book_cover(self, painter: QPainter, area: QRect, item: SyncItem, covers: CoverCache) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device else 1.0
        size = area.width(), area.height()
        request = CoverRequest(item.book_id, item.title, "", *size, ratio, theme.px(3))
        paint_cover(painter, area, covers.pixmap(request))

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        """A click anywhere on the row, or the space bar, toggles its tick."""
        tick = index.data(Qt.ItemDataRole.CheckStateRole)
        is_click = isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonRelease
        is_space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if tick is None or not (is_click or is_space):
            return False
        is_ticked = Qt.CheckState(tick) is Qt.CheckState.Checked
        other = Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked
        return model.setData(index, other, Qt.ItemDataRole.CheckStateRole)


def _cover_area(row: QRect) -> QRect:
    left = row.left() + theme.SPACE_16 + theme.px(18) + theme.SPACE_12
    area = QRect(left, 0, theme.px(_COVER.width()), theme.px(_COVER.height()))
    area.moveTop(row.top() + (row.height() - area.height()) // 2)
    return area


def _mark_area(row: QRect, direction: Qt.LayoutDirection) -> QRect:
    size = theme.px(18)
    area = QRect(row.left() + theme.SPACE_16, row.top() + (row.height() - size) // 2, size, size)
    return QStyle.visualRect(direction, row, area)


OUTCOMES = (
    ItemOutcome.SENT,
    ItemOutcome.UNCHANGED,
    ItemOutcome.SKIPPED,
    ItemOutcome.NOT_MATCHED,
    ItemOutcome.FAILED,
)


def detail(item: SyncItem) -> str:
    """What was or would be written for a book, or why nothing was."""
    says_more = (
        item.state not in (HardcoverState.PENDING, HardcoverState.SYNCED)
        or not item.changes
        or item.kept_values != KeptValues()
    )
    return joined(
        sentence_case(localize_list(item.changes)),
        _record_text(item),
        localize(item.reason) if says_more else "",
    )


def _record_text(item: SyncItem) -> str:
    """The record that changes go to, and whether that match is unconfirmed."""
    if not item.record or not item.changes:
        return ""
    to = tr("to {0}").format(localize(item.record))
    return joined(to, tr("not confirmed yet")) if item.needs_review else to


def describe_item(item: SyncItem) -> str:
    """A book of a run as a sentence, for screen readers."""
    return ", ".join(part for part in (item.title, outcome_look(item.outcome).word, detail(item)) if part)


def counts(progress: SyncProgress) -> dict[ItemOutcome, int]:
    """The live counts of a run."""
    return {
        ItemOutcome.SENT: progress.sent,
        ItemOutcome.UNCHANGED: progress.unchanged,
        ItemOutcome.SKIPPED: progress.skipped,
        ItemOutcome.NOT_MATCHED: progress.not_matched,
        ItemOutcome.FAILED: progress.failed,
    }


def progress_text(progress: SyncProgress) -> str:
    """The progress of a run and its estimated time left."""
    if not progress.total:
        return tr("Getting ready…")
    text = tr("{0} of {1}").format(number(progress.processed), number(progress.total))
    if progress.seconds_left is None or progress.waiting or progress.processed == progress.total:
        return text
    return joined(text, time_left(progress.seconds_left))


def doing(progress: SyncProgress, now: datetime) -> str:
    """What the run is doing, or what it is waiting for."""
    if progress.waiting:
        return waiting_text(progress.waiting, now)
    stages = {
        "matching": tr("Looking up {0}"),
        "reading": tr("Comparing {0}"),
        "sending": tr("Sending {0}"),
        "quotes": tr("Sending highlights of {0}"),
    }
    text = stages.get(progress.stage, tr("Contacting Hardcover…"))
    return text.format(quoted(progress.current)) if progress.current else tr("Contacting Hardcover…")


def waiting_text(waiting: SyncWait, now: datetime) -> str:
    """Why a run is waiting, and for how many more seconds."""
    text = tr("{0} Will retry in {1} s.") if waiting.is_retry else tr("{0} Continuing in {1} s.")
    return text.format(localize(waiting.reason), number(waiting.seconds(now)))


def end_text(summary: SyncSummary) -> str:
    """The outcome of a run as one sentence."""
    parts = [tr("{0} sent").format(number(summary.count(ItemOutcome.SENT)))]
    for outcome, text in (
        (ItemOutcome.UNCHANGED, tr("{0} unchanged")),
        (ItemOutcome.SKIPPED, tr("{0} skipped")),
        (ItemOutcome.NOT_MATCHED, tr("{0} not matched")),
        (ItemOutcome.FAILED, tr("{0} failed")),
    ):
        if summary.count(outcome):
            parts.append(text.format(number(summary.count(outcome))))
    if summary.quotes:
        parts.append(tr("%n quote(s)", summary.quotes))
    return ", ".join(parts) + "."


def next_step(summary: SyncSummary) -> str:
    """What to do after a run; the result of each book is counted beside it."""
    if failed := summary.count(ItemOutcome.FAILED):
        return tr("%n book(s) couldn't be sent. The list says why.", failed)
    if not_matched := summary.count(ItemOutcome.NOT_MATCHED):
        return tr("%n book(s) need[s] a match. Choose “Fix matches”.", not_matched)
    if summary.end is not SyncEnd.COMPLETED:
        return tr("What was sent stays. The next sync sends the rest.")
    return tr("Hardcover is up to date.")


def end_title(summary: SyncSummary) -> str:
    """How a run ended, in two words."""
    return {
        SyncEnd.COMPLETED: tr("Sync finished"),
        SyncEnd.CANCELLED: tr("Sync cancelled"),
        SyncEnd.STOPPED: tr("Sync stopped"),
        SyncEnd.RUNNING: tr("Syncing"),
    }[summary.end]


class ItemsModel(RowsModel[SyncItem]):
    """The books of a run, the newest first."""

    def __init__(self) -> None:
        super().__init__(lambda item: item.book_id, describe_item, detail)

    def add(self, items: Sequence[SyncItem]) -> None:
        """Put newly finished books on top; a book finished again moves up."""
        again = {item.book_id for item in items}
        kept = [item for item in self.rows if item.book_id not in again]
        self.replace([*reversed(items), *kept])


class PreviewModel(RowsModel[SyncItem]):
    """What would be written, and what would not and why. Books to be sent can be unticked."""

    def __init__(self) -> None:
        super().__init__(lambda item: item.book_id, describe_item, detail)
        self._all: list[SyncItem] = []
        self._unticked: set[BookId] = set()

    def show_items(self, items: Sequence[SyncItem], *, keep_ticks: bool = False) -> None:
        """Show the books of a dry run, with all that would be sent ticked, or what is unticked left so."""
        order = (ItemOutcome.SENT, ItemOutcome.NOT_MATCHED, ItemOutcome.FAILED, ItemOutcome.SKIPPED)
        ranks = {outcome: rank for rank, outcome in enumerate(order)}
        self._all = sorted(items, key=lambda item: ranks.get(item.outcome, len(order)))
        self._unticked = self._unticked if keep_ticks else set()
        self.replace(self._all)

    def filter(self, text: str, is_shown: Callable[[SyncItem], bool]) -> None:
        """Show only chosen books with these words in title or reason; ticks are kept."""
        tokens = text.casefold().split()
        self.replace(
            [
                item
                for item in self._all
                if is_shown(item)
                and all(word in f"{item.title} {detail(item)}".casefold() for word in tokens)
            ]
        )

    @property
    def sendable(self) -> frozenset[BookId]:
        """The books that would be sent."""
        return frozenset(item.book_id for item in self._all if item.outcome is ItemOutcome.SENT)

    @property
    def ticked(self) -> frozenset[BookId]:
        """The books to send, shown or not."""
        return self.sendable - self._unticked

    @property
    def unticked(self) -> frozenset[BookId]:
        """The books not to send."""
        return self.sendable & self._unticked

    def tick_all(self, ticked: bool) -> None:
        """Tick or untick every book shown."""
        shown = {item.book_id for item in self.rows}
        self._unticked = self._unticked - shown if ticked else self._unticked | shown
        if self.rows:
            self.dataChanged.emit(
                self.index(0), self.index(len(self.rows) - 1), [Qt.ItemDataRole.CheckStateRole]
            )

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Books that would be sent can be unticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._can_tick(index) else flags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The tick, in addition to the data of every row."""
        if role == Qt.ItemDataRole.CheckStateRole:
            if not self._can_tick(index):
                return None
            is_ticked = self.rows[index.row()].book_id not in self._unticked
            return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick a book."""
        if role != Qt.ItemDataRole.CheckStateRole or not self._can_tick(index):
            return False
        book_id = self.rows[index.row()].book_id
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._unticked.discard(book_id)
        else:
            self._unticked.add(book_id)
        self.dataChanged.emit(self.index(index.row()), self.index(index.row()), [role])
        return True

    def _can_tick(self, index: AnyIndex) -> bool:
        return self.rows[index.row()].outcome is ItemOutcome.SENT
