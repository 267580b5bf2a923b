"""Words can be read on whatever they stand on: the pairs of the style sheet, and those that lists are painted with."""

import itertools
import re

import pytest

from bookorbit_desktop.ui.statistics.plot_data import LEVELS
from bookorbit_desktop.ui.stylesheet import stylesheet
from bookorbit_desktop.ui.theme import BADGE_TINT
from bookorbit_desktop.ui.tokens import DARK, LIGHT, Tokens
from tests.ui.test_look import contrast

LEAST = 4.5
"""WCAG 2, 1.4.3 for text of any size."""
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_WITHOUT_WORDS = (
    *("::indicator", "QScrollBar", "QSlider", "QProgressBar"),
    *('kind="line"', "separator", "QComboBoxPrivate"),
)
_GROUNDS = ("window", "surface", "sunken")
_TONES = ("ok", "pending", "attention", "error", "neutral")

themes = pytest.mark.parametrize("used", [LIGHT, DARK], ids=["light", "dark"])


def mixed(base: str, over: str, share: float) -> str:
    """`over` laid on `base` with an opacity of `share`."""
    pairs = [(int(base[at : at + 2], 16), int(over[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(under + (above - under) * share):02X}" for under, above in pairs)


def colour_of(rule: str, *names: str) -> str:
    """The colour that a rule gives, as #RRGGBB; empty where it gives none."""
    for name, value in re.findall(r"([\w-]+)\s*:\s*([^;]+);", rule):
        if name in names and (found := re.search(r"#[0-9A-Fa-f]{6}", value)):
            return found[0]
    return ""


def pairs_of_the_sheet(used: Tokens) -> list[tuple[str, str, str]]:
    """Selector, words and ground of every rule; a colour that a rule does not give may be any that is usual."""
    sheet = stylesheet(used, round, lambda step: 11.0, 0)
    pairs = []
    for selector, rule in _RULE.findall(sheet):
        if any(part in selector for part in _WITHOUT_WORDS):
            continue
        words, ground = colour_of(rule, "color"), colour_of(rule, "background")
        grounds = [ground] if ground else [getattr(used, name) for name in _GROUNDS]
        if words or ground:
            pairs += [(" ".join(selector.split()), words or used.text, ground) for ground in grounds]
    return pairs


@themes
def test_every_pair_of_the_style_sheet_can_be_read(used: Tokens) -> None:
    pairs = pairs_of_the_sheet(used)
    primary = 'kind="primary"'  # its hover gives a ground and keeps the words of the rule above it
    low = [
        f"{selector}: {words} on {ground} has {contrast(words, ground):.2f}"
        for selector, words, ground in pairs
        if contrast(used.on_accent if f"{primary}]:hover" in selector else words, ground) < LEAST
    ]

    assert len(pairs) > 40
    assert low == []


@themes
def test_text_and_badges_in_lists_are_readable_at_rest_under_the_pointer_and_selected(used: Tokens) -> None:
    selected = [mixed(getattr(used, ground), used.accent, BADGE_TINT) for ground in ("window", "surface")]
    rows = [getattr(used, ground) for ground in _GROUNDS] + selected
    low = []
    for words, row in itertools.product(("text", "muted", "accent", *_TONES), rows):
        if contrast(getattr(used, words), row) < LEAST:
            low.append(f"{words} on {row}: {contrast(getattr(used, words), row):.2f}")
    for tone in _TONES:
        badge = mixed(used.surface, getattr(used, tone), BADGE_TINT)  # badges have ground of their own
        if contrast(getattr(used, tone), badge) < LEAST:
            low.append(f"badge {tone}: {contrast(getattr(used, tone), badge):.2f}")

    assert low == []


@themes
def test_shades_of_a_plot_are_told_apart_without_their_hue(used: Tokens) -> None:
    shades = [used.sunken, *(mixed(used.surface, used.accent, level) for level in LEVELS)]

    from_the_ground = [contrast(shade, used.surface) for shade in shades]
    assert from_the_ground == sorted(from_the_ground)
    assert all(contrast(before, after) > 1.15 for before, after in itertools.pairwise(shades))


@themes
def test_lines_of_a_plot_stand_out_from_the_card(used: Tokens) -> None:
    """WCAG 2, 1.4.11: at least 3 for what is drawn."""
    assert all(contrast(line, used.surface) >= 3 for line in (used.accent, used.star, used.muted))
