"""Reads what the plugin for KOReader sends (plugin.md): JSON, told as a sidecar is."""

import json
import math
import re
from collections.abc import Mapping
from typing import Any, Final

from bookorbit_desktop.devices.annotation_files import annotation_item
from bookorbit_desktop.devices.annotations import read_annotation_list
from bookorbit_desktop.devices.files import Unread
from bookorbit_desktop.devices.lua_values import LuaKey, LuaTable, LuaValue, shown, whole
from bookorbit_desktop.devices.sidecars import reported_sidecar
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.usb.files import Annotation
from bookorbit_desktop.domain.usb.page_views import PageView, is_possible, unique_views
from bookorbit_desktop.domain.usb.plugin import (
    BookReport,
    BookReportRefused,
    PluginClient,
    ReportUnreadable,
    ViewsReport,
)
from bookorbit_desktop.domain.usb.records import named_document

_ID: Final = re.compile(r"[0-9a-f]{32}")
_LONGEST_NAME: Final = 200
_LONGEST_TEXT: Final = 100_000
"""Of one value; a person marks a paragraph."""
_DEEPEST: Final = 6
_LARGEST: Final = 64 * 1024
"""Characters of a book without its annotations."""
_PROPS: Final = ("title", "series", "series_index", "language", "identifiers")
_LASTING: Final = (
    *("digest", "digest_now", "file", *_PROPS, "authors"),
    *("pages", "percentage", "last_opened", "summary", "collections"),
)
_ITEM: Final = (
    *("datetime", "datetime_updated", "drawer", "color", "text", "text_edited", "note", "chapter"),
    *("pageno", "pageref", "page", "pos0", "pos1"),
)
"""What is told of an annotation; the rest means something to the device that made it only."""
_LISTS: Final = ("annotations", "removed")


def read_client(body: Mapping[str, Any]) -> PluginClient:
    """Who is asking. Raises ReportUnreadable."""
    said = body.get("client")
    if not isinstance(said, dict):
        raise ReportUnreadable(Message("“{0}” is missing.", "client"))
    own = _name(said, "id").lower()
    if not _ID.fullmatch(own):
        raise ReportUnreadable(Message("“{0}” must be 32 hexadecimal digits.", "client.id"))
    return PluginClient(
        id=own,
        device_id=_name(said, "device_id"),
        model=_name(said, "model"),
        koreader=_name(said, "koreader"),
        plugin=_name(said, "plugin"),
        time=whole(_value(said.get("time"))),
    )


def read_books(body: Mapping[str, Any], most: int) -> list[Any]:
    """The books of a body, not yet read. Raises ReportUnreadable."""
    books = body.get("books")
    if not isinstance(books, list):
        raise ReportUnreadable(Message("“{0}” is missing.", "books"))
    if len(books) > most:
        raise ReportUnreadable(Message("Send at most {0} books at a time.", most))
    return books


def reported_digest(book: Any) -> str:
    """The digest of a book; empty if it has none."""
    digest = book.get("digest") if isinstance(book, dict) else None
    return digest.lower() if isinstance(digest, str) and _ID.fullmatch(digest.lower()) else ""


def lasting_part(book: Mapping[str, Any]) -> dict[str, Any]:
    """A report without its annotations, to be kept. Raises BookReportRefused for what is no book's."""
    lasting = {name: value for name in _LASTING if (value := _plain(book.get(name))) is not None}
    if len(json.dumps(lasting)) > _LARGEST:
        raise BookReportRefused(Message("What it says besides its highlights is too long."))
    return lasting


def _plain(value: Any) -> Any:
    """A value without anything nested in its parts, and without what neither SQLite nor JSON can hold."""
    if isinstance(value, list):
        return [_scalar(part) for part in value]
    if isinstance(value, dict):
        return {_scalar(name): _scalar(part) for name, part in value.items()}
    return _scalar(value)


def _scalar(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode()
    is_kept = isinstance(value, bool | int) or (isinstance(value, float) and math.isfinite(value))
    return value if is_kept else None


def count_annotations(book: Mapping[str, Any]) -> int:
    """How many annotations a report has, with those that were removed."""
    return sum(len(found) for name in _LISTS if isinstance(found := book.get(name), list))


def read_book(book: Any) -> BookReport:
    """A reported book. Raises BookReportRefused."""
    digest = reported_digest(book)
    if not digest:
        raise BookReportRefused(Message("It has no digest."))
    table = _table(book)
    if not table.text("title").strip():
        raise BookReportRefused(Message("It has no title."))
    try:
        sidecar = reported_sidecar(_as_sidecar(table, digest), table.text("digest_now").strip().lower())
    except Unread as error:
        raise BookReportRefused(error.message) from error
    gone = read_annotation_list(LuaTable([(b"annotations", table.table("removed"))]))
    return BookReport(digest, sidecar, gone, _moment(table.whole("last_opened")))


def reported_annotation(annotation: Annotation) -> dict[str, Any] | None:
    """An annotation as an item of KOReader's list, in JSON; None if KOReader couldn't place it."""
    item = annotation_item(annotation)
    return (
        None
        if item is None
        else {name: value for name in _ITEM if (value := _json(item.get(name.encode()))) is not None}
    )


def _json(value: LuaValue) -> Any:
    """A text, number or boolean; a table of these for a point."""
    if isinstance(value, LuaTable):
        return {shown(key): part for key, inner in value.items() if (part := _json(inner)) is not None}
    return shown(value) if isinstance(value, bytes) else value


def read_views(book: Any) -> ViewsReport:
    """The page views of a book."""
    digest = reported_digest(book)
    said = book if isinstance(book, dict) else {}
    title, authors, rows = _name(said, "title"), _lines(said, "authors"), said.get("views")
    if not (digest or title) or not isinstance(rows, list):
        return ViewsReport(digest, refused=Message("It has neither a digest nor a title, or no page views."))
    document = digest or named_document(title, authors)
    told = [_view(document, row) for row in rows]
    views = unique_views(view for view in told if view is not None)
    impossible = told.count(None)
    refused = Message("Page views skipped because their time or page is impossible: {0}.", impossible)
    return ViewsReport(digest, views, refused if impossible else NOTHING, title, authors)


def _view(document: str, row: Any) -> PageView | None:
    """A page view; None for what can't be one."""
    if not isinstance(row, list) or len(row) != len(("page", "start", "seconds", "total")):
        return None
    page, start, seconds, total = (whole(_value(value)) for value in row)
    if page is None or start is None or seconds is None or not is_possible(page, start, seconds, total or 0):
        return None
    return PageView(document, page, start, seconds, total or 0)


def _as_sidecar(table: LuaTable, digest: str) -> LuaTable:
    props: list[tuple[LuaKey, LuaValue]] = [
        (name.encode(), value) for name in _PROPS if (value := table.get(name.encode())) is not None
    ]
    authors = [value for value in table.table("authors").items_in_order() if isinstance(value, bytes)]
    return LuaTable(
        [
            (b"doc_path", table.get(b"file")),
            (b"partial_md5_checksum", digest.encode()),
            (b"doc_props", LuaTable([*props, (b"authors", b"\n".join(authors))])),
            (b"summary", table.get(b"summary")),
            (b"percent_finished", table.get(b"percentage")),
            (b"doc_pages", table.get(b"pages")),
            (b"annotations", table.table("annotations")),
        ]
    )


def _moment(seconds: int | None) -> int | None:
    return seconds if seconds is not None and 0 < seconds < 2**32 else None


def _lines(said: Mapping[str, Any], name: str) -> str:
    """Short texts that SQLite can store, one a line."""
    value = said.get(name)
    lines = value[:_LONGEST_NAME].splitlines() if isinstance(value, str) else []
    return "\n".join(filter(None, map(_storable, lines)))


def _name(said: Mapping[str, Any], name: str) -> str:
    """A short text that SQLite can store; empty if there is none."""
    value = said.get(name)
    return _storable(value[:_LONGEST_NAME]) if isinstance(value, str) else ""


def _storable(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable() and not "\ud800" <= letter <= "\udfff")


def _table(fields: Mapping[str, Any]) -> LuaTable:
    """A JSON object as a table of KOReader's."""
    table = _value(fields)
    assert isinstance(table, LuaTable)
    return table


def _value(value: Any, depth: int = 0) -> LuaValue:
    """A JSON value as one of KOReader's. None for what no sidecar holds: too long, too deep, no finite number."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").replace(b"\0", b"") if len(value) <= _LONGEST_TEXT else None
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return value if abs(value) < 2**63 else None
    if depth == _DEEPEST or not isinstance(value, list | dict):
        return None
    if isinstance(value, list):
        return LuaTable((number, _value(item, depth + 1)) for number, item in enumerate(value, start=1))
    return LuaTable(
        (name.encode("utf-8", "replace"), _value(item, depth + 1)) for name, item in value.items()
    )
