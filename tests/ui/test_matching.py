"""What the person decides about matches on the Hardcover page: pick, re-match, exclude, pages, and why."""

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from bookorbit_desktop.demo.local_hardcover import FaultKind, NewEdition
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.hardcover_row import HardcoverRow
from bookorbit_desktop.domain.hardcover.sync_book import SyncBook
from bookorbit_desktop.domain.library.sync_state import HardcoverState, MatchMethod
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
from bookorbit_desktop.ui.book.details import BookDetails
from bookorbit_desktop.ui.hardcover.match_decisions import PagesDialog
from bookorbit_desktop.ui.hardcover.page import HardcoverPage
from bookorbit_desktop.ui.hardcover.pick.dialog import PickDialog
from bookorbit_desktop.ui.hardcover.why import WhyDialog
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.sync.model import detail
from bookorbit_desktop.ui.widgets.dialogs import Confirm
from tests.person import Person
from tests.services import add_book
from tests.ui.harness import Ui, click, texts_of


def opened(ui: Ui, *titles: str) -> tuple[MainWindow, HardcoverPage]:
    """The window on the Hardcover page, with these books selected."""
    window = ui.show(MainWindow(ui.context))
    window.sidebar.select(Page.HARDCOVER)
    page = window.pages.hardcover
    ui.until(lambda: {row.title for row in page.model.rows} >= set(titles))
    select(page, *titles)
    return window, page


def select(page: HardcoverPage, *titles: str) -> None:
    choice = page.view.selectionModel()
    choice.clearSelection()
    for row in page.model.rows:
        if row.title in titles:
            choice.select(page.model.index_of(row.id), QItemSelectionModel.SelectionFlag.Select)


def shown_row(page: HardcoverPage, title: str) -> HardcoverRow:
    return next(row for row in page.model.rows if row.title == title)


def record(ui: Ui, book_id: BookId) -> SyncBook:
    """How a book stands in the database."""
    return SyncBookRepository(ui.services.database).get(book_id)


def offer(window: MainWindow, words: str) -> QPushButton:
    return next(button for button in buttons(window.message_bar) if button.text() == words)


def offers(window: MainWindow) -> list[str]:
    return [button.text() for button in buttons(window.message_bar) if button.text()]


def buttons(widget: QWidget) -> list[QPushButton]:
    return [button for button in widget.findChildren(QPushButton) if button.isVisible()]


def unmatched(ui: Ui, title: str = "Duen") -> BookId:
    """A book with a wrong title, whose record is on Hardcover under another one."""
    book_id = ui.book(title, known=False)
    ui.set_status(book_id, ReadingStatus.READ)
    ui.hardcover.world.add_book(
        "Dune",
        ["Frank Herbert"],
        editions=[NewEdition(412, users=900), NewEdition(600, users=10)],
        series="Dune Chronicles",
        position=1,
    )
    return book_id


def picking(ui: Ui, page: HardcoverPage) -> PickDialog:
    """The Pick dialog of the selected book, after the search it begins with."""
    page.book_actions.pick.trigger()
    dialog = page.findChild(PickDialog)
    assert isinstance(dialog, PickDialog)
    ui.until(lambda: dialog.search.query.text() and not dialog.search.waiting.isVisible())
    return dialog


def search(ui: Ui, dialog: PickDialog, query: str) -> None:
    dialog.search.query.setText(query)
    QTest.keyClick(dialog.search.query, Qt.Key.Key_Return)
    ui.until(lambda: not dialog.search.waiting.isVisible())


def test_a_book_is_pinned_to_the_record_and_edition_that_the_person_picks(ui: Ui) -> None:
    book_id = unmatched(ui)
    window, page = opened(ui, "Duen")

    dialog = picking(ui, page)
    assert dialog.windowTitle() == "Match “Duen” to…"
    search(ui, dialog, "Dune")
    assert [row.title for row in dialog.search.model.rows] == ["Dune"]
    assert "Frank Herbert · Dune Chronicles #1" in dialog.search.model.index(0).data()
    QTest.keyClick(dialog.search.query, Qt.Key.Key_Down)
    QTest.keyClick(dialog.search.list, Qt.Key.Key_Return)
    ui.until(lambda: dialog.editions.selected)
    assert len(dialog.editions.model.rows) == 2
    QTest.keyClick(dialog.editions.list, Qt.Key.Key_Down)
    wanted = dialog.editions.selected
    click(dialog.use)
    ui.until(lambda: window.message_bar.text == "Matched to “Dune”")

    match = record(ui, book_id).match
    assert match.method is MatchMethod.MANUAL
    assert wanted is not None
    assert (match.title, match.edition_id, match.pages) == ("Dune", wanted.id, wanted.pages)
    click(offer(window, "Undo"))
    ui.until(lambda: window.message_bar.text == "Undone.")
    assert record(ui, book_id).match.method is MatchMethod.NONE


def test_a_book_can_be_used_without_an_edition(ui: Ui) -> None:
    book_id = unmatched(ui)
    window, page = opened(ui, "Duen")

    dialog = picking(ui, page)
    search(ui, dialog, "Dune")
    click(dialog.next)
    ui.until(lambda: dialog.editions.selected)
    click(dialog.without)
    ui.until(lambda: window.message_bar.text)

    assert record(ui, book_id).match.record_id is not None
    assert record(ui, book_id).match.edition_id is None


def test_a_pasted_link_finds_its_record(ui: Ui) -> None:
    unmatched(ui)
    _, page = opened(ui, "Duen")

    dialog = picking(ui, page)
    search(ui, dialog, "https://hardcover.app/books/dune")

    assert [row.title for row in dialog.search.model.rows] == ["Dune"]
    dialog.reject()


def test_a_search_says_that_it_found_nothing_or_why_it_failed(ui: Ui) -> None:
    unmatched(ui)
    _, page = opened(ui, "Duen")

    dialog = picking(ui, page)
    search(ui, dialog, "zzzz qqqq")
    assert dialog.search.nothing.isVisible()
    assert not dialog.next.isEnabled()
    assert dialog.next.toolTip() == "Select a book first."

    ui.hardcover.faults.add(FaultKind.REDIRECT)
    search(ui, dialog, "Dune")
    assert dialog.search.error.isVisible()
    click(dialog.search.error.button)
    ui.until(lambda: dialog.search.model.rows)
    dialog.reject()


def test_actions_that_need_a_book_say_so(ui: Ui) -> None:
    for title in ("Dune", "Emma"):
        ui.set_status(ui.book(title), ReadingStatus.READ)
    _, page = opened(ui, "Dune", "Emma")
    actions = page.book_actions

    assert not actions.pick.isEnabled()
    assert actions.pick.toolTip() == "Select a single book."
    assert actions.rematch.isEnabled()
    assert actions.sync.isEnabled()
    select(page)
    assert {one.toolTip() for one in actions.all} == {"Select a book first."}
    assert not any(one.isEnabled() for one in actions.all)


def test_books_are_excluded_and_included_and_both_can_be_taken_back(ui: Ui) -> None:
    for title in ("Dune", "Emma"):
        ui.set_status(ui.book(title), ReadingStatus.READ)
    window, page = opened(ui, "Dune", "Emma")

    page.book_actions.exclude.trigger()
    ui.until(lambda: window.message_bar.text == "Excluded from Hardcover sync")
    ui.until(lambda: {row.hardcover for row in page.model.rows} == {HardcoverState.EXCLUDED})
    assert page.book_actions.exclude.text() == "Include"
    assert page.book_actions.sync.toolTip() == "Include the book first."
    click(offer(window, "Undo"))
    ui.until(lambda: {row.hardcover for row in page.model.rows} == {HardcoverState.PENDING})

    select(page, "Emma")
    page.book_actions.exclude.trigger()
    ui.until(lambda: shown_row(page, "Emma").hardcover is HardcoverState.EXCLUDED)
    page.book_actions.exclude.trigger()
    ui.until(lambda: shown_row(page, "Emma").hardcover is HardcoverState.PENDING)
    ui.until(lambda: window.message_bar.text == "Included in Hardcover sync")


def test_an_entry_that_we_created_is_removed_only_after_asking(ui: Ui) -> None:
    book_id = ui.book("Dune")
    ui.set_status(book_id, ReadingStatus.READ)
    ui.on_network(ui.services.sync.run())
    record_id = record(ui, book_id).match.record_id
    assert record_id is not None
    window, page = opened(ui, "Dune")

    page.book_actions.rematch.trigger()
    ui.until(lambda: window.message_bar.text == "Match cleared. Re-matching on the next sync.")
    assert offers(window) == ["Undo", "Also remove from Hardcover…"]
    click(offer(window, "Also remove from Hardcover…"))
    question = page.findChild(Confirm)
    assert isinstance(question, Confirm)
    assert question.keep.isDefault()
    assert ui.hardcover.world.entry_of(ui.hardcover.user_id, record_id) is not None
    click(question.act)
    ui.until(lambda: window.message_bar.text == "1 book removed from Hardcover.")

    assert ui.hardcover.world.entry_of(ui.hardcover.user_id, record_id) is None


def test_an_entry_that_the_person_made_is_never_offered_for_removal(ui: Ui) -> None:
    book_id = ui.book("Dune")
    ui.set_status(book_id, ReadingStatus.READ)
    (record_id,) = ui.hardcover.world.tables["books"]
    ui.hardcover.world.shelve(ui.hardcover.user_id, record_id, status_id=1)
    ui.on_network(ui.services.sync.run())
    window, page = opened(ui, "Dune")

    page.book_actions.exclude.trigger()
    ui.until(lambda: window.message_bar.text)

    assert window.message_bar.text.endswith("You created this entry yourself; BookOrbit won't delete it.")
    assert offers(window) == ["Undo"]


def test_a_page_count_is_entered_and_given_up_again(ui: Ui) -> None:
    book_id = ui.book("Dune", pages=None)
    ui.set_status(book_id, ReadingStatus.READ)
    window, page = opened(ui, "Dune")

    page.book_actions.pages.trigger()
    dialog = page.findChild(PagesDialog)
    assert isinstance(dialog, PagesDialog)
    QTest.keyClicks(dialog.field, "0")
    assert not dialog.save.isEnabled()
    dialog.field.clear()
    QTest.keyClicks(dialog.field, "412")
    click(dialog.save)
    ui.until(lambda: window.message_bar.text == "Page count saved")

    assert record(ui, book_id).decision.pages == 412
    click(offer(window, "Undo"))
    ui.until(lambda: record(ui, book_id).decision.pages is None)


def test_only_the_selected_book_is_synced(ui: Ui) -> None:
    for title in ("Dune", "Emma"):
        ui.set_status(ui.book(title), ReadingStatus.READ)
    ui.services.preferences.change(hardcover_confirmed=True)
    window, page = opened(ui, "Emma")

    page.book_actions.sync.trigger()
    ui.until(lambda: window.sync_dialog.close_button.isVisible())
    ui.until(lambda: shown_row(page, "Emma").hardcover is HardcoverState.SYNCED)

    assert shown_row(page, "Dune").hardcover is HardcoverState.PENDING
    window.sync_dialog.close()


def test_the_menu_offers_what_the_buttons_offer(ui: Ui) -> None:
    ui.set_status(ui.book("Dune"), ReadingStatus.READ)
    _, page = opened(ui, "Dune")

    menu = page.book_actions.menu(page)

    assert [action.text() for action in menu.actions() if action.text()] == [
        "Pick…",
        "Confirm match",
        "Re-match",
        "Exclude",
        "Sync this book",
        "Why?",
        "Replace on Hardcover",
        "Enter page count…",
        "Hardcover ID…",
        "Also clear the rating on Hardcover…",
    ]
    menu.deleteLater()


def test_the_buttons_keep_their_names_where_only_their_icons_fit(ui: Ui) -> None:
    ui.set_status(ui.book("Dune"), ReadingStatus.READ)
    window, page = opened(ui, "Dune")
    (pick,) = [button for button in buttons(page) if button.accessibleName() == "Pick…"]
    assert pick.text() == "Pick…"

    window.resize(760, 600)
    ui.until(lambda: not pick.text())

    assert pick.accessibleName() == "Pick…"
    assert pick.toolTip().startswith("Pick…")


def test_why_names_the_broken_link_and_its_remedy(ui: Ui) -> None:
    book_id = ui.book("Dune")
    ui.set_status(book_id, ReadingStatus.READ)
    ui.on_network(ui.services.matches.exclude([book_id]))
    ui.services.preferences.change(hardcover_confirmed=True)
    _, page = opened(ui, "Dune")

    page.book_actions.why.trigger()
    dialog = page.findChild(WhyDialog)
    assert isinstance(dialog, WhyDialog)
    ui.until(lambda: dialog.lines)

    assert "✓ Status: Read, set by you." in dialog.lines
    assert dialog.lines[-2:] == ["✗ Match: You excluded this book from Hardcover.", "Include it."]
    assert any(label.text() == "Include it." for label in dialog.findChildren(QLabel))
    click(dialog.close_button)


def test_the_details_of_a_book_say_why_too(ui: Ui) -> None:
    book_id = ui.book("Dune")
    details = ui.show(BookDetails(ui.context))
    details.show_book(book_id)
    ui.until(details.hardcover.why.isVisible)

    click(details.hardcover.why)
    dialog = details.findChild(WhyDialog)
    assert isinstance(dialog, WhyDialog)
    ui.until(lambda: dialog.lines)

    assert dialog.lines[-1] == "Set a status other than Unread."
    click(dialog.close_button)


def test_a_status_that_stays_on_hardcover_is_replaced_with_one_click(ui: Ui) -> None:
    book_id = ui.book("Dune")
    person = Person(ui.hardcover)
    record_id = next(row["id"] for row in ui.hardcover.world.tables["books"].values())
    person.add(record_id, 5)
    ui.push(book_id, 0.4)
    ui.on_network(ui.services.sync.run())
    details = ui.show(BookDetails(ui.context))
    details.show_book(book_id)
    section = details.hardcover
    ui.until(section.replace_there.isVisible)
    assert "The status on Hardcover is Did Not Finish; it stays." in " ".join(texts_of(section))

    click(section.replace_there)
    ui.until(lambda: record(ui, book_id).decision.replaces.status_id == 5)
    ui.on_network(ui.services.sync.run())
    assert person.entry(record_id)["status_id"] == 2
    details.show_book(book_id)
    ui.until(lambda: not section.replace_there.isVisible())


def test_the_preview_names_the_record_and_what_nobody_confirmed(ui: Ui) -> None:
    ui.hardcover.world.add_book("Dune", ["Ada Example"], editions=[NewEdition(412, users=900)])
    book_id = add_book(ui.services, "Dune")
    ui.set_status(book_id, ReadingStatus.READING)
    summary = ui.on_network(ui.services.sync.run(dry_run=True))
    (item,) = summary.items
    told = detail(item)
    assert "to “Dune” (" in told
    assert "not confirmed yet" in told
