"""The inbox: files that came in, files that could not be read, and what became of an addition."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QPushButton

from bookorbit_desktop.ui.inbox.page import InboxPage
from bookorbit_desktop.ui.inbox.text import InboxSort
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Command, Page, Route
from tests.books import write_epub
from tests.ui.harness import Ui, click, note_of


def shown(ui: Ui) -> InboxPage:
    page = ui.show(InboxPage(ui.context))
    ui.until(lambda: page.states.currentWidget() is not page.states.loading)
    return page


def add(ui: Ui, *paths: Path) -> None:
    ui.on_network(ui.services.library.add_and_scan([str(path) for path in paths]))


def titles(page: InboxPage) -> list[str]:
    return [file.title for file in page.model.rows]


def chip(page: InboxPage, words: str) -> QPushButton:
    return next(button for button in page.chips.findChildren(QPushButton) if button.text() == words)


def broken(folder: Path, name: str = "broken.epub") -> Path:
    path = folder / name
    path.write_bytes(b"this is not a book")
    return path


def test_an_empty_inbox_offers_to_choose_a_folder(ui: Ui) -> None:
    page = shown(ui)
    asked: list[Command] = []
    ui.context.navigation.command_asked.connect(asked.append)

    click(page.states.empty.button)

    assert asked == [Command.ADD_BOOKS]
    assert page.states.currentWidget() is page.states.empty
    assert not page.chips.isVisible()


def test_an_addition_says_what_was_added_known_and_refused(ui: Ui, tmp_path: Path) -> None:
    known = write_epub(tmp_path / "emma.epub", title="Emma")
    add(ui, known)
    page = shown(ui)
    click(page.all_done.button)
    (tmp_path / "holiday.xyz").write_text("no book")

    add(ui, known, write_epub(tmp_path / "dune.epub", title="Dune"), tmp_path / "holiday.xyz")
    ui.until(lambda: titles(page) == ["Dune", "Emma"])

    assert page.drop_zone.result.text() == "1 book added · 1 already in your library"
    assert page.drop_zone.rejects.text() == "holiday.xyz: unsupported file type"
    assert ui.services.library.folders() == [str(known).encode(), str(tmp_path / "dune.epub").encode()]


def test_a_file_that_could_not_be_read_says_why_and_is_read_again(ui: Ui, tmp_path: Path) -> None:
    path = broken(tmp_path)
    add(ui, path)
    page = shown(ui)
    page.view.setCurrentIndex(page.model.index(0))
    assert page.model.rows[0].problem in page.model.index(0).data()
    assert page.read_again.isEnabled()

    write_epub(path, title="The Clocks")
    click(page.read_again)
    ui.until(lambda: page.states.currentWidget() is page.all_done)

    click(page.all_done.button)
    assert titles(page) == ["The Clocks"]
    page.view.setCurrentIndex(page.model.index(0))
    assert page.model.rows[0].problem == ""
    assert not page.read_again.isEnabled()
    assert page.read_again.toolTip() == "These files were read without problems."


def test_an_unchanged_file_is_read_again_on_request(ui: Ui, tmp_path: Path) -> None:
    add(ui, broken(tmp_path))
    (file,) = ui.services.inbox.load().files

    summary = ui.on_network(ui.services.library.read_again([file.id]))

    assert (summary.changed, summary.problems) == (1, 1)


def test_filters_search_and_order(ui: Ui, tmp_path: Path) -> None:
    for name in ("zebra", "apple"):
        add(ui, write_epub(tmp_path / f"{name}.epub", title=name.title()))
        ui.services.clock.move(seconds=60)  # type: ignore[attr-defined]
    add(ui, broken(tmp_path))
    page = shown(ui)
    assert titles(page) == ["broken"]

    click(chip(page, "Added  2"))
    assert titles(page) == ["Apple", "Zebra"]

    page.sort.setCurrentIndex(page.sort.findData(InboxSort.OLDEST))
    page.sort.activated.emit(page.sort.currentIndex())
    assert titles(page) == ["Zebra", "Apple"]

    page.search.setText("nothing like it")
    ui.until(lambda: page.states.currentWidget() is page.states.filtered)
    click(page.states.filtered.button)
    assert titles(page) == ["broken"]


def test_the_inbox_shows_what_is_to_do_and_then_that_all_is_done(ui: Ui, tmp_path: Path) -> None:
    add(ui, write_epub(tmp_path / "emma.epub", title="Emma"), broken(tmp_path))
    page = shown(ui)
    assert titles(page) == ["broken"]
    assert [button.text() for button in page.chips.findChildren(QPushButton)] == ["To do  1", "Added  1"]

    page.view.setCurrentIndex(page.model.index(0))
    page.doing.remove(page.view.selected_rows())
    question = page.findChild(QDialog)
    assert question is not None
    question.accept()
    ui.until(lambda: page.states.currentWidget() is page.all_done)

    click(page.all_done.button)
    assert titles(page) == ["Emma"]


def test_enter_leads_to_the_book(ui: Ui, tmp_path: Path) -> None:
    add(ui, write_epub(tmp_path / "emma.epub", title="Emma"))
    page = shown(ui)
    click(page.all_done.button)
    routes: list[Route] = []
    ui.context.navigation.route_asked.connect(routes.append)

    page.view.setCurrentIndex(page.model.index(0))
    page.view.activated.emit(page.model.index(0))

    assert routes == [Route(Page.LIBRARY, book_id=page.model.rows[0].book_id)]


def test_the_sidebar_counts_what_needs_a_look(ui: Ui, tmp_path: Path) -> None:
    window = ui.show(MainWindow(ui.context))

    add(ui, broken(tmp_path))
    ui.until(lambda: note_of(window.sidebar, Page.INBOX) == "1")

    assert note_of(window.sidebar, Page.LIBRARY) == "1"
