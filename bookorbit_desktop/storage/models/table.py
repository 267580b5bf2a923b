"""What all tables share."""

from peewee import DatabaseProxy, Model

database_proxy = DatabaseProxy()


class Table(Model):
    """What all tables share: the database, and names as they are written here."""

    class Meta:
        database = database_proxy
        legacy_table_names = False
