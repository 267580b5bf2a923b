"""Text for what a device import would change, and for its result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.domain.usb.clock import ClockCorrection
from bookorbit_desktop.domain.usb.device_import import (
    BookMatch,
    BookTick,
    FieldKind,
    FieldName,
    FieldValue,
    PlannedBook,
    PlannedChoice,
    PlannedField,
)
from bookorbit_desktop.ui.foreign_text import breakable
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import (
    BadgeStyle,
    date_text,
    isolated,
    joined,
    names,
    number,
    percent,
    some_titles,
    status_word,
)

if TYPE_CHECKING:  # it brings the storage along: the window does not wait for it
    from bookorbit_desktop.services.runtime.undo import Undone
    from bookorbit_desktop.services.usb.device_import import DeviceImportResult

_COUNTED = (FieldName.EARLIER_READS, FieldName.PAGE_VIEWS, FieldName.HIGHLIGHTS)
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def field_word(name: FieldName) -> str:
    """The name of a line."""
    return {
        FieldName.STATUS: tr("Status"),
        FieldName.COMPLETION: tr("Finished"),
        FieldName.RATING: tr("Rating"),
        FieldName.STARTED: tr("Started"),
        FieldName.FINISHED: tr("Finished"),
        FieldName.EARLIER_READS: tr("Earlier reads"),
        FieldName.PROGRESS: tr("Progress"),
        FieldName.DIGEST: tr("Matched by digest"),
        FieldName.PAGE_VIEWS: tr("Reading time"),
        FieldName.HIGHLIGHTS: tr("Highlights and notes"),
        FieldName.NOTE: tr("Your review"),
    }[name]


def value_text(name: FieldName, value: FieldValue) -> str:
    """A value of a line; empty where there is none."""
    if value is None:
        return ""
    if isinstance(value, ReadingStatus):
        return status_word(value)
    if isinstance(value, date):
        return date_text(value)
    if isinstance(value, str):
        return value
    if name is FieldName.RATING:
        return tr("★ {0}").format(number(value))
    if name is FieldName.PROGRESS:
        return percent(value)
    if name is FieldName.PAGE_VIEWS:
        return tr("%n page view(s)", int(value))
    return number(value)


def line_text(line: PlannedField) -> str:
    """The value here and the one on the device, such as "Reading → Read"."""
    new = value_text(line.name, line.new)
    if line.name in _COUNTED:
        counted = tr("{0} new").format(new) if line.new else ""
        gone = line.also if line.name is FieldName.HIGHLIGHTS and isinstance(line.also, int) else 0
        return joined(counted, tr("%n no longer on the device", gone) if gone else "")
    if line.name is FieldName.DIGEST:
        return breakable(new)
    if line.also is not None:
        new = tr("{0} (or {1})").format(new, value_text(line.name, line.also))
    old = value_text(line.name, line.old)
    if line.kind is not FieldKind.DIFFERS:
        return tr("{0} → {1}").format(old or tr("none"), new)
    if not old:
        return tr("On device: {0}").format(new)
    return tr("Here: {0} · On device: {1}").format(old, new)


def here_text(line: PlannedField) -> str:
    """The value here, beside `device_text`."""
    if line.name in _COUNTED or line.name is FieldName.DIGEST:
        return "–"
    return value_text(line.name, line.old) or "–"


def device_text(line: PlannedField) -> str:
    """The value on the device, beside `here_text`."""
    if line.name in _COUNTED or line.name is FieldName.DIGEST:
        return line_text(line)
    new = value_text(line.name, line.new)
    if line.also is not None:
        new = tr("{0} (or {1})").format(new, value_text(line.name, line.also))
    return new or "–"


def line_look(line: PlannedField) -> BadgeStyle:
    """The look of a line that cannot be imported."""
    if line.kind is FieldKind.SAME:
        return BadgeStyle(tr("The same"), "check", Tone.NEUTRAL)
    return BadgeStyle(tr("Keep what's here"), "lock", Tone.NEUTRAL)


def choice_text(choice: PlannedChoice) -> str:
    """The text of an answer to the question which book it is."""
    if choice.makes_entry:
        return tr("Add as a separate book")
    title, authors = isolated(choice.title), isolated(names(choice.authors))
    if choice.like:
        return tr("“{0}”, also on this device").format(title)
    return tr("“{0}” by {1}").format(title, authors) if authors else tr("“{0}”").format(title)


def match_text(book: PlannedBook) -> str:
    """Which book it is, and the evidence for it."""
    if book.match is BookMatch.KNOWN and book.choices and book.choices[0].title != book.title:
        here = tr("In your library: “{0}”.").format(isolated(book.choices[0].title))
        return " ".join(filter(None, (here, localize(book.reason))))
    return localize(book.reason)


def taken_text(book: PlannedBook, tick: BookTick | None) -> str:
    """What would be imported of a book."""
    if tick is None:
        return tr("Skipped")
    choice = book.choices[tick.choice]
    lines = [_taken(line) for line in choice.fields if line.name in tick.fields]
    entry = [tr("new book")] if choice.makes_entry else []
    return ", ".join([*entry, *lines]) or tr("Nothing new")


def _taken(line: PlannedField) -> str:
    """A line in a list, with its value if that is short."""
    if line.name is FieldName.PAGE_VIEWS:
        return value_text(line.name, line.new) if line.new else tr("reading time")
    if line.name is FieldName.HIGHLIGHTS:
        if not line.new and isinstance(line.also, int):
            return tr("%n deleted highlight(s)", line.also)
        return tr("%n highlight(s)", line.new if isinstance(line.new, int) else 0)
    if line.name in (FieldName.STATUS, FieldName.COMPLETION, FieldName.RATING, FieldName.PROGRESS):
        return value_text(line.name, line.new)
    return {
        FieldName.STARTED: tr("start date"),
        FieldName.FINISHED: tr("finish date"),
        FieldName.EARLIER_READS: tr("earlier reads"),
        FieldName.DIGEST: tr("digest"),
    }.get(line.name, tr("review"))


def same_text(lines: Iterable[PlannedField]) -> str:
    """The lines that are already the same, as one."""
    same = [field_word(line.name) for line in lines if line.kind is FieldKind.SAME]
    return tr("Already the same: {0}").format(", ".join(same)) if same else ""


def change_text(ticked: Iterable[tuple[PlannedBook, BookTick]]) -> str:
    """What importing these would change, in one sentence; empty if nothing."""
    added = filled = 0
    values = Counter[FieldName]()
    for book, tick in ticked:
        choice = book.choices[tick.choice]
        added += choice.makes_entry
        filled += not choice.makes_entry
        names_of = {_IS_TOLD_AS.get(name, name) for name in tick.fields}
        values.update(name for name in names_of if name is not FieldName.DIGEST)
    told = (f"{field_word(name)} {number(values[name])}" for name in FieldName if values[name])
    books = (
        tr("%n book(s) added", added) if added else "",
        tr("%n book(s) filled in", filled) if filled else "",
    )
    return tr("When you import: {0}.").format(joined(*books, *told)) if added or filled else ""


_IS_TOLD_AS = {FieldName.COMPLETION: FieldName.STATUS}
"""Both change the status."""


def clock_text(clock: ClockCorrection) -> str:
    """How far a clock is off."""
    off = _length(abs(clock.seconds))
    if clock.seconds > 0:
        return tr("This device's clock is {0} slow. Correct its times").format(off)
    return tr("This device's clock is {0} fast. Correct its times").format(off)


def clock_reason(clock: ClockCorrection) -> str:
    """The evidence that a clock is off."""
    return tr(
        "%n position(s) arrived at a different time than the device recorded. The device itself isn't "
        "changed.",
        clock.pushes,
    )


def _length(seconds: int) -> str:
    days, rest = divmod(seconds, _DAY)
    hours, rest = divmod(rest, _HOUR)
    parts = [
        tr("%n day(s)", days) if days else "",
        tr("%n hour(s)", hours) if hours else "",
        tr("%n minute(s)", rest // _MINUTE) if rest >= _MINUTE and not days else "",
    ]
    return " ".join(filter(None, parts))


def result_text(result: DeviceImportResult) -> str:
    """The result in one sentence."""
    count = len(result.changed)
    if count:
        text = tr("%n book(s) imported from the device.", count)
    elif result.annotations.has_news:
        text = tr("Highlights and notes updated.")
    else:
        text = tr("Nothing new.")
    if not result.is_complete:
        text += " " + tr("The import was interrupted. Import again to continue.")
    return text


def undone_text(result: DeviceImportResult, undone: Undone) -> str:
    """The result of undoing an import."""
    text = tr("Import undone for %n book(s).", undone.count)
    if undone.kept:
        text += " " + tr("Kept because you changed them since: {0}.").format(some_titles(undone.kept))
    if result.annotations.new:
        text += " " + tr("Highlights and notes are kept. Remove them on the Highlights page.")
    return text


def can_undo(result: DeviceImportResult) -> bool:
    """Whether there is anything to undo."""
    return bool(result.changed) or result.clock is not None


def result_details(result: DeviceImportResult) -> list[str]:
    """What was imported and what was not, one line each."""
    notes = result.annotations
    counts = (
        (result.created, tr("%n book(s) added without a file.", result.created)),
        (result.page_views, tr("%n page view(s) added to your statistics.", result.page_views)),
        (result.digests, tr("%n file(s) on the device linked to books.", result.digests)),
        (notes.new, tr("New highlights, notes and bookmarks: %n.", notes.new)),
        (
            notes.changed,
            tr("Highlights, notes and bookmarks changed on the device: %n.", notes.changed),
        ),
        (
            notes.gone,
            tr("Highlights, notes and bookmarks deleted on the device but kept here: %n.", notes.gone),
        ),
        (result.clock is not None, tr("Times from this device are now corrected.")),
        (
            len(result.gone),
            tr("Skipped because you removed them: {0}.").format(some_titles(result.gone)),
        ),
    )
    return [text for count, text in counts if count]
