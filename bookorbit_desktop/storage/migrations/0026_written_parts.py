"""What a run writes into files beside title, authors and series, so that an interrupted run can continue."""

from peewee import Database, TextField
from playhouse.migrate import SchemaMigrator, migrate


def up(migrator: SchemaMigrator, db: Database) -> None:
    migrate(migrator.add_column("file_run", "parts", TextField(default="[]")))
