"""The command that imports from a device: previews line by line, then imports what is selected."""

import argparse
import asyncio
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from bookorbit_desktop.cli.arguments import add_cards, folder
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.device_reading import read_device, tell_progress
from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.numbers import whole_percent
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.domain.usb.answers import ImportAnswers, named, ticks_from
from bookorbit_desktop.domain.usb.clock import ClockCorrection
from bookorbit_desktop.domain.usb.device_import import (
    DeviceImportPlan,
    FieldKind,
    FieldName,
    FieldValue,
    ImportTicks,
    PlannedBook,
    PlannedChoice,
    PlannedField,
)
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.runtime.run_cancel import RunCancel
from bookorbit_desktop.services.usb.device_import import DeviceImportResult

_COUNTED = (FieldName.EARLIER_READS, FieldName.PAGE_VIEWS, FieldName.HIGHLIGHTS)


def add_import_arguments(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the arguments of `device import`."""
    importing = acts.add_parser(
        "import",
        help="import status, rating, dates, progress, page views and highlights; only fills gaps",
        epilog="BOOK is a title, digest or key as shown by --dry-run. Lines: " + ", ".join(FieldName),
    )
    importing.add_argument("path", type=folder, metavar="PATH", help="see “device scan”")
    add_cards(importing)
    importing.add_argument("--dry-run", action="store_true", help="only show what would be imported")
    importing.add_argument(
        "--same-names",
        action="store_true",
        help="match books by title and author even if the digest differs",
    )
    importing.add_argument(
        "--same",
        nargs=2,
        action="append",
        default=[],
        metavar=("BOOK", "BOOK_ID"),
        help="this book on the device is that book in the library",
    )
    for flag, text in (
        ("--own", "this book is none of the suggested ones; create a separate entry"),
        ("--leave-out", "do not import this book"),
        ("--bring-back", "import this book even though it was removed or skipped here"),
    ):
        importing.add_argument(flag, action="append", default=[], metavar="BOOK", help=text)
    for flag, text in (
        ("--tick", "also import this line of a book, or of “all”"),
        ("--untick", "skip this line of a book, or of “all”"),
    ):
        importing.add_argument(
            flag, nargs=2, action="append", default=[], metavar=("BOOK", "LINE"), help=text
        )
    clock = importing.add_mutually_exclusive_group()
    clock.add_argument(
        "--correct-clock", action="store_true", help="correct page view times using your pushes"
    )
    clock.add_argument(
        "--clock-as-is", action="store_true", help="undo a correction: use the device's own times"
    )
    importing.add_argument("--json", action="store_true", help="print the whole plan and the result as JSON")


def check_import_arguments(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """Checks that argparse can't express; on failure, ends the program with exit code 2."""
    for _, book_id in arguments.same:
        if not book_id.isdecimal():
            parser.error(f"--same needs BOOK and the number of a book in the library, not “{book_id}”")
    for _, line in (*arguments.tick, *arguments.untick):
        if line not in list(FieldName):
            parser.error(f"“{line}” isn't one of {', '.join(FieldName)}")


class ImportStopped(BookOrbitError):
    """The person stopped the command before anything was imported."""


async def import_device(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Read a device, show what is new and what differs, and import what is selected."""
    importing, cancel = services.device_import, RunCancel()
    with importing.running(cancel):
        try:
            plan = await _plan(services, arguments, console, cancel)
            ticks = ticks_from(plan, _answers(arguments))
            result = None
            if not arguments.dry_run:
                _check_wanted(cancel)
                tell = partial(tell_progress, console)
                result = await asyncio.to_thread(importing.carry_out, plan, ticks, tell, cancel)
        except asyncio.CancelledError:
            cancel.set()
            raise
    if arguments.json:
        console.dump(_document(plan, ticks, result, arguments.leave_out))
    else:
        _say(plan, ticks, result, arguments.leave_out, console)
    return 0 if result is None or result.is_complete else 1


async def _plan(
    services: Services, arguments: argparse.Namespace, console: Console, cancel: RunCancel
) -> DeviceImportPlan:
    """What an import from the device would do. Raises ImportStopped if it could only be read in part."""
    importing = services.device_import
    scan = await read_device(services, arguments, console, cancel)
    _check_wanted(cancel, is_complete=scan.is_complete)
    if arguments.clock_as_is and not arguments.dry_run:
        await asyncio.to_thread(importing.forget_correction, scan.device)
    plan = await asyncio.to_thread(importing.plan, scan, lambda _done, _total: _check_wanted(cancel))
    for name, book_id in arguments.same:
        for book in named(plan, name):
            plan = await asyncio.to_thread(importing.choose, plan, book.key, BookId(int(book_id)))
    return plan


def _check_wanted(cancel: RunCancel, *, is_complete: bool = True) -> None:
    if cancel.is_set or not is_complete:
        raise ImportStopped(Message("Stopped. Nothing was imported."))


def _answers(arguments: argparse.Namespace) -> ImportAnswers:
    return ImportAnswers(
        same_names=arguments.same_names,
        own=tuple(arguments.own),
        leave_out=tuple(arguments.leave_out),
        bring_back=tuple(arguments.bring_back),
        tick=tuple((name, FieldName(line)) for name, line in arguments.tick),
        untick=tuple((name, FieldName(line)) for name, line in arguments.untick),
        clock=arguments.correct_clock,
    )


def _say(
    plan: DeviceImportPlan,
    ticks: ImportTicks,
    result: DeviceImportResult | None,
    left: Sequence[str],
    console: Console,
) -> None:
    quiet = 0
    for book in plan.books:
        if _is_quiet(book, ticks):
            quiet += 1
        else:
            _say_book(book, ticks, console)
    if quiet:
        console.say(f"Nothing new for {quiet} of {len(plan.books)} books.")
    if plan.clock is not None:
        sign = "x" if ticks.clock else " "
        console.say(f"[{sign}] clock: {_clock_text(plan.clock)}")
    for hint in plan.hints:
        console.say(hint)
    waiting = _questions_text(len(_unanswered(plan, ticks, left)))
    if result is None:
        console.say(f"Would be imported: {_wanted_count(plan, ticks)}.{waiting} Nothing was changed.")
        return
    told = result.annotations
    gone = f" No longer on this device, kept here: {told.gone}." if told.gone else ""
    console.say(
        f"Imported: {len(result.changed)} books, {result.created} of them new entries without a file; "
        f"{result.page_views} page views, {result.digests} digests, "
        f"{told.new + told.changed} highlights, notes and bookmarks.{gone}{waiting}"
    )
    if not result.is_complete:
        console.say("Stopped early. What was imported stays; import again to continue.")


def _questions_text(count: int) -> str:
    if not count:
        return ""
    return f" Skipped, because they need an answer: {count}."


def _unanswered(plan: DeviceImportPlan, ticks: ImportTicks, left_out: Iterable[str]) -> list[PlannedBook]:
    """The questions without an answer."""
    named_here = {book.key for name in left_out for book in named(plan, name)}
    return [book for book in plan.questions if book.key not in (ticks.books.keys() | named_here)]


def _is_quiet(book: PlannedBook, ticks: ImportTicks) -> bool:
    """Whether there is nothing new and nothing to ask."""
    if not book.choices:
        return False
    lines = book.choices[0].fields
    only_same = all(line.kind in (FieldKind.SAME, FieldKind.DIFFERS) for line in lines)
    return only_same and book.ticked and book.key in ticks.books and not book.choices[0].makes_entry


def _say_book(book: PlannedBook, ticks: ImportTicks, console: Console) -> None:
    tick = ticks.books.get(book.key)
    authors = ", ".join(book.authors)
    console.say(f"[{'x' if tick else ' '}] {book.title}{f' ({authors})' if authors else ''}: {book.reason}")
    if book.match.is_question:
        for index, choice in enumerate(book.choices):
            sign = "→" if tick is not None and tick.choice == index else "?"
            console.say(f"    {sign} {_choice_text(choice)}")
    if not book.choices:
        return
    for line in book.choices[tick.choice if tick else 0].fields:
        if line.kind is not FieldKind.SAME:
            is_wanted = tick is not None and line.can_tick and line.name in tick.fields
            console.say(f"    [{'x' if is_wanted else ' '}] {_line_text(line)}")


def _choice_text(choice: PlannedChoice) -> str:
    if choice.book_id is not None:
        return f"book {choice.book_id}, {choice.title}"
    return f"the same entry as {choice.title}" if choice.like else "a separate entry"


def _line_text(line: PlannedField) -> str:
    name = line.name.value.replace("_", " ")
    if line.name in _COUNTED:
        change = f"{line.new} new"
    else:
        change = f"{_text(line, line.old) or 'none'} → {_text(line, line.new)}"
    also = "" if line.also is None else f" (or {_text(line, line.also)})"
    if line.name is FieldName.HIGHLIGHTS and line.also is not None:
        also = f", {line.also} no longer on the device"
    return f"{name}, {line.kind.value.replace('_', ' ')}: {change}{also}. {line.reason}"


def _text(line: PlannedField, value: FieldValue) -> str:
    if isinstance(value, ReadingStatus):
        return value.value.replace("_", " ")
    if isinstance(value, float) and line.name is FieldName.PROGRESS:
        return f"{whole_percent(value)}%"
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else " ".join(str(value).split())


def _clock_text(clock: ClockCorrection) -> str:
    hours, minutes = divmod(abs(clock.seconds) // 60, 60)
    way = "behind" if clock.seconds > 0 else "ahead"
    return (
        f"{clock.pushes} pushes show that the device's clock is {hours} h {minutes} min {way}; "
        "use --correct-clock to correct its page views."
    )


def _wanted_count(plan: DeviceImportPlan, ticks: ImportTicks) -> int:
    """The number of books that would change."""
    wanted = ((book, ticks.books[book.key]) for book in plan.books if book.key in ticks.books)
    return sum(
        book.choices[tick.choice].makes_entry
        or any(line.can_tick and line.name in tick.fields for line in book.choices[tick.choice].fields)
        for book, tick in wanted
    )


def _document(
    plan: DeviceImportPlan, ticks: ImportTicks, result: DeviceImportResult | None, left: Sequence[str]
) -> dict[str, Any]:
    document: dict[str, Any] = {
        "device": plan.device.key,
        "books": [_book_document(book, ticks) for book in plan.books],
        "clock": plan.clock
        and {
            "seconds": plan.clock.seconds,
            "since": plan.clock.since,
            "pushes": plan.clock.pushes,
            "ticked": ticks.clock,
        },
        "hints": list(plan.hints),
        "would_import": _wanted_count(plan, ticks),
        "unanswered": [book.key for book in _unanswered(plan, ticks, left)],
        "imported": None,
    }
    if result is not None:
        document["imported"] = {
            "books": len(result.changed),
            "created": result.created,
            "page_views": result.page_views,
            "digests": result.digests,
            "annotations": result.annotations.new + result.annotations.changed,
            "annotations_gone": result.annotations.gone,
            "left_out": list(result.left_out),
            "gone": list(result.gone),
            "complete": result.is_complete,
        }
    return document


def _book_document(book: PlannedBook, ticks: ImportTicks) -> dict[str, Any]:
    tick = ticks.books.get(book.key)
    return {
        "key": book.key,
        "title": book.title,
        "authors": list(book.authors),
        "digests": list(book.record.digests),
        "match": book.match,
        "reason": book.reason,
        "ticked": tick is not None,
        "choice": tick.choice if tick else None,
        "choices": [
            {
                "book_id": choice.book_id,
                "title": choice.title,
                "like": choice.like or None,
                "fields": [_field_document(line) for line in choice.fields],
            }
            for choice in book.choices
        ],
    }


def _field_document(line: PlannedField) -> dict[str, Any]:
    return {
        "name": line.name,
        "kind": line.kind,
        "old": _plain(line.old),
        "new": _plain(line.new),
        "also": _plain(line.also),
        "reason": line.reason,
        "ticked": line.ticked,
    }


def _plain(value: FieldValue) -> str | float | None:
    return value.isoformat() if isinstance(value, date) else value
