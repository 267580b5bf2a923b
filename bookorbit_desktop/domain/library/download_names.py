"""File names of downloaded books (opds.md, "File type and file name").

KOReader may know a document only by its file name, so every name under which it may store a download has to
be known before the download starts.
"""

import re
from collections.abc import Sequence

from bookorbit_desktop.domain.library.metadata import FileFormat

UNKNOWN_AUTHOR = "Unknown Author"
"""KOReader's English text; it is sent so that no reader translates it in the name."""
UNTITLED = "Untitled"
NAME_LIMIT = 240
"""Bytes of a name, the limit in KOReader."""

_XTEINK_LIMIT = 100
"""Bytes of a name without its extension, the limit in the Xteink's firmware."""

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ONE_SLASH = str.maketrans("/", "_")
_ALL_INVALID = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))
_OPENED_AS = {FileFormat.AZW3: "azw"}
"""KOReader opens these files, but only with another extension."""


def plain_line(text: str) -> str:
    """A text on one line that XML allows: without control characters and lone surrogates, single spaces."""
    return " ".join(_NOT_IN_XML.sub("", text).split())


def plain_text(text: str) -> str:
    """A multi-line text that XML allows."""
    return _NOT_IN_XML.sub("", text).replace("\r\n", "\n").replace("\r", "\n").strip()


def shown_title(title: str) -> str:
    """A title as shown in the catalogue."""
    return plain_line(title) or UNTITLED


def shown_authors(authors: Sequence[str]) -> str:
    """All authors as one name: readers show only the first of several elements."""
    return ", ".join(filter(None, map(plain_line, authors))) or UNKNOWN_AUTHOR


def served_name(title: str, authors: Sequence[str], file_format: FileFormat) -> str:
    """The name under which a file is served: "Author - Title.ext", valid on three systems and in KOReader."""
    ending = f".{_OPENED_AS.get(file_format, file_format)}"
    stem = _trimmed(_called(title, authors).translate(_ALL_INVALID))
    return _trimmed(_cut(stem, NAME_LIMIT - len(ending))) + ending


def safe_name(text: str, limit: int = NAME_LIMIT) -> str:
    """A text as the name of a folder or file, valid on three systems and in KOReader, of at most `limit` bytes."""
    return _trimmed(_cut(plain_line(text).translate(_ALL_INVALID), limit)).lstrip(".").strip()


def download_names(title: str, authors: Sequence[str], file_format: FileFormat) -> frozenset[str]:
    """The names under which KOReader may store a downloaded file of this book.

    With "Use server filenames" that is `served_name`. Otherwise it uses author and title: since v2025.08
    without trailing dots and spaces, before that with them, and on unrestricted file systems older releases
    replace only the slash. The extension is what follows the last dot of the address; a long name may be cut
    at the byte limit, with or without the extension.
    """
    called = _called(title, authors)
    ending = served_name(title, authors, file_format).rpartition(".")[2]
    replaced = called.translate(_ALL_INVALID)
    stems = (
        _trimmed(_cut(_trimmed(replaced), NAME_LIMIT)),
        _trimmed(_cut(_trimmed(replaced), NAME_LIMIT - len(ending) - 1)),
        _cut(replaced, NAME_LIMIT),
        _cut(called.translate(_ONE_SLASH), NAME_LIMIT),
    )
    return frozenset({served_name(title, authors, file_format), *(f"{stem}.{ending}" for stem in stems)})


def xteink_names(title: str, authors: Sequence[str]) -> frozenset[str]:
    """The names under which the Xteink's firmware (CrossPoint and its forks) may store a downloaded EPUB.

    By its choice they are of author and title, of title and author, or of the title alone.
    """
    author, called = shown_authors(authors), shown_title(title)
    whole = (f"{author} - {called}", f"{called} - {author}", called)
    stems = (_trimmed(_cut(text.translate(_ALL_INVALID).lstrip(". "), _XTEINK_LIMIT)) for text in whole)
    return frozenset(f"{stem or 'book'}.epub" for stem in stems)


def is_served_name(name: str, file_format: FileFormat) -> bool:
    """Whether a file of this format may have been served as `name`, such as with an older title."""
    ending = f".{_OPENED_AS.get(file_format, file_format)}"
    is_safe = name == plain_line(name).translate(_ALL_INVALID) and len(name.encode()) <= NAME_LIMIT
    return is_safe and name.endswith(ending) and " - " in name


def _called(title: str, authors: Sequence[str]) -> str:
    return f"{shown_authors(authors)} - {shown_title(title)}"


def _cut(text: str, limit: int) -> str:
    """The longest prefix of whole characters that fits into this many bytes."""
    return text.encode("utf-8")[:limit].decode("utf-8", "ignore")


def _trimmed(stem: str) -> str:
    return stem.rstrip(". ")
