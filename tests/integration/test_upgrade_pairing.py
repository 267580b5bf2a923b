"""A library of the first version gets the table of paired logins, and its account stays."""

from datetime import UTC, datetime
from pathlib import Path

from bookorbit_desktop.domain.koreader.account import AccountRecord, PairedRecord
from bookorbit_desktop.domain.koreader.pairing import PairedLogin
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.db.settings import SettingsRepository
from bookorbit_desktop.storage.koreader.paired_logins import PairedLoginRepository
from tests.integration.test_upgrades import FIRST, made_by

ADD_ACCOUNT = "INSERT INTO account (id, username, salt, key_hash) VALUES (1, 'reader', x'01', x'02')"
MOMENT = datetime(2026, 5, 1, 12, tzinfo=UTC)


def test_a_library_of_the_first_version_is_upgraded(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST)
    with then:
        then.execute(ADD_ACCOUNT)
    then.close()
    database, repository = Database(path), PairedLoginRepository()
    assert SettingsRepository(database).account() == AccountRecord("reader", b"\x01", b"\x02")
    assert repository.all() == []
    anna = PairedRecord(PairedLogin("anna", MOMENT, "192.168.1.40"), AccountRecord("anna", b"salt", b"hash"))
    database.write(lambda: repository.put([anna]))
    database.close()
    database = Database(path)
    assert repository.all() == [anna]
    database.write(lambda: repository.note_use("anna", MOMENT))
    assert repository.all()[0].login.last_used_at == MOMENT
    database.write(lambda: repository.remove(["anna"]))
    assert repository.all() == []
    database.close()
