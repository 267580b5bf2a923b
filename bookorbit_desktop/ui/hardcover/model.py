"""The books of the Hardcover page: loading and filtering them, their text and columns, and the actions on a cover."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import Any

from PySide6.QtCore import Qt

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.titles import volume_of
from bookorbit_desktop.domain.hardcover.hardcover_row import (
    HardcoverRow,
    NextAction,
    SeriesStack,
    grouped,
    remedy_of,
)
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.sync_state import STATES_BY_URGENCY, HardcoverState
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.painting import link_button_width
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex, RowsModel
from bookorbit_desktop.ui.widgets.table_columns import ColumnPlan, TableColumns
from bookorbit_desktop.ui.wording import (
    STATUS_ORDER,
    BadgeStyle,
    isolated,
    joined,
    method_word,
    names,
    number,
    percent,
    state_look,
    status_word,
)

STACK = Qt.ItemDataRole(Qt.ItemDataRole.UserRole + 1)
"""The SeriesStack that a row stands for, or None for a single book."""
STATE_ORDER = (
    HardcoverState.SYNCED,
    HardcoverState.PENDING,
    HardcoverState.NOT_MATCHED,
    HardcoverState.WAITING_FOR_PAGES,
    HardcoverState.NEEDS_REVIEW,
    HardcoverState.HARDCOVER_AHEAD,
    HardcoverState.ERROR,
    HardcoverState.PARKED,
    HardcoverState.EXCLUDED,
)
Chips = Sequence[tuple[HardcoverState | None, str, int]]


class QuickAction(StrEnum):
    """The actions that change a match, in the order shown."""

    PICK = "pick"
    REMATCH = "rematch"
    EXCLUDE = "exclude"
    """Excludes a book, or includes an excluded one."""


def full_title(row: BookRow) -> str:
    """The title with its volume, unless it already names one."""
    if row.series_index is None or volume_of(row.title) is not None:
        return row.title
    return tr("{0} · Vol. {1}").format(isolated(row.title), number(row.series_index))


def place(row: BookRow) -> str:
    """Status and progress as text."""
    if row.percentage is None:
        return status_word(row.status)
    return tr("{0}, {1}").format(status_word(row.status), percent(row.percentage))


def progress_text(candidate: HardcoverRow) -> str:
    """The progress here and, if different, the one last sent to Hardcover, with an arrow between them."""
    here, sent = candidate.book.percentage, candidate.sent_percentage
    text = "" if here is None else percent(here)
    if sent is None or (here is not None and percent(sent) == text):
        return text
    return f"{text or '–'} → {percent(sent)}"


def record_text(candidate: HardcoverRow) -> str:
    """The record matched to a book; empty without one."""
    return candidate.record_title if candidate.record_id is not None else ""


def edition_text(candidate: HardcoverRow) -> str:
    """The unit of progress, and the edition's number."""
    if candidate.record_id is None:
        return ""
    return joined(
        tr("%n page(s)", candidate.pages) if candidate.pages else tr("no page count"),
        tr("entered by you") if candidate.pages_by_hand else "",
        tr("edition {0}").format(candidate.edition_id) if candidate.edition_id else tr("no edition"),
    )


def problem_text(candidate: HardcoverRow) -> str:
    """What is wrong with a book's sync, in one sentence; empty if all is well."""
    is_settled = candidate.shown_state in (HardcoverState.SYNCED, HardcoverState.PENDING)
    return "" if is_settled else localize(candidate.book.hardcover_reason)


def short_look(state: HardcoverState) -> BadgeStyle:
    """A shorter look of a state, for chips and covers."""
    look = state_look(state)
    texts = {
        HardcoverState.WAITING_FOR_PAGES: tr("Needs page count"),
        HardcoverState.HARDCOVER_AHEAD: tr("Ahead"),
        HardcoverState.PARKED: tr("Paused"),
    }
    return BadgeStyle(texts.get(state, look.word), look.icon, look.tone)


def remedy_word(remedy: NextAction) -> str:
    """The text of a state's button."""
    return {
        NextAction.PICK: tr("Pick…"),
        NextAction.CHOOSE_EDITION: tr("Choose edition…"),
        NextAction.LOOKS_RIGHT: tr("Confirm match"),
        NextAction.TRY_AGAIN: tr("Try again"),
        NextAction.SHOW_DIFFERENCE: tr("Show differences"),
        NextAction.SYNC: tr("Sync this book"),
        NextAction.OPEN: tr("View"),
        NextAction.INCLUDE: tr("Include"),
    }[remedy]


def short_remedy_word(remedy: NextAction) -> str:
    """The short text of a state's button, where there is little room."""
    return tr("View") if remedy is NextAction.OPEN else remedy_word(remedy)


def quick_icon(action: QuickAction, candidate: HardcoverRow) -> str:
    """The icon of a button on a cover; an excluded book gets the one to include it."""
    if action is QuickAction.EXCLUDE and candidate.hardcover is HardcoverState.EXCLUDED:
        return "undo"
    return {QuickAction.PICK: "link", QuickAction.REMATCH: "search", QuickAction.EXCLUDE: "slash"}[action]


def quick_word(action: QuickAction, candidate: HardcoverRow) -> str:
    """The text of a button on a cover."""
    if action is QuickAction.EXCLUDE and candidate.hardcover is HardcoverState.EXCLUDED:
        return tr("Include")
    return {
        QuickAction.PICK: tr("Pick…"),
        QuickAction.REMATCH: tr("Re-match"),
        QuickAction.EXCLUDE: tr("Exclude"),
    }[action]


def stack_look(stack: SeriesStack) -> BadgeStyle:
    """The look of a stack: its number of books, never cut, and its worst state."""
    look = short_look(stack.state)
    return BadgeStyle(f"{number(stack.in_state)} {look.word}", look.icon, look.tone)


def books_of(stack: SeriesStack) -> str:
    """The number of books in a stack, and their authors."""
    return joined(tr("%n book(s)", len(stack.books)), names(stack.books[0].book.authors))


def describe_candidate(candidate: HardcoverRow) -> str:
    """A row as a sentence, for screen readers."""
    row = candidate.book
    remedy = remedy_of(candidate)
    parts = (
        full_title(row),
        names(row.authors),
        place(row),
        state_look(candidate.shown_state).word,
        localize(row.hardcover_reason),
        tr("matched to “{0}”").format(candidate.record_title) if record_text(candidate) else "",
        method_word(candidate.method),
        tr("next step: {0}").format(remedy_word(remedy)) if remedy else "",
    )
    return ", ".join(part for part in parts if part)


def describe_stack(stack: SeriesStack) -> str:
    """A stack as a sentence, for screen readers."""
    look = state_look(stack.state)
    return ", ".join(
        (stack.series, tr("series"), books_of(stack), tr("{0}: {1}").format(look.word, stack.in_state))
    )


def hint_candidate(candidate: HardcoverRow) -> str:
    """The tooltip of a row: title, record and reason in full."""
    lines = (
        isolated(full_title(candidate.book)),
        isolated(record_text(candidate)),
        joined(edition_text(candidate), method_word(candidate.method)),
        localize(candidate.book.hardcover_reason),
    )
    return "\n".join(line for line in lines if line)


class CandidateModel(RowsModel[HardcoverRow]):
    """The books with a status other than Unread. A series may be one stack, placed at its first book."""

    def __init__(self) -> None:
        super().__init__(lambda candidate: candidate.id, describe_candidate, hint_candidate)
        self.stacks: Mapping[BookId, SeriesStack] = {}

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row or stack itself, or its text for screen readers."""
        if role == ROW:
            return super().data(index, role)
        stack = self.stacks.get(self.rows[index.row()].id)
        if role == STACK:
            return stack
        if stack is not None and role in _WORDS:
            return describe_stack(stack)
        return super().data(index, role)

    def books(self, rows: list[HardcoverRow]) -> list[HardcoverRow]:
        """The books of some rows; a stack gives all of its books."""
        found: list[HardcoverRow] = []
        for row in rows:
            stack = self.stacks.get(row.id)
            found += stack.books if stack else (row,)
        return found


_WORDS = (
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
)


class CandidateColumn(StrEnum):
    """The columns in order (screens.md section 5)."""

    BOOK = "book"
    STATE = "state"
    ACTION = "action"
    RECORD = "record"
    EDITION = "edition"
    METHOD = "method"
    STATUS = "status"
    PROGRESS = "progress"
    RATING = "rating"
    SENT = "sent"
    PROBLEM = "problem"


_WIDTHS = {
    CandidateColumn.STATE: 160,
    CandidateColumn.ACTION: 132,
    CandidateColumn.RECORD: 176,
    CandidateColumn.EDITION: 108,
    CandidateColumn.METHOD: 116,
    CandidateColumn.STATUS: 128,
    CandidateColumn.PROGRESS: 112,
    CandidateColumn.RATING: 92,
    CandidateColumn.SENT: 120,
    CandidateColumn.PROBLEM: 240,
}
_WIDEST_ACTION = 208
_DROPPED_FIRST = (
    CandidateColumn.PROBLEM,
    CandidateColumn.RATING,
    CandidateColumn.METHOD,
    CandidateColumn.STATUS,
    CandidateColumn.EDITION,
    CandidateColumn.PROGRESS,
    CandidateColumn.SENT,
    CandidateColumn.RECORD,
)


def column_word(column: CandidateColumn) -> str:
    """The heading of a column."""
    return {
        CandidateColumn.BOOK: tr("Book"),
        CandidateColumn.STATE: tr("State"),
        CandidateColumn.ACTION: tr("Next step"),
        CandidateColumn.RECORD: tr("Matched record"),
        CandidateColumn.EDITION: tr("Edition"),
        CandidateColumn.METHOD: tr("How matched"),
        CandidateColumn.STATUS: tr("Status"),
        CandidateColumn.PROGRESS: tr("Progress"),
        CandidateColumn.RATING: tr("Rating"),
        CandidateColumn.SENT: tr("Last sent"),
        CandidateColumn.PROBLEM: tr("Problem"),
    }[column]


def _plan() -> ColumnPlan[CandidateColumn]:
    """The column widths; buttons are never cut, although some languages need more room."""
    widest = max(link_button_width(remedy_word(remedy)) for remedy in NextAction) + theme.SPACE_8
    action = min(_WIDEST_ACTION, max(_WIDTHS[CandidateColumn.ACTION], ceil(widest / theme.px(100) * 100)))
    return ColumnPlan(
        tuple(CandidateColumn),
        {**_WIDTHS, CandidateColumn.ACTION: action},
        tuple(CandidateColumn)[1:],
        _DROPPED_FIRST,
        column_word,
    )


class CandidateColumns(TableColumns[CandidateColumn]):
    """The columns of the Hardcover page."""

    def __init__(self, chosen: Iterable[str] = (), widths: Mapping[str, int] | None = None) -> None:
        super().__init__(_plan(), chosen, widths)


@dataclass(frozen=True, slots=True)
class ListChoice:
    """The chosen filter, order and grouping."""

    state: HardcoverState | None = None
    """None is all."""
    text: str = ""
    series: str = ""
    """Only the books of an opened stack."""
    sort: CandidateColumn | None = None
    """None leaves them in series order."""
    backwards: bool = False
    grouped: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter may hide books."""
        return bool(self.state or self.text or self.series)


def listed(
    candidates: Iterable[HardcoverRow], choice: ListChoice
) -> tuple[list[HardcoverRow], Mapping[BookId, SeriesStack]]:
    """Return the rows to show, with the stacks among them by the id of their first book."""
    tokens = choice.text.casefold().split()
    fitting = [
        candidate
        for candidate in candidates
        if candidate.is_in(choice.state) and _has(candidate, choice.series, tokens)
    ]
    if choice.sort is not None:
        fitting = _sorted(fitting, choice.sort, backwards=choice.backwards)
    return grouped(fitting) if choice.grouped and not choice.series else (fitting, {})


def _has(candidate: HardcoverRow, series: str, tokens: Sequence[str]) -> bool:
    row = candidate.book
    if series and row.series != series:
        return False
    return not tokens or all(
        word in f"{row.title} {row.series} {names(row.authors)}".casefold() for word in tokens
    )


def _sorted(
    candidates: list[HardcoverRow], column: CandidateColumn, *, backwards: bool
) -> list[HardcoverRow]:
    """Sort the rows; those without a value in the column come last in either direction."""
    key = _KEYS[column]
    with_value = [candidate for candidate in candidates if key(candidate) not in (None, "")]
    without = [candidate for candidate in candidates if key(candidate) in (None, "")]
    return [*sorted(with_value, key=key, reverse=backwards), *without]


_KEYS: Mapping[CandidateColumn, Callable[[HardcoverRow], Any]] = {
    CandidateColumn.BOOK: lambda row: row.title.casefold(),
    CandidateColumn.STATE: lambda row: STATES_BY_URGENCY.index(row.shown_state),
    CandidateColumn.ACTION: lambda row: remedy_word(remedy) if (remedy := remedy_of(row)) else None,
    CandidateColumn.RECORD: lambda row: row.record_title.casefold(),
    CandidateColumn.EDITION: lambda row: row.pages if edition_text(row) else None,
    CandidateColumn.METHOD: lambda row: method_word(row.method),
    CandidateColumn.STATUS: lambda row: STATUS_ORDER.index(row.book.status),
    CandidateColumn.PROGRESS: lambda row: None if row.book.percentage is None else -row.book.percentage,
    CandidateColumn.RATING: lambda row: None if row.book.rating is None else -row.book.rating,
    CandidateColumn.SENT: lambda row: None if row.synced_at is None else -row.synced_at.timestamp(),
    CandidateColumn.PROBLEM: problem_text,
}


def state_chips(candidates: Sequence[HardcoverRow]) -> Chips:
    """The filters with their counts: all, then each state, including empty ones (screens.md section 5)."""
    counts = Counter(candidate.hardcover for candidate in candidates)
    counts[HardcoverState.NEEDS_REVIEW] = sum(candidate.book.needs_review for candidate in candidates)
    states = [(state, short_look(state).word, counts[state]) for state in STATE_ORDER]
    return [(None, tr("All"), len(candidates)), *states]
