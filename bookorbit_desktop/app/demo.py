"""`--demo`: everything simulated on this computer, with or without a window."""

import asyncio
import sys

from bookorbit_desktop.app.background import Background
from bookorbit_desktop.app.composition import open_services
from bookorbit_desktop.app.signals import on_signal
from bookorbit_desktop.demo.session import HOST, DemoSession
from bookorbit_desktop.domain.overview.events import Event, SyncFinished
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.hardcover.account import HardcoverEndpoint
from bookorbit_desktop.services.hardcover.sync_schedule import QuietTimes
from bookorbit_desktop.services.runtime.network_loop import NetworkLoop
from bookorbit_desktop.system.folders import has_screen
from bookorbit_desktop.system.secrets import MemorySecretStore

QUIET = QuietTimes(after_status=2, after_hand=3, after_progress=4, longest_progress=10, everything=60)
"""Shorter than usual, so that a new user sees the whole cycle within a minute."""


def run_demo(*, minimized: bool) -> int:
    """Run the demo of books, reader and Hardcover. Returns the exit code."""
    if has_screen():
        return _with_window(minimized=minimized)
    return asyncio.run(_without_window())


def _open(session: DemoSession, endpoint: HardcoverEndpoint) -> Services:
    return open_services(session.data_dir, secret_store=MemorySecretStore(), hardcover=endpoint)


def _with_window(*, minimized: bool) -> int:
    from bookorbit_desktop.app.window import show_window

    session = DemoSession()
    network = NetworkLoop()
    network.start()
    services = _open(session, network.submit(session.open()).result())
    network.submit(session.furnish(services)).result()

    def read_along(address: str) -> None:
        network.submit(session.read_along(services, address))

    try:
        code = show_window(
            services,
            network,
            minimized=minimized,
            demo=True,
            host=HOST,
            quiet=QUIET,
            serving=read_along,
        )
    finally:
        network.submit(session.stop()).result()
        network.stop()
        services.database.close()
        session.clean_up()
    assert isinstance(code, int)  # only a library that is kept is started again
    return code


async def _without_window() -> int:
    _say("No display found, so the demo reports what happens here. Press Ctrl+C to stop it.")
    stopped = asyncio.Event()
    on_signal(stopped.set, 0, at_last=lambda: session.clean_up())
    session = DemoSession()
    services = _open(session, await session.open())
    await session.furnish(services)
    background = Background(services, show=lambda: None, host=HOST, quiet=QUIET)
    services.events.subscribe(_tell)
    address = await background.open()
    _say(f"Serving KOReader at {address.urls[0]}. Nothing leaves this computer.")
    reading = asyncio.create_task(session.read_along(services, address.urls[0], _say))
    await stopped.wait()
    reading.cancel()
    await asyncio.gather(reading, return_exceptions=True)
    await background.close()
    await session.stop()
    services.database.close()
    session.clean_up()
    return 0


def _tell(event: Event) -> None:
    if isinstance(event, SyncFinished):
        for item in event.summary.items:
            if item.changes:
                _say(f"Hardcover: {item.title}: {'; '.join(item.changes)}.")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
