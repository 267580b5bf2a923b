"""One command: carried out here, or by the program that holds the data folder."""

import argparse
import asyncio
import functools
import sys
from collections.abc import Callable
from pathlib import Path

from bookorbit_desktop.app.composition import open_services
from bookorbit_desktop.app.data_folder import close, held, held_at_once, not_responding, restore_staged
from bookorbit_desktop.app.signals import on_signal
from bookorbit_desktop.app.start_faults import telling_start_faults
from bookorbit_desktop.app.terminal import complain, read_answer, read_stdin, write_out
from bookorbit_desktop.cli.backup import RUNNING, restore_here
from bookorbit_desktop.cli.commands import run_command
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import HARDCOVER_COMMANDS, READING_COMMANDS
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.runtime.integrity import refuse_damaged
from bookorbit_desktop.system.folders import working_folder
from bookorbit_desktop.system.instance import control_socket_path

STOPPED = "Stopped. The rest will be done next time."


def command(folder: Path, arguments: argparse.Namespace, argv: list[str]) -> int:
    """Carry out a command; returns the exit code."""
    if arguments.command == "doctor":
        from bookorbit_desktop.app.doctor import run_doctor

        return run_doctor(folder, arguments)
    if arguments.command == "restore-backup":
        with held_at_once(folder, RUNNING), telling_start_faults(folder):
            return restore_here(folder, arguments, _console(read_stdin), read_answer)
    if arguments.command == "import-json":
        from bookorbit_desktop.cli.import_json import IMPORT_RUNNING, import_here

        with held_at_once(folder, IMPORT_RUNNING), telling_start_faults(folder):
            return import_here(folder, arguments, _console(read_stdin))
    if arguments.command in READING_COMMANDS:
        return _carry_out(folder, arguments, read_stdin)
    return _change(folder, arguments, argv)


def _console(read: Callable[[], str]) -> Console:
    return Console(write_out, sys.stderr.write, read, working_folder())


def _change(folder: Path, arguments: argparse.Namespace, argv: list[str]) -> int:
    """Run it here, or let the program that holds the data folder run it."""
    read = functools.cache(read_stdin)

    def hand_over_there() -> int | None:
        from bookorbit_desktop.server.control import CommandRequest, hand_over

        stdin = read() if _reads_stdin(arguments) else None
        request = CommandRequest(tuple(argv), stdin, str(working_folder()))
        try:
            return hand_over(control_socket_path(folder), request, _say, sys.stderr.write, read_answer)
        except KeyboardInterrupt:  # the running program hears of it by the connection's end
            complain(STOPPED)
            return 1

    with held(folder, not_responding(folder), hand_over_there) as code:
        if code is not None:
            return code
        restore_staged(folder)
        with telling_start_faults(folder):
            refuse_damaged(folder)
        return _carry_out(folder, arguments, read, is_owner=True)


def _reads_stdin(arguments: argparse.Namespace) -> bool:
    return bool(getattr(arguments, "stdin", False) or getattr(arguments, "password_stdin", False))


def _say(text: str) -> None:
    """Print at once, even into a pipe: a program may wait for it."""
    write_out(text, at_once=True)


def _carry_out(
    folder: Path, arguments: argparse.Namespace, read: Callable[[], str], *, is_owner: bool = False
) -> int:
    with telling_start_faults(folder):
        services = open_services(folder)
        if is_owner:
            services.integrity.begin()
    try:
        if arguments.command in HARDCOVER_COMMANDS:
            services.hardcover_account.load()
        return asyncio.run(_run_until_signal(services, arguments, _console(read)))
    finally:
        close(services)


async def _run_until_signal(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Run one command; SIGINT and SIGTERM end it after its current request, or after some seconds."""
    loop = asyncio.get_running_loop()
    closing: list[asyncio.Task[None]] = []

    def stop() -> None:
        services.stop()
        closing.append(loop.create_task(end()))

    async def end() -> None:
        await services.end_undo()
        await services.end_sync()

    on_signal(stop, 1, give_up=services.give_up_undo)
    try:
        return await run_command(services, arguments, console)
    except asyncio.CancelledError:
        console.complain(f"bookorbit-desktop: {STOPPED}")
        return 1
    finally:
        await asyncio.gather(end(), *closing)
