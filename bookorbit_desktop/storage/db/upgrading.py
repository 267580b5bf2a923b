"""Brings a library up to date: all migrations that it lacks, after a backup."""

from pathlib import Path

from peewee import SqliteDatabase
from playhouse.migrations import Runner

from bookorbit_desktop.domain.base.errors import DatabaseTooNew
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.storage.db.backup_folder import back_up_before_upgrade
from bookorbit_desktop.storage.db.opening import CannotOpen, OpeningFault, telling_faults

MIGRATIONS = Path(__file__).parents[1] / "migrations"


def upgrade(database: SqliteDatabase, path: Path) -> None:
    """Apply the migrations that the library at `path` lacks; a new library is not backed up.

    Raises DatabaseTooNew, CannotOpen, and DataFolderUnusable without room for a backup; the library is as it was then.
    """
    runner = Runner(database, str(MIGRATIONS))
    status = runner.status()
    if any(migration.path is None for migration in status):
        raise DatabaseTooNew(
            Message(
                "This library was written by a newer BookOrbit Desktop. "
                "Install that version, or use another folder."
            )
        )
    pending = [migration for migration in status if migration.applied is None]
    if not pending:
        return
    if len(pending) < len(status):
        # Through a connection of its own: the copy is of one moment, checked, and where all backups are.
        back_up_before_upgrade(path)
    _apply_all(runner, database, path)


def _apply_all(runner: Runner, database: SqliteDatabase, path: Path) -> None:
    """Apply all or none: the version before could not open what is half upgraded."""
    # A table that is made anew must not take others along; within a transaction this can't be switched.
    database.pragma("foreign_keys", 0)
    try:
        with telling_faults(path), database.atomic():
            runner.up()
    except CannotOpen:
        raise
    except Exception as error:
        raise CannotOpen(OpeningFault.NOT_UPGRADED, path) from error
    finally:
        database.pragma("foreign_keys", 1)
