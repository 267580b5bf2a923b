"""Every screen can be heard, reached with the keyboard and read whole, in each of its states."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.screenshots import screens
from tests.ui import audit
from tests.ui.tour import Needs, tour
from tests.ui.wheel import changed_by_the_wheel, larger_than_the_screen, scrolled

HEARD = (
    audit.unnamed,
    audit.without_tooltip,
    audit.called_otherwise,
    audit.valued_otherwise,
    audit.unexplained,
    audit.out_of_reach,
)
READ = (audit.cut_off, audit.misplaced)
SMALL = (760, 560)


def told(wrong: dict[str, list[str]]) -> str:
    return "\n".join(f"{screen}: {line}" for screen, lines in wrong.items() for line in lines)


def test_every_screen_can_be_heard_reached_scrolled_and_read_whole_in_a_large_and_a_small_window(
    qapp: QApplication, english: None, tmp_path: Path
) -> None:
    scrolled.clear()
    audits = (*HEARD, *READ, changed_by_the_wheel, larger_than_the_screen)

    wrong = tour(qapp, tmp_path, ["typical"], audits, Needs(), again=(Needs(size=SMALL), READ))

    assert not wrong, told(wrong)
    assert {"Choice", "PrivacyChoice", "StarRating"} <= scrolled


@pytest.mark.parametrize("state", [state for state in screens.BY_STATE if state != "typical"])
def test_every_screen_has_names_roles_and_reasons_and_is_reached_with_tab(
    qapp: QApplication, english: None, tmp_path: Path, state: str
) -> None:
    wrong = tour(qapp, tmp_path, [state], HEARD, Needs())

    assert not wrong, told(wrong)


@pytest.mark.parametrize(
    ("needs", "then"),
    [
        (Needs(language="de"), Needs(language="de", mirrored=True)),
        (Needs(language="fr", letters=2.0), None),
        (Needs(size=SMALL, letters=1.5, stretched=True), None),
    ],
    ids=str,
)
def test_no_word_is_cut_off_and_nothing_lies_on_something_else(
    qapp: QApplication, english: None, tmp_path: Path, needs: Needs, then: Needs | None
) -> None:
    wrong = tour(qapp, tmp_path, ["typical"], READ, needs, again=(then, READ) if then else None)

    assert not wrong, told(wrong)
