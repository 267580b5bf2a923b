"""The filters of the log: direction, result, device, period, book and text."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogOutcome, LogPeriod, LogQuery
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.foreign_text import for_button, one_line
from bookorbit_desktop.ui.sync.log_model import direction_word
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import FlowLayout
from bookorbit_desktop.ui.widgets.search_field import SearchField
from bookorbit_desktop.ui.wording import isolated, outcome_look

T = TypeVar("T")
Word = TypeVar("Word", bound=StrEnum)
_TITLE_LENGTH = 32
_DEVICE_WIDTH = 200


class LogFilters(QWidget):
    """Emits a signal when the filters change."""

    changed = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._book_id: BookId | None = None
        self._title = ""
        self.direction = _choice(tr("Direction"), tr("All directions"), Direction, direction_word)
        self.outcome = _choice(tr("Result"), tr("All results"), LogOutcome, _outcome_word)
        self.device = _choice(tr("Device"), tr("All devices"), (), str)
        self.period = _choice(tr("Period"), tr("Any time"), list(LogPeriod)[:-1], period_word)
        self.book = button("", "chip", "close", "muted")
        self.text = SearchField(tr("Filter…"))
        self.text.setAcceptDrops(False)
        self.count = label("", "muted")
        self._build()

    def query(self) -> LogQuery:
        """The current query."""
        period = _chosen(self.period, LogPeriod) or LogPeriod.ALL
        return LogQuery(
            direction=_chosen(self.direction, Direction),
            outcome=_chosen(self.outcome, LogOutcome),
            book_id=self._book_id,
            device=self.device.currentData() or "",
            text=self.text.text().strip(),
            since=period.since(self._now()),
        )

    @property
    def is_filtering(self) -> bool:
        """Whether any filter is set."""
        return self.query() != LogQuery()

    def clear(self) -> None:
        """Clear all filters."""
        for choice in self._choices():
            choice.blockSignals(True)
            choice.setCurrentIndex(0)
            choice.blockSignals(False)
        self.text.blockSignals(True)
        self.text.clear()
        self.text.blockSignals(False)
        self.show_book(None, "")

    def take_over(self, before: "LogFilters") -> None:
        """Copy the state of other filters."""
        for choice, other in zip(self._choices(), before._choices(), strict=True):
            choice.take_over(other)
        self.text.take_over(before.text)
        self.show_book(before._book_id, before._title)

    def show_book(self, book_id: BookId | None, title: str) -> None:
        """Show only the lines of one book; None shows all."""
        self._book_id, self._title = book_id, title
        self.book.setText(for_button(isolated(one_line(title, _TITLE_LENGTH))))
        self.book.setToolTip(tr("Only “{0}”. Click to show all books.").format(title))
        self.book.setAccessibleName(self.book.toolTip())
        self.book.setVisible(book_id is not None)
        self.changed.emit()

    def set_devices(self, names: Sequence[str]) -> None:
        """Offer these devices."""
        current = self.device.currentData()
        self.device.blockSignals(True)
        while self.device.count() > 1:
            self.device.removeItem(1)
        for name in names:
            self.device.addItem(name, name)
        self.device.setCurrentIndex(max(0, self.device.findData(current)))
        self.device.blockSignals(False)
        self.device.setVisible(bool(names))

    def _choices(self) -> tuple[Choice, ...]:
        return (self.direction, self.outcome, self.device, self.period)

    def _build(self) -> None:
        layout = FlowLayout()
        self.setLayout(layout)
        self.text.setFixedWidth(theme.px(220))
        self.count.setMinimumHeight(self.text.sizeHint().height())
        self.device.setMaximumWidth(theme.px(_DEVICE_WIDTH))
        self.device.hide()
        self.book.hide()
        for part in (self.text, *self._choices(), self.book, self.count):
            layout.addWidget(part)
        for choice in self._choices():
            choice.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.text.searched.connect(lambda _text: self.changed.emit())
        self.book.clicked.connect(lambda: self.show_book(None, ""))


def _choice(name: str, everything: str, values: Iterable[T], word: Callable[[T], str]) -> Choice:
    choice = Choice(name)
    choice.addItem(everything, None)
    for value in values:
        choice.addItem(word(value), value)
    return choice


def _chosen(choice: Choice, kind: type[Word]) -> Word | None:
    """The selected value; Qt returns enumerations as plain text."""
    value = choice.currentData()
    return None if value is None else kind(value)


def _outcome_word(outcome: LogOutcome) -> str:
    return outcome_look(outcome).word


def period_word(period: LogPeriod) -> str:
    """The name of a period."""
    return {
        LogPeriod.TODAY: tr("Today"),
        LogPeriod.WEEK: tr("Last 7 days"),
        LogPeriod.MONTH: tr("Last 30 days"),
        LogPeriod.ALL: tr("Any time"),
    }[period]
