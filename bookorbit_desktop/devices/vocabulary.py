"""Reads KOReader's vocabulary_builder.sqlite3 (cloud-sync.md, "The vocabulary builder"), of any schema."""

import sqlite3
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
