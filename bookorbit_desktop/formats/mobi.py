"""MOBI, PRC, AZW and AZW3: the headers of a Palm database, which contain everything but the cover.

Layout: a PalmDB header with a table of records; record 0 holds the PalmDOC header, the MOBI header and the
EXTH records (MobileRead wiki, "MOBI"). Metadata is never encrypted, so DRM hides only the text.
"""

import html
import struct
from collections import defaultdict
from dataclasses import dataclass
from typing import BinaryIO, Final

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.metadata import BookMetadata, Identifier
from bookorbit_desktop.formats.contents import (
    COVER_LIMIT,
    COVER_TOO_LARGE,
    KINDLE_DRM,
    MEGABYTE,
    Contents,
    OverLimit,
    Unreadable,
    locked_with,
)
from bookorbit_desktop.formats.identifiers import identifiers
from bookorbit_desktop.formats.markup import clean_line, date_text, known_names, plain_text, unique_lines

_PALM_HEADER_SIZE: Final = 78
_PALMDOC_HEADER_SIZE: Final = 16
_KINDS: Final = (b"BOOKMOBI", b"TEXtREAd")
_RECORD_0_LIMIT: Final = MEGABYTE
_NOT_MOBI: Final = Message("This file is not a readable {0}.", Message("MOBI or AZW book"))
_HAS_EXTH: Final = 0x40
_NOTHING: Final = 0xFFFFFFFF
_UTF_8: Final = 65001
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8")

_AUTHOR, _PUBLISHER, _DESCRIPTION, _ISBN, _SUBJECT, _PUBLISHED = 100, 101, 103, 104, 105, 106
_SOURCE, _ASIN, _COVER_OFFSET, _THUMBNAIL_OFFSET = 112, 113, 201, 202
_UPDATED_TITLE, _OTHER_ASIN, _LANGUAGE = 503, 504, 524
"""Types of EXTH records."""

# Windows language numbers (low ten bits of a locale).
_LANGUAGES: Final = {
    1: "ar", 2: "bg", 3: "ca", 4: "zh", 5: "cs", 6: "da", 7: "de", 8: "el", 9: "en", 10: "es", 11: "fi",
    12: "fr", 13: "he", 14: "hu", 15: "is", 16: "it", 17: "ja", 18: "ko", 19: "nl", 20: "no", 21: "pl",
    22: "pt", 24: "ro", 25: "ru", 26: "hr", 27: "sk", 29: "sv", 30: "th", 31: "tr", 33: "id", 34: "uk",
    36: "sl", 37: "et", 38: "lv", 39: "lt", 42: "vi", 45: "eu", 54: "af", 57: "hi",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Book:
    name: str
    """The name of the Palm database: 31 characters at most."""
    full_name: str
    locale: int
    first_image: int
    """Number of the record with the first picture."""
    extra: dict[int, list[bytes]]
    """EXTH records by type."""
    encoding: str
    is_locked: bool

    def texts(self, kind: int) -> list[str]:
        """The texts of one record type; Amazon's tools escape them as HTML."""
        return [html.unescape(data.decode(self.encoding, "replace")) for data in self.extra.get(kind, [])]

    def text(self, kind: int) -> str:
        return next(iter(self.texts(kind)), "")

    def number(self, kind: int) -> int:
        data = next(iter(self.extra.get(kind, [])), b"")
        return int.from_bytes(data, "big") if len(data) == 4 else _NOTHING


def read_mobi(file: BinaryIO, *, picture: bool = True) -> Contents:
    """Read a MOBI, PRC, AZW or AZW3 (KF8) book; without `picture` its cover is left out.

    Raises Unreadable if it is none of them.
    """
    try:
        offsets, name = _palm_database(file)
        record_0 = _record(file, offsets, 0, _RECORD_0_LIMIT, _NOT_MOBI)
        if len(record_0) < _PALMDOC_HEADER_SIZE:
            raise Unreadable(_NOT_MOBI)
        if record_0[16:20] != b"MOBI":
            return Contents(BookMetadata(title=name.replace("_", " ")))
        book = _mobi_header(record_0, name)
    except struct.error as error:
        raise Unreadable(_NOT_MOBI) from error
    metadata = _metadata(book)
    lock = locked_with(KINDLE_DRM) if book.is_locked else None
    try:
        return Contents(metadata, _cover(file, offsets, book) if picture else None, lock)
    except OverLimit as error:
        return Contents(metadata, problem=lock or error.message, blames_cover=not lock)


def _palm_database(file: BinaryIO) -> tuple[list[int], str]:
    """The offsets of the records, the end of the file last, and the name."""
    file.seek(0)
    header = file.read(_PALM_HEADER_SIZE)
    if header[60:68] not in _KINDS:
        raise Unreadable(_NOT_MOBI)
    (count,) = struct.unpack_from(">H", header, 76)
    table = file.read(count * 8)
    offsets = [struct.unpack_from(">I", table, index * 8)[0] for index in range(count)]
    offsets.append(file.seek(0, 2))
    return offsets, clean_line(header[:32].partition(b"\0")[0].decode("latin-1"))


def _record(file: BinaryIO, offsets: list[int], index: int, limit: int, too_large: Message) -> bytes:
    if not 0 <= index < len(offsets) - 1:
        return b""
    size = offsets[index + 1] - offsets[index]
    if size > limit:
        raise OverLimit(too_large)
    file.seek(offsets[index])
    return file.read(max(size, 0))


def _mobi_header(record: bytes, name: str) -> _Book:
    (encryption,) = struct.unpack_from(">H", record, 12)
    length, _, encoding_number = struct.unpack_from(">III", record, 20)
    name_offset, name_length, locale = struct.unpack_from(">III", record, 84)
    (first_image,) = struct.unpack_from(">I", record, 108)
    (flags,) = struct.unpack_from(">I", record, 128)
    encoding = "utf-8" if encoding_number == _UTF_8 else "cp1252"
    full_name = record[name_offset : name_offset + min(name_length, 4096)]
    return _Book(
        name=name,
        full_name=full_name.decode(encoding, "replace"),
        locale=locale,
        first_image=first_image,
        extra=_exth(record, 16 + length) if flags & _HAS_EXTH else {},
        encoding=encoding,
        is_locked=encryption != 0,
    )


def _exth(record: bytes, start: int) -> dict[int, list[bytes]]:
    """The readable EXTH records by type."""
    found: dict[int, list[bytes]] = defaultdict(list)
    if record[start : start + 4] != b"EXTH":
        return found
    (count,) = struct.unpack_from(">I", record, start + 8)
    position = start + 12
    for _ in range(count):
        if position + 8 > len(record):
            break
        kind, size = struct.unpack_from(">II", record, position)
        if size < 8:
            break
        found[kind].append(record[position + 8 : position + size])
        position += size
    return found


def _metadata(book: _Book) -> BookMetadata:
    authors = [name for text in book.texts(_AUTHOR) for name in text.split(";")]
    subjects = [subject for text in book.texts(_SUBJECT) for subject in text.split(";")]
    titles = (book.text(_UPDATED_TITLE), book.full_name, book.name.replace("_", " "))
    return BookMetadata(
        title=next(iter(unique_lines(titles)), ""),
        authors=known_names(authors),
        language=clean_line(book.text(_LANGUAGE)) or _LANGUAGES.get(book.locale & 0x3FF, ""),
        identifiers=_identifiers(book),
        description=plain_text(book.text(_DESCRIPTION)),
        publisher=clean_line(book.text(_PUBLISHER)),
        published=date_text(book.text(_PUBLISHED)),
        subjects=unique_lines(subjects),
    )


def _identifiers(book: _Book) -> tuple[Identifier, ...]:
    schemes = ((_ISBN, "isbn"), (_ASIN, "asin"), (_OTHER_ASIN, "asin"), (_SOURCE, ""))
    return identifiers((scheme, text) for kind, scheme in schemes for text in book.texts(kind))


def _cover(file: BinaryIO, offsets: list[int], book: _Book) -> bytes | None:
    for kind in (_COVER_OFFSET, _THUMBNAIL_OFFSET):
        offset = book.number(kind)
        if _NOTHING in (offset, book.first_image):
            continue
        picture = _record(file, offsets, book.first_image + offset, COVER_LIMIT, COVER_TOO_LARGE)
        if picture.startswith(_PICTURES):
            return picture
    return None
