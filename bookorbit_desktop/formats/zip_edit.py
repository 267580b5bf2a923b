"""Replaces and adds entries of a ZIP archive, leaving every other byte as it is.

Neither zipfile nor ebooklib can: both repack every entry and lose what they do not know.
"""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.formats.contents import Unreadable

_END: Final = struct.Struct("<4s4H2LH")
_RECORD: Final = struct.Struct("<4s6H3L5H2L")
"""Signature, versions, flags, method, time, date, CRC, sizes, lengths, disk, attributes, offset of the entry."""
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_LONGEST_COMMENT: Final = 0xFFFF
_PIECE: Final = 1 << 20
_STORED, _DEFLATED = 0, 8
_NEEDED, _FLAGS, _METHOD, _CRC, _PACKED, _SIZE, _NAME, _EXTRA, _COMMENT, _PLACE = (
    1,
    2,
    3,
    6,
    7,
    8,
    9,
    10,
    11,
    15,
)
"""Indexes of the fields of a record after its signature."""
_UTF8_NAME: Final = 0x800
_IN_ZIP64: Final = 0xFFFFFFFF
_UNUSUAL: Final = Message("This EPUB is packed in an unusual way, so it is left as it is.")


@dataclass(slots=True)
class _Entry:
    """A record of the central directory."""

    fields: list[int]
    name: bytes
    rest: bytes
    """Its extra fields and its comment."""

    @property
    def offset(self) -> int:
        return self.fields[_PLACE]


def edit_entries(
    source: BinaryIO, target: BinaryIO, changed: Mapping[str, bytes], added: Mapping[str, bytes]
) -> None:
    """Write the archive to `target` with other bytes in some entries, and new ones behind them.

    The order of the entries stays. The new ones are not compressed, as pictures are already; their names are ASCII.

    Raises:
        Unreadable: the archive is packed in a way that this cannot copy exactly, such as ZIP64.
    """
    entries, directory, comment = _read_directory(source)
    contents = {name.encode(): content for name, content in changed.items()}
    named = [entry for entry in entries if entry.name in contents]
    offsets = sorted(entry.offset for entry in entries)
    if len(named) != len(contents) or len(set(offsets)) != len(offsets) or offsets[0] != 0:
        raise Unreadable(_UNUSUAL)
    ends = dict(zip(offsets, [*offsets[1:], directory], strict=True))
    for entry in sorted(entries, key=lambda entry: entry.offset):
        here, at = entry.offset, target.tell()
        if entry.name in contents:
            _write_entry(target, entry, contents[entry.name])
        else:
            _copy(source, target, here, ends[here])
        entry.fields[_PLACE] = at
    for name, content in added.items():
        entry = _new_entry(name.encode("ascii"), named[0])
        entry.fields[_PLACE] = target.tell()
        _write_entry(target, entry, content)
        entries.append(entry)
    _write_directory(target, entries, comment)


def _new_entry(name: bytes, like: _Entry) -> _Entry:
    """A new entry with the date and attributes of another one."""
    fields = [*like.fields]
    fields[_FLAGS], fields[_METHOD] = 0, _STORED
    fields[_NAME], fields[_EXTRA], fields[_COMMENT] = len(name), 0, 0
    return _Entry(fields, name, b"")


def _read_directory(source: BinaryIO) -> tuple[list[_Entry], int, bytes]:
    """The central directory's records, its offset, and the archive's comment."""
    size = source.seek(0, 2)
    tail_at = max(0, size - _END.size - _LONGEST_COMMENT)
    source.seek(tail_at)
    tail = source.read()
    found = tail.rfind(b"PK\5\6")
    if found < 0 or len(tail) - found < _END.size:
        raise Unreadable(_UNUSUAL)
    _, disk, first_disk, here, count, length, begin, comment_length = _END.unpack_from(tail, found)
    comment = tail[found + _END.size :]
    is_plain = (disk, first_disk, here, len(comment)) == (0, 0, count, comment_length)
    if not is_plain or begin + length != tail_at + found or not count:
        raise Unreadable(_UNUSUAL)
    source.seek(begin)
    return _entries(source.read(length), count), begin, comment


def _entries(data: bytes, count: int) -> list[_Entry]:
    entries: list[_Entry] = []
    at = 0
    for _ in range(count):
        if at + _RECORD.size > len(data):
            raise Unreadable(_UNUSUAL)
        signature, *fields = _RECORD.unpack_from(data, at)
        name_at = at + _RECORD.size
        rest_at = name_at + fields[_NAME]
        end = rest_at + fields[_EXTRA] + fields[_COMMENT]
        if signature != b"PK\1\2" or _IN_ZIP64 in (fields[_PACKED], fields[_SIZE], fields[_PLACE]):
            raise Unreadable(_UNUSUAL)
        entries.append(_Entry(fields, data[name_at:rest_at], data[rest_at:end]))
        at = end
    if at != len(data):
        raise Unreadable(_UNUSUAL)
    return entries


def _copy(source: BinaryIO, target: BinaryIO, begin: int, end: int) -> None:
    source.seek(begin)
    left = end - begin
    while left:
        piece = source.read(min(left, _PIECE))
        if not piece:
            raise Unreadable(_UNUSUAL)
        target.write(piece)
        left -= len(piece)


def _write_entry(target: BinaryIO, entry: _Entry, content: bytes) -> None:
    """Write a changed entry with its sizes in the header and without extra fields."""
    fields = entry.fields
    method = _STORED if fields[_METHOD] == _STORED else _DEFLATED
    packed = content if method == _STORED else _deflated(content)
    fields[_FLAGS] &= _UTF8_NAME
    fields[_METHOD] = method
    fields[_CRC : _SIZE + 1] = [zlib.crc32(content), len(packed), len(content)]
    entry.rest = entry.rest[fields[_EXTRA] :]
    fields[_EXTRA] = 0
    header = _LOCAL.pack(b"PK\3\4", *fields[_NEEDED : _SIZE + 1], len(entry.name), 0)
    target.write(header + entry.name + packed)


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def _write_directory(target: BinaryIO, entries: list[_Entry], comment: bytes) -> None:
    begin = target.tell()
    for entry in entries:
        target.write(_RECORD.pack(b"PK\1\2", *entry.fields) + entry.name + entry.rest)
    length, count = target.tell() - begin, len(entries)
    target.write(_END.pack(b"PK\5\6", 0, 0, count, count, length, begin, len(comment)) + comment)
