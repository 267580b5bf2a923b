"""The page of highlights: found, read, copied, exported, removed, and the ways on from it."""

import os
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.highlights.annotations import AnnotationQuery, AnnotationSort, AnnotationState
from bookorbit_desktop.domain.usb.files import AnnotationKind
from bookorbit_desktop.services.highlights.export import ExportFormat
from bookorbit_desktop.storage.highlights.queries import AnnotationQueries
from bookorbit_desktop.ui.highlights.carry_dialog import CarryDialog, step_text
from bookorbit_desktop.ui.highlights.export_dialog import ExportDialog
from bookorbit_desktop.ui.highlights.page import HighlightDialog, HighlightsPage
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.message_bar import Offer
from tests.annotations import KINDLE, KOBO, MADE, book_of, highlight
from tests.integration.devices.device_tree import DeviceTree
from tests.services import add_book
from tests.ui.harness import Ui, click, note_of, texts_of


def choose(choice: Choice, value: object) -> None:
    choice.setCurrentIndex(choice.findData(value))


def texts(page: HighlightsPage) -> list[str]:
    return [row.annotation.text for row in page.model.rows]


@pytest.fixture
def book_id(ui: Ui) -> BookId:
    """A book with three highlights, and another document on another device."""
    book_id = add_book(ui.services, "Orchard", digest="a" * 32)
    orchard = book_of(
        highlight(1, "Apples fall."),
        highlight(2, "Pears do, too.", note="Not so fast", color="red", drawer="underscore"),
        highlight(3, "Plums stay.", created=MADE.replace(year=2023)),
    )
    garden = book_of(highlight(4, "Weeds grow."), digest="b" * 32, title="Garden")
    ui.services.annotations.import_books([(orchard, None)], KOBO)
    ui.services.annotations.import_books([(garden, None)], KINDLE)
    return book_id


def opened(ui: Ui) -> HighlightsPage:
    page = ui.show(HighlightsPage(ui.context))
    ui.until(lambda: page.states.currentWidget() is page.view and len(page.model.rows) == 4)
    return page


def select(page: HighlightsPage, index: int) -> None:
    page.view.setCurrentIndex(page.model.index(index))
    page.view.setFocus()


def test_words_and_every_filter_narrow_the_list(ui: Ui, book_id: BookId) -> None:
    page = opened(ui)
    assert texts(page) == ["Weeds grow.", "Apples fall.", "Pears do, too.", "Plums stay."]
    filters = page.filters

    def shows(left: list[str]) -> bool:
        return texts(page) == left

    def shows_others_than(left: list[str]) -> bool:
        return texts(page) != left

    for choice, value, left in (
        (filters.color, "red", ["Pears do, too."]),
        (filters.look, "underscore", ["Pears do, too."]),
        (filters.kind, AnnotationKind.NOTE.value, ["Pears do, too."]),
        (filters.note, 0, ["Weeds grow.", "Apples fall.", "Plums stay."]),
        (filters.device, KINDLE, ["Weeds grow."]),
        (filters.period, 2023, ["Plums stay."]),
        (filters.book, 1, ["Apples fall.", "Pears do, too.", "Plums stay."]),
        (filters.chapter, "Chapter 2", ["Pears do, too."]),
    ):
        choose(choice, value)
        ui.until(partial(shows, left))
        if choice is not filters.book:
            choose(choice, None)
            choice.setCurrentIndex(0)
            ui.until(partial(shows_others_than, left))
    assert filters.reset.isVisible()

    filters.text.setText("no such words")
    ui.until(lambda: page.states.currentWidget() is page.states.filtered)
    assert not filters.reset.isVisible(), "the empty list offers the same"
    click(page.states.filtered.button)

    ui.until(lambda: len(texts(page)) == 4)
    assert not filters.is_filtering
    choose(filters.sort, AnnotationSort.NEWEST.value)
    ui.until(lambda: texts(page)[0] == "Weeds grow." and texts(page)[-1] == "Plums stay.")


def test_an_empty_list_says_where_highlights_come_from(ui: Ui) -> None:
    page = ui.show(HighlightsPage(ui.context))
    asked: list[Route] = []
    ui.context.navigation.route_asked.connect(asked.append)
    ui.until(lambda: page.states.currentWidget() is page.states.empty)

    click(page.states.empty.button)

    assert asked == [Route(Page.KOREADER)]
    assert not page.filters.isVisible()
    assert page.export.toolTip() == "Nothing to export."


def test_a_page_that_fails_to_load_says_so_and_can_be_tried_again(
    ui: Ui, book_id: BookId, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(queries: AnnotationQueries, query: AnnotationQuery) -> list[int]:
        raise InvalidInput(Message("The disk is gone."))

    with monkeypatch.context() as broken:
        broken.setattr(AnnotationQueries, "ids", refuse)
        page = ui.show(HighlightsPage(ui.context))
        ui.until(lambda: page.states.currentWidget() is page.states.error)
    click(page.states.error.button)
    ui.until(lambda: len(texts(page)) == 4)
    assert page.states.currentWidget() is page.view


def test_enter_shows_a_highlight_in_full_and_leads_to_its_book(ui: Ui, book_id: BookId) -> None:
    page = opened(ui)
    asked: list[Route] = []
    ui.context.navigation.route_asked.connect(asked.append)
    select(page, 2)

    QTest.keyClick(page.view, Qt.Key.Key_Return)
    (dialog,) = page.findChildren(HighlightDialog)

    assert dialog.facts["Note"] == "Not so fast"
    assert (dialog.facts["Colour"], dialog.facts["Style"]) == ("Red", "Underline")
    click(dialog.copy_button)
    assert QGuiApplication.clipboard().text() == "Pears do, too.\n\nNot so fast\n\n— Orchard, Ada Example"
    click(dialog.book_button)
    assert asked == [Route(Page.LIBRARY, book_id=book_id)]


def test_copying_takes_what_is_selected(ui: Ui, book_id: BookId) -> None:
    page = opened(ui)
    said: list[str] = []
    ui.context.messages.message.connect(lambda text, tone: said.append(text))
    select(page, 0)
    page.view.selectAll()

    QTest.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    ui.until(lambda: said)

    assert said == ["4 copied."]
    assert QGuiApplication.clipboard().text().startswith("Weeds grow.\n\n— Garden")


def test_removing_can_be_taken_back_and_the_list_stays_where_it_was(ui: Ui, book_id: BookId) -> None:
    page = opened(ui)
    offers: list[Offer] = []
    ui.context.messages.offered.connect(lambda text, offered: offers.extend(offered))
    select(page, 1)

    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    ui.until(lambda: texts(page) == ["Weeds grow.", "Pears do, too.", "Plums stay."] and offers)

    assert page.view.currentIndex().row() == 1
    (undo,) = offers
    undo.act()
    ui.until(lambda: texts(page)[1] == "Apples fall.")
    assert undo.takes_back


def test_a_removed_highlight_is_found_by_the_filter_and_restored(ui: Ui, book_id: BookId) -> None:
    page = opened(ui)
    page.remove(page.model.ids[:1])
    ui.until(lambda: len(texts(page)) == 3)
    choose(page.filters.state, AnnotationState.REMOVED.value)
    ui.until(lambda: texts(page) == ["Weeds grow."])
    select(page, 0)
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    (dialog,) = page.findChildren(HighlightDialog)
    assert dialog.remove_button.text() == "Restore"

    click(dialog.remove_button)
    ui.until(lambda: page.states.currentWidget() is page.states.filtered)
    click(page.states.filtered.button)

    ui.until(lambda: len(texts(page)) == 4)
    assert texts(page)[0] == "Weeds grow."


class TestExport:
    """The dialog, its live preview, and the file."""

    @pytest.fixture
    def page(self, ui: Ui, book_id: BookId) -> HighlightsPage:
        return opened(ui)

    def dialog(self, page: HighlightsPage) -> ExportDialog:
        click(page.export)
        (dialog,) = page.findChildren(ExportDialog)
        return dialog

    def test_the_preview_follows_the_template_and_says_what_is_wrong(
        self, ui: Ui, page: HighlightsPage
    ) -> None:
        dialog = self.dialog(page)
        ui.until(lambda: "# Garden" in dialog.preview.toPlainText())

        dialog.template.setPlainText("[highlight]\n* {text} ({chapter})")
        ui.until(lambda: "* Weeds grow. (Chapter 4)" in dialog.preview.toPlainText())
        dialog.template.setPlainText("[highlight]\n* {txt}")
        ui.until(lambda: dialog.problem.isVisible())

        assert dialog.problem.text() == "Line 2: unknown placeholder “txt”. Did you mean “text”?"
        assert not dialog.export.isEnabled()
        click(dialog.usual)
        ui.until(lambda: dialog.export.isEnabled() and "# Garden" in dialog.preview.toPlainText())

    def test_the_file_has_what_the_filters_leave_and_the_template_is_kept(
        self, ui: Ui, page: HighlightsPage, tmp_path: Path
    ) -> None:
        said: list[tuple[str, Tone]] = []
        ui.context.messages.message.connect(lambda text, tone: said.append((text, tone)))
        choose(page.filters.color, "red")
        ui.until(lambda: texts(page) == ["Pears do, too."])
        dialog = self.dialog(page)
        dialog.template.setPlainText("[highlight]\n* {text}")

        dialog.save_to(tmp_path / "mine.md")
        ui.until(lambda: said)

        assert said == [("1 exported to mine.md.", Tone.OK)]
        assert (tmp_path / "mine.md").read_text() == "* Pears do, too.\n\n"
        again = self.dialog(page)
        assert again.template.toPlainText() == "[highlight]\n* {text}"

    def test_other_formats_need_no_template(self, ui: Ui, page: HighlightsPage) -> None:
        dialog = self.dialog(page)
        choose(dialog.format, ExportFormat.CSV.value)
        ui.until(lambda: dialog.preview.toPlainText().startswith("Title,Authors,Chapter"))
        assert not dialog.template.isVisible()


class TestCarrying:
    """To another reader, with a preview."""

    @pytest.fixture
    def other(self, ui: Ui, book_id: BookId, tmp_path: Path) -> DeviceTree:
        """A second reader with the file of the book, plugged in."""
        tree = DeviceTree(tmp_path / "Other reader")
        tree.write_settings(device_id=KINDLE)
        tree.book("/mnt/onboard/Orchard.epub")
        tree.sidecar(
            "/mnt/onboard/Orchard.epub", partial_md5_checksum="a" * 32, last_xpointer="/body", annotations=[]
        )
        return tree

    def test_the_preview_comes_first_and_then_the_file(self, ui: Ui, other: DeviceTree) -> None:
        ui.mounted = [os.fsencode(other.root)]
        page, before, told = opened(ui), other.snapshot(), []
        ui.context.messages.message.connect(lambda text, tone: told.append(text))
        click(page.carry)
        (dialog,) = page.findChildren(CarryDialog)
        ui.until(lambda: dialog.act.isEnabled())

        assert [(step.title, step_text(step)) for step in dialog.model.rows] == [("Orchard", "3 to copy")]
        assert "adds them when you open a book" in dialog.status.text()
        assert other.snapshot() == before
        click(dialog.act)
        ui.until(lambda: told)

        assert told == ["3 copied. Open each book on the device to add them in KOReader."]
        (written,) = other.snapshot().keys() - before.keys()
        assert written.endswith(b"Orchard.sdr/Orchard.epub.annotations.lua")

    def test_highlights_deleted_on_the_device_are_copied_back_only_with_a_tick(
        self, ui: Ui, other: DeviceTree
    ) -> None:
        other.write_settings(device_id=KOBO)
        ui.services.annotations.note_presence([book_of()], KOBO)
        ui.mounted, page, told = [os.fsencode(other.root)], opened(ui), []
        ui.context.messages.message.connect(lambda text, tone: told.append(text))
        click(page.carry)
        (dialog,) = page.findChildren(CarryDialog)
        ui.until(lambda: dialog.put_back.isVisible())
        assert not dialog.put_back.isChecked()
        assert not dialog.act.isEnabled()

        click(dialog.put_back)
        ui.until(lambda: dialog.act.isEnabled())
        assert [step_text(step) for step in dialog.model.rows] == ["3 to copy"]
        click(dialog.put_back)
        ui.until(lambda: not dialog.act.isEnabled())
        assert dialog.put_back.isVisible()
        click(dialog.put_back)
        ui.until(lambda: dialog.act.isEnabled())
        click(dialog.act)
        ui.until(lambda: told)
        assert told == ["3 copied. Open each book on the device to add them in KOReader."]

    def test_copying_highlights_without_a_device_asks_for_one_and_accepts_a_folder(
        self, ui: Ui, other: DeviceTree
    ) -> None:
        page = opened(ui)
        click(page.carry)
        (dialog,) = page.findChildren(CarryDialog)
        ui.until(lambda: "Plug one in" in dialog.status.text())
        assert not dialog.act.isEnabled()

        dialog.show_folder(os.fsencode(other.root / "nowhere"))
        ui.until(lambda: "Is the device connected?" in dialog.status.text())
        dialog.show_folder(os.fsencode(other.root))
        ui.until(lambda: dialog.act.isEnabled())


def test_the_page_of_a_book_shows_its_highlights_and_leads_to_them(ui: Ui, book_id: BookId) -> None:
    window = ui.show(MainWindow(ui.context))
    ui.until(lambda: note_of(window.sidebar, Page.HIGHLIGHTS) == "4")
    window.navigator.go(Route(Page.LIBRARY, book_id=book_id))
    section = window.pages.library.details.highlights
    ui.until(lambda: section.show_all is not None and section.isVisible())
    assert any("Pears do, too." in text for text in texts_of(section))

    assert section.show_all is not None
    section.show_all.click()

    page = window.pages.highlights
    ui.until(lambda: texts(page) == ["Apples fall.", "Pears do, too.", "Plums stay."])
    assert window.navigator.here == Route(Page.HIGHLIGHTS, book_id=book_id)
    assert page.filters.book.currentText() == "Orchard"


def test_thousands_are_fetched_where_somebody_looks(ui: Ui) -> None:
    many = book_of(*(highlight(number, f"Number {number}.") for number in range(1, 2001)))
    ui.services.annotations.import_books([(many, None)], KOBO)
    page = ui.show(HighlightsPage(ui.context))
    ui.until(lambda: page.model.rowCount() == 2000 and page.model.rows)

    assert len(page.model.rows) < 400
    page.view.scrollToBottom()
    ui.until(lambda: texts(page)[-1] == "Number 2000.")
    assert page.filters.count.text() == "2,000 found"


def test_highlights_imported_from_a_device_appear_by_themselves(ui: Ui, book_id: BookId) -> None:
    page = opened(ui)
    late = highlight(9, "Later.", created=MADE + timedelta(days=40))
    ui.services.annotations.import_books([(book_of(late, digest="c" * 32, title="Zoo"), None)], KOBO)
    ui.until(lambda: "Later." in texts(page))
    assert page.filters.count.text() == "5 found"
