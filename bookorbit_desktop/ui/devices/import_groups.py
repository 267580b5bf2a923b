"""The groups of an import's books, and their look."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from bookorbit_desktop.domain.usb.device_import import BookMatch, FieldKind, PlannedBook, PlannedField
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import BadgeStyle, names


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
    words = text.casefold().split()
    return [
        book
        for book in books
        if (group is None or group in groups_of(book))
        and all(word in f"{book.title} {names(book.authors)}".casefold() for word in words)
    ]
