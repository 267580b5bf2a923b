"""Metadata of a book file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bookorbit_desktop.domain.base.messages import Message

_JOINT = re.compile(r"\s*--\s*")


def tidy_genres(subjects: Iterable[str]) -> tuple[str, ...]:
    """Split all subjects into their parts, without duplicates, in order. The file is not changed.

    Library of Congress subject headings join their parts with two hyphens.
    """
    parts: dict[str, str] = {}
    for subject in subjects:
        for part in _JOINT.split(subject):
            text = part.strip()
            if text:
                parts.setdefault(text.casefold(), text)
    return tuple(parts.values())


class FileFormat(StrEnum):
    """The file types that count as books (behaviour.md, "which files are books")."""

    EPUB = "epub"
    KEPUB = "kepub.epub"
    PDF = "pdf"
    MOBI = "mobi"
    PRC = "prc"
    AZW = "azw"
    AZW3 = "azw3"
    CBZ = "cbz"
    CBR = "cbr"
    CB7 = "cb7"
    FB2 = "fb2"
    FB2_ZIP = "fb2.zip"
    DJVU = "djvu"
    DOCX = "docx"
    RTF = "rtf"
    LIT = "lit"
    TXT = "txt"


WITH_SPINE = frozenset({FileFormat.EPUB, FileFormat.KEPUB})
"""Formats whose copies are compared by their text (behaviour.md, "several copies of a book")."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier of a book.

    `scheme` is lower case: isbn (normalised 10 or 13 characters), asin, goodreads, google, hardcover,
    hardcover-slug, hardcover-edition, uuid, or the file's own name for it.
    """

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class BookMetadata:
    """The metadata in a book's file, in normal form; empty where it has none."""

    title: str = ""
    authors: tuple[str, ...] = ()
    series: str = ""
    series_index: float | None = None
    language: str = ""
    """A BCP 47 tag as the file gives it, such as "en" or "pt-BR"."""
    identifiers: tuple[Identifier, ...] = ()
    description: str = ""
    """Plain text: markup removed, paragraphs separated by an empty line."""
    publisher: str = ""
    published: str = ""
    """YYYY, YYYY-MM or YYYY-MM-DD, as precise as in the file."""
    subjects: tuple[str, ...] = ()
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """The result of reading a file. The digests are set even if the rest could not be read."""

    partial_md5: str
    """KOReader's binary digest (kosync.md section 6): 32 lower-case hex characters.

    Empty where not a byte could be read, as of a file without permission.
    """
    filename_md5: str
    """KOReader's file-name digest: md5 of the base name with its extension."""
    metadata: BookMetadata
    thumbnail: bytes | None = None
    """A JPEG of at most 320 x 480 pixels, or None if the file has no readable cover."""
    problem: Message | None = None
    """Why the file could not be read, as one sentence for a person; None if it could."""
    blames_cover: bool = False
    """The problem only concerns the cover: the book itself can be opened."""
    title_from_name: bool = False
    """The file has no title; `metadata` is from its name."""
    cover_waits: bool = False
    """The cover has not been read yet."""
