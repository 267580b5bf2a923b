"""The library of a first start, made once in a process of tests and copied from then on.

Making one takes every migration there is. What a first start itself does is the business of test_database,
test_upgrades and the acceptance tests, which open a library where there is none.
"""

import os
import tempfile
from functools import cache
from pathlib import Path

from bookorbit_desktop.app.core import DATABASE_NAME
from bookorbit_desktop.storage.db.database import Database


def new_library(data_dir: Path) -> Path:
    """Put an empty library into a folder that has none, to be opened at once. Its path."""
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = data_dir / DATABASE_NAME
    if not path.exists():
        content = _content()
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
    return path


@cache
def _content() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / DATABASE_NAME
        Database(path).close()
        return path.read_bytes()
