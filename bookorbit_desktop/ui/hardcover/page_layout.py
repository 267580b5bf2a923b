"""The layout of the Hardcover page, and its toolbar: filter, series grouping, cards or table."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.hardcover.account import AccountLine
from bookorbit_desktop.ui.hardcover.book_actions import ActionBar
from bookorbit_desktop.ui.hardcover.card_delegate import CARD
from bookorbit_desktop.ui.hardcover.connect import ConnectCard
from bookorbit_desktop.ui.hardcover.lists import CandidateLists
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card_grid import CardSkeleton
from bookorbit_desktop.ui.widgets.chips import FilterChips
from bookorbit_desktop.ui.widgets.labels import button, icon_button, label
from bookorbit_desktop.ui.widgets.layouts import PAGE_MARGINS, in_column, in_row, new_column, new_row
from bookorbit_desktop.ui.widgets.list_states import EmptyState, ListStates
from bookorbit_desktop.ui.widgets.page_header import LOW, PageHeader
from bookorbit_desktop.ui.widgets.search_field import SearchField
from bookorbit_desktop.ui.widgets.table_columns import ROW_HEIGHT
from bookorbit_desktop.ui.wording import number

_CONNECT_WIDTH = 720
_NARROW = 720
"""Below this width the filter box is below the account instead of beside it."""


class CandidateToolbar(QWidget):
    """Controls what the list shows."""

    group_toggled = Signal(bool)
    mode_chosen = Signal(bool)
    """Whether it is cards."""

    def __init__(self) -> None:
        super().__init__()
        self.filter = SearchField(tr("Filter…"))
        self.filter.setAcceptDrops(False)
        self.group = button(tr("Group series"), "chip", "stack")
        self.group.setCheckable(True)
        self.cards = _toggle("grid", tr("Show as cards"))
        self.table = _toggle("table", tr("Show as a table"))
        self.columns = icon_button("columns", tr("Choose columns"))
        modes = QButtonGroup(self)
        line = new_row(self, theme.SPACE_8)
        line.addWidget(self.filter, 1)
        for part in (self.group, self.cards, self.table, self.columns):
            line.addWidget(part)
        for mode in (self.cards, self.table):
            modes.addButton(mode)
        self.group.toggled.connect(self.group_toggled)
        self.cards.toggled.connect(self._choose)

    def show_choice(self, *, is_cards: bool, is_grouped: bool) -> None:
        """Show the remembered choice."""
        (self.cards if is_cards else self.table).setChecked(True)
        self.columns.setVisible(not is_cards)
        self.group.setChecked(is_grouped)

    def _choose(self, is_cards: bool) -> None:
        self.columns.setVisible(not is_cards)
        self.mode_chosen.emit(is_cards)


def _toggle(icon: str, name: str) -> QPushButton:
    choice = icon_button(icon, name)
    choice.setCheckable(True)
    icons.put(choice, icon, "text")
    return choice


class HardcoverLayout:
    """Builds the passive parts; the page connects them."""

    def __init__(
        self,
        page: QWidget,
        header: PageHeader,
        account: AccountLine,
        connect_card: ConnectCard,
        chips: FilterChips[HardcoverState | None],
        tools: CandidateToolbar,
        lists: CandidateLists,
        actions: ActionBar,
    ) -> None:
        chips.show_used_only(True)
        self.back = button(tr("All books"), "lead", "chevron-left", "accent")
        self._series = label("", "section")
        self.fix_all = button(_fix_all_text(0), "quiet", "link", "accent")
        self.fix_all.setObjectName("fix_all")
        self.fix_all.hide()
        self._series_bar = QWidget()
        self._header, self._actions = header, actions
        self._skeleton = CardSkeleton(tr("Loading your books"), CARD, CARD)
        self.states = ListStates(lists, self._skeleton, _nothing(), _nothing_fits())
        self.states.setMinimumHeight(theme.px(ROW_HEIGHT) + theme.SPACE_8)
        self._tools_line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._tools = tools
        self._tools_line.setSpacing(theme.SPACE_12)
        self._tools_line.addWidget(account, 1)
        self._tools_line.addWidget(tools, 1)
        self._books_column = QVBoxLayout()
        self.parts = QStackedWidget()
        self.parts.addWidget(_ask(connect_card))
        self.parts.addWidget(self._books(chips))
        layout = in_column(
            header,
            self._tools_line,
            account.notice,
            self.parts,
            inside=page,
            spacing=theme.SPACE_12,
            margins=PAGE_MARGINS,
            grows=self.parts,
        )
        self._column = layout

    def show_mode(self, *, is_cards: bool) -> None:
        """Shape the loading placeholder as cards or rows."""
        self._skeleton.is_grid = is_cards
        self._skeleton.update()

    def show_series(self, series: str) -> None:
        """Show the open series and the way back; empty for none."""
        self._series.setText(series)
        self._series_bar.setVisible(bool(series))

    def show_unmatched(self, count: int) -> None:
        """Show the offer to walk through the books without a match."""
        self.fix_all.setText(_fix_all_text(count))
        self.fix_all.setToolTip(tr("Pick a match for each book that has none."))
        self.fix_all.setVisible(count > 1)

    def fit(self, size: QSize) -> None:
        """Hide or move what does not fit in a small window."""
        narrow = size.width() < theme.px(_NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if direction is not self._tools_line.direction():
            self._tools_line.setDirection(direction)
        is_low = size.height() < theme.px(LOW)
        self._header.sentence.setVisible(not is_low)
        above, between = (theme.SPACE_8, theme.SPACE_8) if is_low else (theme.PAGE_MARGIN, theme.SPACE_12)
        self._column.setContentsMargins(theme.PAGE_MARGIN, above, theme.PAGE_MARGIN, theme.SPACE_8)
        for column in (self._column, self._books_column):
            column.setSpacing(between)

    def _books(self, chips: QWidget) -> QWidget:
        in_row(self.back, self._series, inside=self._series_bar, spacing=theme.SPACE_12, grows=self._series)
        self._series_bar.hide()
        books = QWidget()
        column = self._books_column
        books.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_12)
        states = in_row(chips, self.fix_all, spacing=theme.SPACE_12, grows=chips)
        states.setAlignment(self.fix_all, Qt.AlignmentFlag.AlignTop)
        column.addLayout(states)
        column.addWidget(self._series_bar)
        column.addWidget(self.states, 1)
        column.addWidget(self._actions)
        return books


def _fix_all_text(count: int) -> str:
    return tr("Fix all ({0})").format(number(count))


def _ask(connect_card: ConnectCard) -> QWidget:
    ask = QWidget()
    column = new_column(ask)
    connect_card.setMaximumWidth(theme.px(_CONNECT_WIDTH))
    column.addWidget(connect_card)
    column.addStretch(1)
    return ask


def _nothing() -> EmptyState:
    return EmptyState(
        "hardcover",
        tr("No books to sync yet. Give a book a status other than Unread to see it here."),
        tr("Import from Hardcover…"),
    )


def _nothing_fits() -> EmptyState:
    return EmptyState("search", tr("No books in this view."), tr("Clear filters"))
