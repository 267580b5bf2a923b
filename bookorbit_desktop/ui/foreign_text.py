"""Makes text from outside (titles, device names, file names) safe to show, copy or export.

Inside the program no text is markup (`theme`); other programs, such as the desktop's panel, interpret
markup and direction marks in their own ways.
"""

import html
import re

LONGEST_TITLE = 120
_INVISIBLE = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_ISOLATES = re.compile("[\u2066-\u2069]")
_GAPS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_MARKUP_BEGINS = re.compile(r"<(?=\S)|&(?=[#\w]+;)")
_WORD_JOINER = "\u2060"
_LONG_WORD = re.compile(r"\S{20,}")
_BREAK = re.compile(r"[_.\-/\\]|[^\W_]{12}")
"""Where a long word may wrap: KOReader's device names have underscores for spaces, folders have slashes."""


def without_marks(text: str) -> str:
    """`text` without direction marks."""
    return _INVISIBLE.sub("", text)


def balanced(text: str) -> str:
    """`text` without unpaired isolate marks.

    Such a mark would end the isolate around the text, or affect the words after it.
    """
    depth = lowest = 0
    for letter in text:
        depth += (letter in "\u2066\u2067\u2068") - (letter == "\u2069")
        lowest = min(lowest, depth)
    return text if depth == 0 == lowest else _ISOLATES.sub("", text)


def one_line(text: str, longest: int = LONGEST_TITLE) -> str:
    """`text` for a title bar or menu: one line without invisible marks, at most `longest` characters."""
    line = _GAPS.sub(" ", without_marks(text)).strip()
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def for_button(text: str) -> str:
    """`text` for a button or menu entry, with ampersands escaped, as one would mark a shortcut key."""
    return text.replace("&", "&&")


def never_markup(text: str) -> str:
    """`text` that looks the same but never parses as markup: for a tray icon's tooltip.

    Panels show it as plain text or as HTML, and cannot be asked which.
    """
    return _MARKUP_BEGINS.sub(lambda found: found[0] + _WORD_JOINER, text)


def for_notification(text: str, *, reads_markup: bool) -> str:
    """The body of a notification, escaped for a desktop that reads it as markup.

    Source: freedesktop.org, Desktop Notifications Specification, "Markup": with the capability "body-markup" the
    body may hold <b>, <a href> and <img src>.
    """
    return html.escape(text, quote=False) if reads_markup else text


def breakable(text: str) -> str:
    """Let long words wrap, such as names of devices."""
    return _LONG_WORD.sub(lambda found: _BREAK.sub("\\g<0>\u200b", found[0]), text)
