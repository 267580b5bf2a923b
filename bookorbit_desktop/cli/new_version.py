"""The command about new versions of the program: new-version."""

import argparse
import asyncio

import bookorbit_desktop
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.moments import iso_time
from bookorbit_desktop.services.container import Services


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of this command."""
    parser = parsers["new-version"]
    parser.add_argument("--look", action="store_true", help="ask the program's web site now")
    parser.add_argument(
        "--weekly",
        action=argparse.BooleanOptionalAction,
        help="ask it once a week while BookOrbit runs; off until you switch it on",
    )
    parser.add_argument("--json", action="store_true")


async def new_version(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """`new-version`."""
    versions = services.new_version
    if arguments.weekly is not None:
        change = services.preferences.change
        await asyncio.to_thread(change, tell_of_new_versions=arguments.weekly)
    if arguments.look:
        await versions.look()
    wanted = services.preferences.current.tell_of_new_versions
    if arguments.json:
        console.dump(
            {
                "version": bookorbit_desktop.__version__,
                "newer": versions.newer or None,
                "page": versions.page or None,
                "looked_at": iso_time(versions.looked_at) if versions.looked_at else None,
                "weekly": wanted,
            }
        )
        return 0
    console.say(f"BookOrbit Desktop {bookorbit_desktop.__version__}")
    if versions.newer:
        console.say(f"Version {versions.newer} is available: {versions.page}")
    elif versions.looked_at is not None:
        console.say(f"It was the newest when {versions.host} was asked on {iso_time(versions.looked_at)}.")
    console.say(_habit(versions.host, wanted=wanted))
    return 0


def _habit(host: str, *, wanted: bool) -> str:
    if not host:
        return "BookOrbit has no web site yet that could name a new version."
    return f"{host} is asked once a week." if wanted else f"{host} is asked only with --look."


SUBJECT = Subject(add_arguments, {"new-version": new_version})
