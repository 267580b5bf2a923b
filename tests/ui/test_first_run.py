"""The first steps, from the welcome to the tray, with a folder, a login and a token."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from bookorbit_desktop.demo.local_hardcover import DEMO_TOKEN, World
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.account import koreader_key
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.overview.activity import JobKind
from bookorbit_desktop.domain.overview.events import ScanProgressed
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.runtime.event_bus import job
from bookorbit_desktop.ui.first_run import open_first_run
from bookorbit_desktop.ui.first_run.steps import preview_text
from bookorbit_desktop.ui.first_run.window import FirstRun
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.settings.page import SettingsTopic
from bookorbit_desktop.ui.theme import Tone
from tests.books import write_epub
from tests.ui.conftest import MakeUi
from tests.ui.harness import Ui, click


def opened(ui: Ui) -> FirstRun:
    return open_first_run(ui.context, ui.show(MainWindow(ui.context)))


def test_a_newcomer_is_led_from_the_welcome_to_the_end(make_ui: MakeUi, world: World, tmp_path: Path) -> None:
    ui = make_ui(token=None)
    (tmp_path / "books").mkdir()
    write_epub(tmp_path / "books" / "clocks.epub", title="The Clocks")
    steps = opened(ui)
    assert not steps.back.isEnabled()

    click(steps.next)
    steps.books.adding.add_paths([str(tmp_path / "books")])
    ui.until(lambda: steps.books.found.text() == "Found 1 book")

    click(steps.next)
    ui.until(lambda: steps.koreader.login.username.value == "reader")
    assert steps.koreader.state.text() == "Waiting for your device…"
    ui.until(lambda: steps.koreader.tested.text().startswith("The server is reachable at every address."))
    passphrase = steps.koreader.login.passphrase.value
    assert ui.on_network(ui.services.koreader_login.accepts("reader", koreader_key(passphrase)))
    ui.services.logins.note_login("reader")
    ui.until(lambda: steps.koreader.state.text() == "Connected: a device logged in as “reader”")
    ui.push("b" * 32, 0.2, "Kobo Libra 2")
    ui.until(lambda: steps.koreader.state.text() == "Kobo Libra 2 connected")

    click(steps.next)
    (book,) = ui.services.book_list.rows(BookQuery())
    ui.set_status(book.id, ReadingStatus.READING)
    ui.until(lambda: steps.hardcover.preview.text() == "1 book ready to send: 1 Reading.")
    QTest.keyClicks(steps.hardcover.connect_card.token, DEMO_TOKEN)
    click(steps.hardcover.connect_card.check)
    ui.until(lambda: steps.hardcover.connect_card.verdict.text() == "Valid (demo)")
    click(steps.hardcover.connect_card.save)
    ui.until(lambda: steps.hardcover.account.text() == "Connected as \u2066@demo\u2069")

    click(steps.next)
    click(steps.finish.login.box)
    ui.until(ui.services.autostart.is_on)
    assert steps.next.text() == "Finish"
    click(steps.next)
    ui.until(lambda: ui.services.preferences.current.first_run_done)

    assert world.journal == []
    assert not ui.services.preferences.current.hardcover_confirmed


def test_progress_that_comes_after_the_outcome_of_a_scan_does_not_stay(ui: Ui) -> None:
    page = opened(ui).books
    ui.until(lambda: not ui.tasks.is_busy)
    with job(ui.services.events, JobKind.SCAN):
        ui.book("Emma")
        ui.services.events.emit(ScanProgressed(1, 1, "Emma"))
        page.adding.message.emit("1 book added (1 file).", Tone.OK)
        ui.until(lambda: page.found.text() == "Found 1 book file")

    ui.until(lambda: page.found.text() == "Found 1 book")
    assert page.progress.isHidden()


def test_a_refused_login_says_why(ui: Ui) -> None:
    steps = opened(ui)
    steps.go(2)

    ui.services.logins.note_login("raeder", Message("Wrong username or password."))

    ui.until(lambda: "“raeder”. Wrong username or password." in steps.koreader.state.text())
    assert steps.koreader.state.isVisible()
    steps.close()


def test_an_address_without_an_answer_says_what_to_do(ui: Ui) -> None:
    ui.server.problems["http://10.0.0.5:7200"] = "No answer. Use another address."
    steps = opened(ui)

    steps.go(2)

    ui.until(lambda: steps.koreader.tested.text() == "http://10.0.0.5:7200: No answer. Use another address.")
    ui.on_network(ui.server.stop())
    ui.until(lambda: steps.koreader.tested.text() == "The server is stopped.")
    assert steps.koreader.tested.isVisible()
    steps.close()


@pytest.mark.parametrize("index", range(5))
def test_the_first_steps_can_be_closed_at_every_page_and_do_not_come_back(ui: Ui, index: int) -> None:
    window = ui.show(MainWindow(ui.context))
    ui.run(window.greet())
    steps = window.findChild(FirstRun)
    assert steps is not None
    steps.go(index)
    assert not steps.isModal()

    steps.reject()
    ui.until(lambda: ui.services.preferences.current.first_run_done)
    ui.until(lambda: window.findChild(FirstRun) is None)
    ui.run(window.greet())

    assert window.findChild(FirstRun) is None


def test_the_first_steps_are_not_shown_in_the_demo(make_ui: MakeUi, tmp_path: Path) -> None:
    ui = make_ui(demo=True)
    window = ui.show(MainWindow(ui.context))

    ui.run(window.greet())

    assert window.findChild(FirstRun) is None


def test_the_first_steps_open_again_from_settings(ui: Ui) -> None:
    ui.services.preferences.change(first_run_done=True)
    window = ui.show(MainWindow(ui.context))
    window.pages.settings.show_topic(SettingsTopic.ABOUT)

    window.pages.settings.about.first_run.click()
    window.show_first_steps()

    (steps,) = window.findChildren(FirstRun)
    assert steps.isVisible()
    steps.close()


@pytest.mark.usefixtures("english")
def test_the_preview_names_no_unread_book() -> None:
    assert preview_text({ReadingStatus.UNREAD: 4}).startswith("No books to send yet.")
    counts = {ReadingStatus.UNREAD: 9, ReadingStatus.READING: 3, ReadingStatus.READ: 8}
    assert preview_text(counts) == "11 books ready to send: 3 Reading, 8 Read."
