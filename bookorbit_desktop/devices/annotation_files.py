"""KOReader's own way to pass annotations from one device to another: `<name>.annotations.lua`.

A device imports such a file when the book is next opened, unless it wrote the file itself, and deletes it.
Annotations missing from the file and older than its `datetime` are deleted; an empty one deletes nothing
(device-variants.md section 4, item 9; section 5, "Export file").
"""

import os
from collections.abc import Iterable
from datetime import datetime

from bookorbit_desktop.devices.annotations import read_annotation_list
from bookorbit_desktop.devices.files import Unread, read_bytes
from bookorbit_desktop.devices.lua_table import LuaError, parse_table
from bookorbit_desktop.devices.lua_values import LuaKey, LuaTable, LuaValue, write_lua
from bookorbit_desktop.domain.highlights.annotations import position_of
from bookorbit_desktop.domain.usb.files import Annotation, AnnotationFile, AnnotationKind

CARRIER_ID = "bookorbit-desktop"
"""Stands for the device that wrote the file: KOReader imports what another one wrote."""
_UNKNOWN_TIME = b"1970-01-01 00:00:00"
"""KOReader compares times as texts, and fails if there is none."""
_USUAL_STYLE = "lighten"


def annotation_file_path(folder: bytes, device_path: bytes) -> bytes:
    """The path where KOReader looks for the annotations of the book at `device_path`."""
    return os.path.join(folder, device_path.rpartition(b"/")[2] + b".annotations.lua")


def read_annotation_file(path: bytes) -> AnnotationFile:
    """The annotations in a file. Raises Unread."""
    table = _table(read_bytes(path)[0])
    return AnnotationFile(path, table.text("device_id"), read_annotation_list(table))


def with_annotations(before: bytes | None, added: Iterable[Annotation], comment: bytes) -> bytes:
    """A file's content with these annotations added; of two at one position, the newer counts.

    `before` is its content, None if there is none; `comment` is the path for its first line. All must be from
    one kind of book, with fixed pages or flowing text. Raises Unread for a file that cannot be read.
    """
    table = LuaTable() if before is None else _table(before)
    items = [_with_time(item) for item in table.table("annotations").tables_in_order()]
    positions = {_place(item): number for number, item in reversed(list(enumerate(items)))}
    is_paging = False
    for annotation in added:
        item = annotation_item(annotation)
        if item is None:
            continue
        is_paging = isinstance(annotation.page, int)
        number = positions.setdefault(_place(item), len(items))
        if number == len(items):
            items.append(item)
        elif _stamp(items[number]) < _stamp(item):
            items[number] = item
    numbered: list[tuple[LuaKey, LuaValue]] = list(enumerate(items, start=1))
    kept = [(key, value) for key, value in table.items() if key not in (b"annotations", b"datetime")]
    entries: list[tuple[LuaKey, LuaValue]] = [(b"device_id", CARRIER_ID.encode()), *kept]
    entries += [(b"datetime", b""), (b"annotations", LuaTable(numbered))]
    if is_paging:
        entries.append((b"paging", True))
    return write_lua(LuaTable(entries), comment)


def is_paging_file(content: bytes) -> bool:
    """Whether a file belongs to a book with fixed pages. Raises Unread."""
    return _table(content).flag("paging")


def annotation_item(annotation: Annotation) -> LuaTable | None:
    """An annotation in KOReader's form; None if it lacks what KOReader needs to import it.

    One in an older form has only its known fields, which is enough for flowing text.
    """
    if annotation.source:
        item = _with_time(parse_table(b"return " + annotation.source))
    elif isinstance(annotation.page, str):
        item = _flowing_item(annotation)
    else:
        return None
    return item if _can_be_placed(item, annotation) else None


def _with_time(item: LuaTable) -> LuaTable:
    if item.text("datetime"):
        return item
    return LuaTable([*item.items(), (b"datetime", _UNKNOWN_TIME)])


def _flowing_item(annotation: Annotation) -> LuaTable:
    is_highlight = annotation.kind is not AnnotationKind.BOOKMARK
    texts = {
        "page": annotation.page,
        "pos0": annotation.start,
        "pos1": annotation.end,
        "text": annotation.text,
        "note": annotation.note,
        "chapter": annotation.chapter,
        "drawer": annotation.drawer or (_USUAL_STYLE if is_highlight else ""),
        "color": annotation.color,
        "datetime": _moment(annotation.created) or _UNKNOWN_TIME.decode(),
        "datetime_updated": _moment(annotation.updated),
        "pageref": annotation.page_label,
    }
    entries: list[tuple[LuaKey, LuaValue]] = [
        (name.encode(), text.encode("utf-8", "replace"))
        for name, text in texts.items()
        if isinstance(text, str) and text
    ]
    if annotation.page_number is not None:
        entries.append((b"pageno", annotation.page_number))
    return LuaTable(entries)


def _can_be_placed(item: LuaTable, annotation: Annotation) -> bool:
    """Whether KOReader can sort it, by comparing both ends of a highlight, or its corners on a page."""
    if annotation.page is None or item.get(b"page") is None:
        return False
    if annotation.kind is AnnotationKind.BOOKMARK:
        return b"drawer" not in item
    ends = (item.get(b"pos0"), item.get(b"pos1"))
    if b"drawer" not in item:
        return False
    if isinstance(annotation.page, str):
        return all(isinstance(end, bytes) for end in ends)
    return all(
        isinstance(end, LuaTable) and end.number("x") is not None and end.number("y") is not None
        for end in ends
    )


def _place(item: LuaTable) -> str:
    (annotation,) = read_annotation_list(LuaTable([(b"annotations", LuaTable([(1, item)]))]))
    return position_of(annotation)


def _stamp(item: LuaTable) -> str:
    return item.text("datetime_updated") or item.text("datetime")


def _moment(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%Y-%m-%d %H:%M:%S}"


def _table(content: bytes) -> LuaTable:
    try:
        return parse_table(content)
    except LuaError as error:
        raise Unread(error.message) from error
