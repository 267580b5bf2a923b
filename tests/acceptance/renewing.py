"""Two programs that renew one sign-in for ever: `python -m tests.acceptance.renewing FOLDER`.

Each line on standard input is a number of milliseconds, after which both are killed. The answer is a line with how
many of them had ended by themselves, because the person has to sign in again.
"""

import os
import signal
import sys
import time
from pathlib import Path

import keyring.backends.SecretService

from bookorbit_desktop.domain.base.errors import SignInEnded
from bookorbit_desktop.hardcover import oauth
from bookorbit_desktop.services.hardcover.sign_in_store import SignInStore
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.system.secrets import SecretStore

SHARED_BY_FORKS = (keyring.backends.SecretService, oauth)
"""Imported once, before there are two."""
PROGRAMS = 2


def main(folder: Path) -> None:
    """Take lines until there are no more."""
    for line in sys.stdin:
        programs = [_start(folder) for _ in range(PROGRAMS)]
        time.sleep(float(line) / 1000)
        print(sum(_kill(program) for program in programs), flush=True)


def _start(folder: Path) -> int:
    program = os.fork()
    if program:
        return program
    try:
        _renew_for_ever(folder)
    except SignInEnded:
        os._exit(0)
    finally:
        os._exit(1)


def _renew_for_ever(folder: Path) -> None:
    store = SignInStore(folder, SecretStore(str(folder)), Clock())
    while (held := store.load()) is not None:
        store.renewed(held)


def _kill(program: int) -> bool:
    """Returns whether it had told the person to sign in again."""
    os.kill(program, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(program, 0)[1])
    assert code in (0, -signal.SIGKILL), code
    return code == 0


if __name__ == "__main__":
    main(Path(sys.argv[1]))
