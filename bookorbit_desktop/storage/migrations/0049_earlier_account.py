"""Which account a write went to, once the library is synced with another one."""

from peewee import Database, IntegerField
from playhouse.migrate import SchemaMigrator, migrate


def up(migrator: SchemaMigrator, db: Database) -> None:
    migrate(migrator.add_column("sync_journal", "earlier_account", IntegerField(null=True)))
