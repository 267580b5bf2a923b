"""Notices that a database was deleted, replaced or overwritten while it is open.

SQLite does not: it continues with the file it opened, and trusts what it reads there.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from bookorbit_desktop.domain.base.errors import DatabaseGone
from bookorbit_desktop.storage.db.faults import GONE

_HEADER: Final = 100
"""Bytes at the beginning of a database; bytes 24 to 27 count its changes (sqlite.org/fileformat.html, section 1.3)."""
_MAGIC: Final = b"SQLite format 3\0"
_UNCOUNTED: Final = 8
"""Commits that this program may have made without checking the file."""

_Identity = tuple[tuple[int, int], ...]
_Stamp = tuple[int, int]
"""Length and time of writing."""


class SameFile:
    """Knows the files of an open database, and what was last moved from its journal into it.

    Between two checkpoints nobody writes into the database itself: whoever does has copied another one over
    it, or made a checkpoint. The change counter usually tells which; if not, everything is compared.
    """

    def __init__(self, path: Path) -> None:
        """`path` is open. Raises DatabaseGone."""
        self._path = path
        self._journal = path.with_name(f"{path.name}-wal")
        self._lock = threading.Lock()
        self._is_moving = False
        """One of our own checkpoints is writing to the database."""
        self._commits = 0
        """Since the database was last checked."""
        self._overwritten: _Stamp | None = None
        self._identity, self._stamp = self._look()
        # Not closed before the connections are: that would drop all locks of this process (section 2.2 of
        # sqlite.org/howtocorrupt.html), and the next program that closes the library would delete its journal.
        self._file = os.open(path, os.O_RDONLY)
        self._header = self._read_header()

    def close(self) -> None:
        """Forget the files, after the last connection was closed."""
        file, self._file = self._file, -1
        if file >= 0:
            os.close(file)

    def check(self) -> None:
        """Check that the next start will find what was just written. Raises DatabaseGone if not."""
        with self._lock:
            self._commits += 1
            identity, stamp = self._look()
            if identity != self._identity:
                raise DatabaseGone(GONE)
            if stamp != self._stamp and not self._is_moving:
                self._check_content(stamp)

    @contextmanager
    def moving(self) -> Iterator[None]:
        """Mark a checkpoint's changes as ours. Raises DatabaseGone, so that no other file is written to."""
        self.check()
        with self._lock:
            self._is_moving = True
        try:
            yield
        finally:
            with self._lock:
                self._is_moving = False
                _, stamp = self._look()
                self._accept(stamp, self._read_header())

    def _look(self) -> tuple[_Identity, _Stamp]:
        try:
            database, journal = self._path.stat(), self._journal.stat()
        except OSError as error:
            raise DatabaseGone(GONE) from error
        identity = (database.st_dev, database.st_ino), (journal.st_dev, journal.st_ino)
        return identity, (database.st_size, database.st_mtime_ns)

    def _read_header(self) -> bytes:
        try:
            return os.pread(self._file, _HEADER, 0)
        except OSError as error:
            raise DatabaseGone(GONE) from error

    def _check_content(self, stamp: _Stamp) -> None:
        """Handle a write to the database by another program."""
        header = self._read_header()
        if stamp == self._overwritten or not self._is_ours(stamp, header):
            self._overwritten = stamp
            raise DatabaseGone(GONE)
        self._accept(stamp, header)

    def _is_ours(self, stamp: _Stamp, header: bytes) -> bool:
        if stamp[0] < self._stamp[0] or not header.startswith(_MAGIC):
            return False
        changes = _changes(header) - _changes(self._header)
        if changes == 0:
            return header == self._header
        if 0 < changes <= self._commits + _UNCOUNTED:
            return True
        return changes > 0 and self._is_sound()

    def _is_sound(self) -> bool:
        """Whether the database and its journal fit together, as the next start would find them."""
        try:
            with closing(
                sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True)
            ) as connection:
                (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        except sqlite3.Error:
            return False
        return bool(found == "ok")

    def _accept(self, stamp: _Stamp, header: bytes) -> None:
        self._stamp, self._header = stamp, header
        self._commits, self._overwritten = 0, None


def _changes(header: bytes) -> int:
    return int.from_bytes(header[24:28], "big")
