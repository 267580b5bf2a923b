"""The command for the relay: status, on, off, and sync now."""

import argparse
import asyncio

from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.moments import iso_time
from bookorbit_desktop.domain.relay.relay import RelayStatus
from bookorbit_desktop.services.container import Services


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of this command."""
    relay = parsers["relay"]
    relay.add_argument("action", choices=("status", "on", "off", "now"), nargs="?", default="status")
    relay.add_argument(
        "--url", metavar="URL", help="with on: the other server, such as https://sync.example.org"
    )
    relay.add_argument("--username", metavar="U", help="with on: your user name there")
    relay.add_argument(
        "--password-stdin", action="store_true", help="with on: read the password from standard input"
    )
    relay.add_argument("--json", action="store_true", help="print the status as JSON")


async def relay(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Carry out `action`, and show the relay's status."""
    await asyncio.to_thread(services.relay.load)
    if arguments.action == "on":
        await _switch_on(services, arguments, console)
    elif arguments.action == "off":
        await asyncio.to_thread(lambda: services.relay.switch(on=False))
    elif arguments.action == "now":
        if not services.relay.is_on:
            raise InvalidInput(Message("The relay is off. “relay on” switches it on."))
        done = await services.relay_exchange.run(thorough=True)
        console.say(f"{done.checked:,} checked, {done.taken:,} received, {done.sent:,} sent.")
        return 0
    status = await asyncio.to_thread(services.relay.status)
    if arguments.json:
        console.dump(_document(status))
    else:
        _say(status, console)
    return 0


async def _switch_on(services: Services, arguments: argparse.Namespace, console: Console) -> None:
    settings = services.preferences.current
    if arguments.url or arguments.username or arguments.password_stdin:
        password = (await asyncio.to_thread(console.read)).strip("\r\n") if arguments.password_stdin else ""
        login = (arguments.url or settings.relay_url, arguments.username or settings.relay_username, password)
        await services.relay.test(*login)
        notice = await asyncio.to_thread(services.relay.save, *login)
        if notice:
            console.complain(notice)
    await asyncio.to_thread(lambda: services.relay.switch(on=True))


def _say(status: RelayStatus, console: Console) -> None:
    where = f"{status.username} at {status.url}" if status.url else "no server yet"
    console.say(f"Relay: {'on' if status.is_on else 'off'}, {where}")
    for name, moment in (
        ("sent", status.sent_at),
        ("taken in", status.taken_at),
        ("asked", status.checked_at),
    ):
        if moment is not None:
            console.say(f"Last {name}: {iso_time(moment)}")
    if status.problem:
        console.say(f"Problem: {status.problem}")


def _document(status: RelayStatus) -> dict[str, object]:
    moments = {"sent_at": status.sent_at, "taken_at": status.taken_at, "checked_at": status.checked_at}
    return {
        "on": status.is_on,
        "url": status.url or None,
        "username": status.username or None,
        "has_password": status.has_password,
        "problem": status.problem or None,
        **{name: None if moment is None else iso_time(moment) for name, moment in moments.items()},
    }


SUBJECT = Subject(add_arguments, {"relay": relay})
