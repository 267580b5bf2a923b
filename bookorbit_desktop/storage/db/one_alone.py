"""Parts of a writer job that may fail on their own."""

import logging
from collections.abc import Callable
from typing import TypeVar

from bookorbit_desktop.domain.base.errors import StorageUnavailable
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.db.faults import plain_error

logger = logging.getLogger(__name__)

T = TypeVar("T")


def one_alone(database: Database, what: str, work: Callable[[], T]) -> T | None:
    """Do one part of a job; returns None, with nothing of it stored, if it fails. Other parts go on.

    `what` names it in the log. Raises errors of the whole job: the disk, the database, a lost transaction.
    """
    connection = database.connection()
    connection.execute("SAVEPOINT one")
    try:
        done = work()
    except Exception as error:
        if isinstance(plain_error(error), StorageUnavailable) or not connection.in_transaction:
            raise
        connection.execute("ROLLBACK TO one")
        connection.execute("RELEASE one")
        logger.exception("%s could not be stored", what)
        return None
    connection.execute("RELEASE one")
    return done
