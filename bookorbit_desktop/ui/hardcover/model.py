"""The books of the Hardcover page, their text, and the actions that a card offers on its cover."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.titles import volume_of
from bookorbit_desktop.domain.hardcover.hardcover_row import HardcoverRow, NextAction, SeriesStack, remedy_of
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex, RowsModel
from bookorbit_desktop.ui.wording import (
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


def progress_words(candidate: HardcoverRow) -> str:
    """The progress here and, if different, the one last sent to Hardcover, with an arrow between them."""
    here, sent = candidate.book.percentage, candidate.sent_percentage
    words = "" if here is None else percent(here)
    if sent is None or (here is not None and percent(sent) == words):
        return words
    return f"{words or '–'} → {percent(sent)}"


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
    words = {
        HardcoverState.WAITING_FOR_PAGES: tr("Needs page count"),
        HardcoverState.HARDCOVER_AHEAD: tr("Ahead"),
        HardcoverState.PARKED: tr("Paused"),
    }
    return BadgeStyle(words.get(state, look.word), look.icon, look.tone)


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
