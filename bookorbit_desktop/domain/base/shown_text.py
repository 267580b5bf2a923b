"""Makes untrusted text safe to show: names of devices, logins and hosts, paths, and cells of spreadsheets."""

import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Zl", "Zp"})
"""Control characters, and marks that change the text direction."""
_NO_CHARACTER = frozenset({"Cs", "Cn", "Co"})
"""Surrogates and unassigned characters, which are shown as a question mark."""


def shown(text: str, limit: int) -> str:
    """A text on one line of at most `limit` characters, without control characters."""
    line = " ".join("".join(map(_visible, text)).split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def _visible(character: str) -> str:
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category in _HIDDEN:
        return ""
    return "?" if category in _NO_CHARACTER else character


def path_text(path: bytes) -> str:
    """A path, or part of one, as text. Bytes that aren't UTF-8 become "�"."""
    return path.decode("utf-8", "replace")


_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def unguarded(text: str) -> str:
    """What `guarded` was given, as far as the text tells."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(_STARTS_FORMULA) else text


def guarded(text: str) -> str:
    """`text` made safe from formula evaluation by a leading apostrophe if needed (OWASP, "CSV injection")."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text
