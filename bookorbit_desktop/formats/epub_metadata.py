"""Writing metadata into an EPUB: only its package document changes, and what was written is proved.

ebooklib is not used for this: it packs every entry anew and lost something of 10 of 15 real books.
"""

import hashlib
import struct
import zipfile
from datetime import datetime
from typing import BinaryIO, Final

from bookorbit_desktop.domain.fields import value_of
from bookorbit_desktop.domain.file_runs import FieldChange
from bookorbit_desktop.domain.metadata import BookMetadata
from bookorbit_desktop.formats.archive import ZipArchive
from bookorbit_desktop.formats.contents import PACKAGE_LIMIT, Unreadable
from bookorbit_desktop.formats.epub import read_package
from bookorbit_desktop.formats.opf import parse_package
from bookorbit_desktop.formats.opf_writer import WRITTEN, edit_package
from bookorbit_desktop.formats.spine import epub_spine
from bookorbit_desktop.formats.zip_edit import replace_entry

_SIGNED: Final = (
    "It is signed by its publisher, and any change would break the signature. It is left as it is."
)
_TOO_LARGE: Final = "The package document of this EPUB is larger than 8 MB."
_NOT_KEPT: Final = "It does not keep what is written into it, so it is left as it is."
_NOT_PROVED: Final = "The changed copy differs in more than its metadata, so the file is left as it is."
_LOCAL_HEADER: Final = 30


def changes(file: BinaryIO, wanted: BookMetadata) -> tuple[FieldChange, ...]:
    """What would change in an EPUB. The change is tried, but written nowhere.

    Raises:
        Unreadable: it cannot be written; it says why.
    """
    _, data = _package(file)
    edited = edit_package(data, wanted)
    current = parse_package(data).metadata
    if edited != data:
        _check_is_kept(parse_package(edited).metadata, wanted)
    pairs = ((field, value_of(current, field), value_of(wanted, field)) for field in WRITTEN)
    return tuple(FieldChange(field, before, after) for field, before, after in pairs if before != after)


def write_metadata(source: BinaryIO, target: BinaryIO, wanted: BookMetadata, now: datetime) -> str:
    """Write a copy of an EPUB with other metadata to `target`, a new file. The identity of its text, or "".

    Proved of the copy: every other entry has the same bytes in the same order, the text is the same, and the
    metadata reads as `wanted`.

    Raises:
        Unreadable: it cannot be written; it says why. What `target` holds then is of no use.
    """
    name, data = _package(source)
    replace_entry(source, target, name, edit_package(data, wanted, now))
    target.flush()
    if _entries(source, name) != _entries(target, name):
        raise Unreadable(_NOT_PROVED)
    _check_is_kept(_metadata(target), wanted)
    spine = _spine(source)
    if spine != _spine(target):
        raise Unreadable(_NOT_PROVED)
    return spine


def _package(file: BinaryIO) -> tuple[str, bytes]:
    with ZipArchive(file, "EPUB") as archive:
        if archive.find("META-INF/signatures.xml") is not None:
            raise Unreadable(_SIGNED)
        name, _ = read_package(archive)
        return name, archive.read(name, PACKAGE_LIMIT, _TOO_LARGE)


def _metadata(file: BinaryIO) -> BookMetadata:
    with ZipArchive(file, "EPUB") as archive:
        return read_package(archive)[1].metadata


def _spine(file: BinaryIO) -> str:
    """The identity of the text; empty where it cannot be read, as then it could not before either."""
    try:
        return epub_spine(file)
    except Unreadable:
        return ""


def _check_is_kept(read: BookMetadata, wanted: BookMetadata) -> None:
    """Whether the file says now what it should. Raises Unreadable."""
    is_kept = all(value_of(read, field) == value_of(wanted, field) for field in WRITTEN)
    others = {one for one in wanted.identifiers if one.scheme != "isbn"}
    if not is_kept or not others <= set(read.identifiers):
        raise Unreadable(_NOT_KEPT)


def _entries(file: BinaryIO, changed: str) -> list[tuple[object, ...]]:
    """What tells every entry but one: its name, its looks and the md5 of its packed bytes."""
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
            if entry.filename != changed
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
