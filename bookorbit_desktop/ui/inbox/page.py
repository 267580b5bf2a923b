"""The inbox: new files, books to review, and unreadable files."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.library.inbox import Inbox, InboxFile, InboxState
from bookorbit_desktop.domain.library.scan import ScanSummary
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.inbox.actions import InboxActions
from bookorbit_desktop.ui.inbox.text import (
    InboxSort,
    below_title,
    beside,
    chosen,
    describe_file,
    inbox_chips,
    inbox_look,
    inbox_sort_word,
    reject_text,
    result_text,
)
from bookorbit_desktop.ui.library.scan_strip import ScanStrip
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.routes import Command
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.chips import FilterChips
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.labels import ElidedLabel, Mark, button, icon_button, label
from bookorbit_desktop.ui.widgets.layouts import PAGE_MARGINS, FlowLayout, in_row, new_column, scrolling
from bookorbit_desktop.ui.widgets.list_states import EmptyState, ListStates, Skeleton
from bookorbit_desktop.ui.widgets.page_header import PageHeader
from bookorbit_desktop.ui.widgets.painting import (
    badge_width,
    halves,
    paint_badge,
    paint_cover,
    paint_row,
    paint_text,
)
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex, RowsModel, RowView
from bookorbit_desktop.ui.widgets.search_field import SearchField
from bookorbit_desktop.ui.wording import names

ROW_HEIGHT = 56
_COVER = QSize(32, 48)
_BADGE_WIDTH = 148
"""The least room for badges: facts beside them are stacked."""
_WIDE = 700
"""From this width on, there is room for format, size and time."""


class InboxDelegate(QStyledItemDelegate):
    """Cover, title over author or reason, facts, and state."""

    def __init__(self, covers: CoverCache, now: Callable[[], datetime], parent: QWidget) -> None:
        super().__init__(parent)
        self._covers = covers
        self._now = now

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All rows have the same height."""
        return QSize(0, theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one file."""
        file: InboxFile = index.data(ROW)
        direction, whole = option.direction, option.rect

        def mirrored(area: QRect) -> QRect:
            return QStyle.visualRect(direction, whole, area)

        painter.save()
        paint_row(painter, option)
        cover = QRect(whole.left() + theme.SPACE_16, 0, theme.px(_COVER.width()), theme.px(_COVER.height()))
        cover.moveTop(whole.top() + (whole.height() - cover.height()) // 2)
        self._paint_cover(painter, mirrored(cover), file)
        end = QRect(cover.right() + 1 + theme.SPACE_12, whole.top(), 0, whole.height())
        end.setRight(whole.right() - theme.SPACE_16)
        if file.state is not InboxState.ADDED:  # what was added needs no word on each of its rows
            look = inbox_look(file.state)
            badge = QRect(end)
            badge.setLeft(end.right() - min(badge_width(look), end.width() // 2) + 1)
            paint_badge(painter, mirrored(badge), look, direction)
            end.setRight(min(badge.left(), end.right() - theme.px(_BADGE_WIDTH)) - theme.SPACE_12)
        if whole.width() > theme.px(_WIDE):
            text = beside(file, self._now())
            font = theme.font(Type.DETAIL, numbers=True)
            width = QFontMetrics(font).horizontalAdvance(text) + 2
            facts = end.adjusted(end.width() - width, 0, 0, 0)
            paint_text(painter, mirrored(facts), text, font, "muted", direction=direction)
            end.setRight(facts.left() - theme.SPACE_12)
        title = end
        first, second = halves(mirrored(title))
        paint_text(painter, first, file.title, theme.font(Type.CARD), direction=direction)
        detail = theme.font(Type.DETAIL)
        paint_text(painter, second, below_title(file), detail, "muted", direction=direction)
        painter.restore()

    def _paint_cover(self, painter: QPainter, area: QRect, file: InboxFile) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device else 1.0
        request = CoverRequest(
            file.book_id, file.title, names(file.authors), area.width(), area.height(), ratio, theme.px(3)
        )
        paint_cover(painter, area, self._covers.pixmap(request))


MOST_REJECTS = 5


class DropZone(QWidget):
    """A dashed frame with a sentence. Files can be dropped anywhere in the window."""

    def __init__(self) -> None:
        super().__init__()
        self._mark = Mark(24, "inbox")
        self._text_label = label(tr("Drop books or folders anywhere in this window."), wrap=True)
        self.result = label("", "card", wrap=True)
        self.rejects = label("", "detail", wrap=True)
        words = new_column(spacing=theme.SPACE_4)
        for part in (self.result, self.rejects, self._text_label):
            words.addWidget(part)
        in_row(
            self._mark,
            words,
            inside=self,
            spacing=theme.SPACE_12,
            margins=(theme.SPACE_16, theme.SPACE_12),
            grows=words,
        )
        self.show_result(None)

    def show_result(self, summary: ScanSummary | None) -> None:
        """Show the result of the last addition; None if there was none."""
        self.result.setVisible(summary is not None)
        self.rejects.setVisible(False)
        if summary is None:
            return
        self.result.setText(result_text(summary))
        rejects = reject_text(summary)
        more = len(rejects) - MOST_REJECTS
        shown = rejects[:MOST_REJECTS] + ([tr("and {0} more").format(more)] if more > 0 else [])
        self.rejects.setText("\n".join(shown))
        self.rejects.setVisible(bool(rejects))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("border"), 1.5, Qt.PenStyle.DashLine))
        frame = self.rect().adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, theme.RADIUS_CARD, theme.RADIUS_CARD)


RELOAD_MS = 300
_NARROW = 720


class InboxPage(QWidget):
    """Accepts files, and shows what became of them. Loads only while visible."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._inbox = Inbox()
        self._state: InboxState | None = None
        self._is_stale = True
        self._loading: asyncio.Future[None] | None = None
        self.drop_zone = DropZone()
        self.chips: FilterChips[InboxState | None] = FilterChips(tr("States"))
        self.search = SearchField(tr("Search Inbox"))
        self.search.setAcceptDrops(False)
        self.sort = Choice(tr("Sort by"))
        self.model: RowsModel[InboxFile] = RowsModel(lambda file: file.id, describe_file, _hint)
        self.view = RowView(tr("Files"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(InboxDelegate(context.covers, context.services.clock.now, self.view))
        self.doing = InboxActions(context, self)
        self.review = button(tr("Review…"))
        self.approve = button(tr("Approve"), "primary")
        self.open_book = button(tr("Show book"))
        self.open_folder = button(tr("Show in folder"))
        self.read_again = button(tr("Rescan"), "", "sync")
        self.remove = button(tr("Remove…"))
        self.waiting_text = label("", wrap=True)
        self.approve_complete = button(tr("Approve complete books"))
        self._chosen_label = ElidedLabel()
        self.scan = ScanStrip()
        self._reload_soon = QTimer(self, singleShot=True, interval=RELOAD_MS)
        self._build()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        """Load what changed while the page was hidden."""
        super().showEvent(event)
        if self._is_stale:
            self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move search and order below the chips if there is no room beside them."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.px(_NARROW)
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        for lines in (self._tool_lines, self._waiting_lines):
            lines.setDirection(direction)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter approves the selection; Enter opens it."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._approve()
                return True
        return super().eventFilter(watched, event)

    def reload(self) -> None:
        """Load the files again."""
        self._is_stale = False
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._context.tasks.start(self._load())

    async def _load(self) -> None:
        try:
            self._inbox = await self._context.tasks.blocking(self._context.services.inbox.load)
        except BookOrbitError as error:
            self.states.show_error(localize(error.message))
            return
        except Exception:
            self.states.show_error(tr("Couldn't read the Inbox. See the log file for details."))
            raise
        self.drop_zone.show_result(self._inbox.last)
        self._show_files()

    def _show_files(self) -> None:
        files = self._inbox.files
        chips = inbox_chips(files)
        if all(state is not self._state or not count for state, _, count in chips):
            self._state = None
        self.chips.set_chips(chips, self._state)
        self._tools.setVisible(bool(files))
        waiting = len({file.book_id for file in files if file.waits})
        self._waiting.setVisible(bool(waiting))
        self.waiting_text.setText(tr("%n book(s) to review. Progress syncs meanwhile.", waiting))
        shown = chosen(files, self._state, self.search.text(), InboxSort(self.sort.currentData()))
        self.view.reload(self.model, shown, lambda file: file.id)
        self.states.show_rows(len(shown), is_filtered=bool(files))
        if files and not shown and self._state is None and not self.search.text():
            self.states.setCurrentWidget(self.all_done)
        self._follow_selection()

    def _follow_selection(self) -> None:
        files: list[InboxFile] = self.view.selected_rows()
        waiting = len({file.book_id for file in files if file.waits})
        self._bar.setVisible(bool(files))
        for widget in (self.open_book, self.open_folder):
            _enable(widget, tr("Select one file.") if len(files) != 1 else "")
        self.review.setVisible(bool(waiting))
        self.approve.setVisible(bool(waiting))
        self.approve.setText(tr("Approve ({0})").format(waiting))
        self.approve.setToolTip(tr("Approve using reliable details from the file and Hardcover (Ctrl+Enter)"))
        _enable(self.review, tr("Select one file.") if len(files) != 1 else "")
        can_rescan = any(file.waits or file.problem for file in files)
        _enable(self.read_again, "" if can_rescan else tr("These files were read without problems."))
        text = (
            localize(files[0].problem) or files[0].shown_path
            if len(files) == 1
            else tr("%n file(s)", len(files))
        )
        self._chosen_label.setText(text)
        self._chosen_label.setToolTip(text)

    def _filter(self, state: InboxState | None) -> None:
        self._state = state
        self._show_files()

    def _clear_filters(self) -> None:
        self.search.clear()
        self._filter(None)

    def _show_book(self) -> None:
        for file in self.view.selected_rows()[:1]:
            self._context.navigation.show_book(file.book_id)

    def _show_in_folder(self) -> None:
        for file in self.view.selected_rows()[:1]:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(file.shown_path).parent)))

    def _read_again(self) -> None:
        self.doing.rescan([file for file in self.view.selected_rows() if file.problem or file.waits])

    def _open(self) -> None:
        """Review a waiting book; show others in the library."""
        for file in self.view.selected_rows()[:1]:
            if file.waits:
                self.doing.review(file)
            else:
                self._show_book()

    def _approve(self) -> None:
        files = [file for file in self.view.selected_rows() if file.waits]
        if files:
            self.doing.approve(files)

    def _change(self) -> None:
        self._is_stale = True
        if self.isVisible() and not self._reload_soon.isActive():
            self._reload_soon.start()

    def _connect(self) -> None:
        self.states.empty.acted.connect(lambda: self._context.navigation.run(Command.ADD_BOOKS))
        self.states.filtered.acted.connect(self._clear_filters)
        self.all_done.acted.connect(lambda: self._filter(InboxState.ADDED))
        self.states.error.acted.connect(self.reload)
        self.chips.chosen.connect(self._filter)
        self.search.searched.connect(lambda _text: self._show_files())
        self.sort.activated.connect(lambda _index: self._show_files())
        self.view.activated.connect(lambda _index: self._open())
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._follow_selection())
        self.open_book.clicked.connect(self._show_book)
        self.open_folder.clicked.connect(self._show_in_folder)
        self.read_again.clicked.connect(self._read_again)
        self.review.clicked.connect(self._open)
        self.approve.clicked.connect(self._approve)
        self.approve_complete.clicked.connect(self.doing.approve_complete)
        self.remove.clicked.connect(lambda: self.doing.remove(self.view.selected_rows()))
        self.view.installEventFilter(self)
        self._reload_soon.timeout.connect(self.reload)
        bridge = self._context.bridge
        for changed in (bridge.books_changed, bridge.scan_finished, bridge.files_added):
            changed.connect(lambda _what: self._change())
        bridge.inbox_changed.connect(self._change)
        self.scan.follow(self._context)
        self._context.covers.loaded.connect(self.view.show_cover)

    def _build(self) -> None:
        header = PageHeader(tr("Inbox"), tr("New books to review and files that couldn't be read."))
        navigation = self._context.navigation
        rescan = icon_button("sync", tr("Scan your folders for changes (F5)"))
        rescan.clicked.connect(lambda: navigation.run(Command.RESCAN))
        files, folder = (
            button(tr("Add files…")),
            button(tr("Add folder…"), "primary", "add-folder", "on_accent"),
        )
        files.clicked.connect(lambda: navigation.run(Command.ADD_FILES))
        folder.clicked.connect(lambda: navigation.run(Command.ADD_BOOKS))
        for action in (rescan, files, folder):
            header.buttons.addWidget(action)
        for sort in InboxSort:
            self.sort.addItem(inbox_sort_word(sort), sort)
        layout = new_column(self, theme.SPACE_16, PAGE_MARGINS)
        layout.addWidget(header)
        layout.addWidget(scrolling(self._build_body()), 1)
        layout.addWidget(self.scan)

    def _build_body(self) -> QWidget:
        """Build everything below the title; it scrolls in a low window."""
        body = QWidget()
        column = new_column(body, theme.SPACE_16)
        column.addWidget(self.drop_zone)
        column.addWidget(self._build_waiting())
        column.addWidget(self._build_tools())
        column.addWidget(self._build_bar())
        column.addWidget(self._build_states(), 1)
        return body

    def _build_waiting(self) -> QWidget:
        self._waiting = QWidget()
        strip = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._waiting)
        strip.setContentsMargins(0, 0, 0, 0)
        strip.setSpacing(theme.SPACE_12)
        strip.addWidget(self.waiting_text, 1)
        strip.addWidget(self.approve_complete)
        self._waiting_lines = strip
        self._waiting.hide()
        return self._waiting

    def _build_tools(self) -> QWidget:
        self._tools = QWidget()
        self._tool_lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._tools)
        self._tool_lines.setContentsMargins(0, 0, 0, 0)
        self._tool_lines.setSpacing(theme.SPACE_12)
        tools = in_row(self.search, self.sort, spacing=theme.SPACE_12)
        self._tool_lines.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        self._tool_lines.addLayout(tools)
        self._tools.hide()
        return self._tools

    def _build_bar(self) -> QWidget:
        self._bar = QWidget()
        lines = new_column(self._bar, theme.SPACE_8)
        lines.addWidget(self._chosen_label)
        bar = FlowLayout()
        lines.addLayout(bar)
        shown = (self.approve, self.review, self.read_again, self.open_book, self.open_folder, self.remove)
        for control in shown:
            bar.addWidget(control)
        self._bar.hide()
        return self._bar

    def _build_states(self) -> ListStates:
        empty = EmptyState(
            "inbox",
            tr("Nothing here yet. Add files or a folder to get started."),
            tr("Choose folder…"),
            main=True,
        )
        filtered = EmptyState("search", tr("No files match these filters."), tr("Clear filters"))
        self.states = ListStates(
            self.view, Skeleton(theme.px(ROW_HEIGHT), tr("Loading the Inbox")), empty, filtered
        )
        self.all_done = EmptyState(
            "check", tr("All done. New books and files that need you appear here."), tr("Show added books")
        )
        self.states.addWidget(self.all_done)
        self.states.setMinimumHeight(theme.px(ROW_HEIGHT) + theme.SPACE_8)
        return self.states


def _enable(control: QPushButton, why_not: str) -> None:
    control.setEnabled(not why_not)
    control.setToolTip(why_not)


def _hint(file: InboxFile) -> str:
    return "\n".join(part for part in (localize(file.problem), file.shown_path) if part)
