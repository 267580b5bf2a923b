"""A library of the first version gets other names and the relay's tables; its pushes came from readers."""

from pathlib import Path

from bookorbit_desktop.storage.db.database import Database
from tests.integration.test_upgrades import FIRST, made_by

OLD_ROWS = (
    "INSERT INTO device (id, key, name, first_seen, last_seen, pushes) VALUES (1, 'k', 'Kobo', 1.0, 1.0, 1)",
    "INSERT INTO push (document, device_id, progress, percentage, received_at) VALUES ('d', 1, '/body', 0.25, 1.0)",
)


def test_a_library_of_the_first_version_is_upgraded(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST)
    with then:
        for row in OLD_ROWS:
            then.execute(row)
    then.close()
    database = Database(path)
    pushes = database.connection().execute("SELECT document, percentage, relayed FROM push").fetchall()
    assert pushes == [("d", 0.25, 0)]
    for table in ("document_name", "document_writer", "relay_document"):
        assert database.connection().execute(f"SELECT COUNT(*) FROM {table}").fetchone() == (0,)
    database.close()
