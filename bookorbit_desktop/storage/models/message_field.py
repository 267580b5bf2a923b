"""A column of messages: JSON that keeps arguments apart, or plain text from an older version."""

from typing import Any

from peewee import TextField

from bookorbit_desktop.domain.base.messages import restored, stored


class MessageField(TextField):
    """Takes any text and returns a Message. None stays None."""

    def db_value(self, value: Any) -> Any:
        """What is stored."""
        return None if value is None else stored(value)

    def python_value(self, value: Any) -> Any:
        """What was stored, as a message."""
        return None if value is None else restored(value)
