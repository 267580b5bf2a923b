"""Makes a library from a complete export, where there is an empty one or none (export.md)."""

import sqlite3
import tempfile
from pathlib import Path

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.overview.backups import Backup
from bookorbit_desktop.services.runtime.restoring import COMPLETE_EXPORT, DATABASE_NAME, stage_restore
from bookorbit_desktop.storage.overview.archive import is_empty, make_library, read_document

NOT_EMPTY = Message(
    "This library isn't empty, so nothing was imported: a complete export takes the place of everything. "
    "Import it into an empty library, such as with another --data-dir."
)


def stage_import(data_dir: Path, file: Path) -> Backup:
    """Let `finish_restore`, or the next start, put a complete export in the place of an empty library. Blocks.

    What is in it. The logins stay. Raises InvalidInput and BackupFailed; then nothing has changed.
    """
    library = data_dir / DATABASE_NAME
    document = read_document(file)
    try:
        if not is_empty(library):
            raise InvalidInput(NOT_EMPTY)
    except sqlite3.DatabaseError as error:
        raise InvalidInput(NOT_EMPTY) from error
    with tempfile.TemporaryDirectory(dir=data_dir, prefix="import-") as folder:
        made = Path(folder) / f"{COMPLETE_EXPORT}.sqlite3"
        made.touch(mode=0o600)
        make_library(document, made, library if library.exists() else None)
        return stage_restore(data_dir, str(made))
