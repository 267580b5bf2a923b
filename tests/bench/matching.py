"""What the matcher makes of the labelled set (tests/matching/cases), by kind, tuned half and half set aside.

`python -m tests.bench matching`; `--show tuned` or `--show aside` lists what was wrong or refused though obvious in
that half. The last lines ask the same with the right record taken away: then every match is wrong.
"""

import argparse
from collections import Counter
from collections.abc import Sequence

from tests.matching.labelled import Outcome, Verdict, ask, read_cases


def print_table(name: str, outcomes: Sequence[Outcome]) -> None:
    """A line for each kind, and one for all."""
    print(f"\n{name}: {len(outcomes)} cases")
    print(f"{'kind':14}" + "".join(f"{verdict:>24}" for verdict in Verdict))
    kinds = sorted({outcome.case.world.kind for outcome in outcomes})
    for kind in [*kinds, ""]:
        counts = Counter(outcome.verdict for outcome in outcomes if kind in ("", outcome.case.world.kind))
        print(f"{kind or 'all':14}" + "".join(f"{counts[verdict]:>24}" for verdict in Verdict))
    obvious = sum(outcome.case.expected != "none" for outcome in outcomes)
    refused = sum(outcome.verdict is Verdict.REFUSED_THOUGH_OBVIOUS for outcome in outcomes)
    print(f"refused though obvious: {100 * refused / max(obvious, 1):.1f} % of {obvious}")


def print_failures(outcomes: Sequence[Outcome]) -> None:
    """What was wrong or refused, one line each."""
    for outcome in outcomes:
        if outcome.verdict in (Verdict.WRONG, Verdict.REFUSED_THOUGH_OBVIOUS):
            print(f"  {outcome.verdict}: {outcome.case.name} => {outcome.case.expected}, got {outcome.found}")
            print(
                f"      {outcome.case.reason}. {outcome.record.refusal} score {getattr(outcome.record, 'score', 0):.2f}"
            )


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench matching")
    parser.add_argument("--show", choices=("tuned", "aside"), default="")
    shown = parser.parse_args().show
    cases = read_cases()
    for aside, name in ((False, "tuned"), (True, "aside")):
        half = [case for case in cases if case.world.is_set_aside is aside]
        outcomes = ask(half)
        print_table("the half set aside" if aside else "the tuned half", outcomes)
        decoys = ask([case for case in half if case.expected != "none"], without_the_record=True)
        taken = [decoy for decoy in decoys if decoy.verdict is Verdict.WRONG]
        print(f"with the right record taken away: {len(taken)} of {len(decoys)} matched")
        if shown == name:
            print_failures([*outcomes, *taken])


if __name__ == "__main__":
    main()
