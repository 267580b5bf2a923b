"""Pushes at a steady rate to a running `serve`, with scans and syncs beside them, and what that costs over time.

`python -m tests.bench soak [--minutes 2] [--rate 100]`. Prints answers, times of answers, and memory, open files and
threads after a fifth of the time and at the end. Ends with 1 where an answer is neither 200 nor 503, a push that was
answered 200 is not stored, or what the process takes grows by more than a tenth.
"""

import argparse
import asyncio
import random
import re
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from bookorbit_desktop.services.core import DATABASE_NAME
from tests.acceptance.conftest import AUTHOR, isbn_of
from tests.acceptance.hardcover import Hardcover
from tests.acceptance.program import PASSPHRASE, Program
from tests.acceptance.scanning import partial_md5
from tests.books import write_epub
from tests.integration.server.koreader import KOReader

BOOKS = 200
DEVICES = 8
EVERY = 15.0
"""Seconds between two new books, each with a scan and a sync."""
LOOK_EVERY = 5.0
MAY_GROW = 1.1
"""What is still flat: the library grows meanwhile, and SQLite keeps pages of it."""
HANGS_UP = 2.0
"""Seconds after which KOReader gives up (kosync.md, section 2)."""


@dataclass(frozen=True)
class Taken:
    """What the process takes at a moment."""

    megabytes: float
    files: int
    threads: int

    @classmethod
    def of(cls, pid: int) -> "Taken":
        status = Path(f"/proc/{pid}/status").read_text()
        found = [re.search(rf"^{name}:\s+(\d+)", status, re.MULTILINE) for name in ("VmRSS", "Threads")]
        memory, threads = (int(one[1]) for one in found if one)
        return cls(memory / 1024, len(list(Path(f"/proc/{pid}/fd").iterdir())), threads)


@dataclass
class Soak:
    """What is done, and what came of it."""

    program: Program
    hardcover: Hardcover
    books: Path
    port: int = 0
    digests: list[str] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)
    """The places of pushes that were answered 200."""
    taken: list[Taken] = field(default_factory=list)
    commands: Counter[int] = field(default_factory=Counter)
    """Exit codes."""

    def add_book(self) -> None:
        number = len(self.digests)
        path = self.books / f"{number:04d}.epub"
        write_epub(path, f"Volume {number:04d} of Essays", isbn=isbn_of(number), cover=False)
        self.hardcover.add(f"Volume {number:04d} of Essays", AUTHOR, isbn=isbn_of(number))
        self.digests.append(partial_md5(path.read_bytes()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--rate", type=float, default=100.0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bo-") as place:
        folder = Path(place)
        hardcover = Hardcover()
        (folder / "run").mkdir(mode=0o700)
        (folder / "books").mkdir()
        program = Program(folder / "data", folder / "run", **hardcover.environment)
        soak = Soak(program, hardcover, folder / "books")
        for _ in range(BOOKS):
            soak.add_book()
        try:
            program.make_account()
            program.run("scan", soak.books)
            server = program.serve()
            soak.port = server.port
            asyncio.run(_work(soak, server.pid, arguments.minutes * 60, arguments.rate))
        finally:
            program.end()
            hardcover.close()
        is_well = _print(soak, arguments.minutes, folder / "data" / DATABASE_NAME)
    sys.exit(0 if is_well else 1)


async def _work(soak: Soak, pid: int, seconds: float, rate: float) -> None:
    ends = time.monotonic() + seconds
    await asyncio.gather(
        _push_until(soak, ends, rate), asyncio.to_thread(_follow, soak, pid, ends), _others(soak, ends)
    )


async def _push_until(soak: Soak, ends: float, rate: float) -> None:
    chance = random.Random(2311)
    loop, began, number = asyncio.get_running_loop(), time.monotonic(), 0
    under_way: set[asyncio.Task[None]] = set()
    while time.monotonic() < ends:
        await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
        number += 1
        digest, device = chance.choice(soak.digests[:BOOKS]), number % DEVICES
        task = loop.create_task(_push(soak, digest, device, number))
        under_way.add(task)
        task.add_done_callback(under_way.discard)
    await asyncio.gather(*under_way)


async def _push(soak: Soak, digest: str, device: int, number: int) -> None:
    reader, place = KOReader(soak.port, "reader", PASSPHRASE), f"/body/p[{number}]"
    began = time.monotonic()
    try:
        answer = await reader.push(
            document=digest,
            percentage=number % 90 / 100,
            progress=place,
            device=f"K{device}",
            device_id=f"id-{device}",
        )
    except OSError:
        soak.answers[0] += 1
        return
    soak.took.append(time.monotonic() - began)
    soak.answers[answer.status] += 1
    if answer.status == 200:
        soak.kept.add(place)


async def _others(soak: Soak, ends: float) -> None:
    """New books come, and are scanned and synced."""
    while time.monotonic() + EVERY < ends:
        await asyncio.sleep(EVERY)
        soak.add_book()
        for words in (("scan",), ("sync",)):
            done = await asyncio.to_thread(soak.program.run, *words, code=None)
            soak.commands[done.returncode] += 1


def _follow(soak: Soak, pid: int, ends: float) -> None:
    while time.monotonic() < ends:
        time.sleep(LOOK_EVERY)
        soak.taken.append(Taken.of(pid))


def _print(soak: Soak, minutes: float, library: Path) -> bool:
    with closing(sqlite3.connect(library)) as database:
        kept = {place for (place,) in database.execute("SELECT progress FROM push")}
    took = sorted(soak.took)
    early, late = soak.taken[len(soak.taken) // 5], soak.taken[-1]
    lost = len(soak.kept - kept)
    print("| | |\n|---|---|")
    print(f"| pushes in {minutes:g} min | {sum(soak.answers.values()):,}: {dict(soak.answers)} |")
    print(f"| answered 200 and not stored | {lost} |")
    print(
        f"| p50, p99, slowest | {', '.join(f'{took[_at(took, part)] * 1000:.0f} ms' for part in (0.5, 0.99, 1))} |"
    )
    print(f"| answered after {HANGS_UP:g} s | {sum(one >= HANGS_UP for one in took)} |")
    print(
        f"| scans and syncs beside them | {sum(soak.commands.values())}, of them failed: {soak.commands[1]} |"
    )
    for name, before, after in (
        ("memory, MB", early.megabytes, late.megabytes),
        ("open files", early.files, late.files),
        ("threads", early.threads, late.threads),
    ):
        print(f"| {name}, after a fifth and at the end | {before:.0f}, {after:.0f} |")
    is_flat = late.megabytes < early.megabytes * MAY_GROW and late.threads <= early.threads * MAY_GROW + 2
    return is_flat and not lost and set(soak.answers) <= {200, 503}


def _at(values: list[float], part: float) -> int:
    return min(int(len(values) * part), len(values) - 1)


if __name__ == "__main__":
    main()
