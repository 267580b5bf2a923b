"""Wherever SQLite fails: who asked is told, what was acknowledged is kept, and the program goes on by itself.

Every call of all four is tried by `python -m tests.bench io_errors`.
"""

from pathlib import Path

import pytest

from tests.failing_sqlite import Failure
from tests.failing_work import WORKS, opened, spoil

STEPS = {"push": 1, "scan": 11, "sync": 41, "import": 9}
"""Every so many calls fail here."""


@pytest.mark.parametrize("failure", Failure)
@pytest.mark.parametrize("name", WORKS)
async def test_a_call_that_fails_loses_nothing_and_stops_nothing(
    name: str, failure: Failure, tmp_path: Path
) -> None:
    async with opened(WORKS[name], tmp_path / "data") as (work, calls):
        number, failed = 0, True
        while failed:
            outcome = await spoil(work, calls, number, failure)
            assert outcome.problems == ()
            failed, number = bool(outcome.failed), number + STEPS[name]
    assert number > 2 * STEPS[name], "some calls did fail"
