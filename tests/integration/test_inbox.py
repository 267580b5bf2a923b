"""Additions as the Inbox tells of them."""

from pathlib import Path

import pytest

from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.library.inbox import InboxState
from bookorbit_desktop.services.container import Services
from tests.books import write_epub


async def test_a_file_that_is_no_book_is_named_and_not_kept(services: Services, tmp_path: Path) -> None:
    (tmp_path / "photo.xyz").write_text("not a book")

    summary = await services.library.add_and_scan([str(tmp_path / "photo.xyz")])

    assert summary.rejected == ("photo.xyz",)
    assert services.library.folders() == []
    assert services.inbox.load().last == summary


async def test_a_path_that_is_not_there_adds_nothing(services: Services, tmp_path: Path) -> None:
    book = write_epub(tmp_path / "emma.epub", title="Emma")

    with pytest.raises(NotFound):
        await services.library.add_and_scan([str(book), str(tmp_path / "gone.epub")])

    assert services.inbox.load().last is None
    assert services.library.folders() == []


async def test_files_that_need_a_look_are_counted_until_they_can_be_read(
    services: Services, tmp_path: Path
) -> None:
    path = tmp_path / "emma.epub"
    path.write_bytes(b"not yet")
    await services.library.add_and_scan([str(path)])
    (file,) = services.inbox.load().files
    assert (file.state, services.inbox.waiting()) == (InboxState.ERROR, 1)
    assert file.problem == "This file is not a readable EPUB."

    write_epub(path, title="Emma")
    await services.library.read_again([file.id])

    (file,) = services.inbox.load().files
    assert (file.state, file.title, services.inbox.waiting()) == (InboxState.ADDED, "Emma", 0)
