"""Checks a database that a device put into its cloud folder, and reads its words, without changing a byte of it."""

import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from bookorbit_desktop.devices.files import Unread
from bookorbit_desktop.devices.lua_values import shown
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.highlights.words import TaughtWord

MOST_WORDS: Final = 200_000
"""A person looks up some thousands."""
_LONGEST_WORD: Final = 200
_LONGEST_CONTEXT: Final = 2000
_LATEST: Final = 2**32


def read_vocabulary(path: Path) -> list[TaughtWord]:
    """The words in a sound database, in the order of their numbers. Blocks. Raises Unread."""
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as database:
            database.text_factory = bytes
            database.execute("PRAGMA trusted_schema = OFF")
            return _words(database)
    except (sqlite3.Error, MemoryError) as error:
        raise Unread(Message("This vocabulary can't be read: {0}.", str(error))) from error


def _words(database: sqlite3.Connection) -> list[TaughtWord]:
    there = {shown(row[1]) for row in database.execute("PRAGMA table_info(vocabulary)")}
    named = {shown(row[1]) for row in database.execute("PRAGMA table_info(title)")}
    title = "NULL"
    if "title_id" in there and {"id", "name"} <= named:
        title = "(SELECT t.name FROM title t WHERE t.id = v.title_id)"
    elif "book_title" in there:  # before June 2022
        title = "v.book_title"
    columns = [
        f"v.{name}" if name in there else "NULL"
        for name in ("word", "prev_context", "next_context", "create_time", "review_count", "streak_count")
    ]
    rows = database.execute(f"SELECT {title}, {', '.join(columns)} FROM vocabulary v LIMIT {MOST_WORDS}")
    return [word for row in rows if (word := _word(*row)) is not None]


def _word(
    title: Any, word: Any, before: Any, after: Any, looked_up_at: Any, reviews: Any, streak: Any
) -> TaughtWord | None:
    """A word; None for a row that holds none."""
    text = _line(word, _LONGEST_WORD)
    if not text:
        return None
    return TaughtWord(
        text,
        _line(title, _LONGEST_CONTEXT),
        _line(before, _LONGEST_CONTEXT),
        _line(after, _LONGEST_CONTEXT),
        _count(looked_up_at, _LATEST),
        _count(reviews, 10**6),
        _count(streak, 10**6),
    )


def _line(value: Any, longest: int) -> str:
    return " ".join(shown(value).replace("\0", "").split())[:longest]


def _count(value: Any, limit: int) -> int:
    return int(value) if isinstance(value, int | float) and 0 <= value < limit else 0


_HEADER: Final = b"SQLite format 3\0"
_STEPS: Final = 100_000
_MOST_STEPS: Final = 50_000
"""Of so many steps each: a sound database of the largest size needs a hundredth of them."""
_FOREIGN: Final = Message("This file isn't the database its name suggests.")
_DAMAGED: Final = Message("This database is damaged. The previous one is kept.")


def check_database(path: Path, tables: Collection[str]) -> None:
    """Raise Unread unless the file is a sound database with these tables. Blocks."""
    with path.open("rb") as file:
        if file.read(len(_HEADER)) != _HEADER:
            raise Unread(_FOREIGN)
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as database:
            _check(database, tables)
    except (sqlite3.Error, UnicodeDecodeError, MemoryError) as error:
        raise Unread(_DAMAGED) from error


def _check(database: sqlite3.Connection, tables: Collection[str]) -> None:
    steps = iter(range(_MOST_STEPS))
    database.set_progress_handler(lambda: next(steps, None) is None, _STEPS)
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    found = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not found.issuperset(tables):
        raise Unread(_FOREIGN)
    (first,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if first != "ok":
        raise Unread(_DAMAGED)
