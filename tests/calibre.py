"""A real Calibre library, made and edited with Calibre's own command line tools."""

import hashlib
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from filelock import FileLock

ALONE = "Another calibre program"
"""What calibredb says while another one runs, whichever library that has: one at a time for each user."""
PATIENCE = 120.0


class CalibreShelf:
    """A library in `folder`; Calibre's own settings lie beside it, so no other library is touched."""

    def __init__(self, folder: Path, settings: Path) -> None:
        self.folder = folder
        self._settings = settings

    def calibredb(self, *arguments: object) -> str:
        """Run one command on the library. Its output."""
        return self._run("calibredb", "--with-library", self.folder, *arguments)

    def add(self, path: Path, *options: object) -> int:
        """Add a file as a new book. Calibre's number of it."""
        said = self.calibredb("add", "--duplicates", *options, path)
        return int(said.strip().rpartition(":")[2])

    def edit(self, book: int, **fields: object) -> None:
        """Change fields of a book, as a person does in Calibre."""
        options = [text for name, value in fields.items() for text in ("--field", f"{name}:{value}")]
        self.calibredb("set_metadata", *options, book)

    def edit_file(self, path: Path, *options: object) -> None:
        """Write metadata into a file, as "Embed metadata" and plug-ins do."""
        self._run("ebook-meta", path, *options)

    def files(self, suffix: str = "*") -> list[Path]:
        """The files of the library that are no Calibre's own, in order."""
        return sorted(path for path in self.folder.rglob(f"*.{suffix}") if path.is_file())

    def fingerprints(self) -> Mapping[str, tuple[str, int]]:
        """Every file below the folder, hidden ones too: a hash of its bytes, and when it was changed."""
        return {
            str(path.relative_to(self.folder)): (
                hashlib.sha256(path.read_bytes()).hexdigest(),
                path.stat().st_mtime_ns,
            )
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }

    def _run(self, *command: object) -> str:
        environment = {
            **os.environ,
            "CALIBRE_CONFIG_DIRECTORY": str(self._settings),
            "QT_QPA_PLATFORM": "offscreen",
            "LANG": "C.UTF-8",
        }
        words = [str(part) for part in command]
        give_up, pause = time.monotonic() + PATIENCE, threading.Event()
        with FileLock(Path(tempfile.gettempdir()) / "bookorbit-tests-calibre.lock"):
            while (done := _finished(words, environment)).returncode and ALONE in done.stdout + done.stderr:
                assert time.monotonic() < give_up, done.stderr
                pause.wait(0.2)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout


def _finished(words: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, env=environment, capture_output=True, text=True, timeout=300)
