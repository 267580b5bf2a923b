"""A first scan of 10,000 EPUBs with covers: seconds until every book is listed, and until every cover is there.

Beside it, for a part of the same files in the same run: reading alone, without a library to put them into.
The processor's own time is shown with each figure, as other work on a computer makes the clock's longer.
"""

import argparse
import asyncio
import os
import random
import resource
import tempfile
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

from PIL import Image

from bookorbit_desktop.domain.overview.events import Event, ScanProgressed
from bookorbit_desktop.formats.workers import ExtractionPool
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.library.library import WORKERS
from tests.books import epub_bytes
from tests.services import make_services

COVERS = 20
"""Different ones; each book has one of them."""
COVER_SIZE = (1400, 2100)
"""Pixels, as the covers of Standard Ebooks have."""
MUST, AIM = 20.0, 10.0
"""Seconds until 10,000 books are listed (performance.md, "What we aim for")."""
PART = 500
"""Files of which reading alone is measured."""


def make_cover(chance: random.Random) -> bytes:
    """A picture with as much in it as a painted cover."""
    noise = Image.effect_noise((COVER_SIZE[0] // 8, COVER_SIZE[1] // 8), 60)
    tints = [chance.randint(80, 255) for _ in range(3)]
    bands = [noise.point([value * tint // 255 for value in range(256)]) for tint in tints]
    output = BytesIO()
    Image.merge("RGB", bands).resize(COVER_SIZE, Image.Resampling.BICUBIC).save(output, "JPEG", quality=75)
    return output.getvalue()


def make_books(folder: Path, number: int) -> list[Path]:
    """EPUBs that differ in title and author: one is built for each cover, and its package document is rewritten."""
    chance = random.Random(5)
    folder.mkdir()
    templates = []
    for _ in range(COVERS):
        with zipfile.ZipFile(BytesIO(epub_bytes("@TITLE@", ["@AUTHOR@"], cover=make_cover(chance)))) as book:
            templates.append([(name, book.read(name)) for name in book.namelist()])
    paths = []
    for index in range(number):
        path = folder / f"{index:05d}.epub"
        with zipfile.ZipFile(path, "w") as book:
            for name, data in templates[index % COVERS]:
                if name.endswith(".opf"):
                    data = data.replace(b"@TITLE@", b"Volume %05d" % index)
                    data = data.replace(b"@AUTHOR@", b"Writer %04d" % (index % 3000))
                book.writestr(name, data)
        paths.append(path)
    return paths


def processor() -> float:
    """Seconds of the processor that this process and its ended workers have used."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and of the processor."""
    begin, used = time.perf_counter(), processor()
    work()
    return time.perf_counter() - begin, processor() - used


def read_alone(paths: list[Path]) -> None:
    """What no library could be faster than: digest, metadata and thumbnail of each file."""
    with ExtractionPool(WORKERS) as pool, ThreadPoolExecutor(WORKERS) as threads:
        list(threads.map(pool.extract, map(os.fsencode, paths)))


class Listening:
    """Notes when every book is listed, and what that took."""

    def __init__(self, services: Services, books: int) -> None:
        self._services = services
        self._books = books
        self._begin = time.perf_counter()
        self._used = processor()
        self.listed: float | None = None
        """Seconds on the clock."""
        self.listed_used: float | None = None
        """Seconds of the processor; known once the workers that read the files have ended."""
        services.events.subscribe(self._hear)

    def _hear(self, event: Event) -> None:
        if self.listed is None and sum(self._services.book_list.counts().values()) >= self._books:
            self.listed = time.perf_counter() - self._begin
        if self.listed_used is None and isinstance(event, ScanProgressed) and event.covers:
            self.listed_used = processor() - self._used


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench scan", description=__doc__)
    parser.add_argument("--books", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        books = Path(folder) / "books"
        paths = make_books(books, options.books)
        size = sum(path.stat().st_size for path in paths) / len(paths) / 1024
        print(f"{options.books:,} EPUBs of {size:.0f} KB; load before (1, 5, 15 min): {os.getloadavg()}")
        alone, alone_used = measured(lambda: read_alone(paths[:PART]))
        services = make_services(Path(folder) / "data")
        listening = Listening(services, options.books)
        whole, used = measured(lambda: asyncio.run(services.library.add_and_scan([str(books)])))
        again, again_used = measured(lambda: asyncio.run(services.library.rescan()))
        services.database.close()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    listed, listed_used = listening.listed or whole, listening.listed_used or used
    each, ceiling = used / options.books * 1e3, alone_used / PART * 1e3
    aim = "aim reached" if listed <= AIM else "must reached" if listed <= MUST else "too slow"
    print(f"listed after {listed:.1f} s ({options.books / listed:.0f} books a second): {aim}")
    print(f"  {listed_used:.1f} s of the processor, {listed_used / options.books * 1e3:.2f} ms a book")
    print(f"with every cover after {whole:.1f} s; {used:.1f} s of the processor, {each:.2f} ms a book")
    print(f"  reading alone: {ceiling:.2f} ms of the processor a book, {alone / PART * 1e3:.2f} on the clock")
    print(f"  of that ceiling: {ceiling / each:.2f}")
    print(f"rescan, nothing changed: {again:.2f} s, {again_used:.2f} s of the processor")
    print(f"peak memory of this process {peak:.0f} MB; load after: {os.getloadavg()}")


if __name__ == "__main__":
    main()
