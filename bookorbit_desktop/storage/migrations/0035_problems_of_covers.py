"""A column for problems with a cover alone, which were told by the start of their sentence until now."""

from peewee import BooleanField, Database
from playhouse.migrate import SchemaMigrator, migrate


def up(migrator: SchemaMigrator, db: Database) -> None:
    migrate(migrator.add_column("book_file", "blames_cover", BooleanField(default=False)))
    db.execute_sql("UPDATE book_file SET blames_cover = 1 WHERE problem LIKE 'The cover %'")
