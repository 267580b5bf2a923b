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
            from bookorbit_desktop.cli import library

            return {
                "scan": library.scan,
                "export": library.export,
                "list": library.list_books,
            }[name]
        case "folders":
            from bookorbit_desktop.cli import folder_commands

            return folder_commands.folders
        case "status" | "reread":
            from bookorbit_desktop.cli import reading

            return {"status": reading.status, "reread": reading.reread}[name]
        case "edit" | "refresh":
            from bookorbit_desktop.cli import metadata

            return {"edit": metadata.edit, "refresh": metadata.refresh}[name]
        case "calibre":
            from bookorbit_desktop.cli import calibre

            return calibre.calibre
        case "inbox" | "approve":
            from bookorbit_desktop.cli import inbox

            return {"inbox": inbox.inbox, "approve": inbox.approve}[name]
        case "organise" | "write-metadata":
            from bookorbit_desktop.cli import files

            return {"organise": files.organise, "write-metadata": files.write_metadata}[name]
        case "highlights":
            from bookorbit_desktop.cli import highlights

            return highlights.highlights
        case "merge" | "split":
            from bookorbit_desktop.cli import merging

            return {"merge": merging.merge, "split": merging.split}[name]
    return None


def _of_readers(name: str) -> Command | None:
    match name:
        case "devices":
            from bookorbit_desktop.cli import devices

            return devices.devices
        case "device":
            from bookorbit_desktop.cli import device

            return device.device
        case "documents" | "link" | "unlink" | "prove" | "ignore" | "entry":
            from bookorbit_desktop.cli import documents

            return {
                "documents": documents.documents,
                "link": documents.link,
                "unlink": documents.unlink,
                "prove": documents.prove,
                "ignore": documents.ignore,
                "entry": documents.entry,
            }[name]
        case "server":
            from bookorbit_desktop.cli import server

            return server.server
        case "credentials" | "pair":
            from bookorbit_desktop.cli import logins

            return {"credentials": logins.credentials, "pair": logins.pair}[name]
        case "history" | "restore" | "reset" | "step-back":
            from bookorbit_desktop.cli import positions

            return {
                "history": positions.history,
                "restore": positions.restore,
                "reset": positions.reset,
                "step-back": positions.step_back,
            }[name]
        case "relay":
            from bookorbit_desktop.cli import relay

            return relay.relay
    return None


def _of_hardcover(name: str) -> Command | None:
    match name:
        case "token":
            from bookorbit_desktop.cli import token_command

            return token_command.token
        case "sync":
            from bookorbit_desktop.cli import sync

            return sync.sync
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
            from bookorbit_desktop.cli import matches

            return {
                "pick": matches.pick,
                "rematch": matches.rematch,
                "accept": matches.accept,
                "replace-status": matches.replace_status,
                "hardcover-id": matches.hardcover_id,
                "exclude": matches.exclude,
                "include": matches.include,
                "pages": matches.pages,
                "undo": matches.undo,
                "import": matches.import_shelf,
                "why": matches.why,
            }[name]
        case "privacy" | "clear-rating":
            from bookorbit_desktop.cli import shelf

            return {"privacy": shelf.privacy, "clear-rating": shelf.clear_rating}[name]
        case "import-csv":
            from bookorbit_desktop.cli import list_import

            return list_import.import_csv
        case "log":
            from bookorbit_desktop.cli import log

            return log.log
    return None
