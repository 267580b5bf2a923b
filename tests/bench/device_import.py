"""A reader of many years: 2,000 books with 1.5 million page views, imported and then imported again.

Each step is a command of its own, measured from outside: wall time, processor time and the most memory it had.
`--program` runs another checkout on the same device, to compare two versions.
"""

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.integration.devices.device_tree import DeviceTree
from tests.integration.devices.statistics_file import a_book, open_file

CHECKOUT = Path(__file__).resolve().parents[2]
FIRST_DAY = 1_400_000_000
"""Seconds since 1970: May 2014."""
GOALS = {"import": (40.0, 300.0), "nothing new": (10.0, 300.0)}
"""Seconds and megabytes."""


@dataclass(frozen=True)
class Figures:
    """What one command took."""

    wall: float
    processor: float
    megabytes: float

    def __str__(self) -> str:
        return f"{self.wall:6.1f} s   processor {self.processor:6.1f} s   {self.megabytes:5.0f} MB"


def build(root: Path, books: int, views: int) -> DeviceTree:
    """A device on which each book was read once, a third of them twice."""
    tree = DeviceTree(root)
    for number in range(books):
        tree.sidecar(
            f"/mnt/onboard/{number // 100}/{number}.epub",
            partial_md5_checksum=digest(number),
            doc_props={"title": f"Volume {number}", "authors": f"Author {number % 300}"},
            percent_finished=0.5,
        )
    path = tree.data / "settings" / "statistics.sqlite3"
    with closing(open_file(path)) as connection:
        for number in range(books):
            row = a_book(number + 1, title=f"Volume {number}", authors=f"Author {number % 300}")
            row["md5"] = digest(number)
            marks = ", ".join(f":{name}" for name in row)
            connection.execute(f"INSERT INTO book ({', '.join(row)}) VALUES ({marks})", row)
        sql = "INSERT INTO page_stat_data VALUES (?, ?, ?, ?, ?)"
        connection.executemany(sql, page_views(books, views // books))
        connection.commit()
    return tree


def digest(number: int) -> str:
    """Spread as digests are, so that an index is not met in its own order."""
    return f"{number * 2_654_435_761 % 2**32:08x}{number:024x}"


def page_views(books: int, each: int) -> Iterator[tuple[int, ...]]:
    """Book by book; 500 pages each, from the first on."""
    start = FIRST_DAY
    for number in range(books):
        for index in range(each):
            seconds = 20 + (index * 37 + number) % 90
            yield number + 1, index % 500 + 1, start, seconds, 500
            start += seconds
        start += 3600


def measured(program: Path, *words: str | Path) -> tuple[Figures, str]:
    """One command to its end, from outside."""
    command = [sys.executable, "-m", "bookorbit_desktop", *map(str, words)]
    environment = os.environ | {
        "PYTHONPATH": str(program),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    begin = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(
            command, cwd=program, env=environment, stdout=out, stderr=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - begin
        out.seek(0)
        said = out.read().decode()
    if process.returncode:
        sys.exit(f"exit code {process.returncode}: {said[-2000:]}")
    figures = Figures(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
    return figures, said.splitlines()[-1]


def kept(data: Path) -> tuple[int, int]:
    """How many page views are kept, and their seconds."""
    with closing(sqlite3.connect(data / "library.sqlite3")) as connection:
        count, seconds = connection.execute("SELECT COUNT(*), SUM(seconds) FROM page_view").fetchone()
        return int(count), int(seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--books", type=int, default=2000)
    parser.add_argument("--views", type=int, default=1_500_000)
    parser.add_argument("--device", type=Path, help="a device of an earlier run; made where it is not there")
    parser.add_argument("--program", type=Path, default=CHECKOUT, help="the checkout to measure")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bookorbit-bench-") as folder:
        root = options.device or Path(folder) / "device"
        if not root.exists():
            build(root, options.books, options.views)
        data = Path(folder) / "data"
        for name in ("import", "nothing new"):
            figures, said = measured(options.program, "--data-dir", data, "device", "import", root)
            seconds, megabytes = GOALS[name]
            is_met = figures.wall <= seconds and figures.megabytes <= megabytes
            goal = f"goal {seconds:.0f} s, {megabytes:.0f} MB: {'met' if is_met else 'not met'}"
            print(f"{name:12} {figures}   {goal}\n    {said}", flush=True)
        count, total = kept(data)
        print(f"kept: {count} page views, {total} s; load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
