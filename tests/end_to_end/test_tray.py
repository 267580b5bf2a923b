"""The real program in a real tray, driven from outside.

With a panel that speaks StatusNotifier, with a tray of the older kind (XEmbed), and with none.
"""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.conftest import title_of
from tests.acceptance.hardcover import Hardcover
from tests.acceptance.program import PATIENCE, Program, Running, until
from tests.acceptance.screen import wait_for_door
from tests.end_to_end.desk import Desk, open_desk, until_heard
from tests.end_to_end.panel import Notification, Panel

TRAYER = ["trayer", "--edge", "top", "--align", "right", "--widthtype", "request", "--height", "28"]


@pytest.fixture
def panel() -> Iterator[Panel]:
    panel = Panel()
    yield panel
    panel.close()


@pytest.fixture
def desk(panel: Panel, program: Program) -> Iterator[Desk]:
    """A desktop whose panel speaks StatusNotifier; the program ends before it."""
    with open_desk(bus=panel.environment) as desk:
        yield desk
        program.end()


@pytest.fixture
def bare_panel() -> Iterator[Panel]:
    """A bus where notifications are shown, and no icon has a place."""
    panel = Panel(shows_icons=False)
    yield panel
    panel.close()


@pytest.fixture
def connected(library: Program, hardcover: Hardcover) -> Program:
    """The common library, with the token of the local Hardcover."""
    library.environment |= hardcover.environment
    return library


def start(program: Program, desk: Desk, *words: str) -> Running:
    """The window program; ready for readers and for a second start."""
    running = program.start(*words, env=desk.environment)
    wait_for_door(program)
    return running


def hide(program: Program, desk: Desk, panel: Panel) -> Running:
    """The program, started and closed to its icon."""
    running = start(program, desk)
    panel.wait_for_icon()
    desk.close_window()
    desk.wait_until_hidden()
    return running


class TestStatusNotifier:
    def test_the_icon_says_what_it_is_and_how_things_stand(
        self, connected: Program, desk: Desk, panel: Panel
    ) -> None:
        connected.run("status", "1", "reading")
        start(connected, desk)
        panel.wait_for_icon()

        assert panel.property("Title") == "BookOrbit"
        assert panel.property("Status") == "Active"
        assert panel.property("IconPixmap")
        until(lambda: title_of(0) in panel.tooltip(), "the book in the tooltip")
        until(lambda: "Serving" in panel.tooltip(), "the server in the tooltip")

    def test_the_menu_has_every_entry(self, connected: Program, desk: Desk, panel: Panel) -> None:
        connected.run("status", "1", "reading")
        start(connected, desk)
        panel.wait_for_icon()

        until(lambda: "Sync now (1)" in panel.labels(), "the menu")
        until(lambda: "Serving" in " ".join(panel.labels()), "the server's address")
        entries = {entry.label: entry for entry in panel.menu()}

        names = [name for name in entries if not name.startswith("Serving")]
        assert names == [
            "Sync now (1)",
            "Pause Hardcover",
            "Currently reading",
            "Copy server address",
            "Accept KOReader progress",
            "Pair a device (2 min)",
            "Open BookOrbit",
            "Settings",
            "Quit",
        ]
        assert entries["Accept KOReader progress"].checked

    def test_devices_are_switched_off_and_on(self, connected: Program, desk: Desk, panel: Panel) -> None:
        start(connected, desk)
        panel.wait_for_icon()
        until(lambda: "Serving" in panel.tooltip(), "the server")

        panel.choose("Accept KOReader progress")
        until(lambda: "Not accepting" in panel.tooltip(), "devices switched off")
        assert not next(entry for entry in panel.menu() if entry.label == "Accept KOReader progress").checked

        panel.choose("Accept KOReader progress")
        assert until(lambda: panel.tooltip().count("Serving"), "devices switched on")

    def test_a_book_that_is_read_opens_from_the_menu(
        self, connected: Program, desk: Desk, panel: Panel
    ) -> None:
        connected.run("status", "1", "reading")
        hide(connected, desk, panel)
        # Not in the tooltip: for ten seconds Qt shows there that the program goes on.
        until(lambda: "Currently reading" in panel.labels(), "the book in the menu")

        panel.choose("Currently reading", title_of(0))

        desk.wait_for_window()

    def test_sync_now_sends_what_waits(
        self, connected: Program, desk: Desk, panel: Panel, hardcover: Hardcover
    ) -> None:
        connected.run("status", "1", "want_to_read")
        connected.run("sync")
        start(connected, desk)
        panel.wait_for_icon()
        # Paused, nothing goes by itself: what arrives was sent by the menu.
        panel.choose("Pause Hardcover", "Until I resume")
        until(lambda: "Resume Hardcover" in panel.labels(), "the pause")
        connected.run("status", "2", "want_to_read")
        until(lambda: "Sync now (1)" in panel.labels(), "the number of books that wait")

        panel.choose("Sync now (1)")

        until(lambda: title_of(1) in hardcover.shelf(), "the book on Hardcover")
        assert until(lambda: "Sync now" in panel.labels(), "nothing waits any more")

    def test_a_left_click_hides_the_window_and_shows_it(
        self, connected: Program, desk: Desk, panel: Panel
    ) -> None:
        start(connected, desk)
        panel.wait_for_icon()

        desk.hide_window(panel.left_click)
        panel.left_click()
        desk.wait_for_window()

        assert len(desk.windows()) == 1

    def test_closing_the_window_hides_it_and_says_so_once(
        self, connected: Program, desk: Desk, panel: Panel
    ) -> None:
        running = hide(connected, desk, panel)
        until(lambda: panel.notifications, "the notification")
        panel.left_click()
        desk.close_window()
        desk.wait_until_hidden()
        panel.left_click()
        desk.wait_for_window()

        assert running.process.poll() is None
        assert panel.notifications == [
            Notification(
                "BookOrbit is still running",
                "Your devices can still sync. To quit BookOrbit, choose Quit in this icon's menu.",
            )
        ]

    def test_minimized_starts_without_a_window(self, connected: Program, desk: Desk, panel: Panel) -> None:
        start(connected, desk, "--minimized")
        panel.wait_for_icon()
        until(lambda: "Serving" in panel.tooltip(), "the server")
        assert desk.windows() == []

        panel.choose("Open BookOrbit")
        desk.wait_for_window()

    def test_a_second_start_raises_the_hidden_first(
        self, connected: Program, desk: Desk, panel: Panel
    ) -> None:
        running = hide(connected, desk, panel)

        connected.run(env=desk.environment)

        desk.wait_for_window()
        assert running.process.poll() is None
        assert len(panel.icons) == 1

    def test_the_icon_turns_while_a_sync_runs_and_then_stands_still(
        self, connected: Program, desk: Desk, panel: Panel, hardcover: Hardcover
    ) -> None:
        connected.environment |= {"BOOKORBIT_REDUCED_MOTION": "0"}
        connected.run("status", "1", "want_to_read")
        start(connected, desk)
        panel.wait_for_icon()
        until(lambda: "Serving" in panel.tooltip(), "the server")
        still = str(panel.property("IconPixmap"))
        answer = threading.Event()
        hardcover.after_request(lambda body: answer.wait(PATIENCE) if "mutation" in body else None)

        syncing = connected.start("sync")
        pictures: set[str] = set()

        def sees_it_turn() -> bool:
            pictures.add(str(panel.property("IconPixmap")))
            return len(pictures - {still}) >= 4

        until(sees_it_turn, "the icon to turn")
        answer.set()
        assert syncing.wait() == 0
        assert until(lambda: str(panel.property("IconPixmap")) == still, "the icon to stand still")

    def test_quit_ends_cleanly(self, connected: Program, desk: Desk, panel: Panel) -> None:
        running = start(connected, desk)
        panel.wait_for_icon()

        panel.choose("Quit")

        assert running.wait() == 0
        assert running.err == []
        assert not Path((connected.data_dir / "control-socket").read_text()).exists()


class TestXEmbed:
    def test_the_icon_notifies_toggles_the_window_and_quits(
        self, connected: Program, bare_panel: Panel
    ) -> None:
        with open_desk(TRAYER, bus=bare_panel.environment) as desk:
            running = start(connected, desk)
            # Where no tray is yet, closing the window ends the program.
            until(lambda: len(desk.parts()) == 2, "window and icon")
            desk.close_window()
            desk.wait_until_hidden()
            # Qt draws the notification itself, over the icon: a click there leads back to the window.
            until(lambda: len(desk.parts()) == 2, "icon and notification")
            desk.click_icon("trayer", 1, desk.is_in_front, "the window in front")
            until(lambda: len(desk.parts()) == 2, "icon and window")
            desk.click_icon("trayer", 3, lambda: len(desk.parts()) == 3, "the menu")
            until_heard(lambda: desk.press("Escape"), lambda: len(desk.parts()) == 2, "no menu any more")

            desk.click_icon("trayer", 1, lambda: not desk.windows(), "no window to be seen")
            assert running.process.poll() is None

            def choose_the_last() -> None:
                desk.click_icon("trayer", 3, lambda: len(desk.parts()) == 2, "icon and menu")
                desk.press("Up", "Return")

            until_heard(choose_the_last, lambda: running.process.poll() is not None, "the program's end")
            assert running.wait() == 0
            assert running.err == []


class TestWithoutATray:
    def test_closing_the_window_ends_the_program(self, connected: Program, bare_panel: Panel) -> None:
        with open_desk(bus=bare_panel.environment) as desk:
            running = start(connected, desk)
            desk.close_window()

            assert running.wait() == 0
            assert running.err == []
            assert bare_panel.notifications == []
