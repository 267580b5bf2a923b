"""A scan of many files lists every book first; covers, which take the longest, follow."""

import asyncio
import os
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.library.scan import ScanSummary
from bookorbit_desktop.domain.overview.activity import JobKind
from bookorbit_desktop.domain.overview.events import BooksChanged, Event, JobStarted, ScanProgressed
from bookorbit_desktop.formats.reader import read_file, read_late_cover, read_without_cover
from bookorbit_desktop.services.container import Services
from tests.books import write_cbz, write_epub, write_fb2, write_mobi, write_pdf
from tests.services import make_services


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


HUGE = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 20_000, 20_000, 8, 0, 0, 0, 0))
    + chunk(b"IEND", b"")
)
"""The beginning of a picture of more than 100 megapixels."""


@pytest.fixture
def services(services: Services, monkeypatch: pytest.MonkeyPatch) -> Services:
    """With covers that follow from the first file on."""
    monkeypatch.setattr("bookorbit_desktop.services.library.library.COVERS_LATER", 0)
    return services


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "books"
    folder.mkdir()
    for title in ("One", "Two", "Three"):
        write_epub(folder / f"{title}.epub", title)
    return folder


def scan(services: Services, folder: Path) -> ScanSummary:
    return asyncio.run(services.library.add_and_scan([str(folder)]))


def covers(services: Services) -> dict[str, bool]:
    """The title of each book, and whether its cover is there."""
    rows = services.book_list.rows(BookQuery())
    return {row.title: services.covers.path(row.id) is not None for row in rows}


def at_progress(services: Services, do: Callable[[ScanProgressed], object]) -> None:
    def hear(event: Event) -> None:
        if isinstance(event, ScanProgressed) and event.total is not None:
            do(event)

    services.events.subscribe(hear)


def test_every_book_is_listed_before_the_first_cover_is_made(services: Services, folder: Path) -> None:
    seen: list[tuple[bool, dict[str, bool]]] = []
    shown: list[frozenset[int]] = []
    at_progress(services, lambda event: seen.append((event.covers, covers(services))))
    services.events.subscribe(
        lambda event: shown.append(event.book_ids) if isinstance(event, BooksChanged) else None
    )

    summary = scan(services, folder)

    assert seen == [
        (False, dict.fromkeys(("One", "Three", "Two"), False)),
        (True, dict.fromkeys(("One", "Three", "Two"), True)),
    ]
    assert (summary.added, summary.problems) == (3, 0)
    assert len(shown) == 2, "lists are told of the books, and then of their covers"
    assert asyncio.run(services.library.rescan()).unchanged == 3


def test_covers_that_were_cancelled_come_with_the_next_scan(services: Services, folder: Path) -> None:
    at_progress(services, lambda event: None if event.covers else services.library.cancel_scan())
    scan(services, folder)
    assert set(covers(services).values()) == {False}
    before = {row.title: row.id for row in services.book_list.rows(BookQuery())}

    later = make_later(services)
    summary = asyncio.run(later.library.rescan())

    assert summary.changed == 3
    assert set(covers(later).values()) == {True}
    assert {row.title: row.id for row in later.book_list.rows(BookQuery())} == before
    assert asyncio.run(later.library.rescan()).unchanged == 3
    later.database.close()


def test_a_scan_that_is_cancelled_as_soon_as_it_is_told_of_reads_nothing(
    services: Services, folder: Path
) -> None:
    def hear(event: Event) -> None:
        if isinstance(event, JobStarted) and event.kind is JobKind.SCAN:
            services.library.cancel_scan()

    unsubscribe = services.events.subscribe(hear)
    assert scan(services, folder).added == 0
    unsubscribe()
    assert asyncio.run(services.library.rescan()).added == 3


def make_later(services: Services) -> Services:
    """The same library at the next start."""
    services.database.close()
    return make_services(services.data_dir)


def test_a_cover_that_cannot_be_made_is_told_as_of_any_file(services: Services, folder: Path) -> None:
    write_epub(folder / "Two.epub", "Two", cover=HUGE)
    summary = scan(services, folder)
    ((path, reason),) = summary.problem_files
    assert (Path(path).name, "100 megapixels" in reason) == ("Two.epub", True)
    (book,) = [book for book in services.export.document()["books"] if book["title"] == "Two"]
    assert book["files"][0]["problem"] == reason
    assert covers(services) == {"One": True, "Two": False, "Three": True}


def test_reading_a_file_in_two_steps_gives_the_same_as_in_one(tmp_path: Path) -> None:
    paths = [
        write_epub(tmp_path / "cover.epub"),
        write_epub(tmp_path / "plain.epub", cover=False),
        write_epub(tmp_path / "huge.epub", cover=HUGE),
        write_cbz(tmp_path / "comic.cbz", Title="One"),
        write_pdf(tmp_path / "a.pdf", Title="A Title"),
        write_fb2(tmp_path / "a.fb2"),
        write_mobi(tmp_path / "a.mobi"),
        tmp_path / "broken.epub",
        tmp_path / "a.txt",
    ]
    for path in paths[-2:]:
        path.write_bytes(b"no book")
    for name in map(os.fsencode, paths):
        whole, first = read_file(name), read_without_cover(name)
        assert first.thumbnail is None
        late = read_late_cover(name) if first.cover_waits else first
        both = replace(first, thumbnail=late.thumbnail, cover_waits=False)
        if not both.problem:
            both = replace(both, problem=late.problem, blames_cover=late.blames_cover)
        assert both == whole
