"""Comics: CBZ and CBR, with metadata from ComicInfo.xml and the first picture as the cover."""

import os
import re
import struct
import zlib
from collections.abc import Iterable
from typing import BinaryIO, Final, Protocol

import rarfile
from lxml import etree

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.formats.archive import ZipArchive
from bookorbit_desktop.formats.contents import (
    COVER_LIMIT,
    COVER_TOO_LARGE,
    ENTRY_LIMIT,
    PACKAGE_LIMIT,
    PASSWORD_PROTECTED,
    Contents,
    OverLimit,
    Unreadable,
)
from bookorbit_desktop.formats.identifiers import identifiers
from bookorbit_desktop.formats.markup import (
    child,
    clean_line,
    date_text,
    inner_text,
    parse_xml,
    plain_text,
    series_position,
    unique_lines,
)

# Else rarfile copies parts of an archive to a temporary file.
rarfile.USE_EXTRACT_HACK = False

_COMIC_INFO: Final = "comicinfo.xml"
_COMIC_INFO_TOO_LARGE: Final = Message("The ComicInfo.xml of this comic is larger than 8 MB.")
_PICTURE: Final = re.compile(r"\.(jpe?g|png|gif|webp|bmp|tiff?)", re.IGNORECASE)
_RAR_MAGIC: Final = b"Rar!\x1a\x07"
_NOT_CBR: Final = Message("This file is not a readable {0}.", Message("CBR comic"))
_NO_UNRAR: Final = Message("To read this comic, install “unrar” (or unar, 7-Zip or bsdtar) and scan again.")
_BROKEN_RAR: Final = (
    rarfile.Error,
    EOFError,
    IndexError,
    KeyError,
    OverflowError,
    struct.error,
    TypeError,
    ValueError,
    zlib.error,
)
"""The exceptions of rarfile for broken archives."""


class _Archive(Protocol):
    @property
    def names(self) -> list[str]: ...

    def read(self, name: str, limit: int, too_large: Message) -> bytes: ...


class _CoverTooLarge(OverLimit):
    """The first page is too large to show. Other pages may be fine."""


class _RarArchive:
    """A RAR archive. Compressed entries need an installed unpacking program."""

    def __init__(self, path: str) -> None:
        try:
            self._rar = rarfile.RarFile(path)
            self._entries = {entry.filename: entry for entry in self._rar.infolist() if entry.is_file()}
        except _BROKEN_RAR as error:
            raise Unreadable(_NOT_CBR) from error
        if not self._rar.infolist():
            raise Unreadable(_NOT_CBR)
        if len(self._entries) > ENTRY_LIMIT:
            raise OverLimit(
                Message("This {0} contains more than {1} entries.", Message("comic"), ENTRY_LIMIT)
            )
        if self._rar.needs_password():
            raise Unreadable(PASSWORD_PROTECTED)

    @property
    def names(self) -> list[str]:
        return list(self._entries)

    def read(self, name: str, limit: int, too_large: Message) -> bytes:
        try:
            with self._rar.open(self._entries[name]) as entry:
                data: bytes = entry.read(limit + 1)
        except rarfile.RarCannotExec as error:
            raise Unreadable(_NO_UNRAR) from error
        except _BROKEN_RAR as error:
            raise Unreadable(Message("This {0} is damaged.", Message("CBR comic"))) from error
        if len(data) > limit:
            raise OverLimit(too_large)
        return data


def read_comic(file: BinaryIO, *, picture: bool = True) -> Contents:
    """Read a CBZ or CBR; which of them it is, the content tells: the two extensions are often swapped.

    Without `picture` its first page is left out. A CBR without a program to unpack it still has its number of
    pages, and a problem that names one.

    Raises:
        Unreadable: it is neither, or holds no pictures.
    """
    file.seek(0)
    if file.read(len(_RAR_MAGIC)) == _RAR_MAGIC:
        # By name: from a stream, rarfile would copy the archive to a temporary file.
        return _read(_RarArchive(os.fsdecode(file.name)), picture=picture)
    with ZipArchive(file, Message("comic")) as archive:
        return _read(archive, picture=picture)


def _read(archive: _Archive, *, picture: bool) -> Contents:
    pictures = pictures_in_order(archive.names)
    if not pictures:
        raise Unreadable(Message("This comic contains no pictures."))
    metadata = BookMetadata(pages=len(pictures))
    try:
        metadata = _metadata(archive, len(pictures))
        return Contents(metadata, _cover(archive, pictures[0]) if picture else None)
    except _CoverTooLarge as error:
        return Contents(metadata, problem=error.message, blames_cover=True)
    except Unreadable as error:
        return Contents(metadata, problem=error.message)


def _cover(archive: _Archive, name: str) -> bytes:
    try:
        return archive.read(name, COVER_LIMIT, COVER_TOO_LARGE)
    except OverLimit as error:
        raise _CoverTooLarge(error.message) from error


def pictures_in_order(names: Iterable[str]) -> list[str]:
    """Return the pictures of a comic as a reader shows them: page 2 before page 10."""
    return sorted(filter(_is_picture, names), key=_natural_order)


def _is_picture(name: str) -> bool:
    folder, _, base = name.replace("\\", "/").rpartition("/")
    hidden = base.startswith(".") or "__MACOSX" in folder
    return not hidden and _PICTURE.fullmatch(os.path.splitext(base)[1]) is not None  # noqa: PTH122


def _natural_order(name: str) -> list[tuple[int, str]]:
    """Sort key of alternating texts and numbers; numbers compare by length, then by digits."""
    parts = re.split(r"([0-9]+)", name.casefold())
    return [
        (len(part.lstrip("0")), part.lstrip("0")) if index % 2 else (0, part)
        for index, part in enumerate(parts)
    ]


def _metadata(archive: _Archive, pages: int) -> BookMetadata:
    found = (name for name in archive.names if re.split(r"[/\\]", name)[-1].lower() == _COMIC_INFO)
    name = next(found, None)
    if name is None:
        return BookMetadata(pages=pages)
    data = archive.read(name, PACKAGE_LIMIT, _COMIC_INFO_TOO_LARGE)
    return parse_comic_info(data, pages)


def parse_comic_info(data: bytes, pages: int) -> BookMetadata:
    """Read a ComicInfo.xml. `pages` is the number of pictures.

    Raises:
        Unreadable: it is not XML.
    """
    info = parse_xml(data, Message("The ComicInfo.xml"))
    return BookMetadata(
        title=_line(info, "title"),
        authors=unique_lines(_line(info, "writer").split(",")),
        series=_line(info, "series"),
        series_index=series_position(_line(info, "number")),
        language=_line(info, "languageiso"),
        identifiers=identifiers([("isbn", _line(info, "gtin")), *(("", page) for page in _web_pages(info))]),
        description=plain_text(inner_text(child(info, "summary"))),
        publisher=_line(info, "publisher"),
        published=_published(info),
        subjects=unique_lines(f"{_line(info, 'genre')},{_line(info, 'tags')}".split(",")),
        pages=pages,
    )


def _line(info: etree._Element, name: str) -> str:
    return clean_line(inner_text(child(info, name)))


def _web_pages(info: etree._Element) -> list[str]:
    return _line(info, "web").split()


def _published(info: etree._Element) -> str:
    """The date; ComicInfo writes -1 for unknown parts."""
    year, month, day = (_line(info, part) for part in ("year", "month", "day"))
    parts = [year]
    for part in (month, day):
        if not part.isdigit():
            break
        parts.append(part.zfill(2))
    return date_text("-".join(parts))
