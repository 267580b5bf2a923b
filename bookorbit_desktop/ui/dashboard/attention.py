"""What needs attention, each item with its next step. Hidden when there is nothing."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.overview.dashboard import Dashboard
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.labels import Mark, button, label
from bookorbit_desktop.ui.widgets.layouts import empty, tab_from
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
