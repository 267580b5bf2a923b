"""The commands: each one a use case and its answer in words or as JSON."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import asdict

from bookorbit_desktop.cli import (
    account_commands,
    calibre_command,
    device_commands,
    device_scan_command,
    document_commands,
    edit_commands,
    file_commands,
    folder_commands,
    highlight_commands,
    inbox_commands,
    list_commands,
    log_command,
    match_commands,
    merge_commands,
    position_commands,
    relay_commands,
    server_commands,
    shelf_commands,
    sync_commands,
)
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.status_lines import parse_status_lines
from bookorbit_desktop.domain.base.errors import BookOrbitError, InvalidInput, KeyringUnavailable
from bookorbit_desktop.domain.base.messages import Message, as_message
from bookorbit_desktop.domain.base.moments import iso_time
from bookorbit_desktop.domain.base.numbers import whole_percent
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.calibre import IN_USE
from bookorbit_desktop.domain.library.listing import BookQuery, Facet
from bookorbit_desktop.domain.library.scan import ScanSummary
from bookorbit_desktop.domain.reading.reading import StatusChange
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.runtime.jobs import plain_failure

Command = Callable[[Services, argparse.Namespace, Console], Awaitable[int]]


async def run_command(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Run one command; its exit code: 0 done, 1 could not be done (and why on standard error)."""
    try:
        return await COMMANDS[arguments.command](services, arguments, console)
    except BookOrbitError as error:
        console.complain(f"bookorbit-desktop: {error}")
        return 1
    except Exception as error:
        plain = plain_failure(error)
        if plain is error:
            raise
        console.complain(f"bookorbit-desktop: {plain}")
        return 1


async def _scan(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    paths = [console.cwd / path for path in arguments.paths]
    summary = await services.library.add_and_scan([str(path) for path in paths])
    if arguments.json:
        console.dump(_scan_document(summary))
    else:
        _say_scan(summary, console)
    if services.library.is_stopped:
        console.complain("bookorbit-desktop: The scan was stopped. The next one goes on where it ended.")
        return 1
    return 0


def _scan_document(summary: ScanSummary) -> dict[str, object]:
    problems = [{"path": path, "reason": reason} for path, reason in summary.problem_files]
    calibre = [{"path": path, "reason": reason} for path, reason in summary.calibre_problems]
    return {**asdict(summary), "problem_files": problems, "calibre_problems": calibre}


def _say_scan(summary: ScanSummary, console: Console) -> None:
    console.say(summary.in_words())
    for path in summary.calibre:
        console.say(f"{path}: {IN_USE}")
    for path, reason in summary.calibre_problems:
        console.complain(f"{path}: {reason}")
    for path, reason in summary.problem_files:
        console.complain(f"{path}: {reason}")
    for name in summary.rejected:
        console.complain(f"{name}: this is not a book, by its name. It was not added.")
    for path in summary.unreachable:
        console.complain(
            f"{path}: this folder could not be read. Check that it is there and that you may open it."
        )


async def _export(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    if arguments.output is None:
        await asyncio.to_thread(_write_all, services.export.text(), console.write_json)
        return 0
    path = console.cwd / arguments.output
    try:
        with await asyncio.to_thread(path.open, "w", encoding="utf-8") as file:
            await asyncio.to_thread(_write_all, services.export.text(), file.write)
    except OSError as error:
        raise InvalidInput(
            Message("{0} could not be written: {1}. Choose another file.", str(path), error.strerror or "")
        ) from error
    return 0


def _write_all(pieces: Iterable[str], write: Callable[[str], object]) -> None:
    for piece in pieces:
        write(piece)


async def _list(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    query = BookQuery(
        arguments.query,
        arguments.status,
        arguments.sort,
        backwards=arguments.reverse,
        chosen=frozenset({(Facet.GENRE, arguments.genre)} if arguments.genre else ()),
        author=arguments.author,
    )
    rows = await asyncio.to_thread(services.library.rows, query)
    if arguments.json:
        console.dump([_row_document(row) for row in rows])
    else:
        console.table(
            ("ID", "TITLE", "AUTHOR", "STATUS", "PROGRESS", "HARDCOVER"), [_row_cells(row) for row in rows]
        )
    return 0


def _row_document(row: BookRow) -> dict[str, object]:
    document = asdict(row)
    for name in ("last_read_at", "added_at"):
        document[name] = None if document[name] is None else iso_time(document[name])
    return document


def _row_cells(row: BookRow) -> tuple[str, ...]:
    progress = "" if row.percentage is None else f"{whole_percent(row.percentage)} %"
    state = f"{row.hardcover}, needs review" if row.needs_review else row.hardcover
    return (str(row.id), row.title, ", ".join(row.authors), row.status, progress, state)


async def _status(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    if arguments.book_id is None and not arguments.stdin:
        return await sync_commands.overview(services, arguments, console)
    if arguments.stdin:
        changes = parse_status_lines(await asyncio.to_thread(console.read))
    else:
        change = StatusChange(
            arguments.status, arguments.rating, started_on=arguments.started, finished_on=arguments.finished
        )
        changes = [(arguments.book_id, change)]
    await asyncio.to_thread(services.reading.set_statuses, changes)
    return 0


async def _reread(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    reading = services.reading
    if arguments.decline:
        await asyncio.to_thread(reading.decline_rereading, arguments.book_ids)
        return 0
    await asyncio.to_thread(reading.start_rereading, arguments.book_ids)
    console.say("A new read is open. The earlier ones stay as they are.")
    return 0


async def _token(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    account = services.hardcover_account
    try:
        if arguments.stdin:
            await asyncio.to_thread(account.save, await asyncio.to_thread(console.read))
            console.say("The token is in your password store. “token --check” tells whether it works.")
        elif arguments.remove:
            await asyncio.to_thread(account.remove)
            console.say("The token is forgotten. What was matched and sent stays known.")
        else:
            if not account.has_token and account.problem:
                raise KeyringUnavailable(as_message(account.problem))  # noqa: TRY301 - told apart from "no token" below
            console.say(f"Valid ({(await account.check()).username})")
    except KeyringUnavailable as error:
        raise KeyringUnavailable(
            Message("{0} Set BOOKORBIT_HARDCOVER_TOKEN instead.", error.message)
        ) from error
    return 0


COMMANDS: dict[str, Command] = {
    "scan": _scan,
    "folders": folder_commands.folders,
    "export": _export,
    "list": _list,
    "status": _status,
    "reread": _reread,
    "devices": device_commands.devices,
    "device": device_scan_command.device,
    "documents": document_commands.documents,
    "link": document_commands.link,
    "unlink": document_commands.unlink,
    "prove": document_commands.prove,
    "ignore": document_commands.ignore,
    "entry": document_commands.entry,
    "server": server_commands.server,
    "credentials": account_commands.credentials,
    "pair": account_commands.pair,
    "token": _token,
    "sync": sync_commands.sync,
    "edit": edit_commands.edit,
    "refresh": edit_commands.refresh,
    "calibre": calibre_command.calibre,
    "inbox": inbox_commands.inbox,
    "approve": inbox_commands.approve,
    "organise": file_commands.organise,
    "highlights": highlight_commands.highlights,
    "write-metadata": file_commands.write_metadata,
    "merge": merge_commands.merge,
    "split": merge_commands.split,
    "pick": match_commands.pick,
    "rematch": match_commands.rematch,
    "accept": match_commands.accept,
    "replace-status": match_commands.replace_status,
    "hardcover-id": match_commands.hardcover_id,
    "privacy": shelf_commands.privacy,
    "clear-rating": shelf_commands.clear_rating,
    "exclude": match_commands.exclude,
    "include": match_commands.include,
    "pages": match_commands.pages,
    "undo": match_commands.undo,
    "import": match_commands.import_shelf,
    "import-csv": list_commands.import_csv,
    "why": match_commands.why,
    "history": position_commands.history,
    "restore": position_commands.restore,
    "reset": position_commands.reset,
    "step-back": position_commands.step_back,
    "log": log_command.log,
    "relay": relay_commands.relay,
}
