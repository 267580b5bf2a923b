"""The dashboard: numbers, books at the top, what needs the person."""

from PySide6.QtWidgets import QPushButton

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui.dashboard.page import DashboardPage
from bookorbit_desktop.ui.routes import Route
from bookorbit_desktop.ui.sidebar import Page
from tests.ui.conftest import MakeUi
from tests.ui.harness import Ui, click


def shown(ui: Ui) -> DashboardPage:
    page = ui.show(DashboardPage(ui.context))
    ui.until(lambda: page.dashboard.books or page.empty.isVisible())
    return page


def step(page: DashboardPage, words: str) -> QPushButton:
    return next(one for one in page.attention.findChildren(QPushButton) if one.text() == words)


def test_a_newcomer_is_told_how_to_begin(ui: Ui) -> None:
    page = shown(ui)
    wanted: list[bool] = []
    page.folder_wanted.connect(lambda: wanted.append(True))

    click(page.empty.button)

    assert wanted == [True]
    assert page.empty.button.text() == "Choose folder…"
    assert [part.isVisible() for part in (page.attention, page.current, page.recent)] == [False] * 3


def test_numbers_count_and_lead(ui: Ui) -> None:
    ui.push(ui.book("Emma"), 0.5)
    ui.set_status(ui.book("Dune"), ReadingStatus.READ, finished_on=ui.services.clock.today())
    page = shown(ui)
    places: list[Route] = []
    page.place_wanted.connect(places.append)

    for card in (page.books, page.review, page.reading, page.finished):
        click(card)

    assert [card.number for card in (page.books, page.review, page.reading, page.finished)] == list("2011")
    assert page.reading.accessibleName() == "Reading now: 1"
    assert places == [
        Route(Page.LIBRARY),
        Route(Page.INBOX),
        Route(Page.LIBRARY, ReadingStatus.READING),
        Route(Page.LIBRARY, ReadingStatus.READ),
    ]


def test_what_is_being_read_shows_place_device_and_time(ui: Ui) -> None:
    emma = ui.book("Emma", "Jane Austen", pages=332)
    ui.push(emma, 0.675, "Kobo Libra 2")
    ui.on_network(ui.services.sync.run())
    ui.services.clock.move(days=2)  # type: ignore[attr-defined]
    page = shown(ui)

    (card,) = page.current.cards

    assert card.accessibleName() == "Emma, Jane Austen, 68%, p. 224 of 332, Kobo Libra 2 · 2 days ago"


def test_a_book_without_page_count_shows_per_cent_alone(ui: Ui) -> None:
    ui.push(ui.book("Emma", "Jane Austen", known=False), 0.5, "Kobo")
    page = shown(ui)

    assert page.current.cards[0].accessibleName() == "Emma, Jane Austen, 50%, Kobo · just now"


def test_a_click_on_a_book_leads_to_it(ui: Ui) -> None:
    emma = ui.book("Emma")
    page = shown(ui)
    places: list[Route] = []
    page.place_wanted.connect(places.append)

    click(page.recent.cards[0])

    assert places == [Route(Page.LIBRARY, book_id=emma)]


def test_the_page_follows_a_push_while_it_is_seen(ui: Ui) -> None:
    emma = ui.book("Emma")
    page = shown(ui)
    assert not page.current.isVisible()

    ui.push(emma, 0.25)
    ui.until(lambda: page.current.isVisible())

    assert page.reading.number == "1"


def test_each_need_has_its_next_step(ui: Ui) -> None:
    ui.push(ui.book("Nowhere", known=False), 0.5)
    ui.push("0" * 32, 0.5)
    ui.on_network(ui.services.sync.run())
    page = shown(ui)
    places: list[Route] = []
    page.place_wanted.connect(places.append)

    click(step(page, "Link"))
    click(step(page, "Pick matches"))

    assert places == [Route(Page.KOREADER), Route(Page.HARDCOVER, state=HardcoverState.NOT_MATCHED)]
    assert step(page, "Link").accessibleDescription() == "1 book on your devices not in your library"


def test_times_do_not_stand_still(ui: Ui) -> None:
    ui.push(ui.book("Emma", "Jane Austen", known=False), 0.5, "Kobo")
    page = shown(ui)

    ui.services.clock.move(seconds=180)  # type: ignore[attr-defined]
    page.reload()
    ui.until(lambda: "3 min ago" in page.current.cards[0].accessibleName())

    assert page.current.cards[0].accessibleName() == "Emma, Jane Austen, 50%, Kobo · 3 min ago"


def test_a_proposed_reread_is_decided_on_at_the_book(ui: Ui) -> None:
    emma = ui.book("Emma", known=False)
    ui.set_status(emma, ReadingStatus.READ, finished_on=ui.services.clock.today())
    for percentage in (0.02, 0.05, 0.1, 0.15):
        ui.services.clock.move(days=1)  # type: ignore[attr-defined]
        ui.push(emma, percentage, "Kobo")
    page = shown(ui)
    places: list[Route] = []
    page.place_wanted.connect(places.append)

    click(step(page, "Decide"))

    assert places == [Route(Page.LIBRARY, book_id=emma)]


def test_a_stopped_server_is_started_from_here(ui: Ui) -> None:
    ui.book("Emma")
    ui.on_network(ui.server.stop())
    page = shown(ui)

    click(step(page, "Start"))
    ui.until(lambda: not page.attention.isVisible())

    assert ui.server.address is not None


def test_a_rejected_token_is_said_with_the_way_to_mend_it(make_ui: MakeUi) -> None:
    ui = make_ui(token="wrong")
    ui.book("Emma")
    ui.services.hardcover_account.pause(Message("Hardcover rejected your token."))
    page = shown(ui)
    places: list[Route] = []
    page.place_wanted.connect(places.append)

    click(step(page, "Open Hardcover"))

    assert places == [Route(Page.HARDCOVER)]


def test_an_unreadable_library_is_said_with_a_way_to_try_again(ui: Ui) -> None:
    page = shown(ui)

    def rename(old: str, new: str) -> None:
        rename = f"ALTER TABLE {old} RENAME TO {new}"
        ui.services.database.write(lambda: ui.services.database.connection().execute(rename))

    rename("book_file", "gone")
    page.reload()
    ui.until(lambda: page.error.isVisible())
    rename("gone", "book_file")
    click(page.error.button)
    ui.until(lambda: page.empty.isVisible())

    assert ui.problems == ["Something went wrong. The log file has the details."]
