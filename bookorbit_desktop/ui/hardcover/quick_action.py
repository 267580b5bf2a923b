"""The actions that a card offers on its cover."""

from enum import StrEnum


class QuickAction(StrEnum):
    """The actions that change a match, in the order shown."""

    PICK = "pick"
    REMATCH = "rematch"
    EXCLUDE = "exclude"
    """Excludes a book, or includes an excluded one."""
