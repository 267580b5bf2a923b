"""The Calibre cover imported last; every library is scanned again for covers."""

from peewee import Database, TextField
from playhouse.migrate import SchemaMigrator, migrate


def up(migrator: SchemaMigrator, db: Database) -> None:
    migrate(migrator.add_column("calibre_book", "cover", TextField(default="")))
    db.execute_sql("UPDATE calibre_library SET stamp = ''")
