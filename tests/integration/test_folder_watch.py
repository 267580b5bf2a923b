"""Watched folders: real files, real notifications of the system."""

import asyncio
import os
import shutil
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from bookorbit_desktop.domain.library.scan import FolderState
from bookorbit_desktop.domain.overview.events import BooksChanged, Event, FoldersChanged, ScanFinished
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.library.folder_watch import FolderWatch, WatchTimes
from bookorbit_desktop.services.usb.plugin_reports import PluginWaits
from tests.acceptance.scanning import partial_md5
from tests.books import write_epub
from tests.services import make_services

SOON = WatchTimes(quiet=0.05, longest=5.0, look=0.1, poll=3600.0)
PATIENCE = 120.0


class Watched:
    """A library whose folders are watched, and what it tells."""

    def __init__(self, services: Services, times: WatchTimes) -> None:
        self.services = services
        self.watch = FolderWatch(services.library, services.preferences, services.events, times)
        self._happened = asyncio.Event()
        self.scans = 0
        loop = asyncio.get_running_loop()

        def hear(event: Event) -> None:
            self.scans += isinstance(event, ScanFinished)
            if isinstance(event, ScanFinished | FoldersChanged | BooksChanged):
                loop.call_soon_threadsafe(self._happened.set)

        services.events.subscribe(hear)

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Wait for scans and changes of state or books until something is so."""
        async with asyncio.timeout(PATIENCE):
            while not is_so():
                self._happened.clear()
                if not is_so():
                    await self._happened.wait()

    async def add(self, folder: Path) -> None:
        await self.services.library.add_and_scan([str(folder)])
        await self.until(lambda: self.state_of(folder) is not None)

    def state_of(self, folder: Path) -> FolderState | None:
        return next((one.state for one in self.watch.folders if one.path == os.fsencode(folder)), None)

    def titles(self) -> list[str]:
        return sorted(book["title"] for book in self.services.export.document()["books"])

    def files(self) -> dict[str, bool]:
        """The name of each file, and whether it is missing."""
        books = self.services.export.document()["books"]
        return {Path(file["path"]).name: file["missing"] for book in books for file in book["files"]}


@pytest_asyncio.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Watched]:
    watched = Watched(make_services(tmp_path / "data"), SOON)
    watched.watch.start()
    yield watched
    await watched.watch.stop()
    watched.services.library.stop()
    watched.services.database.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "books"
    folder.mkdir()
    write_epub(folder / "one.epub", "One", cover=False)
    return folder


async def test_a_new_file_is_in_the_library_by_itself(watched: Watched, folder: Path) -> None:
    await watched.add(folder)

    write_epub(folder / "two.epub", "Two", cover=False)

    await watched.until(lambda: watched.titles() == ["One", "Two"])
    assert watched.state_of(folder) is FolderState.WATCHED


async def test_a_plugin_report_is_applied_when_the_file_of_its_book_appears(
    watched: Watched, folder: Path
) -> None:
    await watched.add(folder)
    content = write_epub(folder.parent / "two.epub", "Two", cover=False).read_bytes()
    summary = {"status": "complete", "rating": 4}
    told = {"digest": partial_md5(content), "title": "Two", "summary": summary}
    services = watched.services
    services.plugin_reports.take_books({"client": {"id": "0" * 32}, "books": [told]})
    waits = PluginWaits(services.plugin_reports.take_waiting, services.events)
    waits.start()

    (folder / "two.epub").write_bytes(content)

    def reading() -> list[tuple[str, float | None]]:
        books = services.export.document()["books"]
        return [(book["status"], book["rating"]) for book in books if book["title"] == "Two"]

    await watched.until(lambda: reading() == [(ReadingStatus.READ, 4.0)])
    await waits.stop()


async def test_a_file_that_is_written_slowly_is_read_once_it_is_whole(watched: Watched, folder: Path) -> None:
    whole = write_epub(folder.parent / "whole.epub", "Two", cover=False).read_bytes()
    await watched.add(folder)

    with (folder / "two.epub").open("wb") as file:
        for start in range(0, len(whole), 200):
            file.write(whole[start : start + 200])
            file.flush()
            await asyncio.sleep(0)

    await watched.until(lambda: watched.titles() == ["One", "Two"])
    assert watched.files() == {"one.epub": False, "two.epub": False}


async def test_a_file_that_is_still_written_is_left_to_a_later_scan(tmp_path: Path, folder: Path) -> None:
    watched = Watched(
        make_services(tmp_path / "data"), SOON
    )  # not started: it would read the file in between
    await watched.services.library.add_and_scan([str(folder)])
    growing = write_epub(folder / "two.epub", "Two", cover=False)
    other = write_epub(folder / "three.epub", "Three", cover=False)
    long_ago, to_come = time.time() - 3600, time.time() + 3600
    os.utime(other, (long_ago, long_ago))
    os.utime(write_epub(folder / "four.epub", "Four", cover=False), (to_come, to_come))

    summary = await watched.services.library.rescan([os.fsencode(folder)], settled_for=600)
    assert (summary.growing, watched.titles()) == (1, ["Four", "One", "Three"])

    os.utime(growing, (long_ago, long_ago))
    assert (await watched.services.library.rescan(settled_for=600)).growing == 0
    assert watched.titles() == ["Four", "One", "Three", "Two"]
    watched.services.database.close()


async def test_a_long_copy_holds_up_nothing_else_and_is_read_at_its_end(tmp_path: Path, folder: Path) -> None:
    whole = write_epub(tmp_path / "whole.epub", "Two", cover=False).read_bytes()
    watched = Watched(make_services(tmp_path / "data"), WatchTimes(quiet=600.0, longest=0.1, look=0.1))
    watched.watch.start()
    await watched.add(folder)

    (folder / "two.epub").write_bytes(whole[:-1])
    three = write_epub(tmp_path / "three.epub", "Three", cover=False)
    os.utime(three, (0, 0))
    three.rename(folder / "three.epub")
    await watched.until(lambda: watched.titles() == ["One", "Three"])
    (folder / "two.epub").write_bytes(whole)
    os.utime(folder / "two.epub", (0, 0))
    await watched.until(lambda: watched.titles() == ["One", "Three", "Two"])

    await watched.watch.stop()
    assert watched.files() == {"one.epub": False, "two.epub": False, "three.epub": False}
    watched.services.database.close()


async def test_a_renamed_file_and_a_renamed_folder_stay_the_same_books(
    watched: Watched, folder: Path
) -> None:
    (folder / "shelf").mkdir()
    write_epub(folder / "shelf" / "two.epub", "Two", cover=False)
    await watched.add(folder)
    before = {book["title"]: book["id"] for book in watched.services.export.document()["books"]}

    (folder / "one.epub").rename(folder / "uno.epub")
    (folder / "shelf").rename(folder / "cupboard")

    await watched.until(lambda: watched.files() == {"uno.epub": False, "two.epub": False})
    assert {book["title"]: book["id"] for book in watched.services.export.document()["books"]} == before


async def test_a_deleted_file_is_missing_and_its_book_stays(watched: Watched, folder: Path) -> None:
    write_epub(folder / "two.epub", "Two", cover=False)
    await watched.add(folder)

    (folder / "two.epub").unlink()

    await watched.until(lambda: watched.files() == {"one.epub": False, "two.epub": True})
    assert watched.titles() == ["One", "Two"]


async def test_a_folder_that_vanishes_and_returns_loses_nothing(watched: Watched, folder: Path) -> None:
    await watched.add(folder)
    elsewhere = folder.with_name("unplugged")

    await asyncio.to_thread(folder.rename, elsewhere)
    await watched.until(lambda: watched.state_of(folder) is FolderState.AWAY)
    assert watched.files() == {"one.epub": False}
    write_epub(elsewhere / "two.epub", "Two", cover=False)
    await asyncio.to_thread(elsewhere.rename, folder)

    await watched.until(lambda: watched.titles() == ["One", "Two"])
    assert watched.state_of(folder) is FolderState.WATCHED
    write_epub(folder / "three.epub", "Three", cover=False)
    await watched.until(lambda: watched.titles() == ["One", "Three", "Two"])


async def test_the_empty_folder_of_a_drive_that_is_away_does_not_make_books_missing(
    watched: Watched, folder: Path
) -> None:
    """As when a share is not mounted: its folder is there, on another drive, and empty."""
    await watched.add(folder)
    connection = watched.services.database
    connection.write(
        lambda: connection.connection().execute(
            "UPDATE book_file SET inode = '4711' || substr(inode, instr(inode, ':'))"
        )
    )
    (folder / "one.epub").rename(folder.parent / "one.epub")

    summary = await watched.services.library.rescan()

    assert summary.missing == 0
    assert watched.files() == {"one.epub": False}


async def test_a_drive_that_returns_under_another_number_is_not_read_anew(
    watched: Watched, folder: Path
) -> None:
    await watched.add(folder)
    connection = watched.services.database
    connection.write(
        lambda: connection.connection().execute(
            "UPDATE book_file SET inode = '4711' || substr(inode, instr(inode, ':'))"
        )
    )

    summary = await watched.services.library.rescan()

    assert (summary.unchanged, summary.changed) == (1, 0)


async def test_watching_can_be_switched_off_and_on(watched: Watched, folder: Path) -> None:
    await watched.add(folder)

    watched.services.preferences.change(watch_folders=False)
    await watched.until(lambda: watched.state_of(folder) is FolderState.LEFT)
    write_epub(folder / "two.epub", "Two", cover=False)
    watched.services.preferences.change(watch_folders=True)

    await watched.until(lambda: watched.titles() == ["One", "Two"])
    assert watched.state_of(folder) is FolderState.WATCHED


async def test_a_forgotten_folder_is_watched_no_more(watched: Watched, folder: Path) -> None:
    await watched.add(folder)

    watched.services.library.forget_folder(os.fsencode(folder))

    await watched.until(lambda: watched.state_of(folder) is None)
    assert watched.watch.folders == ()


async def test_a_single_file_that_was_added_is_watched(watched: Watched, folder: Path) -> None:
    file = folder / "one.epub"
    await watched.services.library.add_and_scan([str(file)])
    await watched.until(lambda: watched.state_of(file) is FolderState.WATCHED)

    shutil.copy(write_epub(folder.parent / "new.epub", "One, revised", cover=False), file)

    await watched.until(lambda: watched.titles() == ["One, revised"])
    assert watched.files() == {"one.epub": False}


async def test_folders_of_which_the_system_does_not_tell_are_looked_through_now_and_then(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "bookorbit_desktop.services.library.folder_watch.is_on_network_share", lambda _path: True
    )
    watched = Watched(make_services(tmp_path / "data"), WatchTimes(0.05, 5.0, 0.05, 0.2))
    watched.watch.start()
    await watched.add(folder)
    assert watched.state_of(folder) is FolderState.POLLED
    scans = watched.scans

    await watched.until(lambda: watched.scans > scans + 1)

    await watched.watch.stop()
    assert watched.titles() == ["One"]
    watched.services.database.close()
