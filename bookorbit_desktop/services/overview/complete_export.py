"""Everything that the program knows as one document, to be kept or carried to another computer (export.md)."""

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import bookorbit_desktop
from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.overview.backups import Backup
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.export_file import export_file
from bookorbit_desktop.services.runtime.restoring import COMPLETE_EXPORT, DATABASE_NAME, stage_restore
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.overview.archive import archive_text, is_empty, make_library, read_document

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


class CompleteExport:
    """Reads everything; changes nothing; works beside a running program."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def write(self, path: Path) -> None:
        """Write the document to a file, as a whole or not at all. Blocks. Raises InvalidInput."""
        with export_file(path) as file:
            file.writelines(self.text())

    def stage_import(self, file: Path) -> None:
        """Let the next start put a document in the place of this library, if it is empty. Blocks.

        Raises InvalidInput and BackupFailed; then nothing has changed.
        """
        stage_import(self._database.path.parent, file)

    def text(self) -> Iterator[str]:
        """The document, piece by piece: a large library need not fit into memory. Blocks at each piece."""
        head = {
            "program": bookorbit_desktop.__version__,
            "made_at": f"{self._clock.now():%Y-%m-%dT%H:%M:%SZ}",
        }
        return archive_text(self._database.path, head)
