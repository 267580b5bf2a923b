"""Imported highlights, notes and bookmarks: when two are the same, and which source wins.

device-files.md, "Annotation item"; device-variants.md section 2, "Same highlight".
"""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.usb.files import (
    Annotation,
    AnnotationKind,
    DeviceKind,
    PagePoint,
    Position,
)

T = TypeVar("T")
_PRODUCTS = {
    DeviceKind.KOBO: "Kobo",
    DeviceKind.KINDLE: "Kindle",
    DeviceKind.POCKETBOOK: "PocketBook",
    DeviceKind.CERVANTES: "Cervantes",
    DeviceKind.REMARKABLE: "reMarkable",
    DeviceKind.ANDROID: "Android",
}
HARDCOVER = "hardcover"
"""In place of a device: the person wrote it on Hardcover."""
_GONE = "-"
"""The prefix of a device's report on an annotation that it no longer has."""


class AnnotationSort(StrEnum):
    """Ways to list annotations."""

    READING_ORDER = "reading-order"
    """By book, and in reading order within a book."""
    NEWEST = "newest"


class AnnotationState(StrEnum):
    """What happened to an annotation."""

    HERE = "here"
    """In the list, whether it is elsewhere or not."""
    GONE = "gone"
    """In the list, and no longer on a device that had it."""
    REMOVED = "removed"
    """Removed from the list by the person."""


@dataclass(frozen=True, slots=True)
class AnnotationQuery:
    """Filters for annotations. None or empty means all."""

    text: str = ""
    """Words that must all occur in the text, note, chapter, title or author."""
    book_id: BookId | None = None
    document: int | None = None
    """A document that belongs to no library book."""
    digest: str = ""
    chapter: str | None = None
    color: str | None = None
    """Empty for those without a colour."""
    style: str | None = None
    kind: AnnotationKind | None = None
    device: str = ""
    """The key of a device (`FoundDevice.key`)."""
    since: date | None = None
    until: date | None = None
    """The last day, inclusive."""
    has_note: bool | None = None
    state: AnnotationState = AnnotationState.HERE
    sort: AnnotationSort = AnnotationSort.READING_ORDER

    @property
    def is_narrowed(self) -> bool:
        """Whether the query filters anything out."""
        return replace(self, sort=AnnotationSort.READING_ORDER) != AnnotationQuery()


@dataclass(frozen=True, slots=True)
class Carrier:
    """A device that has or had an annotation."""

    key: str
    name: str = ""
    """Its display name; empty if it never pushed."""
    kind: DeviceKind | None = None
    """None if unknown."""
    is_gone: bool = False
    """It was there, but no longer is."""

    @property
    def label(self) -> str:
        """The device's name, else its model, else the folder where it was mounted."""
        if self.key == HARDCOVER:
            return "Hardcover"
        product = "" if self.kind is None else _PRODUCTS.get(self.kind, "")
        return self.name or product or self.key.removeprefix("folder:")


@dataclass(frozen=True, slots=True)
class KeptAnnotation:
    """An annotation of the library."""

    id: int
    annotation: Annotation
    document: int
    digest: str
    """Of its file; empty if the device does not say."""
    title: str
    authors: tuple[str, ...]
    book_id: BookId | None
    """The library book; None if there is none."""
    carriers: tuple[Carrier, ...] = ()
    is_removed: bool = False
    """The person removed it from the list."""

    @property
    def source(self) -> tuple[int | None, int]:
        """The source it is listed under: its book, whichever file it comes from, otherwise its document."""
        return (None, self.document) if self.book_id is None else (self.book_id, 0)

    @property
    def is_from_hardcover(self) -> bool:
        """Whether the person wrote it on Hardcover, where alone it can be changed."""
        return any(carrier.key == HARDCOVER for carrier in self.carriers)

    @property
    def gone_from(self) -> tuple[str, ...]:
        """The names of the devices on which it was deleted."""
        return tuple(carrier.label for carrier in self.carriers if carrier.is_gone)


@dataclass(frozen=True, slots=True)
class AnnotatedBook:
    """A book, or a document without one, that has annotations."""

    book_id: BookId | None
    document: int
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class AnnotationFacets:
    """The values that annotations can be filtered by."""

    books: tuple[AnnotatedBook, ...] = ()
    chapters: tuple[str, ...] = ()
    """Of the single book in the query, in order; None for several books."""
    colors: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    devices: tuple[Carrier, ...] = ()
    years: tuple[int, ...] = ()
    """The latest first."""
    removed: int = 0
    """How many were removed by the person."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored annotation, as needed for comparison with a device's."""

    id: int
    position: str
    annotation: Annotation
    device: str
    """The device whose version is stored."""
    said: Mapping[str, str] = field(default_factory=dict)
    """Each device's last version, by its key (`fingerprint`)."""


@dataclass(frozen=True, slots=True)
class DeviceAnnotation:
    """An annotation as currently stored on a device."""

    position: str
    annotation: Annotation
    is_there: bool = True
    """False if only an older file of the same book has it."""


@dataclass(frozen=True, slots=True)
class AnnotationChanges:
    """Changes from importing the annotations of one document."""

    new: tuple[DeviceAnnotation, ...] = ()
    changed: tuple[tuple[int, DeviceAnnotation], ...] = ()
    """Those that take over the device's version."""
    heard: tuple[tuple[int, DeviceAnnotation], ...] = ()
    """Those whose version on the device changed without effect here."""
    gone: tuple[int, ...] = ()
    """Those the device no longer has."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is new, changed or gone."""
        return not (self.new or self.changed or self.heard or self.gone)


def plan_import(
    stored: Sequence[Stored],
    device_annotations: Sequence[DeviceAnnotation],
    device: str,
    *,
    is_whole: bool = True,
    left: Collection[str] | None = None,
) -> AnnotationChanges:
    """The changes from a device's current list. None if it was imported before (USB.3, "repeatable").

    A known annotation takes the device's version if that changed since last time, and the stored version
    either came from this device or is older. `is_whole`: annotations missing from the list were deleted
    there. `left`: only those at these positions were, or were moved; the list says nothing of others.
    """
    pairs = _paired({known.position: known for known in stored}, device_annotations, device, left)
    new: list[DeviceAnnotation] = []
    changed: list[tuple[int, DeviceAnnotation]] = []
    heard: list[tuple[int, DeviceAnnotation]] = []
    for annotation, before in pairs:
        if before is None:
            new.append(annotation)
        elif before.said.get(device) != word_of(annotation):
            counts = before.position != annotation.position or _counts(annotation, before, device)
            (changed if counts else heard).append((before.id, annotation))
    there = {before.id for _, before in pairs if before is not None}
    gone = [
        known.id
        for known in stored
        if known.id not in there
        and _is_on(known, device)
        and (is_whole if left is None else known.position in left)
    ]
    return AnnotationChanges(tuple(new), tuple(changed), tuple(heard), tuple(gone))


def tell(listed: Iterable[Annotation], older: Iterable[Annotation] = ()) -> list[DeviceAnnotation]:
    """The annotations of a document by position: its current list, then those only in older files.

    Two at the same position in one list are both kept.
    """
    found: dict[str, DeviceAnnotation] = {}
    seen: Counter[str] = Counter()
    for annotation in listed:
        position = _free(position_of(annotation), seen)
        found[position] = DeviceAnnotation(position, annotation)
    for annotation in older:
        found.setdefault(
            position_of(annotation), DeviceAnnotation(position_of(annotation), annotation, is_there=False)
        )
    return list(found.values())


def position_of(annotation: Annotation) -> str:
    """The identity of an annotation on every device, as in KOReader's own import.

    For a bookmark, its page; for a highlight, page and end in flowing text, and page and corners on fixed
    pages. Without a known position, its content and creation time.
    """
    is_bookmark = annotation.kind is AnnotationKind.BOOKMARK
    where: list[object] = [is_bookmark, annotation.page]
    if isinstance(annotation.page, str):
        where.append(annotation.end if isinstance(annotation.end, str) else None)
    elif annotation.page is not None:
        where += _corners(annotation)
    if annotation.page is None or (not is_bookmark and annotation.end is None):
        where += [annotation.text, _text(annotation.created)]
    return json.dumps(where, ensure_ascii=False)


def fingerprint(annotation: Annotation) -> str:
    """A hash of an annotation that changes whenever the device's version changes."""
    contents = (
        *(annotation.kind.value, annotation.text, annotation.note, annotation.chapter),
        *(annotation.drawer, annotation.color, _text(annotation.created), _text(annotation.updated)),
        *(annotation.page_number, annotation.page_label, annotation.is_edited, annotation.other_engine),
    )
    return hashlib.sha256(repr(contents).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def word_of(device_annotation: DeviceAnnotation) -> str:
    """The record of an annotation that a device reported."""
    said = fingerprint(device_annotation.annotation)
    return said if device_annotation.is_there else gone_word(said)


def gone_word(said: str) -> str:
    """The record of an annotation that is no longer on a device."""
    return said if is_gone(said) else f"{_GONE}{said}"


def is_gone(said: str) -> bool:
    """Whether the record says that the annotation is no longer on the device."""
    return said.startswith(_GONE)


def _is_on(stored: Stored, device: str) -> bool:
    return device in stored.said and not is_gone(stored.said[device])


def _counts(device_annotation: DeviceAnnotation, before: Stored, device: str) -> bool:
    """Whether a device's version replaces the stored one."""
    if not device_annotation.is_there or before.device == device:
        return device_annotation.is_there
    if device not in before.said and _contents(device_annotation.annotation) == _contents(before.annotation):
        return False  # it was carried there, and has its page and its chapter by that reader's layout
    stamp, present = _stamp(device_annotation.annotation), _stamp(before.annotation)
    is_new_here = device not in before.said and bool(before.annotation.note)
    return stamp > present if is_new_here else stamp >= present


def _contents(annotation: Annotation) -> tuple[object, ...]:
    """The fields that a person wrote or chose, which are the same on every device."""
    return (annotation.kind, annotation.text, annotation.note, annotation.drawer, annotation.color)


def _paired(
    known: Mapping[str, Stored],
    device_annotations: Sequence[DeviceAnnotation],
    device: str,
    left: Collection[str] | None,
) -> list[tuple[DeviceAnnotation, Stored | None]]:
    """Pair each reported annotation with its stored one; a highlight with a moved end is matched by its time."""
    moved = _moved(known, device_annotations, device, left)
    return [
        (annotation, known.get(annotation.position) or moved.get(annotation.position))
        for annotation in device_annotations
    ]


def _moved(
    known: Mapping[str, Stored],
    device_annotations: Sequence[DeviceAnnotation],
    device: str,
    left: Collection[str] | None,
) -> dict[str, Stored]:
    """Return stored highlights by the positions to which the device has moved them.

    Only if the creation time, in seconds, identifies exactly one new highlight and one missing from that
    device.
    """
    positions = {annotation.position for annotation in device_annotations}
    before: dict[datetime, list[Stored]] = {}
    for stored in known.values():
        is_left = stored.position not in positions if left is None else stored.position in left
        if is_left and _is_on(stored, device):
            _by_time(before, stored, stored.annotation)
    now: dict[datetime, list[DeviceAnnotation]] = {}
    for annotation in device_annotations:
        if annotation.position not in known and annotation.is_there:
            _by_time(now, annotation, annotation.annotation)
    return {
        now[made][0].position: stored[0]
        for made, stored in before.items()
        if len(stored) == 1 and len(now.get(made, ())) == 1
    }


def _by_time(groups: dict[datetime, list[T]], item: T, annotation: Annotation) -> None:
    if annotation.created is not None and annotation.kind is not AnnotationKind.BOOKMARK:
        groups.setdefault(annotation.created, []).append(item)


def _stamp(annotation: Annotation) -> datetime:
    return annotation.updated or annotation.created or datetime.min


def _free(position: str, seen: Counter[str]) -> str:
    """The position or, if it is taken, the position with a number, which no real position ends with."""
    seen[position] += 1
    return position if seen[position] == 1 else f"{position}#{seen[position]}"


def _corners(annotation: Annotation) -> list[object]:
    return [_point(position) for position in (annotation.start, annotation.end)]


def _point(position: Position | None) -> object:
    return [position.x, position.y] if isinstance(position, PagePoint) else position


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(sep=" ")
