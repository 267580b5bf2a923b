"""The command for highlights and notes: list, export, copy, remove and restore."""

import argparse
import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

from bookorbit_desktop.cli.arguments import add_cards, day, folder, printable_text
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.device_reading import read_device
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.errors import InvalidInput, NotFound
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.shown_text import path_text
from bookorbit_desktop.domain.highlights.annotations import (
    AnnotationQuery,
    AnnotationSort,
    AnnotationState,
    KeptAnnotation,
)
from bookorbit_desktop.domain.highlights.carry import CarryPlan, CarryStep
from bookorbit_desktop.domain.highlights.template import DEFAULT_TEMPLATE
from bookorbit_desktop.domain.usb.files import AnnotationKind
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.highlights.export import ExportFormat, annotation_json
from bookorbit_desktop.services.runtime.run_cancel import RunCancel

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
    query = await asyncio.to_thread(_query, services, arguments)
    if arguments.act == "export":
        return await _export(services, arguments, query, console)
    found = await asyncio.to_thread(_found, services, query, arguments.limit)
    if arguments.json:
        console.dump([annotation_json(kept) for kept in found])
        return 0
    _say(found, console)
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
    await asyncio.to_thread(change, arguments.ids)
    said = "removed; “highlights restore” restores them" if is_removal else "restored"
    console.say(f"{len(arguments.ids)} {said}.")
    return 0


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


def _say(found: Sequence[KeptAnnotation], console: Console) -> None:
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
        console.say(f"    {kept.id}  {_about(kept)}")
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
