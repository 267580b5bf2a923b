"""Separate columns for each part of a book's Hardcover state, so that each owner writes its own."""

from peewee import Database, FloatField, IntegerField, TextField
from playhouse.migrate import SchemaMigrator, migrate


def up(migrator: SchemaMigrator, db: Database) -> None:
    migrate(
        migrator.add_column("hardcover_book", "confirmed_id", IntegerField(null=True)),
        migrator.add_column("hardcover_book", "replaces_status", IntegerField(null=True)),
        migrator.add_column("hardcover_book", "score", FloatField(default=1.0)),
        migrator.add_column("hardcover_book", "failure", TextField(default="")),
        migrator.add_column("reading", "rated_at", FloatField(null=True)),
    )
    db.execute_sql("UPDATE hardcover_book SET failure = reason WHERE failures > 0")
    db.execute_sql(
        "UPDATE hardcover_book SET confirmed_id = hardcover_id WHERE method = 'title_author' AND NOT needs_review"
    )
    # An entry of the shelf that was taken over unseen was marked so by hand; the mark now follows from the method.
    db.execute_sql(
        "UPDATE hardcover_book SET method = 'title_author' WHERE method = 'shelf' AND needs_review"
    )
