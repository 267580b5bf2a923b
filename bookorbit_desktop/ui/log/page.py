"""The sync log: what was sent to Hardcover, and why something was not."""

import asyncio

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bookorbit_desktop.domain.errors import BookOrbitError
from bookorbit_desktop.domain.sync_log import LogLine, LogOutcome, LogQuery
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.log.delegate import ROW_HEIGHT, LogDelegate
from bookorbit_desktop.ui.log.model import LogModel, fitting, outcome_chips
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.chips import FilterChips
from bookorbit_desktop.ui.widgets.empty_state import EmptyState
from bookorbit_desktop.ui.widgets.list_states import ListStates, Skeleton
from bookorbit_desktop.ui.widgets.page_header import PageHeader
from bookorbit_desktop.ui.widgets.rows import RowView
from bookorbit_desktop.ui.widgets.search_field import SearchField

LINES = 2000
"""The newest lines; older ones are listed by the `log` command."""


class LogPage(QWidget):
    """Lists the newest lines and follows each sync."""

    book_wanted = Signal(int)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._lines: list[LogLine] = []
        self._outcome: LogOutcome | None = None
        self._loading: asyncio.Task[None] | None = None
        self.model = LogModel()
        self.view = RowView(tr("Sync log"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(LogDelegate(self.view))
        self.chips: FilterChips[LogOutcome | None] = FilterChips(tr("Results"))
        self.filter = SearchField(tr("Filter…"))
        self.filter.setAcceptDrops(False)
        self._build()
        self.chips.chosen.connect(self._choose)
        self.filter.searched.connect(lambda _text: self._show_lines())
        self.view.activated.connect(self._open_book)
        context.bridge.sync_finished.connect(lambda _summary: self.reload())
        self.reload()

    def reload(self) -> None:
        """Load the lines again."""
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._context.tasks.start(self._load())

    async def _load(self) -> None:
        try:
            log = self._context.services.sync_log
            page = await self._context.tasks.blocking(log.page, LogQuery(), limit=LINES)
            self._lines = list(page.lines)
        except BookOrbitError as error:
            self.states.show_error(str(error))
            return
        self._show_lines()

    def _show_lines(self) -> None:
        chips = outcome_chips(self._lines)
        if self._outcome not in [value for value, _, _ in chips]:
            self._outcome = None
        self.chips.set_chips(chips, self._outcome)
        self.chips.setVisible(bool(self._lines))
        shown = fitting(self._lines, self._outcome, self.filter.text().strip())
        self.view.reload(self.model, shown, hash)
        self.states.show_rows(len(shown), is_filtered=bool(self._lines))

    def _choose(self, outcome: LogOutcome | None) -> None:
        self._outcome = outcome
        self._show_lines()

    def _clear_filters(self) -> None:
        self.filter.clear()
        self._choose(None)

    def _open_book(self, index: QModelIndex) -> None:
        line: LogLine = self.view.row_at(index)
        if line.book_id is not None:
            self.book_wanted.emit(line.book_id)

    def _build(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(theme.SPACE_12)
        tools.addWidget(self.chips, 1)
        tools.addStretch(0)
        self.filter.setMaximumWidth(theme.px(240))
        tools.addWidget(self.filter)
        empty = EmptyState("log", tr("No sync log entries yet."))
        filtered = EmptyState("search", tr("No entries match these filters."), tr("Clear filters"))
        filtered.acted.connect(self._clear_filters)
        self.states = ListStates(
            self.view, Skeleton(theme.px(ROW_HEIGHT), tr("Loading the log")), empty, filtered
        )
        self.states.error.acted.connect(self.reload)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.PAGE_MARGIN, theme.PAGE_MARGIN, theme.PAGE_MARGIN, theme.SPACE_16)
        layout.setSpacing(theme.SPACE_16)
        layout.addWidget(
            PageHeader(tr("Sync log"), tr("What was sent to Hardcover, and why something was not."))
        )
        layout.addLayout(tools)
        layout.addWidget(self.states, 1)
