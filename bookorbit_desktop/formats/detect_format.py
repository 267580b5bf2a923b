"""Which files are books, by name (behaviour.md, "which files are books"), and their real type by the first bytes."""

import re
from typing import BinaryIO, Final

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.metadata import BookMetadata, FileFormat
from bookorbit_desktop.formats.contents import KINDLE_DRM, Unreadable, locked_with
from bookorbit_desktop.formats.markup import clean_line

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


_HEAD: Final = 1024
_EMPTY: Final = Message("This file is empty. It may not have been copied completely.")
_PDF: Final = Message("a PDF")
_KINDLE: Final = Message("a Kindle book")
_FB2: Final = Message("an FB2 book")
_ZIP: Final = Message("a ZIP archive")
_RAR: Final = Message("a RAR archive")
_KINDS: Final = (
    (rb"\s{0,64}%PDF-", _PDF),
    (rb"(?s:.{60})(BOOKMOBI|TEXtREAd)|TPZ0|CONT\x02\0", _KINDLE),
    (rb"PK\x03\x04|PK\x05\x06", _ZIP),
    (rb"Rar!\x1a\x07", _RAR),
    (rb"7z\xbc\xaf\x27\x1c", Message("a 7-Zip archive")),
    (rb"\xff\xd8\xff|\x89PNG\r\n|GIF8[79]a|RIFF(?s:.{4})WEBP", Message("a picture")),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Message("an Office document")),
    (rb"MZ|\x7fELF|\xcf\xfa\xed\xfe", Message("a program")),
    (rb"(?s:\W{0,8}(<\?xml.{0,200}?>\s*)?(<!DOCTYPE[^>]*>\s*)?<FictionBook\b)", _FB2),
    (rb"(?s:(?i:\W{0,8}(<\?xml.{0,200}?>\s*)?(<!DOCTYPE html|<html|<head)))", Message("a web page")),
)
"""Magic numbers and their file types."""
_OWN: Final = {
    **dict.fromkeys((FileFormat.EPUB, FileFormat.KEPUB, FileFormat.FB2_ZIP), frozenset({_ZIP})),
    **dict.fromkeys((FileFormat.CBZ, FileFormat.CBR), frozenset({_ZIP, _RAR})),
    **dict.fromkeys((FileFormat.MOBI, FileFormat.PRC, FileFormat.AZW, FileFormat.AZW3), frozenset({_KINDLE})),
    FileFormat.PDF: frozenset({_PDF}),
    FileFormat.FB2: frozenset({_FB2}),
}
"""The magic number type of each format."""
_LOCKED_KINDLE: Final = b"\xeaDRMION\xee"


def explained(file: BinaryIO, file_format: FileFormat | None, problem: Unreadable) -> Unreadable:
    """Return a better reason why a file could not be read: it is empty, locked, or of another type.

    Raises OSError.
    """
    file.seek(0)
    head = file.read(_HEAD)
    if not head:
        return Unreadable(_EMPTY)
    if head.startswith(_LOCKED_KINDLE):
        return Unreadable(locked_with(KINDLE_DRM))
    kind = next((kind for pattern, kind in _KINDS if re.match(pattern, head)), None)
    if file_format is None or kind is None or kind in _OWN.get(file_format, frozenset()):
        return problem
    return Unreadable(
        Message(
            (
                "This file is {0}, but its name ends in .{1}. If it's a book, correct the file "
                "extension and scan again."
            ),
            kind,
            file_format,
        )
    )
