"""Lets every call of SQLite of a push, a scan, a sync and an import fail in turn, and prints what came of it.

`python -m tests.bench io_errors [--only push] [--step 1]`. Ends with 1 where anything acknowledged was lost, anything
was said that is no message for a person, or the program did not go on by itself.
"""

import argparse
import asyncio
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.failing_sqlite import Failure
from tests.failing_work import DONE, NOT_SAVED, WORKS, Outcome, opened, spoil


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=[*WORKS])
    parser.add_argument("--step", type=int, default=1, help="every so many calls")
    arguments = parser.parse_args()
    print(
        "| work | the call that fails | calls | answered or done | 503 or not saved | not as it should be |"
    )
    print("|---|---|---|---|---|---|")
    wrong: list[Outcome] = []
    for name in [arguments.only] if arguments.only else WORKS:
        for failure in Failure:
            outcomes = asyncio.run(_all(name, failure, arguments.step))
            said = Counter(one.said for one in outcomes)
            bad = [one for one in outcomes if one.problems]
            good, refused = said["200"] + said[DONE], said["503"] + said[NOT_SAVED]
            print(
                f"| {name} | {failure} | {len(outcomes)} | {good} | {refused} | {len(bad)} |",
                flush=True,
            )
            wrong += bad
    for one in wrong:
        print(f"call {one.number}, {one.failure}, “{one.failed[:100]}”: {'; '.join(one.problems)}")
    sys.exit(1 if wrong else 0)


async def _all(name: str, failure: Failure, step: int) -> list[Outcome]:
    """One work, each of its calls failing in turn."""
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory() as folder:
        async with opened(WORKS[name], Path(folder) / "data") as (work, calls):
            await spoil(work, calls, -1, failure)  # what is done once only, such as opening connections
            for number in range(0, 10_000, step):
                outcomes.append(await spoil(work, calls, number, failure))
                if not outcomes[-1].failed:
                    return outcomes[:-1]
    raise AssertionError("the work does not end")


if __name__ == "__main__":
    main()
