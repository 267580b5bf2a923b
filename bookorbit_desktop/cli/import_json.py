"""`import-json`: puts a complete export into an empty library."""

import argparse
from pathlib import Path
from typing import Final

from bookorbit_desktop.cli.backup import counts_document, counts_text
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.errors import DataFolderInUse
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.overview.complete_export import stage_import
from bookorbit_desktop.services.runtime.restoring import finish_restore

IMPORT_RUNNING: Final = Message(
    "BookOrbit is running on this library, so nothing was imported. Quit it and try again, or import in "
    "Settings ▸ Advanced."
)


def add_arguments(parsers: Parsers) -> None:
    """What can be typed for this command."""
    importing = parsers["import-json"]
    importing.add_argument(
        "file", type=Path, metavar="FILE", help="what “export --format complete” has written"
    )
    importing.add_argument("--json", action="store_true")


async def import_json(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Refused where a program has the library open; `import_here` is for where none has."""
    raise DataFolderInUse(IMPORT_RUNNING)


def import_here(folder: Path, arguments: argparse.Namespace, console: Console) -> int:
    """Import, or change nothing. Raises InvalidInput and BackupFailed."""
    made = stage_import(folder, console.cwd / arguments.file)
    finish_restore(folder)
    if arguments.json:
        console.dump(counts_document(made.counts))
    else:
        console.say(f"Imported: {counts_text(made.counts)}.")
    return 0


SUBJECT = Subject(add_arguments, {"import-json": import_json})
