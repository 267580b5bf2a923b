"""`export` of 100,000 books: a query for each table and 500 books, beside a few for each book as it was before.

Both ways read books of the same library in interleaved rounds. The old one reads a part of them only, as it is slow.
"""

import argparse
import json
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
from bookorbit_desktop.storage.koreader.digests import DigestRepository
from bookorbit_desktop.storage.library.book_fields import kept_fields_of
from bookorbit_desktop.storage.library.book_loading import BOOKS_AT_ONCE
from bookorbit_desktop.storage.library.books import BookRepository
from bookorbit_desktop.storage.reading.readings import ReadingRepository
from tests.bench.library import fill
from tests.bench.opds import furnish
from tests.services import make_services

PART = 2_000
"""Books of a round."""


def add_records(services: Services, books: int) -> None:
    """Give every book an ISBN, and some of them reads, a record on Hardcover and a field of their own."""
    chance = random.Random(13)
    connection = services.database.connection

    def work() -> None:
        execute = connection().executemany
        ids = range(1, books + 1)
        execute(
            "INSERT INTO book_identifier (book_id, scheme, value) VALUES (?, 'isbn', ?)",
            [(id_, f"978{id_:010d}") for id_ in ids],
        )
        execute(
            "INSERT INTO read_record (book_id, started_on, finished_on, percentage, finished)"
            " VALUES (?, '2025-01-02', ?, 0.5, ?)",
            [(id_, day, day is not None) for id_ in ids[::3] for day in ("2025-02-03", None)],
        )
        execute(
            "INSERT INTO hardcover_book (book_id, hardcover_id, edition_id, pages, slug, title, method,"
            " fingerprint, candidates, refusal, needs_review, excluded, base, state, reason, failures,"
            " saved_reference) VALUES (?, ?, ?, ?, '', '', 'isbn13', '', '[]', '', 0, 0, '', 'synced', '', 0, '')",
            [(id_, id_, id_, chance.randint(90, 900)) for id_ in ids[::3]],
        )
        execute(
            "INSERT INTO kept_field (book_id, field, origin, locked, in_file) VALUES (?, 'title', 'hand', 1, ?)",
            [(id_, '"As in the file"') for id_ in ids[::20]],
        )

    services.database.write(work)


class Reading:
    """The two ways to read the first books of a library."""

    def __init__(self, database: Database) -> None:
        self.books = BookRepository(database, DigestRepository(database), ReadingRepository(database))
        self.sync_books = SyncBookRepository(database)

    def at_once(self) -> None:
        """As the export does."""
        each = self.books.each()
        for _ in range(PART // BOOKS_AT_ONCE):
            ids = [book.id for book in islice(each, BOOKS_AT_ONCE)]
            self.sync_books.of(ids)
            kept_fields_of(ids)

    def one_by_one(self) -> None:
        """With the queries of each book."""
        for book_id in range(1, PART + 1):
            self.books.get(BookId(book_id))
            self.sync_books.get(BookId(book_id))
            kept_fields_of([BookId(book_id)])


def per_book(work: Callable[[], None]) -> tuple[float, float]:
    """Microseconds for each book: on the clock, and of the processor."""
    begin, used = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - begin) / PART * 1e6, (time.process_time() - used) / PART * 1e6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench export", description=__doc__)
    parser.add_argument("--books", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        services = make_services(Path(folder))
        fill(services, options.books)
        furnish(services, options.books)
        add_records(services, options.books)
        reading = Reading(services.database)
        old, new = [], []
        for _ in range(options.rounds):
            old.append(per_book(reading.one_by_one))
            new.append(per_book(reading.at_once))
        for name, figures in (("for each book", old), ("500 at once", new)):
            clock, processor = (statistics.median(values) for values in zip(*figures, strict=True))
            print(
                f"reading, {name:13} {clock:7.0f} µs a book on the clock, {processor:7.0f} of the processor"
            )
        ratios = [before / after for (_, before), (_, after) in zip(old, new, strict=True)]
        print(f"  ratio of processor time {statistics.median(ratios):.1f}")
        begin, used = time.perf_counter(), time.process_time()
        text = json.dumps(services.export.document(), ensure_ascii=False, indent=2)
        seconds, processor = time.perf_counter() - begin, time.process_time() - used
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"export of {options.books:,} books: {seconds:.1f} s, {processor:.1f} s of the processor,")
        print(f"  {len(text) / 1e6:.0f} MB of JSON, peak memory {peak:.0f} MB")
        print(f"load of this computer (1, 5, 15 min): {os.getloadavg()}")
        services.database.close()


if __name__ == "__main__":
    main()
