"""The pages of series and authors."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.collections.card import Card, GroupGrid, describe_card
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.palette import Palette
from bookorbit_desktop.ui.routes import Command, Page, Route
from tests.services import add_book
from tests.ui.harness import Ui, click, text_of


def shown(ui: Ui) -> MainWindow:
    window = ui.show(MainWindow(ui.context))
    window.activateWindow()
    ui.until(lambda: not ui.tasks.is_busy and window.isActiveWindow())
    return window


def orchard(ui: Ui, *indexes: float | None, read: int = 0) -> None:
    """A series with volumes at these places, the first of them read."""
    for place, index in enumerate(indexes):
        book = add_book(ui.services, f"Orchard {index}", series="Orchard", series_index=index)
        if place < read:
            ui.set_status(book, ReadingStatus.READ)


def cards(grid: GroupGrid) -> list[Card]:
    return list(grid.cards.rows)


def follow(grid: GroupGrid, title: str) -> None:
    """Click on a card."""
    place = next(place for place, card in enumerate(cards(grid)) if card.title == title)
    QTest.mouseClick(
        grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(grid.cards.index(place)).center()
    )


def test_a_series_says_how_far_one_is_what_is_next_and_what_is_missing(ui: Ui) -> None:
    orchard(ui, 1, 2, 5, read=2)
    window = shown(ui)
    window.sidebar.select(Page.SERIES)
    page = window.pages.series
    ui.until(lambda: page.overview.isVisible() and cards(page.overview))

    (card,) = cards(page.overview)
    assert (card.title, card.line, card.note, card.alert) == (
        "Orchard",
        "2 of 3 read",
        "Next: \u2068Orchard 5\u2069",
        "3 and 4 are missing",
    )
    follow(page.overview, "Orchard")
    ui.until(lambda: page.detail.isVisible())

    assert window.navigator.here == Route(Page.SERIES, name="Orchard")
    assert page.header.sentence.text() == "2 of 3 read · Next: \u2068Orchard 5\u2069 · 3 and 4 are missing"
    assert [(card.number, card.is_missing, card.line) for card in cards(page.detail)] == [
        ("1", False, "Read"),
        ("2", False, "Read"),
        ("3–4", True, "Not in your library"),
        ("5", False, "Unread"),
    ]


def test_the_next_volume_opens_from_its_series_and_back_leads_back(ui: Ui) -> None:
    orchard(ui, 1, 2, read=1)
    window = shown(ui)
    window.navigator.go(Route(Page.SERIES, name="Orchard"))
    page = window.pages.series
    ui.until(lambda: page.main.isVisible())
    click(page.main)
    library = window.pages.library
    ui.until(lambda: text_of(library.details.head, "title") == "Orchard 2")
    window.navigator.back()
    ui.until(lambda: page.detail.isVisible())
    click(page.back)
    ui.until(lambda: page.overview.isVisible())
    assert window.navigator.here == Route(Page.SERIES)


def test_a_gap_leads_nowhere_and_says_so_to_a_screen_reader(ui: Ui) -> None:
    orchard(ui, 1, 3)
    window = shown(ui)
    window.navigator.go(Route(Page.SERIES, name="Orchard"))
    page = window.pages.series
    ui.until(lambda: len(cards(page.detail)) == 3)
    assert describe_card(cards(page.detail)[1]) == "2, Missing, Not in your library"
    follow(page.detail, "Missing")
    assert window.navigator.here == Route(Page.SERIES, name="Orchard")


def test_chips_and_the_search_leave_the_series_that_fit(ui: Ui) -> None:
    orchard(ui, 1, 3)
    for index in (1, 2):
        book = add_book(ui.services, f"Bees {index}", series="The Bées", series_index=index)
        ui.set_status(book, ReadingStatus.READ)
    window = shown(ui)
    window.sidebar.select(Page.SERIES)
    page = window.pages.series
    ui.until(lambda: len(cards(page.overview)) == 2)
    page.chips.chosen.emit("gaps")
    assert [card.title for card in cards(page.overview)] == ["Orchard"]
    page.chips.chosen.emit("done")
    assert [card.title for card in cards(page.overview)] == ["The Bées"]
    page.search.searched.emit("orch")
    assert page.states.currentWidget() is page.states.filtered
    click(page.states.filtered.button)
    page.search.searched.emit("bees")
    assert [card.title for card in cards(page.overview)] == ["The Bées"]


def test_an_author_shows_series_and_single_books(ui: Ui) -> None:
    orchard(ui, 1, 2, read=1)
    add_book(ui.services, "Alone")
    window = shown(ui)
    window.sidebar.select(Page.AUTHORS)
    page = window.pages.authors
    ui.until(lambda: cards(page.overview))
    assert [(card.title, card.line, card.note) for card in cards(page.overview)] == [
        ("Ada Example", "3 books · 1 read", "1 series")
    ]
    follow(page.overview, "Ada Example")
    ui.until(lambda: page.detail.isVisible() and cards(page.detail))
    assert [card.title for card in cards(page.detail)] == ["Orchard", "Alone"]
    follow(page.detail, "Orchard")
    ui.until(lambda: window.pages.series.detail.isVisible())
    assert window.navigator.here == Route(Page.SERIES, name="Orchard")


def test_cards_begin_and_end_where_the_page_does(ui: Ui) -> None:
    for number in range(9):
        add_book(ui.services, f"Book {number}", f"Author {number}")
    window = shown(ui)
    window.sidebar.select(Page.AUTHORS)
    grid = window.pages.authors.overview
    ui.until(lambda: len(cards(grid)) == 9)

    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        grid.setLayoutDirection(direction)
        first, last = (grid.visualRect(grid.cards.index(place)) for place in (0, grid.per_line - 1))
        line = first.united(last)
        assert 1 < grid.per_line < 9
        assert line.left() <= theme.SPACE_16
        assert grid.viewport().width() - line.right() <= theme.SPACE_16
        assert grid.indexAt(last.center()).row() == grid.per_line - 1


def test_show_in_library_filters_by_the_series(ui: Ui) -> None:
    orchard(ui, 1)
    add_book(ui.services, "Alone")
    window = shown(ui)
    window.navigator.go(Route(Page.SERIES, name="Orchard"))
    page = window.pages.series
    ui.until(lambda: cards(page.detail))
    click(page.in_library)
    library = window.pages.library
    ui.until(lambda: [row.title for row in library.model.rows if row] == ["Orchard 1"])


def test_the_palette_finds_series_and_authors(ui: Ui) -> None:
    orchard(ui, 1)
    window = shown(ui)
    window._commands[Command.PALETTE]()
    palette = window.findChild(Palette)
    assert palette is not None
    QTest.keyClicks(palette.search, "orch")
    ui.until(lambda: Route(Page.SERIES, name="Orchard") in [hit.target for hit in palette.model.rows])
    palette.search.clear()
    QTest.keyClicks(palette.search, "exam")
    ui.until(lambda: Route(Page.AUTHORS, name="Ada Example") in [hit.target for hit in palette.model.rows])


def test_pages_without_books_say_what_to_do(ui: Ui) -> None:
    window = shown(ui)
    for page in (Page.SERIES, Page.AUTHORS):
        window.sidebar.select(page)
        shown_page = window.pages.series if page is Page.SERIES else window.pages.authors
        ui.until(lambda here=shown_page: here.states.currentWidget() is here.states.empty)  # type: ignore[misc]
        assert not shown_page.search.isVisible()


def test_a_series_that_is_gone_leads_to_all(ui: Ui) -> None:
    orchard(ui, 1)
    window = shown(ui)
    window.navigator.go(Route(Page.SERIES, name="Never"))
    ui.until(lambda: window.navigator.here == Route(Page.SERIES))
    assert window.message_bar.text == "This series is no longer in your library."


def test_hostile_names_are_text_and_keep_the_window_as_wide_as_it_is(ui: Ui) -> None:
    name = "<img src=x>&amp;\u202e" + "w" * 10_000
    add_book(ui.services, "One", name, series=name, series_index=1)
    window = shown(ui)
    for page in (Page.SERIES, Page.AUTHORS):
        window.navigator.go(Route(page, name=name))
        shown_page = window.pages.series if page is Page.SERIES else window.pages.authors
        ui.until(lambda here=shown_page: cards(here.detail))  # type: ignore[misc]
        window.resize(760, 560)
        ui.until(lambda: window.minimumSizeHint().width() <= 760)
