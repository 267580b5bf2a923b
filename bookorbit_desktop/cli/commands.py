"""The commands: each runs a use case and prints its result as text or JSON. Only the command that runs is imported."""

from __future__ import annotations

import argparse
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.runtime.jobs import plain_failure

if TYPE_CHECKING:
    from bookorbit_desktop.cli.console import Console
    from bookorbit_desktop.services.container import Services

Command = Callable[["Services", argparse.Namespace, "Console"], Awaitable[int]]


async def run_command(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Run one command; its exit code: 0 done, 1 could not be done (and why on standard error)."""
    try:
        return await command_of(arguments.command)(services, arguments, console)
    except BookOrbitError as error:
        console.complain(f"bookorbit-desktop: {error}")
        return 1
    except Exception as error:
        plain = plain_failure(error)
        if plain is error:
            raise
        console.complain(f"bookorbit-desktop: {plain}")
        return 1


def command_of(name: str) -> Command:
    """What a word of the command line does. Raises LookupError for a word that it does not have."""
    command = _of_library(name) or _of_readers(name) or _of_hardcover(name)
    if command is None:
        raise LookupError(name)
    return command


def _of_library(name: str) -> Command | None:
    match name:
        case "scan" | "export" | "list":
            from bookorbit_desktop.cli import library_commands

            return {
                "scan": library_commands.scan,
                "export": library_commands.export,
                "list": library_commands.list_books,
            }[name]
        case "folders":
            from bookorbit_desktop.cli import folder_commands

            return folder_commands.folders
        case "status" | "reread":
            from bookorbit_desktop.cli import reading_commands

            return {"status": reading_commands.status, "reread": reading_commands.reread}[name]
        case "edit" | "refresh":
            from bookorbit_desktop.cli import edit_commands

            return {"edit": edit_commands.edit, "refresh": edit_commands.refresh}[name]
        case "series" | "authors":
            from bookorbit_desktop.cli import series_commands

            return {"series": series_commands.series, "authors": series_commands.authors}[name]
        case "shelf" | "tag":
            from bookorbit_desktop.cli import collection_commands

            return {"shelf": collection_commands.shelf, "tag": collection_commands.tag}[name]
        case "calibre":
            from bookorbit_desktop.cli import calibre_command

            return calibre_command.calibre
        case "inbox" | "approve":
            from bookorbit_desktop.cli import inbox_commands

            return {"inbox": inbox_commands.inbox, "approve": inbox_commands.approve}[name]
        case "organise" | "write-metadata":
            from bookorbit_desktop.cli import file_commands

            return {"organise": file_commands.organise, "write-metadata": file_commands.write_metadata}[name]
        case "highlights":
            from bookorbit_desktop.cli import highlight_commands

            return highlight_commands.highlights
        case "merge" | "split":
            from bookorbit_desktop.cli import merge_commands

            return {"merge": merge_commands.merge, "split": merge_commands.split}[name]
    return None


def _of_readers(name: str) -> Command | None:
    match name:
        case "devices":
            from bookorbit_desktop.cli import device_commands

            return device_commands.devices
        case "device":
            from bookorbit_desktop.cli import device_scan_command

            return device_scan_command.device
        case "documents" | "link" | "unlink" | "prove" | "ignore" | "entry":
            from bookorbit_desktop.cli import document_commands

            return {
                "documents": document_commands.documents,
                "link": document_commands.link,
                "unlink": document_commands.unlink,
                "prove": document_commands.prove,
                "ignore": document_commands.ignore,
                "entry": document_commands.entry,
            }[name]
        case "server":
            from bookorbit_desktop.cli import server_commands

            return server_commands.server
        case "credentials" | "pair":
            from bookorbit_desktop.cli import account_commands

            return {"credentials": account_commands.credentials, "pair": account_commands.pair}[name]
        case "history" | "restore" | "reset" | "step-back":
            from bookorbit_desktop.cli import position_commands

            return {
                "history": position_commands.history,
                "restore": position_commands.restore,
                "reset": position_commands.reset,
                "step-back": position_commands.step_back,
            }[name]
        case "relay":
            from bookorbit_desktop.cli import relay_commands

            return relay_commands.relay
    return None


def _of_hardcover(name: str) -> Command | None:
    match name:
        case "token":
            from bookorbit_desktop.cli import token_command

            return token_command.token
        case "sync":
            from bookorbit_desktop.cli import sync_commands

            return sync_commands.sync
        case (
            "pick"
            | "rematch"
            | "accept"
            | "replace-status"
            | "hardcover-id"
            | "exclude"
            | "include"
            | "pages"
            | "undo"
            | "import"
            | "why"
        ):
            from bookorbit_desktop.cli import match_commands

            return {
                "pick": match_commands.pick,
                "rematch": match_commands.rematch,
                "accept": match_commands.accept,
                "replace-status": match_commands.replace_status,
                "hardcover-id": match_commands.hardcover_id,
                "exclude": match_commands.exclude,
                "include": match_commands.include,
                "pages": match_commands.pages,
                "undo": match_commands.undo,
                "import": match_commands.import_shelf,
                "why": match_commands.why,
            }[name]
        case "privacy" | "clear-rating":
            from bookorbit_desktop.cli import shelf_commands

            return {"privacy": shelf_commands.privacy, "clear-rating": shelf_commands.clear_rating}[name]
        case "import-csv":
            from bookorbit_desktop.cli import list_commands

            return list_commands.import_csv
        case "log":
            from bookorbit_desktop.cli import log_command

            return log_command.log
    return None
