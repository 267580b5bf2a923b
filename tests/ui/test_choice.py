"""Combo boxes."""

from PySide6.QtWidgets import QFrame

from bookorbit_desktop.ui.widgets.choice import Choice
from tests.ui.harness import Ui


def test_the_list_of_a_combo_box_has_one_frame_with_round_corners(ui: Ui) -> None:
    choice = Choice("Sort")
    choice.addItems(["Title", "Author", "Newest"])
    ui.show(choice)
    choice.showPopup()
    popup = choice.view().window()
    ui.until(popup.isVisible)

    assert isinstance(popup, QFrame)
    assert popup.frameWidth() == 0
    drawn = popup.grab().toImage()
    corners = [(x, y) for x in (0, drawn.width() - 1) for y in (0, drawn.height() - 1)]
    assert [drawn.pixelColor(x, y).alpha() for x, y in corners] == [0] * 4
    assert drawn.pixelColor(drawn.width() // 2, drawn.height() // 2).alpha() == 255
    choice.hidePopup()
