"""Spoils databases: as a failing disk does, and as somebody who means harm."""

import sqlite3
import struct
from contextlib import closing
from pathlib import Path

from bookorbit_desktop.storage.db.database import Database

_PAGE = 4096


def overwrite_pages(path: Path, table: str) -> None:
    """Put nonsense where the rows of a table begin."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    with path.open("r+b") as file:
        file.seek((root - 1) * _PAGE)
        file.write(b"\xff" * _PAGE)


def name_super_journal(journal: Path, named: Path) -> None:
    """Let a rollback journal name a file that SQLite deletes when it has rolled back (its file format, section 3)."""
    name = bytes(named)
    (page_size,) = struct.unpack(">I", journal.read_bytes()[24:28])
    lock_page = 0x40000000 // page_size + 1
    checksum = sum(byte - 256 * (byte > 127) for byte in name) & 0xFFFFFFFF
    with journal.open("ab") as file:
        file.write(struct.pack(">I", lock_page) + name + struct.pack(">II", len(name), checksum))
        file.write(bytes.fromhex("d9d505f920a163d7"))


def damage(database: Database, table: str) -> None:
    """The same while the program runs: nothing of it is remembered in the memory."""
    overwrite_pages(database.path, table)
    for forget in (database.write, lambda work: work()):
        forget(lambda: database.connection().execute("PRAGMA shrink_memory") and None)
