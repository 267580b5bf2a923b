"""Books that wait in the Inbox for review. Existing books do not."""

from peewee import AutoField, BooleanField, Database, FloatField, ForeignKeyField, Model, TextField
from playhouse.migrate import SchemaMigrator


class Book(Model):
    id = AutoField()

    class Meta:
        legacy_table_names = False


class BookReview(Model):
    book = ForeignKeyField(Book, primary_key=True, on_delete="CASCADE")
    since = FloatField()
    named = BooleanField()
    manual = BooleanField()
    held = BooleanField()
    candidates = TextField(default="[]")
    asked_at = FloatField(null=True)
    problem = TextField(default="")
    refusal = TextField(default="")

    class Meta:
        legacy_table_names = False


TABLES = (BookReview,)


def up(migrator: SchemaMigrator, db: Database) -> None:
    with db.bind_ctx((Book, *TABLES)):
        db.create_tables(TABLES)
