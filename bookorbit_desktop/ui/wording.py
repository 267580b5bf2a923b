"""Texts, icons and tones for statuses, states, outcomes, times and sizes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from bookorbit_desktop.domain.base.numbers import whole_percent
from bookorbit_desktop.domain.hardcover.sync_log import LogOutcome
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome, hours_and_minutes
from bookorbit_desktop.domain.library.collection import CollectionKind
from bookorbit_desktop.domain.library.listing import BookSort
from bookorbit_desktop.domain.library.sync_state import HardcoverState, MatchMethod
from bookorbit_desktop.domain.reading.forecast import FinishForecast
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui.foreign_text import balanced
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr

if TYPE_CHECKING:  # the service brings the network libraries along: the window does not wait for them
    from bookorbit_desktop.domain.koreader.progress import Document
    from bookorbit_desktop.services.hardcover.account import HardcoverAccountService

MINUTE, HOUR, DAY = 60, 3600, 86400
_SOON_A_DATE = 30 * DAY
SHORT_DIGEST = 8


@dataclass(frozen=True, slots=True)
class BadgeStyle:
    """How a state is shown: never by colour alone."""

    word: str
    icon: str
    tone: Tone


_STATUS_ICONS = {
    ReadingStatus.UNREAD: "book-closed",
    ReadingStatus.WANT_TO_READ: "bookmark",
    ReadingStatus.READING: "book-open",
    ReadingStatus.REREADING: "undo",
    ReadingStatus.ON_HOLD: "pause",
    ReadingStatus.READ: "check",
    ReadingStatus.SKIMMED: "double-arrow",
    ReadingStatus.ABANDONED: "slash",
}
STATUS_ORDER = (
    ReadingStatus.WANT_TO_READ,
    ReadingStatus.READING,
    ReadingStatus.REREADING,
    ReadingStatus.ON_HOLD,
    ReadingStatus.READ,
    ReadingStatus.SKIMMED,
    ReadingStatus.ABANDONED,
    ReadingStatus.UNREAD,
)
"""The order in sidebar and menus (screens.md, "Shell")."""


def status_word(status: ReadingStatus) -> str:
    """The name of a reading status."""
    return {
        ReadingStatus.UNREAD: tr("Unread"),
        ReadingStatus.WANT_TO_READ: tr("Want to Read"),
        ReadingStatus.READING: tr("Reading"),
        ReadingStatus.REREADING: tr("Rereading"),
        ReadingStatus.ON_HOLD: tr("On Hold"),
        ReadingStatus.READ: tr("Read"),
        ReadingStatus.SKIMMED: tr("Skimmed"),
        ReadingStatus.ABANDONED: tr("Abandoned"),
    }[status]


def status_icon(status: ReadingStatus) -> str:
    """The line icon of a reading status."""
    return _STATUS_ICONS[status]


def collection_word(kind: CollectionKind) -> str:
    """The word for a shelf, tag or saved filter."""
    return {
        CollectionKind.SHELF: tr("Shelf"),
        CollectionKind.FILTER: tr("Saved filter"),
        CollectionKind.TAG: tr("Tag"),
    }[kind]


def collection_icon(kind: CollectionKind) -> str:
    """The icon of a shelf, tag or saved filter."""
    return {
        CollectionKind.SHELF: "shelf",
        CollectionKind.FILTER: "filter",
        CollectionKind.TAG: "tag",
    }[kind]


def state_look(state: HardcoverState) -> BadgeStyle:
    """The look of a book's Hardcover state (design.md, "Badges")."""
    return {
        HardcoverState.NOT_ELIGIBLE: BadgeStyle(tr("Not sent"), "hide", Tone.NEUTRAL),
        HardcoverState.PENDING: BadgeStyle(tr("Pending"), "arrow-up", Tone.PENDING),
        HardcoverState.SYNCED: BadgeStyle(tr("Synced"), "check", Tone.OK),
        HardcoverState.NOT_MATCHED: BadgeStyle(tr("Not matched"), "question", Tone.ATTENTION),
        HardcoverState.WAITING_FOR_PAGES: BadgeStyle(tr("Needs page count"), "ruler", Tone.ATTENTION),
        HardcoverState.NEEDS_REVIEW: BadgeStyle(tr("Needs review"), "eye", Tone.ATTENTION),
        HardcoverState.HARDCOVER_AHEAD: BadgeStyle(tr("Ahead on Hardcover"), "double-arrow", Tone.PENDING),
        HardcoverState.ERROR: BadgeStyle(tr("Error"), "exclamation", Tone.ERROR),
        HardcoverState.PARKED: BadgeStyle(tr("Paused after 10 failures"), "pause", Tone.NEUTRAL),
        HardcoverState.EXCLUDED: BadgeStyle(tr("Excluded"), "slash", Tone.NEUTRAL),
    }[state]


def outcome_look(outcome: str) -> BadgeStyle:
    """The look of an outcome, for one book of a sync or one line of the log."""
    return {
        ItemOutcome.SENT: BadgeStyle(tr("Sent"), "check", Tone.OK),
        ItemOutcome.UNCHANGED: BadgeStyle(tr("No change"), "check", Tone.NEUTRAL),
        ItemOutcome.SKIPPED: BadgeStyle(tr("Skipped"), "slash", Tone.NEUTRAL),
        ItemOutcome.NOT_MATCHED: BadgeStyle(tr("Not matched"), "question", Tone.ATTENTION),
        ItemOutcome.FAILED: BadgeStyle(tr("Failed"), "exclamation", Tone.ERROR),
        LogOutcome.RECEIVED: BadgeStyle(tr("Received"), "tablet", Tone.NEUTRAL),
        LogOutcome.MATCHED: BadgeStyle(tr("Matched"), "link", Tone.OK),
        LogOutcome.SAVED: BadgeStyle(tr("Saved"), "check", Tone.NEUTRAL),
        LogOutcome.IMPORTED: BadgeStyle(tr("Imported"), "check", Tone.OK),
    }[LogOutcome(outcome)]


def sort_word(sort: BookSort, *, backwards: bool = False) -> str:
    """The name of an order of the library."""
    from bookorbit_desktop.domain.library.listing import BookSort

    turned = {
        BookSort.TITLE: tr("Title Z–A"),
        BookSort.AUTHOR: tr("Author Z–A"),
        BookSort.ADDED: tr("Oldest"),
    }
    if backwards and sort in turned:
        return turned[sort]
    word = {
        BookSort.TITLE: tr("Title A–Z"),
        BookSort.AUTHOR: tr("Author A–Z"),
        BookSort.SERIES: tr("Series order"),
        BookSort.ADDED: tr("Newest"),
        BookSort.LAST_READ: tr("Last read"),
        BookSort.PROGRESS: tr("Progress"),
        BookSort.STATUS: tr("Status"),
        BookSort.RATING: tr("Rating"),
        BookSort.DEVICE: tr("Device"),
        BookSort.HARDCOVER: tr("Hardcover"),
        BookSort.FORMAT: tr("Format"),
        BookSort.PAGES: tr("Pages"),
    }[sort]
    return tr("{0} (reversed)").format(word) if backwards else word


def percent(fraction: float) -> str:
    """A fraction 0..1 as a whole percentage, such as "43%"."""
    return tr("{0}%").format(QLocale().toString(whole_percent(fraction)))


def page_text(page: int | None, pages: int | None) -> str:
    """A position in pages, such as "p. 224 of 332"; empty if pages or position are unknown."""
    if page is None or pages is None:
        return ""
    return tr("p. {0} of {1}").format(number(page), number(pages))


def date_text(day: date | None) -> str:
    """A date in the person's locale; empty if unknown."""
    if day is None:
        return ""
    date_format = _with_full_year(QLocale().dateFormat(QLocale.FormatType.ShortFormat))
    return QLocale().toString(QDate(day.year, day.month, day.day), date_format)


def method_word(method: MatchMethod) -> str:
    """How a book was matched to its record on Hardcover."""
    return {
        MatchMethod.NONE: "",
        MatchMethod.MANUAL: tr("picked by you"),
        MatchMethod.METADATA_ID: tr("by Hardcover ID"),
        MatchMethod.ISBN13: tr("by ISBN-13"),
        MatchMethod.ISBN10: tr("by ISBN-10"),
        MatchMethod.EXTERNAL_ID: tr("by an external ID"),
        MatchMethod.SHELF: tr("on your shelf"),
        MatchMethod.TITLE_AUTHOR: tr("by title and author"),
    }[method]


def number(value: float) -> str:
    """A number in the person's locale, such as "4,231" or "3.5"."""
    if isinstance(value, int):
        return QLocale().toString(value)
    return QLocale().toString(value, "g", QLocale.FloatingPointPrecisionOption.FloatingPointShortest)


def names(authors: Sequence[str]) -> str:
    """Authors on one line."""
    return ", ".join(authors)


def ago(moment: datetime, now: datetime) -> str:
    """How long ago something was; for older times, the date."""
    seconds = (now - moment).total_seconds()
    if seconds < MINUTE:
        return tr("just now")
    if seconds < HOUR:
        return tr("{0} min ago").format(int(seconds // MINUTE))
    if seconds < DAY:
        return tr("%n hour(s) ago", int(seconds // HOUR))
    if seconds < _SOON_A_DATE:
        return tr("%n day(s) ago", int(seconds // DAY))
    return day_and_time(moment, with_time=False)


def day_and_time(moment: datetime, *, with_time: bool = True) -> str:
    """A time in the person's locale: date and local time of day."""
    local = QDateTime.fromMSecsSinceEpoch(int(moment.timestamp() * 1000))
    locale, short = QLocale(), QLocale.FormatType.ShortFormat
    if with_time:
        return locale.toString(local, _with_full_year(locale.dateTimeFormat(short)))
    return locale.toString(local.date(), _with_full_year(locale.dateFormat(short)))


def _with_full_year(date_format: str) -> str:
    """Qt's date format with a four-digit year: a book may be from 1926 as well as 2026."""
    return date_format if "yyyy" in date_format else date_format.replace("yy", "yyyy")


def time_text(moment: datetime) -> str:
    """The time of day if it was today, otherwise date and time."""
    local = moment.astimezone()
    if local.date() != datetime.now(local.tzinfo).date():
        return day_and_time(moment)
    return QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)


def clock_time(moment: datetime) -> str:
    """The local time of day in the person's locale."""
    local = moment.astimezone()
    return QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)


def day_heading(day: date, today: date) -> str:
    """The heading over the lines of a day."""
    if day == today:
        return tr("Today")
    if (today - day).days == 1:
        return tr("Yesterday")
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)


def sentence_case(text: str) -> str:
    """A phrase with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def file_size(size: int) -> str:
    """A file's size, such as "1.2 MB"."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def quoted(title: str) -> str:
    """A title in the person's language's quotation marks."""
    return tr("“{0}”").format(title)


MOST_TITLES = 5
"""The number of titles listed in a sentence, as many as a dialog has room for."""


def some_titles(titles: Sequence[str]) -> str:
    """The first titles, and the number of others."""
    named = [quoted(title) for title in titles[:MOST_TITLES]]
    more = len(titles) - len(named)
    return ", ".join([*named, *([tr("%n more", more)] if more else [])])


def joined(*parts: str) -> str:
    """The non-empty parts, separated by a dot."""
    return " · ".join(part for part in parts if part)


def isolated(text: str) -> str:
    """`text` isolated from its surroundings, so that a right-to-left title keeps its own order in a sentence."""
    return f"\u2068{balanced(text)}\u2069" if text else text


def at_name(username: str) -> str:
    """An account as written, such as "@ada"; the sign stays on its left in text of any direction."""
    return f"\u2066@{username}\u2069"


def duration(seconds: float) -> str:
    """A duration, such as "3 h 20 min"."""
    hours, minutes = hours_and_minutes(seconds)
    if not hours:
        return tr("{0} min").format(number(minutes))
    if not minutes:
        return tr("{0} h").format(number(hours))
    return tr("{0} h {1} min").format(number(hours), number(minutes))


def time_left(seconds: float) -> str:
    """An estimate of the time left, such as "about 3 min left"."""
    hours, minutes = hours_and_minutes(seconds)
    if not hours and not minutes:
        return tr("less than a minute left")
    if not hours:
        return tr("about {0} min left").format(number(minutes))
    return tr("about {0} h {1} min left").format(number(hours), number(minutes))


def token_text(account: HardcoverAccountService) -> str:
    """The text of the button for a new token or sign-in."""
    if account.offers_sign_in:
        return tr("Sign in again") if account.sign_in else tr("Sign in with Hardcover")
    return tr("Create a new token") if account.missing_scope else tr("Get a new token")


def document_title(document: Document) -> str:
    """A document's name: its title if the device sent one, otherwise the short digest."""
    return document.title or document.filename or tr("Document {0}").format(document.digest[:SHORT_DIGEST])


def left_text(forecast: FinishForecast | None) -> str:
    """The estimated time left, in a few words; empty if unknown or nothing is left."""
    if forecast is None or forecast.seconds_left < 60:
        return ""
    return tr("about {0} left").format(duration(forecast.seconds_left))


def forecast_text(forecast: FinishForecast | None) -> str:
    """The estimated finish of a book, as a sentence."""
    if forecast is None or forecast.likely is None:
        return tr("Not enough reading yet to tell when you'll finish it.")
    likely = date_text(forecast.likely)
    if forecast.earliest == forecast.latest:
        return tr("Finished around {0} at your pace.").format(likely)
    between = date_text(forecast.earliest), date_text(forecast.latest)
    return tr("Finished around {0} at your pace, most likely between {1} and {2}.").format(likely, *between)
