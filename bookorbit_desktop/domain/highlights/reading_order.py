"""Reading order of a book's annotations, without the book file.

KOReader keeps its list in this order, and only KOReader can compare two xpointers for certain. So its list is
followed, and what it does not hold (of another device, or gone from this one) is put in between by its place.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate

from bookorbit_desktop.domain.usb.files import Annotation, AnnotationKind, PagePoint

_STEP = re.compile(r"/([^/\[\].]+)(?:\[(\d{1,9})\])?|\.(\d{1,9})")
Place = tuple[float, ...]
_Slot = tuple[int, bool, Place, datetime]


def in_reading_order(listed: Sequence[Annotation], others: Sequence[Annotation] = ()) -> list[int]:
    """Places in `listed` followed by `others`, in reading order.

    `listed` is one device's list as it has it, unless its page numbers show that it is in no order.
    """
    everything = [*listed, *others]
    spine = list(range(len(listed)))
    rest = list(range(len(listed), len(everything)))
    if not _is_in_order(listed):
        rest = [place for place in spine if place_key(listed[place]) is None] + rest
        spine = sorted(set(spine) - set(rest), key=lambda place: _sort_key(listed[place]))
    between = _Between([everything[place] for place in spine])
    slots = {place: between.slot(everything[place]) for place in rest}
    ordered: list[tuple[int, bool, Place, datetime, int]] = [
        (position, False, (), datetime.min, place) for position, place in enumerate(spine)
    ]
    ordered += [(*slot, place) for place, slot in slots.items()]
    return [place for *_, place in sorted(ordered)]


def place_key(annotation: Annotation) -> Place | None:
    """What two places of one kind are compared by; None of an annotation without a place.

    Steps of an xpointer count by their numbers; on a page bookmarks come first, then highlights from its top.
    """
    if annotation.page is None:
        return None
    if isinstance(annotation.page, str):
        return _xpointer_key(annotation.page)
    corners = [
        (point.y, point.x)
        for point in (annotation.start, annotation.end)
        if isinstance(point, PagePoint) and point.y is not None and point.x is not None
    ]
    is_highlight = annotation.kind is not AnnotationKind.BOOKMARK
    return (float(annotation.page), float(is_highlight), *min(corners, default=()))


class _Between:
    """Where an annotation belongs in a list that is in order."""

    def __init__(self, spine: Sequence[Annotation]) -> None:
        self._end = len(spine)
        self._keys = {
            kind: _rising(
                [(at, key) for at, annotation in enumerate(spine) if (key := _key_of(annotation, kind))]
            )
            for kind in (False, True)
        }
        self._pages = _rising(
            [
                (at, (float(annotation.page_number),))
                for at, annotation in enumerate(spine)
                if annotation.page_number is not None
            ]
        )

    def slot(self, annotation: Annotation) -> _Slot:
        """Sorts behind the last of the list that it follows, and among its likes by place, then by time."""
        key = place_key(annotation)
        made = annotation.created or datetime.max
        if key is not None and (known := self._keys[_kind(annotation)])[0]:
            return (_behind(known, key), True, key, made)
        if annotation.page_number is not None and self._pages[0]:
            page = (float(annotation.page_number),)
            return (_behind(self._pages, page), True, key or page, made)
        return (self._end, True, key or (), made)


def _rising(found: Sequence[tuple[int, Place]]) -> tuple[list[Place], list[int]]:
    """Keys that never fall, each with its place in the list."""
    return list(accumulate((key for _, key in found), max)), [at for at, _ in found]


def _behind(known: tuple[list[Place], list[int]], key: Place) -> int:
    keys, places = known
    number = bisect_right(keys, key)
    return places[number - 1] if number else -1


def _kind(annotation: Annotation) -> bool:
    """Whether its place is a page; else it is an xpointer."""
    return isinstance(annotation.page, int)


def _key_of(annotation: Annotation, kind: bool) -> Place | None:
    return place_key(annotation) if _kind(annotation) is kind else None


def _is_in_order(listed: Sequence[Annotation]) -> bool:
    numbers = [annotation.page_number for annotation in listed if annotation.page_number is not None]
    return numbers == sorted(numbers)


def _sort_key(annotation: Annotation) -> tuple[bool, Place]:
    return _kind(annotation), place_key(annotation) or ()


def _xpointer_key(xpointer: str) -> Place:
    """Such as /body/DocFragment[5]/body/p[12]/text().45; a step without a number is the first of its kind."""
    return tuple(float(found[3] or found[2] or 1) for found in _STEP.finditer(xpointer))
