"""The base class of all tables."""

from peewee import DatabaseProxy, Model

database_proxy = DatabaseProxy()


class Table(Model):
    """The base class of all tables: sets the database and the naming."""

    class Meta:
        database = database_proxy
        legacy_table_names = False
