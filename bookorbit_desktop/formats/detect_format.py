"""Which files are books, by name (behaviour.md, "which files are books")."""

import re
from typing import Final

from bookorbit_desktop.domain.library.metadata import BookMetadata, FileFormat
from bookorbit_desktop.formats.text import clean_line

# "kepub.epub" and "fb2.zip" come before their last part.
_FORMATS: Final = sorted(FileFormat, key=len, reverse=True)
_DOCUMENTS: Final = frozenset({FileFormat.TXT, FileFormat.RTF, FileFormat.DOCX, FileFormat.PDF})
_NOT_A_BOOK: Final = re.compile(rb"(readme|licen[cs]e|copying|changelog)([^a-z].*)?", re.DOTALL)
_ENDS_IN_SERIES: Final = re.compile(r"[(\[][^()\[\]]*#?\d[^()\[\]]*[)\]]$")
"""A name in this place may be in brackets, but not a number."""
_SKIPPED_FOLDERS: Final = frozenset(
    {b"__macosx", b"@eadir", b"$recycle.bin", b"system volume information", b"lost+found"}
)


def format_of(name: bytes) -> FileFormat | None:
    """Return the format of a file's base name, or None if it is not a book.

    Hidden files (macOS's `._*` among them), README and LICENSE are not books.
    """
    lower = name.lower()
    if lower.startswith(b"."):
        return None
    for file_format in _FORMATS:
        suffix = b"." + file_format.encode()
        if lower.endswith(suffix) and len(lower) > len(suffix):
            stem = lower[: -len(suffix)]
            return None if file_format in _DOCUMENTS and _NOT_A_BOOK.fullmatch(stem) else file_format
    return None


def is_skipped_folder(name: bytes) -> bool:
    """Whether a folder with this base name is skipped.

    Hidden folders, KOReader's sidecars (`*.sdr`) and the system's own folders.
    """
    lower = name.lower()
    return lower.startswith(b".") or lower.endswith(b".sdr") or lower in _SKIPPED_FOLDERS


def metadata_from_name(name: bytes) -> BookMetadata:
    """Parse a file's base name: "Author - Title.ext", "Title (Series #1) - Author.ext", or the title alone."""
    file_format = format_of(name)
    stem = name[: -len(file_format) - 1] if file_format else name
    text = clean_line(stem.decode("utf-8", "replace").replace("_", " "))
    author, dash, title = (part.strip() for part in text.partition(" - "))
    if dash and author and title and " - " not in title:
        if _ENDS_IN_SERIES.search(author):
            return BookMetadata(title=author, authors=(title,))
        return BookMetadata(title=title, authors=(author,))
    return BookMetadata(title=text)
