"""Search online and compare, field by field; covers from Hardcover; fetching again later."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from bookorbit_desktop.demo.local_hardcover import FaultKind, NewEdition, isbn13
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.fields import BookField, FieldOrigin, FieldState, FieldValue
from bookorbit_desktop.ui.metadata.actions import MetadataActions
from bookorbit_desktop.ui.metadata.compare_dialog import CompareDialog
from bookorbit_desktop.ui.metadata.compare_step import THERE, CompareStep
from bookorbit_desktop.ui.metadata.edit_dialog import EditDialog
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.widgets.message_bar import Offer
from tests.services import add_book
from tests.ui.conftest import MakeUi
from tests.ui.harness import Ui, click

ISBN = isbn13("978555000001")


class Desk:
    """A book, its actions, and what they said."""

    def __init__(self, ui: Ui, title: str = "Dune") -> None:
        self.ui = ui
        self.id = add_book(ui.services, title, "Frank Herbert", language="")
        self.window = ui.show(QWidget())
        self.actions = MetadataActions(ui.context, self.window)
        self.said: list[tuple[str, Tone]] = []
        self.offered: list[tuple[str, tuple[Offer, ...]]] = []
        self.actions.message.connect(lambda words, tone: self.said.append((words, tone)))
        self.actions.offered.connect(lambda words, offers: self.offered.append((words, offers)))

    def add_record(self, title: str = "Dune") -> int:
        return self.ui.hardcover.world.add_book(
            title,
            ["Frank Herbert"],
            series="Chronicles",
            position=1,
            release_year=1965,
            description="Sand, and worms.",
            genres=["Science fiction"],
            editions=[NewEdition(412, isbn_13=ISBN, language="en", users=500)],
        )

    def dialog(self, kind: type[QDialog] = CompareDialog) -> QDialog:
        self.ui.until(lambda: self.window.findChildren(kind))
        return self.window.findChildren(kind)[-1]

    def compare(self) -> CompareDialog:
        """Open it and go through search and edition."""
        self.actions.compare([self.id])
        dialog = self.dialog()
        assert isinstance(dialog, CompareDialog)
        self.ui.until(lambda: dialog.search.model.rows)
        click(dialog.next)
        self.ui.until(lambda: dialog.editions.model.rows)
        click(dialog.choose)
        self.ui.until(lambda: dialog.compare.grid.lines)
        return dialog

    def use(self, dialog: CompareDialog) -> None:
        click(dialog.use)
        self.ui.until(lambda: self.offered)

    def undo(self) -> None:
        self.offered.pop()[1][0].act()
        self.ui.until(lambda: self.said)

    def is_matched(self, method: str) -> bool:
        return bool(self.ui.services.export.document()["books"][0]["hardcover"]["method"] == method)

    def state(self, field: BookField) -> FieldState:
        return self.ui.services.metadata.fields(self.id)[field]


@pytest.fixture
def desk(ui: Ui) -> Desk:
    return Desk(ui)


def _assert_heads_stand_over_values(compare: CompareStep) -> None:
    cells = compare.grid.lines[BookField.TITLE].cells
    for head, cell in zip(compare.grid.heads, cells, strict=True):
        assert (
            head.mapTo(compare, QPoint(head.indent(), 0)).x() == cell.text_label.mapTo(compare, QPoint()).x()
        )


def test_blank_fields_are_filled_and_the_others_stay_until_they_are_chosen(desk: Desk) -> None:
    desk.add_record()
    before = desk.ui.services.metadata.fields(desk.id)
    dialog = desk.compare()
    assert set(dialog.compare.values()) == {
        BookField.SERIES,
        BookField.SERIES_INDEX,
        BookField.LANGUAGE,
        BookField.PUBLISHED,
        BookField.DESCRIPTION,
        BookField.SUBJECTS,
        BookField.PAGES,
        BookField.ISBN,
    }
    _assert_heads_stand_over_values(dialog.compare)
    desk.use(dialog)

    assert desk.state(BookField.ISBN) == FieldState(BookField.ISBN, ISBN, FieldOrigin.HARDCOVER, False, "")
    assert desk.state(BookField.SUBJECTS).value == ("Science fiction",)
    assert desk.state(BookField.TITLE).origin is FieldOrigin.FILE
    desk.ui.until(lambda: desk.is_matched("manual"))
    desk.undo()
    assert desk.ui.services.metadata.fields(desk.id) == before
    desk.ui.until(lambda: desk.is_matched("none"))


def test_a_value_is_chosen_by_its_radio_and_the_match_is_left_alone_if_so_wished(desk: Desk) -> None:
    desk.add_record("Dune, the novel")
    dialog = desk.compare()
    click(dialog.compare.all_here)
    assert not dialog.compare.takes_something
    click(dialog.compare.grid.lines[BookField.TITLE].cells[THERE].radio)
    dialog.match_too.setChecked(False)
    assert dialog.use.isEnabled()
    desk.use(dialog)

    assert desk.state(BookField.TITLE).value == "Dune, the novel"
    assert desk.state(BookField.PAGES).value is None
    desk.ui.until(lambda: desk.is_matched("none"))


def test_a_locked_field_cannot_be_chosen_and_says_why(desk: Desk) -> None:
    desk.add_record()
    desk.ui.services.metadata.lock([desk.id], [BookField.SERIES])
    dialog = desk.compare()
    click(dialog.compare.all_there)
    line = dialog.compare.grid.lines[BookField.SERIES]
    assert not line.cells[THERE].isEnabled()
    assert line.cells[THERE].toolTip() == "You locked this field. Edit the book to unlock it."
    desk.use(dialog)

    assert desk.state(BookField.SERIES).value == ""
    assert desk.state(BookField.TITLE).value == "Dune"


def test_a_matched_book_is_compared_at_once_and_another_can_be_looked_for(desk: Desk) -> None:
    record = desk.add_record()
    desk.ui.on_network(desk.ui.services.matches.pick_reference(desk.id, str(record)))
    desk.actions.compare([desk.id])
    dialog = desk.dialog()
    assert isinstance(dialog, CompareDialog)
    desk.ui.until(lambda: dialog.compare.grid.lines)

    assert not dialog.match_too.isVisible()
    assert dialog.compare.values()[BookField.ISBN] == ISBN
    assert dialog.compare.values()[BookField.DESCRIPTION] == "Sand, and worms."
    click(dialog.other)
    desk.ui.until(lambda: dialog.search.model.rows)
    dialog.reject()


def test_without_a_token_it_says_why_and_what_to_do(make_ui: MakeUi) -> None:
    desk = Desk(make_ui(token=None))
    desk.actions.compare([desk.id])
    dialog = desk.dialog()
    assert isinstance(dialog, CompareDialog)
    desk.ui.until(lambda: dialog.search.states.currentWidget() is dialog.search.error)

    shown = [label.text() for label in dialog.search.error.findChildren(QLabel)]
    assert any("No Hardcover token yet." in words for words in shown)
    assert not dialog.next.isEnabled()
    dialog.reject()


def test_only_fields_that_came_from_hardcover_are_fetched_again(desk: Desk) -> None:
    record = desk.add_record()
    desk.ui.on_network(desk.ui.services.matches.pick_reference(desk.id, str(record)))
    metadata = desk.ui.services.metadata
    old: dict[BookField, FieldValue] = {
        BookField.PAGES: 1,
        BookField.SERIES: "Old",
        BookField.PUBLISHED: "1900",
    }
    metadata.change([desk.id], old, FieldOrigin.HARDCOVER)
    metadata.lock([desk.id], [BookField.PUBLISHED])
    metadata.change([desk.id], {BookField.LANGUAGE: "fr"})

    desk.actions.refresh([desk.id])
    desk.ui.until(lambda: desk.offered)

    assert desk.offered[0][0] == "1 book changed"
    values = [desk.state(field).value for field in (BookField.PAGES, BookField.SERIES, BookField.PUBLISHED)]
    assert values == [412, "Chronicles", "1900"]
    assert desk.state(BookField.LANGUAGE).value == "fr"
    desk.undo()
    assert desk.state(BookField.PAGES).value == 1


def test_with_nothing_from_hardcover_there_is_nothing_to_fetch_again(desk: Desk) -> None:
    desk.actions.refresh([desk.id])
    desk.ui.until(lambda: desk.said)

    assert desk.said == [
        (
            "These books have no details from Hardcover to refresh. Compare them online first.",
            Tone.NEUTRAL,
        )
    ]


def test_offline_nothing_is_changed_and_the_reason_is_told(desk: Desk) -> None:
    record = desk.add_record()
    desk.ui.on_network(desk.ui.services.matches.pick_reference(desk.id, str(record)))
    desk.ui.services.metadata.change([desk.id], {BookField.PAGES: 1}, FieldOrigin.HARDCOVER)
    desk.ui.hardcover.faults.add(FaultKind.DNS, times=40)

    desk.actions.refresh([desk.id])
    desk.ui.until(lambda: desk.ui.problems)
    desk.actions.compare([desk.id])
    dialog = desk.dialog()
    assert isinstance(dialog, CompareDialog)
    desk.ui.until(dialog.note.isVisible)

    assert desk.ui.problems[0].startswith("Can't reach Hardcover.")
    assert dialog.note.text().startswith("Can't reach Hardcover.")
    assert desk.state(BookField.PAGES).value == 1
    dialog.reject()


def test_a_book_that_was_removed_meanwhile_is_told(desk: Desk) -> None:
    desk.actions.edit([BookId(desk.id + 100)])
    desk.ui.until(lambda: desk.ui.problems)

    assert desk.ui.problems[0].startswith(f"There is no book {desk.id + 100}.")


def test_a_cover_is_taken_from_hardcover_and_taken_back(online: Ui) -> None:
    desk = Desk(online)
    covers = online.services.cover_choice
    dialog = desk.compare()
    online.until(dialog.compare.cover_choices[THERE].isEnabled)
    click(dialog.compare.cover_choices[THERE])
    desk.use(dialog)

    assert covers.is_chosen(desk.id)
    desk.undo()
    assert not covers.is_chosen(desk.id)


def test_the_editor_takes_the_cover_of_an_edition(online: Ui) -> None:
    desk = Desk(online)
    desk.actions.edit([desk.id])
    editor = desk.dialog(EditDialog)
    assert isinstance(editor, EditDialog)
    click(editor.cover.online)
    online.until(lambda: editor.findChildren(CompareDialog))
    (choosing,) = editor.findChildren(CompareDialog)
    online.until(lambda: choosing.search.model.rows)
    click(choosing.next)
    online.until(lambda: choosing.editions.model.rows)
    click(choosing.choose)
    online.until(lambda: editor.cover.chosen)
    click(editor.save)
    online.until(lambda: desk.offered)

    assert online.services.cover_choice.is_chosen(desk.id)
