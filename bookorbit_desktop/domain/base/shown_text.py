"""Makes untrusted text safe to show: names of devices, logins and hosts, and paths."""

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
