"""Journal lines stored before their request is sent, and the reads created by a request."""

from peewee import BooleanField, Database, IntegerField, TextField
from playhouse.migrate import SchemaMigrator, migrate


def up(migrator: SchemaMigrator, db: Database) -> None:
    migrate(
        migrator.add_column("sync_journal", "entry_id", IntegerField(default=0)),
        migrator.add_column("sync_journal", "made", TextField(default="")),
        migrator.add_column("sync_journal", "answered", BooleanField(default=True)),
        migrator.add_index("sync_journal", ("entry_id",)),
    )
    db.execute_sql("UPDATE sync_journal SET entry_id = json_extract(after, '$.id')")
