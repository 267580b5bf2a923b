"""The commands that change a person's files: organise, write-metadata."""

import argparse
import asyncio
import os

from bookorbit_desktop.cli.arguments import printable_text
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.shown_text import path_text
from bookorbit_desktop.domain.files.runs import FileOutcome, FileRun, FileWork, WrittenPart
from bookorbit_desktop.domain.library.fields import as_text
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.files.metadata_files import WritePlan
from bookorbit_desktop.services.files.organise import OrganisePlan
from bookorbit_desktop.services.files.runs import NOTHING

WARNING = "Changing files changes how KOReader recognises them. Their positions are kept."


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of these commands."""
    organise = parsers["organise"]
    organise.add_argument("book_ids", nargs="*", type=int, metavar="BOOK_ID", help="only these books")
    action = organise.add_mutually_exclusive_group()
    action.add_argument("--copy", action="store_true", help="copy files instead of moving them")
    action.add_argument("--move", action="store_true")
    action.add_argument("--undo", action="store_true", help="undo the last run")
    action.add_argument("--on", action="store_true", help="turn this on (off by default)")
    action.add_argument("--off", action="store_true")
    organise.add_argument("--dry-run", action="store_true", help="only show what would happen")
    organise.add_argument("--into", metavar="FOLDER", help="library folder (default: each file's own)")
    organise.add_argument(
        "--template", type=printable_text, metavar="T", help="such as {author}/[{series} - ]{title}"
    )
    write = parsers["write-metadata"]
    write.add_argument("book_ids", nargs="*", type=int, metavar="BOOK_ID")
    write.add_argument(
        "--also",
        action="append",
        type=WrittenPart,
        choices=tuple(WrittenPart),
        default=[],
        metavar="PART",
        help=f"also write this: {', '.join(WrittenPart)} (the one you chose); can be repeated",
    )
    action = write.add_mutually_exclusive_group()
    action.add_argument("--dry-run", action="store_true", help="only show what would change")
    action.add_argument("--undo", action="store_true", help="undo the last run")
    action.add_argument("--accept", action="store_true", help="delete the backups of changed files")
    action.add_argument("--on", action="store_true", help="turn this on (off by default)")
    action.add_argument("--off", action="store_true")


async def organise(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Show where files would go; copy or move them there; or undo that."""
    if arguments.on or arguments.off:
        await asyncio.to_thread(lambda: services.preferences.change(organise_files=arguments.on))
        console.say(WARNING if arguments.on else "No files were moved.")
        return 0
    if not arguments.dry_run:
        await _carry_on(services, console)
    if arguments.undo:
        return await _undo(services, services.organise.last(), console)
    into = _whole(arguments.into, console) if arguments.into else None
    plan = await asyncio.to_thread(
        lambda: services.organise.preview(
            FileWork.COPY if arguments.copy else FileWork.MOVE,
            arguments.book_ids or None,
            template=arguments.template,
            into=into,
        )
    )
    _say_plan(plan, console)
    if arguments.dry_run or not (arguments.copy or arguments.move):
        return 0
    return _say_outcome(await asyncio.to_thread(services.organise.carry_out, plan), console)


async def write_metadata(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Show what would change in EPUBs; write it; undo it, or delete the backups."""
    files = services.metadata_files
    if arguments.on or arguments.off:
        await asyncio.to_thread(lambda: services.preferences.change(write_metadata=arguments.on))
        console.say(WARNING if arguments.on else "No files were changed.")
        return 0
    if not arguments.dry_run:
        await _carry_on(services, console)
    if arguments.undo:
        return await _undo(services, files.last(), console)
    if arguments.accept:
        console.say(f"Backups deleted: {await asyncio.to_thread(files.accept)}.")
        return 0
    if not arguments.book_ids:
        raise InvalidInput(Message("Give at least one book. “list” shows the books and their numbers."))
    plan = await asyncio.to_thread(files.preview, arguments.book_ids, arguments.also)
    _say_changes(plan, console)
    if arguments.dry_run:
        return 0
    return _say_outcome(await asyncio.to_thread(files.carry_out, plan), console)


def _say_changes(plan: WritePlan, console: Console) -> None:
    for file in plan.going:
        console.say(path_text(file.path))
        for change in file.changes.fields:
            console.say(f"  {change.field}: {as_text(change.before)!r} -> {as_text(change.after)!r}")
        if file.changes.cover is not None:
            cover = file.changes.cover
            console.say(f"  cover: {_size(cover.before)} -> {_size(cover.after)}")
    for file in plan.files:
        if file.changes.kept_cover:
            console.complain(f"{path_text(file.path)}: {file.changes.kept_cover}")
    for file in plan.problems:
        console.complain(f"{path_text(file.path)}: {file.problem}")


async def _carry_on(services: Services, console: Console) -> None:
    """Finish what a crash interrupted."""
    for outcome in await asyncio.to_thread(services.file_runs.resume):
        console.say("An interrupted earlier run has been completed.")
        _say_outcome(outcome, console)


async def _undo(services: Services, run: FileRun | None, console: Console) -> int:
    if run is None:
        raise InvalidInput(NOTHING)
    return _say_outcome(await asyncio.to_thread(services.file_runs.undo, run.id), console)


def _say_plan(plan: OrganisePlan, console: Console) -> None:
    for file in plan.going:
        console.say(f"{path_text(file.source)} -> {path_text(file.target)}")
    for file in plan.problems:
        console.complain(f"{path_text(file.source)}: {file.problem}")
    placed = len(plan.files) - len(plan.going) - len(plan.problems)
    console.say(
        f"{len(plan.going)} of {len(plan.files)} files would move, {placed} are in the right place,"
        f" {len(plan.problems)} are skipped."
    )


def _say_outcome(outcome: FileOutcome, console: Console) -> int:
    for problem in outcome.problems:
        console.complain(f"{problem.shown_path}: {problem.reason}")
    console.say(f"{outcome.done} {'file was' if outcome.done == 1 else 'files were'} changed.")
    return 1 if outcome.problems or outcome.cancelled else 0


def _size(size: tuple[int, int] | None) -> str:
    return "none" if size is None else f"{size[0]} x {size[1]} pixels"


def _whole(path: str, console: Console) -> bytes:
    return os.fsencode(os.path.normpath(console.cwd / path))


SUBJECT = Subject(add_arguments, {"organise": organise, "write-metadata": write_metadata})
