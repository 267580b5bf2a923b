"""A library of the first version gets other names and the relay's tables; its pushes came from readers."""

import shutil
from pathlib import Path

import pytest

from bookorbit_desktop.storage.db import database as database_module
from bookorbit_desktop.storage.db.database import MIGRATIONS, Database

OLD_ROWS = (
    "INSERT INTO device (id, key, name, first_seen, last_seen, pushes) VALUES (1, 'k', 'Kobo', 1.0, 1.0, 1)",
    "INSERT INTO push (document, device_id, progress, percentage, received_at) VALUES ('d', 1, '/body', 0.25, 1.0)",
)


def test_a_library_of_the_first_version_is_upgraded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, path = tmp_path / "first", tmp_path / "library.sqlite3"
    first.mkdir()
    shutil.copy(MIGRATIONS / "0001_first_tables.py", first)
    with monkeypatch.context() as patched:
        patched.setattr(database_module, "MIGRATIONS", first)
        old = Database(path)
        old.write(lambda: [old.connection().execute(row) for row in OLD_ROWS])
        old.close()
    database = Database(path)
    pushes = database.connection().execute("SELECT document, percentage, relayed FROM push").fetchall()
    assert pushes == [("d", 0.25, 0)]
    for table in ("document_name", "document_writer", "relay_document"):
        assert database.connection().execute(f"SELECT COUNT(*) FROM {table}").fetchone() == (0,)
    database.close()
