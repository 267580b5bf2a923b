"""The reading journal: list, enter, correct and delete sessions."""
