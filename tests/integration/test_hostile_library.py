"""A library of hostile archives: looked into as a whole, again and again, and changed while it is read."""

import asyncio
import hashlib
import itertools
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.services.container import Services
from tests.books import epub_bytes, write_cbz, write_epub, write_pdf
from tests.corpus.hostile_archives import archives

GROWTH = 24 << 20
"""Bytes that a further look at the same files may leave behind: what a memory allocator keeps back."""
VERSIONS = 40


def look(services: Services, folder: Path) -> None:
    """A scan and the identity pass after it."""
    asyncio.run(services.library.add_and_scan([str(folder)]))
    services.identities.run()


def resident() -> int:
    """Bytes of memory of this process, without its workers."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE")


def test_the_identity_pass_looks_into_every_hostile_archive_and_nothing_grows(
    services: Services, tmp_path: Path
) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    for name, data, _ in archives():
        (folder / name).write_bytes(data)
    look(services, folder)
    books = [services.library.book(row.id) for row in services.book_list.rows(BookQuery())]
    files = [file for book in books for file in book.files]
    assert {Path(os.fsdecode(file.path)).name for file in files} == {path.name for path in folder.iterdir()}
    for file in files:
        digest = hashlib.md5(Path(os.fsdecode(file.path)).read_bytes()).hexdigest()
        assert file.full_md5 == digest or (file.identity_problem or "").endswith("."), file
    before = resident()
    for path in folder.iterdir():
        os.utime(path, ns=(1, 1))
    look(services, folder)
    assert resident() - before < GROWTH


@contextmanager
def changing(work: Callable[[int], None]) -> Iterator[threading.Event]:
    """Change something over and over beside the test; the event says that it was changed often."""
    done, often = threading.Event(), threading.Event()

    def change() -> None:
        for number in itertools.count():
            if done.is_set():
                return
            work(number)
            if number >= VERSIONS:
                often.set()

    thread = threading.Thread(target=change)
    thread.start()
    try:
        yield often
    finally:
        done.set()
        thread.join()


def test_files_that_vanish_or_change_while_they_are_read_cost_themselves_only(
    services: Services, tmp_path: Path
) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    write_epub(folder / "Still.epub", "Still", cover=False)
    epub = epub_bytes("Restless")
    paper, comic = write_pdf(tmp_path / "p.pdf", Title="Paper"), write_cbz(tmp_path / "c.cbz", Title="Comic")
    contents = {"a.epub": epub, "b.pdf": paper.read_bytes(), "c.cbz": comic.read_bytes()}

    def change(number: int) -> None:
        for name, data in contents.items():
            path = folder / name
            match number % 5:
                case 0:
                    path.write_bytes(data)
                case 1:
                    os.truncate(path, len(data) // 2)
                case 2:
                    path.write_bytes(b"")
                case 3:
                    path.write_bytes(data[::-1])
                case _:
                    path.unlink()

    change(0)
    with changing(change) as often:
        while not often.is_set():
            look(services, folder)
        look(services, folder)
    change(0)
    look(services, folder)
    titles = {row.title for row in services.book_list.rows(BookQuery())}
    assert titles >= {"Still", "Restless", "Paper", "Comic"}
    problems = [
        row.problem for row in services.book_list.rows(BookQuery()) if not row.missing and row.problem
    ]
    assert problems == []


def test_a_file_that_becomes_a_pipe_is_not_waited_for(services: Services, tmp_path: Path) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    path = write_epub(folder / "Turns.epub", "Turns", cover=False)
    spare = tmp_path / "spare"

    def change(number: int) -> None:
        spare.unlink(missing_ok=True)
        if number % 2:
            os.mkfifo(spare)
        else:
            write_epub(spare, f"Turns {number}", cover=False)
        spare.replace(path)

    with changing(change) as often:
        while not often.is_set():
            look(services, folder)
    change(0)
    look(services, folder)
    assert "Turns 0" in {row.title for row in services.book_list.rows(BookQuery()) if not row.missing}
