"""Two devices with one id, told from one device that was renamed (kosync.md section 3)."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.koreader.devices import (
    Certainty,
    Sighting,
    Suspicion,
    check_given_name,
    is_mended,
    recognise,
    recognise_again,
)

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
HOME, OTHER = "192.168.1.31", "192.168.1.32"


def seen(*names: str, every: float = 5 * MINUTE, addresses: Sequence[str] = ("",)) -> list[Sighting]:
    """One sighting after the other, with the addresses in turn."""
    return [
        Sighting(name, addresses[index % len(addresses)], index * every, index * every)
        for index, name in enumerate(names)
    ]


def reading(
    *positions: float, every: float = MINUTE, addresses: Sequence[str] = (HOME, OTHER)
) -> list[Sighting]:
    """One name that reads a document, from the addresses in turn."""
    return [
        Sighting("Kobo", addresses[turn % len(addresses)], turn * every, turn * every, "doc", position)
        for turn, position in enumerate(positions)
    ]


def certain(*names: str) -> Suspicion:
    return Suspicion(Certainty.CERTAIN, names)


def perhaps(*names: str) -> Suspicion:
    return Suspicion(Certainty.PERHAPS, names)


@pytest.mark.parametrize(
    ("sightings", "verdict"),
    [
        ([], None),
        (seen("Kobo"), None),
        (seen("Kobo", "Living room"), None),
        (seen("Kobo", "Mine", "Anna's", every=DAY), None),
        (seen("Kobo", "Mine", "Kobo", addresses=[HOME]), None),
        (seen("Kobo", "Mine", addresses=[HOME, OTHER], every=HOUR), None),
        (seen("Kobo", "Mine", addresses=[HOME, OTHER], every=MINUTE), perhaps("Kobo", "Mine")),
        (seen("Kobo", "Boox", "Kobo", addresses=[HOME, OTHER], every=DAY), perhaps("Kobo", "Boox")),
        (seen("Kobo", "Boox", "Kobo", "Boox", every=DAY), perhaps("Kobo", "Boox")),
        (seen("Kobo", "Boox", "Kobo", "Boox", addresses=[HOME, OTHER], every=DAY), certain("Kobo", "Boox")),
        (seen("Kobo", "Boox", "Kobo", "Boox", "Kobo", addresses=[HOME]), certain("Kobo", "Boox")),
        (seen("Old", "A", "B", "A", "B", "A"), certain("A", "B")),
        (seen("A", "B", "C", "A", "B", "C"), certain("A", "B", "C")),
    ],
)
def test_names_that_take_turns_are_two_devices(sightings: list[Sighting], verdict: Suspicion | None) -> None:
    assert recognise(sightings) == verdict


@pytest.mark.parametrize(
    ("sightings", "verdict"),
    [
        (reading(0.4, 0.1, 0.41, 0.11), perhaps("Kobo")),
        (reading(0.4, 0.41, 0.42, 0.43), None),  # one device whose address changes to and fro
        (reading(0.4, 0.1, 0.41, 0.11, every=DAY), None),
        (reading(0.4, 0.1, 0.45, 0.12, 0.5, every=DAY), perhaps("Kobo")),
        (reading(0.4, 0.1, 0.45, 0.12, 0.5, every=DAY, addresses=["10.0.0.1", "10.0.0.2", "10.0.0.3"]), None),
        (reading(0.4, 0.42, 0.45, 0.47, 0.5, every=DAY), None),  # one device at home and at work
        (reading(0.4, 0.1, 0.12, 0.15, 0.2, every=DAY), None),  # begun anew
        (reading(0.4, 0.1, 0.41), None),
        (reading(0.4, 0.1, 0.41, 0.11, addresses=["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"]), None),
        (reading(0.4, 0.1, 0.41, 0.11, addresses=[""]), None),
    ],
)
def test_equal_names_are_two_devices_perhaps(sightings: list[Sighting], verdict: Suspicion | None) -> None:
    assert recognise(sightings) == verdict


def test_both_old_names_seen_after_a_fix_are_a_certain_shared_id_at_once() -> None:
    assert recognise_again(seen("Kobo", "Boox"), ("Kobo", "Boox")) == certain("Kobo", "Boox")
    assert recognise_again(seen("Kobo", "Living room"), ("Kobo", "Boox")) is None


def test_two_new_names_settle_a_shared_id() -> None:
    before = ("Kobo", "Boox")
    assert is_mended(certain("Anna", "Ben"), before)
    assert not is_mended(certain("Anna", "Boox"), before)
    assert not is_mended(certain("Anna", "Ben"), ())
    assert not is_mended(perhaps("Kobo"), ("Kobo",))


NAMES = st.sampled_from(["A", "B", "C"])
ADDRESSES = st.sampled_from(["", HOME, OTHER])
GAPS = st.floats(0, 3 * DAY)


@st.composite
def sightings(draw: st.DrawFn, names: st.SearchStrategy[str] = NAMES) -> list[Sighting]:
    at, made = 0.0, []
    for name, address, gap, position in draw(
        st.lists(st.tuples(names, ADDRESSES, GAPS, st.none() | st.floats(0, 1)), max_size=12)
    ):
        made.append(Sighting(name, address, at, at + gap / 2, "doc", position))
        at += gap
    return made


@given(sightings(st.just("Kobo")))
def test_a_shared_id_under_one_device_name_is_never_certain(found: list[Sighting]) -> None:
    verdict = recognise(found)
    assert verdict is None or verdict == perhaps("Kobo")


@given(st.lists(GAPS, min_size=1, max_size=8), ADDRESSES)
def test_a_device_that_is_renamed_from_time_to_time_is_one(gaps: list[float], address: str) -> None:
    at, found = 0.0, []
    for index, gap in enumerate(gaps):
        found.append(Sighting(f"Name {index}", address, at, at + gap / 2))
        at += gap
    assert recognise(found) is None


@given(sightings())
def test_certainty_needs_names_that_came_back(found: list[Sighting]) -> None:
    verdict = recognise(found)
    if verdict is not None and verdict.certainty is Certainty.CERTAIN:
        runs = [sighting.name for sighting in found[:1]] + [
            b.name for a, b in pairwise(found) if a.name != b.name
        ]
        assert len(runs) - len(set(runs)) >= 2
        assert len(verdict.names) >= 2
        assert set(verdict.names) <= set(runs)


@given(sightings(), st.floats(0, 2e9))
def test_the_date_does_not_matter(found: list[Sighting], later: float) -> None:
    moved = [
        Sighting(
            sighting.name,
            sighting.address,
            round(sighting.began) + round(later),
            round(sighting.ended) + round(later),
        )
        for sighting in found
    ]
    here = [
        Sighting(sighting.name, sighting.address, round(sighting.began), round(sighting.ended))
        for sighting in found
    ]
    assert recognise(moved) == recognise(here)


@given(st.sampled_from([5 * MINUTE, 2 * HOUR, 3 * DAY]), st.integers(5, 20))
def test_two_devices_at_their_own_addresses_are_always_recognised(every: float, turns: int) -> None:
    names = [("Kobo", "Boox")[turn % 2] for turn in range(turns)]
    assert recognise(seen(*names, every=every, addresses=[HOME, OTHER])) == certain("Kobo", "Boox")


def test_a_given_name_is_tidied_and_has_an_end() -> None:
    assert check_given_name("  Living \n room ") == "Living room"
    assert check_given_name("") == ""
    assert check_given_name("a\0b") == "ab"
    with pytest.raises(InvalidInput, match="60"):
        check_given_name("x" * 61)
