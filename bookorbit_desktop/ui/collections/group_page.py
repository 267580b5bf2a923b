"""A page for series or authors: all of them as cards, or one of them with its books."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.library.listing import Facet
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.collections.card import (
    BOOK_CARD,
    GROUP_CARD,
    Card,
    GroupDelegate,
    GroupGrid,
    VolumeDelegate,
)
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.foreign_text import breakable, for_button, one_line
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.palette import folded
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card_grid import CardSkeleton
from bookorbit_desktop.ui.widgets.chips import FilterChips
from bookorbit_desktop.ui.widgets.labels import button
from bookorbit_desktop.ui.widgets.layouts import new_column
from bookorbit_desktop.ui.widgets.list_states import EmptyState, ListStates
from bookorbit_desktop.ui.widgets.page_header import PageHeader, is_low
from bookorbit_desktop.ui.widgets.search_field import SearchField

if TYPE_CHECKING:  # the window does not wait for what the services bring along
    from bookorbit_desktop.services.container import Services

RELOAD_MS = 300
"""Milliseconds to collect changes, so that a scan does not reload the page constantly."""
_LONGEST_ON_BUTTON = 34


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the cards, selected by a chip."""

    name: str
    text: str
    keys: frozenset[int] | None
    """None for all."""


@dataclass(frozen=True, slots=True)
class Overview:
    """All series, or all authors."""

    cards: tuple[Card, ...]
    sentence: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Detail:
    """One series or author."""

    name: str
    sentence: str
    cards: tuple[Card, ...]
    main: str = ""
    """The text of the main button."""
    target: Route | None = None
    """What the main button opens."""


@dataclass(frozen=True, slots=True)
class GroupKind:
    """What differs between the pages of series and of authors."""

    page: Page
    facet: Facet
    title: str
    icon: str
    empty: str
    find: str
    back: str
    gone: str
    """The text about one that no longer exists."""
    load_all: Callable[[Services], Overview]
    """Blocks."""
    load_one: Callable[[Services, str], Detail | None]
    """Blocks; None if it does not exist."""
    are_volumes: bool
    """Whether the books of one are shown as large covers."""


@dataclass(slots=True)
class _Shown:
    overview: Overview = field(default_factory=lambda: Overview((), ""))
    name: str = ""
    """Of the one shown; empty for all."""
    text: str = ""
    part: str = ""


class GroupsPage(QWidget):
    """Loads its content in a thread, and again when books change."""

    def __init__(self, context: UiContext, kind: GroupKind) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._kind = kind
        self._shown = _Shown()
        self._target: Route | None = None
        self._wants_keys = False
        self._loading: asyncio.Future[None] | None = None
        self.header = PageHeader(kind.title)
        self.back = button(kind.back, "lead", "chevron-left", "accent")
        self.in_library = button(tr("Show in library"), icon="library")
        self.main = button(tr("Next"), "primary", "book-open", "on_accent")
        self.search = SearchField(kind.find)
        self.chips: FilterChips[str] = FilterChips(tr("Show"))
        self.overview = GroupGrid(kind.title, GROUP_CARD)
        self.overview.setItemDelegate(GroupDelegate(context.covers, self.overview))
        volumes = BOOK_CARD if kind.are_volumes else GROUP_CARD
        self.detail = GroupGrid(tr("Books"), volumes)
        delegate = VolumeDelegate if kind.are_volumes else GroupDelegate
        self.detail.setItemDelegate(delegate(context.covers, self.detail))
        self._grids = QStackedWidget()
        self.states = ListStates(
            self._grids,
            CardSkeleton(tr("Loading your books"), GROUP_CARD, GROUP_CARD),
            EmptyState(kind.icon, kind.empty, tr("Go to library")),
            EmptyState("search", tr("Nothing matches."), tr("Clear filters")),
        )
        self._soon = QTimer(self, singleShot=True, interval=RELOAD_MS)
        self._build()
        self._connect()

    def show_group(self, name: str) -> None:
        """Show the one with a name; empty shows all."""
        if name != self._shown.name:
            self.states.setCurrentWidget(self.states.loading)
        self._wants_keys = True
        self._shown.name = name
        self._arrange()
        self.reload()

    def reload(self) -> None:
        """Load the current content again."""
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._context.tasks.start(self._load(self._shown.name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window, hide the sentence in favour of the list, unless it shows the progress."""
        super().resizeEvent(event)
        low = is_low(self)
        self.header.sentence.setVisible(not low or bool(self._shown.name))
        above, between = (theme.SPACE_8, theme.SPACE_8) if low else (theme.PAGE_MARGIN, theme.SPACE_16)
        self._column.setContentsMargins(theme.PAGE_MARGIN, above, theme.PAGE_MARGIN, between)
        self._column.setSpacing(between)
        self.in_library.setVisible(bool(self._shown.name) and not low)

    async def _load(self, name: str) -> None:
        tasks, services = self._context.tasks, self._context.services
        try:
            if name:
                self._show_detail(await tasks.blocking(self._kind.load_one, services, name))
            else:
                self._show_overview(await tasks.blocking(self._kind.load_all, services))
        except BookOrbitError as error:
            self.states.show_error(localize(error.message))
        except Exception:
            self.states.show_error(tr("Couldn't read the library. See the log file for details."))
            raise

    def _show_overview(self, overview: Overview) -> None:
        self._shown.overview = overview
        self.header.title.setText(self._kind.title)
        self.header.sentence.setText(overview.sentence if overview.cards else "")
        self.search.setVisible(bool(overview.cards))
        self._narrow()

    def _show_detail(self, detail: Detail | None) -> None:
        if detail is None:
            self._context.messages.message.emit(self._kind.gone, theme.Tone.NEUTRAL)
            self._context.navigation.show_page(self._kind.page)
            return
        self._shown.name = detail.name
        self.header.title.setText(breakable(one_line(detail.name)))
        self.header.sentence.setText(detail.sentence)
        self._target = detail.target
        short = one_line(detail.main, _LONGEST_ON_BUTTON)
        self.main.setText(for_button(short))
        self.main.setToolTip(detail.main if short != detail.main else "")
        self.main.setAccessibleName(detail.main)
        icons.put(self.main, "book-open", "on_accent")
        self.main.setVisible(detail.target is not None)
        self._grids.setCurrentWidget(self.detail)
        self.detail.show_cards(detail.cards)
        self.states.show_rows(len(detail.cards), is_filtered=False)
        self._let_keys_go_on(self.detail)

    def _narrow(self) -> None:
        """Show the cards that match the search and the selected chip."""
        overview, tokens = self._shown.overview, folded(self._shown.text).split()
        named = [card for card in overview.cards if all(word in folded(card.title) for word in tokens)]
        parts = [part for part in overview.parts if part.keys is None or part.keys]
        chosen = next((part for part in parts if part.name == self._shown.part), None)
        keys = chosen.keys if chosen else None
        self.chips.set_chips(
            [(part.name, part.text, _count(named, part)) for part in parts], chosen.name if chosen else ""
        )
        self.chips.setVisible(len(parts) > 1 and not self._shown.name)
        self.overview.show_cards([card for card in named if keys is None or card.key in keys])
        self._grids.setCurrentWidget(self.overview)
        self.states.show_rows(self.overview.cards.rowCount(), is_filtered=bool(overview.cards))
        if not self._shown.text:
            self._let_keys_go_on(self.overview)

    def _let_keys_go_on(self, grid: GroupGrid) -> None:
        """Move the focus into the grid once its cards are loaded, if that was requested."""
        focused = QApplication.focusWidget()
        is_here = focused is not None and self.isAncestorOf(focused)
        if self._wants_keys and grid.cards.rowCount() and is_here:
            grid.setFocus()
            grid.setCurrentIndex(grid.cards.index(0))
        self._wants_keys = False

    def _arrange(self) -> None:
        """Show the parts for all, or for one."""
        is_detail = bool(self._shown.name)
        self.back.setVisible(is_detail)
        self.in_library.setVisible(is_detail and not is_low(self))
        self.main.setVisible(is_detail and self._target is not None)
        self.search.setVisible(not is_detail)
        self.chips.setVisible(not is_detail)
        self.header.sentence.setVisible(is_detail or not is_low(self))

    def _on_typed(self, text: str) -> None:
        self._shown.text = text
        self._narrow()

    def _on_part(self, name: str) -> None:
        self._shown.part = name
        self._narrow()

    def _clear(self) -> None:
        self._shown.part = self._shown.text = ""
        self.search.clear()
        self._narrow()

    def _on_books_changed(self) -> None:
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _leave(self) -> None:
        if self._shown.name:
            self._context.navigation.show_page(self._kind.page)

    def _open_target(self) -> None:
        if self._target is not None:
            self._context.navigation.go(self._target)

    def _show_in_library(self) -> None:
        self._context.navigation.go(Route(Page.LIBRARY, facet=(self._kind.facet, self._shown.name)))

    def _connect(self) -> None:
        self.back.clicked.connect(self._leave)
        self.in_library.clicked.connect(self._show_in_library)
        self.main.clicked.connect(self._open_target)
        self.search.searched.connect(self._on_typed)
        self.chips.chosen.connect(self._on_part)
        for grid in (self.overview, self.detail):
            grid.followed.connect(lambda card: self._context.navigation.go(card.target))
            grid.left.connect(self._leave)
            self._context.covers.loaded.connect(grid.show_cover)
        self.states.empty.acted.connect(lambda: self._context.navigation.show_page(Page.LIBRARY))
        self.states.filtered.acted.connect(self._clear)
        self.states.error.acted.connect(self.reload)
        self._context.bridge.books_changed.connect(self._on_books_changed)
        self._soon.timeout.connect(self.reload)

    def _build(self) -> None:
        self._grids.addWidget(self.overview)
        self._grids.addWidget(self.detail)
        for action in (self.in_library, self.main):
            self.header.buttons.addWidget(action)
        self._column = new_column(self, theme.SPACE_16, theme.PAGE_MARGIN)
        self._column.addWidget(self.back, alignment=Qt.AlignmentFlag.AlignLeft)
        for part in (self.header, self.search, self.chips):
            self._column.addWidget(part)
        self._column.addWidget(self.states, 1)
        self._arrange()


def _count(cards: Sequence[Card], part: Part) -> int:
    return sum(part.keys is None or card.key in part.keys for card in cards)
