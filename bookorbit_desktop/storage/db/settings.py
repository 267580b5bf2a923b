"""Settings as one frozen record over rows of JSON, and the account that readers log in with."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from bookorbit_desktop.domain.base.appearance import LanguageChoice, LogLevel, ThemeChoice
from bookorbit_desktop.domain.files.organise import DEFAULT_TEMPLATE
from bookorbit_desktop.domain.hardcover.catalogue import Privacy
from bookorbit_desktop.domain.reading.reading import FINISHED_AT_DEFAULT
from bookorbit_desktop.domain.reading.step_back import BackwardRule
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.models import Account, Setting

_REMEMBERED = "window:"
"""Begins the keys of what the window remembers; no field of Settings has a colon."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person chose. Every field has the default a newcomer starts with."""

    accept_progress: bool = True
    """Off: readers' logins get 401 with the reason, pushes and pulls 503 (`Guard.admit` says why)."""
    offer_catalogue: bool = True
    """Readers may browse and download the books (OPDS). Only with the account, so nothing opens by itself."""
    watch_folders: bool = True
    """Changes in the folders of the library are read by themselves."""
    review_new_books: bool = False
    """New books wait in the Inbox; off: only those of which title or author are not known."""
    organise_files: bool = False
    """Files may be copied or moved by the template, when the person asks for it."""
    organise_template: str = DEFAULT_TEMPLATE
    write_metadata: bool = False
    """Metadata may be written into EPUBs, when the person asks for it."""
    written_parts: tuple[str, ...] = ()
    """Values of WrittenPart that were ticked the last time."""
    port: int = 7200
    finished_at: float = FINISHED_AT_DEFAULT
    """0..1, one of reading.FINISHED_AT_CHOICES."""
    backward: str = BackwardRule.ASK
    """What a step back of a device does to the place of its book."""
    own_device_id: str = ""
    """The device_id of positions that were restored here; made with the first one."""
    hardcover_enabled: bool = True
    hardcover_on_status: bool = True
    """Send by itself when a status or its dates change."""
    hardcover_on_progress: bool = True
    hardcover_on_rating: bool = True
    hardcover_privacy: int | None = Privacy.PRIVATE
    """None leaves privacy as it is on Hardcover."""
    hardcover_pull_wishes: bool = False
    """Want to Read on Hardcover becomes Want to Read here, too."""
    hardcover_confirmed: bool = False
    """Automatic sync begins once the person has confirmed a first one (DECISIONS.md, "consent")."""
    hardcover_username: str = ""
    hardcover_paused_until: float = 0.0
    """Seconds since 1970; nothing is sent by itself before."""
    hardcover_user_id: int | None = None
    """The account that the acknowledged states belong to."""
    close_to_tray_told: bool = False
    close_to_tray: bool = True
    """Closing the window leaves the program in the tray; off: it ends the program."""
    listen_on: str = ""
    """The address of this computer that readers come to; empty means every one."""
    host_names: tuple[str, ...] = ()
    """Names that devices may reach this computer by besides its own, such as that of a reverse proxy."""
    device_host: str = ""
    """The address of this computer at which a device reached it last."""
    theme: str = ThemeChoice.SYSTEM
    language: str = LanguageChoice.SYSTEM
    """Holds from the next start on."""
    log_level: str = LogLevel.INFO
    muted_notifications: tuple[str, ...] = ()
    """Values of NotificationKind that were switched off."""
    quiet_hours: bool = False
    quiet_from: int = 22 * 60
    """Minutes after midnight."""
    quiet_to: int = 7 * 60
    relay_enabled: bool = False
    relay_url: str = ""
    """Another kosync server, such as https://sync.koreader.rocks:443; the key is in the password store."""
    relay_username: str = ""
    first_run_done: bool = False
    """The first steps were gone through, or closed."""


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """The account as it is kept: no passphrase, only a scrypt hash of KOReader's key."""

    username: str
    salt: bytes
    key_hash: bytes
    key_sign: int | None = None
    """Six bits of a hash of the key; None until a login that an earlier version made is used."""


class SettingsRepository:
    """Keeps the settings and the account. Methods that change run inside a job of the writer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self) -> Settings:
        """The settings as stored; fields never stored have their default."""
        known = {field.name for field in fields(Settings)}
        rows = ((row.key, json.loads(row.value)) for row in Setting.select() if row.key in known)
        stored: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in rows}
        return Settings(**stored)

    def store(self, before: Settings, after: Settings) -> None:
        """Keep the fields that differ, and no other: a program beside this one may have changed those."""
        known = asdict(before)
        rows = [
            {"key": key, "value": json.dumps(value)}
            for key, value in asdict(after).items()
            if value != known[key]
        ]
        Setting.replace_many(rows).execute()

    def load_remembered(self) -> dict[str, Any]:
        """How the window was left, as stored by `store_remembered`."""
        rows = Setting.select().where(Setting.key.startswith(_REMEMBERED))
        return {row.key.removeprefix(_REMEMBERED): json.loads(row.value) for row in rows}

    def store_remembered(self, values: Mapping[str, Any]) -> None:
        """Keep these beside what is there."""
        rows = [{"key": _REMEMBERED + key, "value": json.dumps(value)} for key, value in values.items()]
        Setting.replace_many(rows).execute()

    def account(self) -> AccountRecord | None:
        """The account, or None before one was made."""
        row = Account.get_or_none(Account.id == 1)
        if row is None:
            return None
        return AccountRecord(row.username, bytes(row.salt), bytes(row.key_hash), row.key_sign)

    def add_account(self, account: AccountRecord) -> AccountRecord:
        """Store the one account unless there is one. The account that there is now."""
        there = self.account()
        if there is None:
            self.store_account(account)
        return there or account

    def store_account(self, account: AccountRecord) -> None:
        """Replace the one account."""
        Account.replace(
            id=1,
            username=account.username,
            salt=account.salt,
            key_hash=account.key_hash,
            key_sign=account.key_sign,
        ).execute()

    def store_sign(self, account: AccountRecord) -> None:
        """Keep the sign of a key; nothing happens if the account has another key by now."""
        Account.update(key_sign=account.key_sign).where(Account.key_hash == account.key_hash).execute()
