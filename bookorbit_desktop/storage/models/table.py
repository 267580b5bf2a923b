"""The base class of all tables, and a column of messages."""

from typing import Any

from peewee import DatabaseProxy, Model, TextField

from bookorbit_desktop.domain.base.messages import restored, stored

database_proxy = DatabaseProxy()


class Table(Model):
    """The base class of all tables: sets the database and the naming."""

    class Meta:
        database = database_proxy
        legacy_table_names = False


class MessageField(TextField):
    """Accepts any text and returns a Message. None stays None."""

    def db_value(self, value: Any) -> Any:
        """The value to store."""
        return None if value is None else stored(value)

    def python_value(self, value: Any) -> Any:
        """The stored value as a message."""
        return None if value is None else restored(value)
