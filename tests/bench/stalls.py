"""How long pushes wait on a busy computer: right after a start, while a scan, identities, covers and a sync go on.

Two endless loops for each core run beside `serve`, or fewer on a computer that is busy anyway. Devices connect anew
for each push, as KOReader does, and are other computers: what sends for them goes before everything else here (as
root), and so measures the program alone.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from tests.acceptance.forked import CHECKOUT
from tests.bench import _load
from tests.bench.gui import helper
from tests.bench.kosync import DOCUMENTS, started
from tests.bench.library import fill
from tests.bench.scan import make_books
from tests.integration.server.koreader import KOReader
from tests.services import add_book, make_services

TO_SYNC = 300
READ_ON_DEVICES = 300
P99_GOAL, WORST_GOAL = 500.0, 1500.0
"""Milliseconds."""
GIVE_UP = 10.0
"""Seconds; KOReader would not wait as long."""


@dataclass
class Answers:
    """What the pushes of one run met."""

    milliseconds: list[float] = field(default_factory=list)
    came_at: list[float] = field(default_factory=list)
    """Seconds since the first push, of each of them."""
    statuses: Counter[str] = field(default_factory=Counter)

    def percentile(self, share: float) -> float:
        return sorted(self.milliseconds)[int(share * (len(self.milliseconds) - 1))]


def prepare(data_dir: Path, books: int) -> None:
    """A library with books that wait for Hardcover, and others that devices read."""
    services = make_services(data_dir)
    fill(services, books)
    services.koreader_login.change(_load.USERNAME, _load.PASSPHRASE)
    change = StatusChange(ReadingStatus.WANT_TO_READ)
    services.reading.set_statuses([(BookId(book_id), change) for book_id in range(1, TO_SYNC + 1)])
    for number, document in enumerate(DOCUMENTS[:READ_ON_DEVICES]):
        add_book(services, f"Volume {number}", digest=document)
    services.preferences.change(first_run_done=True, hardcover_confirmed=True)
    services.database.close()


async def push(port: int, rate: float, seconds: float) -> Answers:
    """Push so often in a second, for so long; nobody waits for the one before."""
    answers, loop = Answers(), asyncio.get_running_loop()
    began = loop.time()
    under_way = []
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, began + number / rate - loop.time()))
        under_way.append(asyncio.create_task(_push_once(port, number, began, answers)))
    await asyncio.gather(*under_way)
    return answers


async def _push_once(port: int, number: int, began: float, answers: Answers) -> None:
    device = KOReader(port, _load.USERNAME, _load.PASSPHRASE)
    document = DOCUMENTS[number * 7 % len(DOCUMENTS)]
    sent = time.perf_counter()
    came_at = asyncio.get_running_loop().time() - began
    try:
        async with asyncio.timeout(GIVE_UP):
            answer = await device.push(
                document=document, percentage=number % 9000 / 10000, device_id=f"device {number % 3}"
            )
        answers.statuses[str(answer.status)] += 1
    except (OSError, TimeoutError) as error:
        answers.statuses[type(error).__name__] += 1
    answers.milliseconds.append((time.perf_counter() - sent) * 1000)
    answers.came_at.append(came_at)


def busy(stack: ExitStack, loops: int, seconds: float) -> None:
    """Keep the processor busy for so long at most."""
    loop = f"import time\nend = time.monotonic() + {seconds}\nwhile time.monotonic() < end: pass"
    for _ in range(loops):
        process = subprocess.Popen([sys.executable, "-c", loop])
        stack.callback(process.wait)
        stack.callback(process.kill)


def command(stack: ExitStack, data_dir: Path, *words: str) -> subprocess.Popen[bytes]:
    """A command that the running program carries out."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bookorbit_desktop", "--data-dir", str(data_dir), *words],
        cwd=CHECKOUT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    stack.callback(process.wait)
    stack.callback(process.kill)
    return process


def report(answers: Answers, seconds: float) -> None:
    """Each tenth of the time, and all."""
    for tenth in range(10):
        part = [
            one
            for one, at in zip(answers.milliseconds, answers.came_at, strict=True)
            if tenth <= at / seconds * 10 < tenth + 1
        ]
        if part:
            middle = sorted(part)[len(part) // 2]
            print(f"  from {tenth * seconds / 10:4.0f} s   p50 {middle:7.1f}   worst {max(part):7.1f} ms")
    p50, p99, worst = answers.percentile(0.5), answers.percentile(0.99), max(answers.milliseconds)
    verdict = "within" if p99 <= P99_GOAL and worst <= WORST_GOAL else "OVER"
    print(f"{len(answers.milliseconds)} pushes: {json.dumps(answers.statuses)}")
    print(
        f"p50 {p50:.1f}   p99 {p99:.1f} (goal {P99_GOAL:.0f})   worst {worst:.1f} (goal {WORST_GOAL:.0f}) ms"
    )
    print(verdict)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench stalls", description=__doc__)
    parser.add_argument("--books", type=int, default=3000)
    parser.add_argument("--files", type=int, default=600, help="EPUBs with covers that are scanned meanwhile")
    parser.add_argument("--rate", type=float, default=20, help="pushes in a second")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument(
        "--loops", type=int, default=2 * (os.cpu_count() or 1), help="endless loops that run beside it"
    )
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        prepare(folder / "data", options.books)
        make_books(folder / "books", options.files)
        hardcover = stack.enter_context(helper("hardcover", str(TO_SYNC)))
        assert hardcover.stdout is not None
        url = {"BOOKORBIT_HARDCOVER_URL": hardcover.stdout.readline().strip()}
        busy(stack, options.loops, options.seconds + 120)
        server = stack.enter_context(
            started(folder / "data", url | {"BOOKORBIT_HARDCOVER_TOKEN": _load.TOKEN})
        )
        beside = {
            "scan": command(stack, folder / "data", "scan", str(folder / "books")),
            "sync": command(stack, folder / "data", "sync"),
        }
        with suppress(PermissionError):
            os.setpriority(os.PRIO_PROCESS, 0, -15)
        answers = asyncio.run(push(server.port, options.rate, options.seconds))
        still = [name for name, process in beside.items() if process.poll() is None]
        failed = [name for name, process in beside.items() if process.poll()]
        print(
            f"load {os.getloadavg()[0]:.1f}; still under way: {still or 'nothing'}; failed: {failed or 'nothing'}"
        )
        report(answers, options.seconds)


if __name__ == "__main__":
    main()
