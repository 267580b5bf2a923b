"""Messages under the page: what can still be taken back stays, and nothing is cut off."""

import pytest
from PySide6.QtWidgets import QAbstractButton

from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.sidebar import Page
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.widgets.message_bar import MessageBar, Offer
from tests.ui.harness import Ui, click


def button(bar: MessageBar, words: str) -> QAbstractButton:
    """The button of the message that is shown."""
    found = [one for one in bar.findChildren(QAbstractButton) if words in (one.text(), one.accessibleName())]
    return found[-1]


@pytest.fixture
def bar(ui: Ui) -> MessageBar:
    return ui.show(MessageBar())


def test_news_waits_until_an_undo_has_run_out(bar: MessageBar) -> None:
    taken: list[str] = []
    bar.say("Excluded", Tone.OK, Offer("Undo", lambda: taken.append("Excluded")))
    bar.say("3 added")
    bar.say("Removed", Tone.OK, Offer("Undo", lambda: taken.append("Removed")))

    assert bar.text == "Excluded"
    bar._timer.timeout.emit()
    assert bar.text == "3 added"
    bar._timer.timeout.emit()
    assert bar.text == "Removed"
    click(button(bar, "Undo"))

    assert taken == ["Removed"]
    assert bar.text == ""


def test_taking_back_is_said_before_what_waited(bar: MessageBar) -> None:
    bar.say("Excluded", Tone.OK, Offer("Undo", lambda: bar.say("Taken back.")))

    click(button(bar, "Undo"))

    assert bar.text == "Taken back."


def test_of_news_without_an_offer_only_the_newest_waits(bar: MessageBar) -> None:
    bar.say("Excluded", Tone.OK, Offer("Undo", lambda: None))
    bar.say("1 added")
    bar.say("2 added")
    bar.say("Hardcover rejected your token.", Tone.ERROR)

    shown = []
    while bar.text:
        click(button(bar, "Close this message"))
        shown.append(bar.text)

    assert shown == ["2 added", "Hardcover rejected your token.", ""]


def test_what_needs_the_person_stays_and_news_without_an_offer_is_replaced(bar: MessageBar) -> None:
    bar.say("1 added")
    bar.say("Hardcover rejected your token.", Tone.ERROR)

    assert bar.text == "Hardcover rejected your token."
    assert not bar._timer.isActive()


@pytest.mark.parametrize("page", Page)
def test_a_message_with_two_buttons_cuts_nothing_off_in_a_low_window(ui: Ui, page: Page) -> None:
    window = ui.show(MainWindow(ui.context))
    window.resize(760, 560)
    window.sidebar.select(page)
    words = "Excluded from Hardcover sync: a sentence so long that it needs two lines of its own here"

    window.message_bar.say(words, Tone.OK, Offer("Remove from Hardcover", list), Offer("Undo", list))
    ui.until(lambda: window.message_bar.height() >= window.message_bar.heightForWidth(536))

    assert window.status.height() == window.status.sizeHint().height()
    assert window.status.geometry().bottom() < window.height()
    assert window.message_bar.geometry().bottom() < window.status.geometry().top()
