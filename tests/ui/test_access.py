"""Every screen can be heard, reached with the keyboard and read whole, in each of its states."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.screenshots import screens
from tests.ui import audit
from tests.ui.tour import Needs, tour


def told(wrong: dict[str, list[str]]) -> str:
    return "\n".join(f"{screen}: {line}" for screen, lines in wrong.items() for line in lines)


@pytest.mark.parametrize("state", list(screens.BY_STATE))
def test_every_screen_has_names_roles_and_reasons_and_is_reached_with_tab(
    qapp: QApplication, english: None, tmp_path: Path, state: str
) -> None:
    audits = (audit.unnamed, audit.unexplained, audit.out_of_reach)

    wrong = tour(qapp, tmp_path, [state], audits, Needs())

    assert not wrong, told(wrong)


@pytest.mark.parametrize(
    "needs",
    [
        Needs(),
        Needs(language="de"),
        Needs(language="fr"),
        Needs(size=(760, 560)),
        Needs(size=(760, 560), letters=1.5, stretched=True),
        Needs(stretched=True),
        Needs(mirrored=True, stretched=True),
    ],
    ids=str,
)
def test_no_word_is_cut_off_and_nothing_lies_on_something_else(
    qapp: QApplication, english: None, tmp_path: Path, needs: Needs
) -> None:
    wrong = tour(qapp, tmp_path, ["typical"], (audit.cut_off, audit.misplaced), needs)

    assert not wrong, told(wrong)
