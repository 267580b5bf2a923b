"""Text for the result of a device import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import some_titles

if TYPE_CHECKING:  # it brings the storage along: the window does not wait for it
    from bookorbit_desktop.services.runtime.undo import Undone
    from bookorbit_desktop.services.usb.device_import import DeviceImportResult


def result_text(result: DeviceImportResult) -> str:
    """The result in one sentence."""
    count = len(result.changed)
    if count:
        words = tr("%n book(s) imported from the device.", count)
    elif result.annotations.has_news:
        words = tr("Highlights and notes updated.")
    else:
        words = tr("Nothing new.")
    if not result.is_complete:
        words += " " + tr("The import was interrupted. Import again to continue.")
    return words


def undone_text(result: DeviceImportResult, undone: Undone) -> str:
    """The result of undoing an import."""
    words = tr("Import undone for %n book(s).", undone.count)
    if undone.kept:
        words += " " + tr("Kept because you changed them since: {0}.").format(some_titles(undone.kept))
    if result.annotations.new:
        words += " " + tr("Highlights and notes are kept. Remove them on the Highlights page.")
    return words


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
    return [words for count, words in counts if count]
