"""The commands for logins: credentials and pair."""

import argparse
import asyncio
from contextlib import suppress
from datetime import datetime

from bookorbit_desktop.cli.console import Console, is_yes
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.moments import iso_time
from bookorbit_desktop.domain.koreader.pairing import PairedLogin, PairingRequest, PairingWindow, WindowEnd
from bookorbit_desktop.domain.overview.events import Event, PairingChanged
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.koreader.account import Credentials

LOOK_AGAIN = 0.1
"""The least seconds between two looks at the clock."""


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of these commands."""
    credentials = parsers["credentials"]
    credentials.add_argument("--username", metavar="U")
    source = credentials.add_mutually_exclusive_group()
    source.add_argument(
        "--password-stdin", action="store_true", help="read the passphrase from standard input"
    )
    source.add_argument("--generate", action="store_true", help="generate a new passphrase")
    source.add_argument(
        "--revoke",
        action="append",
        metavar="NAME",
        help="revoke a paired device; can be repeated",
    )
    source.add_argument("--revoke-all", action="store_true", help="revoke all paired devices")
    credentials.add_argument("--json", action="store_true")
    pairing = parsers["pair"]
    pairing.add_argument("--yes", action="store_true", help="allow the first device without asking")
    pairing.add_argument("--json", action="store_true", help="print the result as JSON")


def check(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """Checks that argparse can't express; on failure, ends the program with exit code 2."""
    if arguments.username is not None and (arguments.revoke or arguments.revoke_all):
        parser.error("--revoke can't be combined with --username")


async def credentials(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Show or change the login for devices, and revoke paired ones."""
    if arguments.revoke or arguments.revoke_all:
        return await _revoke(services, arguments, console)
    koreader_login = services.koreader_login
    changes = arguments.password_stdin or arguments.generate or arguments.username is not None
    if arguments.password_stdin:
        passphrase = _without_line_end(await asyncio.to_thread(console.read))
        changed = await asyncio.to_thread(koreader_login.change, arguments.username, passphrase)
        shown = Credentials(changed.username, None, changed.notice)
    elif arguments.generate:
        shown = await asyncio.to_thread(koreader_login.generate, arguments.username)
    elif changes:
        shown = await asyncio.to_thread(koreader_login.change, arguments.username)
    else:
        shown = await asyncio.to_thread(koreader_login.ensure)
    paired = services.paired_logins.all()
    if arguments.json:
        console.dump(_document(shown, paired))
    else:
        _say(shown, paired, console)
    if changes and paired:
        console.complain(
            "Devices paired with their own password stay logged in. “credentials --revoke-all” logs them out."
        )
    return 0


def _say(shown: Credentials, paired: list[PairedLogin], console: Console) -> None:
    console.say(f"User name: {shown.username}")
    if shown.passphrase is not None:
        console.say(f"Passphrase: {shown.passphrase}")
    if shown.notice:
        console.complain(shown.notice)
    if paired:
        console.say()
        console.table(
            ("PAIRED", "SINCE", "FROM", "LAST USED"),
            [
                (
                    login.username,
                    iso_time(login.paired_at),
                    login.address,
                    _time(login.last_used_at) or "never",
                )
                for login in paired
            ],
        )


def _document(shown: Credentials, paired: list[PairedLogin]) -> dict[str, object]:
    return {
        "username": shown.username,
        "passphrase": shown.passphrase,
        "notice": shown.notice or None,
        "paired": [
            {
                "username": login.username,
                "paired_at": iso_time(login.paired_at),
                "address": login.address,
                "last_used_at": _time(login.last_used_at),
            }
            for login in paired
        ],
    }


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else iso_time(moment)


async def _revoke(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    names = None if arguments.revoke_all else arguments.revoke
    revoked = await asyncio.to_thread(services.paired_logins.revoke, names)
    gone = [paired.login.username for paired in revoked]
    if arguments.json:
        console.dump({"revoked": gone})
    elif gone:
        console.say(f"Revoked: {', '.join(gone)}. Pair a device again to restore its access.")
    else:
        console.say("No devices are paired.")
    return 0


async def pair(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Open the pairing window and wait until a device is paired or the window closes."""
    services.pairing.open()
    say = console.complain if arguments.json else console.say
    server = services.pairing.server
    where = f" {server.urls[0]}" if server and server.urls else ""
    say(f"Pairing is open for two minutes. On the device: Progress sync ▸ Custom sync server:{where}")
    say("Then Register / Login ▸ Register, with any name and password.")
    try:
        window = await _Pairing(services, arguments, console).wait()
    finally:
        services.pairing.close()
    if arguments.json:
        console.dump({"end": window.end, "username": window.paired or None})
    elif window.end is WindowEnd.PAIRED:
        console.say(f"“{window.paired}” is paired. Pairing is closed.")
    if window.end is WindowEnd.TIME:
        console.complain("bookorbit-desktop: No device paired within two minutes. Pairing is closed.")
    elif window.end is WindowEnd.CLOSED:
        console.complain("bookorbit-desktop: Pairing was closed before a device paired.")
    return 0 if window.end is WindowEnd.PAIRED else 1


class _Pairing:
    """Follows the pairing window and asks the person about each device."""

    def __init__(self, services: Services, arguments: argparse.Namespace, console: Console) -> None:
        self._services = services
        self._pairing = services.pairing
        self._says_yes = arguments.yes
        self._console = console
        self._changed = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._asked: PairingRequest | None = None
        self._asking: asyncio.Task[None] | None = None

    async def wait(self) -> PairingWindow:
        """Wait until the window closes; returns its last state."""
        unsubscribe = self._services.events.subscribe(self._hear)
        try:
            while True:
                self._changed.clear()
                window = self._pairing.window
                self._ask_about(window.request)
                if window.closes_at is None:
                    return window
                await self._wait_until(window.closes_at)
        finally:
            unsubscribe()
            self._ask_about(None)

    def _hear(self, event: Event) -> None:
        if isinstance(event, PairingChanged):
            self._loop.call_soon_threadsafe(self._changed.set)

    async def _wait_until(self, closes_at: datetime) -> None:
        left = (closes_at - self._services.clock.now()).total_seconds()
        with suppress(TimeoutError):
            async with asyncio.timeout(max(LOOK_AGAIN, left)):
                await self._changed.wait()

    def _ask_about(self, request: PairingRequest | None) -> None:
        """Withdraw the question about a device that no longer waits, and ask about the one that does."""
        if request == self._asked:
            return
        self._asked = request
        if self._asking is not None:
            self._asking.cancel()
        self._asking = None if request is None else self._loop.create_task(self._ask(request))

    async def _ask(self, request: PairingRequest) -> None:
        self._console.complain(f"A device at {request.address} wants to log in as “{request.username}”.")
        allow = self._says_yes
        if not allow:
            answer = await self._console.ask("Allow? [y/N] ")
            if answer is None:
                self._console.complain("\nCan't ask here. Allow it in the window, or use “pair --yes”.")
                return
            allow = is_yes(answer)
        self._asking = None  # from here on it is answered, whatever the window does
        try:
            await asyncio.to_thread(self._pairing.answer, request.id, allow=allow)
        except BookOrbitError as error:
            self._console.complain(f"bookorbit-desktop: {error}")
            return
        if not allow:
            self._console.complain("Denied. Pairing stays open for other devices.")


def _without_line_end(text: str) -> str:
    return text.removesuffix("\n").removesuffix("\r")


SUBJECT = Subject(add_arguments, {"credentials": credentials, "pair": pair}, {"credentials": check})
