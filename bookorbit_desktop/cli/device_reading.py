"""Scans a USB device for a command, until it is done or the person stops it."""

import argparse
import asyncio
import os

from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.domain.usb.files import DeviceScan
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.runtime.run_cancel import RunCancel

_TELL_EVERY = 100


async def read_device(
    services: Services,
    arguments: argparse.Namespace,
    console: Console,
    cancel: RunCancel,
    *,
    with_statistics: bool = True,
) -> DeviceScan:
    """The data of the device in the folder of the command; `is_complete` is False if it was stopped.

    Raises NotFound as the scan does.
    """
    folder, *cards = (os.fsencode(console.cwd / path) for path in (arguments.path, *arguments.card))
    scan = await asyncio.to_thread(
        services.device_scan.scan,
        folder,
        cards,
        lambda done, total: tell_progress(console, done, total),
        cancel,
        with_statistics=with_statistics,
    )
    if scan.out_of_reach and not cards:
        books = "1 book is" if scan.out_of_reach == 1 else f"{scan.out_of_reach} books are"
        console.complain(f"{books} on a memory card that wasn't read. Add its folder with “--card PATH”.")
    return scan


def tell_progress(console: Console, done: int, total: int) -> None:
    """Print a line for each hundred books."""
    if done and done % _TELL_EVERY == 0:
        console.complain(f"{done} of {total} read.")
