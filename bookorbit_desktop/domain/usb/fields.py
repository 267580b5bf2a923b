"""The lines of a book in an import review: reading, identity, page views, highlights."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.reading.reading import ReadingState
from bookorbit_desktop.domain.usb.device_import import (
    NO_OTHERS,
    DeviceRecord,
    EarlierImport,
    FieldKind,
    FieldName,
    OtherFiles,
    PlannedField,
)
from bookorbit_desktop.domain.usb.reading import GAP, LEFT_BEFORE, SAME, reading_fields

_NEW: Final = Message("Not here yet.")


@dataclass(frozen=True, slots=True)
class AnnotationNews:
    """How many of a device's annotations are new here."""

    new: int = 0
    """New, or changed on the device."""
    gone: int = 0
    """No longer on the device since the last import."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about the book into which a record would be imported."""

    state: ReadingState = field(default_factory=ReadingState)
    is_new: bool = False
    """An entry is created for it."""
    digests: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()
    """Digests that belong to other books."""
    unlinked: frozenset[str] = frozenset()
    """Digests that the person unlinked from this book."""
    new_views: int = 0
    highlights: AnnotationNews = field(default_factory=AnnotationNews)
    others: OtherFiles = NO_OTHERS


def plan_fields(
    record: DeviceRecord, known: Known, earlier: EarlierImport, today: date, finished_at: float
) -> tuple[PlannedField, ...]:
    """Plan the fields of a book, in the order of FieldName. `earlier`: what the device reported at the last import."""
    lines = [
        *reading_fields(record.device_reading, known.state, earlier, today, finished_at, known.others),
        *_other_fields(record, known, earlier),
    ]
    named = {line.name: line for line in lines}
    ordered = [named[name] for name in FieldName if name in named]
    left = [_left_again(line) if line.name in earlier.declined else line for line in ordered]
    return tuple(_as_new(line) if known.is_new else line for line in left)


def _other_fields(record: DeviceRecord, known: Known, earlier: EarlierImport) -> Iterator[PlannedField]:
    if record.digests:
        yield _digest(record, known)
    if record.views or record.undated_seconds:
        yield _page_views(record, known, earlier)
    annotations = len(record.book.newest.annotations) if record.book else 0
    if annotations or known.highlights.gone:
        yield _highlights(annotations, known.highlights)
    if record.review:
        yield _review(record.review, earlier)


def new_digests(record: DeviceRecord, known: Known) -> tuple[str, ...]:
    """The digests that become identities of the book when their line is ticked."""
    settled = known.digests | known.elsewhere | known.unlinked
    return tuple(digest for digest in record.digests if digest not in settled)


def _digest(record: DeviceRecord, known: Known) -> PlannedField:
    here = ", ".join(sorted(known.digests)) or None

    def line(kind: FieldKind, some: Iterable[str], reason: Message, *, ticked: bool = False) -> PlannedField:
        return PlannedField(FieldName.DIGEST, kind, here, ", ".join(some), reason, ticked)

    if new := new_digests(record, known):
        return line(
            FieldKind.NEW,
            new,
            Message("Future progress for this file will count for this book."),
            ticked=True,
        )
    if known.digests.issuperset(record.digests):
        return line(FieldKind.SAME, record.digests, SAME)
    if known.unlinked.intersection(record.digests):
        return line(
            FieldKind.DIFFERS,
            record.digests,
            Message("You removed this digest from the book; it stays removed."),
        )
    return line(
        FieldKind.DIFFERS, record.digests, Message("Another book already has this digest and keeps it.")
    )


def _page_views(record: DeviceRecord, known: Known, earlier: EarlierImport) -> PlannedField:
    name = FieldName.PAGE_VIEWS
    kept = len(record.views) - known.new_views
    if known.new_views:
        reason = Message("Each one counts once, whichever device it comes from.")
        return PlannedField(name, FieldKind.NEW, kept, known.new_views, reason, ticked=True)
    if record.undated_seconds > earlier.undated_seconds:
        reason = Message("The device has deleted its page views. The total time is kept, without days.")
        return PlannedField(name, FieldKind.NEW, kept, 0, reason, ticked=True)
    return PlannedField(name, FieldKind.SAME, kept, 0, SAME)


def _highlights(count: int, news: AnnotationNews) -> PlannedField:
    name, kept, also = FieldName.HIGHLIGHTS, max(count - news.new, 0), news.gone or None
    if news.gone:
        reason = Message("Highlights no longer on the device are kept here and marked as such.")
        return PlannedField(name, FieldKind.NEW, kept, news.new, reason, ticked=True, also=also)
    if news.new:
        return PlannedField(name, FieldKind.NEW, kept, news.new, _NEW, ticked=True)
    return PlannedField(name, FieldKind.SAME, kept, 0, SAME)


def _review(review: str, earlier: EarlierImport) -> PlannedField:
    def line(kind: FieldKind, reason: Message, *, ticked: bool = False) -> PlannedField:
        return PlannedField(FieldName.NOTE, kind, earlier.kept_review or None, review, reason, ticked)

    if review == earlier.kept_review:
        return line(FieldKind.SAME, SAME)
    if earlier.kept_review:
        return line(FieldKind.FILLS_GAP, Message("Changed on the device since the last import."), ticked=True)
    if earlier.review == review:
        return line(FieldKind.FILLS_GAP, LEFT_BEFORE)
    return line(FieldKind.FILLS_GAP, GAP, ticked=True)


def _left_again(line: PlannedField) -> PlannedField:
    return replace(line, ticked=False, reason=LEFT_BEFORE) if line.ticked else line


def _as_new(line: PlannedField) -> PlannedField:
    """The line for a new entry, in which every value is new."""
    if line.kind is not FieldKind.FILLS_GAP:
        return line
    reason = _NEW if line.reason == GAP else line.reason
    return replace(line, kind=FieldKind.NEW, reason=reason)
