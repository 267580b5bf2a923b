"""The book pane puts reading first, leads to other books, opens files, and can be a page of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.ui.book.details import TWO_COLUMNS
from bookorbit_desktop.ui.library.page import LibraryPage
from bookorbit_desktop.ui.routes import Page, Route
from tests.books import write_epub
from tests.services import add_book
from tests.ui.harness import Ui, click, text_of
from tests.ui.system_programs import SystemPrograms, system_programs


@pytest.fixture
def opened() -> Iterator[SystemPrograms]:
    with system_programs() as programs:
        yield programs


def library(ui: Ui) -> LibraryPage:
    page = ui.show(LibraryPage(ui.context))
    page.resize(1240, 700)
    ui.until(lambda: not ui.tasks.is_busy)
    return page


def with_book(ui: Ui, book_id: BookId) -> LibraryPage:
    page = library(ui)
    page.open_book(book_id)
    ui.until(lambda: not ui.tasks.is_busy and text_of(page.details.head, "title"))
    return page


def top(page: LibraryPage, part: QWidget) -> int:
    return part.mapTo(page.details, part.rect().topLeft()).y()


def subjects(ui: Ui, book_id: BookId, *values: str) -> None:
    text = "[" + ", ".join(f'"{value}"' for value in values) + "]"
    ui.services.database.write(
        lambda: ui.services.database.connection().execute(
            "UPDATE book SET subjects = ? WHERE id = ?", (text, book_id)
        )
    )


def on_disk(ui: Ui, tmp_path: Path) -> tuple[Path, BookId]:
    path = write_epub(tmp_path / "Emma & co.epub", "Emma", cover=False)
    ui.on_network(ui.services.library.add_and_scan([str(tmp_path)]))
    return path, ui.services.book_list.rows(BookQuery())[0].id


def test_reading_comes_first_and_files_last(ui: Ui) -> None:
    details = (page := with_book(ui, ui.book("Emma"))).details
    form = details.form
    parts = [details.head, form.status, form.rating, details.hardcover, details.about, details.files]
    assert [top(page, part) for part in parts] == sorted(top(page, part) for part in parts)


def test_previous_and_next_follow_the_list_and_end_with_it(ui: Ui) -> None:
    first, second = ui.book("Dune"), ui.book("Emma")
    page = with_book(ui, first)
    head = page.details.head
    assert (text_of(head, "place"), head.previous.isEnabled(), head.next.isEnabled()) == (
        "1 of 2",
        False,
        True,
    )

    click(head.next)
    ui.until(lambda: text_of(head, "title") == "Emma")
    assert (text_of(head, "place"), head.previous.isEnabled(), head.next.isEnabled()) == (
        "2 of 2",
        True,
        False,
    )
    assert page.lists.selected_books() == [second]


def test_a_double_click_opens_a_page_of_its_own_and_the_button_leads_back(ui: Ui) -> None:
    ui.book("Dune")
    page = library(ui)
    area = page.view.visualRect(page.model.index(0)).center()
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=area)
    QTest.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=area)
    details = page.details
    ui.until(lambda: text_of(details.head, "title") == "Dune")
    assert not page.lists.isVisible()
    assert details.width() > TWO_COLUMNS
    assert top(page, details.about) < top(page, details.form.status), "two columns stand beside each other"

    click(details.head.page)
    assert page.lists.isVisible()
    assert details.isVisible()
    click(details.head.page)
    click(details.head.close_button)
    assert page.lists.isVisible()
    assert not details.isVisible()


def test_a_pane_that_is_opened_again_begins_at_its_top(ui: Ui) -> None:
    book = ui.book("Dune")
    page = with_book(ui, book)
    page.resize(1240, 400)
    bar = page.details._area.verticalScrollBar()
    ui.until(lambda: bar.maximum() > 100)
    bar.setValue(100)
    page.close_details()
    page.open_book(book)
    assert bar.value() == 0


def test_an_author_and_a_series_lead_to_pages_of_their_own(ui: Ui) -> None:
    page = with_book(ui, add_book(ui.services, "Emma", "Jane Austen", series="Novels", series_index=4))
    wanted: list[Route] = []
    ui.context.navigation.route_asked.connect(wanted.append)
    click(page.details.head.authors.buttons[0])
    click(page.details.head.series.buttons[0])
    assert wanted == [Route(Page.AUTHORS, name="Jane Austen"), Route(Page.SERIES, name="Novels")]


def test_a_joined_genre_is_two_and_each_finds_its_books(ui: Ui) -> None:
    emma, dune, atlas = ui.book("Emma"), ui.book("Dune"), ui.book("Atlas")
    subjects(ui, emma, "England -- Fiction")
    subjects(ui, dune, "fiction")
    subjects(ui, atlas, "Non-Fiction", "Maps -- England%")
    page = with_book(ui, emma)
    chips = page.details.about.genres.buttons
    assert [chip.text() for chip in chips] == ["England", "Fiction"]

    click(chips[1])
    ui.until(lambda: page.model.rowCount() == 2)
    assert {row.title for row in page.model.rows} == {"Emma", "Dune"}
    assert ui.services.library.book(emma).metadata.subjects == ("England -- Fiction",)


def test_a_genre_of_other_letters_finds_its_part(ui: Ui) -> None:
    emma, _ = ui.book("Emma"), ui.book("Dune")
    subjects(ui, emma, "Éducation -- Roman")
    page = with_book(ui, emma)
    click(page.details.about.genres.buttons[0])
    ui.until(lambda: page.model.rowCount() == 1)


def test_a_name_without_end_does_not_widen_the_pane(ui: Ui) -> None:
    page = with_book(ui, ui.book("Dune", "A&" * 300))
    (link,) = page.details.head.authors.buttons
    assert link.accessibleName() == "A&" * 300
    assert link.width() < page.details.width()
    assert link.text().startswith("A&&")


def test_a_file_is_opened_shown_and_its_path_copied(ui: Ui, tmp_path: Path, opened: SystemPrograms) -> None:
    path, book_id = on_disk(ui, tmp_path)
    page = with_book(ui, book_id)
    click(page.details.head.open)
    ui.until(lambda: opened.paths == [str(path)])

    buttons = {part.text(): part for part in page.details.files.file_buttons}
    click(buttons["Open"])
    ui.until(lambda: opened.paths == [str(path)] * 2)
    click(buttons["Show in folder"])
    ui.until(lambda: opened.paths[2:] == [str(tmp_path)])
    click(buttons["Copy path"])
    assert QGuiApplication.clipboard().text() == str(path)


def test_a_file_that_went_meanwhile_is_not_opened_and_says_so(
    ui: Ui, tmp_path: Path, opened: SystemPrograms
) -> None:
    path, book_id = on_disk(ui, tmp_path)
    page = with_book(ui, book_id)
    heard: list[str] = []
    ui.context.messages.message.connect(lambda text, _tone: heard.append(text))
    path.unlink()
    click(page.details.head.open)
    ui.until(lambda: heard == [f"Not found: {path}"])
    assert not opened.paths


def test_progress_is_drawn_as_a_bar_once_there_is_any(ui: Ui) -> None:
    book = ui.book("Dune")
    page = with_book(ui, book)
    assert not page.details.form.progress_bar.isVisible()
    ui.push(book, 0.4)
    ui.until(page.details.form.progress_bar.isVisible)
    assert any(part.text().startswith("40%") for part in page.details.form.findChildren(QLabel))


def test_progress_in_two_lines_is_not_cut_on_a_page_of_its_own(ui: Ui) -> None:
    book = ui.book("Dune", pages=332)
    ui.push(book, 0.4, "A reader with a name that needs a second line")
    page = with_book(ui, book)
    click(page.details.head.page)
    words = page.details.form._position
    ui.until(lambda: words.height() >= words.heightForWidth(words.width()))
    assert words.heightForWidth(words.width()) > words.fontMetrics().lineSpacing()
