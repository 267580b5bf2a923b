"""The labelled set (tests/matching/cases): no wrong match, and little refused though it is obvious."""

from collections import Counter

import pytest

from bookorbit_desktop.domain.hardcover.matching import CONFIRM_BELOW
from bookorbit_desktop.domain.library.sync_state import MatchMethod
from tests.matching.labelled import Case, Outcome, Verdict, ask, read_cases

MOST_REFUSED = 0.05
FEWEST_CASES = 400


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return ask(read_cases())


def names(outcomes: list[Outcome], verdict: Verdict) -> list[str]:
    return [f"{outcome.case.name}: {outcome.found}" for outcome in outcomes if outcome.verdict is verdict]


def test_the_set_is_large_and_every_kind_has_matches_and_refusals(outcomes: list[Outcome]) -> None:
    assert len(outcomes) >= FEWEST_CASES
    assert len(
        {outcome.case.name + str(outcome.case.query) + str(outcome.case.shelf) for outcome in outcomes}
    ) == len(outcomes)
    kinds = {outcome.case.world.kind for outcome in outcomes}
    for expected in (True, False):
        assert {
            outcome.case.world.kind for outcome in outcomes if (outcome.case.expected == "none") is expected
        } == kinds


def test_no_match_is_wrong(outcomes: list[Outcome]) -> None:
    assert names(outcomes, Verdict.WRONG) == []


@pytest.mark.parametrize("aside", [False, True], ids=["tuned", "set aside"])
def test_little_is_refused_though_obvious(outcomes: list[Outcome], aside: bool) -> None:
    half = [outcome for outcome in outcomes if outcome.case.world.is_set_aside is aside]
    counts = Counter(one.verdict for one in half if one.case.expected != "none")
    assert counts[Verdict.REFUSED_THOUGH_OBVIOUS] <= MOST_REFUSED * counts.total(), names(
        half, Verdict.REFUSED_THOUGH_OBVIOUS
    )


def test_without_its_record_a_book_is_hardly_ever_matched() -> None:
    """What is left then waits for the person, or differs in the edition only."""
    cases: list[Case] = [case for case in read_cases() if case.expected != "none"]
    taken = [one for one in ask(cases, without_the_record=True) if one.verdict is Verdict.WRONG]
    assert len(taken) <= 0.02 * len(cases), names(taken, Verdict.WRONG)


def test_every_match_by_name_has_a_score_and_most_need_no_confirmation(outcomes: list[Outcome]) -> None:
    by_name = (MatchMethod.TITLE_AUTHOR, MatchMethod.SHELF)
    scores = [outcome.record.score for outcome in outcomes if outcome.record.method in by_name]
    assert all(0 < score <= 1 for score in scores)
    assert sum(score >= CONFIRM_BELOW for score in scores) > 0.8 * len(scores)
    others = [
        outcome.record.score
        for outcome in outcomes
        if outcome.record.method not in (*by_name, MatchMethod.NONE)
    ]
    assert set(others) == {1.0}
