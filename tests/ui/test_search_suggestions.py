"""Suggestions under the search field of the library, by keyboard and mouse."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.listing import BookQuery, Facet
from bookorbit_desktop.domain.library.search import SuggestionKind
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui.library.page import LibraryPage
from tests.services import add_book
from tests.ui.harness import Ui


def page_with_books(ui: Ui) -> LibraryPage:
    add_book(ui.services, "Emma", "Jane Austen")
    add_book(ui.services, "Persuasion", "Jane Austen")
    add_book(ui.services, "Jane Eyre", "Charlotte Brontë")
    add_book(ui.services, "The Fifth Season", "N. K. Jemisin", series="Broken Earth")
    page = ui.show(LibraryPage(ui.context))
    ui.until(lambda: page.model.rowCount() == 4)
    page.search.setFocus()
    return page


def type_letters(ui: Ui, page: LibraryPage, letters: str) -> list[str]:
    """Type into the field; the lines offered below it."""
    QTest.keyClicks(page.search, letters)
    ui.until(page.suggestions.isVisible)
    return [hit.text for hit in page.suggestions.model.rows]


def press(page: LibraryPage, key: Qt.Key) -> None:
    QTest.keyClick(page.search, key)


def test_authors_series_and_books_are_suggested_by_the_beginnings_of_their_words(ui: Ui) -> None:
    page = page_with_books(ui)
    assert type_letters(ui, page, "ja") == ["Jane Austen", "Jane Eyre", "Emma", "Persuasion"]
    assert page.suggestions.model.rows[0].kind == "Author, 2 books"
    page.search.clear()
    ui.until(lambda: not page.suggestions.isVisible())
    assert type_letters(ui, page, "ear") == ["Broken Earth", "The Fifth Season"]


def test_down_and_enter_lead_to_the_books_of_an_author(ui: Ui) -> None:
    page = page_with_books(ui)
    type_letters(ui, page, "ja")
    press(page, Qt.Key.Key_Down)
    assert page.search.hasFocus()
    assert page.search.accessibleDescription() == "Jane Austen, Author, 2 books"
    press(page, Qt.Key.Key_Return)
    ui.until(lambda: [row.title for row in page.model.rows] == ["Emma", "Persuasion"])
    assert not page.suggestions.isVisible()
    assert page.search.text() == ""
    assert page._query.chosen == {(Facet.AUTHOR, "Jane Austen")}


def test_a_book_opens_beside_the_list_and_up_begins_with_the_last(ui: Ui) -> None:
    page = page_with_books(ui)
    offered = type_letters(ui, page, "ja")
    press(page, Qt.Key.Key_Up)
    press(page, Qt.Key.Key_Return)
    ui.until(page.details.isVisible)
    assert ui.services.library.book(BookId(page.details.book_id or 0)).metadata.title == offered[-1]


def test_enter_without_a_choice_keeps_what_was_typed_as_the_search(ui: Ui) -> None:
    page = page_with_books(ui)
    type_letters(ui, page, "ey")
    press(page, Qt.Key.Key_Return)
    ui.until(lambda: [row.title for row in page.model.rows] == ["Jane Eyre"])
    assert not page.suggestions.isVisible()
    assert page.search.text() == "ey"


def test_escape_closes_the_suggestions_and_nothing_else(ui: Ui) -> None:
    page = page_with_books(ui)
    type_letters(ui, page, "ja")
    press(page, Qt.Key.Key_Escape)
    assert not page.suggestions.isVisible()
    assert page.search.text() == "ja"


def test_leaving_the_field_closes_the_suggestions(ui: Ui) -> None:
    page = page_with_books(ui)
    type_letters(ui, page, "ja")
    page.view.setFocus()
    assert not page.suggestions.isVisible()


def test_a_click_takes_a_suggestion(ui: Ui) -> None:
    page = page_with_books(ui)
    type_letters(ui, page, "broken")
    view = page.suggestions.view
    QTest.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=view.visualRect(page.suggestions.model.index(0)).center(),
    )
    ui.until(lambda: page._query.chosen == {(Facet.SERIES, "Broken Earth")})
    assert not page.suggestions.isVisible()


def test_at_most_eight_suggestions_are_shown(ui: Ui) -> None:
    page = page_with_books(ui)
    for number in range(12):
        add_book(ui.services, f"Jam {number}", f"Jack {number}", series=f"Jars {number}")
    assert len(type_letters(ui, page, "ja")) == 8
    assert {suggestion.kind for suggestion in ui.services.quick_find.suggestions("ja")} == set(SuggestionKind)


def test_a_chosen_book_is_selected_also_where_the_list_left_it_out(ui: Ui) -> None:
    page = page_with_books(ui)
    page.filter_status(ReadingStatus.READING)
    ui.until(lambda: page.model.rowCount() == 0)
    emma = next(row.id for row in ui.services.book_list.rows(BookQuery()) if row.title == "Emma")

    page.suggestions.book_chosen.emit(emma)

    ui.until(lambda: page.lists.selected_books() == [emma])
    assert page.model.rowCount() == 4
