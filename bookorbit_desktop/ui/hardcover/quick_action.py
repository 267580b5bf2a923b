"""The actions that a card offers on its cover."""

from enum import StrEnum


class QuickAction(StrEnum):
    """What changes a match, in the order in which it is shown."""

    PICK = "pick"
    REMATCH = "rematch"
    EXCLUDE = "exclude"
    """Or include again, where the book is excluded."""
