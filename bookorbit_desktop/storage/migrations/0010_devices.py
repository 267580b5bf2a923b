"""Names given to devices, forgotten devices, and devices that share an id."""

from peewee import BareField, Database, FloatField, ForeignKeyField, IntegerField, Model, TextField
from playhouse.migrate import SchemaMigrator


class Table(Model):
    class Meta:
        legacy_table_names = False


class Device(Table):
    pass


class Sighting(Table):
    key = TextField()
    device = ForeignKeyField(Device)
    name = TextField()
    address = TextField()
    began = FloatField()
    ended = FloatField()
    pushes = IntegerField()
    document = TextField(default="")
    percentage = BareField(null=True)

    class Meta:
        indexes = ((("key", "name"), False),)


class SharedId(Table):
    device_id = TextField(primary_key=True)
    certainty = TextField()
    names = TextField()
    found_at = FloatField()
    fixed_at = FloatField(null=True)


_COLUMNS = (
    "ALTER TABLE device ADD COLUMN given_name TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE device ADD COLUMN forgotten_at REAL",
    "ALTER TABLE push ADD COLUMN sighting_id INTEGER",
    "ALTER TABLE reading ADD COLUMN last_device_id INTEGER",
)
_SEEN_BEFORE = """
INSERT INTO sighting (key, device_id, name, address, began, ended, pushes, document)
SELECT key, id, name, '', first_seen, last_seen, pushes, '' FROM device ORDER BY id
"""
_READ_ON = """
UPDATE reading SET last_device_id =
(SELECT CASE WHEN COUNT(*) = 1 THEN MIN(v.id) END FROM device v WHERE v.name = reading.last_device)
"""
"""Where several devices have that name, which of them it was is not known."""


def up(migrator: SchemaMigrator, db: Database) -> None:
    with db.bind_ctx((Device, Sighting, SharedId)):
        db.create_tables((Sighting, SharedId))
    for statement in (*_COLUMNS, _SEEN_BEFORE, _READ_ON):
        db.execute_sql(statement)
