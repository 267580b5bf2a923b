"""What is wrong with a cover alone is told by a column: until now it was told by how the sentence begins."""

from peewee import BooleanField, Database
from playhouse.migrate import SchemaMigrator, migrate


def up(migrator: SchemaMigrator, db: Database) -> None:
    migrate(migrator.add_column("book_file", "blames_cover", BooleanField(default=False)))
    db.execute_sql("UPDATE book_file SET blames_cover = 1 WHERE problem LIKE 'The cover %'")
