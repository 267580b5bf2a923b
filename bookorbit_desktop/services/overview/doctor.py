"""Looks at everything that the program needs of this computer, and says in words what is wrong and what to do.

It opens no library and waits for nobody: it works beside a running program, and where the library can't be opened.
"""

import asyncio
import os
import platform
import shutil
import sqlite3
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent import futures
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import bookorbit_desktop
from bookorbit_desktop.domain.base.errors import BookOrbitError, KeyringUnavailable
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.hardcover.sign_in import SignIn
from bookorbit_desktop.domain.koreader.server import AddressCheck
from bookorbit_desktop.domain.overview.backups import newest_good
from bookorbit_desktop.domain.overview.checkup import CheckResult, CheckState
from bookorbit_desktop.domain.overview.settings import Settings
from bookorbit_desktop.services.hardcover.account import TOKEN, Connect, HardcoverEndpoint, ask_account
from bookorbit_desktop.services.hardcover.sign_in_store import SignInStore
from bookorbit_desktop.services.koreader.certificates import CertificateService
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.hiding import hide_secrets
from bookorbit_desktop.services.runtime.restoring import DATABASE_NAME
from bookorbit_desktop.storage.db.backup_folder import backup_folders, folder_problem
from bookorbit_desktop.storage.db.backups import count_library, list_all_backups, newer_migrations
from bookorbit_desktop.storage.db.opening import first_fault
from bookorbit_desktop.storage.overview.library_facts import (
    LibraryFacts,
    count_views_of_wrong_clocks,
    read_facts,
)
from bookorbit_desktop.system.firewall import Firewall, find_firewall
from bookorbit_desktop.system.network import LOOPBACK, is_online, is_port_free, lan_addresses
from bookorbit_desktop.system.network_shares import is_on_network_share
from bookorbit_desktop.system.secrets import NoPasswordStore, SecretStore

LIMIT: Final = 8.0
"""Seconds for all checks together; one that takes longer fails alone."""
ONLINE_LIMIT: Final = 30.0
LITTLE_ROOM: Final = 500_000_000
"""Bytes; below it the next large import may not fit."""
NO_ROOM: Final = 20_000_000
BACKUP_AGE: Final = timedelta(days=3)
FORGIVEN: Final = timedelta(minutes=10)
"""Between the clocks of a device and of this computer."""
BUILT: Final = datetime.fromisoformat("2026-01-01T00:00:00+00:00")
"""No right clock shows an earlier time to this program."""

_SIGN_IN: Final = Message("Sign in again in Settings ▸ Hardcover, or with “token --sign-in”.")

AskServer = Callable[[], Sequence[AddressCheck] | None]
"""What answers at the addresses of the running server; none while it is stopped, None where no program runs."""
FindFirewall = Callable[[int], Firewall | None]
Wait = Callable[["Sequence[Future[_State]]", float], object]
"""Waits until all are done, but not for more seconds than these."""
_State = tuple[CheckState, Message, Message]


@dataclass(frozen=True, slots=True)
class _Check:
    name: str
    what: Message
    look: Callable[[], _State]


class Doctor:
    """Makes every check on a thread of its own."""

    def __init__(
        self,
        data_dir: Path,
        secrets: SecretStore,
        endpoint: HardcoverEndpoint,
        connect: Connect,
        clock: Clock,
        refusal: Callable[[], Message] = lambda: NOTHING,
        find: FindFirewall = find_firewall,
        wait: Wait = futures.wait,
    ) -> None:
        """`refusal`: why Hardcover takes nothing now, as far as a running program knows. The rest is for tests."""
        self._refusal = refusal
        self._data_dir = data_dir
        self._library = data_dir / DATABASE_NAME
        self._secrets = secrets
        self._endpoint = endpoint
        self._connect = connect
        self._clock = clock
        self._find_firewall = find
        self._wait = wait

    def check(self, ask_server: AskServer, *, online: bool = False) -> list[CheckResult]:
        """Make all checks at the same time. Blocks for at most LIMIT seconds. Changes nothing.

        `online` asks Hardcover whether it takes the token, within ONLINE_LIMIT; nothing else goes to the network.
        """
        give_up = threading.Event()
        limit = ONLINE_LIMIT if online else LIMIT
        checks = self._checks(ask_server, give_up, online=online)
        answers = [_begin(check.look) for check in checks]
        self._wait(answers, limit)
        give_up.set()
        return [_result(check, answer, limit) for check, answer in zip(checks, answers, strict=True)]

    def _checks(self, ask_server: AskServer, give_up: threading.Event, *, online: bool) -> list[_Check]:
        return [
            _Check("environment", Message("Program"), _environment),
            _Check("data_folder", Message("Data folder"), self._look_at_data_folder),
            _Check("database", Message("Database"), lambda: self._look_at_database(give_up)),
            _Check("backups", Message("Backups"), self._look_at_backups),
            _Check("folders", Message("Library folders"), self._look_at_folders),
            _Check("server", Message("Server"), lambda: self._look_at_server(ask_server)),
            _Check("encryption", Message("Encryption (https)"), self._look_at_encryption),
            _Check("firewall", Message("Firewall"), self._look_at_firewall),
            _Check("password_store", Message("Password store"), self._look_at_password_store),
            _Check("hardcover", Message("Hardcover"), lambda: self._look_at_hardcover(online=online)),
            _Check("clock", Message("Clock"), self._look_at_clock),
        ]

    def _look_at_data_folder(self) -> _State:
        folder = self._data_dir
        if not folder.exists():
            return _ok(Message("{0} doesn't exist yet. BookOrbit creates it on first start.", str(folder)))
        if not folder.is_dir() or not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            return _fail(
                Message("BookOrbit isn't allowed to write to {0}.", str(folder)),
                Message("Allow it in the folder’s properties, or choose another folder with --data-dir."),
            )
        free = shutil.disk_usage(folder).free
        if free < LITTLE_ROOM:
            state = CheckState.FAILURE if free < NO_ROOM else CheckState.WARNING
            said = Message("The disk with {0} has {1} MB left.", str(folder), free // 1_000_000)
            return state, said, Message("Free some space.")
        if is_on_network_share(os.fsencode(folder)):
            return _warn(
                Message("{0} is on a network drive, where a database can be damaged.", str(folder)),
                Message("Move the library to a disk of this computer, and choose it with --data-dir."),
            )
        return _ok(Message("{0}, with {1} GB free.", str(folder), free // 1_000_000_000))

    def _look_at_database(self, give_up: threading.Event) -> _State:
        if not self._library.exists():
            return _ok(_NO_LIBRARY)
        # By SQLite alone: another open file that is closed would drop all locks of this process on it.
        if not self._library.stat().st_size:
            return _DAMAGED
        try:
            if first_fault(self._library, give_up.is_set):
                return _DAMAGED
            if newer_migrations(self._library):
                return _fail(
                    Message("A newer BookOrbit Desktop wrote this library."),
                    Message("Install that version, or restore a backup."),
                )
            counts = count_library(self._library)
        except sqlite3.OperationalError as error:
            return _fail(
                Message("The database can't be read now: {0}.", str(error)),
                Message("Close other programs that use it, and check the disk."),
            )
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            return _DAMAGED
        return _ok(
            Message(
                "Sound, with {0} and {1}.",
                Message("%n book(s)", count=counts.books),
                Message("%n position(s)", count=counts.positions),
            )
        )

    def _look_at_backups(self) -> _State:
        problem = folder_problem(self._data_dir)
        if problem:
            return CheckState.WARNING, problem, NOTHING
        newest = newest_good(list_all_backups(backup_folders(self._data_dir)))
        if newest is not None and self._clock.now() - newest.made_at <= BACKUP_AGE:
            return _ok(Message("The newest is from {0}.", newest.made_at))
        if not self._library.exists() or self._is_empty():
            return _ok(Message("There is nothing to back up yet."))
        make_one = Message(
            "Press “Back up now” in Settings ▸ Advanced, or run “backup”. While BookOrbit runs, it makes "
            "one every day."
        )
        if newest is None:
            return _warn(Message("There is no backup."), make_one)
        return _warn(Message("The newest is from {0}.", newest.made_at), make_one)

    def _is_empty(self) -> bool:
        counts = count_library(self._library)
        return not (counts.books or counts.positions or counts.highlights)

    def _look_at_folders(self) -> _State:
        folders = self._facts().folders
        away = [folder for folder in folders if not _is_readable(folder)]
        if away:
            return _warn(
                Message("{0} can't be read. Its books are kept.", ", ".join(away)),
                Message("Connect the drive, or allow BookOrbit to read the folder."),
            )
        if not folders:
            return _ok(Message("No folder has been added yet."))
        return _ok(Message("%n folder(s) can be read.", count=len(folders)))

    def _look_at_server(self, ask_server: AskServer) -> _State:
        checks = ask_server()
        if checks is None:
            return self._look_at_port()
        if not checks:
            return _warn(
                Message("BookOrbit runs, but its server is stopped."),
                Message("Start it on the KOReader page."),
            )
        failing = [check for check in checks if check.problem]
        if failing:
            return CheckState.FAILURE, Message("{0}: {1}", failing[0].url, failing[0].problem), NOTHING
        if not is_online():
            return _warn(
                Message("It answers, but this computer is on no network."),
                Message("Connect it to the Wi-Fi that your device uses."),
            )
        return _ok(Message("It answers at {0}.", ", ".join(check.url for check in checks)))

    def _look_at_port(self) -> _State:
        """Where no program runs."""
        facts = self._facts()
        port, host = _port(facts), facts.listen_on or "0.0.0.0"
        if host not in ("0.0.0.0", LOOPBACK, *lan_addresses()):
            return _warn(
                Message("This computer no longer has the address {0}.", host),
                Message("Choose another address in Settings ▸ KOReader."),
            )
        if port and not is_port_free(host, port):
            return _warn(
                Message("Port {0} is used by another program. BookOrbit takes the next free one.", str(port)),
                Message("End that program, or choose another port in Settings ▸ KOReader."),
            )
        return _ok(Message("BookOrbit isn't running. Port {0} is free for it.", str(port)))

    def _look_at_encryption(self) -> _State:
        """Why it is not served is known only to a running program, and told with the server's addresses."""
        if not self._facts().https:
            return _ok(Message("Off. Devices use http."))
        certificate = CertificateService(self._data_dir, self._secrets, self._clock, EventBus()).current()
        if certificate is None:
            return _ok(Message("There is no certificate yet. The server makes one when it starts."))
        day = certificate.valid_until.date().isoformat()
        if not certificate.needs_renewal(self._clock.now()):
            return _ok(Message("The certificate is valid until {0}.", day))
        step = Message("Choose a renewed one in Settings ▸ KOReader, or make a new certificate there.")
        if certificate.has_expired(self._clock.now()):
            return _fail(Message("Your certificate expired on {0}.", day), step)
        return _warn(Message("Your certificate expires on {0}.", day), step)

    def _look_at_firewall(self) -> _State:
        facts = self._facts()
        port = _port(facts)
        found = self._find_firewall(port)
        if found is None:
            return _ok(Message("No active firewall was found."))
        if found.lets_in:
            return _ok(Message("{0} is on, and lets port {1} in.", found.name, str(port)))
        step = (
            Message("To let devices in, run: {0}", found.command)
            if found.command
            else Message("Allow BookOrbit in your system's firewall settings.")
        )
        if found.lets_in is False:
            return _warn(Message("{0} is on, and blocks port {1}.", found.name, str(port)), step)
        if facts.device_host:
            return _ok(Message("{0} is on; a device has reached this computer before.", found.name))
        return _warn(
            Message("{0} is on. Only an administrator can see whether it lets devices in.", found.name), step
        )

    def _look_at_password_store(self) -> _State:
        try:
            self._secrets.get(TOKEN)
        except NoPasswordStore as error:
            return _warn(
                error.message, Message("Install one, such as GNOME Keyring or KWallet, to keep your secrets.")
            )
        except KeyringUnavailable as error:
            return CheckState.FAILURE, error.message, NOTHING
        return _ok(Message("It answers."))

    def _look_at_hardcover(self, *, online: bool) -> _State:
        store = SignInStore(self._data_dir, self._secrets, self._clock)
        may_sign_in = bool(self._endpoint.client_id) and not self._endpoint.token
        try:
            sign_in = store.load() if may_sign_in else None
            token = self._endpoint.token or (None if sign_in else self._secrets.get(TOKEN))
        except KeyringUnavailable as error:
            return _warn(Message("The token can't be read."), error.message)
        if not (token or sign_in):
            return self._without_token()
        if (refusal := self._refusal()) and not online:
            return CheckState.FAILURE, refusal, NOTHING
        if sign_in:
            return self._look_at_sign_in(sign_in, is_spent=store.is_spent(sign_in), online=online)
        assert token is not None
        if online:
            account = asyncio.run(ask_account(self._connect, self._endpoint.url, token))
            return _ok(Message("Hardcover accepts the token of @{0}.", account.username))
        last = self._facts_or_none().last_sent
        if last is None:
            return _ok(Message("A token is saved. Nothing has been sent yet."))
        return _ok(Message("A token is saved. Hardcover last accepted a change on {0}.", last))

    def _look_at_sign_in(self, sign_in: SignIn, *, is_spent: bool, online: bool) -> _State:
        """Never renews it: a running program does that."""
        is_over = self._clock.now() >= sign_in.access_ends_at
        if is_spent and is_over:
            return _fail(Message("The sign-in with Hardcover has ended."), _SIGN_IN)
        if is_spent:
            ends = Message(
                "The sign-in with Hardcover can't be renewed, and ends on {0}.", sign_in.access_ends_at
            )
            return _warn(ends, _SIGN_IN)
        if sign_in.missing:
            lacks = Message("The sign-in with Hardcover doesn't allow {0}.", ", ".join(sign_in.missing))
            return _fail(lacks, _SIGN_IN)
        if online and not is_over:
            account = asyncio.run(ask_account(self._connect, self._endpoint.url, sign_in.access))
            return _ok(
                Message(
                    "Signed in as @{0}. It renews by itself, and lasts until {1} even if unused.",
                    account.username,
                    sign_in.good_until,
                )
            )
        return _ok(
            Message(
                "Signed in since {0}. It renews by itself, and lasts until {1} even if unused.",
                sign_in.signed_in_at,
                sign_in.good_until,
            )
        )

    def _without_token(self) -> _State:
        if self._facts_or_none().hardcover_user_id is None:
            return _ok(Message("Not connected."))
        return _warn(
            Message("It was connected before, but the token is missing, so nothing is sent."),
            _SIGN_IN
            if self._endpoint.client_id
            else Message("Save a token in Settings ▸ Hardcover, or with “token --stdin”."),
        )

    def _look_at_clock(self) -> _State:
        now = self._clock.now()
        newest = self._facts_or_none().newest
        set_it = Message("Let the system set the time and time zone automatically.")
        if now < BUILT:
            return _fail(Message("The clock shows {0}, which is years ago.", now), set_it)
        if newest is not None and newest > now + FORGIVEN:
            return _warn(
                Message("The clock shows {0}, but something was stored on {1}.", now, newest), set_it
            )
        if wrong := self._count_views_of_wrong_clocks():
            return _warn(
                Message(
                    "The clock shows {0}. A device's clock was wrong: {1} not counted.",
                    now,
                    Message("%n page view(s)", count=wrong),
                ),
                Message("“stats” names the device. Check the time on it."),
            )
        return _ok(Message("The clock shows {0}.", now))

    def _count_views_of_wrong_clocks(self) -> int:
        try:
            return count_views_of_wrong_clocks(self._library) if self._library.exists() else 0
        except sqlite3.Error:
            return 0

    def _facts(self) -> LibraryFacts:
        """What is stored; of a new library the defaults. Raises sqlite3.Error."""
        return read_facts(self._library) if self._library.exists() else LibraryFacts()

    def _facts_or_none(self) -> LibraryFacts:
        """The same, where it matters little: of a library that can't be read the defaults, too."""
        try:
            return self._facts()
        except (sqlite3.Error, UnicodeDecodeError):
            return LibraryFacts()


_NO_LIBRARY: Final = Message("There is no library yet. BookOrbit creates it on first start.")


def _begin(look: Callable[[], _State]) -> "Future[_State]":
    """On a thread that nobody waits for: a drive or a password store may hang for ever."""
    answer: Future[_State] = Future()

    def run() -> None:
        try:
            answer.set_result(look())
        except BaseException as error:  # noqa: BLE001 - one failing check fails alone, whatever it meets
            answer.set_exception(error)

    threading.Thread(target=run, name="check", daemon=True).start()
    return answer


def _result(check: _Check, answer: "Future[_State]", limit: float) -> CheckResult:
    if not answer.done():
        state, said, step = _fail(
            Message("No answer within {0} seconds.", limit),
            Message("Try again. If it keeps happening, restart this computer."),
        )
        return CheckResult(check.name, check.what, state, said, step)
    try:
        state, said, step = answer.result()
    except BookOrbitError as error:
        state, said, step = CheckState.FAILURE, error.message, NOTHING
    except Exception as error:  # noqa: BLE001 - as above
        state, said, step = _unexpected(error)
    return CheckResult(check.name, check.what, state, said, step)


def _unexpected(error: Exception) -> _State:
    text = hide_secrets(str(error)) or type(error).__name__
    if isinstance(error, sqlite3.Error):
        return _warn(Message("The library can't be read: {0}.", text), Message("See the database check."))
    return _fail(Message("This check failed: {0}.", text), Message("The other checks don't depend on it."))


def _environment() -> _State:
    return _ok(
        Message(
            "BookOrbit Desktop {0}, Python {1}, SQLite {2}, {3}.",
            bookorbit_desktop.__version__,
            platform.python_version(),
            sqlite3.sqlite_version,
            platform.platform(terse=True) if sys.platform != "linux" else platform.system(),
        )
    )


def _is_readable(folder: str) -> bool:
    return Path(folder).is_dir() and os.access(folder, os.R_OK | os.X_OK)


def _port(facts: LibraryFacts) -> int:
    return facts.port if isinstance(facts.port, int) else Settings().port


def _ok(said: Message) -> _State:
    return CheckState.OK, said, NOTHING


def _warn(said: Message, step: Message) -> _State:
    return CheckState.WARNING, said, step


def _fail(said: Message, step: Message) -> _State:
    return CheckState.FAILURE, said, step


_DAMAGED: Final = _fail(
    Message("The database is damaged or empty. BookOrbit leaves it as it is."),
    Message("Quit BookOrbit and restore a backup: “backup --list” shows them."),
)
