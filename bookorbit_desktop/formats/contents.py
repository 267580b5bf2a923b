"""The result of a format's reader, and the error it raises."""

from dataclasses import dataclass
from typing import Final

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.metadata import BookMetadata

MEGABYTE: Final = 1_000_000

PACKAGE_LIMIT: Final = 8 * MEGABYTE
"""Bytes of an OPF, or of any other document with metadata (behaviour.md, "limits")."""
COVER_LIMIT: Final = 32 * MEGABYTE
"""Bytes of a cover picture (behaviour.md, "limits")."""
ENTRY_LIMIT: Final = 100_000
"""Entries of an archive (behaviour.md, "limits")."""

PASSWORD_PROTECTED: Final = Message("This file is protected by a password.")
KINDLE_DRM: Final = Message("Kindle DRM")
COVER_TOO_LARGE: Final = Message("The cover is larger than 32 MB, so the book is shown without it.")


class Unreadable(BookOrbitError):
    """A book file can't be read. The text is a sentence for a person."""


class OverLimit(Unreadable):
    """Something in a book file exceeds the limits of behaviour.md."""


def locked_with(kind: str) -> Message:
    """Say that a book is locked by a kind of DRM, as one sentence."""
    return Message("This book is locked with {0}, so KOReader can't open it. A copy without DRM works.", kind)


@dataclass(frozen=True, slots=True)
class Contents:
    """The content of a book file."""

    metadata: BookMetadata
    cover: bytes | None = None
    """The cover picture as it is in the file (of a PDF: its first page as JPEG)."""
    problem: Message | None = None
    """What had to be left out, in one sentence."""
    blames_cover: bool = False
    """The problem only concerns the cover."""
