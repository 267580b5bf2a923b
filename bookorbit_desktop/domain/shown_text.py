"""Text of strangers as it may be shown: names of devices, of logins, of hosts."""

import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
"""Control characters, marks that turn the direction of what follows, halves of characters."""


def shown(text: str, limit: int) -> str:
    """A text as one line of at most `limit` characters, without characters that act instead of being seen."""
    line = " ".join("".join(map(_visible, text)).split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def _visible(character: str) -> str:
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in _HIDDEN else character
