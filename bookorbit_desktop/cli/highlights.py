"""The command for highlights and notes: list, export, copy, remove and restore."""

import argparse
import asyncio
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bookorbit_desktop.cli.arguments import add_cards, day, folder, printable_text
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.device_reading import read_device
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.errors import InvalidInput, NotFound
from bookorbit_desktop.domain.base.ids import CollectionId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.moments import iso_time
from bookorbit_desktop.domain.base.shown_text import path_text
from bookorbit_desktop.domain.hardcover.catalogue import Privacy
from bookorbit_desktop.domain.hardcover.quotes import QuoteBooks, QuoteKinds, QuoteView
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome, SyncEnd, SyncParts
from bookorbit_desktop.domain.highlights.annotations import (
    AnnotationQuery,
    AnnotationSort,
    AnnotationState,
    KeptAnnotation,
)
from bookorbit_desktop.domain.highlights.carry import CarryPlan, CarryStep
from bookorbit_desktop.domain.highlights.template import DEFAULT_TEMPLATE
from bookorbit_desktop.domain.library.collection import CollectionKind
from bookorbit_desktop.domain.usb.files import AnnotationKind
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.highlights.export import ExportFormat, annotation_json
from bookorbit_desktop.services.runtime.run_cancel import RunCancel

_WHO = {"public": Privacy.PUBLIC, "followers": Privacy.FOLLOWERS, "private": Privacy.PRIVATE}
_SETTINGS = {
    "more_public": "hardcover_quotes_more_public",
    "spoiler": "hardcover_quote_spoilers",
    "follow_devices": "hardcover_quotes_follow",
    "read_back": "hardcover_quotes_pull",
}
FORMATS = ("markdown", "csv", "json", "html")


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of this command."""
    highlights = parsers["highlights"]
    _add_filters(highlights)
    highlights.add_argument("--newest", action="store_true", help="newest first instead of reading order")
    highlights.add_argument("--limit", type=int, metavar="N", help="only the first N")
    highlights.add_argument("--json", action="store_true")
    acts = highlights.add_subparsers(dest="act", metavar="ACT", title="acts")
    export = acts.add_parser("export", help="write highlights to a file")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument(
        "--format", choices=FORMATS, default="markdown", help=f"{', '.join(FORMATS)} (default: markdown)"
    )
    export.add_argument(
        "--template",
        type=Path,
        metavar="FILE",
        help="Markdown template; “highlights template” prints the default",
    )
    _add_filters(export)
    acts.add_parser("template", help="print the default template for editing")
    carry = acts.add_parser(
        "carry", help="copy highlights to a connected device; KOReader imports them when a book is opened"
    )
    carry.add_argument("path", type=folder, metavar="PATH", help="the device's drive or KOReader's folder")
    add_cards(carry)
    carry.add_argument(
        "--put-back",
        action="store_true",
        help="also copy what was deleted on the device, such as after a reset",
    )
    carry.add_argument("--book", type=int, metavar="BOOK_ID", help="only from this book")
    carry.add_argument("--dry-run", action="store_true", help="only show what would be written")
    carry.add_argument("--json", action="store_true", help="print JSON")
    for act, does in (
        ("remove", "remove highlights from all lists; importing again doesn't restore them"),
        ("restore", "restore removed highlights"),
    ):
        parser = acts.add_parser(act, help=does)
        parser.add_argument("ids", type=int, nargs="+", metavar="ID")
        if act == "remove":
            parser.add_argument(
                "--unsend", action="store_true", help="also remove them from Hardcover with the next sync"
            )
    for act, does in (
        ("send", "send highlights to Hardcover now, whatever the settings for quotes"),
        ("unsend", "remove highlights that were sent from Hardcover"),
    ):
        parser = acts.add_parser(act, help=does)
        parser.add_argument("ids", type=int, nargs="*", metavar="ID", help="without numbers: by the filters")
        _add_filters(parser)
    _add_quotes(acts.add_parser("quotes", help="show or change what is sent to Hardcover by itself"))


def _add_quotes(quotes: argparse.ArgumentParser) -> None:
    quotes.add_argument(
        "--send",
        type=QuoteKinds,
        choices=list(QuoteKinds),
        help="every highlight without notes, only notes with their highlight, both, or nothing (off)",
    )
    quotes.add_argument(
        "--older",
        action=argparse.BooleanOptionalAction,
        help="with --send: also what you highlighted before now (default: only from now on)",
    )
    quotes.add_argument(
        "--books", metavar="B", help="all, chosen (those you take with --take), or the name of a shelf"
    )
    quotes.add_argument("--take", type=int, action="append", metavar="BOOK_ID", help="send this book's, too")
    quotes.add_argument("--leave", type=int, action="append", metavar="BOOK_ID", help="send nothing of it")
    quotes.add_argument("--who", choices=_WHO, help="who may read them on Hardcover")
    for name, does in (
        ("more-public", "a quote may be seen by more people than its book's entry"),
        ("spoiler", "mark quotes as spoilers"),
        ("follow-devices", "remove from Hardcover what was deleted on every device"),
        ("read-back", "list quotes and notes that you write on Hardcover itself in your highlights"),
    ):
        quotes.add_argument(f"--{name}", action=argparse.BooleanOptionalAction, help=does)
    quotes.add_argument("--json", action="store_true")


def _add_filters(
    parser: argparse.ArgumentParser,
) -> None:
    parser.add_argument("--book", type=int, metavar="BOOK_ID")
    parser.add_argument(
        "--search",
        type=printable_text,
        default="",
        metavar="WORDS",
        help="words in the text, note, chapter, title or author",
    )
    parser.add_argument("--chapter", type=printable_text, metavar="NAME")
    parser.add_argument("--color", type=printable_text, metavar="C", help="such as yellow")
    parser.add_argument(
        "--style", type=printable_text, metavar="S", help="lighten, underscore, strikeout or invert"
    )
    parser.add_argument("--kind", type=AnnotationKind, choices=list(AnnotationKind), help="one of these")
    parser.add_argument(
        "--device",
        type=printable_text,
        default="",
        metavar="NAME",
        help="only annotations that this device has or had",
    )
    parser.add_argument(
        "--since", type=day, metavar="DAY", help="created on or after this day, as YYYY-MM-DD"
    )
    parser.add_argument("--until", type=day, metavar="DAY", help="created on or before this day")
    state = parser.add_mutually_exclusive_group()
    state.add_argument(
        "--gone",
        action="store_const",
        const=AnnotationState.GONE,
        dest="state",
        help="only those no longer on a device",
    )
    state.add_argument(
        "--removed",
        action="store_const",
        const=AnnotationState.REMOVED,
        dest="state",
        help="only those you removed",
    )
    note = parser.add_mutually_exclusive_group()
    note.add_argument("--with-note", action="store_const", const=True, dest="has_note")
    note.add_argument("--without-note", action="store_const", const=False, dest="has_note")


async def highlights(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """List highlights, or run the requested action."""
    if arguments.act == "template":
        console.out(DEFAULT_TEMPLATE)
        return 0
    if arguments.act in ("remove", "restore"):
        return await _move(services, arguments, console)
    if arguments.act == "carry":
        return await _carry(services, arguments, console)
    if arguments.act == "quotes":
        return await _quotes(services, arguments, console)
    if arguments.act in ("send", "unsend"):
        return await _send(services, arguments, console)
    query = await asyncio.to_thread(_query, services, arguments)
    if arguments.act == "export":
        return await _export(services, arguments, query, console)
    found = await asyncio.to_thread(_found, services, query, arguments.limit)
    views = await asyncio.to_thread(services.quotes.views, [kept.id for kept in found])
    if arguments.json:
        console.dump(
            [annotation_json(kept) | {"hardcover": _view_document(views.get(kept.id))} for kept in found]
        )
        return 0
    _say(found, views, console)
    if not found and not query.is_narrowed:
        console.say("No highlights yet. “device import” imports them from a KOReader device.")
    return 0


async def _export(
    services: Services, arguments: argparse.Namespace, query: AnnotationQuery, console: Console
) -> int:
    path = console.cwd / arguments.file
    template = DEFAULT_TEMPLATE
    if arguments.template is not None:
        template = await asyncio.to_thread(_read, console.cwd / arguments.template)
    kind = ExportFormat(arguments.format)
    count = await asyncio.to_thread(services.annotation_export.export, query, kind, path, template)
    console.say(f"{count} highlights, notes and bookmarks written to {path}.")
    return 0


async def _carry(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    if arguments.book is not None:
        await asyncio.to_thread(services.library.book, arguments.book)
    cancel = RunCancel()
    try:
        scan = await read_device(services, arguments, console, cancel, with_statistics=False)
    except asyncio.CancelledError:
        cancel.set()
        raise
    if not scan.is_complete:
        console.complain("bookorbit-desktop: Stopped. Nothing was written.")
        return 1
    cards = [os.fsencode(console.cwd / path) for path in arguments.card]
    plan = await asyncio.to_thread(
        services.annotation_carry.plan, scan, cards, arguments.book, put_back=arguments.put_back
    )
    intended = plan.count
    if not arguments.dry_run:
        plan = await asyncio.to_thread(services.annotation_carry.carry_out, plan)
    if arguments.json:
        console.dump([_step_document(step) for step in plan.steps])
    else:
        _say_steps(plan, console, is_done=not arguments.dry_run)
    return 0 if arguments.dry_run or (plan.count and plan.count == intended) else 1


def _step_document(step: CarryStep) -> dict[str, object]:
    return {
        "title": step.title,
        "file": path_text(step.path) or None,
        "annotations": len(step.selection.annotations),
        "deleted_there": step.selection.deleted_there,
        "unfit": step.selection.unfit,
        "left_out": step.reason or None,
    }


def _say_steps(plan: CarryPlan, console: Console, *, is_done: bool) -> None:
    for step in plan.steps:
        count = len(step.selection.annotations)
        path = path_text(step.path)
        console.say(f"{step.title}: {step.reason or f'{count} → {path}'}")
    if plan.deleted_there:
        console.say(
            f"Deleted on this device and not copied: {plan.deleted_there}. Copy them anyway with “--put-back”."
        )
    if not plan.steps:
        console.say("Nothing to copy: this device already has all your highlights.")
    if not plan.count:
        if plan.steps:
            console.say("Nothing was written.")
        return
    books = len(plan.to_write)
    where = "in 1 book" if books == 1 else f"in {books} books"
    if is_done:
        console.say(f"{plan.count} copied, {where}. Open the books on the device to import them.")
    else:
        console.say(f"{plan.count} would be copied, {where}. Nothing was written.")


async def _move(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    is_removal = arguments.act == "remove"
    change = services.annotations.remove if is_removal else services.annotations.restore
    if is_removal and arguments.unsend:
        await asyncio.to_thread(services.quotes.unsend, arguments.ids)
    await asyncio.to_thread(change, arguments.ids)
    said = "removed; “highlights restore” restores them" if is_removal else "restored"
    console.say(f"{len(arguments.ids)} {said}.")
    return 0


async def _send(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Ask for highlights to be sent or removed, and sync their books' quotes."""
    ids = arguments.ids or await asyncio.to_thread(_chosen, services, arguments)
    is_sending = arguments.act == "send"
    ask = services.quotes.send if is_sending else services.quotes.unsend
    books = await asyncio.to_thread(ask, ids)
    summary = await services.sync.run(book_ids=books, confirms=False, parts=SyncParts.QUOTES)
    views = await asyncio.to_thread(services.quotes.views, ids)
    for number, view in views.items():
        if view.reason:
            console.say(f"{number}: {view.reason}")
    console.say(f"{summary.quotes} {'sent to' if is_sending else 'removed from'} Hardcover.")
    if summary.message:
        console.complain(f"bookorbit-desktop: {summary.message}")
    is_done = summary.end is SyncEnd.COMPLETED and not summary.count(ItemOutcome.FAILED)
    return 0 if is_done else 1


def _chosen(services: Services, arguments: argparse.Namespace) -> list[int]:
    query = _query(services, arguments)
    if not query.is_narrowed:
        raise InvalidInput(Message("Name the highlights by number, or filter them, such as with --book."))
    return services.annotations.queries.ids(query)


async def _quotes(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Change the settings for quotes as requested, and show them."""
    await asyncio.to_thread(_change_quotes, services, arguments)
    settings = services.preferences.current
    shelf = services.collections.get(CollectionId(settings.hardcover_quote_shelf))
    books = settings.hardcover_quote_books
    if books == QuoteBooks.SHELF:
        books = f"the shelf “{shelf.name}”" if shelf else "a shelf that is gone"
    since = settings.hardcover_quotes_since
    document = {
        "send": settings.hardcover_quotes,
        "since": iso_time(datetime.fromtimestamp(since, UTC)) if since else None,
        "books": books,
        "who": next(word for word, who in _WHO.items() if who == settings.hardcover_quote_privacy),
        **{name: getattr(settings, field) for name, field in _SETTINGS.items()},
    }
    if arguments.json:
        console.dump(document)
        return 0
    for name, value in document.items():
        shown = {True: "yes", False: "no", None: "everything"}.get(value, value)
        console.say(f"{name.replace('_', ' ').capitalize()}: {shown}")
    if settings.hardcover_quotes == QuoteKinds.OFF:
        older = await asyncio.to_thread(services.quotes.older)
        console.say(f"Highlights that could be sent: {older:,}. “highlights quotes --send both” begins.")
    return 0


def _change_quotes(services: Services, arguments: argparse.Namespace) -> None:
    for book_id in (*(arguments.take or ()), *(arguments.leave or ())):
        services.library.book(book_id)
    fields: dict[str, object] = {
        field: value for name, field in _SETTINGS.items() if (value := getattr(arguments, name)) is not None
    }
    if arguments.who is not None:
        fields["hardcover_quote_privacy"] = int(_WHO[arguments.who])
    if arguments.books is not None:
        fields |= _books_setting(services, arguments.books)
    if fields:
        services.preferences.change(**fields)
    for books, is_chosen in ((arguments.take, True), (arguments.leave, False)):
        if books:
            services.quotes.choose(books, is_chosen=is_chosen)
    if arguments.send is not None:
        was_off = services.preferences.current.hardcover_quotes == QuoteKinds.OFF
        older = bool(arguments.older) if was_off else arguments.older
        services.quotes.switch(arguments.send, with_older=older)


def _books_setting(services: Services, word: str) -> dict[str, object]:
    if word in (QuoteBooks.ALL, QuoteBooks.CHOSEN):
        return {"hardcover_quote_books": word}
    shelf = services.collections.named(word, CollectionKind.SHELF)
    return {"hardcover_quote_books": QuoteBooks.SHELF.value, "hardcover_quote_shelf": int(shelf.id)}


def _view_document(view: QuoteView | None) -> dict[str, object] | None:
    if view is None:
        return None
    return {"status": view.status.value, "reason": view.reason or None, "link": view.link}


def _query(services: Services, arguments: argparse.Namespace) -> AnnotationQuery:
    if arguments.book is not None:
        services.library.book(arguments.book)
    newest = getattr(arguments, "newest", False) and arguments.act is None
    return AnnotationQuery(
        text=arguments.search,
        book_id=arguments.book,
        chapter=arguments.chapter,
        color=arguments.color,
        style=arguments.style,
        kind=arguments.kind,
        device=_device(services, arguments.device) if arguments.device else "",
        since=arguments.since,
        until=arguments.until,
        has_note=arguments.has_note,
        state=arguments.state or AnnotationState.HERE,
        sort=AnnotationSort.NEWEST if newest else AnnotationSort.READING_ORDER,
    )


def _device(services: Services, name: str) -> str:
    devices = services.annotations.queries.facets(AnnotationQuery()).devices
    found = next((device.key for device in devices if name in (device.key, device.label)), None)
    if found is None:
        known = ", ".join(f"“{device.label}”" for device in devices) or "none yet"
        raise NotFound(Message("No device “{0}” has highlights. Those that have: {1}.", name, known))
    return found


def _found(services: Services, query: AnnotationQuery, limit: int | None) -> Sequence[KeptAnnotation]:
    return services.annotations.queries.rows_of(services.annotations.queries.ids(query)[:limit])


def _say(found: Sequence[KeptAnnotation], views: Mapping[int, QuoteView], console: Console) -> None:
    """Print the highlights by book and chapter, each with its number."""
    source: tuple[int | None, int] | None = None
    chapter = ""
    for kept in found:
        if kept.source != source:
            source, chapter = kept.source, ""
            authors = ", ".join(kept.authors)
            console.say(f"{kept.title} — {authors}" if authors else kept.title)
        if kept.annotation.chapter != chapter:
            chapter = kept.annotation.chapter
            console.say(f"  {chapter}")
        view = views.get(kept.id)
        state = f" · Hardcover: {view.reason or view.status.value}" if view else ""
        console.say(f"    {kept.id}  {_about(kept)}{state}")
        for text in (kept.annotation.text, kept.annotation.note and f"Note: {kept.annotation.note}"):
            for line in text.splitlines():
                console.say(f"      {line}")


def _about(kept: KeptAnnotation) -> str:
    annotation = kept.annotation
    page = annotation.page_label or ("" if annotation.page_number is None else str(annotation.page_number))
    parts = (
        annotation.kind.value,
        f"p. {page}" if page else "",
        f"{annotation.created:%Y-%m-%d}" if annotation.created else "",
        annotation.color,
        annotation.drawer,
        ", ".join(carrier.label for carrier in kept.carriers if not carrier.is_gone),
        f"no longer on {', '.join(kept.gone_from)}" if kept.gone_from else "",
    )
    return " · ".join(part for part in parts if part)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise InvalidInput(
            Message("Couldn't read {0}: {1}. Choose another file.", str(path), error.strerror or "")
        ) from error
    except UnicodeDecodeError as error:
        raise InvalidInput(Message("{0} is not text in UTF-8. Choose another file.", str(path))) from error


SUBJECT = Subject(add_arguments, {"highlights": highlights})
