"""Nobody else on this computer reads what the program keeps."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.services.core import DATABASE_NAME
from bookorbit_desktop.services.library.covers import CoverStore
from bookorbit_desktop.storage.db.database import Database
from tests.services import make_services


@pytest.fixture
def open_to_others() -> Iterator[None]:
    """The usual umask: what is written can be read by everybody."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def rights_of_others(folder: Path) -> set[str]:
    """What others may open in a folder."""
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    }


def open_and_close(data_dir: Path) -> None:
    Database(data_dir / DATABASE_NAME).close()  # a first start makes the file itself
    services = make_services(data_dir)
    CoverStore(data_dir / "covers").put(BookId(1), b"picture", replace=True)
    services.koreader_login.ensure()
    assert rights_of_others(data_dir) <= {"books", "books/mine.epub"}
    services.database.close()


@pytest.mark.usefixtures("open_to_others")
def test_files_are_private_in_a_folder_that_was_there_before(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    (data_dir / "books").mkdir(parents=True)
    (data_dir / "books" / "mine.epub").write_bytes(b"book")
    open_and_close(data_dir)
    assert stat.S_IMODE(data_dir.stat().st_mode) == 0o755
    assert rights_of_others(data_dir) == {"books", "books/mine.epub"}


@pytest.mark.usefixtures("open_to_others")
def test_files_that_an_earlier_version_left_open_become_private(tmp_path: Path) -> None:
    open_and_close(tmp_path)
    for path in tmp_path.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    open_and_close(tmp_path)
    assert rights_of_others(tmp_path) == set()
