"""The text that each digest stands for, and the results of reading each file completely."""

from peewee import Database, IntegerField, TextField
from playhouse.migrate import SchemaMigrator, migrate


def up(migrator: SchemaMigrator, db: Database) -> None:
    migrate(
        migrator.add_column("digest", "spine", TextField(null=True)),
        migrator.add_column("digest", "content", TextField(null=True)),
        migrator.add_column("book_file", "full_md5", TextField(null=True)),
        migrator.add_column("book_file", "spine", TextField(null=True)),
        migrator.add_column("book_file", "identity_problem", TextField(null=True)),
        migrator.add_column("document", "newest_push", IntegerField(default=0)),
    )
    db.execute_sql(
        "UPDATE document SET newest_push ="
        " (SELECT COALESCE(MAX(push.id), 0) FROM push WHERE push.document = document.digest)"
    )
