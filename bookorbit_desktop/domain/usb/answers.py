"""A person's answers to an import plan, as given on a command line."""

from collections.abc import Iterable
from dataclasses import dataclass

from bookorbit_desktop.domain.base.errors import InvalidInput, NotFound
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.usb.device_import import (
    BookMatch,
    BookTick,
    DeviceImportPlan,
    FieldName,
    ImportTicks,
    PlannedBook,
    usual_tick,
    usual_ticks,
)

ALL = "all"


@dataclass(frozen=True, slots=True)
class ImportAnswers:
    """Answers to a plan. Books are named by title, digest or key."""

    same_names: bool = False
    """Match every book by title and author, if only one book here has them."""
    own: tuple[str, ...] = ()
    """Books that are none of their candidates."""
    leave_out: tuple[str, ...] = ()
    bring_back: tuple[str, ...] = ()
    """Books that were removed here, or left out earlier."""
    tick: tuple[tuple[str, FieldName], ...] = ()
    """A book, or ALL, with one of its lines."""
    untick: tuple[tuple[str, FieldName], ...] = ()
    clock: bool = False


def ticks_from(plan: DeviceImportPlan, answers: ImportAnswers) -> ImportTicks:
    """Return the ticks, starting from the defaults and applying the answers.

    Raises NotFound for a book that is not in the plan, and InvalidInput for an answer without a question.
    """
    ticks = dict(usual_ticks(plan).books)
    for book, tick in _answered(plan, answers):
        ticks[book.key] = tick
    for name in answers.leave_out:
        for book in named(plan, name):
            ticks.pop(book.key, None)
    for name, field in answers.untick:
        for book in _ticked(plan, name, ticks):
            tick = ticks[book.key]
            ticks[book.key] = BookTick(tick.choice, tick.fields - {field})
    for name, field in answers.tick:
        for book in _ticked(plan, name, ticks):
            tick = ticks[book.key]
            ticks[book.key] = BookTick(tick.choice, tick.fields | {field})
    if answers.clock and plan.clock is None:
        raise InvalidInput(Message("This device's clock seems to be right."))
    return ImportTicks(ticks, answers.clock)


def _answered(plan: DeviceImportPlan, answers: ImportAnswers) -> Iterable[tuple[PlannedBook, BookTick]]:
    """The books identified by the person, each with what to import of it."""
    if answers.same_names:
        for book in plan.books:
            if book.match is BookMatch.SAME_BOOK and len(book.choices) == 2:
                yield book, usual_tick(book, 0)
    for name in answers.own:
        for book in named(plan, name):
            if not book.choices or not book.choices[-1].makes_entry:
                raise InvalidInput(Message("“{0}” is already in your library.", book.title))
            yield book, usual_tick(book, len(book.choices) - 1)
    for name in answers.bring_back:
        for book in named(plan, name):
            if book.choices:
                yield book, usual_tick(book, 0)


def named(plan: DeviceImportPlan, name: str) -> list[PlannedBook]:
    """The books with this key or digest, otherwise with this title. Raises NotFound."""
    exact = [book for book in plan.books if name == book.key or name.lower() in book.record.digests]
    found = exact or [book for book in plan.books if book.title.casefold() == name.casefold()]
    if not found:
        raise NotFound(Message("“{0}” isn't on the device. Use --dry-run to list its books.", name))
    return found


def _ticked(plan: DeviceImportPlan, name: str, ticks: dict[str, BookTick]) -> list[PlannedBook]:
    books = plan.books if name == ALL else named(plan, name)
    return [book for book in books if book.key in ticks]
