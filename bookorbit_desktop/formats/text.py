"""Texts from book files, in normal form."""

import re
from collections.abc import Iterable
from typing import Final

_LINE_LENGTH: Final = 1_000
_LIST_LENGTH: Final = 200
"""Far above any real title or list of authors; anything longer is cut."""

_CONTROLS: Final = dict.fromkeys(
    code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r\x85"
)
_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?![0-9])")
_YEAR: Final = re.compile(r"(?<![0-9])(1[0-9]{3}|20[0-9]{2})(?![0-9])")


def storable(text: str) -> str:
    """Return `text` without characters that databases or screens reject, such as control characters."""
    return text.translate(_CONTROLS).encode("utf-8", "replace").decode("utf-8")


def clean_line(text: str | None) -> str:
    """Return `text` as one storable line with single spaces."""
    return " ".join(storable(text or "").split())[:_LINE_LENGTH].rstrip()


def unique_lines(texts: Iterable[str | None]) -> tuple[str, ...]:
    """Return each text as one line, without empty ones and duplicates, in order."""
    lines = dict.fromkeys(line for text in texts if (line := clean_line(text)))
    return tuple(lines)[:_LIST_LENGTH]


def known_names(texts: Iterable[str | None]) -> tuple[str, ...]:
    """Return the names of people as `unique_lines`, without the "Unknown" that calibre and others write."""
    return tuple(name for name in unique_lines(texts) if name.lower() != "unknown")


def date_text(text: str | None) -> str:
    """Return a date as YYYY, YYYY-MM or YYYY-MM-DD, as precise as it can be read; otherwise "".

    Years before 1000 are what programs write for an unknown date (calibre: 0101-01-01).
    """
    cleaned = clean_line(text)
    match = _DATE.match(cleaned)
    if match is None:
        year = _YEAR.search(cleaned)
        return year[1] if year else ""
    year_digits, month, day = match.groups()
    if year_digits < "1000":
        return ""
    if not month or not 1 <= int(month) <= 12:
        return str(year_digits)
    if not day or not 1 <= int(day) <= 31:
        return f"{year_digits}-{month}"
    return f"{year_digits}-{month}-{day}"


def series_position(text: str | None) -> float | None:
    """Return a series index, such as 3 or 1.5; None unless it is a finite number from 0 up."""
    try:
        position = float(clean_line(text).replace(",", "."))
    except ValueError:
        return None
    return position if 0 <= position < 1_000_000 else None
