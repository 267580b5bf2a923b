"""Commands of the Hardcover page beyond matching: everything again, privacy, ratings, review, saved ids."""

from PySide6.QtWidgets import QLineEdit, QWidget

from bookorbit_desktop.demo.local_hardcover import NewEdition
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.catalogue import Privacy
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui.book.details import BookDetails
from bookorbit_desktop.ui.hardcover.connect import PrivacyChoice
from bookorbit_desktop.ui.hardcover.entry_dialogs import EntryEditDialog
from bookorbit_desktop.ui.hardcover.match_decisions import ReferenceDialog
from bookorbit_desktop.ui.hardcover.page import HardcoverPage
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.widgets.dialogs import Confirm
from tests.person import Person
from tests.services import add_book
from tests.ui.harness import Ui, click, text_of
from tests.ui.test_matching import offer, opened, record, shown_row


def found_by_title(ui: Ui, title: str) -> BookId:
    """A book that only its title and author lead to its record, sent to Hardcover."""
    ui.hardcover.world.add_book(title, ["Ada Example"], editions=[NewEdition(300, users=90)])
    book_id = add_book(ui.services, title)
    ui.set_status(book_id, ReadingStatus.READING)
    ui.on_network(ui.services.sync.run())
    return book_id


def naming(ui: Ui, parent: QWidget) -> ReferenceDialog:
    ui.until(lambda: parent.findChild(ReferenceDialog))
    dialog = parent.findChild(ReferenceDialog)
    assert isinstance(dialog, ReferenceDialog)
    return dialog


def test_a_chosen_book_is_previewed_and_sent_before_the_first_sync(ui: Ui) -> None:
    for title in ("Dune", "Emma"):
        ui.set_status(ui.book(title), ReadingStatus.READ)
    window, page = opened(ui, "Emma")

    assert page.book_actions.sync.isEnabled()
    page.book_actions.sync.trigger()
    ui.until(window.sync_dialog.send.isVisible)
    assert [item.title for item in window.sync_dialog.preview.model.rows] == ["Emma"]
    click(window.sync_dialog.send)
    ui.until(lambda: shown_row(page, "Emma").hardcover is HardcoverState.SYNCED)

    assert shown_row(page, "Dune").hardcover is HardcoverState.PENDING
    assert not ui.services.preferences.current.hardcover_confirmed
    window.sync_dialog.close()


def test_with_nothing_pending_everything_can_be_compared_again(ui: Ui) -> None:
    ui.set_status(ui.book("Dune"), ReadingStatus.READING)
    ui.on_network(ui.services.sync.run())
    window, page = opened(ui, "Dune")
    (entry,) = ui.hardcover.world.tables["user_books"].values()
    entry["status_id"] = 3

    window.sync_now()
    ui.until(window.sync_dialog.again.isVisible)
    click(window.sync_dialog.again)
    ui.until(lambda: shown_row(page, "Dune").hardcover is HardcoverState.HARDCOVER_AHEAD)

    assert entry["status_id"] == 3
    window.sync_dialog.close()


def test_everything_again_is_in_the_menu_of_the_page(ui: Ui) -> None:
    ui.set_status(ui.book("Dune"), ReadingStatus.READING)
    ui.on_network(ui.services.sync.run())
    window, page = opened(ui, "Dune")
    (entry,) = ui.hardcover.world.tables["user_books"].values()
    entry["status_id"] = 3

    page.shelf_actions.everything.trigger()
    ui.until(lambda: shown_row(page, "Dune").hardcover is HardcoverState.HARDCOVER_AHEAD)

    assert entry["status_id"] == 3
    window.sync_dialog.close()


def test_a_match_that_needs_review_is_filtered_marked_and_confirmed_with_undo(ui: Ui) -> None:
    found_by_title(ui, "Late Arrival")
    ui.set_status(ui.book("Dune"), ReadingStatus.READING)
    window, page = opened(ui, "Late Arrival", "Dune")
    page.show_state(HardcoverState.NEEDS_REVIEW)
    assert [row.title for row in page.model.rows] == ["Late Arrival"]
    assert "Needs review" in page.model.index(0).data()
    page.view.selectAll()

    page.book_actions.accept.trigger()
    ui.until(lambda: window.message_bar.text == "Match confirmed for 1 book")
    ui.until(lambda: len(page.model.rows) == 2)
    assert not page.book_actions.accept.isEnabled()
    click(offer(window, "Undo"))
    ui.until(lambda: shown_row(page, "Late Arrival").book.needs_review)

    assert shown_row(page, "Late Arrival").hardcover is HardcoverState.SYNCED


def test_a_hardcover_id_is_saved_from_the_page_and_taken_back(ui: Ui) -> None:
    book_id = ui.book("Duen", known=False)
    ui.set_status(book_id, ReadingStatus.READ)
    wanted = ui.hardcover.world.add_book("Dune", ["Frank Herbert"], editions=[NewEdition(412)])
    window, page = opened(ui, "Duen")

    page.book_actions.reference.trigger()
    dialog = naming(ui, page)
    dialog.field.setText("Dune by Herbert")
    assert not dialog.save.isEnabled()
    assert "Paste its link" in dialog.problem.text()
    dialog.field.setText(f"https://hardcover.app/id/book/{wanted}")
    click(dialog.save)
    ui.until(lambda: window.message_bar.text == "Hardcover ID saved. Re-matching on the next sync.")
    assert record(ui, book_id).decision.reference == str(wanted)
    click(offer(window, "Undo"))
    ui.until(lambda: window.message_bar.text == "Undone.")

    assert record(ui, book_id).decision.reference == ""


def test_a_hardcover_id_is_saved_from_the_details_and_used(ui: Ui) -> None:
    book_id = ui.book("Duen", known=False)
    ui.set_status(book_id, ReadingStatus.READ)
    wanted = ui.hardcover.world.add_book("Dune", ["Frank Herbert"], editions=[NewEdition(412)])
    details = ui.show(BookDetails(ui.context))
    details.show_book(book_id)
    ui.until(details.hardcover.why.isVisible)

    details.hardcover.book_actions.reference.trigger()
    dialog = naming(ui, details.hardcover)
    assert isinstance(dialog.focusWidget(), QLineEdit)
    dialog.field.setText("dune")
    click(dialog.save)
    ui.until(lambda: record(ui, book_id).decision.reference)
    ui.on_network(ui.services.sync.run())

    assert record(ui, book_id).match.record_id == wanted


def test_a_pinned_book_says_that_its_pin_stays(ui: Ui) -> None:
    book_id = ui.book("Dune")
    ui.set_status(book_id, ReadingStatus.READ)
    (picked,) = ui.hardcover.world.tables["books"]
    ui.on_network(ui.services.matches.pick_reference(book_id, str(picked)))
    window, page = opened(ui, "Dune")

    page.book_actions.reference.trigger()
    dialog = naming(ui, page)
    dialog.field.setText("9999")
    click(dialog.save)
    ui.until(
        lambda: window.message_bar.text.endswith("Your picked match is kept until you re-match the book.")
    )

    assert record(ui, book_id).match.record_id == picked


def asked(ui: Ui, page: HardcoverPage) -> EntryEditDialog:
    """The dialog of a command, once it knows what it would change."""
    dialog = page.findChild(EntryEditDialog)
    assert isinstance(dialog, EntryEditDialog)
    ui.until(dialog.question.isVisible)
    return dialog


def entries(ui: Ui) -> list[tuple[object, object]]:
    """Privacy and rating of each entry on the shelf."""
    rows = ui.hardcover.world.tables["user_books"].values()
    return [(row["privacy_setting_id"], row["rating"]) for row in rows]


def test_privacy_is_applied_to_all_entries_after_a_question_with_numbers_and_undone(ui: Ui) -> None:
    ui.services.preferences.change(hardcover_privacy=Privacy.PUBLIC)
    for title in ("Dune", "Emma"):
        ui.set_status(ui.book(title), ReadingStatus.READ)
    (_, emma) = ui.hardcover.world.tables["books"]
    ui.hardcover.world.shelve(ui.hardcover.user_id, emma, status_id=1)
    ui.on_network(ui.services.sync.run())
    ui.services.preferences.change(hardcover_privacy=Privacy.PRIVATE)
    _, page = opened(ui, "Dune")
    before = entries(ui)

    page.shelf_actions.privacy.trigger()
    dialog = asked(ui, page)
    assert "privacy: Public → Private" in dialog.question.text()
    assert dialog.keep.isVisible()
    assert entries(ui) == before
    click(dialog.act)
    ui.until(dialog.undo.isVisible)
    assert {privacy for privacy, _ in entries(ui)} == {Privacy.PRIVATE}

    click(dialog.undo)
    ui.until(lambda: text_of(dialog.progress, "far") == "Sync undone")
    assert entries(ui) == before
    click(dialog.close_button)


def test_keeping_the_privacy_of_earlier_entries_changes_nothing(ui: Ui) -> None:
    ui.services.preferences.change(hardcover_privacy=Privacy.PUBLIC)
    ui.set_status(ui.book("Dune"), ReadingStatus.READ)
    ui.on_network(ui.services.sync.run())
    ui.services.preferences.change(hardcover_privacy=Privacy.PRIVATE)
    _, page = opened(ui, "Dune")

    page.shelf_actions.privacy.trigger()
    dialog = asked(ui, page)
    click(dialog.keep)

    assert dialog.is_over
    assert [privacy for privacy, _ in entries(ui)] == [Privacy.PUBLIC]


def test_privacy_left_as_it_is_says_what_to_choose_first(ui: Ui) -> None:
    ui.services.preferences.change(hardcover_privacy=None)
    ui.set_status(ui.book("Dune"), ReadingStatus.READ)
    _, page = opened(ui, "Dune")

    page.shelf_actions.privacy.trigger()
    dialog = page.findChild(EntryEditDialog)
    assert isinstance(dialog, EntryEditDialog)
    ui.until(lambda: "Choose who can see your books first" in dialog.progress.activity)

    click(dialog.close_button)


def test_a_rating_taken_back_here_is_cleared_there_when_asked(ui: Ui) -> None:
    book_id = ui.book("Dune")
    ui.set_status(book_id, ReadingStatus.READ, rating=4.0)
    ui.on_network(ui.services.sync.run())
    _, page = opened(ui, "Dune")
    assert not page.book_actions.clear_rating.isEnabled()
    ui.services.reading.rate([book_id], None)
    ui.until(page.book_actions.clear_rating.isEnabled)

    page.book_actions.clear_rating.trigger()
    dialog = asked(ui, page)
    assert "1 × rating removed" in dialog.question.text()
    click(dialog.act)
    ui.until(dialog.undo.isVisible)

    assert [rating for _, rating in entries(ui)] == [None]
    click(dialog.close_button)


def test_a_rating_given_on_hardcover_needs_a_tick_of_its_own(ui: Ui) -> None:
    ui.set_status(ui.book("Dune"), ReadingStatus.READ)
    ui.on_network(ui.services.sync.run())
    (entry,) = ui.hardcover.world.tables["user_books"].values()
    entry["rating"] = 2.5
    _, page = opened(ui, "Dune")

    page.book_actions.clear_rating.trigger()
    dialog = asked(ui, page)
    assert dialog.question.text() == "No rating to clear."
    assert [item.reason for item in dialog.items.rows] == [
        "You rated it 2.5 on Hardcover yourself; that rating stays."
    ]
    click(dialog.more)
    ui.until(dialog.act.isVisible)
    click(dialog.act)
    ui.until(dialog.undo.isVisible)

    assert entry["rating"] is None
    click(dialog.close_button)


def test_taking_a_rating_back_in_the_library_offers_to_clear_it_there_too(ui: Ui) -> None:
    book_id = ui.book("Dune")
    ui.set_status(book_id, ReadingStatus.READ, rating=4.0)
    ui.on_network(ui.services.sync.run())
    window = ui.show(MainWindow(ui.context))
    window.sidebar.select(Page.LIBRARY)
    library = window.pages.library
    ui.until(lambda: [row.rating for row in library.model.rows] == [4.0])

    library.lists.book_rated.emit(library.model.rows[0], None)
    ui.until(lambda: window.message_bar.text == "Rating cleared here. Hardcover keeps its rating.")
    assert [rating for _, rating in entries(ui)] == [4]
    click(offer(window, "Also clear it on Hardcover…"))
    dialog = library.findChild(EntryEditDialog)
    assert isinstance(dialog, EntryEditDialog)
    ui.until(dialog.act.isVisible)
    click(dialog.act)
    ui.until(dialog.undo.isVisible)

    assert [rating for _, rating in entries(ui)] == [None]
    click(dialog.close_button)


def test_another_privacy_asks_about_what_was_sent_earlier(ui: Ui) -> None:
    book_id = ui.book("Dune")
    ui.set_status(book_id, ReadingStatus.READING)
    ui.on_network(ui.services.sync.run())
    person = Person(ui.hardcover)
    (entry,) = ui.hardcover.world.tables["user_books"].values()
    choice = ui.show(PrivacyChoice(ui.context))

    choice.setCurrentIndex(0)
    choice.activated.emit(0)
    ui.until(lambda: choice.findChild(Confirm) is not None)
    question = choice.findChild(Confirm)
    assert isinstance(question, Confirm)
    assert question.windowTitle() == "Also change 1 book sent earlier?"
    assert entry["privacy_setting_id"] == 3
    click(question.act)
    ui.until(lambda: person.entry(entry["book_id"])["privacy_setting_id"] == 1)
