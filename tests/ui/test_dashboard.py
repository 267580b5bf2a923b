"""The dashboard: numbers, books at the top, what needs the person."""

from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from bookorbit_desktop.demo.local_hardcover import DEMO_TOKEN
from bookorbit_desktop.demo.local_hardcover.gate import SYNC_SCOPES
from bookorbit_desktop.demo.local_hardcover.world import World
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.dashboard.page import DashboardPage
from bookorbit_desktop.ui.dashboard.sections import MOST_CURRENT, BookCard, seen_text
from bookorbit_desktop.ui.routes import Command, Page, Route
from bookorbit_desktop.ui.settings.goal_dialog import GoalDialog
from bookorbit_desktop.ui.settings.page import SettingsPage
from tests.services import add_book
from tests.ui.conftest import MakeUi
from tests.ui.harness import Ui, click, text_of


def shown(ui: Ui) -> DashboardPage:
    page = ui.show(DashboardPage(ui.context))
    ui.until(lambda: page.dashboard.books or page.checklist.isVisible())
    return page


def move_to_monday(ui: Ui) -> None:
    now = ui.services.clock.now().astimezone()
    seconds = (12 - now.hour) * 3600 - now.minute * 60
    ui.services.clock.move(days=7 - now.weekday(), seconds=seconds)  # type: ignore[attr-defined]


def step(page: DashboardPage, words: str) -> QPushButton:
    return next(one for one in page.attention.findChildren(QPushButton) if one.text() == words)


def test_a_newcomer_is_told_how_to_begin(ui: Ui) -> None:
    page = shown(ui)
    asked: list[Command] = []
    ui.context.navigation.command_asked.connect(asked.append)

    click(page.checklist.books.act)

    assert asked == [Command.ADD_BOOKS]
    assert page.checklist.books.act.text() == "Choose a folder…"
    parts = (page.attention, page.current, page.upcoming, page.recent, page.empty)
    assert [part.isVisible() for part in parts] == [False] * 5


def test_a_folder_can_still_be_chosen_after_the_first_steps_are_hidden(ui: Ui) -> None:
    page = shown(ui)

    click(page.hide_steps)
    ui.until(page.empty.isVisible)

    assert not page.checklist.isVisible()
    assert page.empty.button.text() == "Choose folder…"


def test_the_first_steps_stay_until_books_and_a_device_are_there(ui: Ui) -> None:
    page = shown(ui)
    book = ui.book("Emma")
    page.reload()
    ui.until(lambda: text_of(page.checklist.books, "title") == "1 book in your library")
    assert page.checklist.device.act.isVisible()

    ui.push(book, 0.5, "Kobo")
    ui.until(lambda: not page.checklist.isVisible())

    assert text_of(page.checklist.device, "title") == "Kobo connected"


def test_the_week_the_streak_and_the_year_are_told(ui: Ui) -> None:
    emma = ui.book("Emma")
    move_to_monday(ui)
    for _ in range(3):
        ui.services.clock.move(days=1)  # type: ignore[attr-defined]
        ui.push(emma, 0.1)
        for minutes in range(1, 4):
            ui.services.clock.move(seconds=600)  # type: ignore[attr-defined]
            ui.push(emma, 0.1 + minutes / 100)
    ui.set_status(ui.book("Dune"), ReadingStatus.READ, finished_on=ui.services.clock.today())
    page = shown(ui)
    routes: list[Route] = []
    ui.context.navigation.route_asked.connect(routes.append)

    assert page.week.headline.text() == "1 h 30 min"
    assert page.week.detail.text() == "3 days with reading"
    assert "Wednesday: 30 min" in page.week.bars.accessibleName()
    assert page.streak.headline.text() == "3 days"
    assert page.streak.detail.text() == "You read today."
    dots = page.streak.dots.accessibleName().split(", ")
    assert [dot.split(": ")[1] for dot in dots] == ["doesn't count"] * 4 + ["counts"] * 3
    assert page.goal.headline.text() == "1 book"
    click(page.goal.show_finished)
    assert routes == [Route(Page.LIBRARY, ReadingStatus.READ)]

    ui.services.clock.move(days=1)  # type: ignore[attr-defined]
    page.reload()
    ui.until(lambda: page.streak.detail.text() == "Read today to keep it.")
    assert page.streak.headline.text() == "3 days"


def test_a_streak_says_its_longest_and_when_today_was_too_short(ui: Ui) -> None:
    emma = ui.book("Emma")
    ui.push(emma, 0.1)
    for _ in range(2):
        ui.services.clock.move(days=1)  # type: ignore[attr-defined]
        ui.push(emma, 0.2)
    ui.services.clock.move(days=3)  # type: ignore[attr-defined]
    ui.services.preferences.change(minutes_per_day=30)
    ui.push(emma, 0.3)
    ui.services.clock.move(seconds=120)  # type: ignore[attr-defined]
    ui.push(emma, 0.31)
    page = shown(ui)

    assert page.streak.headline.text() == "–"
    assert page.streak.detail.text() == "Read a little more to start one."
    assert page.streak.more.text() == "longest: 3 days"


def test_a_card_leaves_no_gap_where_pages_are_not_known(ui: Ui) -> None:
    known, unknown = ui.book("Emma", pages=300), ui.book("Dune", pages=None)
    for book in (known, unknown):
        ui.push(book, 0.9)
    ui.on_network(ui.services.sync.run())
    page = shown(ui)
    ui.until(lambda: len(page.current.cards) == 2)
    with_pages, without = sorted(page.current.cards, key=lambda card: card.book.title, reverse=True)

    assert "p. 270 of 300" in with_pages.accessibleName()
    assert "p. " not in without.accessibleName()
    assert bar_of(without) > bar_of(with_pages)


def test_the_name_of_a_device_is_cut_before_the_time(ui: Ui) -> None:
    metrics = QFontMetrics(theme.font(theme.Type.DETAIL))
    width = metrics.horizontalAdvance("A device · 20 minutes ago")
    assert seen_text("A device", "20 minutes ago", metrics, width + 2) == "A device · 20 minutes ago"
    cut = seen_text("A device with a long name", "20 minutes ago", metrics, width)
    assert cut.startswith("A de")
    assert cut.endswith("… · 20 minutes ago")
    assert metrics.horizontalAdvance(cut) <= width


def bar_of(card: BookCard) -> int:
    """Where the bar of progress begins, in pixels from the top."""
    drawn, accent = card.grab().toImage(), theme.colour("accent").rgb()
    left = drawn.width() // 2
    return next(y for y in range(drawn.height()) if drawn.pixelColor(left, y).rgb() == accent)


def test_books_come_first_and_only_what_is_wrong_stands_above_them(ui: Ui) -> None:
    ui.push(ui.book("Emma"), 0.4)
    ui.push("a" * 32, 0.1)
    page = shown(ui)
    ui.until(page.attention.isVisible)
    assert page.current.y() < page.attention.y()

    ui.on_network(ui.server.stop())
    ui.until(lambda: page.attention.y() < page.current.y())
    assert page._numbers.y() < page.attention.y()
    click(step(page, "Start"))
    ui.until(lambda: page.current.y() < page.attention.y())


def test_the_books_read_last_are_shown_and_the_rest_is_a_click_away(ui: Ui) -> None:
    for index in range(MOST_CURRENT):
        ui.push(ui.book(f"Book {index}"), 0.3)
    page = shown(ui)
    ui.until(lambda: len(page.current.cards) == MOST_CURRENT)
    assert not page.current.view_all.isVisible()

    ui.services.clock.move(seconds=60)  # type: ignore[attr-defined]
    ui.push(ui.book("The newest"), 0.3)
    ui.until(page.current.view_all.isVisible)
    assert len(page.current.cards) == MOST_CURRENT
    assert page.current.cards[0].book.title == "The newest"
    indexes: list[Route] = []
    ui.context.navigation.route_asked.connect(indexes.append)
    click(page.current.view_all)
    assert indexes == [Route(Page.LIBRARY, ReadingStatus.READING)]


def test_three_numbers_stand_in_one_line_of_the_smallest_window(ui: Ui) -> None:
    ui.book("Emma")
    page = shown(ui)
    page.resize(theme.px(700), theme.px(500))
    cards = (page.week, page.streak, page.goal)
    ui.until(lambda: len({card.y() for card in cards}) == 1)
    assert len({card.width() for card in cards}) == 1
    assert not page.week.bars.isVisible()
    page.resize(theme.px(1100), theme.px(500))
    ui.until(page.week.bars.isVisible)


def test_a_goal_is_set_here(ui: Ui) -> None:
    ui.book("Emma")
    page = shown(ui)

    click(page.goal.set_goal)
    (dialog,) = page.findChildren(GoalDialog)
    QTest.keyClicks(dialog.books, "24x")
    click(dialog.save)
    ui.until(lambda: page.goal.headline.text() == "0 of 24 books")

    assert ui.services.preferences.current.books_per_year == 24


def test_the_goal_is_one_number_here_and_in_the_settings(ui: Ui) -> None:
    ui.book("Emma")
    page, settings = shown(ui), ui.show(SettingsPage(ui.context))
    row = settings.general.goal
    assert row.change.text() == "Set a goal…"

    choose_goal(row, row.change, 3)
    ui.until(lambda: page.goal.headline.text() == "0 of 3 books")
    assert ui.services.preferences.current.books_per_year == 3

    assert not page.goal.set_goal.isVisible()
    choose_goal(page, page.goal.change_goal, 12)
    ui.until(lambda: row.change.text() == "12 books a year…")


def choose_goal(owner: QWidget, wanted: QWidget, books: int) -> None:
    click(wanted)
    dialog = owner.findChildren(GoalDialog)[-1]
    dialog.books.setText(str(books))
    click(dialog.save)


def test_the_next_volume_of_a_series_is_offered(ui: Ui) -> None:
    volumes = [
        add_book(ui.services, f"Foundation {index}", series="Foundation", series_index=index)
        for index in (1, 2, 3)
    ]
    ui.set_status(volumes[0], ReadingStatus.READ, finished_on=ui.services.clock.today())
    page = shown(ui)
    ui.until(page.upcoming.isVisible)

    (card,) = page.upcoming.cards

    assert card.book.id == volumes[1]
    assert card.accessibleName().endswith("Foundation, book 2")


def test_a_book_being_read_shows_its_position_device_and_time(ui: Ui) -> None:
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
    routes: list[Route] = []
    ui.context.navigation.route_asked.connect(routes.append)

    click(page.recent.cards[0])

    assert routes == [Route(Page.LIBRARY, book_id=emma)]


def test_the_page_follows_a_push_while_it_is_seen(ui: Ui) -> None:
    emma = ui.book("Emma")
    page = shown(ui)
    assert not page.current.isVisible()

    ui.push(emma, 0.25)
    ui.until(lambda: page.current.isVisible())

    assert [card.book.id for card in page.current.cards] == [emma]


def test_each_need_has_its_next_step(ui: Ui) -> None:
    ui.push(ui.book("Nowhere", known=False), 0.5)
    ui.push("0" * 32, 0.5)
    ui.on_network(ui.services.sync.run())
    page = shown(ui)
    routes: list[Route] = []
    ui.context.navigation.route_asked.connect(routes.append)

    click(step(page, "Link"))
    click(step(page, "Pick matches"))

    assert routes == [Route(Page.KOREADER), Route(Page.HARDCOVER, state=HardcoverState.NOT_MATCHED)]
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
    routes: list[Route] = []
    ui.context.navigation.route_asked.connect(routes.append)

    click(step(page, "Decide"))

    assert routes == [Route(Page.LIBRARY, book_id=emma)]


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
    routes: list[Route] = []
    ui.context.navigation.route_asked.connect(routes.append)

    click(step(page, "Open Hardcover"))

    assert routes == [Route(Page.HARDCOVER)]


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
    ui.until(lambda: page.checklist.isVisible())

    assert ui.problems == ["Something went wrong. The log file has the details."]


def test_a_goal_of_pages_a_month_is_a_ring(ui: Ui) -> None:
    ui.book("Emma")
    page = shown(ui)
    click(page.goal.set_goal)
    (dialog,) = page.findChildren(GoalDialog)
    dialog.measure.setCurrentIndex(dialog.measure.findData("pages"))
    dialog.period.setCurrentIndex(dialog.period.findData("month"))
    dialog.books.setText("600")
    dialog.minutes.setText("20")
    click(dialog.save)
    ui.until(lambda: page.goal.headline.text() == "0 of 600 pages")
    assert page.goal.ring.isVisible()
    assert page.goal.ring.accessibleDescription() == "0%"
    assert ui.services.preferences.current.minutes_per_day == 20


def test_resting_and_recently_finished_books_are_shown(ui: Ui) -> None:
    resting, done = ui.book("Emma"), ui.book("Persuasion")
    ui.push(resting, 0.4)
    ui.services.clock.move(days=20)  # type: ignore[attr-defined]
    ui.push(ui.book("Dune"), 0.2)
    ui.set_status(done, ReadingStatus.READ, finished_on=ui.services.clock.today())
    page = shown(ui)
    ui.until(lambda: page.finished.isVisible() and page.resting.isVisible())
    assert [card.book.title for card in page.resting.cards] == ["Emma"]
    assert [card.book.title for card in page.current.cards] == ["Dune"]
    assert "40%" in page.resting.cards[0].accessibleName()
    assert [card.book.title for card in page.finished.cards] == ["Persuasion"]


def test_a_current_book_tells_the_time_left_at_ones_own_pace(ui: Ui) -> None:
    emma = ui.book("Emma")
    for day in range(4):
        for fraction in (0.1, 0.15):
            ui.push(emma, day * 0.1 + fraction)
            ui.services.clock.move(seconds=20 * 60)  # type: ignore[attr-defined]
        ui.services.clock.move(days=1, seconds=-40 * 60)  # type: ignore[attr-defined]
    page = shown(ui)
    ui.until(page.current.isVisible)
    # A twentieth in twenty minutes: the last 55% take 220 minutes.
    (card,) = page.current.cards
    assert "about 3 h 40 min left" in card.accessibleName()
    assert card.toolTip().splitlines()[1].startswith("Finished around ")


def test_the_night_belongs_to_the_day_before_where_a_day_begins_at_four(ui: Ui) -> None:
    now = ui.services.clock.now().astimezone()
    ui.services.clock.move(seconds=(25 - now.hour) * 3600 - now.minute * 60)  # type: ignore[attr-defined]
    ui.services.preferences.change(day_starts_at=4)
    book = ui.book("Emma")
    ui.services.clock.move(seconds=-6 * 3600)  # type: ignore[attr-defined]
    ui.push(book, 0.1)
    ui.services.clock.move(seconds=6 * 3600)  # type: ignore[attr-defined]
    page = shown(ui)
    ui.until(lambda: page.streak.headline.text() == "1 day")
    # It is one in the morning, and what was read at seven in the evening is still today's.
    assert page.streak.detail.text() == "You read today."


def goal_dialog(ui: Ui) -> GoalDialog:
    page = shown(ui)
    click(page.goal.set_goal)
    (dialog,) = page.findChildren(GoalDialog)
    ui.until(dialog.elsewhere.isVisible)
    return dialog


def test_reading_goals_on_hardcover_are_shown_beside_ones_own_and_nothing_is_written(
    ui: Ui, world: World
) -> None:
    ui.book("Emma")
    demo, other = ui.hardcover.user_id, world.add_user("other")
    world.add_goal(demo, 40, 12, description="A good\nyear", year=2999)
    world.add_goal(demo, 9000, 1234.5, metric="pages", year=2998)
    world.add_goal(demo, 5, 2, metric="series", year=2997)
    world.add_goal(demo, 7, 7, year=2001)
    world.add_goal(demo, 8, 8, year=2999, archived=True)
    world.add_goal(other, 9, 9, year=2999)
    ui.hardcover.add_token(DEMO_TOKEN, demo, scopes=SYNC_SCOPES | {"read:goals"})

    dialog = goal_dialog(ui)

    heading, series, pages, books = dialog.elsewhere.text().splitlines()
    assert heading == "On Hardcover:"
    assert series.startswith("2 of 5 · series · until ")
    assert pages.startswith("1,234 of 9,000 pages · until ")
    assert books.startswith("\u2068A good year\u2069 · 12 of 40 books · until ")
    assert not dialog.new_token.isVisible()
    assert ui.hardcover.journal == []


def test_a_token_that_may_not_read_goals_goes_on_syncing(ui: Ui) -> None:
    ui.book("Emma")

    dialog = goal_dialog(ui)

    assert dialog.elsewhere.text() == "Your token can't read your goals on Hardcover."
    assert dialog.new_token.isVisible()
    assert ui.services.hardcover_goals.token_page.endswith("+write:library+read:goals")
    assert not ui.services.hardcover_account.problem


def test_goals_that_hardcover_does_not_tell_keep_nobody_from_setting_ones_own(ui: Ui) -> None:
    ui.book("Emma")
    ui.hardcover.revoke(DEMO_TOKEN)

    dialog = goal_dialog(ui)
    assert dialog.elsewhere.text() == "Couldn't read your goals on Hardcover."
    dialog.books.setText("24")
    click(dialog.save)

    ui.until(lambda: ui.services.preferences.current.books_per_year == 24)
