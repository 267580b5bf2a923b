"""Opt-in: asks Hardcover itself whether the local Hardcover tells the truth.

`BOOKORBIT_HARDCOVER_TOKEN=... BOOKORBIT_LIVE_BOOK=... pytest --live`; what came of it is kept in RESULTS.md.
"""

import os
import sys

import pytest

from bookorbit_desktop.app.composition import hardcover_from_environment
from bookorbit_desktop.hardcover.client import HardcoverClient
from tests.live.contract import (
    Contract,
    UnfitBook,
    difference,
    honours_insert_dates,
    local_answers,
    makes_progress_rows,
)

BOOK_VARIABLE = "BOOKORBIT_LIVE_BOOK"


def book_from_environment() -> int:
    number = os.environ.get(BOOK_VARIABLE, "")
    if not number.isdecimal():
        pytest.fail(
            f"Set {BOOK_VARIABLE} to the number of a book that is not in your library.", pytrace=False
        )
    return int(number)


@pytest.mark.live
@pytest.mark.timeout(900)
async def test_hardcover_answers_what_the_local_one_answers(capsys: pytest.CaptureFixture[str]) -> None:
    endpoint, book_id = hardcover_from_environment(), book_from_environment()
    if not endpoint.token:
        pytest.fail("Set BOOKORBIT_HARDCOVER_TOKEN to your token.", pytrace=False)
    async with HardcoverClient(endpoint.url, lambda: endpoint.token) as client:
        try:
            contract = await Contract.on(client, book_id)
        except UnfitBook as unfit:
            pytest.fail(str(unfit), pytrace=False)
        asked = await contract.answers()
        spent = client.spent
    honoured = honours_insert_dates(asked)
    rows = makes_progress_rows(asked)
    local = await local_answers(contract.book, honour_insert_dates=honoured, progress_makes_rows=rows)
    differs = difference(local, asked)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(asked)} probes, {spent.units} units, {spent.requests} requests."
            f"\nAn insert {'dates' if honoured else 'does not date'} the read that it makes."
            f"\nProgress leaves {'a' if rows else 'no'} day in the journal."
            f"\n{differs or 'Every answer is that of the local Hardcover.'}\n"
        )
    assert not differs, "the answers differ, as shown above"
