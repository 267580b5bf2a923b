"""Text for spreadsheets."""

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guarded(text: str) -> str:
    """`text` such that no spreadsheet computes it: an apostrophe goes before it (OWASP, "CSV injection")."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text
