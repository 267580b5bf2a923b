"""What an import from a device did, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import some_titles

if TYPE_CHECKING:  # it brings the storage along: the window does not wait for it
    from bookorbit_desktop.services.runtime.undo import Undone
    from bookorbit_desktop.services.usb.device_import import DeviceImportResult


def result_text(result: DeviceImportResult) -> str:
    """All of it in a sentence."""
    count = len(result.changed)
    if count:
        words = tr("%n book(s) imported from the device.", count)
    elif result.annotations.has_news:
        words = tr("Highlights and notes were brought up to date.")
    else:
        words = tr("There was nothing new.")
    if not result.is_complete:
        words += " " + tr("It was stopped: import again to go on from there.")
    return words


def undone_text(result: DeviceImportResult, undone: Undone) -> str:
    """What became of undoing an import."""
    words = tr("Taken back: %n book(s) as before.", undone.count)
    if undone.kept:
        words += " " + tr("Changed since, so left alone: {0}.").format(some_titles(undone.kept))
    if result.annotations.new:
        words += " " + tr("Highlights and notes stay; you can remove them on their own page.")
    return words


def can_undo(result: DeviceImportResult) -> bool:
    """Whether there is anything to undo."""
    return bool(result.changed) or result.clock is not None


def result_details(result: DeviceImportResult) -> list[str]:
    """What came in and what did not, a line each."""
    notes = result.annotations
    counts = (
        (result.created, tr("Entries without a file made: %n.", result.created)),
        (result.page_views, tr("%n page view(s) kept for your statistics.", result.page_views)),
        (result.digests, tr("%n digest(s) known as books from now on.", result.digests)),
        (notes.new, tr("New highlights, notes and bookmarks: %n.", notes.new)),
        (
            notes.changed,
            tr("Highlights, notes and bookmarks that were changed on the device: %n.", notes.changed),
        ),
        (
            notes.gone,
            tr("Highlights, notes and bookmarks no longer on the device, and kept here: %n.", notes.gone),
        ),
        (result.clock is not None, tr("Its times are corrected by its clock from now on.")),
        (
            len(result.gone),
            tr("Removed here in the meantime, so left alone: {0}.").format(some_titles(result.gone)),
        ),
    )
    return [words for count, words in counts if count]
