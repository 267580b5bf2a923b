"""Renewals by two programs at once, killed at any point of them, with a real password store."""

import json
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from bookorbit_desktop.demo.local_hardcover import DEMO_CLIENT_ID
from tests.acceptance.hardcover import Hardcover
from tests.acceptance.keyring import SECRET_SERVICE, Keyring
from tests.new_library import new_library

KILLS = int(os.environ.get("BOOKORBIT_KILLS", "60"))
LONGEST = 120.0
"""Milliseconds until both are killed: some renewals of two programs that wait for each other."""


class Programs:
    """Two programs on one data folder, in a process that starts and kills them."""

    def __init__(self, folder: Path, hardcover: Hardcover, environment: dict[str, str]) -> None:
        issuer = hardcover.local.oauth.issuer
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.acceptance.renewing",
                folder,
                hardcover.url,
                issuer,
                DEMO_CLIENT_ID,
            ],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def do(self, command: str) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{command}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self) -> None:
        self.process.communicate()


def test_killed_at_any_point_no_spent_token_is_sent_and_the_person_is_signed_in_or_told(
    tmp_path: Path,
    keyring: Keyring,
    hardcover: Hardcover,
) -> None:
    """After each kill the store has a pair that was never sent, or one of which the program knows that it was."""
    folder = tmp_path / "data"
    new_library(folder)
    environment = os.environ | keyring.environment | {"PYTHON_KEYRING_BACKEND": SECRET_SERVICE}
    programs = Programs(folder, hardcover, environment)
    seed = random.randrange(1 << 32)
    chance = random.Random(seed)
    seen: Counter[str] = Counter()
    try:
        assert programs.do("sign-in")
        while seen["killed"] < KILLS:
            told = programs.do(f"kill {chance.uniform(0, LONGEST):.1f}")
            seen["killed"] += 2 - told
            mark, is_spent = programs.do("look")
            presented = hardcover.ask(lambda: {call.presented for call in hardcover.local.oauth.calls})
            assert mark is not None, seed
            assert is_spent or mark not in presented, seed
            if is_spent:
                seen["signed in again"] += 1
                assert programs.do("sign-in")
    finally:
        programs.close()
    oauth = hardcover.local.oauth
    seen["renewed"] = sum(call.grant == "refresh_token" for call in oauth.calls)
    assert oauth.replays == 0, (seed, seen)
    assert seen["renewed"], (seed, seen)  # how many depends on the load
    assert {call.result for call in oauth.calls} == {"ok"}, (seed, seen)
    if "BOOKORBIT_KILLS" in os.environ:
        sys.stderr.write(f"{dict(seen)}\n")
