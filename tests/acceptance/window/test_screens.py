"""One test for each promise, through the whole window.

Wheel and messages are in `test_door_window.py`, series and authors in `test_series_and_authors.py`, shelves in
`test_shelves.py`, first steps in `test_first_steps.py`.
"""

import asyncio
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QIcon, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from bookorbit_desktop.demo.books import DEMO_BOOKS
from bookorbit_desktop.demo.local_hardcover import DEMO_TOKEN
from bookorbit_desktop.domain.base.errors import TokenRejected
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.sync_log import LogOutcome
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.palette import Palette
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.tray import Tray
from bookorbit_desktop.ui.widgets.generated_cover import generated_cover
from tests.annotations import KOBO, book_of, highlight
from tests.books import write_epub
from tests.screenshots.demo import fill_with_demo
from tests.services import TestClock, add_book
from tests.ui import audit
from tests.ui.conftest import MakeUi
from tests.ui.harness import Ui, click, text_of
from tests.ui.system_programs import SystemPrograms, system_programs

USUAL, SMALL = QSize(1240, 800), QSize(760, 560)
SCRIPTS = ("Война и мир", "源氏物語", "الأيام", "Ο Οδυσσέας", "गोदान", "המעיל", "춘향전", "Ngày mới 🌱")


def opened(ui: Ui, route: Route, size: QSize = USUAL) -> MainWindow:
    """The whole window at a place."""
    window = MainWindow(ui.context)
    ui._shown.append(window)
    window.resize(size)
    window.show()
    window.navigator.go(route)
    ui.until(lambda: not ui.tasks.is_busy)
    return window


def pass_time(ui: Ui, minutes: float) -> None:
    assert isinstance(ui.services.clock, TestClock)
    ui.services.clock.move(seconds=minutes * 60)


def written_on(root: QWidget) -> str:
    """Everything that is written on a page, as a screen reader meets it."""
    return "\n".join(part.text(QAccessible.Text.Name) for part in audit.said(root))


@pytest.fixture
def programs() -> Iterator[SystemPrograms]:
    with system_programs() as kept:
        yield kept


# What was seen to be wrong once


def test_1_1_the_passphrase_on_the_screen_of_a_first_start_is_the_one_that_is_accepted(ui: Ui) -> None:
    async def asked_from_everywhere() -> None:
        await asyncio.gather(*(asyncio.to_thread(ui.services.koreader_login.ensure) for _ in range(8)))

    window = opened(ui, Route(Page.KOREADER))
    ui.on_network(asked_from_everywhere())
    login = window.pages.koreader.login
    ui.until(lambda: bool(login.username.value))
    click(login.reveal)
    ui.until(lambda: bool(login.passphrase.value))
    assert ui.on_network(
        ui.services.koreader_login.accepts_password(login.username.value, login.passphrase.value)
    )


def test_1_4_a_sync_that_had_nothing_to_send_was_the_last_sync(ui: Ui) -> None:
    ui.set_status(ui.book("Emma"), ReadingStatus.READING)
    ui.on_network(ui.services.sync.run())
    pass_time(ui, 7)
    window = opened(ui, Route(Page.HARDCOVER))
    ui.on_network(ui.services.sync.run())
    page = window.pages.hardcover
    ui.until(lambda: "last synced just now" in text_of(page.account, "text"))
    assert "7 min ago" not in text_of(page.account, "text")


def test_1_5_icons_of_combo_boxes_follow_the_theme(ui: Ui, qapp: QApplication) -> None:
    book = ui.book("Emma")
    window = opened(ui, Route(Page.LIBRARY, book_id=book))
    status = window.pages.library.details.form.status
    light = [picture_of(status.itemIcon(index)) for index in range(status.count())]
    theme.apply(qapp, dark=True)
    try:
        ui.until(lambda: picture_of(status.itemIcon(0)) != light[0])
        dark = [picture_of(status.itemIcon(index)) for index in range(status.count())]
        assert all(before != after for before, after in zip(light, dark, strict=True))
    finally:
        theme.apply(qapp, dark=False)


def picture_of(icon: QIcon) -> QImage:
    return icon.pixmap(QSize(16, 16)).toImage()


def test_1_6_without_a_hardcover_account_no_book_is_called_pending(make_ui: MakeUi) -> None:
    ui = make_ui(token=None)
    book = ui.book("Emma", known=False)
    ui.set_status(book, ReadingStatus.READING)
    window = opened(ui, Route(Page.LIBRARY, book_id=book))
    library = window.pages.library
    ui.until(lambda: library.model.rowCount() == 1)
    said = [str(library.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)), written_on(library.details)]
    assert not [text for text in said if "Pending" in text or "next sync" in text]


def test_1_7_an_abandoned_book_with_a_finish_date_is_not_finished_this_year(ui: Ui) -> None:
    today = ui.services.clock.today()
    ui.set_status(ui.book("Emma"), ReadingStatus.READ, finished_on=today)
    ui.set_status(ui.book("Dune"), ReadingStatus.READ, finished_on=today)
    ui.set_status(ui.book("Dune"), ReadingStatus.ABANDONED)
    dashboard = opened(ui, Route(Page.DASHBOARD)).pages.dashboard
    ui.until(lambda: dashboard.goal.headline.text() == "1 book")
    assert dashboard.dashboard.finished_this_year == 1
    assert [card.book.title for card in dashboard.finished.cards] == ["Emma"]


def test_1_8_the_log_says_received_before_sent_and_what_is_not_matched_once(ui: Ui) -> None:
    dune = ui.book("Dune")
    ui.set_status(ui.book("Nowhere", known=False), ReadingStatus.READ)
    ui.push(dune, 0.37)
    for _ in range(3):
        pass_time(ui, 1)
        ui.on_network(ui.services.sync.run())
    log = opened(ui, Route(Page.LOG)).pages.log
    ui.until(lambda: {"Dune", "Nowhere"} == {line.title for line in log.model.rows})
    oldest_first = [(line.title, line.outcome) for line in reversed(log.model.rows)]
    assert oldest_first.index(("Dune", LogOutcome.RECEIVED)) < oldest_first.index(("Dune", LogOutcome.SENT))
    assert oldest_first.count(("Nowhere", LogOutcome.NOT_MATCHED)) == 1


def test_1_9_escape_empties_a_search_and_a_chosen_suggestion_is_selected(ui: Ui) -> None:
    for title in ("Dune", "Emma", "Persuasion"):
        ui.book(title)
    window = opened(ui, Route(Page.LIBRARY))
    window.activateWindow()
    ui.until(window.isActiveWindow)
    library = window.pages.library
    library.search.setFocus()
    QTest.keyClicks(library.search, "emm")
    ui.until(library.suggestions.isVisible)
    QTest.keyClick(library.search, Qt.Key.Key_Down)
    QTest.keyClick(library.search, Qt.Key.Key_Return)
    ui.until(lambda: titles_of(ui, library.lists.selected_books()) == ["Emma"])

    library.search.setFocus()
    QTest.keyClicks(library.search, "dune")
    ui.until(lambda: library.model.rowCount() == 1)
    while library.search.text():
        QTest.keyClick(library.search, Qt.Key.Key_Escape)
    ui.until(lambda: library.model.rowCount() == 3)
    assert {row.title for row in library.model.rows} == {"Dune", "Emma", "Persuasion"}


def titles_of(ui: Ui, ids: list[BookId]) -> list[str]:
    return [ui.services.library.book(book_id).metadata.title for book_id in ids]


def test_1_9_a_refused_token_is_told_in_one_place(ui: Ui) -> None:
    ui.set_status(ui.book("Emma"), ReadingStatus.READING)
    ui.hardcover.revoke(DEMO_TOKEN)
    with pytest.raises(TokenRejected):
        ui.on_network(ui.services.sync.run())
    window = opened(ui, Route(Page.HARDCOVER))
    ui.until(lambda: bool(ui.services.hardcover_account.problem))
    ui.until(lambda: not ui.tasks.is_busy)
    assert written_on(window.pages.hardcover).count("rejected") == 1


def test_1_9_a_dashboard_without_current_reading_has_no_hole(ui: Ui) -> None:
    ui.book("Emma")
    dashboard = opened(ui, Route(Page.DASHBOARD)).pages.dashboard
    ui.until(dashboard.recent.isVisible)
    shown = [part for part in (dashboard._numbers, dashboard.attention, dashboard.recent) if part.isVisible()]
    for above, below in pairwise(shown):
        assert below.y() - (above.y() + above.height()) <= theme.SPACE_24


# Each page


def test_2_the_pane_of_a_book_puts_reading_first_and_begins_at_its_top(ui: Ui) -> None:
    book = ui.book("Emma")
    window = opened(ui, Route(Page.LIBRARY, book_id=book))
    details = window.pages.library.details
    form = details.form
    order = (details.head, form.status, form.rating, details.hardcover, details.about, details.files)
    tops = [part.mapTo(details, QPoint()).y() for part in order]
    assert tops == sorted(tops)
    assert tops[0] < theme.px(100)


def test_2_a_small_window_gives_most_of_its_height_to_the_list(ui: Ui) -> None:
    for number in range(30):
        ui.set_status(ui.book(f"Book {number}"), ReadingStatus.READING)
    ui.on_network(ui.services.sync.run())
    window = opened(ui, Route(Page.HARDCOVER), SMALL)
    page = window.pages.hardcover
    ui.until(lambda: page.model.rowCount() == 30)
    assert window.sidebar.is_collapsed
    assert page.view.height() >= 0.6 * page.height()


def test_2_highlights_stand_by_book_and_the_quotation_is_the_largest_thing(ui: Ui) -> None:
    first = book_of(highlight(1, "Salt keeps."), highlight(2, "The tide came in without asking. " * 12))
    second = book_of(highlight(3, "Weeds grow."), digest="c" * 32, title="Zoo")
    ui.services.annotations.import_books([(first, None), (second, None)], KOBO)
    page = opened(ui, Route(Page.HIGHLIGHTS)).pages.highlights
    ui.until(lambda: len(page.model.rows) == 3)
    ui.until(lambda: not ui.tasks.is_busy)
    heights = [page.view.visualRect(page.model.index(row)).height() for row in range(3)]
    assert heights[1] > heights[0], (
        "rows are as tall as their text, though the first has the head of its book"
    )
    assert "Random" in {part.text() for part in page.findChildren(QPushButton)}


def test_2_the_koreader_page_begins_with_devices_once_there_is_one(ui: Ui) -> None:
    ui.push(ui.book("Emma"), 0.4, "Kobo Libra 2")
    page = opened(ui, Route(Page.KOREADER)).pages.koreader
    ui.until(page.devices.isVisible)
    top = page.devices.mapTo(page, QPoint()).y()
    assert top < page.login.mapTo(page, QPoint()).y() or not page.login.isVisible()
    assert "Kobo Libra 2" in written_on(page.devices)


def test_2_the_inbox_shows_what_needs_the_person_and_says_when_all_is_done(ui: Ui, tmp_path: Path) -> None:
    folder = tmp_path / "Books"
    folder.mkdir()
    write_epub(folder / "emma.epub", title="Emma")
    ui.on_network(ui.services.library.add_and_scan([str(folder)]))
    inbox = opened(ui, Route(Page.INBOX)).pages.inbox
    ui.until(lambda: inbox.states.currentWidget() is inbox.all_done)
    click(inbox.all_done.button)
    ui.until(lambda: inbox.model.rowCount() == 1)
    assert "Emma" in str(inbox.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_2_control_k_offers_actions_and_recent_books_before_anything_is_typed(ui: Ui) -> None:
    ui.push(ui.book("Emma"), 0.4)
    window = opened(ui, Route(Page.DASHBOARD))
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    ui.until(lambda: window.findChild(Palette))
    palette = window.findChild(Palette)
    assert isinstance(palette, Palette)
    ui.until(lambda: "Emma" in [hit.text for hit in palette.model.rows])
    assert len(palette.model.rows) > 1


def test_2_the_tray_says_why_it_asks_for_attention(ui: Ui) -> None:
    ui.set_status(ui.book("Nowhere", known=False), ReadingStatus.READ)
    ui.on_network(ui.services.sync.run())
    window = opened(ui, Route(Page.DASHBOARD))
    tray = Tray(ui.context)
    window.counts_changed.connect(tray.show_counts)
    window.refresh_counts()
    ui.until(lambda: "1 book needs attention" in tray.icon.toolTip())
    assert "Serving" in tray.icon.toolTip()
    tray.close()


# Open, show, copy; previous and next; author, series and genre


def test_5_a_book_is_opened_shown_in_its_folder_and_its_path_copied(
    ui: Ui, tmp_path: Path, programs: SystemPrograms
) -> None:
    folder = tmp_path / "Books"
    folder.mkdir()
    path = write_epub(folder / "Emma & <b>co.epub", title="Emma")
    ui.on_network(ui.services.library.add_and_scan([str(folder)]))
    book = ui.services.book_list.rows(BookQuery())[0].id
    details = opened(ui, Route(Page.LIBRARY, book_id=book)).pages.library.details
    ui.until(details.head.open.isVisible)
    click(details.head.open)
    ui.until(lambda: programs.paths == [str(path)])
    parts = {part.text(): part for part in details.files.file_buttons}
    parts["Show in folder"].click()
    ui.until(lambda: programs.paths[1:] == [str(folder)])
    parts["Copy path"].click()
    assert QGuiApplication.clipboard().text() == str(path)


def test_5_previous_and_next_lead_through_the_list(ui: Ui) -> None:
    dune, emma = ui.book("Dune"), ui.book("Emma")
    window = opened(ui, Route(Page.LIBRARY, book_id=dune))
    details = window.pages.library.details
    click(details.head.next)
    ui.until(lambda: details.book_id == emma)
    assert (text_of(details.head, "place"), details.head.next.isEnabled()) == ("2 of 2", False)
    click(details.head.previous)
    ui.until(lambda: details.book_id == dune)
    assert (text_of(details.head, "place"), details.head.previous.isEnabled()) == ("1 of 2", False)


def test_5_author_series_and_genre_lead_to_their_books(ui: Ui) -> None:
    emma = add_book(ui.services, "Emma", "Jane Austen", series="Novels", series_index=4)
    ui.services.database.write(
        lambda: ui.services.database.connection().execute(
            "UPDATE book SET subjects = ? WHERE id = ?", ('["England -- Fiction"]', emma)
        )
    )
    window = opened(ui, Route(Page.LIBRARY, book_id=emma))
    library = window.pages.library
    chips = library.details.about.genres.buttons
    assert [chip.text() for chip in chips] == ["England", "Fiction"]
    click(library.details.head.authors.buttons[0])
    ui.until(lambda: window.navigator.here == Route(Page.AUTHORS, name="Jane Austen"))
    window.navigator.go(Route(Page.LIBRARY, book_id=emma))
    click(library.details.head.series.buttons[0])
    ui.until(lambda: window.navigator.here == Route(Page.SERIES, name="Novels"))


# Covers


def test_6_the_size_of_covers_is_chosen_and_kept(ui: Ui) -> None:
    for number in range(12):
        ui.book(f"Book {number}")
    first = opened(ui, Route(Page.LIBRARY)).pages.library
    before = first.lists.grid.cover_width
    slider = first.parts.tools.cover_size
    slider.setValue(slider.maximum())
    ui.until(lambda: first.lists.grid.cover_width > before)
    again = opened(ui, Route(Page.LIBRARY)).pages.library
    assert again.lists.grid.chosen_width == first.lists.grid.chosen_width


def test_6_a_cover_is_made_up_for_every_script_and_no_two_titles_look_the_same(ui: Ui) -> None:
    size = QSize(152, 228)
    drawn = [
        generated_cover(title, "Author", size, theme.font(theme.Type.BODY).family()) for title in SCRIPTS
    ]
    assert all(cover.size() == size for cover in drawn)
    assert len({bytes(cover.constBits()) for cover in drawn}) == len(SCRIPTS)


# Motion and feel


def test_7_nothing_moves_when_the_pointer_comes(ui: Ui) -> None:
    for number in range(6):
        ui.set_status(ui.book(f"Book {number}"), ReadingStatus.READING)
    ui.on_network(ui.services.sync.run())
    window = opened(ui, Route(Page.HARDCOVER))
    page = window.pages.hardcover
    ui.until(lambda: page.model.rowCount() == 6)

    def places() -> list[QRect]:
        rows = [page.view.visualRect(page.model.index(row)) for row in range(6)]
        return [*rows, *(part.geometry() for part in window.findChildren(QWidget))]

    before = places()
    for row in range(6):
        QTest.mouseMove(page.view.viewport(), page.view.visualRect(page.model.index(row)).center())
        QApplication.processEvents()
    assert places() == before


# The demo


def test_8_the_demo_shows_a_library_one_would_want_to_own(ui: Ui, tmp_path: Path) -> None:
    fill_with_demo(ui, tmp_path / "Books")
    window = opened(ui, Route(Page.DASHBOARD))
    dashboard = window.pages.dashboard
    ui.until(lambda: len(dashboard.current.cards) >= 4)
    assert dashboard.streak.headline.text().endswith("days")
    rows = ui.services.book_list.rows(BookQuery())
    assert len(rows) == len({row.title for row in rows})
    with_cover = [book for book in DEMO_BOOKS if book.picture]
    assert len(with_cover) > len(DEMO_BOOKS) // 2
    assert {row.status for row in rows} >= {
        ReadingStatus.READ,
        ReadingStatus.READING,
        ReadingStatus.WANT_TO_READ,
        ReadingStatus.ABANDONED,
    }


# Accessibility, on every screen in tests/ui/test_access.py and test_contrast.py


@pytest.mark.parametrize("page", list(Page), ids=lambda page: page.name.lower())
def test_9_names_and_values_are_those_that_are_shown(ui: Ui, page: Page) -> None:
    ui.push(ui.book("Emma"), 0.4)
    window = opened(ui, Route(page))
    shown = window.pages.page(page)
    assert audit.unnamed(shown) == []
    assert audit.called_otherwise(shown) == []
    assert audit.valued_otherwise(shown) == []
