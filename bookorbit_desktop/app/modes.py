"""The modes of the program: a window, a server without one, or a single command."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from bookorbit_desktop.app.data_folder import close, held, not_responding, open_with_log, set_library_aside
from bookorbit_desktop.app.logs import warn_on_the_terminal
from bookorbit_desktop.app.start_again import start_again
from bookorbit_desktop.app.terminal import complain
from bookorbit_desktop.domain.base.errors import (
    BookOrbitError,
    DatabaseTooNew,
    DataFolderInUse,
    DataFolderUnusable,
    InvalidInput,
    LibraryUseless,
)
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.services.runtime.restoring import is_restore_staged, newest_backup, stage_restore
from bookorbit_desktop.system.folders import data_dir, has_screen, working_folder
from bookorbit_desktop.system.instance import control_socket_path
from bookorbit_desktop.system.own_program import Restart


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
            set_library_aside(folder)
        if arguments.command == "serve":
            return _serve(folder, arguments.host, arguments.port)
        from bookorbit_desktop.app.command import command

        return command(folder, arguments, argv)
    except BookOrbitError as error:
        complain(str(error))
        if isinstance(error, LibraryUseless):
            _offer_backup(Path(error.path).parent)
        return 1


def _offer_backup(folder: Path) -> None:
    """Say which backup could replace a damaged library, and what it contains."""
    from bookorbit_desktop.cli.backup import backup_text

    found = newest_backup(folder)
    if found is not None:
        complain(f"The newest backup: {backup_text(found)}. Restore it with “restore-backup {found.name}”.")


def _serve(folder: Path, host: str | None = None, port: int | None = None) -> int:
    from bookorbit_desktop.app.serve import serve

    return serve(folder, host, port)


def _window_or_reason(arguments: argparse.Namespace) -> int:
    """Show the window or, if that is impossible, a message that says why and what can be done."""
    wants_set_aside = arguments.set_aside
    while True:
        try:
            folder = data_dir(arguments.data_dir)
            aside = set_library_aside(folder) if wants_set_aside else None
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
        complain("No display found, so BookOrbit serves KOReader without a window. Press Ctrl+C to stop it.")
        return _serve(folder)
    from bookorbit_desktop.app.window import show_window
    from bookorbit_desktop.services.runtime.network_loop import NetworkLoop

    paths = [str(working_folder() / book) for book in books]

    def ask_other_to_show() -> int | None:
        from bookorbit_desktop.server.control import ask_to_show

        return 0 if ask_to_show(control_socket_path(folder), paths) else None

    with held(folder, not_responding(folder), ask_other_to_show) as shown_there:
        if shown_there is not None:
            return shown_there
        services, stop_logging = open_with_log(folder)
        network = NetworkLoop()
        network.start()
        try:
            code = show_window(services, network, minimized=minimized, books=paths)
        finally:
            network.stop()
            close(services)
        stop_logging()
        return Restart.SHOWN if code == 0 and is_restore_staged(folder) else code
