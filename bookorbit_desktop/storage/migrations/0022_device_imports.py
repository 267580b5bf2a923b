"""What was imported from KOReader devices: page views, reports about each book, and clock corrections."""

from peewee import CompositeKey, Database, FloatField, ForeignKeyField, IntegerField, Model, TextField
from playhouse.migrate import SchemaMigrator


class Table(Model):
    class Meta:
        legacy_table_names = False


class Book(Table):
    pass


class PageView(Table):
    document = TextField()
    page = IntegerField()
    start_time = IntegerField()
    seconds = IntegerField()
    total_pages = IntegerField()
    device = TextField()
    shift = IntegerField(default=0)
    book = ForeignKeyField(Book, null=True, on_delete="SET NULL")

    class Meta:
        primary_key = CompositeKey("document", "page", "start_time")
        indexes = ((("start_time",), False), (("device",), False))
        without_rowid = True


class DeviceBook(Table):
    device = TextField()
    key = TextField()
    book = ForeignKeyField(Book, null=True, on_delete="CASCADE")
    status = TextField(null=True)
    rating = FloatField(null=True)
    started_on = TextField(null=True)
    finished_on = TextField(null=True)
    percentage = FloatField(null=True)
    review = TextField()
    kept_review = TextField()
    undated_seconds = IntegerField()
    declined = TextField()
    imported_at = FloatField()

    class Meta:
        primary_key = CompositeKey("device", "key")


class DeviceClock(Table):
    device = TextField(primary_key=True)
    seconds = IntegerField()
    since = IntegerField(null=True)
    pushes = IntegerField()
    corrected_at = FloatField()


TABLES = (PageView, DeviceBook, DeviceClock)


def up(migrator: SchemaMigrator, db: Database) -> None:
    with db.bind_ctx((Book, *TABLES)):
        db.create_tables(TABLES)
