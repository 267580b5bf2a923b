"""Kills a running `serve` at random moments under pushes, scans, imports and syncs, and looks what is left.

`python -m tests.bench kills [--kills 20] [--seed 2311]`. After each kill a copy of the database is opened: it must be
intact and hold every push that was answered 200. After the last one the program may finish its work: every book is
there once, Hardcover has one entry of each with no read twice, and another sync has nothing to send. Ends with 1 where
anything is not so.
"""

import argparse
import asyncio
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bookorbit_desktop.services.core import DATABASE_NAME
from bookorbit_desktop.storage.db.open_mark import NAME as OPEN_MARK
from tests.acceptance.conftest import AUTHOR, isbn_of
from tests.acceptance.hardcover import Hardcover
from tests.acceptance.program import PASSPHRASE, Program, Running, Server, until
from tests.acceptance.scanning import partial_md5
from tests.books import write_epub
from tests.integration.server.koreader import KOReader
from tests.reading_csv import storygraph, storygraph_row

LONGEST = 2.5
"""Seconds from the first push of a round to its kill, at most."""
DURING_START = 0.2
"""The share of kills that come before the server says that it is there."""


@dataclass
class World:
    """A library, a Hardcover, and what was promised."""

    program: Program
    hardcover: Hardcover
    books: Path
    random: random.Random
    titles: list[str] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    places: Counter[str] = field(default_factory=Counter)
    """How far each digest was read, in hundredths."""
    answered: set[str] = field(default_factory=set)
    """The places of pushes that were answered 200; each is pushed once."""
    pushed: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, number: int) -> None:
        """A book for a round in the folder, and one in a list."""
        title, listed = f"Volume {number:04d} of Essays", f"Letters {number:04d}"
        path = self.books / f"{number:04d}.epub"
        write_epub(path, title, isbn=isbn_of(number), cover=False)
        self.hardcover.add(title, AUTHOR, isbn=isbn_of(number))
        self.hardcover.add(listed, AUTHOR)
        self.titles.append(title)
        self.listed.append(listed)
        self.digests.append(partial_md5(path.read_bytes()))

    def list(self, names: Sequence[str]) -> Path:
        """A reading list with these titles."""
        path = self.books.parent / "list.csv"
        path.write_text(
            storygraph(*(storygraph_row(name, dates="2024/01/02", author=AUTHOR) for name in names))
        )
        return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument(
        "--each", type=int, default=50, help="kills of one library, before a new one is begun"
    )
    parser.add_argument("--seed", type=int, default=2311)
    arguments = parser.parse_args()
    print("| kills | pushes sent | answered 200, and there | books | wrong | minutes |")
    print("|---|---|---|---|---|---|", flush=True)
    wrong: list[str] = []
    for first in range(0, arguments.kills, arguments.each):
        count = min(arguments.each, arguments.kills - first)
        wrong += _library(arguments.seed + first, count)
    for line in wrong:
        print(line)
    sys.exit(1 if wrong else 0)


def _library(seed: int, kills: int) -> list[str]:
    """Kill and compare with one library. What is wrong."""
    with tempfile.TemporaryDirectory(prefix="bo-") as folder:
        world = _begin(Path(folder), seed)
        began = time.monotonic()
        try:
            for number in range(kills):
                _round(world, number)
                _look(world, number)
            _finish(world)
        finally:
            world.program.end()
            world.hardcover.close()
        minutes = (time.monotonic() - began) / 60
    books = len(world.titles) + len(world.listed)
    print(
        f"| {kills} | {world.pushed:,} | {len(world.answered):,} | {books} | "
        f"{len(world.wrong)} | {minutes:.1f} |",
        flush=True,
    )
    return [f"seed {seed}: {line}" for line in world.wrong]


def _begin(folder: Path, seed: int) -> World:
    hardcover = Hardcover()
    (folder / "run").mkdir(mode=0o700)
    program = Program(folder / "data", folder / "run", **hardcover.environment)
    books = folder / "books"
    books.mkdir()
    program.make_account()
    program.run("scan", books)
    return World(program, hardcover, books, random.Random(seed))


def _round(world: World, number: int) -> None:
    """Start, work, and a kill at a moment that nobody chose."""
    world.add(number)
    program = world.program
    if world.random.random() < DURING_START:
        running = program.start("serve", "--host", "127.0.0.1", "--port", "0")
        time.sleep(world.random.uniform(0, LONGEST / 2))
        _kill(program, running)
        return
    server = program.serve()
    commands = [
        program.start("scan", str(world.books)),
        program.start("import-csv", str(world.list(world.listed[-3:])), "--create"),
        program.start("sync"),
    ]
    asyncio.run(_push_until_killed(world, server, world.random.uniform(0, LONGEST)))
    _kill(program, server)
    for command in commands:
        program.started.remove(command)
        command.process.kill()  # where it waits for the program, or does its work itself by now
        command.wait()


def _kill(program: Program, running: Running) -> None:
    program.started.remove(running)
    running.kill()


async def _push_until_killed(world: World, server: Server, seconds: float) -> None:
    device = KOReader(server.port, "reader", PASSPHRASE)
    chosen = world.random.sample(world.digests, min(4, len(world.digests)))

    async def read(digest: str) -> None:
        while True:
            world.pushed += 1
            world.places[digest] = min(world.places[digest] + world.random.randint(1, 20), 100)
            place = f"/body/p[{world.pushed}]"
            with suppress(OSError, ValueError, IndexError):  # killed before it answered
                answer = await device.push(
                    document=digest, percentage=world.places[digest] / 100, progress=place
                )
                if answer.status == 200:
                    world.answered.add(place)
            await asyncio.sleep(0.01)

    readers = [asyncio.create_task(read(digest)) for digest in chosen]
    await asyncio.sleep(seconds)
    server.process.send_signal(signal.SIGKILL)
    await asyncio.sleep(0.05)  # answers that are on their way count as well
    for reader in readers:
        reader.cancel()
    await asyncio.wait(readers)


def _look(world: World, number: int) -> None:
    """Open a copy of what the kill left, as the next start will."""
    with tempfile.TemporaryDirectory() as folder:
        for path in world.program.data_dir.glob(f"{DATABASE_NAME}*"):
            if not path.name.endswith(("-shm", ".opening")):
                shutil.copyfile(path, Path(folder) / path.name)
        with closing(sqlite3.connect(Path(folder) / DATABASE_NAME)) as database:
            (found,) = database.execute("PRAGMA integrity_check(1)").fetchone()
            kept = {place for (place,) in database.execute("SELECT progress FROM push")}
    if found != "ok":
        world.wrong.append(f"kill {number}: {found}")
    if lost := world.answered - kept:
        world.wrong.append(f"kill {number}: {len(lost)} answered pushes are lost")


def _finish(world: World) -> None:
    """Let the program do what is left, and compare."""
    program = world.program
    server = program.serve()
    program.run("scan", world.books)
    program.run("import-csv", world.list(world.listed), "--create")
    until(lambda: program.json("sync", "--json")["end"] == "completed", "a sync comes to its end")
    until(lambda: program.json("status", "--json")["pending"] == 0, "nothing is pending")
    rows = world.hardcover.journal()
    if sent := program.json("sync", "--json")["sent"]:
        world.wrong.append(f"another sync sends {sent}")
    if world.hardcover.journal() != rows:
        world.wrong.append("another sync changes something on Hardcover")
    _compare(world)
    program.started.remove(server)
    server.stop()
    if (program.data_dir / OPEN_MARK).exists():
        world.wrong.append("the database was not checked after the last kill")


def _compare(world: World) -> None:
    document = world.program.export()
    titles = Counter(book["title"] for book in document["books"])
    expected = Counter([*world.titles, *world.listed])
    if titles != expected:
        world.wrong.append(f"books: {(titles - expected) or (expected - titles)}")
    shelf = world.hardcover.shelf()  # fails where a book is there twice
    twice = [title for title, row in shelf.items() if len(set(row.reads)) != len(row.reads)]
    local = {book["title"]: len(book["reads"]) for book in document["books"]}
    more = [title for title, row in shelf.items() if len(row.reads) > local[title]]
    if twice or more:
        world.wrong.append(f"reads twice on Hardcover: {twice}, more than here: {more}")


if __name__ == "__main__":
    main()
