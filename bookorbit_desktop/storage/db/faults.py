"""Explains SQLite's errors for people."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from bookorbit_desktop.domain.base.errors import DatabaseDamaged, DiskFull, StorageUnavailable
from bookorbit_desktop.domain.base.messages import Message

FULL: Final = Message(
    "The disk with your library is full, so nothing can be saved. Free some space; "
    "BookOrbit then continues automatically."
)
LOCKED: Final = Message(
    "Another program is using your library's database, so nothing can be saved. Close it; "
    "BookOrbit then continues automatically."
)
READ_ONLY: Final = Message(
    "BookOrbit isn't allowed to write to your library's folder, so nothing can be saved. "
    "Allow it in the folder's properties; BookOrbit then continues automatically."
)
FAILING: Final = Message(
    "The disk with your library has read or write errors, so nothing can be saved. Check "
    "that it's connected and healthy; BookOrbit then continues automatically."
)
DAMAGED: Final = Message(
    "Your library's database is damaged, so part of it can't be read or saved. Quit BookOrbit and "
    "start it again to restore your newest backup, or start with --set-aside to begin a new library."
)
GONE: Final = Message(
    "Your library's database was deleted or replaced while BookOrbit was running, so "
    "nothing can be saved. Put it back, or quit BookOrbit and start it again."
)
SLOW: Final = Message("Saving is taking too long. Try again in a minute.")

_WORDS: Final = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: READ_ONLY,
    sqlite3.SQLITE_IOERR: FAILING,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}
_KINDS: Final = {FULL: DiskFull, DAMAGED: DatabaseDamaged}
_UNDECODABLE: Final = "Could not decode to UTF-8"
"""The start of sqlite3's message when a stored text is no longer valid; it gives no code."""
_PRIMARY: Final = 0xFF
"""An extended result code holds the primary one in its lowest byte (sqlite.org/rescode.html)."""


def sqlite_code(error: BaseException | None) -> int | None:
    """SQLite's primary result code of an error, even if peewee has wrapped it."""
    while error is not None:
        code = getattr(error, "sqlite_errorcode", None)
        if code is not None:
            return int(code) & _PRIMARY
        error = error.__cause__ or error.__context__
    return None


def plain_error(error: BaseException) -> BaseException:
    """Return StorageUnavailable for a fault that a person can fix, otherwise the error itself."""
    if isinstance(error, StorageUnavailable):
        return error
    text = _text_of(error) if _is_of_sqlite(error) else None
    if text is None:
        return error
    plain = _KINDS.get(text, StorageUnavailable)(text)
    plain.__cause__ = error
    return plain


def _text_of(error: BaseException) -> Message | None:
    code = sqlite_code(error)
    if code is None and str(error).startswith(_UNDECODABLE):
        return DAMAGED
    return _WORDS.get(code or 0)


class _Listener:
    """Receives damage that a reading connection found. The writer reports its own."""

    tell: Callable[[DatabaseDamaged], object] = staticmethod(lambda damage: None)


def on_damage(tell: Callable[[DatabaseDamaged], object]) -> None:
    """Call `tell` when a reader finds damage, on its thread. For the one open database."""
    _Listener.tell = staticmethod(tell)


def met_by_reader(error: BaseException) -> BaseException:
    """As `plain_error`, for errors outside writer jobs; damage is reported. Do not call inside a job."""
    plain = plain_error(error)
    if isinstance(plain, DatabaseDamaged):
        _Listener.tell(plain)
    return plain


@contextmanager
def telling_plainly() -> Iterator[None]:
    """Raise SQLite's refusals as StorageUnavailable."""
    try:
        yield
    except Exception as error:
        plain = met_by_reader(error)
        if plain is error:
            raise
        raise plain from error


def _is_of_sqlite(error: BaseException) -> bool:
    """Whether an error is SQLite's or peewee's, and not ours, raised while handling one."""
    return isinstance(error, sqlite3.Error) or type(error).__module__.partition(".")[0] == "peewee"
