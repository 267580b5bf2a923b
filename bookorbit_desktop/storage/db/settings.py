"""The settings, stored as rows of JSON, and the account that devices log in with."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from bookorbit_desktop.domain.koreader.account import AccountRecord
from bookorbit_desktop.domain.overview.settings import Settings
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.models import Account, Setting

_REMEMBERED = "window:"
"""The prefix of the window's keys; no field of Settings contains a colon."""


class SettingsRepository:
    """Stores the settings and the account. Methods that change data run inside a writer job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self) -> Settings:
        """The stored settings, with defaults for fields never stored."""
        known = {field.name for field in fields(Settings)}
        rows = ((row.key, json.loads(row.value)) for row in Setting.select() if row.key in known)
        stored: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in rows}
        return Settings(**stored)

    def store(self, before: Settings, after: Settings) -> None:
        """Store only the changed fields, because another program may have changed the others."""
        known = asdict(before)
        rows = [
            {"key": key, "value": json.dumps(value)}
            for key, value in asdict(after).items()
            if value != known[key]
        ]
        Setting.replace_many(rows).execute()

    def load_remembered(self) -> dict[str, Any]:
        """The state of the window as stored by `store_remembered`."""
        rows = Setting.select().where(Setting.key.startswith(_REMEMBERED))
        return {row.key.removeprefix(_REMEMBERED): json.loads(row.value) for row in rows}

    def store_remembered(self, values: Mapping[str, Any]) -> None:
        """Store these values, and keep the others."""
        rows = [{"key": _REMEMBERED + key, "value": json.dumps(value)} for key, value in values.items()]
        Setting.replace_many(rows).execute()

    def account(self) -> AccountRecord | None:
        """The account; None if there is none."""
        row = Account.get_or_none(Account.id == 1)
        if row is None:
            return None
        return AccountRecord(row.username, bytes(row.salt), bytes(row.key_hash), row.key_sign)

    def add_account(self, account: AccountRecord) -> AccountRecord:
        """Store the account unless there is one. Returns the stored account."""
        there = self.account()
        if there is None:
            self.store_account(account)
        return there or account

    def store_account(self, account: AccountRecord) -> None:
        """Replace the account."""
        Account.replace(
            id=1,
            username=account.username,
            salt=account.salt,
            key_hash=account.key_hash,
            key_sign=account.key_sign,
        ).execute()

    def store_sign(self, account: AccountRecord) -> None:
        """Store the sign of a key, unless the account has another key by now."""
        Account.update(key_sign=account.key_sign).where(Account.key_hash == account.key_hash).execute()
