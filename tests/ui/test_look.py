"""The design system holds what design.md promises, and words have their plural."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome
from bookorbit_desktop.domain.library.listing import BookSort
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui import icons, theme, wording
from bookorbit_desktop.ui.language_names import own_language_name
from bookorbit_desktop.ui.tokens import DARK, LIGHT, Tokens
from bookorbit_desktop.ui.translation import tr

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours after WCAG 2."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    "text", ["text", "muted", "ok", "pending", "attention", "error", "neutral", "accent"]
)
def test_words_can_be_read_on_every_surface(tokens: Tokens, text: str) -> None:
    for surface in (tokens.window, tokens.surface):
        assert contrast(getattr(tokens, text), surface) >= 5.2


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_main_button_can_be_read(tokens: Tokens) -> None:
    assert contrast(tokens.on_accent, tokens.accent) >= 5.2


def test_every_state_has_a_word_and_an_icon_of_its_own(qapp: QApplication) -> None:
    looks = [wording.state_look(state) for state in HardcoverState]
    assert len({look.word for look in looks}) == len(HardcoverState)
    for look in [*looks, *(wording.outcome_look(outcome) for outcome in ItemOutcome)]:
        assert not icons.pixmap(look.icon, look.tone, 20, 1.0).isNull()
    for status in ReadingStatus:
        assert wording.status_word(status)
        assert not icons.pixmap(wording.status_icon(status), "muted", 20, 1.0).isNull()
    assert len({wording.sort_word(sort) for sort in BookSort}) == len(BookSort)


def test_icons_take_the_colour_of_the_palette(qapp: QApplication, english: None) -> None:
    light = icons.pixmap("check", "text", 20, 2.0).toImage()
    theme.apply(qapp, dark=True)
    dark = icons.pixmap("check", "text", 20, 2.0).toImage()
    theme.apply(qapp, dark=False)

    assert light.size() == dark.size()
    assert light.width() == 40
    assert light != dark


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 books to send."), (1, "1 book to send."), (3, "3 books to send.")],
)
def test_english_has_its_plural(english: None, count: int, said: str) -> None:
    assert tr("%n book(s) to send.", count) == said


def test_texts_without_a_number_stay_as_they_are(english: None) -> None:
    assert tr("Choose folder(s)") == "Choose folder(s)"


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(minutes=3), "3 min ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=23), "23 hours ago"),
        (timedelta(days=2), "2 days ago"),
        (timedelta(days=-1), "just now"),
    ],
)
def test_times_are_told_as_people_do(english: None, before: timedelta, said: str) -> None:
    assert wording.ago(NOW - before, NOW) == said


def test_a_moment_long_ago_is_written_as_a_date(english: None) -> None:
    assert wording.ago(NOW - timedelta(days=90), NOW) == "23/08/2026"


def test_percentages_numbers_and_language_names_are_written_in_english(english: None) -> None:
    assert wording.percent(0.425) == "43%"
    assert wording.percent(1.7) == "100%"
    assert wording.number(4231) == "4,231"
    assert own_language_name("pt-BR") == "Portuguese"
    assert own_language_name("") == ""
    assert own_language_name("xx-none") == "xx-none"
