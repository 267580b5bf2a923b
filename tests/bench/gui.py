"""How late a 10 ms timer on the GUI thread is: idle, and while a scan, a sync and 50 pushes a second run.

Before that: how long a frame of the scrolled grid takes, and a switch of the theme. 10,000 books are in the library,
whose page is shown. Devices and Hardcover are processes of their own. Then the
memory of the program itself, idle in the tray with its server on.
"""

import argparse
import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from bookorbit_desktop.domain.base.ids import BookId

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from bookorbit_desktop.app.background import Background
from bookorbit_desktop.app.composition import SWITCH_INTERVAL, open_services
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.hardcover.account import HardcoverEndpoint
from bookorbit_desktop.services.runtime.network_loop import NetworkLoop
from bookorbit_desktop.system.secrets import MemorySecretStore
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.bridge import EventBridge
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.tasks import Tasks
from bookorbit_desktop.ui.widgets.covers import CoverCache
from tests.acceptance.forked import CHECKOUT
from tests.bench import _load
from tests.bench.library import fill
from tests.bench.start import prepare, when_listening
from tests.books import write_epub

STEP = 10.0
"""Milliseconds between two ticks."""
MUST = 50.0
"""Milliseconds, at p99."""
FRAME = 1000 / 60
"""Milliseconds of a frame, at p99."""
FRAMES, SCROLLED = 400, 60
"""So many frames each way, and the pixels between two of them."""
THEME_MUST = 200
"""Milliseconds of processor time for a switch of the theme, with every page open."""
MEMORY_MUST, MEMORY_AIM = 150, 110
"""MB, idle in the tray with the server on (performance.md)."""
READ_ON_DEVICES = 200
TO_SYNC = 1000
PUSHES = 50


class Pulse:
    """Ticks on the GUI thread, and how late each was."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(round(STEP))

    def take(self) -> list[float]:
        """The figures since the last time, sorted."""
        taken, self.late = sorted(self.late), []
        return taken

    def _tick(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, (now - self._last) * 1000 - STEP))
        self._last = now


@dataclass(frozen=True)
class Setting:
    """The program as the window sees it."""

    services: Services
    background: Background
    network: NetworkLoop
    pulse: Pulse


@contextmanager
def helper(*words: str, stdin: int | IO[Any] | None = None) -> Iterator[subprocess.Popen[str]]:
    """A process that works on the program from outside."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench._load", *words],
        cwd=CHECKOUT,
        stdin=stdin,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()


def make_books(folder: Path, number: int, name: str) -> Path:
    """Real EPUB files."""
    folder.mkdir()
    for index in range(number):
        write_epub(folder / f"{index:05d}.epub", f"{name} {index:05d}", paragraphs=(f"{name} {index}",))
    return folder


def furnish(services: Services, books: int, folder: Path) -> list[str]:
    """The library; the digests of the books that devices read."""
    fill(services, books)
    services.koreader_login.change(_load.USERNAME, _load.PASSPHRASE)
    change = StatusChange(ReadingStatus.WANT_TO_READ)
    services.reading.set_statuses([(BookId(book_id), change) for book_id in range(1, TO_SYNC + 1)])
    services.preferences.change(first_run_done=True, port=0, listen_on="127.0.0.1")
    asyncio.run(services.library.add_and_scan([str(folder)]))
    ids = [book_id for book_id in services.book_list.ids(BookQuery()) if book_id > books]
    return [services.library.book(book_id).files[0].partial_md5 for book_id in ids]


async def measure(setting: Setting, digests: list[str], more: Path, seconds: float) -> None:
    """Idle, then loaded; print both."""
    services, pulse = setting.services, setting.pulse
    await asyncio.sleep(3)
    pulse.take()
    await asyncio.sleep(seconds)
    idle = pulse.take()
    assert setting.background.address is not None
    port = setting.background.address.port
    with helper("push", str(port), str(PUSHES), stdin=subprocess.PIPE) as devices:
        assert devices.stdin is not None
        devices.stdin.write("\n".join(digests))
        devices.stdin.close()
        devices.stdin = None
        scan = setting.network.submit(services.library.add_and_scan([str(more)]))
        sync = setting.network.submit(services.sync.run())
        await asyncio.sleep(2)
        pulse.take()
        await asyncio.sleep(seconds)
        loaded = pulse.take()
        still = [name for name, work in (("scan", scan), ("sync", sync)) if not work.done()]
        services.library.stop()
        services.sync.cancel()
    print(f"still under way at the end: {', '.join(still) or 'nothing'}")
    report(idle, loaded)


async def scroll(window: MainWindow) -> None:
    """Scroll the covers as a wheel does, there and back; print how long a frame takes.

    The verdict is about the processor time of the GUI thread: on a busy computer the clock measures its neighbours.
    """
    grid = window.pages.library.lists.grid
    bar, worked, waited = grid.verticalScrollBar(), [], []
    await asyncio.sleep(2)
    for way in (1, -1):
        for _ in range(FRAMES):
            began, began_work = time.perf_counter(), time.thread_time()
            bar.setValue(bar.value() + way * SCROLLED)
            grid.viewport().repaint()
            worked.append((time.thread_time() - began_work) * 1000)
            waited.append((time.perf_counter() - began) * 1000)
            await asyncio.sleep(0.005)
    worked.sort()
    waited.sort()
    p50, p99 = percentile(worked, 0.5), percentile(worked, 0.99)
    verdict = "within" if p99 <= FRAME else "OVER"
    print(
        f"scroll  {len(worked):6} frames  p50 {p50:5.1f}   p99 {p99:6.1f}   worst {worked[-1]:6.1f} ms   {verdict}"
    )
    print(
        f"        by the clock   p50 {percentile(waited, 0.5):5.1f}   p99 {percentile(waited, 0.99):6.1f} ms"
    )


async def switch_theme(application: QApplication, window: MainWindow) -> None:
    """Open every page, then switch the theme a few times; print the processor time of the GUI thread."""
    for page in Page:
        window.sidebar.select(page)
        await asyncio.sleep(0.3)
    window.sidebar.select(Page.LIBRARY)
    await asyncio.sleep(0.5)
    taken = []
    for dark in (True, False) * 3:
        began = time.thread_time()
        theme.apply(application, dark=dark)
        application.processEvents()
        taken.append((time.thread_time() - began) * 1000)
        await asyncio.sleep(0.2)
    taken.sort()
    p50, widgets = percentile(taken, 0.5), len(application.allWidgets())
    verdict = "within" if p50 <= THEME_MUST else "OVER"
    print(f"theme   {widgets:6} widgets p50 {p50:5.0f}   worst {taken[-1]:6.0f} ms   {verdict}")


def percentile(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, int(len(values) * share))]


def report(idle: list[float], loaded: list[float]) -> None:
    """Both, and what is between them."""
    for name, values in (("idle", idle), ("loaded", loaded)):
        p50, p99 = percentile(values, 0.5), percentile(values, 0.99)
        print(
            f"{name:7} {len(values):6} ticks   late p50 {p50:5.1f}   p99 {p99:6.1f}   worst {values[-1]:6.1f} ms"
        )
    p99 = percentile(loaded, 0.99)
    print(
        f"p99 loaded to idle: {p99 / max(0.1, percentile(idle, 0.99)):.1f}   {'within' if p99 <= MUST else 'OVER'}"
    )


def memory(books: int) -> None:
    """The program itself, minimized, once its server listens and things are quiet."""
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder) / "data"
        port = prepare(data_dir, books)
        process = subprocess.Popen(
            [sys.executable, "-m", "bookorbit_desktop", "--data-dir", str(data_dir), "--minimized"],
            cwd=CHECKOUT,
            env=os.environ | {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"},
        )
        when_listening(port)
        time.sleep(5)
        status = Path(f"/proc/{process.pid}/status").read_text()
        resident = next(
            int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmRSS")
        )
        process.send_signal(signal.SIGTERM)
        process.wait()
    verdict = (
        "aim reached" if resident <= MEMORY_AIM else "must reached" if resident <= MEMORY_MUST else "too much"
    )
    print(f"idle in the tray with the server on: {resident} MB   {verdict}")


def run(options: argparse.Namespace, folder: Path, hardcover: str) -> None:
    """Open the program and measure it."""
    services = open_services(
        folder / "data",
        secret_store=MemorySecretStore(),
        hardcover=HardcoverEndpoint(hardcover, _load.TOKEN),
    )
    digests = furnish(services, options.books, make_books(folder / "read", READ_ON_DEVICES, "Being Read"))
    more = make_books(folder / "new", options.files, "New")
    services.hardcover_account.load()
    network = NetworkLoop()
    network.start()
    application = QApplication([])
    theme.set_up(application, dark=False)
    background = Background(services, show=lambda: None)
    with QEventLoop(application) as loop:
        bridge, tasks = EventBridge(services.events), Tasks(loop, network)
        covers = CoverCache(lambda key: services.covers.path(BookId(key)))
        window = MainWindow(UiContext(services, background, bridge, tasks, covers))
        window.show()
        window.sidebar.select(Page.LIBRARY)
        network.submit(background.open()).result()
        loop.run_until_complete(scroll(window))
        loop.run_until_complete(switch_theme(application, window))
        if options.seconds:
            setting = Setting(services, background, network, Pulse())
            loop.run_until_complete(measure(setting, digests, more, options.seconds))
        bridge.close()
        loop.run_until_complete(tasks.close())
        covers.close()
        window.hide()
    network.submit(background.close()).result()
    network.stop()
    services.database.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench gui", description=__doc__)
    parser.add_argument("--books", type=int, default=10_000)
    parser.add_argument("--files", type=int, default=1500, help="of the scan")
    parser.add_argument("--seconds", type=float, default=15, help="0: only scroll and theme")
    options = parser.parse_args()
    sys.setswitchinterval(SWITCH_INTERVAL)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        hardcover = stack.enter_context(helper("hardcover", str(TO_SYNC)))
        assert hardcover.stdout is not None
        run(options, folder, hardcover.stdout.readline().strip())
    if options.seconds:
        memory(options.books)


if __name__ == "__main__":
    main()
