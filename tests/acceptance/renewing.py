"""Programs that renew one sign-in for ever: `python -m tests.acceptance.renewing FOLDER API ISSUER CLIENT`.

It takes commands, one a line, and answers each with a line of JSON: "sign-in"; "kill MILLISECONDS", which lets two
programs renew and kills both after that time; "look".
"""

import asyncio
import json
import os
import signal
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path

import keyring.backends.SecretService

from bookorbit_desktop.app.composition import open_services
from bookorbit_desktop.domain.base.errors import KeyringUnavailable, SignInEnded
from bookorbit_desktop.hardcover import oauth
from bookorbit_desktop.services.hardcover.account import HardcoverEndpoint
from bookorbit_desktop.services.hardcover.sign_in_store import SignInStore, mark_of
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.system.secrets import SecretStore
from tests.browser import Person

SHARED_BY_FORKS = (keyring.backends.SecretService, oauth)
"""Imported once, before there are two."""
PROGRAMS = 2


def main(folder: Path, *endpoint: str) -> None:
    """Take commands until there are no more."""
    api, issuer, client_id = endpoint
    for line in sys.stdin:
        command, *arguments = line.split()
        match command:
            case "sign-in":
                answer: object = _sign_in(folder, HardcoverEndpoint(api, None, client_id, issuer))
            case "kill":
                answer = _kill_two(folder, float(arguments[0]) / 1000)
            case _:
                answer = _look(folder)
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()


def _sign_in(folder: Path, endpoint: HardcoverEndpoint) -> bool:
    services = open_services(folder, hardcover=endpoint)
    person = Person()
    asyncio.run(services.sign_in.in_browser(person.open))
    person.join()
    services.stop()
    services.database.close()
    return services.hardcover_account.is_saved


def _kill_two(folder: Path, after: float) -> int:
    """Returns how many had ended by themselves, as the person has to sign in again."""
    programs = [_start(folder) for _ in range(PROGRAMS)]
    time.sleep(after)
    for program in programs:
        os.kill(program, signal.SIGKILL)
    return sum([_has_told(program) for program in programs])


def _look(folder: Path) -> tuple[str | None, bool]:
    """The mark of the refresh token in the password store, and whether it is known to be spent."""
    store = _store(folder)
    while True:
        with suppress(KeyringUnavailable):
            kept = store.load()
            return (None, False) if kept is None else (mark_of(kept), store.is_spent(kept))


def _start(folder: Path) -> int:
    program = os.fork()
    if program:
        return program
    try:
        _renew_for_ever(_store(folder))
    except SignInEnded:
        os._exit(0)
    except BaseException:  # noqa: BLE001 - told by the parent
        traceback.print_exc()
    os._exit(1)


def _renew_for_ever(store: SignInStore) -> None:
    while True:
        with suppress(KeyringUnavailable):  # GNOME's is away for a moment while it writes its own file
            held = store.load()
            assert held is not None
            store.renewed(held)


def _store(folder: Path) -> SignInStore:
    return SignInStore(folder, SecretStore(str(folder)), Clock())


def _has_told(program: int) -> bool:
    """Whether it had told the person to sign in again before it was killed."""
    code = os.waitstatus_to_exitcode(os.waitpid(program, 0)[1])
    assert code in (0, -signal.SIGKILL), code
    return code == 0


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
