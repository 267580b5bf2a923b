"""Backups of the library: their names, contents, and which may be deleted."""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.messages import NOTHING, Message

KEEP_ALL: Final = timedelta(days=2)
KEEP_DAYS: Final = timedelta(days=7)
KEEP_WEEKS: Final = timedelta(weeks=5)
KEEP_MONTHS: Final = timedelta(days=365)
DAILY: Final = timedelta(days=1)
_NAME: Final = re.compile(r"library-(\d{4}-\d\d-\d\d-\d{6})-([a-z][a-z-]*)(?:-(\d{1,3}))?\.sqlite3", re.ASCII)
_TIME: Final = "%Y-%m-%d-%H%M%S"


class BackupReason(StrEnum):
    """Why a backup was made."""

    MANUAL = "manual"
    DAILY = "daily"
    BEFORE_UPGRADE = "before-upgrade"
    BEFORE_EDIT = "before-edit"
    BEFORE_IMPORT = "before-import"
    BEFORE_MERGE = "before-merge"
    BEFORE_RESTORE = "before-restore"


@dataclass(frozen=True, slots=True)
class LibraryCounts:
    """The contents of a library in numbers."""

    books: int = 0
    positions: int = 0
    reads: int = 0
    highlights: int = 0
    newest_push: datetime | None = None
    """When a device last sent something; None if none has."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A file in the backup folder."""

    name: str
    made_at: datetime
    reason: BackupReason | None
    """None for a copy that BookOrbit didn't make itself, which is never thinned."""
    size: int
    """Bytes."""
    schema: str = ""
    """The newest migration it contains."""
    counts: LibraryCounts = LibraryCounts()
    problem: Message = NOTHING
    """Why it can't be restored; empty for a good one."""
    folder: str = ""

    @property
    def is_good(self) -> bool:
        """Whether it can be restored."""
        return not self.problem


def backup_name(made_at: datetime, reason: BackupReason, number: int = 1) -> str:
    """The file name of a backup: the time in UTC, so that names sort correctly when clocks go back."""
    ending = f"-{number}" if number > 1 else ""
    return f"library-{made_at.astimezone(UTC).strftime(_TIME)}-{reason}{ending}.sqlite3"


def parse_backup_name(name: str) -> tuple[datetime, BackupReason] | None:
    """When and why a backup was made, from its name; None for a name not made by `backup_name`."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        return datetime.strptime(found[1], _TIME).replace(tzinfo=UTC), BackupReason(found[2])
    except ValueError:
        return None


def newest_good(backups: Iterable[Backup]) -> Backup | None:
    """The newest backup that can be restored."""
    return max(
        (backup for backup in backups if backup.is_good), key=lambda b: (b.made_at, b.name), default=None
    )


def is_daily_due(backups: Iterable[Backup], now: datetime) -> bool:
    """Whether the newest good backup is at least a day old.

    One from the future doesn't count: it was dated by a wrong clock, and waiting for it could take years.
    """
    return not any(backup.is_good and now - DAILY < backup.made_at <= now for backup in backups)


def to_thin(backups: Sequence[Backup], now: datetime) -> list[Backup]:
    """Return the automatic backups that may be deleted.

    All from the last two days are kept, then one a day for a week, one a week for five weeks, one a month for
    a year: always the newest of the period. The newest good one, those made by the person, copies and damaged
    files are also kept.
    """
    automatic = [b for b in backups if b.reason not in (None, BackupReason.MANUAL) and b.is_good]
    automatic.sort(key=lambda backup: (backup.made_at, backup.name), reverse=True)
    kept = {backup.name for backup in automatic[:1]}
    for longest, period in _PERIODS:
        young = [backup for backup in automatic if now - backup.made_at < longest]
        kept |= {backup.name for backup in _newest_of_each(young, period)}
    return [backup for backup in automatic if backup.name not in kept]


def _newest_of_each(backups: Iterable[Backup], period: Callable[[Backup], Hashable]) -> Iterable[Backup]:
    """The newest backup of each period; `backups` are newest first."""
    first: dict[Hashable, Backup] = {}
    for backup in backups:
        first.setdefault(period(backup), backup)
    return first.values()


_PERIODS: Final[tuple[tuple[timedelta, Callable[[Backup], Hashable]], ...]] = (
    (KEEP_ALL, lambda backup: backup.name),
    (KEEP_DAYS, lambda backup: backup.made_at.date()),
    (KEEP_WEEKS, lambda backup: backup.made_at.isocalendar()[:2]),
    (KEEP_MONTHS, lambda backup: (backup.made_at.year, backup.made_at.month)),
)
"""How long one backup of each calendar period is kept, so that a month's backup remains its backup."""


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """What a restore would change. Nothing has been changed yet."""

    backup: Backup
    here: LibraryCounts
    """The current contents of the library."""


class BackupFailed(BookOrbitError):
    """No backup was made, or none can be restored; the message says why. Nothing was changed."""


class BackupStopped(Exception):
    """The backup was cancelled because the program quits, leaving nothing behind."""
