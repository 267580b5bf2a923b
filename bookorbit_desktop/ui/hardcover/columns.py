"""The columns of the Hardcover table."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from math import ceil

from bookorbit_desktop.domain.hardcover.hardcover_row import NextAction
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.hardcover.model import remedy_word
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.painting import link_button_width
from bookorbit_desktop.ui.widgets.table_columns import ColumnPlan, TableColumns


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
