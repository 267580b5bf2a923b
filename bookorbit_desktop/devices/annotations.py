"""Reads highlights, notes and bookmarks in every form that KOReader has ever used; none is lost.

device-files.md, "Annotation item"; device-variants.md section 5, "Before 2024" and "Broken ones seen".
"""

from dataclasses import replace
from datetime import datetime

from bookorbit_desktop.devices.lua_values import LuaTable, LuaValue, finite, literal, shown, whole
from bookorbit_desktop.domain.usb.files import Annotation, AnnotationKind, PagePoint, Position

_ENGINES = ("rolling", "paging")
_OF_HIGHLIGHTS = (b"drawer", b"pos0", b"pos1")
"""A bookmark has none of these; a highlight may lack one."""
_MOST_AT_ONE_POSITION = 100
"""Highlights at one position searched for a time; no person makes more."""


def read_annotations(sidecar: LuaTable) -> tuple[Annotation, ...]:
    """Return a book's annotations in list order, then those made with KOReader's other engine.

    The current list counts even if it is empty; it was made from the older tables beside it.
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


def read_annotation_list(table: LuaTable) -> tuple[Annotation, ...]:
    """The annotations of a file that contains nothing else, in order."""
    return tuple(_of_today(table.table("annotations")))


def has_complete_list(sidecar: LuaTable) -> bool:
    """Whether a sidecar has the current list, and each item its creation time.

    Otherwise KOReader cannot add another device's annotations: it fails to open the book, and deletes their
    file.
    """
    if not isinstance(sidecar.get(b"annotations"), LuaTable):
        return False
    items = sidecar.table("annotations").tables_in_order()
    return all(isinstance(item.get(b"datetime"), bytes) for item in items)


def _of_today(items: LuaTable) -> list[Annotation]:
    return [_annotation(item) for item in items.tables_in_order()]


def _annotation(item: LuaTable) -> Annotation:
    page = _page(item.get(b"page"))
    return Annotation(
        kind=_kind(item.text("note"), is_highlight=any(name in item for name in _OF_HIGHLIGHTS)),
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
        source=literal(item),
    )


def _before_2024(bookmarks: LuaTable, highlights: LuaTable) -> list[Annotation]:
    """Annotations from two tables: bookmarks from the end of the book to its beginning, and highlights by
    page.

    A highlight without a bookmark is from before 2014, or its bookmark was lost; it is kept.
    """
    left = _OldHighlights(highlights)
    found = []
    for bookmark in reversed(bookmarks.tables_in_order()):
        number, highlight = left.take(bookmark) if bookmark.flag("highlighted") else (None, LuaTable())
        found.append(_old_bookmark(bookmark, number, highlight))
    return found + [_old_highlight(page, highlight) for page, highlight in left.rest()]


class _OldHighlights:
    """The highlights without a bookmark so far, by position."""

    def __init__(self, highlights: LuaTable) -> None:
        self._all: dict[int, tuple[LuaValue, LuaTable]] = {}
        self._by_location: dict[object, list[int]] = {}
        for page, items in sorted(highlights.items(), key=lambda entry: finite(entry[0]) or 0.0):
            for item in items.tables_in_order() if isinstance(items, LuaTable) else ():
                number = len(self._all)
                self._all[number] = (page, item)
                self._by_location.setdefault(_place(item, page, "text"), []).append(number)

    def take(self, bookmark: LuaTable) -> tuple[LuaValue, LuaTable]:
        """Return the highlight for a bookmark, with its page, and remove it from the rest."""
        page, words = bookmark.get(b"page"), bookmark.get(b"notes")
        for position in (_place(bookmark, page, "notes"), words):
            numbers = self._by_location.get(position, [])
            for number in numbers[:_MOST_AT_ONE_POSITION]:
                if _is_of_one_time(bookmark, self._all[number][1]):
                    numbers.remove(number)
                    return self._all.pop(number)
        return None, LuaTable()

    def rest(self) -> list[tuple[LuaValue, LuaTable]]:
        """The remaining highlights, with their pages."""
        return list(self._all.values())


def _place(item: LuaTable, page: LuaValue, text: str) -> object:
    """The key of a highlight's location: its two ends, points with their page, or else its text alone."""
    ends = (item.get(b"pos0"), item.get(b"pos1"))
    if isinstance(ends[0], bytes):
        return ends
    if isinstance(ends[0], LuaTable):
        points = [item.table(end).number(axis) for end in ("pos0", "pos1") for axis in ("x", "y")]
        return (finite(page), *points)
    return item.get(text.encode())


def _is_of_one_time(bookmark: LuaTable, highlight: LuaTable) -> bool:
    return len({made for table in (bookmark, highlight) if (made := table.text("datetime"))}) < 2


def _old_bookmark(bookmark: LuaTable, number: LuaValue, made: LuaTable) -> Annotation:
    """Parse an old bookmark, with the page and table of its highlight, if any."""
    page = _page(bookmark.get(b"page"))
    note = "" if _is_auto_text(bookmark) else bookmark.text("text")
    return Annotation(
        kind=_kind(note, is_highlight=bookmark.flag("highlighted")),
        text=bookmark.text("notes") or made.text("text"),
        note=note,
        chapter=bookmark.text("chapter") or made.text("chapter"),
        drawer=made.text("drawer"),
        color=made.text("color"),
        created=_moment(bookmark.text("datetime")),
        page=page if page is not None else _page(bookmark.get(b"pos0")),
        page_number=page if isinstance(page, int) else whole(number),
        start=_position(bookmark.get(b"pos0"), page),
        end=_position(bookmark.get(b"pos1"), page),
        is_edited=made.flag("edited"),
    )


def _old_highlight(page: LuaValue, highlight: LuaTable) -> Annotation:
    start = highlight.get(b"pos0")
    position = _page(start) if isinstance(start, bytes) else None
    if position is None and isinstance(start, LuaTable):
        position = _page(page)
    return Annotation(
        kind=AnnotationKind.HIGHLIGHT,
        text=highlight.text("text"),
        chapter=highlight.text("chapter"),
        drawer=highlight.text("drawer"),
        color=highlight.text("color"),
        created=_moment(highlight.text("datetime")),
        page=position,
        page_number=whole(page),
        start=_position(start, position),
        end=_position(highlight.get(b"pos1"), position),
        is_edited=highlight.flag("edited"),
    )


def _is_auto_text(bookmark: LuaTable) -> bool:
    """Whether KOReader generated the text: "Page N <text> @ <date>" in the device's language."""
    text, notes, made = (bookmark.text(name) for name in ("text", "notes", "datetime"))
    return text in ("", notes) or (bool(made) and text.endswith(made) and notes in text)


def _kind(note: str, *, is_highlight: bool) -> AnnotationKind:
    if not is_highlight:
        return AnnotationKind.BOOKMARK
    return AnnotationKind.NOTE if note else AnnotationKind.HIGHLIGHT


def _page(value: LuaValue) -> str | int | None:
    """An xpointer or page number; None for anything else."""
    if isinstance(value, bytes):
        return shown(value) or None
    return whole(value)


def _position(value: LuaValue, page: str | int | None) -> Position | None:
    """A position in the text or on a page; a point without a page is on the annotation's page."""
    if isinstance(value, bytes):
        return shown(value) or None
    if not isinstance(value, LuaTable):
        return None
    number = value.whole("page")
    if number is None and isinstance(page, int):
        number = page
    return PagePoint(number, value.number("x"), value.number("y"))


def _moment(text: str) -> datetime | None:
    """A date and time in KOReader's format, or a date alone."""
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return None
