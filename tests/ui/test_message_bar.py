"""Messages over the page: one at a time, the newest; Undo does what it names; nothing moves under the pointer."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.widgets.message_bar import MessageBar, Offer, undo_offer
from tests.ui.harness import Ui, click, point_at


def button(bar: MessageBar, words: str) -> QAbstractButton:
    """The button of the message that is shown."""
    found = [one for one in bar.findChildren(QAbstractButton) if words in (one.text(), one.accessibleName())]
    return found[-1]


def offers(bar: MessageBar) -> list[str]:
    """The words of the buttons, from left to right."""
    shown = [one for one in bar.findChildren(QPushButton) if one.text() and one.isVisibleTo(bar)]
    return [one.text() for one in shown]


@pytest.fixture
def bar(ui: Ui) -> MessageBar:
    """Over a page; the pointer is elsewhere."""
    window = ui.show(QWidget())
    page, bar = QWidget(window), MessageBar()
    page.resize(800, 500)
    bar.setParent(window)
    bar.float_over(page)
    QTest.mouseMove(window, QPoint(900, 10))
    return bar


@pytest.fixture
def taken() -> list[str]:
    return []


def do(bar: MessageBar, what: str, taken: list[str]) -> None:
    """Something that a person does, which can be undone."""
    bar.say(what, Tone.OK, undo_offer(lambda: taken.append(what)))


class TestTheNewest:
    def test_it_replaces_the_older_with_its_undo(self, bar: MessageBar, taken: list[str]) -> None:
        do(bar, "Excluded", taken)
        do(bar, "Included", taken)

        assert (bar.text, offers(bar)) == ("Included", ["Undo"])
        click(button(bar, "Undo"))
        assert taken == ["Included"]
        assert bar.text == ""

    def test_a_message_without_undo_takes_the_older_undo_off_the_screen(
        self, bar: MessageBar, taken: list[str]
    ) -> None:
        do(bar, "Excluded", taken)
        bar.say("Backups deleted.")

        assert (bar.text, offers(bar)) == ("Backups deleted.", [])

    def test_an_error_does_not_disappear_by_itself(self, bar: MessageBar) -> None:
        bar.say("1 added")
        bar.tell("Hardcover rejected your token.", Tone.ERROR)

        assert bar.text == "Hardcover rejected your token."
        assert not bar._timer.isActive()

    def test_news_keeps_the_undo_under_the_name_of_what_it_undoes(
        self, bar: MessageBar, taken: list[str]
    ) -> None:
        do(bar, "Excluded “Emma”", taken)
        bar.tell("3 added")
        bar.tell("Hardcover is paused.", Tone.ERROR, Offer("Show", list))

        assert bar.text == "Hardcover is paused."
        assert offers(bar) == ["Show", "Undo: Excluded “Emma”"]
        click(button(bar, "Undo: Excluded “Emma”"))
        assert taken == ["Excluded “Emma”"]

    def test_an_error_stays_when_the_time_of_the_undo_is_over(
        self, bar: MessageBar, taken: list[str]
    ) -> None:
        do(bar, "Excluded", taken)
        bar.tell("Hardcover is paused.", Tone.ERROR)

        bar._timer.timeout.emit()

        assert (bar.text, offers(bar)) == ("Hardcover is paused.", [])

    def test_the_message_of_an_undo_replaces_it_at_once(self, bar: MessageBar) -> None:
        bar.say("Excluded", Tone.OK, undo_offer(lambda: bar.say("Undone.")))

        click(button(bar, "Undo"))

        assert (bar.text, offers(bar)) == ("Undone.", [])


class TestControlZ:
    def test_it_does_what_the_undo_on_the_screen_does(self, bar: MessageBar, taken: list[str]) -> None:
        do(bar, "Excluded", taken)
        do(bar, "Removed", taken)

        assert bar.undo()
        assert taken == ["Removed"]
        assert not bar.undo()

    def test_it_does_the_named_undo_beside_news(self, bar: MessageBar, taken: list[str]) -> None:
        do(bar, "Excluded", taken)
        bar.tell("3 added")

        assert bar.undo()
        assert taken == ["Excluded"]
        assert not bar.undo()

    @pytest.mark.parametrize("way", ["time", "closed", "something without an undo"])
    def test_an_action_no_longer_on_the_screen_is_shown_again_before_it_is_undone(
        self, bar: MessageBar, taken: list[str], way: str
    ) -> None:
        do(bar, "Excluded", taken)
        if way == "time":
            bar._timer.timeout.emit()
        elif way == "closed":
            click(button(bar, "Dismiss message"))
        else:
            bar.say("3 copied.")

        assert bar.undo()
        assert (bar.text, taken) == ("Excluded", [])
        assert bar.undo()
        assert taken == ["Excluded"]
        assert not bar.undo()

    def test_an_action_undone_with_its_button_is_not_undone_again(
        self, bar: MessageBar, taken: list[str]
    ) -> None:
        do(bar, "Excluded", taken)
        click(button(bar, "Undo"))

        assert not bar.undo()
        assert taken == ["Excluded"]

    def test_an_offer_that_undoes_nothing_is_not_its_business(
        self, bar: MessageBar, taken: list[str]
    ) -> None:
        bar.say("Valid", Tone.OK, Offer("Show", lambda: taken.append("Show")))

        assert not bar.undo()
        assert taken == []


class TestNothingMoves:
    @pytest.fixture
    def window(self, ui: Ui) -> MainWindow:
        window = ui.show(MainWindow(ui.context))
        window.sidebar.select(Page.SETTINGS)
        ui.until(lambda: window.pages.height() > 100)
        QTest.mouseMove(window, QPoint(1, 1))
        return window

    @staticmethod
    def places(window: MainWindow) -> dict[int, QRect]:
        return {
            id(part): part.geometry()
            for part in window.findChildren(QWidget)
            if part.isVisible()
            and not window.message_bar.isAncestorOf(part)
            and part is not window.message_bar
        }

    def test_every_part_of_every_page_stays_where_it_is(self, ui: Ui, window: MainWindow) -> None:
        for page in Page:
            window.message_bar.hide()
            window.sidebar.select(page)
            ui.until(lambda: not ui.tasks.is_busy)
            before = self.places(window)

            window.message_bar.say("Excluded", Tone.OK, undo_offer(list))
            ui.until(lambda: not ui.tasks.is_busy)

            after = self.places(window)
            assert [key for key in before if key in after and before[key] != after[key]] == []

    def test_a_message_does_not_appear_under_the_pointer(self, window: MainWindow) -> None:
        bar = window.message_bar
        bar.say("One")
        below = bar.geometry()
        bar.hide()
        stage = bar.parentWidget()
        assert stage is not None
        QTest.mouseMove(stage, below.center())

        bar.say("Two")

        assert not bar.geometry().contains(below.center())

    def test_news_waits_and_nothing_goes_while_the_pointer_is_on_it(
        self, ui: Ui, window: MainWindow, taken: list[str]
    ) -> None:
        bar = window.message_bar
        do(bar, "Excluded", taken)
        undo = button(bar, "Undo")
        point_at(undo)
        ui.until(bar.underMouse)

        bar.tell("3 added")
        bar._timer.timeout.emit()

        assert bar.text == "Excluded"
        QTest.mouseMove(window, QPoint(1, 1))
        ui.until(lambda: bar.text == "3 added")
        assert offers(bar) == ["Undo: Excluded"]


def test_a_message_with_two_buttons_cuts_nothing_off_in_a_low_window(ui: Ui) -> None:
    window = ui.show(MainWindow(ui.context))
    window.resize(760, 560)
    bar = window.message_bar
    words = "Excluded from Hardcover sync: a sentence so long that it needs two lines of its own here"
    for page in Page:
        window.sidebar.select(page)
        bar.say(words, Tone.OK, Offer("Remove from Hardcover", list), Offer("Undo", list))
        ui.until(lambda: bar.height() >= bar.heightForWidth(bar.width()))

        assert window.status.height() == window.status.sizeHint().height()
        assert window.status.geometry().bottom() < window.height()
        assert bar.mapTo(window, bar.rect().bottomLeft()).y() < window.status.geometry().top()


def test_an_ampersand_in_the_name_of_an_undo_is_shown(bar: MessageBar) -> None:
    bar.say("Excluded “Dombey & Son”", Tone.OK, undo_offer(list))
    bar.tell("3 added")

    assert offers(bar) == ["Undo: Excluded “Dombey && Son”"]
