"""Text for spreadsheets."""

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def unguarded(text: str) -> str:
    """What `guarded` was given, as far as the text tells."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(_STARTS_FORMULA) else text


def guarded(text: str) -> str:
    """`text` made safe from formula evaluation by a leading apostrophe if needed (OWASP, "CSV injection")."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text
