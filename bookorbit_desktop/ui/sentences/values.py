"""Dates, times and numbers inside the services' sentences, as the person's locale writes them."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

from PySide6.QtCore import QLocale, QTime

from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import date_text, day_and_time, number


def value_text(text: str) -> str | None:
    """A value as the locale writes it, or None for anything else. Plain numbers may be record numbers: kept."""
    for pattern, words in _VALUES:
        if pattern.fullmatch(text):
            try:
                return words(text)
            except ValueError:  # such as 2026-02-31
                return None
    return None


def _day(text: str) -> str:
    return date_text(date.fromisoformat(text))


def _moment(text: str) -> str:
    """Services write moments in local time."""
    return day_and_time(datetime.strptime(text, "%Y-%m-%d %H:%M").astimezone(UTC))


def _time(text: str) -> str:
    hour, minute = text.split(":")
    time = QTime(int(hour), int(minute))
    return QLocale().toString(time, QLocale.FormatType.ShortFormat) if time.isValid() else text


def _percent(text: str) -> str:
    return tr("{0} %").format(number(int(text.removesuffix(" %"))))


_VALUES: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (re.compile(r"\d+"), str),
    (re.compile(r"\d{1,3}(,\d{3}){1,4}"), lambda text: number(int(text.replace(",", "")))),
    (re.compile(r"\d{1,9} %"), _percent),
    (re.compile(r"\d{1,9}\.\d{1,9}"), lambda text: number(float(text))),
    (re.compile(r"\d{4}-\d\d-\d\d"), _day),
    (re.compile(r"\d\d:\d\d"), _time),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d"), _moment),
)
