"""Removing books: nothing is forgotten, and it can be taken back exactly."""

import asyncio
import os
from pathlib import Path

import pytest

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.files.removal import TrashRefused
from tests.books import write_epub


@pytest.fixture
def folder(tmp_path: Path, services: Services) -> Path:
    """A scanned folder with two books."""
    books = tmp_path / "books"
    books.mkdir()
    write_epub(books / "clocks.epub", title="The Clocks")
    write_epub(books / "emma.epub", title="Emma")
    asyncio.run(services.library.add_and_scan([str(books)]))
    return books


def titles(services: Services) -> list[str]:
    return [row.title for row in services.book_list.rows(BookQuery())]


def book_id(services: Services, title: str) -> BookId:
    return next(row.id for row in services.book_list.rows(BookQuery()) if row.title == title)


class Bin:
    """A Trash in a folder, laid out as freedesktop's."""

    def __init__(self, folder: Path) -> None:
        self.files, self.info = folder / "files", folder / "info"
        self.files.mkdir(parents=True)
        self.info.mkdir()

    def __call__(self, path: bytes) -> bytes:
        source = Path(os.fsdecode(path))
        place = self.files / source.name
        source.rename(place)
        (self.info / f"{source.name}.trashinfo").write_text("[Trash Info]\n")
        return os.fsencode(place)


def test_a_removed_book_is_gone_and_undo_brings_back_the_very_same(services: Services, folder: Path) -> None:
    emma = book_id(services, "Emma")
    services.reading.set_status([emma], StatusChange(ReadingStatus.ON_HOLD, rating=4.5))
    services.database.write(lambda: None)  # what the edit made of the state is written after this
    before, row = services.library.book(emma), services.book_list.rows(BookQuery("emma"))

    removed = services.removal.remove([emma])
    assert titles(services) == ["The Clocks"]
    assert services.book_list.counts() == {ReadingStatus.UNREAD: 1}
    assert services.states.counts() == {}
    assert [book["title"] for book in services.export.document()["books"]] == ["The Clocks"]
    assert (folder / "emma.epub").exists()

    assert services.removal.undo(removed).reasons == ()
    assert services.library.book(emma) == before
    assert services.book_list.rows(BookQuery("emma")) == row
    assert services.states.counts() == {HardcoverState.PENDING: 1}


def test_a_push_for_a_removed_book_is_kept_with_it(services: Services, folder: Path) -> None:
    emma = book_id(services, "Emma")
    digest = services.library.book(emma).files[0].partial_md5
    removed = services.removal.remove([emma])

    asyncio.run(services.progress.receive(Push(digest, "/body", 0.4, "Kobo", "id", None)))
    services.removal.undo(removed)

    assert services.library.book(emma).reading.percentage == 0.4


def test_a_removed_book_stays_removed_at_a_rescan_and_returns_when_added_again(
    services: Services, folder: Path
) -> None:
    emma = book_id(services, "Emma")
    services.removal.remove([emma])

    asyncio.run(services.library.rescan())
    assert titles(services) == ["The Clocks"]

    asyncio.run(services.library.add_and_scan([str(folder / "emma.epub")]))
    assert book_id(services, "Emma") == emma


def test_another_copy_of_a_removed_book_brings_it_back(services: Services, folder: Path) -> None:
    emma = book_id(services, "Emma")
    services.removal.remove([emma])
    (folder / "copy.epub").write_bytes((folder / "emma.epub").read_bytes())

    asyncio.run(services.library.rescan())

    assert book_id(services, "Emma") == emma


def test_files_go_to_the_trash_and_come_back_with_undo(
    services: Services, folder: Path, tmp_path: Path
) -> None:
    trash = Bin(tmp_path / "Trash")
    emma = book_id(services, "Emma")

    removed = services.removal.remove([emma], trash)
    assert not (folder / "emma.epub").exists()
    assert titles(services) == ["The Clocks"]

    assert services.removal.undo(removed).reasons == ()
    assert (folder / "emma.epub").exists()
    assert not list(trash.info.iterdir())
    assert not services.book_list.rows(BookQuery("emma"))[0].missing


def test_a_file_that_the_trash_refuses_keeps_its_book(services: Services, folder: Path) -> None:
    def refuse(path: bytes) -> bytes:
        raise TrashRefused(Message("It is in use."))

    removed = services.removal.remove([book_id(services, "Emma")], refuse)

    assert removed.kept == ("It is in use.",)
    assert removed.book_ids == ()
    assert titles(services) == ["The Clocks", "Emma"]


def test_undo_never_writes_over_a_file_that_came_in_between(
    services: Services, folder: Path, tmp_path: Path
) -> None:
    emma = book_id(services, "Emma")
    removed = services.removal.remove([emma], Bin(tmp_path / "Trash"))
    (folder / "emma.epub").write_bytes(b"something else")

    lost = services.removal.undo(removed).reasons

    assert "still in the Trash" in lost[0]
    assert (folder / "emma.epub").read_bytes() == b"something else"
    assert services.book_list.rows(BookQuery("emma"))[0].missing
