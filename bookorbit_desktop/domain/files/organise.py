"""Target paths of book files from a template, with names allowed on Windows, macOS and Linux.

A template is text with fields in braces and folders between slashes. Text in square brackets is omitted if
one of its own fields is empty: `{author}/[{series}[ {series_index}] - ]{title}`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.download_names import (
    UNKNOWN_AUTHOR,
    plain_line,
    shown_authors,
    shown_title,
)
from bookorbit_desktop.domain.library.metadata import BookMetadata, FileFormat

DEFAULT_TEMPLATE: Final = "{author}/[{series}[ {series_index}] - ]{title}"
FOLDER_LIMIT: Final = 120
"""Bytes of a folder's name; three of them and a file's name stay below the 260 characters of a path on Windows."""
FILE_LIMIT: Final = 180
"""Bytes of a file name with its extension: file systems accept 255, and a number may be added."""
MOST_FOLDERS: Final = 6
LONGEST_TEMPLATE: Final = 300

Listing = Callable[[bytes], Mapping[bytes, bool]]
"""The names in a folder, each with whether it is itself a folder (a link is not); empty if missing."""

_PIECE: Final = re.compile(r"\{([^{}\[\]]*)\}|([\[\]{}/\\])|([^\[\]{}/\\]+)")
_INVALID: Final = str.maketrans(
    {**dict.fromkeys('\\/:*?"<>|', "_"), **dict.fromkeys(map(chr, range(0x7F, 0xA0)), "")}
)
_RESERVED: Final = re.compile(
    "(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])( *\\..*)?", re.IGNORECASE
)
"""Names that Windows reserves for devices, with or without an extension."""
_OVERLOOKED_FOLDERS: Final = frozenset(
    {"__macosx", "@eadir", "$recycle.bin", "system volume information", "lost+found"}
)
_OVERLOOKED_FILES: Final = re.compile("(readme|licen[cs]e|copying|changelog)([^a-z].*)?", re.IGNORECASE)
_HALF_ENDINGS: Final = re.compile(r"\.(kepub|fb2|sdr)$", re.IGNORECASE)
"""Another extension after one of these would mean another format, or a KOReader folder."""


def _series_index(metadata: BookMetadata) -> str:
    """At least two digits before the decimal point, so that names sort in series order."""
    if metadata.series_index is None:
        return ""
    whole, point, rest = f"{metadata.series_index:g}".partition(".")
    return f"{whole:0>2}{point}{rest}"


FIELDS: Final[Mapping[str, Callable[[BookMetadata], str]]] = {
    "author": lambda metadata: next(filter(None, map(plain_line, metadata.authors)), UNKNOWN_AUTHOR),
    "authors": lambda metadata: shown_authors(metadata.authors),
    "title": lambda metadata: shown_title(metadata.title),
    "series": lambda metadata: metadata.series,
    "series_index": _series_index,
    "year": lambda metadata: metadata.published[:4],
    "language": lambda metadata: metadata.language,
    "publisher": lambda metadata: metadata.publisher,
}
"""The fields allowed in braces."""


@dataclass(slots=True)
class _Part:
    """Text, fields and optional parts, in order."""

    pieces: list["str | _Field | _Part"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Field:
    name: str


@dataclass(frozen=True, slots=True)
class PathTemplate:
    """A valid template."""

    folders: tuple[_Part, ...]
    name: _Part

    def fill(self, metadata: BookMetadata) -> tuple[tuple[str, ...], str]:
        """The folders and the file name without extension, all valid names; empty folders are omitted."""
        filled = (_filled(part, metadata).strip() for part in self.folders)
        folders = tuple(safe_folder(text) for text in filled if text)
        return folders, _filled(self.name, metadata)


def parse_template(text: str) -> PathTemplate:
    """Parse a template. Raises InvalidInput, with what to write instead."""
    if len(text) > LONGEST_TEMPLATE:
        raise InvalidInput(
            Message("This template is too long. The limit is {0} characters.", LONGEST_TEMPLATE)
        )
    parts = [_parsed(part) for part in _split(text)]
    if len(parts) > MOST_FOLDERS + 1:
        raise InvalidInput(
            Message("A template can have up to %n folder(s). Remove some slashes.", count=MOST_FOLDERS)
        )
    if not any(_has_title(part) for part in parts):
        raise InvalidInput(
            Message("Add {0} to the template. Without it, many books would get the same name.", "{title}")
        )
    return PathTemplate(tuple(parts[:-1]), parts[-1])


def safe_folder(text: str) -> str:
    """A text as a folder name that is valid on all three systems."""
    name = _HALF_ENDINGS.sub(r"_\1", _safe(text, FOLDER_LIMIT))
    return f"_{name}" if name.lower() in _OVERLOOKED_FOLDERS else name


def safe_file(stem: str, file_format: FileFormat) -> str:
    """A text as a file name that is valid on all three systems; a scan recognises the same format."""
    ending = f".{file_format}"
    name = _HALF_ENDINGS.sub(r"_\1", _safe(stem, FILE_LIMIT - len(ending)))
    return f"_{name}{ending}" if _OVERLOOKED_FILES.fullmatch(name) else name + ending


def same_name_key(name: bytes) -> str:
    """A key that is equal for names some system treats as the same: by case or Unicode composition."""
    text = unicodedata.normalize("NFD", name.decode("utf-8", "surrogateescape"))
    return unicodedata.normalize("NFC", text.casefold())


@dataclass(frozen=True, slots=True)
class TargetNaming:
    """A file to organise."""

    path: bytes
    root: bytes
    """The library folder that contains it."""
    metadata: BookMetadata
    format: FileFormat


class Planner:
    """Gives each file, one by one, a free path inside its library folder.

    The same files in the same order on the same disk always get the same paths. An existing folder keeps its
    spelling; a taken name gets a number.
    """

    def __init__(self, template: PathTemplate, listing: Listing) -> None:
        self._template = template
        self._listing = listing
        self._known: dict[bytes, dict[str, tuple[bytes, bool]]] = {}
        """The names in each folder by key, on the disk and planned."""

    def place(self, file: TargetNaming) -> bytes:
        """Return the target path of a file, or its current path if that is already right."""
        folders, stem = self._template.fill(file.metadata)
        folder = file.root
        for name in folders:
            folder = _joined(folder, self._folder(folder, name))
        name = safe_file(stem, file.format)
        return _joined(folder, self._file(folder, name, f".{file.format}", file.path))

    def _folder(self, parent: bytes, wanted: str) -> bytes:
        names = self._names(parent)
        for name in _numbered(wanted, ""):
            known = names.setdefault(same_name_key(name), (name, True))
            if known[1]:
                return known[0]
        raise AssertionError("numbers do not end")

    def _file(self, folder: bytes, wanted: str, ending: str, own_path: bytes) -> bytes:
        names = self._names(folder)
        for name in _numbered(wanted[: -len(ending)], ending):
            known = names.get(same_name_key(name))
            if known is None or _joined(folder, known[0]) == own_path:
                # A name that differs from the wanted one only in case stays: some systems cannot tell them apart.
                return names.setdefault(same_name_key(name), (name, False))[0]
        raise AssertionError("numbers do not end")

    def _names(self, folder: bytes) -> dict[str, tuple[bytes, bool]]:
        if folder not in self._known:
            listed = sorted(self._listing(folder).items())
            self._known[folder] = {same_name_key(name): (name, is_folder) for name, is_folder in listed}
        return self._known[folder]


def sidecar_of(path: bytes) -> bytes:
    """Return the `.sdr` folder that KOReader keeps beside the book (the extension is replaced)."""
    return path.rpartition(b".")[0] + b".sdr"


def _numbered(stem: str, ending: str) -> Iterable[bytes]:
    yield f"{stem}{ending}".encode()
    for number in range(2, 1_000_000):
        yield f"{stem} ({number}){ending}".encode()


def _joined(folder: bytes, name: bytes) -> bytes:
    return folder.rstrip(b"/") + b"/" + name


def _safe(text: str, limit: int) -> str:
    """The text as a valid name: never empty, hidden or a reserved device name."""
    line = plain_line(unicodedata.normalize("NFC", plain_line(text)))
    bare = _trimmed(line.translate(_INVALID).lstrip(". "))
    if _RESERVED.fullmatch(bare):
        bare = f"_{bare}"
    return _trimmed(bare.encode()[:limit].decode("utf-8", "ignore")) or "_"


def _trimmed(name: str) -> str:
    return name.rstrip(". ").strip()


def _split(text: str) -> list[list[re.Match[str]]]:
    """Split a template into its folders and file name. Raises InvalidInput."""
    parts: list[list[re.Match[str]]] = [[]]
    depth = 0
    for piece in _PIECE.finditer(text):
        depth += {"[": 1, "]": -1}.get(piece[0], 0)
        if piece[0] == "\\":
            raise InvalidInput(Message("Use / between folders on every system."))
        if piece[0] in ("{", "}"):
            raise InvalidInput(Message("Put fields in braces, such as {0}.", "{title}"))
        if piece[0] == "/" and depth == 0:
            parts.append([])
        elif piece[0] == "/":
            raise InvalidInput(Message("Square brackets can't contain a slash. Close the bracket before it."))
        else:
            parts[-1].append(piece)
    if any(not part for part in parts):
        raise InvalidInput(
            Message("A folder has no name. Remove the extra slash, or add a name after the last one.")
        )
    return parts


def _parsed(pieces: Sequence[re.Match[str]]) -> _Part:
    whole = _Part()
    opened = [whole]
    for piece in pieces:
        if piece[1] is not None:
            opened[-1].pieces.append(_checked_field(piece[1]))
        elif piece[0] == "[":
            inner = _Part()
            opened[-1].pieces.append(inner)
            opened.append(inner)
        elif piece[0] == "]":
            opened.pop()
        else:
            opened[-1].pieces.append(piece[0])
        if not opened:
            break
    if len(opened) != 1:
        raise InvalidInput(
            Message("Square brackets must open and close within the same folder or file name.")
        )
    return whole


def _checked_field(name: str) -> _Field:
    if name not in FIELDS:
        fields = ", ".join(f"{{{known}}}" for known in FIELDS)
        raise InvalidInput(Message("Unknown field {0}. Available fields: {1}.", f"{{{name}}}", fields))
    return _Field(name)


def _has_title(part: _Part) -> bool:
    return _Field("title") in part.pieces


def _filled(part: _Part, metadata: BookMetadata) -> str:
    return "".join(_text(piece, metadata) for piece in part.pieces)


def _text(piece: "str | _Field | _Part", metadata: BookMetadata) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, _Field):
        return plain_line(FIELDS[piece.name](metadata))
    own = [inner for inner in piece.pieces if isinstance(inner, _Field)]
    if not all(plain_line(FIELDS[inner.name](metadata)) for inner in own):
        return ""
    return _filled(piece, metadata)
