"""`doctor`: looks at a data folder from outside, whether a program runs on it or not, and opens nothing."""

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from bookorbit_desktop.app.composition import hardcover_from_environment
from bookorbit_desktop.app.terminal import write_out
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.doctor import say_results
from bookorbit_desktop.domain.base.errors import DataFolderInUse
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.koreader.server import AddressCheck
from bookorbit_desktop.services.hardcover.account import over_network
from bookorbit_desktop.services.overview.doctor import Doctor
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.system.folders import working_folder
from bookorbit_desktop.system.instance import LOCK_NAME, InstanceLock, control_socket_path
from bookorbit_desktop.system.secrets import SecretStore


def run_doctor(folder: Path, arguments: argparse.Namespace) -> int:
    """Make all checks and print what they found. Returns the exit code: 1 when something is wrong."""
    doctor = Doctor(folder, SecretStore(str(folder)), hardcover_from_environment(), over_network, Clock())
    results = doctor.check(lambda: _ask_running_program(folder), online=arguments.online)
    console = Console(write_out, sys.stderr.write, lambda: "", working_folder())
    return say_results(results, console, as_json=arguments.json)


def _ask_running_program(folder: Path) -> Sequence[AddressCheck] | None:
    """What answers at the addresses of the program that has this folder; None where none has it.

    Raises DataFolderInUse for one that doesn't respond.
    """
    if not _is_in_use(folder):
        return None
    from bookorbit_desktop.server.control import CommandRequest, hand_over
    from bookorbit_desktop.server.self_test import check_addresses

    said: list[str] = []
    request = CommandRequest(("server", "--json"))
    code = hand_over(control_socket_path(folder), request, said.append, lambda text: None)
    if code != 0:
        raise DataFolderInUse(
            Message(
                "BookOrbit is running but doesn't respond. Quit it, or end its process, and start it again."
            )
        )
    served = json.loads("".join(said))
    problem = Message("{0}", served["https_problem"]) if served["https_problem"] else NOTHING
    return asyncio.run(check_addresses(served["urls"], problem))


def _is_in_use(folder: Path) -> bool:
    if not (folder / LOCK_NAME).exists():
        return False
    lock = InstanceLock(folder)
    if not lock.acquire():
        return True
    lock.release()
    return False
