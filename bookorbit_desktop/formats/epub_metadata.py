"""Writes metadata into an EPUB, changing only its package document and cover, and verifies the result.

Does not use ebooklib, which repacks every entry and lost something in 10 of 15 real books.
"""

import hashlib
import posixpath
import struct
import zipfile
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO, Final

from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.files.runs import CoverChange, FieldChange, FileChanges
from bookorbit_desktop.domain.library.fields import BookField, value_of
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.formats.archive import ZipArchive
from bookorbit_desktop.formats.contents import (
    COVER_LIMIT,
    COVER_TOO_LARGE,
    ENTRY_LIMIT,
    PACKAGE_LIMIT,
    Unreadable,
)
from bookorbit_desktop.formats.cover import as_png, size_of
from bookorbit_desktop.formats.epub import cover_entry, read_epub, read_package
from bookorbit_desktop.formats.opf import Package, parse_package
from bookorbit_desktop.formats.opf_writer import WRITTEN, edit_package
from bookorbit_desktop.formats.protection import lock_of
from bookorbit_desktop.formats.spine import epub_spine
from bookorbit_desktop.formats.zip_edit import edit_entries

NO_COVER_KIND: Final = Message("Its cover is neither JPEG nor PNG, so the cover stays.")
NO_COVER_LOCKED: Final = Message("It is locked, so its cover stays.")

_SIGNED: Final = Message(
    "It is signed by its publisher, and any change would break the signature. It is left as it is."
)
_TOO_LARGE: Final = Message("The package document of this EPUB is larger than 8 MB.")
_NOT_KEPT: Final = Message("Changes written to it don't last, so it is left as it is.")
_NOT_PROVED: Final = Message(
    "The changed copy differs in more than its metadata, so the file is left as it is."
)
_LOCAL_HEADER: Final = 30
_NEW_COVER: Final = "bookorbit-cover"


@dataclass(frozen=True, slots=True)
class FieldsToRead:
    """The metadata that a file should have."""

    metadata: BookMetadata
    fields: frozenset[BookField] = frozenset(WRITTEN)
    """The fields to write."""
    cover: bytes | None = None
    """A JPEG; None leaves the cover unchanged."""


@dataclass(frozen=True, slots=True)
class _Cover:
    """The change to a file's cover."""

    changed: Mapping[str, bytes] = field(default_factory=dict)
    """The entry of the replaced picture, with its new content."""
    added: Mapping[str, bytes] = field(default_factory=dict)
    """A new entry."""
    href: str = ""
    """Its address, relative to the package document."""
    before: tuple[int, int] | None = None
    kept: Message = NOTHING
    """Why the cover is kept."""

    @property
    def picture(self) -> bytes | None:
        """The resulting cover; None if it is unchanged."""
        return next(iter((*self.changed.values(), *self.added.values())), None)


@dataclass(frozen=True, slots=True)
class _Package:
    """The package document of a file, and its path in the archive."""

    name: str
    data: bytes
    cover: _Cover


def changes(file: BinaryIO, fields_to_read: FieldsToRead) -> FileChanges:
    """What would change in an EPUB. The change is tried, but written nowhere.

    Raises:
        Unreadable: it cannot be written; it says why.
    """
    package = _package(file, fields_to_read)
    data = package.data
    edited = edit_package(
        data, fields_to_read.metadata, fields=fields_to_read.fields, new_cover=package.cover.href
    )
    current = parse_package(data).metadata
    if edited != data:
        _check_is_kept(parse_package(edited).metadata, fields_to_read)
    pairs = (
        (field, value_of(current, field), value_of(fields_to_read.metadata, field))
        for field in BookField
        if field in fields_to_read.fields
    )
    fields = tuple(FieldChange(field, before, after) for field, before, after in pairs if before != after)
    return FileChanges(fields, _cover_change(package.cover), package.cover.kept)


def write_metadata(source: BinaryIO, target: BinaryIO, fields_to_read: FieldsToRead, now: datetime) -> str:
    """Write a copy of an EPUB with other metadata to `target`, a new file. The identity of its text, or "".

    Proved of the copy: every other entry has the same bytes in the same order, the text is the same, and the
    metadata and the cover read as `fields_to_read`.

    Raises:
        Unreadable: it cannot be written; it says why. What `target` holds then is of no use.
    """
    package = _package(source, fields_to_read)
    cover = package.cover
    edited = edit_package(
        package.data, fields_to_read.metadata, now, fields=fields_to_read.fields, new_cover=cover.href
    )
    changed = {package.name: edited, **cover.changed}
    edit_entries(source, target, changed, cover.added)
    target.flush()
    if [*_entries(source, changed), *((name,) for name in cover.added)] != _entries(
        target, {*changed, *cover.added}
    ):
        raise Unreadable(_NOT_PROVED)
    contents = read_epub(target)
    _check_is_kept(contents.metadata, fields_to_read)
    if cover.picture is not None and contents.cover != cover.picture:
        raise Unreadable(_NOT_KEPT)
    spine = _spine(source)
    if spine != _spine(target):
        raise Unreadable(_NOT_PROVED)
    return spine


def _package(file: BinaryIO, fields_to_read: FieldsToRead) -> _Package:
    with ZipArchive(file, Message("EPUB")) as archive:
        if archive.find("META-INF/signatures.xml") is not None:
            raise Unreadable(_SIGNED)
        name, package = read_package(archive)
        data = archive.read(name, PACKAGE_LIMIT, _TOO_LARGE)
        cover = (
            _Cover() if fields_to_read.cover is None else _cover(archive, name, package, fields_to_read.cover)
        )
        return _Package(name, data, cover)


def _cover(archive: ZipArchive, package_name: str, package: Package, jpeg: bytes) -> _Cover:
    """How the cover changes: the declared picture is replaced, or a new one is added and declared."""
    if lock_of(archive) is not None:
        return _Cover(kept=NO_COVER_LOCKED)
    folder = posixpath.dirname(package_name)
    name = cover_entry(archive, package, folder)
    if name is None:
        href = next(
            href
            for number in range(1, ENTRY_LIMIT)
            if archive.find(posixpath.join(folder, href := f"{_NEW_COVER}-{number}.jpg")) is None
        )
        return _Cover(added={posixpath.join(folder, href): jpeg}, href=href)
    try:
        before = archive.read(name, COVER_LIMIT, COVER_TOO_LARGE)
    except Unreadable:
        return _Cover(kept=NO_COVER_KIND)
    after = _as_kind_of(before, jpeg)
    if after is None:
        return _Cover(kept=NO_COVER_KIND)
    return _Cover() if before == after else _Cover(changed={name: after}, before=size_of(before))


def _as_kind_of(picture: bytes, jpeg: bytes) -> bytes | None:
    """The new cover in the format that the book declares; None if that format cannot be written."""
    if picture.startswith(b"\xff\xd8\xff"):
        return jpeg
    return as_png(jpeg) if picture.startswith(b"\x89PNG") else None


def _cover_change(cover: _Cover) -> CoverChange | None:
    after = size_of(cover.picture) if cover.picture is not None else None
    return None if after is None else CoverChange(cover.before, after)


def _spine(file: BinaryIO) -> str:
    """The identity of the text; empty if it cannot be read, as was the case before the change."""
    try:
        return epub_spine(file)
    except Unreadable:
        return ""


def _check_is_kept(read: BookMetadata, fields_to_read: FieldsToRead) -> None:
    """Check that the written file has the wanted metadata. Raises Unreadable."""
    is_kept = all(
        value_of(read, field) == value_of(fields_to_read.metadata, field) for field in fields_to_read.fields
    )
    others = {identifier for identifier in fields_to_read.metadata.identifiers if identifier.scheme != "isbn"}
    if not is_kept or not others <= set(read.identifiers):
        raise Unreadable(_NOT_KEPT)


def _entries(file: BinaryIO, changed: Container[str]) -> list[tuple[object, ...]]:
    """What identifies every unchanged entry: name, attributes and the MD5 of its compressed bytes."""
    with zipfile.ZipFile(file) as archive:
        return [
            (
                entry.filename,
                entry.date_time,
                entry.external_attr,
                entry.flag_bits,
                entry.CRC,
                entry.file_size,
                entry.compress_type,
                _packed_md5(file, entry),
            )
            if entry.filename not in changed
            else (entry.filename,)
            for entry in archive.infolist()
        ]


def _packed_md5(file: BinaryIO, entry: zipfile.ZipInfo) -> str:
    file.seek(entry.header_offset)
    header = file.read(_LOCAL_HEADER)
    name_length, extra_length = struct.unpack("<2H", header[26:30])
    file.seek(name_length + extra_length, 1)
    digest = hashlib.md5(usedforsecurity=False)
    left = entry.compress_size
    while left:
        piece = file.read(min(left, 1 << 20))
        if not piece:
            break
        digest.update(piece)
        left -= len(piece)
    return digest.hexdigest()
