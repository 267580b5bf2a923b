"""The Hardcover page's list: cards and table, series as one, chips, the next step of each state, keys."""

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from bookorbit_desktop.demo.local_hardcover import NewEdition
from bookorbit_desktop.domain.base.errors import HardcoverError
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.hardcover_row import HardcoverRow
from bookorbit_desktop.domain.library.sync_state import HardcoverState, MatchMethod
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
from bookorbit_desktop.ui.hardcover.lists import CandidateDelegate
from bookorbit_desktop.ui.hardcover.model import STACK, CandidateColumn, QuickAction
from bookorbit_desktop.ui.hardcover.page import HardcoverPage
from bookorbit_desktop.ui.hardcover.pick.dialog import PickDialog
from bookorbit_desktop.ui.hardcover.why import WhyDialog
from bookorbit_desktop.ui.widgets.labels import button
from tests.services import add_book
from tests.ui.harness import Ui, click, part_of, text_of
from tests.ui.test_matching import opened, record, select, shown_row


def shown(ui: Ui, *titles: str) -> HardcoverPage:
    """The page alone, with these books listed."""
    page = ui.show(HardcoverPage(ui.context))
    ui.until(lambda: {row.title for row in page.model.rows} >= set(titles))
    return page


def series(ui: Ui, *states: ReadingStatus) -> list[BookId]:
    """The volumes of a series, one for each status."""
    ids = []
    for volume, status in enumerate(states, start=1):
        title = f"Berserk {volume}"
        ui.hardcover.world.add_book(title, ["Kentaro Miura"], editions=[NewEdition(200, users=9)])
        book_id = add_book(ui.services, title, "Kentaro Miura", series="Berserk", series_index=float(volume))
        ui.set_status(book_id, status)
        ids.append(book_id)
    return ids


def press_remedy(page: HardcoverPage, candidate: HardcoverRow) -> None:
    """A click on the painted button of a row or card."""
    index = page.model.index_of(candidate.id)
    page.view.scrollTo(index)
    area = page.view.itemDelegate().remedy_area(  # type: ignore[attr-defined]
        page.view.visualRect(index), index, page.view.layoutDirection()
    )
    QTest.mouseClick(
        page.view.viewport(), Qt.MouseButton.LeftButton, pos=area.topLeft() + QPoint(12, area.height() // 2)
    )


def test_cards_or_table_is_remembered_and_the_selection_stays(ui: Ui) -> None:
    for title in ("Dune", "Emma"):
        ui.set_status(ui.book(title), ReadingStatus.READ)
    page = shown(ui, "Dune", "Emma")
    assert page.view is page.lists.cards
    page.view.setCurrentIndex(page.model.index(1))

    click(page.tools.table)
    assert page.view is page.lists.table
    assert page.view.isVisible()
    assert [row.title for row in page.lists.selected()] == ["Emma"]

    again = shown(ui, "Dune", "Emma")
    assert again.view is again.lists.table


def test_a_series_stands_as_one_with_its_worst_state_and_opens(ui: Ui) -> None:
    first, *_ = series(ui, ReadingStatus.READ, ReadingStatus.READ, ReadingStatus.READ)
    ui.set_status(ui.book("Dune"), ReadingStatus.READ)
    ui.on_network(ui.services.sync.run())
    ui.on_network(ui.services.matches.rematch([BookId(first)]))
    page = shown(ui, "Dune", "Berserk 2")

    click(page.tools.group)
    assert sorted(row.title for row in page.model.rows) == ["Berserk 1", "Dune"]
    index = page.model.index_of(first)
    stack = index.data(STACK)
    assert (stack.state, stack.in_state, len(stack.books)) == (HardcoverState.NEEDS_REVIEW, 2, 3)
    assert page.model.index_of(page.model.rows[1].id).data(STACK) is None
    area = page.view.visualRect(index)
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert [row.title for row in page.model.rows] == ["Berserk 1", "Berserk 2", "Berserk 3"]
    assert page._layout.back.isVisible()

    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert len(page.model.rows) == 2
    again = ui.show(HardcoverPage(ui.context))
    ui.until(lambda: len(again.model.rows) == 2)
    assert again.tools.group.isChecked()


def test_an_action_on_a_stack_is_for_all_its_books(ui: Ui) -> None:
    series(ui, ReadingStatus.READ, ReadingStatus.READING)
    page = shown(ui, "Berserk 1", "Berserk 2")
    click(page.tools.group)
    page.view.setCurrentIndex(page.model.index(0))
    assert not page.book_actions.pick.isEnabled()

    page.book_actions.exclude.trigger()
    ui.until(lambda: ui.services.states.counts() == {HardcoverState.EXCLUDED: 2})

    assert ui.problems == []


def test_a_chip_without_books_is_not_shown(ui: Ui) -> None:
    ui.set_status(ui.book("Dune"), ReadingStatus.READ)
    page = shown(ui, "Dune")
    kind = type(button(""))
    chips = [chip for chip in page.chips.findChildren(kind) if chip.isVisible()]

    assert [chip.text() for chip in chips] == ["All  1", "Pending  1"]


def press_on_cover(page: HardcoverPage, title: str, action: QuickAction) -> None:
    index = page.model.index_of(shown_row(page, title).id)
    view = page.lists.cards
    areas = view.itemDelegate().quick_areas(  # type: ignore[attr-defined]
        view.visualRect(index), index, view.layoutDirection()
    )
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=areas[action].center())


def test_a_card_offers_on_its_cover_what_changes_a_match(ui: Ui) -> None:
    for title in ("Dune", "Emma"):
        ui.set_status(ui.book(title), ReadingStatus.READ)
    page = shown(ui, "Dune", "Emma")
    click(page.tools.cards)

    press_on_cover(page, "Emma", QuickAction.EXCLUDE)
    ui.until(lambda: shown_row(page, "Emma").hardcover is HardcoverState.EXCLUDED)
    assert shown_row(page, "Dune").hardcover is HardcoverState.PENDING
    assert [row.title for row in page.lists.selected()] == [
        "Emma"
    ]  # the bar below has the same for the keyboard

    press_on_cover(page, "Emma", QuickAction.EXCLUDE)
    ui.until(lambda: shown_row(page, "Emma").hardcover is HardcoverState.PENDING)
    press_on_cover(page, "Dune", QuickAction.PICK)
    dialog = page.findChild(PickDialog)
    assert dialog is not None
    dialog.reject()


def test_fix_all_walks_through_the_books_without_a_match(ui: Ui) -> None:
    lost = [ui.book(title, known=False) for title in ("Nowhere", "Elsewhere", "Noplace")]
    for book in lost:
        ui.set_status(book, ReadingStatus.READ)
    ui.on_network(ui.services.sync.run())
    page = shown(ui, "Nowhere", "Elsewhere", "Noplace")
    fix_all = part_of(page, QPushButton, "fix_all")
    ui.until(fix_all.isVisible)
    assert fix_all.text() == "Fix all (3)"

    click(fix_all)
    seen = []
    for _ in range(3):
        dialog = next(dialog for dialog in page.findChildren(PickDialog) if dialog.isVisible())
        seen.append(dialog.windowTitle())
        ui.until(partial(getattr, dialog.compare, "compared"))
        assert dialog.compare.compared[0].theirs == ""  # the file alone, while nothing is found
        click(dialog.skip)

    assert len(set(seen)) == 3
    assert not any(dialog.isVisible() for dialog in page.findChildren(PickDialog))


def test_why_holds_the_button_that_it_names(ui: Ui) -> None:
    ui.set_status(ui.book("Nowhere", known=False), ReadingStatus.READ)
    ui.on_network(ui.services.sync.run())
    page = shown(ui, "Nowhere")
    page.view.setCurrentIndex(page.model.index(0))
    page.book_actions.why.trigger()
    why = page.findChild(WhyDialog)
    assert why is not None
    ui.until(why.act.isVisible)
    assert why.act.text() == "Pick…"

    click(why.act)
    assert page.findChild(PickDialog) is not None


def test_the_table_sorts_by_each_column_and_back(ui: Ui) -> None:
    for title, rating in (("Dune", 3.0), ("Emma", 5.0), ("Ada", None)):
        ui.set_status(ui.book(title), ReadingStatus.READ, rating=rating)
    page = shown(ui, "Dune", "Emma", "Ada")
    click(page.tools.table)

    for column in CandidateColumn:
        page.lists.heads.sort_requested.emit(column)
        assert {row.title for row in page.model.rows} == {"Ada", "Dune", "Emma"}
    page.lists.heads.sort_requested.emit(CandidateColumn.RATING)
    assert [row.title for row in page.model.rows] == ["Emma", "Dune", "Ada"]
    page.lists.heads.sort_requested.emit(CandidateColumn.RATING)
    assert [row.title for row in page.model.rows] == ["Dune", "Emma", "Ada"]
    page.lists.heads.sort_requested.emit(CandidateColumn.RATING)

    assert [row.title for row in page.model.rows] == ["Ada", "Dune", "Emma"]


def test_the_filter_finds_series_and_letters_begin_it(ui: Ui) -> None:
    series(ui, ReadingStatus.READ)
    ui.set_status(ui.book("Dune"), ReadingStatus.READ)
    page = shown(ui, "Dune", "Berserk 1")
    page.view.setFocus()

    QTest.keyClick(page.view, Qt.Key.Key_M)
    QTest.keyClicks(page.tools.filter, "iura")
    ui.until(lambda: [row.title for row in page.model.rows] == ["Berserk 1"])
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Escape)

    ui.until(lambda: len(page.model.rows) == 2)
    assert page.tools.filter.text() == ""


@pytest.mark.parametrize("mode", ["cards", "table"])
def test_not_matched_leads_to_the_pick_dialog(ui: Ui, mode: str) -> None:
    ui.services.window_memory.put("hardcover.cards", mode == "cards")
    ui.set_status(ui.book("Nowhere", known=False), ReadingStatus.READ)
    ui.on_network(ui.services.sync.run())
    page = shown(ui, "Nowhere")
    assert "next step: Pick…" in page.model.index(0).data()

    press_remedy(page, page.model.rows[0])

    dialog = page.findChild(PickDialog)
    assert isinstance(dialog, PickDialog)
    dialog.reject()


def test_without_pages_the_edition_is_chosen_at_once(ui: Ui) -> None:
    book_id = ui.book("Dune", pages=None)
    ui.hardcover.world.add_edition(next(iter(ui.hardcover.world.tables["books"])), NewEdition(412, users=3))
    ui.set_status(book_id, ReadingStatus.READING)
    ui.push(book_id, 0.4)
    ui.on_network(ui.services.sync.run())
    if record(ui, book_id).state is not HardcoverState.WAITING_FOR_PAGES:
        pytest.fail(f"the book is {record(ui, book_id).state}")
    page = shown(ui, "Dune")

    press_remedy(page, page.model.rows[0])
    dialog = page.findChild(PickDialog)
    assert isinstance(dialog, PickDialog)
    ui.until(lambda: dialog.editions.selected)
    assert dialog.editions.isVisible()
    ui.until(lambda: dialog.compare.compared)
    click(dialog.use)
    ui.until(lambda: record(ui, book_id).match.method is MatchMethod.MANUAL)

    assert record(ui, book_id).match.pages == 412


def test_excluded_is_included_and_synced_can_be_looked_at_with_keys(ui: Ui) -> None:
    book_id = ui.book("Dune")
    ui.set_status(book_id, ReadingStatus.READ)
    ui.on_network(ui.services.matches.exclude([book_id]))
    page = shown(ui, "Dune")
    page.view.setCurrentIndex(page.model.index(0))

    QTest.keyClick(page.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ui.until(lambda: page.model.rows[0].hardcover is HardcoverState.PENDING)

    wanted: list[frozenset[int]] = []
    ui.context.navigation.sync_asked.connect(wanted.append)
    QTest.keyClick(page.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wanted == [frozenset({book_id})]


def test_a_book_that_is_ahead_on_hardcover_shows_what_differs(ui: Ui) -> None:
    book_id = ui.book("Dune")
    ui.set_status(book_id, ReadingStatus.READING)
    (record_id,) = ui.hardcover.world.tables["books"]
    ui.hardcover.world.shelve(ui.hardcover.user_id, record_id, status_id=3)
    ui.on_network(ui.services.sync.run())
    page = shown(ui, "Dune")
    assert page.model.rows[0].hardcover is HardcoverState.HARDCOVER_AHEAD

    press_remedy(page, page.model.rows[0])

    dialog = page.findChild(WhyDialog)
    assert isinstance(dialog, WhyDialog)
    ui.until(lambda: dialog.lines)
    click(dialog.close_button)


def test_the_menu_begins_with_the_next_step_and_has_the_record(ui: Ui) -> None:
    ui.set_status(ui.book("Dune"), ReadingStatus.READ)
    ui.on_network(ui.services.sync.run())
    page = shown(ui, "Dune")
    select(page, "Dune")

    page._open_menu(QPoint(0, 0))
    menu = next(menu for menu in page.findChildren(QMenu) if menu.isVisible())
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[0] == "View"
    assert words[-3:] == ["Choose edition…", "View on Hardcover", "Copy IDs"]
    menu.close()


def test_ids_are_copied(ui: Ui) -> None:
    book_id = ui.book("Dune")
    ui.set_status(book_id, ReadingStatus.READ)
    ui.on_network(ui.services.sync.run())
    _, page = opened(ui, "Dune")
    match = record(ui, book_id).match

    page.record_actions.copy.trigger()

    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(
        f"BookOrbit {book_id} · Hardcover book {match.record_id} · edition {match.edition_id}"
    )


def test_a_book_without_a_record_says_why_its_page_cannot_be_opened(ui: Ui) -> None:
    ui.set_status(ui.book("Dune"), ReadingStatus.READ)
    _, page = opened(ui, "Dune")

    assert not page.record_actions.open.isEnabled()
    assert page.record_actions.open.toolTip() == "Not matched yet. Pick a Hardcover book first."


def test_the_line_says_which_account_and_when_it_was_last_in_sync(ui: Ui) -> None:
    ui.set_status(ui.book("Dune"), ReadingStatus.READ)
    page = shown(ui, "Dune")
    assert text_of(page.account, "text").endswith(" · never synced")

    ui.on_network(ui.services.sync.run())
    ui.until(lambda: text_of(page.account, "text").endswith(" · last synced just now"))
    ui.services.preferences.change(hardcover_enabled=False)

    ui.until(lambda: text_of(page.account, "text").endswith("manual sync only"))


def test_changes_made_while_the_page_was_hidden_are_there_when_it_is_shown_again(ui: Ui) -> None:
    book_id = ui.book("Dune")
    ui.set_status(book_id, ReadingStatus.READ)
    page = shown(ui, "Dune")
    page.hide()

    ui.on_network(ui.services.matches.exclude([book_id]))
    ui.until(lambda: page._is_stale)
    assert page.model.rows[0].hardcover is HardcoverState.PENDING
    page.show()

    ui.until(lambda: page.model.rows[0].hardcover is HardcoverState.EXCLUDED)


def test_a_list_that_cannot_be_read_says_so_and_offers_to_try_again(
    ui: Ui, monkeypatch: pytest.MonkeyPatch
) -> None:
    ui.set_status(ui.book("Dune"), ReadingStatus.READ)
    page = shown(ui, "Dune")

    def fail() -> list[HardcoverRow]:
        raise HardcoverError(Message("The library could not be read."))

    with monkeypatch.context() as broken:
        broken.setattr(type(ui.services.candidates), "all", lambda _self: fail())
        page.reload()
        ui.until(lambda: page.states.currentWidget() is page.states.error)
    click(page.states.error.button)

    ui.until(lambda: page.states.currentWidget() is page.states.content)
    assert len(page.model.rows) == 1


def test_ten_thousand_candidates_are_filtered_and_painted_at_once(ui: Ui, qapp: QApplication) -> None:
    many = 10_000
    columns = "title, authors, series, language, description, publisher, published, subjects, added_at"
    rows = [(f"Book {n}", '["Ada"]', "", "en", "", "", "", "[]", float(n)) for n in range(many)]
    sql = f"INSERT INTO book ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    database = ui.services.database
    database.write(lambda: database.connection().executemany(sql, rows))
    reading = (
        "INSERT INTO reading (book_id, status, set_by_hand, device_moved_on, last_device, again_sessions, "
        "again_declined) SELECT id, 'read', 1, 0, '', 0, 0 FROM book"
    )
    database.write(lambda: database.connection().execute(reading))
    page = ui.show(HardcoverPage(ui.context))
    ui.until(lambda: page.model.rowCount() == many)
    painted: list[int] = []
    paint = CandidateDelegate.paint

    def counted(self: CandidateDelegate, *arguments: object) -> None:
        painted.append(1)
        paint(self, *arguments)  # type: ignore[arg-type]

    CandidateDelegate.paint = counted  # type: ignore[method-assign, assignment]
    try:
        click(page.tools.table)
        qapp.processEvents()
        page.view.scrollToBottom()
        qapp.processEvents()
    finally:
        CandidateDelegate.paint = paint  # type: ignore[method-assign]

    assert 0 < len(painted) < 200
    page.tools.filter.setText("book 9999")
    ui.until(lambda: [row.title for row in page.model.rows] == ["Book 9999"])


def test_another_record_can_take_the_old_entry_away_if_it_is_ours(ui: Ui) -> None:
    book_id = ui.book("Dune")
    ui.set_status(book_id, ReadingStatus.READ)
    ui.on_network(ui.services.sync.run())
    old = record(ui, book_id).match.record_id
    assert old is not None
    ui.hardcover.world.add_book("Dune Messiah", ["Frank Herbert"], editions=[NewEdition(256, users=90)])
    window, page = opened(ui, "Dune")

    dialog = picking_another(ui, page, "Dune Messiah")
    assert dialog.remove_old.isVisible()
    assert dialog.remove_old.isEnabled()
    assert dialog.remove_old.text() == "Remove the entry BookOrbit created on “\u2068Dune\u2069”"
    dialog.remove_old.setChecked(True)
    click(dialog.use)
    ui.until(lambda: "1 book removed from Hardcover." in window.message_bar.text)

    assert ui.hardcover.world.entry_of(ui.hardcover.user_id, old) is None
    assert SyncBookRepository(ui.services.database).get(book_id).match.title == "Dune Messiah"


def test_the_offer_to_remove_an_entry_shows_its_title_as_it_is(ui: Ui) -> None:
    """A single ampersand would mark a key, and a long title would not fit."""
    title = "Salt & Pepper " + "x" * 400
    ui.hardcover.world.add_book(title, ["Ada Example"], editions=[NewEdition(256, users=90)])
    book_id = ui.book(title, "Ada Example")
    ui.set_status(book_id, ReadingStatus.READ)
    ui.on_network(ui.services.sync.run())
    ui.hardcover.world.add_book("Dune Messiah", ["Frank Herbert"], editions=[NewEdition(256, users=90)])
    _, page = opened(ui, title)

    dialog = picking_another(ui, page, "Dune Messiah")
    shown = dialog.remove_old.text()
    assert "Salt && Pepper" in shown
    assert len(shown) < 200


def test_an_entry_of_the_persons_own_is_kept_when_another_record_is_picked(ui: Ui) -> None:
    book_id = ui.book("Dune")
    ui.set_status(book_id, ReadingStatus.READ)
    (old,) = ui.hardcover.world.tables["books"]
    ui.hardcover.world.shelve(ui.hardcover.user_id, old, status_id=1)
    ui.on_network(ui.services.sync.run())
    ui.hardcover.world.add_book("Dune Messiah", ["Frank Herbert"], editions=[NewEdition(256, users=90)])
    _, page = opened(ui, "Dune")

    dialog = picking_another(ui, page, "Dune Messiah")
    assert not dialog.remove_old.isEnabled()
    assert dialog.why_kept.text() == "You created this entry yourself; BookOrbit won't delete it."
    click(dialog.use)
    ui.until(lambda: record(ui, book_id).match.title == "Dune Messiah")

    assert ui.hardcover.world.entry_of(ui.hardcover.user_id, old) is not None


def picking_another(ui: Ui, page: HardcoverPage, title: str) -> PickDialog:
    """The Pick dialog at the editions of another record."""
    page.book_actions.pick.trigger()
    dialog = page.findChild(PickDialog)
    assert isinstance(dialog, PickDialog)
    ui.until(lambda: dialog.search.query.text() and not dialog.search.waiting.isVisible())
    dialog.search.query.setText(title)
    QTest.keyClick(dialog.search.query, Qt.Key.Key_Return)
    ui.until(lambda: [row.title for row in dialog.search.model.rows][:1] == [title])
    click(dialog.next)
    ui.until(lambda: dialog.editions.selected and dialog.remove_old.isVisible())
    return dialog


def test_the_pick_dialog_compares_and_hints(ui: Ui) -> None:
    book_id = ui.book("Dune")
    ui.set_status(book_id, ReadingStatus.READ)
    ui.on_network(ui.services.sync.run())
    ui.hardcover.world.add_book(
        "Dune Audio", ["Ada Example"], editions=[NewEdition(reading_format=2, users=9)]
    )
    _, page = opened(ui, "Dune")

    page.book_actions.pick.trigger()
    dialog = page.findChild(PickDialog)
    assert isinstance(dialog, PickDialog)
    ui.until(lambda: dialog.search.model.rows and dialog.compare.compared)
    fields = {row.name: row for row in dialog.compare.compared}
    assert list(fields) == ["Title", "Authors", "Series", "Year", "ISBN", "Language", "Pages"]
    assert fields["Title"].mine == fields["Title"].theirs == "Dune"
    ui.until(
        lambda: any("On your shelf" in dialog.search.model.facts(row) for row in dialog.search.model.rows)
    )
    assert any("Audiobook" in dialog.search.model.facts(row) for row in dialog.search.model.rows)
    click(dialog.next)
    ui.until(lambda: dialog.editions.selected)

    assert dialog.editions.best.text() == "Best match: same ISBN"
    assert not dialog.remove_old.isVisible()
    assert shown_row(page, "Dune").hardcover is HardcoverState.SYNCED
    dialog.reject()
