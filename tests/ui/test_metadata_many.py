"""Editing several books at once: only what is ticked changes, and all of it can be taken back."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.library.fields import BookField, FieldValue
from bookorbit_desktop.ui.metadata.actions import MetadataActions
from bookorbit_desktop.ui.metadata.many_dialog import ManyDialog, TickedField
from bookorbit_desktop.ui.widgets.message_bar import Offer
from tests.services import add_book
from tests.ui.harness import Ui, click


class Desk:
    """Three books and their actions."""

    def __init__(self, ui: Ui) -> None:
        self.ui = ui
        self.ids = [
            add_book(ui.services, title, series="Old", series_index=9) for title in ("One", "Two", "Six")
        ]
        ui.services.metadata.change([self.ids[0]], {BookField.SUBJECTS: ("Fiction", "War")})
        self.window = ui.show(QWidget())
        self.actions = MetadataActions(ui.context, self.window)
        self.offered: list[tuple[str, tuple[Offer, ...]]] = []
        self.said: list[str] = []
        self.actions.offered.connect(lambda words, offers: self.offered.append((words, offers)))
        self.actions.message.connect(lambda words, _tone: self.said.append(words))

    def open(self) -> ManyDialog:
        self.actions.edit(self.ids)
        self.ui.until(lambda: self.window.findChild(ManyDialog) is not None)
        dialog = self.window.findChild(ManyDialog)
        assert dialog is not None
        return dialog

    def values(self, field: BookField) -> list[FieldValue]:
        return [self.ui.services.metadata.fields(book_id)[field].value for book_id in self.ids]


@pytest.fixture
def desk(ui: Ui) -> Desk:
    return Desk(ui)


def type_into(one: TickedField, text: str) -> None:
    one.line.setFocus()
    QTest.keyClicks(one.line, text)


def test_only_ticked_fields_are_changed_and_undo_restores_all_books(desk: Desk) -> None:
    dialog = desk.open()
    assert not dialog.save.isEnabled()
    assert dialog.save.toolTip() == "Select at least one field to change."
    type_into(dialog.fields[BookField.AUTHORS], "Ann One; Bob Two")
    assert dialog.fields[BookField.AUTHORS].is_ticked
    click(dialog.save)
    desk.ui.until(lambda: desk.offered)

    assert desk.offered[0][0] == "3 books changed"
    assert desk.values(BookField.AUTHORS) == [("Ann One", "Bob Two")] * 3
    assert desk.values(BookField.SERIES) == ["Old"] * 3
    desk.offered[0][1][0].act()
    desk.ui.until(lambda: desk.said)
    assert desk.values(BookField.AUTHORS) == [("Ada Example",)] * 3


def test_a_series_is_numbered_in_order(desk: Desk) -> None:
    dialog = desk.open()
    type_into(dialog.fields[BookField.SERIES], "Hours")
    type_into(dialog.places, "3")
    click(dialog.save)
    desk.ui.until(lambda: desk.offered)

    assert desk.values(BookField.SERIES) == ["Hours"] * 3
    assert desk.values(BookField.SERIES_INDEX) == [3, 4, 5]


def test_a_known_series_goes_on_after_its_last_book(desk: Desk) -> None:
    add_book(desk.ui.services, "Seven", series="Hours", series_index=7)
    dialog = desk.open()
    type_into(dialog.fields[BookField.SERIES], "Hou")
    desk.ui.until(lambda: dialog.completion.names.stringList() == ["Hours"])
    dialog.completion.completer.activated.emit("Hours")
    desk.ui.until(lambda: dialog.places.line.text() == "8")

    assert dialog.places.is_ticked
    dialog.reject()


def test_genres_are_added_and_removed_and_what_else_a_book_has_stays(desk: Desk) -> None:
    dialog = desk.open()
    type_into(dialog.added, "Classic; fiction")
    type_into(dialog.removed, "war")
    dialog.lock.setChecked(True)
    click(dialog.save)
    desk.ui.until(lambda: desk.offered)

    assert desk.values(BookField.SUBJECTS) == [
        ("Fiction", "Classic"),
        ("Classic", "fiction"),
        ("Classic", "fiction"),
    ]
    states = desk.ui.services.metadata.fields(desk.ids[1])
    assert {field for field, state in states.items() if state.locked} == {BookField.SUBJECTS}


def test_an_invalid_value_says_why_and_cannot_be_saved(desk: Desk) -> None:
    dialog = desk.open()
    type_into(dialog.fields[BookField.PUBLISHED], "in May")

    assert not dialog.save.isEnabled()
    assert dialog.fields[BookField.PUBLISHED].mark.text().startswith("Enter a year")
    dialog.fields[BookField.PUBLISHED].box.setChecked(False)
    type_into(dialog.places, "99999")
    assert dialog.save.toolTip() == "Enter a series number from 0 to 100,000, such as 2 or 1.5."
    dialog.reject()


def test_an_empty_ticked_field_is_cleared(desk: Desk) -> None:
    dialog = desk.open()
    click(dialog.fields[BookField.SERIES].box)
    click(dialog.save)
    desk.ui.until(lambda: desk.offered)

    assert desk.values(BookField.SERIES) == [""] * 3
    assert desk.values(BookField.SERIES_INDEX) == [None] * 3
