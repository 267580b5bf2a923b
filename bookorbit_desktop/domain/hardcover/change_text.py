"""Short phrases for changes to a book, used by the sync log and the preview: "started at 37%", "rated 4".

If there was no value before, only the new one is named.
"""

from datetime import date

from bookorbit_desktop.domain.base.messages import Argument, Message
from bookorbit_desktop.domain.base.numbers import percent_message, whole_percent


def progress_change(old: float | None, new: float) -> Message:
    """A move from one position 0..1 to another; None if there was none before."""
    shown = percent_message(new)
    if old is None:
        return Message("started at {0}", shown)
    if whole_percent(old) == whole_percent(new):
        return Message("stayed at {0}", shown)
    if old > new:
        return Message("went back from {0} to {1}", percent_message(old), shown)
    return Message("read from {0} to {1}", percent_message(old), shown)


def page_change(old: float | None, new: float, page: int) -> Message:
    """A move from one position 0..1 to another, with the page written for it."""
    shown = percent_message(new), str(page)
    if old is None:
        return Message("started at {0} (page {1})", *shown)
    if whole_percent(old) == whole_percent(new):
        return Message("now at {0} (page {1})", *shown)
    if old > new:
        return Message("went back from {0} to {1} (page {2})", percent_message(old), *shown)
    return Message("read from {0} to {1} (page {2})", percent_message(old), *shown)


def page_moved(old: int | None, new: int | None) -> Message:
    """Describe a move from one page to another; None means no page."""
    if new is None:
        return Message("progress removed")
    if old is None:
        return Message("started at page {0}", str(new))
    return Message("page: {0} → {1}", str(old), str(new))


def status_change(old: Argument, new: Argument) -> Message:
    """Describe a changed reading status."""
    return Message("status: {0} → {1}", old, new)


def rating_change(old: float | None, new: float | None) -> Message:
    """Describe a changed rating; None means no rating."""
    if new is None:
        return Message("rating removed")
    if old is None:
        return Message("rated {0}", new)
    return Message("rating: {0} → {1}", old, new)


def privacy_change(old: Argument | None, new: Argument) -> Message:
    """Describe a changed privacy of an entry."""
    if old is None:
        return Message("privacy set to {0}", new)
    return Message("privacy: {0} → {1}", old, new)


def started_change(old: date | None, new: date | None) -> Message:
    """Describe a changed start day of a read."""
    if new is None:
        return Message("start date removed")
    if old is None:
        return Message("started on {0}", new)
    return Message("start date: {0} → {1}", old, new)


def finished_change(old: date | None, new: date | None) -> Message:
    """Describe a changed end day of a read; None if unknown."""
    if new is None:
        return Message("finish date removed")
    if old is None:
        return Message("finished on {0}", new)
    return Message("finish date: {0} → {1}", old, new)


def match_change(old: Argument | None, new: Argument | None) -> Message:
    """Describe a changed match of a book."""
    if new is None:
        return Message("match removed")
    if old is None:
        return Message("matched with {0}", new)
    return Message("match: {0} → {1}", old, new)


def edition_change(old: int | None, new: int | None) -> Message:
    """Describe a changed edition, by its id on Hardcover."""
    if new is None:
        return Message("edition removed")
    if old is None:
        return Message("edition {0}", str(new))
    return Message("edition: {0} → {1}", str(old), str(new))


def pages_change(old: int | None, new: int | None) -> Message:
    """Describe a changed page count that the person entered."""
    if new is None:
        return Message("page count removed")
    if old is None:
        return Message("page count set to {0}", str(new))
    return Message("page count: {0} → {1}", str(old), str(new))


def reference_change(old: str, new: str) -> Message:
    """Describe a changed saved Hardcover ID; empty means none."""
    if not new:
        return Message("saved ID removed")
    if not old:
        return Message("saved ID set to {0}", new)
    return Message("saved ID: {0} → {1}", old, new)


OLDER_TEXTS = (
    Message("progress: {0} → {1}", "", ""),
    Message("progress: {0} → {1} (page {2})", "", "", ""),
    Message("started: {0} → {1}", "", ""),
    Message("finished: {0} → {1}", "", ""),
    Message("none"),
)
"""Texts of lines from earlier versions, kept for 90 days and shown in the person's language until then."""
