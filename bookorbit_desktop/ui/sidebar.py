"""The sidebar: all pages, with live counts."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from bookorbit_desktop.domain.base.ids import CollectionId
from bookorbit_desktop.domain.library.collection import Collection
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.counts import Counts
from bookorbit_desktop.ui.foreign_text import one_line
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.shortcuts import PAGE_ICONS, page_word
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.book_drag import carried_books
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.widgets.layouts import new_column, new_row
from bookorbit_desktop.ui.widgets.painting import paint_row, paint_text
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex, RowsModel
from bookorbit_desktop.ui.wording import (
    STATUS_ORDER,
    collection_icon,
    collection_word,
    number,
    status_icon,
    status_word,
)

WIDTH = 224
COLLAPSED_WIDTH = 56
"""Room for the icons; the tooltips have the text."""
ROW_HEIGHT, COLLAPSED_ROW_HEIGHT = 34, 24
_INDENT = 20
_PICTURE = 28

Line: TypeAlias = tuple[Page, ReadingStatus | None, CollectionId | None]
"""The target of a line."""

MOST_COLLECTIONS = 12
"""Shelves, saved filters and tags in the sidebar; more would push the other pages out of view."""
_PILLS = frozenset({Page.INBOX, Page.HARDCOVER})
"""Lines whose counts wait for the person."""


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One line of the sidebar."""

    index: int
    page: Page
    status: ReadingStatus | None
    word: str
    icon: str
    note: str = ""
    """A count, or a state as a word."""
    note_tone: str = "muted"
    said: str = ""
    """The note for screen readers."""
    is_child: bool = False
    collection_id: CollectionId | None = None
    """The shelf, saved filter or tag it opens."""
    takes_books: bool = False
    """Whether books can be dropped here."""

    @property
    def leads_to(self) -> tuple[Page, ReadingStatus | None, CollectionId | None]:
        """The key of the line."""
        return self.page, self.status, self.collection_id


def nav_entries(
    counts: Counts,
    *,
    serving: bool,
    accepting: bool,
    starting: bool = False,
    statuses: Container[ReadingStatus] = STATUS_ORDER,
) -> list[NavEntry]:
    """All lines from top to bottom, with only the given `statuses`."""
    drafts = [
        _line(Page.DASHBOARD),
        _inbox_entry(counts.inbox),
        *_library_entries(counts.statuses, statuses),
        _line(Page.SERIES),
        _line(Page.AUTHORS),
        replace(_line(Page.SHELVES), word=tr("Shelves"), takes_books=True),
        *_collection_entries(counts.collections),
        _highlights_entry(counts.highlights),
        _line(Page.STATISTICS),
        _hardcover_entry(counts.attention),
        _line(Page.LOG),
        _koreader_entry(serving=serving, accepting=accepting, starting=starting),
        _line(Page.SETTINGS),
    ]
    return [replace(draft, index=index) for index, draft in enumerate(drafts)]


def _line(page: Page, note: str = "", tone: str = "muted", said: str = "") -> NavEntry:
    """The line of a whole page."""
    return NavEntry(0, page, None, page_word(page), PAGE_ICONS[page], note, tone, said)


def _inbox_entry(waiting: int) -> NavEntry:
    said = tr("%n file(s) need[s] attention", waiting) if waiting else ""
    note = number(waiting) if waiting else ""
    return _line(Page.INBOX, note, "attention", said)


def _library_entries(
    counts: Mapping[ReadingStatus, int], statuses: Container[ReadingStatus]
) -> list[NavEntry]:
    everything = _line(Page.LIBRARY, *_count(sum(counts.values())))
    shelves = [
        NavEntry(
            0,
            Page.LIBRARY,
            status,
            status_word(status),
            status_icon(status),
            *_count(counts.get(status, 0)),
            is_child=True,
        )
        for status in STATUS_ORDER
        if status in statuses
    ]
    return [everything, *shelves]


def _collection_entries(collections: Sequence[Collection]) -> list[NavEntry]:
    """Lines for the first few collections; their page lists them all."""
    return [
        NavEntry(
            0,
            Page.LIBRARY,
            None,
            one_line(collection.name),
            collection_icon(collection.kind),
            said=collection_word(collection.kind),
            is_child=True,
            collection_id=collection.id,
            takes_books=collection.kind.is_by_hand,
        )
        for collection in collections[:MOST_COLLECTIONS]
    ]


def _highlights_entry(count: int) -> NavEntry:
    said = tr("%n highlight(s) and note(s)", count) if count else ""
    note = number(count) if count else ""
    return _line(Page.HIGHLIGHTS, note, "muted", said)


def _hardcover_entry(attention: int) -> NavEntry:
    said = tr("%n need[s] attention", attention) if attention else ""
    note = number(attention) if attention else ""
    return _line(Page.HARDCOVER, note, "attention", said)


def _koreader_entry(*, serving: bool, accepting: bool, starting: bool) -> NavEntry:
    if starting:
        note, tone = tr("Starting…"), "muted"
    elif not serving:
        note, tone = tr("Off"), "error"
    elif accepting:
        note, tone = tr("On"), "ok"
    else:
        note, tone = tr("Paused"), "attention"
    return _line(Page.KOREADER, note, tone, note)


def _count(count: int) -> tuple[str, str, str]:
    """The note, its tone, and its text for screen readers."""
    return (number(count) if count else "", "muted", tr("%n book(s)", count))


def _describe(entry: NavEntry) -> str:
    return ", ".join(part for part in (entry.word, entry.said) if part)


class NavDelegate(QStyledItemDelegate):
    """Icon, name and note."""

    is_collapsed = False
    """Whether only icons are shown."""
    target: Line | None = None
    """The line on which books would be dropped now."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All lines have the same height."""
        return QSize(0, theme.px(COLLAPSED_ROW_HEIGHT if self.is_collapsed else ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one line."""
        entry: NavEntry = index.data(ROW)
        direction, row = option.direction, option.rect
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint_row(painter, option)
        if entry.leads_to == self.target:
            _paint_target(painter, row)
        if self.is_collapsed:
            self._paint_icon(painter, option, entry)
            painter.restore()
            return
        size = theme.px(16 if entry.is_child else 18)
        indent = theme.SPACE_16 + (theme.px(_INDENT) if entry.is_child else 0)
        mark = QRect(row.left() + indent, row.top() + (row.height() - size) // 2, size, size)
        note_font = theme.font(Type.DETAIL, numbers=True)
        note_width = QFontMetrics(note_font).horizontalAdvance(entry.note) + 2
        note = QRect(row.right() - theme.SPACE_16 - note_width, row.top(), note_width, row.height())
        text_rect = QRect(mark.right() + 1 + theme.px(10), row.top(), 0, row.height())
        text_rect.setRight(note.left() - theme.SPACE_8)
        font = theme.font(Type.CARD if is_current else Type.BODY)
        if entry.is_child:
            font.setPointSizeF(font.pointSizeF() - 0.5)
        icons.paint(
            painter, QStyle.visualRect(direction, row, mark), entry.icon, "accent" if is_current else "muted"
        )
        paint_text(
            painter, QStyle.visualRect(direction, row, text_rect), entry.word, font, direction=direction
        )
        if entry.note and entry.page in _PILLS:
            _paint_pill(painter, QStyle.visualRect(direction, row, note))
        paint_text(
            painter,
            QStyle.visualRect(direction, row, note),
            entry.note,
            note_font,
            entry.note_tone,
            direction=direction,
        )
        if entry.page is Page.KOREADER and entry.note_tone != "muted":
            self._paint_dot(painter, QStyle.visualRect(direction, row, note), entry.note_tone, direction)
        painter.restore()

    def _paint_icon(self, painter: QPainter, option: QStyleOptionViewItem, entry: NavEntry) -> None:
        """Draw the icon centred, with a dot if something waits for the person."""
        row, size = option.rect, theme.px(16 if entry.is_child else 20)
        mark = QRect(0, 0, size, size)
        mark.moveCenter(row.center())
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        icons.paint(painter, mark, entry.icon, "accent" if is_current else "muted")
        if entry.note and entry.note_tone != "muted":
            dot = QRect(mark.right() - theme.px(2), mark.top() - theme.px(4), theme.px(8), theme.px(8))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(entry.note_tone))
            painter.drawEllipse(dot)

    def _paint_dot(self, painter: QPainter, note: QRect, tone: str, direction: Qt.LayoutDirection) -> None:
        size = theme.px(8)
        left = note.left() - size - theme.px(5)
        if direction is Qt.LayoutDirection.RightToLeft:
            left = note.right() + theme.px(5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(tone))
        painter.drawEllipse(left, note.top() + (note.height() - size) // 2 + 1, size, size)


def _paint_target(painter: QPainter, row: QRect) -> None:
    """Mark the line on which the books would be dropped."""
    painter.setPen(QPen(theme.colour("accent"), 2))
    painter.setBrush(theme.colour("accent", theme.BADGE_TINT))
    area = QRectF(row).adjusted(theme.SPACE_4 + 1, 2, -theme.SPACE_4 - 1, -2)
    painter.drawRoundedRect(area, theme.RADIUS_FIELD, theme.RADIUS_FIELD)


def _paint_pill(painter: QPainter, note: QRect) -> None:
    """Draw a note; one about something that needs the person stands out slightly."""
    height = theme.px(20)
    pill = QRect(0, 0, max(height, note.width() + theme.px(14)), height)
    pill.moveCenter(note.center())
    painter.setPen(Qt.PenStyle.NoPen)
    # On ground of its own: on the selected row the number would be hard to read.
    for ground in (theme.colour("surface"), theme.colour("attention", theme.BADGE_TINT)):
        painter.setBrush(ground)
        painter.drawRoundedRect(pill, height / 2, height / 2)


class NavList(QListView):
    """Lines that lead to pages. Some accept books; other drags are left to the window."""

    books_dropped = Signal(object, object)
    """The NavEntry they were dropped on, and a list of the books' ids."""

    def __init__(self) -> None:
        super().__init__()
        self.viewport().setAcceptDrops(True)

    @property
    def is_pointed_at(self) -> bool:
        """Whether the pointer is here, dragging or not."""
        return self._delegate().target is not None or self.underMouse()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept drags of books."""
        event.setAccepted(bool(carried_books(event)))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Mark the line under the dragged books."""
        point = event.position().toPoint()
        self._mark(self._taking(point) if carried_books(event) else None)
        event.setAccepted(self._delegate().target is not None)
        edge = self.autoScrollMargin()
        if not self.viewport().rect().adjusted(0, edge, 0, -edge).contains(point):
            self.startAutoScroll()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Clear the mark when the drag leaves."""
        self._mark(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Report a drop on the marked line, unless another line has taken its place."""
        entry, marked = self._taking(event.position().toPoint()), self._delegate().target
        self._mark(None)
        event.setAccepted(entry is not None and entry.leads_to == marked)
        if event.isAccepted():
            self.books_dropped.emit(entry, carried_books(event))

    def _taking(self, point: QPoint) -> NavEntry | None:
        index = self.indexAt(point)
        entry: NavEntry | None = index.data(ROW) if index.isValid() else None
        return entry if entry is not None and entry.takes_books else None

    def _mark(self, entry: NavEntry | None) -> None:
        target = entry.leads_to if entry is not None else None
        if self._delegate().target != target:
            self._delegate().target = target
            self.viewport().update()

    def _delegate(self) -> NavDelegate:
        delegate = self.itemDelegate()
        assert isinstance(delegate, NavDelegate)
        return delegate


class Sidebar(QFrame):
    """One list: arrow keys move through it, and the page follows."""

    chosen = Signal(object, object)
    """Page and ReadingStatus, or None for all."""
    collection_chosen = Signal(object)
    """The CollectionId of a shelf, a saved filter or a tag."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "sidebar")
        self._is_restoring = False
        self._wanted: Line | None = None
        """The last choice; its line may be missing."""
        self._selected_status: ReadingStatus | None = None
        self.setFixedWidth(theme.px(WIDTH))
        self.model: RowsModel[NavEntry] = RowsModel(
            lambda entry: entry.index, _describe, lambda entry: _describe(entry) if self.is_collapsed else ""
        )
        self.list = NavList()
        self.list.setProperty("kind", "nav")
        self.list.setAccessibleName(tr("Pages"))
        self.list.setModel(self.model)
        self._delegate = NavDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = new_column(self, theme.SPACE_12, (0, theme.SPACE_16, 0, theme.SPACE_8))
        layout.addLayout(self._build_brand())
        layout.addWidget(self.list)
        self.show_counts(Counts(), serving=False, accepting=True, starting=True)
        self.list.selectionModel().currentChanged.connect(self._on_current)

    @property
    def is_collapsed(self) -> bool:
        """Whether only icons are shown."""
        return self._delegate.is_collapsed

    def collapse(self, is_collapsed: bool) -> None:
        """Show only icons, or icons with names."""
        if is_collapsed != self.is_collapsed:
            self._delegate.is_collapsed = is_collapsed
            self.setFixedWidth(theme.px(COLLAPSED_WIDTH if is_collapsed else WIDTH))
            self._show()
            self._brand_name.setVisible(not is_collapsed)
            bar = (
                Qt.ScrollBarPolicy.ScrollBarAlwaysOff
                if is_collapsed
                else Qt.ScrollBarPolicy.ScrollBarAsNeeded
            )
            self.list.setVerticalScrollBarPolicy(bar)
            side = (theme.px(COLLAPSED_WIDTH) - theme.px(_PICTURE)) // 2 if is_collapsed else theme.SPACE_16
            self._brand.setContentsMargins(side, 0, 0 if is_collapsed else side, 0)
            self.list.scheduleDelayedItemsLayout()

    def show_counts(self, counts: Counts, *, serving: bool, accepting: bool, starting: bool = False) -> None:
        """Update the counts."""
        self._show = partial(
            self.show_counts, counts, serving=serving, accepting=accepting, starting=starting
        )
        entries = nav_entries(
            counts,
            serving=serving,
            accepting=accepting,
            starting=starting,
            statuses=self._statuses_to_show(counts),
        )
        if self.is_collapsed:  # equal icons without words tell nobody anything, and Settings stays in sight
            entries = [entry for entry in entries if entry.collection_id is None]
        self.model.replace(entries)
        if self._wanted is not None:
            self._is_restoring = True  # lines may have come or gone: the page stays
            try:
                self._mark(self._wanted)
            finally:
                self._is_restoring = False

    def leaveEvent(self, event: QEvent) -> None:
        """Apply changes to the lines once the pointer has left, so that none moves under it."""
        super().leaveEvent(event)
        self._show()

    def _statuses_to_show(self, counts: Counts) -> frozenset[ReadingStatus]:
        """The statuses that some book has, and the one being shown."""
        if self.list.is_pointed_at:
            statuses = {entry.status for entry in self.model.rows}
        else:
            statuses = {status for status, count in counts.statuses.items() if count}
        return frozenset(status for status in {*statuses, self._selected_status} if status is not None)

    def select(
        self,
        page: Page,
        status: ReadingStatus | None = None,
        collection_id: CollectionId | None = None,
    ) -> None:
        """Mark the line of a page; a shelf without a line marks none."""
        wanted = (page, status, collection_id)
        if status is not None and not any(entry.status is status for entry in self.model.rows):
            self._selected_status = status
            self._show()
        self._wanted = wanted
        self._mark(wanted)

    def _mark(self, wanted: Line) -> None:
        lines = [entry.leads_to for entry in self.model.rows]
        index = self.model.index(lines.index(wanted)) if wanted in lines else QModelIndex()
        self.list.setCurrentIndex(index)

    def _on_current(self, current: QModelIndex) -> None:
        if not current.isValid() or self._is_restoring:
            return
        entry: NavEntry = current.data(ROW)
        self._wanted = entry.leads_to
        self._selected_status = entry.status
        if entry.collection_id is not None:
            self.collection_chosen.emit(entry.collection_id)
        else:
            self.chosen.emit(entry.page, entry.status)

    def _build_brand(self) -> QHBoxLayout:
        picture = QLabel()
        picture.setAccessibleName("BookOrbit")
        size = theme.px(_PICTURE)
        picture.setPixmap(icons.app_picture(size, self.devicePixelRatioF()))
        brand = self._brand = new_row(spacing=theme.px(10), margins=(theme.SPACE_16, 0))
        brand.addWidget(picture)
        self._brand_name = label("BookOrbit", "section")
        brand.addWidget(self._brand_name, 1)
        return brand
