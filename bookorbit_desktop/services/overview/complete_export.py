"""Everything that the program knows as one document, to be kept or carried to another computer (export.md)."""

from collections.abc import Iterator
from pathlib import Path

import bookorbit_desktop
from bookorbit_desktop.services.overview.complete_import import stage_import
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.export_file import export_file
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.overview.archive import archive_text


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
