"""Messages: an English text with separate arguments, so that the window can translate it.

A service builds `Message("Paused after %n failure(s).", count=3)`. For logs, scripts and the command line it
is the finished English text; the window looks up `text` in its catalogue and formats the arguments for the
locale.
"""

import json
import math
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, NoReturn

Argument = str | int | float | date | time
"""What may stand in a message. A str is a name or a title and stays as it is, but a Message is translated; an int or
float is a quantity (a number that names something, such as a port or a record, is a str); dates and times are written
as the locale does."""

KEPT = 4096
"""A cache of stored texts' messages: one reason is shared by many books."""
_HOLE = re.compile(r"\{(\d)\}|%L?n")
_MARK = '{"english": '
"""The start of a message's JSON; any other stored text is older than messages, and shown as it is."""


class Message(str):
    """An English text for a person that remembers its template and arguments. Immutable.

    It is a str: logs, JSON, scripts and tests can treat it as the finished English sentence. `text` is the
    template, with {0} to {9} for the arguments and %n for a count; "(s)" marks a noun's plural s and "[s]" a
    verb's singular s, as in "%n book(s) need[s] you".
    """

    __slots__ = ("arguments", "counted", "text")

    text: str
    arguments: tuple[Argument, ...]
    counted: int | None
    """The value of %n."""

    def __new__(cls, text: str, *arguments: Argument, count: int | None = None) -> "Message":
        """Make a message from a template and its arguments."""
        is_constant = not arguments and count is None
        self = super().__new__(cls, text if is_constant else _english(text, arguments, count))
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "arguments", arguments)
        object.__setattr__(self, "counted", count)
        return self

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("A message never changes.")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("A message never changes.")

    def __reduce__(self) -> tuple[Callable[..., "Message"], tuple[object, ...]]:
        return _rebuilt, (self.text, self.arguments, self.counted)


class MessageError(Exception):
    """An error with a message for a person."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)

    @property
    def message(self) -> Message:
        """What happened, for a person."""
        return as_message(self.args[0]) if self.args else NOTHING


def as_message(text: str) -> Message:
    """Return a message unchanged, and wrap any other text in one that is the same in every language."""
    return text if isinstance(text, Message) else Message("{0}", text) if text else NOTHING


def joined_messages(parts: Iterable[str], separator: str = " ") -> Message:
    """The non-empty parts as one message, with a separator between them."""
    said = [part for part in parts if part]
    if len(said) == 1:
        return as_message(said[0])
    if len(said) > 10:
        return joined_messages(
            [joined_messages(said[:9], separator), joined_messages(said[9:], separator)], separator
        )
    return Message(separator.join(f"{{{index}}}" for index in range(len(said))), *said)


def fill(text: str, arguments: Sequence[str], count: str = "") -> str:
    """Fill a template with arguments, which are never read as templates themselves."""

    def argument(hole: re.Match[str]) -> str:
        if hole[1] is None:
            return count or hole[0]
        index = int(hole[1])
        return arguments[index] if index < len(arguments) else hole[0]

    return _HOLE.sub(argument, text)


def stored(text: str) -> str:
    """A message as JSON for the database, any other text as it is; `restored` reads both.

    The JSON starts with the English text, for searching in SQL and for people who look into the database.
    """
    is_plain = not isinstance(text, Message) or (text.text == "{0}" and type(text.arguments[0]) is str)
    if is_plain and not text.startswith(_MARK):
        return str(text)
    return json.dumps(_parts(as_message(text))) if text else ""


@lru_cache(KEPT)
def restored(text: str) -> Message:
    """The message of a stored text; plain text becomes a message that is the same in every language."""
    if text.startswith(_MARK):
        try:
            return _message(json.loads(text))
        except (ValueError, TypeError, KeyError, RecursionError):
            pass
    return as_message(text)


def packed(text: str) -> object:
    """A message, or any other text, as a JSON value."""
    return _parts(text) if isinstance(text, Message) else str(text)


def unpacked(value: Any) -> Message:
    """The message from a value of `packed`. Raises ValueError, TypeError or KeyError for anything else."""
    return as_message(value) if isinstance(value, str) else _message(value)


def _parts(message: Message) -> dict[str, object]:
    return {"english": str(message)} | _bare_parts(message)


def _bare_parts(message: Message) -> dict[str, object]:
    parts: dict[str, object] = {"text": message.text}
    if message.arguments:
        parts["arguments"] = [_packed(argument) for argument in message.arguments]
    if message.counted is not None:
        parts["count"] = message.counted
    return parts


def _message(parts: Any) -> Message:
    arguments, count = parts.get("arguments", []), parts.get("count")
    if not isinstance(parts["text"], str) or not isinstance(arguments, list):
        raise TypeError("This isn't a message.")
    if not (count is None or type(count) is int):
        raise TypeError("This isn't a count.")
    return Message(parts["text"], *map(_unpacked, arguments), count=count)


def _english(text: str, arguments: Sequence[Argument], count: int | None) -> str:
    if count is not None:
        noun, verb = ("", "s") if count == 1 else ("s", "")
        text = text.replace("(s)", noun).replace("[s]", verb)
    return fill(
        text, [_english_argument(argument) for argument in arguments], "" if count is None else f"{count:,}"
    )


def _english_argument(value: Argument) -> str:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, datetime):
        return f"{value.astimezone():%Y-%m-%d %H:%M}"
    return f"{value:%H:%M}" if isinstance(value, time) else value.isoformat()


def _packed(value: Argument) -> object:
    if isinstance(value, Message):
        return _bare_parts(value)
    if isinstance(value, float) and not math.isfinite(value):
        return f"{value:g}"
    for kind, name in _NAMES:
        if isinstance(value, kind):
            return {name: value.isoformat()}
    return value


def _unpacked(value: Any) -> Argument:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return value
    for kind, name in _NAMES:
        if name in value:
            return kind.fromisoformat(value[name])
    return _message(value)


_NAMES: tuple[tuple[type[datetime] | type[date] | type[time], str], ...] = (
    (datetime, "moment"),
    (date, "date"),
    (time, "time"),
)
"""The name of a date or time type in the JSON. A datetime is also a date, so it comes first."""


def _rebuilt(text: str, arguments: tuple[Argument, ...], count: int | None) -> Message:
    return Message(text, *arguments, count=count)


NOTHING = Message("")
