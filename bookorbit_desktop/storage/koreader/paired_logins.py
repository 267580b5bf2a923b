"""The logins of paired devices: a scrypt hash of each key, never the key."""

from collections.abc import Iterable
from datetime import UTC, datetime

from bookorbit_desktop.domain.koreader.account import AccountRecord, PairedRecord
from bookorbit_desktop.domain.koreader.pairing import PairedLogin
from bookorbit_desktop.storage import models


class PairedLoginRepository:
    """Stores logins by name. Methods that change data run inside a writer job."""

    def all(self) -> list[PairedRecord]:
        """All logins, oldest first."""
        return [_from_row(row) for row in models.PairedLogin.select().order_by(models.PairedLogin.paired_at)]

    def put(self, records: Iterable[PairedRecord]) -> None:
        """Store logins."""
        models.PairedLogin.replace_many([_to_row(paired) for paired in records]).execute()

    def remove(self, usernames: Iterable[str]) -> None:
        """Remove logins."""
        models.PairedLogin.delete().where(models.PairedLogin.username.in_(list(usernames))).execute()

    def note_use(self, username: str, used_at: datetime) -> None:
        """Store that a login was used. Does nothing if it was removed in the meantime."""
        models.PairedLogin.update(last_used_at=used_at.timestamp()).where(
            models.PairedLogin.username == username
        ).execute()

    def store_sign(self, record: AccountRecord) -> None:
        """Store the sign of a key, unless its name has another key by now."""
        models.PairedLogin.update(key_sign=record.key_sign).where(
            models.PairedLogin.username == record.username, models.PairedLogin.key_hash == record.key_hash
        ).execute()


def _to_row(paired: PairedRecord) -> dict[str, object]:
    login, used = paired.login, paired.login.last_used_at
    return {
        "username": login.username,
        "salt": paired.record.salt,
        "key_hash": paired.record.key_hash,
        "paired_at": login.paired_at.timestamp(),
        "address": login.address,
        "last_used_at": None if used is None else used.timestamp(),
        "key_sign": paired.record.key_sign,
    }


def _from_row(row: models.PairedLogin) -> PairedRecord:
    used = row.last_used_at
    login = PairedLogin(
        row.username,
        datetime.fromtimestamp(row.paired_at, UTC),
        row.address,
        None if used is None else datetime.fromtimestamp(used, UTC),
    )
    record = AccountRecord(row.username, bytes(row.salt), bytes(row.key_hash), row.key_sign)
    return PairedRecord(login, record)
