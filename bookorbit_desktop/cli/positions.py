"""The commands for positions: history, restore, reset, step-back."""

import argparse
import asyncio
from collections.abc import Iterator
from typing import Any

from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.moments import iso_time
from bookorbit_desktop.domain.base.numbers import whole_percent
from bookorbit_desktop.domain.hardcover.read_plan import pages_for
from bookorbit_desktop.domain.reading.positions import GivenPlace, PastPosition
from bookorbit_desktop.domain.reading.step_back import BackwardRule
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.reading.positions import HistoryPage


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of these commands."""
    listing = parsers["history"]
    listing.add_argument("book_id", type=int, metavar="BOOK_ID")
    listing.add_argument("--json", action="store_true")
    restoring = parsers["restore"]
    restoring.add_argument("book_id", type=int, metavar="BOOK_ID")
    restoring.add_argument("push_id", type=int, metavar="PUSH_ID", help="its number in “history”")
    resetting = parsers["reset"]
    resetting.add_argument("book_ids", nargs="+", type=int, metavar="BOOK_ID")
    stepping = parsers["step-back"]
    stepping.add_argument("book_ids", nargs="*", type=int, metavar="BOOK_ID")
    answer = stepping.add_mutually_exclusive_group()
    answer.add_argument("--accept", action="store_true", help="move these books back")
    answer.add_argument("--keep", action="store_true", help="keep these books where they are")
    answer.add_argument("--rule", choices=list(BackwardRule), help="what to do from now on")


async def history(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """List all positions of a book."""
    found = await asyncio.to_thread(services.positions.history, arguments.book_id, None, None)
    if arguments.json:
        console.dump([_document(position, found.pages) for position in found.positions])
        return 0
    if not found.positions:
        console.say("No device has sent this book yet.")
        return 0
    heads = ("PUSH", "TIME", "DEVICE", "PROGRESS", "PAGE", "DOCUMENT", "PUSHES", "")
    console.table(heads, [tuple(_cells(position, found)) for position in found.positions])
    for given in await asyncio.to_thread(services.positions.given_places, arguments.book_id):
        console.say(_given(given))
    return 0


async def restore(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Return an earlier position to readers again."""
    positions = services.positions
    undo = await asyncio.to_thread(positions.restore, arguments.book_id, arguments.push_id)
    where = whole_percent(undo.after.position.percentage)
    console.say(f"Devices get {where}% again, until one of them sends another position.")
    return 0


async def reset(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Reset the positions of books."""
    undo = await asyncio.to_thread(services.positions.reset, arguments.book_ids)
    count = len(undo.books)
    console.say(f"Progress reset for {count} {'book' if count == 1 else 'books'}.")
    console.say("Devices keep their own positions. A position other than the one reset counts again.")
    console.say("Hardcover isn't changed. Use “history” and “restore” to bring a position back.")
    return 0


async def step_back(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """List or answer the pending steps back, or choose the rule for them."""
    positions, books = services.positions, arguments.book_ids
    if arguments.rule is not None:
        await asyncio.to_thread(lambda: services.preferences.change(backward=arguments.rule))
    if (arguments.accept or arguments.keep) and not books:
        raise InvalidInput(Message("Give at least one book. “step-back” lists those that are waiting."))
    if arguments.accept:
        await asyncio.to_thread(positions.accept_step_back, books)
    elif arguments.keep:
        await asyncio.to_thread(positions.keep_position, books)
    else:
        await asyncio.to_thread(_tell, services, books or positions.asking(), console)
    return 0


def _tell(services: Services, book_ids: tuple[BookId, ...], console: Console) -> None:
    console.say(f"Rule: {services.preferences.current.backward}")
    for book_id in book_ids:
        book = services.library.book(book_id)
        back = book.reading.back
        if back is None:
            console.say(f"{book_id}  {book.metadata.title}: no device went back")
            continue
        there, here = whole_percent(back.percentage), whole_percent(book.reading.percentage or 0.0)
        device = back.device or "Unnamed device"
        kept = ", the book stays" if back.kept else ""
        console.say(f"{book_id}  {book.metadata.title}: {device} went back from {here}% to {there}%{kept}")


def _cells(position: PastPosition, found: HistoryPage) -> Iterator[str]:
    push = position.push
    yield str(push.id)
    yield iso_time(push.at)
    yield push.device
    yield f"{whole_percent(push.percentage)}%"
    yield str(pages_for(push.percentage, found.pages)) if found.pages else ""
    yield push.document[:8]
    yield str(position.pushes)
    marks = []
    if position.back_from is not None:
        marks.append(f"back from {whole_percent(position.back_from)}%")
    if push.relayed:
        marks.append("through the relay")
    if position.is_given:
        marks.append("sent to devices")
    yield ", ".join(marks)


def _given(given: GivenPlace) -> str:
    device, there = given.device or "Unnamed device", f"{whole_percent(given.percentage)}%"
    if given.place_at is None:
        return f"{device} gets no place: the newest position, at {there}, is in a form that it can't use."
    at = f"{given.place_at * 100:.1f}%"
    if given.is_near:
        return f"{device} gets {there}, with a place of its own kind at {at}."
    return f"{device} gets {there}, with its newest own place that isn't ahead, at {at}."


def _document(position: PastPosition, pages: int | None) -> dict[str, Any]:
    push = position.push
    return {
        "push": push.id,
        "at": iso_time(push.at),
        "since": iso_time(position.oldest.at),
        "pushes": position.pushes,
        "device": push.device,
        "document": push.document,
        "progress": push.progress,
        "percentage": push.percentage,
        "page": pages_for(push.percentage, pages) if pages else None,
        "back_from": position.back_from,
        "relayed": push.relayed,
        "given_to_devices": position.is_given,
    }


SUBJECT = Subject(
    add_arguments, {"history": history, "restore": restore, "reset": reset, "step-back": step_back}
)
