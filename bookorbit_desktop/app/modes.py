"""The modes of the program: a window, a server without one, or a single command."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bookorbit_desktop.app.composition import SWITCH_INTERVAL, load_token, open_services
from bookorbit_desktop.app.logs import log_to, warn_on_the_terminal
from bookorbit_desktop.app.signals import on_signal
from bookorbit_desktop.app.start_again import start_again
from bookorbit_desktop.app.start_faults import telling_start_faults
from bookorbit_desktop.app.terminal import write_out
from bookorbit_desktop.cli.backups import RUNNING, backup_text, restore_here
from bookorbit_desktop.cli.commands import run_command
from bookorbit_desktop.cli.console import Console, printable
from bookorbit_desktop.cli.subjects import HARDCOVER_COMMANDS, READING_COMMANDS
from bookorbit_desktop.domain.base.errors import (
    BookOrbitError,
    DatabaseTooNew,
    DataFolderInUse,
    DataFolderUnusable,
    InvalidInput,
    LibraryUseless,
    OutputLost,
)
from bookorbit_desktop.domain.base.messages import NOTHING, Message, joined_messages
from bookorbit_desktop.domain.koreader.server import ServerAddress
from bookorbit_desktop.domain.overview.backups import BackupFailed
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.core import DATABASE_NAME
from bookorbit_desktop.services.runtime.integrity import refuse_damaged
from bookorbit_desktop.services.runtime.log_level import use_log_level
from bookorbit_desktop.services.runtime.restoring import (
    finish_restore,
    is_import_staged,
    is_restore_staged,
    newest_backup,
    stage_restore,
)
from bookorbit_desktop.storage.db.opening import CannotOpen, OpeningFault
from bookorbit_desktop.storage.db.set_aside import set_aside
from bookorbit_desktop.system.folders import data_dir, has_screen, working_folder
from bookorbit_desktop.system.instance import InstanceLock, control_socket_path
from bookorbit_desktop.system.memory import return_large_blocks
from bookorbit_desktop.system.own_program import LOOK_EVERY, OwnProgram, Restart

if TYPE_CHECKING:
    from bookorbit_desktop.app.background import Background

logger = logging.getLogger(__name__)

BELONGINGS = ("covers", "file-backups")
"""Files named by the library's ids: a new library would take them for its own, and overwrite them."""


def set_library_aside(folder: Path) -> Path | None:
    """Move a damaged or empty library aside. Returns its new folder; None if it is sound.

    Raises DataFolderInUse while BookOrbit runs on it, and DataFolderUnusable if it cannot be moved, leaving
    everything in place.
    """
    if not folder.is_dir():
        return None
    lock = InstanceLock(folder)
    with telling_start_faults(folder):
        if not lock.acquire():
            raise DataFolderInUse(
                Message(
                    "BookOrbit is running on {0}, so its library stays. Quit it and try again.", str(folder)
                )
            )
        try:
            return set_aside(folder / DATABASE_NAME, [folder / name for name in BELONGINGS], date.today())
        finally:
            lock.release()


def set_aside_text(folder: Path) -> str:
    """Where the library was moved, as text."""
    return f"Your old library is in {folder} now, complete. BookOrbit starts a new one."


WAIT_FOR_FOLDER = 10.0
"""Seconds that a start waits for a short command on the same data folder to end."""
_PAUSE = 0.1
_NOT_RESTORED = Message("The backup wasn't restored. Your library is as it was.")
_NOT_IMPORTED = Message("Nothing was imported. Your library is as it was.")
STOPPED = "Stopped. The rest will be done next time."


def dispatch(arguments: argparse.Namespace, argv: list[str]) -> int:
    """Run what the arguments ask for. Returns the exit code."""
    warn_on_the_terminal()
    try:
        if arguments.demo:
            from bookorbit_desktop.app.demo import run_demo

            return run_demo(minimized=arguments.minimized)
        if arguments.command is None:
            return _window_or_reason(arguments)
        folder = data_dir(arguments.data_dir)
        if arguments.set_aside:
            _set_aside(folder)
        if arguments.command == "serve":
            return _serve(folder, arguments.host, arguments.port)
        if arguments.command == "doctor":
            from bookorbit_desktop.app.doctor import run_doctor

            return run_doctor(folder, arguments)
        if arguments.command == "restore-backup":
            return _restore(folder, arguments)
        if arguments.command == "import-json":
            return _import_json(folder, arguments)
        if arguments.command in READING_COMMANDS:
            return _command(folder, arguments)
        return _changing_command(folder, arguments, argv)
    except BookOrbitError as error:
        _complain(str(error))
        if isinstance(error, LibraryUseless):
            _offer_backup(Path(error.path).parent)
        return 1


def _offer_backup(folder: Path) -> None:
    """Say which backup could replace a damaged library, and what it contains."""
    found = newest_backup(folder)
    if found is not None:
        _complain(f"The newest backup: {backup_text(found)}. Restore it with “restore-backup {found.name}”.")


def _complain(text: str) -> None:
    if sys.stderr is not None:  # None in a window on Windows
        sys.stderr.write(f"bookorbit-desktop: {printable(text)}\n")


def _set_aside(folder: Path) -> Path | None:
    """Move a damaged library aside, and say where it is."""
    aside = set_library_aside(folder)
    if aside is not None:
        _complain(set_aside_text(aside))
    return aside


def _import_json(folder: Path, arguments: argparse.Namespace) -> int:
    """Fill an empty library where no BookOrbit runs; the other one hears of nothing that way."""
    from bookorbit_desktop.cli.complete_import import IMPORT_RUNNING, import_here

    lock = InstanceLock(folder)
    if not _acquire(lock, folder):
        raise DataFolderInUse(IMPORT_RUNNING)
    try:
        with telling_start_faults(folder):
            return import_here(
                folder, arguments, Console(write_out, sys.stderr.write, _read_stdin, working_folder())
            )
    finally:
        lock.release()


def _restore(folder: Path, arguments: argparse.Namespace) -> int:
    """Restore a backup while no BookOrbit is running; the library need not be readable."""
    lock = InstanceLock(folder)
    if not _acquire(lock, folder):
        raise DataFolderInUse(RUNNING)
    try:
        with telling_start_faults(folder):
            console = Console(write_out, sys.stderr.write, _read_stdin, working_folder())
            return restore_here(folder, arguments, console, _read_answer)
    finally:
        lock.release()


def _finish_restore(folder: Path) -> Message:
    """Restore the backup that the person chose before BookOrbit ended. For the holder of the folder.

    Returns the result; empty if none was chosen.
    """
    is_import = is_import_staged(folder)
    with telling_start_faults(folder):
        try:
            kept_as = _put_in_place(folder)
        except BackupFailed as error:
            _complain(str(error))
            return joined_messages((_NOT_IMPORTED if is_import else _NOT_RESTORED, error.message))
    if not kept_as:
        return NOTHING
    news = Message("The backup was restored. What was there before is in {0}.", kept_as)
    if is_import:
        news = Message("Everything was imported. The empty library is kept in {0}.", kept_as)
    _complain(str(news))
    return news


def _put_in_place(folder: Path) -> str:
    """As `finish_restore`; the program that chose the backup may still be ending."""
    give_up = time.monotonic() + WAIT_FOR_FOLDER
    while True:
        try:
            return finish_restore(folder)
        except CannotOpen as error:
            if error.fault is not OpeningFault.LOCKED or time.monotonic() > give_up:
                raise
        time.sleep(_PAUSE)


def _changing_command(folder: Path, arguments: argparse.Namespace, argv: list[str]) -> int:
    """Run it here, or let the program that owns the data folder run it."""
    lock = InstanceLock(folder)
    stdin: str | None = None
    give_up = time.monotonic() + WAIT_FOR_FOLDER
    while not _acquire(lock, folder):
        from bookorbit_desktop.server.control import CommandRequest, hand_over

        if stdin is None and _reads_stdin(arguments):
            stdin = _read_stdin()
        request = CommandRequest(tuple(argv), stdin, str(working_folder()))
        try:
            code = hand_over(control_socket_path(folder), request, _say, sys.stderr.write, _read_answer)
        except KeyboardInterrupt:  # the running program hears of it by the connection's end
            _complain(STOPPED)
            return 1
        if code is not None:
            return code
        if time.monotonic() > give_up:
            raise _in_use(folder)
        time.sleep(_PAUSE)
    try:
        _finish_restore(folder)
        with telling_start_faults(folder):
            refuse_damaged(folder)
        return _command(folder, arguments, stdin, is_owner=True)
    finally:
        lock.release()


def _reads_stdin(arguments: argparse.Namespace) -> bool:
    return bool(getattr(arguments, "stdin", False) or getattr(arguments, "password_stdin", False))


def _say(text: str) -> None:
    """Print at once, even into a pipe: a program may wait for it."""
    write_out(text, at_once=True)


def _read_answer(question: str) -> str | None:
    """Ask on the terminal; None at the end of standard input.

    Reads byte by byte past Python's own buffer, whose lock would keep the program from ending until there is
    an answer.
    """
    sys.stderr.write(question)
    sys.stderr.flush()
    line = b""
    while not line.endswith(b"\n"):
        read = b"" if sys.stdin is None else os.read(sys.stdin.fileno(), 1)
        if not read:
            return line.decode("utf-8", "replace") if line else None
        line += read
    return line.decode("utf-8", "replace")


def _read_stdin() -> str:
    """Read all of standard input. Raises InvalidInput if it is not UTF-8."""
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidInput(Message("Standard input is not text in UTF-8. Nothing was changed.")) from error


def _in_use(folder: Path) -> DataFolderInUse:
    return DataFolderInUse(
        Message("Another BookOrbit is using {0} and isn't responding. Close it and try again.", str(folder))
    )


def _command(
    folder: Path, arguments: argparse.Namespace, stdin: str | None = None, *, is_owner: bool = False
) -> int:
    with telling_start_faults(folder):
        services = open_services(folder)
        if is_owner:
            services.integrity.begin()

    def read() -> str:
        return _read_stdin() if stdin is None else stdin

    console = Console(write_out, sys.stderr.write, read, working_folder())
    try:
        if arguments.command in HARDCOVER_COMMANDS:
            services.hardcover_account.load()
        return asyncio.run(_run_until_signal(services, arguments, console))
    finally:
        _close(services)


async def _run_until_signal(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Run one command; SIGINT and SIGTERM end it after its current request, or after some seconds."""
    loop = asyncio.get_running_loop()
    closing: list[asyncio.Task[None]] = []

    def stop() -> None:
        services.stop()
        closing.append(loop.create_task(close()))

    async def close() -> None:
        await services.end_undo()
        await services.end_sync()

    on_signal(stop, 1, give_up=services.give_up_undo)
    try:
        return await run_command(services, arguments, console)
    except asyncio.CancelledError:
        console.complain(f"bookorbit-desktop: {STOPPED}")
        return 1
    finally:
        await asyncio.gather(close(), *closing)


def _serve(folder: Path, host: str | None, port: int | None) -> int:
    own_program = OwnProgram()
    with telling_start_faults(folder):
        lock = _own(folder)
    try:
        services, _ = _open_with_log(folder)
        sys.setswitchinterval(SWITCH_INTERVAL)
        return_large_blocks()
        try:
            was_replaced = asyncio.run(_serve_until_signal(services, host, port, own_program))
        finally:
            _close(services)
    finally:
        lock.release()
    if was_replaced:
        start_again()
    return 0


def _open_with_log(folder: Path) -> tuple[Services, Callable[[], None]]:
    """A data folder's services for a long-running program, with a function that ends its log.

    Raises DataFolderUnusable.
    """
    with telling_start_faults(folder):
        stop_logging = log_to(folder)
        try:
            news = _finish_restore(folder)
            refuse_damaged(folder)
            services = open_services(folder)
            services.integrity.begin()
            services.backups.note_restore(news)
            services.read_logins()
        except BaseException:
            stop_logging()  # another attempt may follow, and would write every line twice
            raise
    use_log_level(services.preferences.current)
    return services, stop_logging


def _close(services: Services) -> None:
    services.database.close()
    services.integrity.end()  # last of all: what comes to no end before leaves its mark


def _own(folder: Path) -> InstanceLock:
    """The lock of a data folder, after waiting for a short command on it to end."""
    lock = InstanceLock(folder)
    give_up = time.monotonic() + WAIT_FOR_FOLDER
    while not lock.acquire():
        if time.monotonic() > give_up:
            raise DataFolderInUse(
                Message(
                    "BookOrbit is already running on {0}. Close it, or use another --data-dir.", str(folder)
                )
            )
        time.sleep(_PAUSE)
    return lock


async def _serve_until_signal(
    services: Services, host: str | None, port: int | None, own_program: OwnProgram
) -> bool:
    """Returns whether it ended because another program is in its place now, and not because of a signal."""
    from bookorbit_desktop.app.background import Background

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
    load_token(services)
    return asyncio.create_task(services.library.catch_up())


def _say_address(address: ServerAddress, services: Services) -> None:
    if address.notice:
        _complain(address.notice)
    if not services.account.username:
        _complain(
            "No device can log in yet. Run “bookorbit-desktop credentials” to create a name and passphrase."
        )
    with suppress(OutputLost, BrokenPipeError):  # it serves all the same
        write_out(f"Serving KOReader at {' or '.join(address.urls)}\n", at_once=True)


def _acquire(lock: InstanceLock, folder: Path) -> bool:
    """Lock the folder unless another program has. Raises DataFolderUnusable."""
    with telling_start_faults(folder):
        return lock.acquire()


def _window_or_reason(arguments: argparse.Namespace) -> int:
    """Show the window or, if that is impossible, a message that says why and what can be done."""
    wants_set_aside = arguments.set_aside
    while True:
        try:
            folder = data_dir(arguments.data_dir)
            aside = _set_aside(folder) if wants_set_aside else None
            if aside is not None and has_screen():
                from bookorbit_desktop.ui.start_fault import show_set_aside

                show_set_aside(str(aside))
            code = _window(folder, minimized=arguments.minimized, books=arguments.open)
            if isinstance(code, int):
                return code
            start_again(minimized=code is Restart.HIDDEN)
        except (DataFolderUnusable, DataFolderInUse, DatabaseTooNew) as error:
            if not has_screen():
                raise
            from bookorbit_desktop.ui.start_fault import StartAnswer, ask_about_fault

            offer = newest_backup(folder) if isinstance(error, LibraryUseless) else None
            answer = ask_about_fault(error, offer)
            if answer is StartAnswer.QUIT:
                raise
            wants_set_aside = answer is StartAnswer.SET_ASIDE
            if answer is StartAnswer.RESTORE and offer is not None:
                stage_restore(
                    folder, str(Path(offer.folder) / offer.name)
                )  # the next attempt puts it in place


def _window(folder: Path, *, minimized: bool, books: Sequence[Path] = ()) -> int | Restart:
    """Show the window; returns the exit code, or that it ended to be started again."""
    if books and not has_screen():
        raise InvalidInput(Message("No display was found to open books in. Add them with “scan” instead."))
    if not has_screen():
        _complain("No display found, so BookOrbit serves KOReader without a window. Press Ctrl+C to stop it.")
        return _serve(folder, None, None)
    from bookorbit_desktop.app.window import show_window
    from bookorbit_desktop.services.runtime.network_loop import NetworkLoop

    lock = InstanceLock(folder)
    paths = [str(working_folder() / book) for book in books]
    give_up = time.monotonic() + WAIT_FOR_FOLDER
    while not _acquire(lock, folder):
        from bookorbit_desktop.server.control import ask_to_show

        if ask_to_show(control_socket_path(folder), paths):
            return 0
        if time.monotonic() > give_up:
            raise _in_use(folder)
        time.sleep(_PAUSE)
    try:
        services, stop_logging = _open_with_log(folder)
        network = NetworkLoop()
        network.start()
        try:
            code = show_window(services, network, minimized=minimized, books=paths)
        finally:
            network.stop()
            _close(services)
        stop_logging()
        return Restart.SHOWN if code == 0 and is_restore_staged(folder) else code
    finally:
        lock.release()
