"""The dashboard: current books, recent additions, and what needs attention."""

import asyncio
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.overview.dashboard import Dashboard, FirstSteps
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.dashboard.reading_cards import GoalCard, StreakCard, WeekCard
from bookorbit_desktop.ui.dashboard.sections import (
    CurrentSection,
    FinishedSection,
    RecentSection,
    RestingSection,
    UpcomingSection,
)
from bookorbit_desktop.ui.first_run.checklist import Checklist, load_first_steps
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.routes import Command, Page, Route
from bookorbit_desktop.ui.settings.goal_dialog import ask_for_goal
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.labels import Mark, button, label
from bookorbit_desktop.ui.widgets.layouts import ColumnsLayout, empty, scrolling, tab_from
from bookorbit_desktop.ui.widgets.list_states import EmptyState, Skeleton
from bookorbit_desktop.ui.widgets.page_header import PageHeader
from bookorbit_desktop.ui.wording import state_look


class AttentionAction(Enum):
    """A next step that is an action rather than a page to open."""

    START_SERVER = auto()


@dataclass(frozen=True, slots=True)
class Need:
    """One sentence, and the button that leads on."""

    icon: str
    tone: Tone
    text: str
    button: str
    step: Route | AttentionAction


def needs(dashboard: Dashboard, *, account_problem: str, server_stopped: bool) -> list[Need]:
    """Everything that needs attention, the most pressing first."""
    found = []
    if server_stopped:
        text = tr("The server is stopped, so your devices can't sync.")
        found.append(Need("slash", Tone.ERROR, text, tr("Start"), AttentionAction.START_SERVER))
    if account_problem:
        found.append(
            Need("exclamation", Tone.ERROR, account_problem, tr("Open Hardcover"), Route(Page.HARDCOVER))
        )
    if dashboard.unreadable_files:
        text = tr("%n file(s) couldn't be read", dashboard.unreadable_files)
        found.append(Need("warning", Tone.ATTENTION, text, tr("Show why"), Route(Page.INBOX)))
    if dashboard.shared_ids:
        text = tr("Two devices may have the same ID")
        found.append(Need("warning", Tone.ATTENTION, text, tr("How to fix"), Route(Page.KOREADER)))
    if dashboard.unmatched_documents:
        text = tr("%n book(s) on your devices not in your library", dashboard.unmatched_documents)
        found.append(Need("link", Tone.ATTENTION, text, tr("Link"), Route(Page.KOREADER)))
    if dashboard.went_back:
        text = tr("%n book(s) went back to an earlier position", len(dashboard.went_back))
        first = Route(Page.LIBRARY, book_id=dashboard.went_back[0])
        found.append(Need("undo", Tone.ATTENTION, text, tr("Decide"), first))
    if dashboard.read_again:
        text = tr("%n possible re-read(s)", len(dashboard.read_again))
        first = Route(Page.LIBRARY, book_id=dashboard.read_again[0])
        found.append(Need("undo", Tone.PENDING, text, tr("Decide"), first))
    for state, (text, step) in _state_text(dashboard.states).items():
        look = state_look(state)
        found.append(Need(look.icon, look.tone, text, step, Route(Page.HARDCOVER, state=state)))
    return found


def _state_text(counts: dict[HardcoverState, int]) -> dict[HardcoverState, tuple[str, str]]:
    """The text for each sync state that has books, and the button that deals with it."""

    def count(state: HardcoverState) -> int:
        return counts.get(state, 0)

    error, parked = HardcoverState.ERROR, HardcoverState.PARKED
    unmatched, pages = HardcoverState.NOT_MATCHED, HardcoverState.WAITING_FOR_PAGES
    review = HardcoverState.NEEDS_REVIEW
    said = {
        error: (tr("%n book(s) couldn't be sent to Hardcover", count(error)), tr("Show why")),
        parked: (tr("%n book(s) paused after 10 failures", count(parked)), tr("Try again…")),
        unmatched: (tr("%n book(s) not found on Hardcover", count(unmatched)), tr("Pick matches")),
        pages: (tr("%n book(s) without a page count on Hardcover", count(pages)), tr("Enter pages")),
        review: (tr("%n book(s) matched by title only", count(review)), tr("Review")),
    }
    return {state: texts for state, texts in said.items() if count(state)}


class AttentionStrip(Card):
    """One line for each item that needs attention."""

    step_requested = Signal(object)
    """Place or AttentionAction."""

    def __init__(self) -> None:
        super().__init__(tr("Needs attention"))
        self._needs: list[Need] | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.SPACE_4)
        self.body.addLayout(self._lines)
        self.hide()

    def show_needs(self, needs: list[Need]) -> None:
        """Replace the lines shown; none hides the strip. Unchanged lines stay, so that they keep the focus."""
        if needs == self._needs:
            return
        self._needs = needs
        empty(self._lines)
        lines = [self._build_line(need) for need in needs]
        for line in lines:
            self._lines.addWidget(line)
        steps = [step for line in lines for step in line.findChildren(QPushButton)]
        widest = max((step.sizeHint().width() for step in steps), default=0)
        for step in steps:
            step.setMinimumWidth(widest)
        tab_from(self, steps)
        self.setVisible(bool(needs))

    def _build_line(self, need: Need) -> QFrame:
        line = QFrame()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_12)
        step = button(need.button)
        step.setAccessibleDescription(need.text)
        step.clicked.connect(lambda: self.step_requested.emit(need.step))
        row.addWidget(Mark(18, need.icon, need.tone))
        row.addWidget(label(need.text, wrap=True), 1)
        row.addWidget(step)
        return line


RELOAD_MS = 300
"""Milliseconds to collect changes, so that a scan does not reload the page constantly."""
MINUTE_MS = 60_000
"""How often “3 min ago” is updated."""
_NARROWEST_CARD = 196
_BELOW_NUMBERS = 2
"""The column index for trouble; needs that can wait go below the books being read."""


class DashboardPage(QWidget):
    """Each section links to the page with the details. Loads only while visible."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._is_stale = True
        self._loading: asyncio.Future[None] | None = None
        self.dashboard = Dashboard()
        self._shown_at = context.services.clock.now()
        self.attention = AttentionStrip()
        self.week, self.streak, self.goal = WeekCard(), StreakCard(), GoalCard()
        self.hide_steps = button(tr("Hide"), "quiet")
        self.checklist = Checklist(self.hide_steps)
        self.current = CurrentSection(context.covers)
        self.upcoming = UpcomingSection(context.covers)
        self.resting = RestingSection(context.covers)
        self.finished = FinishedSection(context.covers)
        self.recent = RecentSection(context.covers)
        self._reload_soon = QTimer(self, singleShot=True, interval=RELOAD_MS)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.start()
        self._build()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        """Load what changed while the page was hidden."""
        super().showEvent(event)
        if self._is_stale:
            self.reload()

    def reload(self) -> None:
        """Load everything again."""
        self._is_stale = False
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._context.tasks.start(self._load())

    async def _load(self) -> None:
        try:
            dashboard = await self._context.tasks.blocking(self._context.services.dashboard.load)
            steps = await load_first_steps(self._context)
        except BookOrbitError as error:
            self.error.sentence.setText(localize(error.message))
            self._states.setCurrentWidget(self.error)
            return
        except Exception:
            self.error.sentence.setText(tr("Couldn't read the library. See the log file for details."))
            self._states.setCurrentWidget(self.error)
            raise
        self._show(dashboard, steps)

    def _show(self, dashboard: Dashboard, steps: FirstSteps) -> None:
        now = self._context.services.clock.now()
        is_old = (now - self._shown_at).total_seconds() * 1000 >= MINUTE_MS
        if is_old or dashboard.current != self.dashboard.current:
            self.current.show_books(dashboard.current, now)
        if is_old or dashboard.resting != self.dashboard.resting:
            self.resting.show_books(dashboard.resting, now)
        if dashboard.finished != self.dashboard.finished:
            self.finished.show_books(dashboard.finished)
        if dashboard.recent != self.dashboard.recent:
            self.recent.show_books(dashboard.recent, now)
        if dashboard.upcoming != self.dashboard.upcoming:
            self.upcoming.show_books(dashboard.upcoming)
        self.dashboard = dashboard
        self._shown_at = now if is_old else self._shown_at
        self._show_reading()
        self._show_steps(steps)
        self._show_needs(dashboard)
        self._numbers.setVisible(bool(dashboard.books))
        self.empty.setVisible(not dashboard.books and self.checklist.isHidden())
        self._states.setCurrentWidget(self._content)

    def _show_needs(self, dashboard: Dashboard) -> None:
        """Place the needs below the books being read, or above them if something is broken."""
        found = needs(
            dashboard,
            account_problem=localize(self._context.services.hardcover_account.problem),
            server_stopped=self._context.server.address is None and not self._context.is_starting,
        )
        is_wrong = any(need.tone is Tone.ERROR for need in found)
        place = _BELOW_NUMBERS if is_wrong else _BELOW_NUMBERS + 1
        if self._column.indexOf(self.attention) != place:
            self._column.removeWidget(self.attention)
            self._column.insertWidget(place, self.attention)
        self.attention.show_needs(found)

    def _show_reading(self) -> None:
        shown, today = self.dashboard, self._today
        self.week.show_week(shown.week, today)
        self.streak.show_streak(shown, today)
        self._show_goal()

    def _show_goal(self) -> None:
        """The goal comes from the settings, without a query of the library."""
        self.goal.show_goal(self._context.services.preferences.current, self.dashboard, self._today)

    @property
    def _today(self) -> date:
        return self.dashboard.today or self._context.services.clock.today()

    def _show_steps(self, steps: FirstSteps) -> None:
        is_hidden = self._context.services.preferences.current.first_steps_hidden
        self.checklist.show_steps(steps, self._context.services.hardcover_account.username)
        self.checklist.setVisible(not steps.is_done and not is_hidden)

    async def _store(self, **fields: Any) -> None:
        await self._context.tasks.blocking(self._context.services.preferences.change, **fields)

    def _change(self) -> None:
        self._is_stale = True
        if self.isVisible() and not self._reload_soon.isActive():
            self._reload_soon.start()

    def _take_step(self, step: Route | AttentionAction) -> None:
        if isinstance(step, Route):
            self._context.navigation.go(step)
        else:
            self._context.tasks.start(self._context.tasks.network(self._context.server.start()))

    def _lead(self, page: Page, status: ReadingStatus | None = None) -> None:
        self._context.navigation.go(Route(page, status))

    def _add_books(self) -> None:
        self._context.navigation.run(Command.ADD_BOOKS)

    def _connect(self) -> None:
        self.goal.show_finished.clicked.connect(lambda: self._lead(Page.LIBRARY, ReadingStatus.READ))
        for ask in (self.goal.set_goal, self.goal.change_goal):
            ask.clicked.connect(lambda: ask_for_goal(self._context, self))
        self.checklist.books.act.clicked.connect(self._add_books)
        self.checklist.device.act.clicked.connect(lambda: self._lead(Page.KOREADER))
        self.checklist.hardcover.act.clicked.connect(lambda: self._lead(Page.HARDCOVER))
        self.hide_steps.clicked.connect(
            lambda: self._context.tasks.start(self._store(first_steps_hidden=True))
        )
        self.current.view_all.clicked.connect(lambda: self._lead(Page.LIBRARY, ReadingStatus.READING))
        self.recent.view_all.clicked.connect(lambda: self._lead(Page.INBOX))
        self.attention.step_requested.connect(self._take_step)
        for section in (self.current, self.resting, self.upcoming, self.finished, self.recent):
            section.book_requested.connect(self._context.navigation.show_book)
            self._context.covers.loaded.connect(section.cover_came)
        self.empty.acted.connect(self._add_books)
        self.error.acted.connect(self.reload)
        self._reload_soon.timeout.connect(self.reload)
        self._minute.timeout.connect(self._change)
        bridge = self._context.bridge
        bridge.preferences_changed.connect(self._show_goal)
        for changed in (
            bridge.books_changed,
            bridge.preferences_changed,
            bridge.devices_changed,
            bridge.progress_received,
            bridge.server_changed,
            bridge.account_changed,
            bridge.sync_finished,
            bridge.scan_finished,
            bridge.reading_time_changed,
        ):
            changed.connect(self._change)

    def _build(self) -> None:
        self.empty = EmptyState(
            "library",
            tr("No books yet. Drop files here, or choose a folder."),
            tr("Choose folder…"),
            main=True,
        )
        self.error = EmptyState("warning", "", tr("Try again"))
        self._content = scrolling(self._build_content())
        self._states = QStackedWidget()
        loading = Skeleton(theme.px(56), tr("Loading your books"))
        for state in (loading, self._content, self.error):
            self._states.addWidget(state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.PAGE_MARGIN, theme.PAGE_MARGIN, 0, 0)
        layout.setSpacing(theme.SPACE_16)
        layout.addWidget(PageHeader(tr("Dashboard"), tr("What you're reading and what needs attention.")))
        layout.addWidget(self._states, 1)

    def _build_content(self) -> QWidget:
        self._numbers = QWidget()
        numbers = ColumnsLayout(theme.px(_NARROWEST_CARD))
        self._numbers.setLayout(numbers)
        for card in (self.week, self.streak, self.goal):
            numbers.addWidget(card)
        body = QWidget()
        self._column = column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, theme.PAGE_MARGIN, theme.PAGE_MARGIN)
        column.setSpacing(theme.SPACE_24)
        column.addWidget(self.checklist)
        column.addWidget(self._numbers)
        column.addWidget(self.current)
        column.addWidget(self.attention)
        column.addWidget(self.resting)
        column.addWidget(self.upcoming)
        column.addWidget(self.finished)
        column.addWidget(self.recent)
        column.addWidget(self.empty, 1)
        column.addStretch(0)
        return body
