"""The books of an import with their groups, check boxes and answers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt

from bookorbit_desktop.domain.usb.device_import import (
    BookMatch,
    BookTick,
    DeviceImportPlan,
    FieldKind,
    FieldName,
    PlannedBook,
    PlannedChoice,
    PlannedField,
    usual_tick,
    usual_ticks,
)
from bookorbit_desktop.ui.devices.import_text import match_text, taken_text
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.rows import AnyIndex, RowsModel
from bookorbit_desktop.ui.wording import BadgeStyle, names

_WITH_ONE = 2
"""The choices of a question with one candidate: that, or another book."""


class PlanModel(RowsModel[PlannedBook]):
    """The ticks cover the whole plan, shown or not."""

    def __init__(self) -> None:
        super().__init__(self.plan_index, self._describe, self.second_line)
        self._plan_indexes: dict[str, int] = {}
        self._ticks: dict[str, BookTick] = {}
        self._answered: set[str] = set()

    def begin(self, plan: DeviceImportPlan) -> None:
        """Take a new plan, with its proposals ticked and no question answered."""
        self._plan_indexes = {book.key: index for index, book in enumerate(plan.books)}
        self._ticks = dict(usual_ticks(plan).books)
        self._answered = set()

    @property
    def ticks(self) -> dict[str, BookTick]:
        """The ticked lines by book key, shown or not."""
        return dict(self._ticks)

    def plan_index(self, book: PlannedBook) -> int:
        """The stable key of a book: its index in the plan."""
        return self._plan_indexes[book.key]

    def tick_of(self, book: PlannedBook) -> BookTick | None:
        """The ticked lines of a book; None if it is left out."""
        return self._ticks.get(book.key)

    def takes(self, book: PlannedBook) -> bool:
        """Whether anything of a book is imported. If not, a tick only means that nobody left it out."""
        tick = self.tick_of(book)
        return tick is not None and (bool(tick.fields) or _makes_something(book.choices[tick.choice]))

    def is_open(self, book: PlannedBook) -> bool:
        """Whether the book's question is still open."""
        return book.match.is_question and book.key not in self._answered

    def look(self, book: PlannedBook) -> BadgeStyle:
        """The look of a book."""
        group = main_group(book)
        if group is BookGroup.QUESTION and not self.is_open(book):
            return group_look(BookGroup.REMOVED if self.tick_of(book) is None else BookGroup.FILLED)
        return group_look(group)

    def second_line(self, book: PlannedBook) -> str:
        """The text beside the look: what is imported, or the question."""
        if self.is_open(book):
            return match_text(book)
        if not can_tick(book):
            return "" if main_group(book) is BookGroup.SAME else match_text(book)
        return taken_text(book, self.tick_of(book))

    def answer(self, book: PlannedBook, choice: int | None) -> None:
        """Answer which book it is; None leaves it out."""
        self._answered.add(book.key)
        self._put(book, None if choice is None else usual_tick(book, choice))

    @property
    def alike(self) -> list[PlannedBook]:
        """The open questions shown that ask whether two books are the same, with one candidate each."""
        return [
            book
            for book in self.rows
            if book.match is BookMatch.SAME_BOOK and self.is_open(book) and len(book.choices) == _WITH_ONE
        ]

    def answer_alike(self) -> None:
        """Answer each of these questions with its candidate."""
        for book in self.alike:
            self._answered.add(book.key)
            self._ticks[book.key] = usual_tick(book)
        self._tell_all()

    def replace_book(self, book: PlannedBook) -> None:
        """Replace a book after the person's answer, with all it now proposes ticked."""
        self._answered.add(book.key)
        self._ticks[book.key] = usual_tick(book)
        self.update_rows([book])

    def tick_line(self, book: PlannedBook, name: FieldName, *, ticked: bool) -> None:
        """Tick or untick one line. A matched book without ticked lines is left out."""
        tick = self.tick_of(book) or BookTick()
        fields = tick.fields | {name} if ticked else tick.fields - {name}
        is_empty = not fields and not _makes_something(book.choices[tick.choice])
        self._put(book, None if is_empty else replace(tick, fields=fields))

    def tick_shown(self, *, ticked: bool) -> None:
        """Tick the proposals of the books shown, or untick them. Open questions stay open.

        Books removed here are ticked only if nothing else is shown.
        """
        is_one_group = len({main_group(book) for book in self.rows}) == 1
        for book in self.rows:
            if not self._has_box(book):
                continue
            if not ticked:
                self._ticks.pop(book.key, None)
            elif not self.takes(book) and (book.match is not BookMatch.REMOVED or is_one_group):
                proposed = usual_tick(book)
                if proposed.fields or _makes_something(book.choices[0]):
                    self._ticks[book.key] = proposed
        self._tell_all()

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """A book with nothing to import has no check box."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._has_box(self.rows[index.row()]) else flags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The tick, in addition to the data of every row."""
        book = self.rows[index.row()]
        if role != Qt.ItemDataRole.CheckStateRole:
            return super().data(index, role)
        if not self._has_box(book):
            return None
        return Qt.CheckState.Checked if self.takes(book) else Qt.CheckState.Unchecked

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick a row."""
        book = self.rows[index.row()]
        if role != Qt.ItemDataRole.CheckStateRole or not self._has_box(book):
            return False
        is_ticked = Qt.CheckState(value) is Qt.CheckState.Checked
        self._put(book, _whole_tick(book) if is_ticked else None)
        return True

    def _has_box(self, book: PlannedBook) -> bool:
        return can_tick(book) and not self.is_open(book)

    def _put(self, book: PlannedBook, tick: BookTick | None) -> None:
        if tick is None:
            self._ticks.pop(book.key, None)
        else:
            self._ticks[book.key] = tick
        self.touch(self.plan_index(book))

    def _tell_all(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def _describe(self, book: PlannedBook) -> str:
        parts = (book.title, names(book.authors), self.look(book).word, self.second_line(book))
        return ", ".join(part for part in parts if part)


def can_tick(book: PlannedBook) -> bool:
    """Whether importing the book could change anything."""
    return any(
        _makes_something(choice) or any(line.can_tick for line in choice.fields) for choice in book.choices
    )


def _makes_something(choice: PlannedChoice) -> bool:
    return choice.makes_entry or bool(choice.like)


def _whole_tick(book: PlannedBook) -> BookTick:
    """The tick of a whole book: its proposals or, without any, every importable line."""
    proposed = usual_tick(book)
    choice = book.choices[0]
    if proposed.fields or _makes_something(choice):
        return proposed
    return BookTick(0, frozenset(line.name for line in choice.fields if line.can_tick))


class BookGroup(StrEnum):
    """The groups of a review. A book may be in several, such as one that adds and one that differs."""

    QUESTION = "question"
    NEW = "new"
    FILLED = "filled"
    DIFFERS = "differs"
    REMOVED = "removed"
    SAME = "same"


_QUIET = (BookGroup.REMOVED, BookGroup.SAME)
Chips = Sequence[tuple[BookGroup | None, str, int]]


def groups_of(book: PlannedBook) -> frozenset[BookGroup]:
    """The groups of a book, at least one."""
    if book.match.is_question:
        return frozenset({BookGroup.QUESTION})
    if book.match in (BookMatch.REMOVED, BookMatch.NAMELESS):
        return frozenset({BookGroup.REMOVED})
    if book.choices and book.choices[0].makes_entry:
        return frozenset({BookGroup.NEW})
    found = {_group_of(line) for choice in book.choices for line in choice.fields}
    return frozenset(group for group in found if group is not None) or frozenset({BookGroup.SAME})


def _group_of(line: PlannedField) -> BookGroup | None:
    if line.kind is FieldKind.SAME:
        return None
    has_both = line.kind is FieldKind.DIFFERS or (line.kind is FieldKind.CONFLICT and line.old is not None)
    return BookGroup.DIFFERS if has_both else BookGroup.FILLED


def main_group(book: PlannedBook) -> BookGroup:
    """The most telling group of a book."""
    groups = groups_of(book)
    return next(group for group in BookGroup if group in groups)


def group_look(group: BookGroup) -> BadgeStyle:
    """The look of a group."""
    return {
        BookGroup.QUESTION: BadgeStyle(tr("Needs your answer"), "question", Tone.ATTENTION),
        BookGroup.NEW: BadgeStyle(tr("New"), "plus", Tone.OK),
        BookGroup.FILLED: BadgeStyle(tr("Fills gaps"), "arrow-up", Tone.PENDING),
        BookGroup.DIFFERS: BadgeStyle(tr("Differs"), "eye", Tone.NEUTRAL),
        BookGroup.REMOVED: BadgeStyle(tr("Skipped"), "slash", Tone.NEUTRAL),
        BookGroup.SAME: BadgeStyle(tr("Nothing new"), "check", Tone.NEUTRAL),
    }[group]


def group_chips(books: Iterable[PlannedBook]) -> Chips:
    """The groups with their counts, including zeros except for groups of little interest."""
    rows = list(books)
    counts = Counter(group for book in rows for group in groups_of(book))
    return [
        (None, tr("All"), len(rows)),
        (BookGroup.QUESTION, tr("Questions"), counts[BookGroup.QUESTION]),
        *(
            (group, group_look(group).word, counts[group])
            for group in list(BookGroup)[1:]
            if counts[group] or group not in _QUIET
        ),
    ]


def groups_in_order(books: Iterable[PlannedBook]) -> list[PlannedBook]:
    """The books in group order, those that need the person first, otherwise in plan order."""
    order = list(BookGroup)
    return sorted(books, key=lambda book: order.index(main_group(book)))


def fitting(books: Iterable[PlannedBook], group: BookGroup | None, text: str) -> list[PlannedBook]:
    """The books of a group (None: all) whose title or authors contain every word of `text`."""
    tokens = text.casefold().split()
    return [
        book
        for book in books
        if (group is None or group in groups_of(book))
        and all(word in f"{book.title} {names(book.authors)}".casefold() for word in tokens)
    ]
