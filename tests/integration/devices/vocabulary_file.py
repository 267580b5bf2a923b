"""Writes a vocabulary_builder.sqlite3 as KOReader does."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

_SCHEMA = """
CREATE TABLE vocabulary (word TEXT NOT NULL UNIQUE, title_id INTEGER, create_time INTEGER NOT NULL,
 review_time INTEGER, due_time INTEGER NOT NULL, review_count INTEGER NOT NULL DEFAULT 0, prev_context TEXT,
 next_context TEXT, streak_count INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(word));
CREATE TABLE title (id INTEGER NOT NULL UNIQUE, name TEXT UNIQUE, filter INTEGER NOT NULL DEFAULT 1, PRIMARY KEY(id));
PRAGMA user_version = 20221002;
"""


def write_vocabulary(path: Path, words: Iterable[tuple[str, str, int, str, str, int, int]]) -> Path:
    """`words` are word, title, time, text before and after, reviews, streak."""
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(_SCHEMA)
        for word, title, at, before, after, reviews, streak in words:
            database.execute("INSERT OR IGNORE INTO title (name) VALUES (?)", (title,))
            database.execute(
                "INSERT INTO vocabulary (word, title_id, create_time, due_time, prev_context, next_context,"
                " review_count, streak_count) VALUES (?, (SELECT id FROM title WHERE name = ?), ?, ?, ?, ?, ?, ?)",
                (word, title, at, at + 300, before, after, reviews, streak),
            )
    return path
