"""The preview of an import: groups as chips, one row per book."""

from collections.abc import Sequence
from typing import Generic

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from bookorbit_desktop.domain.hardcover.shelf_import import ImportKind, ImportRow, PreviewRow
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.imports.model import (
    ImportModel,
    R,
    authors_text,
    fitting,
    here,
    kind_chips,
    kind_look,
    reason,
    there,
    title,
)
from bookorbit_desktop.ui.sync.model import ItemDelegate
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.chips import FilterChips
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import framed, in_row, new_column, new_row
from bookorbit_desktop.ui.widgets.list_states import EmptyState
from bookorbit_desktop.ui.widgets.painting import halves, paint_cover, paint_row, paint_text, paint_two_lines
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex, RowView
from bookorbit_desktop.ui.widgets.search_field import SearchField
from bookorbit_desktop.ui.widgets.tick_box import TickBox, paint_tick

ROW_HEIGHT = 60
_COVER = QSize(32, 48)
_TICK = 18
_SHARES = (0.31, 0.41)
"""Of the width beside the cover: title, both sides; the reason has the rest."""


class ImportPreview(QWidget, Generic[R]):
    """Ready rows are ticked; rows to review are left to the person; the rest say why they are not imported."""

    changed = Signal()
    """The ticked rows have changed."""

    def __init__(self, covers: CoverCache, list_name: str, option: TickBox) -> None:
        """`list_name` is for screen readers; `option` is the choice specific to this import."""
        super().__init__()
        self._rows: list[R] = []
        self._kind: ImportKind | None = None
        self._sentence = label("", wrap=True, name="sentence")
        self._option = option
        self.chips: FilterChips[ImportKind | None] = FilterChips(tr("Groups"))
        self.filter = SearchField(tr("Filter…"))
        self.model: ImportModel[R] = ImportModel()
        self.model.setParent(self)  # its connections hold this page, and end with it
        self.list = RowView(list_name)
        self.list.setModel(self.model)
        self.list.setItemDelegate(ImportDelegate(self.model, covers, self.list))
        self._frame = framed(self.list)
        self._nothing = EmptyState("search", tr("No books in this view."))
        self.all = button(tr("Select all"), "quiet")
        self.none = button(tr("Deselect all"), "quiet")
        self._build()
        self._connect(covers)

    @property
    def chosen(self) -> list[R]:
        """The ticked rows."""
        ticked = self.model.ticked
        return [row for row in self._rows if row.key in ticked]

    @property
    def can_import(self) -> bool:
        """Whether there is anything to import."""
        return any(row.can_import for row in self._rows)

    def show_all(self, rows: Sequence[R], found: str, rest: str) -> None:
        """Show all rows under the summary, starting with the importable ones."""
        self._rows = _by_group(rows)
        self.model.begin(self._rows)
        if not self.can_import:
            rest = tr("Nothing to import. See each line for the reason.")
        self._sentence.setText(f"{found} {rest}")
        self.show_kind(None)

    def replace_rows(self, rows: Sequence[R]) -> None:
        """Replace rows whose group changed. Ticks are kept."""
        self._rows = _by_group(rows)
        self._show_rows()

    def show_kind(self, kind: ImportKind | None) -> None:
        """Show one group; None shows all."""
        self._kind = kind
        self._show_rows()

    def _show_rows(self) -> None:
        self.chips.set_chips(kind_chips(self._rows), self._kind)
        shown = fitting(self._rows, self._kind, self.filter.text().strip())
        self.model.replace(shown)
        self._frame.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        for control in (self.all, self.none):
            control.setVisible(any(row.can_import for row in shown))
        self.changed.emit()

    def _connect(self, covers: CoverCache) -> None:
        self.chips.chosen.connect(self.show_kind)
        self.filter.searched.connect(lambda _text: self._show_rows())
        self.model.dataChanged.connect(lambda: self.changed.emit())
        self.all.clicked.connect(lambda: self.model.tick_shown(True))
        self.none.clicked.connect(lambda: self.model.tick_shown(False))
        covers.loaded.connect(self.list.show_cover)

    def _build(self) -> None:
        tools = new_row(spacing=theme.SPACE_8)
        tools.addWidget(self.chips, 1)
        self.filter.setMaximumWidth(theme.px(220))
        tools.addWidget(self.filter)
        under = in_row(self._option, None, self.all, self.none, spacing=-1)
        layout = new_column(self, theme.SPACE_12)
        layout.addWidget(self._sentence)
        layout.addLayout(tools)
        layout.addWidget(self._frame, 1)
        layout.addWidget(self._nothing, 1)
        layout.addLayout(under)


def _by_group(rows: Sequence[R]) -> list[R]:
    order = list(ImportKind)
    return sorted(rows, key=lambda row: order.index(row.kind))


class ShelfPreview(ImportPreview[ImportRow]):
    """The shelf on Hardcover; the progress of open reads can be left out."""

    def __init__(self, covers: CoverCache) -> None:
        self.progress = TickBox(tr("Import progress"))
        super().__init__(covers, tr("Books on your Hardcover shelf"), self.progress)
        self.progress.setChecked(True)
        self.progress.setToolTip(tr("Include progress for books you're reading on Hardcover."))
        self.progress.clicked.connect(lambda: self.model.show_progress(self.progress.isChecked()))

    def show_shelf(self, rows: Sequence[ImportRow]) -> None:
        """Show a whole shelf."""
        found = tr("%n book(s) on your Hardcover shelf.", len(rows))
        self.show_all(
            rows, found, tr("Only fills in books without reading data here. Nothing is overwritten.")
        )
        self.progress.setVisible(self.can_import)


class ImportDelegate(ItemDelegate, Generic[R]):
    """Three columns of two lines each, with check boxes as in the preview of a sync."""

    def __init__(self, model: ImportModel[R], covers: CoverCache, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._covers = covers

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All rows have the same height."""
        return QSize(0, theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one entry."""
        row: PreviewRow = index.data(ROW)
        painter.save()
        paint_row(painter, option)
        tick = index.data(Qt.ItemDataRole.CheckStateRole)
        left = option.rect.left() + theme.SPACE_16
        if tick is not None:
            mark = _centred(option.rect, left, QSize(_TICK, _TICK))
            ticked = Qt.CheckState(tick) is Qt.CheckState.Checked
            paint_tick(painter, QStyle.visualRect(option.direction, option.rect, mark), ticked=ticked)
        cover = _centred(option.rect, left + theme.px(_TICK) + theme.SPACE_12, _COVER)
        self._paint_cover(painter, QStyle.visualRect(option.direction, option.rect, cover), row)
        self._paint_text(painter, option, cover.right() + 1 + theme.SPACE_12, row)
        painter.restore()

    def _paint_cover(self, painter: QPainter, area: QRect, row: PreviewRow) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device else 1.0
        wanted = CoverRequest(
            row.cover_key, title(row), authors_text(row), area.width(), area.height(), ratio, theme.px(3)
        )
        paint_cover(painter, area, self._covers.pixmap(wanted))

    def _paint_text(
        self, painter: QPainter, option: QStyleOptionViewItem, left: int, row: PreviewRow
    ) -> None:
        room = option.rect.right() - theme.SPACE_16 - left
        widths = [int(room * share) for share in _SHARES]
        middle, last = left + widths[0], left + sum(widths)
        progress = self._model.progress
        _paint_pair(painter, option, (left, widths[0]), (title(row), authors_text(row)), Type.CARD)
        _paint_pair(
            painter, option, (middle, widths[1]), (there(row), here(row, progress=progress)), Type.DETAIL
        )
        look = kind_look(row.kind)
        mark = _centred(option.rect, last, QSize(16, 16))
        icons.paint(painter, QStyle.visualRect(option.direction, option.rect, mark), look.icon, look.tone)
        words_left = mark.right() + 1 + theme.SPACE_8
        text_rect = QRect(words_left, option.rect.top(), left + room - words_left, option.rect.height())
        box = QStyle.visualRect(option.direction, option.rect, text_rect)
        paint_two_lines(painter, box, reason(row), theme.font(Type.DETAIL), look.tone, option.direction)


def _centred(row: QRect, left: int, size: QSize) -> QRect:
    area = QRect(left, 0, theme.px(size.width()), theme.px(size.height()))
    area.moveTop(row.top() + (row.height() - area.height()) // 2)
    return area


def _paint_pair(
    painter: QPainter,
    option: QStyleOptionViewItem,
    span: tuple[int, int],
    lines: tuple[str, str],
    step: Type,
) -> None:
    """Two lines in a column, the second quieter. A single line is centred."""
    left, width = span
    area = QRect(left, option.rect.top(), width - theme.SPACE_12, option.rect.height())
    area = QStyle.visualRect(option.direction, option.rect, area)
    if not lines[1]:
        paint_text(painter, area, lines[0], theme.font(step), direction=option.direction)
        return
    first, second = halves(area)
    paint_text(painter, first, lines[0], theme.font(step), direction=option.direction)
    paint_text(painter, second, lines[1], theme.font(Type.DETAIL), "muted", direction=option.direction)
