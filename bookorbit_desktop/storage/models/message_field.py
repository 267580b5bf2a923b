"""A column of messages: JSON with separate arguments, or plain text from an older version."""

from typing import Any

from peewee import TextField

from bookorbit_desktop.domain.base.messages import restored, stored


class MessageField(TextField):
    """Accepts any text and returns a Message. None stays None."""

    def db_value(self, value: Any) -> Any:
        """The value to store."""
        return None if value is None else stored(value)

    def python_value(self, value: Any) -> Any:
        """The stored value as a message."""
        return None if value is None else restored(value)
