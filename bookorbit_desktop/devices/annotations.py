"""Highlights, notes and bookmarks in every form that KOReader ever gave them; none is lost.

DEVICE_FILES.md, "Annotation item"; DEVICE_ANCHORS.md section 5, "Before 2024" and "Broken ones seen".
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bookorbit_desktop.devices.lua_values import LuaTable, LuaValue, finite, shown
from bookorbit_desktop.domain.device_files import Annotation, AnnotationKind, PagePoint, Position

_ENGINES = ("rolling", "paging")


def read_annotations(sidecar: LuaTable) -> tuple[Annotation, ...]:
    """The annotations of a book in the order of its list, then those made with its other engine.

    The list of today counts even when it is empty; the older tables beside it are what it was made from.
    """
    found: list[Annotation] = []
    if isinstance(sidecar.get(b"annotations"), LuaTable):
        found += _of_today(sidecar.table("annotations"))
    else:
        found += _before_2024(sidecar.table("bookmarks"), sidecar.table("highlight"))
    for engine in _ENGINES:
        kept = _of_today(sidecar.table(f"annotations_{engine}"))
        kept += _before_2024(sidecar.table(f"bookmarks_{engine}"), sidecar.table(f"highlight_{engine}"))
        found += [replace(annotation, other_engine=True) for annotation in kept]
    return tuple(found)


def _of_today(items: LuaTable) -> list[Annotation]:
    return [_annotation(item) for item in items.tables_in_order()]


def _annotation(item: LuaTable) -> Annotation:
    page = _page(item.get(b"page"))
    return Annotation(
        kind=_kind(item.text("note"), is_highlight=b"drawer" in item or b"pos1" in item),
        text=item.text("text"),
        note=item.text("note"),
        chapter=item.text("chapter"),
        drawer=item.text("drawer"),
        color=item.text("color"),
        created=_moment(item.text("datetime")),
        updated=_moment(item.text("datetime_updated")),
        page=page if page is not None else _page(item.get(b"pos0")),
        page_number=item.whole("pageno"),
        page_label=item.text("pageref"),
        start=_position(item.get(b"pos0"), page),
        end=_position(item.get(b"pos1"), page),
        is_edited=item.flag("text_edited"),
    )


def _before_2024(bookmarks: LuaTable, highlights: LuaTable) -> list[Annotation]:
    """Two tables: bookmarks from the end of the book to its beginning, and highlights by page.

    A highlight without its bookmark is from before 2014, or its bookmark was lost: it is kept all the same.
    """
    left = list(_highlights(highlights))
    found = []
    for bookmark in reversed(bookmarks.tables_in_order()):
        highlight = _take_highlight(bookmark, left) if bookmark.flag("highlighted") else None
        found.append(_old_bookmark(bookmark, highlight))
    return found + [_old_highlight(page, highlight) for page, highlight in left]


def _highlights(highlights: LuaTable) -> Iterator[tuple[LuaValue, LuaTable]]:
    for page, items in sorted(highlights.items(), key=lambda entry: finite(entry[0]) or 0.0):
        if isinstance(items, LuaTable):
            yield from ((page, item) for item in items.tables_in_order())


def _take_highlight(bookmark: LuaTable, left: list[tuple[LuaValue, LuaTable]]) -> LuaTable | None:
    """The highlight that a bookmark stands for; it is not there for another one any more."""
    for place, (page, highlight) in enumerate(left):
        if _is_same(bookmark, page, highlight):
            del left[place]
            return highlight
    return None


def _is_same(bookmark: LuaTable, page: LuaValue, highlight: LuaTable) -> bool:
    times = {found for table in (bookmark, highlight) if (found := table.text("datetime"))}
    if len(times) > 1:
        return False
    if isinstance(highlight.get(b"pos0"), bytes):
        return all(bookmark.get(name) == highlight.get(name) for name in (b"pos0", b"pos1"))
    ends = [_points(table) for table in (bookmark, highlight)]
    if any(ends[1]):
        return ends[0] == ends[1] and bookmark.get(b"page") == page
    return bool(times) or bookmark.text("notes") == highlight.text("text")


def _points(item: LuaTable) -> list[float | None]:
    """Where a highlight of a PDF begins and ends, without the page, which older ones lack."""
    ends = (item.table("pos0"), item.table("pos1"))
    return [end.number(axis) for end in ends for axis in ("x", "y")]


def _old_bookmark(bookmark: LuaTable, highlight: LuaTable | None) -> Annotation:
    made = highlight if highlight is not None else LuaTable()
    page = _page(bookmark.get(b"page"))
    note = "" if _is_auto_text(bookmark) else bookmark.text("text")
    return Annotation(
        kind=_kind(note, is_highlight=bookmark.flag("highlighted")),
        text=bookmark.text("notes"),
        note=note,
        chapter=bookmark.text("chapter") or made.text("chapter"),
        drawer=made.text("drawer"),
        color=made.text("color"),
        created=_moment(bookmark.text("datetime")),
        page=page if page is not None else _page(bookmark.get(b"pos0")),
        page_number=page if isinstance(page, int) else None,
        start=_position(bookmark.get(b"pos0"), page),
        end=_position(bookmark.get(b"pos1"), page),
        is_edited=made.flag("edited"),
    )


def _old_highlight(page: LuaValue, highlight: LuaTable) -> Annotation:
    start = highlight.get(b"pos0")
    number = finite(page)
    place = _page(start) if isinstance(start, bytes) else None
    if place is None and isinstance(start, LuaTable):
        place = _page(page)
    return Annotation(
        kind=AnnotationKind.HIGHLIGHT,
        text=highlight.text("text"),
        chapter=highlight.text("chapter"),
        drawer=highlight.text("drawer"),
        color=highlight.text("color"),
        created=_moment(highlight.text("datetime")),
        page=place,
        page_number=None if number is None else int(number),
        start=_position(start, place),
        end=_position(highlight.get(b"pos1"), place),
        is_edited=highlight.flag("edited"),
    )


def _is_auto_text(bookmark: LuaTable) -> bool:
    """Whether KOReader wrote the text itself: "Page N <text> @ <date>" in the language of the device."""
    text, notes, made = (bookmark.text(name) for name in ("text", "notes", "datetime"))
    return text in ("", notes) or (bool(made) and text.endswith(made) and notes in text)


def _kind(note: str, *, is_highlight: bool) -> AnnotationKind:
    if not is_highlight:
        return AnnotationKind.BOOKMARK
    return AnnotationKind.NOTE if note else AnnotationKind.HIGHLIGHT


def _page(value: LuaValue) -> str | int | None:
    """An xpointer or a page number; None for anything else."""
    if isinstance(value, bytes):
        return shown(value) or None
    number = finite(value)
    return None if number is None else int(number)


def _position(value: LuaValue, page: str | int | None) -> Position | None:
    """A place in the text, or on a page; a point without its page is on the page of the annotation."""
    if isinstance(value, bytes):
        return shown(value) or None
    if not isinstance(value, LuaTable):
        return None
    number = value.whole("page")
    if number is None and isinstance(page, int):
        number = page
    return PagePoint(number, value.number("x"), value.number("y"))


def _moment(text: str) -> datetime | None:
    """A date and time as KOReader writes it; also a date alone."""
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return None
