"""Sorts a book's annotations in reading order, without the book file.

KOReader keeps its list in this order, and only KOReader can compare any two xpointers. So its list is
followed, and annotations missing from it (of another device, or deleted on this one) are inserted by
position.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate

from bookorbit_desktop.domain.usb.files import Annotation, AnnotationKind, PagePoint

_STEP = re.compile(r"/([^/\[\].]+)(?:\[(\d{1,9})\])?|\.(\d{1,9})")
PositionKey = tuple[float, ...]
_Slot = tuple[int, bool, PositionKey, datetime]


def in_reading_order(listed: Sequence[Annotation], others: Sequence[Annotation] = ()) -> list[int]:
    """The indexes of `listed` followed by `others`, in reading order.

    `listed` is a device's list in its own order, unless its page numbers show that it is unsorted.
    """
    everything = [*listed, *others]
    spine = list(range(len(listed)))
    rest = list(range(len(listed), len(everything)))
    if not _is_in_order(listed):
        rest = [index for index in spine if position_key(listed[index]) is None] + rest
        spine = sorted(set(spine) - set(rest), key=lambda index: _sort_key(listed[index]))
    between = _Between([everything[index] for index in spine])
    slots = {index: between.slot(everything[index]) for index in rest}
    ordered: list[tuple[int, bool, PositionKey, datetime, int]] = [
        (position, False, (), datetime.min, index) for position, index in enumerate(spine)
    ]
    ordered += [(*slot, index) for index, slot in slots.items()]
    return [index for *_, index in sorted(ordered)]


def position_key(annotation: Annotation) -> PositionKey | None:
    """A sort key for positions of one kind; None for an annotation without a position.

    Steps of an xpointer compare as numbers; on a page, bookmarks come first, then highlights from the top.
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
    """Finds where an annotation belongs in an ordered list."""

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
        """The sort key: after the last listed annotation that precedes it, then by position, then by time."""
        key = position_key(annotation)
        made = annotation.created or datetime.max
        if key is not None and (known := self._keys[_kind(annotation)])[0]:
            return (_behind(known, key), True, key, made)
        if annotation.page_number is not None and self._pages[0]:
            page = (float(annotation.page_number),)
            return (_behind(self._pages, page), True, key or page, made)
        return (self._end, True, key or (), made)


def _rising(found: Sequence[tuple[int, PositionKey]]) -> tuple[list[PositionKey], list[int]]:
    """The keys with each drop raised to the highest one before it, and their indexes in the list."""
    return list(accumulate((key for _, key in found), max)), [at for at, _ in found]


def _behind(known: tuple[list[PositionKey], list[int]], key: PositionKey) -> int:
    keys, indexes = known
    number = bisect_right(keys, key)
    return indexes[number - 1] if number else -1


def _kind(annotation: Annotation) -> bool:
    """Whether the position is a page number; otherwise it is an xpointer."""
    return isinstance(annotation.page, int)


def _key_of(annotation: Annotation, kind: bool) -> PositionKey | None:
    return position_key(annotation) if _kind(annotation) is kind else None


def _is_in_order(listed: Sequence[Annotation]) -> bool:
    numbers = [annotation.page_number for annotation in listed if annotation.page_number is not None]
    return numbers == sorted(numbers)


def _sort_key(annotation: Annotation) -> tuple[bool, PositionKey]:
    return _kind(annotation), position_key(annotation) or ()


def _xpointer_key(xpointer: str) -> PositionKey:
    """Sort key of a path such as /body/DocFragment[5]/body/p[12]/text().45; a step without a number is the
    first."""
    return tuple(float(found[3] or found[2] or 1) for found in _STEP.finditer(xpointer))
