"""Import from Hardcover in the window, over the real services and the local Hardcover."""

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from bookorbit_desktop.demo.local_hardcover import FaultKind, NewRead
from bookorbit_desktop.domain.hardcover.shelf_import import ImportKind
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.library.metadata import Identifier
from bookorbit_desktop.domain.reading.reading import ReadingState, ReadingStatus
from bookorbit_desktop.services.hardcover.account import TokenSource
from bookorbit_desktop.ui.hardcover.page import HardcoverPage
from bookorbit_desktop.ui.imports.model import here, reason, there, title
from bookorbit_desktop.ui.imports.shelf_dialog import ImportDialog
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.widgets.message_bar import MessageBar
from tests.services import add_book
from tests.ui.conftest import MakeUi
from tests.ui.harness import HeldHardcover, Ui, click, text_of


def shelve(ui: Ui, name: str, status: int, **details: object) -> int:
    """A book on the person's shelf; its record."""
    record = ui.hardcover.world.add_book(name, ["Ada Example"])
    ui.hardcover.world.shelve(ui.hardcover.user_id, record, status, **details)  # type: ignore[arg-type]
    return record


def furnish(ui: Ui) -> None:
    """One entry for each group, and a book that is being read."""
    orchard = shelve(ui, "Orchard", 3, rating=4.5, reads=[NewRead("2025-01-01", "2025-02-01", pages=300)])
    add_book(ui.services, "Orchard", identifiers=(Identifier("hardcover", str(orchard)),))
    shelve(ui, "Harbour", 2, reads=[NewRead("2026-01-05", None, pages=30)])
    add_book(ui.services, "Harbour")
    shelve(ui, "Meadow", 1)
    ui.set_status(add_book(ui.services, "Meadow"), ReadingStatus.READING, rating=3)
    shelve(ui, "Unknown here", 3)
    shelve(ui, "Ignored", 6)


def opened(ui: Ui) -> tuple[MainWindow, ImportDialog]:
    """The dialog as the header menu of the Hardcover page opens it."""
    window = ui.show(MainWindow(ui.context))
    window.sidebar.select(Page.HARDCOVER)
    page = window.pages.hardcover
    assert isinstance(page, HardcoverPage)
    page.shelf_actions.import_shelf.trigger()
    dialog = page.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    return window, dialog


def previewed(ui: Ui) -> tuple[MainWindow, ImportDialog]:
    window, dialog = opened(ui)
    ui.until(lambda: dialog.current is dialog.preview)
    return window, dialog


def undo(bar: MessageBar) -> None:
    (offer,) = [button for button in bar.findChildren(QPushButton) if button.text() == "Undo"]
    click(offer)


def state(ui: Ui, name: str) -> ReadingState:
    (row,) = ui.services.book_list.rows(BookQuery(name))
    return ui.services.library.book(row.id).reading


def test_the_shelf_is_shown_in_groups_with_both_sides_and_a_reason_each(ui: Ui) -> None:
    furnish(ui)
    _, dialog = previewed(ui)

    rows = {title(row): row for row in dialog.preview.model.rows}
    assert {name: row.kind for name, row in rows.items()} == {
        "Orchard": ImportKind.READY,
        "Harbour": ImportKind.REVIEW,
        "Meadow": ImportKind.CONFLICT,
        "Unknown here": ImportKind.UNMATCHED,
        "Ignored": ImportKind.SKIPPED,
    }
    assert here(rows["Orchard"], progress=True) == "Sets Read · ★ 4.5 · 01/01/2025 – 01/02/2025"
    assert (there(rows["Meadow"]), here(rows["Meadow"], progress=True)) == (
        "Hardcover: Want to Read",
        f"Here: Reading · ★ 3 · since {today(ui)}",
    )
    assert reason(rows["Harbour"]) == "Same book as “Harbour”? Matched by title and author."
    assert all(reason(row) for row in rows.values())
    dialog.preview.show_kind(ImportKind.CONFLICT)
    assert [title(row) for row in dialog.preview.model.rows] == ["Meadow"]
    dialog.preview.show_kind(None)
    dialog.preview.filter.setText("harb")
    ui.until(lambda: [title(row) for row in dialog.preview.model.rows] == ["Harbour"])


def today(ui: Ui) -> str:
    day = ui.services.clock.today()
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)


def test_ticked_books_are_imported_and_the_import_can_be_undone(ui: Ui) -> None:
    furnish(ui)
    window, dialog = previewed(ui)
    assert dialog.act.text() == "Import 1 book"
    dialog.preview.show_kind(ImportKind.REVIEW)
    dialog.preview.list.setCurrentIndex(dialog.preview.model.index(0))
    QTest.keyClick(dialog.preview.list, Qt.Key.Key_Space)
    assert dialog.act.text() == "Import 2 books"

    click(dialog.act)
    ui.until(lambda: window.message_bar.text == "2 books imported from Hardcover.")
    assert (state(ui, "Orchard").status, state(ui, "Orchard").rating) == (ReadingStatus.READ, 4.5)
    assert state(ui, "Harbour").status is ReadingStatus.READING
    assert state(ui, "Meadow").status is ReadingStatus.READING
    assert ui.hardcover.journal == [], "nothing is written on Hardcover"

    undo(window.message_bar)
    ui.until(lambda: window.message_bar.text == "Import undone for 2 books.")
    assert state(ui, "Orchard") == state(ui, "Harbour") == ReadingState()


def test_a_book_changed_since_the_import_stays_when_it_is_undone(ui: Ui) -> None:
    furnish(ui)
    window, dialog = previewed(ui)
    click(dialog.act)
    ui.until(lambda: window.message_bar.text == "1 book imported from Hardcover.")
    (row,) = ui.services.book_list.rows(BookQuery("Orchard"))
    ui.services.reading.rate([row.id], 2)

    undo(window.message_bar)
    ui.until(lambda: "Kept because you changed them since: “Orchard”." in window.message_bar.text)
    assert state(ui, "Orchard").rating == 2


def test_progress_is_left_out_if_the_person_does_not_want_it(ui: Ui) -> None:
    record = ui.hardcover.world.add_book("Harbour", ["Ada Example"])
    edition = ui.hardcover.world.editions_of(record)[0]
    reads = [NewRead("2026-01-05", None, pages=int(edition["pages"]) // 2)]
    ui.hardcover.world.shelve(ui.hardcover.user_id, record, 2, edition_id=edition["id"], reads=reads)
    add_book(ui.services, "Harbour", identifiers=(Identifier("hardcover", str(record)),))
    _, dialog = previewed(ui)
    assert "50%" in here(dialog.preview.model.rows[0], progress=True)

    click(dialog.preview.progress)
    click(dialog.act)
    ui.until(lambda: state(ui, "Harbour").status is ReadingStatus.READING)
    assert state(ui, "Harbour").percentage is None


def test_want_to_read_in_both_directions_is_off_and_can_be_switched_on(ui: Ui) -> None:
    shelve(ui, "Orchard", 1)
    add_book(ui.services, "Orchard")
    _, dialog = previewed(ui)
    assert not dialog.both_ways.isChecked()

    click(dialog.both_ways)
    ui.until(lambda: ui.services.preferences.current.hardcover_pull_wishes)
    dialog.close()
    ui.on_network(ui.services.sync.run())
    assert state(ui, "Orchard").status is ReadingStatus.WANT_TO_READ


def test_tick_all_leaves_what_needs_a_look_to_its_own_group(ui: Ui) -> None:
    furnish(ui)
    _, dialog = previewed(ui)

    click(dialog.preview.none)
    assert (dialog.act.text(), dialog.act.isEnabled()) == ("Import 0 books", False)
    click(dialog.preview.all)
    assert [title(row) for row in dialog.preview.chosen] == ["Orchard"]
    dialog.preview.show_kind(ImportKind.REVIEW)
    click(dialog.preview.all)
    assert [title(row) for row in dialog.preview.chosen] == ["Orchard", "Harbour"]


def test_an_empty_shelf_is_said(ui: Ui) -> None:
    ui.book("Dune")
    _, dialog = opened(ui)

    ui.until(lambda: dialog.current is dialog.empty)
    assert not dialog.act.isVisible()
    assert dialog.cancel.text() == "Close"


def test_a_shelf_with_nothing_to_import_says_why_line_by_line(ui: Ui) -> None:
    shelve(ui, "Unknown here", 3)
    _, dialog = previewed(ui)

    assert text_of(dialog.preview, "sentence").endswith("Nothing to import. See each line for the reason.")
    assert not dialog.act.isVisible()
    assert dialog.cancel.text() == "Close"


def test_an_error_is_said_and_can_be_tried_again(ui: Ui) -> None:
    furnish(ui)
    ui.hardcover.faults.add(FaultKind.REDIRECT)
    _, dialog = opened(ui)
    ui.until(lambda: dialog.current is dialog.error)

    ui.hardcover.faults.clear()
    click(dialog.error.button)
    ui.until(lambda: dialog.current is dialog.preview)
    assert dialog.act.isVisible()


def test_without_a_token_the_dialog_leads_to_the_place_to_give_one(make_ui: MakeUi) -> None:
    ui = make_ui(token=None)
    assert ui.services.hardcover_account.source is TokenSource.NONE
    page = ui.show(HardcoverPage(ui.context))
    page.import_flow.open()
    dialog = page.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    assert dialog.current is dialog.no_token

    click(dialog.no_token.button)
    assert page.connect_card.isVisible()


def test_fetching_tells_how_far_it_is_and_can_be_cancelled(make_ui: MakeUi) -> None:
    held: list[HeldHardcover] = []

    def hold(*arguments: object, **options: object) -> HeldHardcover:
        held.append(HeldHardcover(*arguments, held="EditionsByIds", **options))
        return held[0]

    ui = make_ui(hardcover=hold)
    for number in range(150):
        record = ui.hardcover.world.add_book(f"Shelved {number}", ["Ada Example"])
        edition = ui.hardcover.world.editions_of(record)[0]["id"]
        ui.hardcover.world.shelve(ui.hardcover.user_id, record, 1, edition_id=edition)
    window, dialog = opened(ui)
    assert dialog.progress_label.text() == "Nothing has changed yet."
    ui.until(lambda: dialog.progress_label.text() == "150 books fetched so far.")

    click(dialog.cancel)
    held[0].release.set()
    ui.until(lambda: window.pages.hardcover.findChild(ImportDialog) is None)
    assert ui.problems == []


def test_a_library_that_is_all_blank_is_offered_the_import(ui: Ui) -> None:
    ui.book("Dune")
    page = ui.show(HardcoverPage(ui.context))
    ui.until(lambda: page.states.currentWidget() is page.states.empty)

    click(page.states.empty.button)
    assert page.findChild(ImportDialog) is not None
