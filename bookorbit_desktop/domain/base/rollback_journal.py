"""What a SQLite rollback journal says about other files (sqlite.org/fileformat.html, section 3)."""

import os
from typing import BinaryIO, Final

_MAGIC: Final = bytes.fromhex("d9d505f920a163d7")


def names_another_file(journal: BinaryIO) -> bool:
    """Whether a journal ends with the name of a super-journal, which SQLite deletes after rolling back.

    The name is whatever its writer put there, so an untrusted journal could delete any of the person's files.
    Neither KOReader nor Calibre updates several databases at once, so theirs never contain one.
    """
    length = journal.seek(0, os.SEEK_END)
    journal.seek(max(0, length - len(_MAGIC)))
    return journal.read() == _MAGIC
