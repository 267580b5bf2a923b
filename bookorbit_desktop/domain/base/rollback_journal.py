"""What a rollback journal of SQLite's says about other files (sqlite.org/fileformat.html, section 3)."""

import os
from typing import BinaryIO, Final

_MAGIC: Final = bytes.fromhex("d9d505f920a163d7")


def names_another_file(journal: BinaryIO) -> bool:
    """Whether a journal ends with the name of a super-journal: a file that SQLite deletes when it has rolled back.

    It stands in the journal as whoever made that wrote it, so the journal of a stranger would delete any file of the
    person's. Neither KOReader nor Calibre changes several databases together, so theirs never has one.
    """
    length = journal.seek(0, os.SEEK_END)
    journal.seek(max(0, length - len(_MAGIC)))
    return journal.read() == _MAGIC
