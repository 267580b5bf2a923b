"""`doctor`: what is wrong with this computer or the library, and what to do."""

import argparse
import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from typing import Final

from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.koreader.server import AddressCheck
from bookorbit_desktop.domain.overview.checkup import CheckResult, CheckState
from bookorbit_desktop.services.container import Services

_MARKS: Final = {CheckState.OK: "ok", CheckState.WARNING: "note", CheckState.FAILURE: "WRONG"}
_WIDTH: Final = max(map(len, _MARKS.values()))


def add_arguments(parsers: Parsers) -> None:
    """What can be typed for this command."""
    doctor = parsers["doctor"]
    doctor.add_argument("--online", action="store_true", help="also ask Hardcover whether it takes the token")
    doctor.add_argument("--json", action="store_true")


async def doctor(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """`doctor`, from within the program that has the library; usually it is asked from outside."""

    def ask_server() -> tuple[AddressCheck, ...]:
        address = services.pairing.server
        return tuple(AddressCheck(url) for url in address.urls) if address else ()

    results = await asyncio.to_thread(services.doctor.check, ask_server, online=arguments.online)
    return say_results(results, console, as_json=arguments.json)


def say_results(results: Sequence[CheckResult], console: Console, *, as_json: bool) -> int:
    """Print them. Returns the exit code: 1 when something is wrong."""
    is_wrong = any(result.state is CheckState.FAILURE for result in results)
    if as_json:
        console.dump({"ok": not is_wrong, "checks": [asdict(result) for result in results]})
        return int(is_wrong)
    for result in results:
        console.say(f"{_MARKS[result.state]:{_WIDTH}}  {result.what}: {result.said}")
        if result.next_step:
            console.say(f"{'':{_WIDTH}}  {result.next_step}")
    return int(is_wrong)


SUBJECT = Subject(add_arguments, {"doctor": doctor})
