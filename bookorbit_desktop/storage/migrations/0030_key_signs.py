"""Six bits of each key, which reject most wrong ones without scrypt; learned at the next successful login."""

from peewee import Database, IntegerField
from playhouse.migrate import SchemaMigrator, migrate


def up(migrator: SchemaMigrator, db: Database) -> None:
    migrate(
        migrator.add_column("account", "key_sign", IntegerField(null=True)),
        migrator.add_column("paired_login", "key_sign", IntegerField(null=True)),
    )
