"""The server without a window, until a signal or an update ends it."""

import asyncio
import logging
import sys
from contextlib import suppress
from pathlib import Path
from typing import Literal

from bookorbit_desktop.app.background import Background
from bookorbit_desktop.app.composition import SWITCH_INTERVAL, load_token
from bookorbit_desktop.app.data_folder import close, held, open_with_log
from bookorbit_desktop.app.signals import on_signal
from bookorbit_desktop.app.start_again import start_again
from bookorbit_desktop.app.terminal import complain, write_out
from bookorbit_desktop.domain.base.errors import OutputLost
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.server import ServerAddress
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.system.own_program import LOOK_EVERY, OwnProgram
from bookorbit_desktop.system.processes import return_large_blocks

logger = logging.getLogger(__name__)


def serve(folder: Path, host: str | None, port: int | None) -> int:
    """Serve a data folder; returns the exit code. None for `host` and `port`: as set."""
    own_program = OwnProgram()
    running = Message(
        "BookOrbit is already running on {0}. Close it, or use another --data-dir.", str(folder)
    )
    with held(folder, running):
        services, _ = open_with_log(folder)
        sys.setswitchinterval(SWITCH_INTERVAL)
        return_large_blocks()
        try:
            was_replaced = asyncio.run(_serve_until_signal(services, host, port, own_program))
        finally:
            close(services)
    if was_replaced:
        start_again()
    return 0


async def _serve_until_signal(
    services: Services, host: str | None, port: int | None, own_program: OwnProgram
) -> bool:
    """Returns whether it ended because another program is in its place now, and not because of a signal."""
    stopped = asyncio.Event()
    on_signal(stopped.set, 0)
    if services.hardcover_account.source == "environment":
        await asyncio.to_thread(lambda: services.preferences.change(hardcover_confirmed=True))
    background = Background(services, show=lambda: None, host=host, port=port)
    working = asyncio.create_task(_open_and_look(services, background))
    ending = asyncio.create_task(stopped.wait())
    await asyncio.wait((working, ending), return_when=asyncio.FIRST_COMPLETED)
    if working.done():
        looking = working.result()
        was_replaced = await _is_replaced(own_program, ending)
        await background.close()
        await looking
        return was_replaced
    # The end was asked for in the middle of the start: what is still to be imported is not waited for.
    working.cancel()
    await asyncio.wait((working,))
    await background.close()
    return False


async def _is_replaced(own_program: OwnProgram, ending: asyncio.Task[Literal[True]]) -> bool:
    """Wait until it is, or for the end."""
    while not ending.done():
        await asyncio.wait((ending,), timeout=LOOK_EVERY)
        if not ending.done() and own_program.was_replaced():
            logger.info("BookOrbit was updated, and starts again.")
            ending.cancel()
            return True
    return False


async def _open_and_look(services: Services, background: Background) -> asyncio.Task[object]:
    """Start everything. Returns the scan for changed folders, which is still running."""
    await background.open(lambda address: _say_address(address, services))
    load_token(services, lambda: _offer_sign_in(services))
    return asyncio.create_task(services.library.catch_up())


def _offer_sign_in(services: Services) -> None:
    account = services.hardcover_account
    if account.offers_sign_in and not account.has_token and not account.problem:
        complain("Hardcover isn't connected. To sign in, run “bookorbit-desktop token --sign-in”.")


def _say_address(address: ServerAddress, services: Services) -> None:
    if address.notice:
        complain(address.notice)
    if not services.koreader_login.username:
        complain(
            "No device can log in yet. Run “bookorbit-desktop credentials” to create a name and passphrase."
        )
    with suppress(OutputLost, BrokenPipeError):  # it serves all the same
        write_out(f"Serving KOReader at {' or '.join(address.urls)}\n", at_once=True)
