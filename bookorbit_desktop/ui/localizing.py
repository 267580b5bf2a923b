"""Messages of the services in the person's language."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time

from PySide6.QtCore import QLocale, QTime

from bookorbit_desktop.domain.base.messages import Argument, Message, fill
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import date_text, day_and_time, number

_AT_NAME = re.compile(r"@\{\d\}")
"""An account name, which keeps its direction in right-to-left sentences."""
_QT_COUNTS = range(2**31)
_QT_NUMBERS = range(-(2**63), 2**63)


def localize(message: Message) -> str:
    """A message in the person's language, with its numbers and dates as the locale writes them."""
    if not isinstance(
        message, Message
    ):  # it came by a way that keeps the English alone, such as a Signal(str)
        return message
    if message.counted is None:
        text = tr(message.text)
    elif message.counted in _QT_COUNTS:
        text = tr(message.text, message.counted)
    else:
        return str(message)
    return fill(_AT_NAME.sub("\u2066\\g<0>\u2069", text), [_localized(value) for value in message.arguments])


def localize_list(messages: Sequence[Message]) -> str:
    """Several messages, joined into one text."""
    return ", ".join(localize(message) for message in messages)


def _localized(value: Argument) -> str:
    if isinstance(value, Message):
        return localize(value)
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return number(value) if value in _QT_NUMBERS else f"{value:,}"
    if isinstance(value, float):
        return number(value)
    if isinstance(value, datetime):
        return day_and_time(value.astimezone(UTC))
    if isinstance(value, time):
        return QLocale().toString(QTime(value.hour, value.minute), QLocale.FormatType.ShortFormat)
    return date_text(value)
