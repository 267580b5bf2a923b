"""Which cover of Calibre's was taken last; every library is looked at again for them."""

from peewee import Database, TextField
from playhouse.migrate import SchemaMigrator, migrate


def up(migrator: SchemaMigrator, db: Database) -> None:
    migrate(migrator.add_column("calibre_book", "cover", TextField(default="")))
    db.execute_sql("UPDATE calibre_library SET stamp = ''")
