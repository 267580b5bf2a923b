"""Reads a Calibre library from a copy of its metadata.db, never from the file that Calibre may be writing.

Calibre can write meanwhile: nothing is locked, and nothing is created beside its files.
"""

import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.rollback_journal import names_another_file
from bookorbit_desktop.domain.library.calibre import CalibreBook, CalibreContents
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.formats.calibre_tables import read_tables
from bookorbit_desktop.formats.contents import Unreadable
from bookorbit_desktop.formats.files import describe_failure, open_regular

NAME: Final = b"metadata.db"
DAMAGED: Final = Message(
    "Calibre's database, metadata.db, is damaged, so BookOrbit uses the metadata in the "
    "files. In Calibre, choose Library maintenance ▸ Restore database; BookOrbit then "
    "reads it automatically."
)
TOO_NEW: Final = Message(
    "This library was written by a newer Calibre, so BookOrbit uses the metadata in the "
    "files. Check for a BookOrbit update."
)
MISSING: Final = Message(
    "Calibre's database, metadata.db, is missing, so BookOrbit uses the metadata in the "
    "files. Is this still your Calibre library? If not, remove the folder."
)

ENDLESS: Final = Message(
    "Calibre's database, metadata.db, is damaged: it never ends. BookOrbit uses the "
    "metadata in the files. In Calibre, choose Library maintenance ▸ Restore database; "
    "BookOrbit then reads it automatically."
)

_MOST_ROWS: Final = 5_000_000
_MOST_TEXT: Final = 400_000_000
"""Characters. A library of 100,000 books has a million rows and half of this; pages that lead back into one another
have no end."""
_LONGEST_FILE: Final = 2 << 30
"""Bytes; a library of 100,000 books has a quarter of that."""
_LEFT_FREE: Final = 64 << 20
_LONGEST_VALUE: Final = 32 * 1024 * 1024
"""Bytes."""
_MOST_STEPS: Final = 2_000
"""In millions of SQLite instructions: about 20 seconds."""
_MAGIC: Final = b"SQLite format 3\0"
_TRUST_NOTHING: Final = "PRAGMA trusted_schema=OFF"
_SCHEMA: Final = "PRAGMA user_version"
_TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table'"
_KNOWN_SCHEMA: Final = 25
"""Calibre 6; later ones are read as long as the needed parts are unchanged."""
_ATTEMPTS: Final = 5
_COMPANIONS: Final = (b"-journal", b"-wal")
"""The files SQLite needs beside a database to roll back, or complete, an interrupted change."""


class CalibreUnusable(BookOrbitError):
    """A Calibre library can't be read. The text says why and what to do."""


class CalibreBusy(Exception):
    """Calibre is still writing. Once it is done, the change is noticed as usual."""


class _Endless(Exception):
    """A query returned more than a database of its size can hold."""


def is_calibre_library(folder: bytes) -> bool:
    """Whether a folder looks like a Calibre library: it contains a metadata.db."""
    return os.path.isfile(os.path.join(folder, NAME))  # noqa: PTH113, PTH118 (paths are bytes)


def library_stamp(folder: bytes) -> str:
    """A stamp that changes with the list of books; empty if it cannot be read.

    SQLite counts changes in bytes 24 to 27 of a database (its file format, section 1.3.7).
    """
    try:
        with open_regular(os.path.join(folder, NAME)) as file:  # noqa: PTH118
            header, status = file.read(100), os.fstat(file.fileno())
    except (Unreadable, OSError):
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}:{header[24:28].hex()}"


def read_library(folder: bytes) -> CalibreContents | None:
    """Everything used from a Calibre library; None if the metadata.db is another program's.

    Raises CalibreUnusable, and CalibreBusy while Calibre keeps writing.
    """
    with tempfile.TemporaryDirectory(prefix="bookorbit-calibre-") as scratch:
        copy = Path(scratch) / "metadata.db"
        _copy_settled(folder, copy)
        if not _is_database(copy):
            raise CalibreUnusable(DAMAGED)
        try:
            with closing(sqlite3.connect(copy)) as connection:
                return _read(connection, folder)
        except (sqlite3.Error, UnicodeDecodeError) as error:  # what SQLite says may quote damaged bytes
            raise CalibreUnusable(DAMAGED) from error
        except _Endless as error:
            raise CalibreUnusable(ENDLESS) from error


def whole_metadata(book: CalibreBook) -> BookMetadata:
    """A book's metadata in Calibre, with its comments as a plain description."""
    from bookorbit_desktop.formats.markup import plain_text  # lxml would delay the window

    return replace(book.metadata, description=plain_text(book.comments))


def _is_database(copy: Path) -> bool:
    """Whether it begins like a database, as SQLite takes a file of a few bytes for an empty one."""
    with copy.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def _copy_settled(folder: bytes, copy: Path) -> None:
    """Copy the database while nothing is being written. Raises CalibreUnusable."""
    source = os.path.join(folder, NAME)  # noqa: PTH118
    for _ in range(_ATTEMPTS):
        before = _moment(source)
        try:
            for companion in _COMPANIONS:
                target = copy.with_name(copy.name + companion.decode())
                target.unlink(missing_ok=True)
                with suppress(Unreadable):
                    _copy_companion(source + companion, target)
            _copy(source, copy)
        except (Unreadable, OSError) as error:
            reason = error.message if isinstance(error, Unreadable) else describe_failure(error)
            raise CalibreUnusable(
                Message(
                    (
                        "Calibre's database, metadata.db, can't be read, so BookOrbit uses the "
                        "metadata in the files. {0}"
                    ),
                    reason,
                )
            ) from error
        if before == _moment(source):
            return
    raise CalibreBusy


def _copy_companion(source: bytes, target: Path) -> None:
    """Copy a log or journal, unless rolling it back would delete a file here. Raises CalibreUnusable."""
    _copy(source, target)
    with target.open("rb") as file:
        is_harmful = names_another_file(file)
    if is_harmful:
        target.unlink()


def _copy(source: bytes, target: Path) -> None:
    """Copy the file within limits, because a sparse one could fill the disk here. Raises CalibreUnusable."""
    with open_regular(source) as file, target.open("wb") as copy:
        size = os.fstat(file.fileno()).st_size
        if size > _LONGEST_FILE:
            raise CalibreUnusable(ENDLESS)
        if size > shutil.disk_usage(target.parent).free - _LEFT_FREE:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        while size > 0 and (piece := file.read(min(size, 1 << 20))):
            copy.write(piece)
            size -= len(piece)


def _moment(source: bytes) -> tuple[object, ...]:
    stamps: list[object] = [library_stamp(os.path.dirname(source))]  # noqa: PTH120
    for companion in _COMPANIONS:
        try:
            status = os.stat(source + companion)  # noqa: PTH116
            stamps.append((status.st_size, status.st_mtime_ns))
        except OSError:
            stamps.append(None)
    return tuple(stamps)


def _read(connection: sqlite3.Connection, folder: bytes) -> CalibreContents | None:
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    connection.execute(_TRUST_NOTHING)
    limits = _Limits()
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    connection.set_progress_handler(limits.is_over, 1_000_000)
    connection.set_authorizer(_only_tables)
    (schema,) = connection.execute(_SCHEMA).fetchone()
    names = {name for (name,) in connection.execute(_TABLES)}
    if names.isdisjoint({"books", "authors", "data", "library_id"}):
        return None
    try:
        return read_tables(lambda query: limits.counted(connection.execute(query)), folder)
    except sqlite3.OperationalError as error:  # a table or a column is not there
        if limits.steps > _MOST_STEPS:
            raise _Endless from error
        raise CalibreUnusable(TOO_NEW if schema > _KNOWN_SCHEMA else DAMAGED) from error


def _only_tables(
    _action: int, _one: str | None, _other: str | None, _base: str | None, inner: str | None
) -> int:
    """Deny everything done by views and triggers, which Calibre's own tables do not need."""
    return sqlite3.SQLITE_DENY if inner else sqlite3.SQLITE_OK


class _Limits:
    """Counts how much a database has returned."""

    def __init__(self) -> None:
        self.steps = 0
        self._rows = 0
        self._text = 0

    def is_over(self) -> bool:
        """Whether to stop a query that runs too long."""
        self.steps += 1
        return self.steps > _MOST_STEPS

    def counted(self, rows: Iterable[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
        """The rows, counted. Raises _Endless if there are too many."""
        for row in rows:
            self._rows += 1
            self._text += sum(len(value) for value in row if isinstance(value, str | bytes))
            if self._rows > _MOST_ROWS or self._text > _MOST_TEXT:
                raise _Endless
            yield row
