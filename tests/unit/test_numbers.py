"""Rounding: half up, in pages and in per cent."""

import pytest

from bookorbit_desktop.domain.base.numbers import clamp_fraction, round_half_up, whole_percent
from bookorbit_desktop.domain.hardcover.read_plan import pages_for


@pytest.mark.parametrize(("value", "expected"), [(0.5, 1), (1.5, 2), (2.5, 3), (2.4999, 2), (-0.4, 0)])
def test_a_half_goes_up(value: float, expected: int) -> None:
    assert round_half_up(value) == expected


@pytest.mark.parametrize(("fraction", "expected"), [(0.005, 1), (0.125, 13), (0.5, 50), (1.7, 100), (-1, 0)])
def test_whole_percent(fraction: float, expected: int) -> None:
    assert whole_percent(fraction) == expected


@pytest.mark.parametrize(
    ("fraction", "pages", "expected"),
    [(0.5, 384, 192), (1.5, 100, 100), (0.001, 100, 1), (0, 100, 0), (0.5, 5, 3)],
)
def test_pages_for_a_position(fraction: float, pages: int, expected: int) -> None:
    assert pages_for(fraction, pages) == expected


def test_clamping() -> None:
    assert (clamp_fraction(-0.1), clamp_fraction(0.3), clamp_fraction(7)) == (0, 0.3, 1)
