"""Text for spreadsheets."""

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guarded(text: str) -> str:
    """`text` made safe from formula evaluation by a leading apostrophe if needed (OWASP, "CSV injection")."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text
