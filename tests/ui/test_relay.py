"""The relay's card in Settings, KOReader, over real services and a real server on a socket."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from aiohttp import web
from PySide6.QtTest import QTest

from bookorbit_desktop.domain.base.errors import RelayBusy
from bookorbit_desktop.domain.overview.activity import JobKind, JobState
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.settings.page import SettingsPage, SettingsTopic
from bookorbit_desktop.ui.settings.relay import RelayCard
from tests.integration.upstream import PASSWORD, USER, Upstream, open_upstream
from tests.ui.harness import Ui, click


@pytest.fixture
def upstream(ui: Ui) -> Iterator[Upstream]:
    """Another server, on the network loop."""
    opened = open_upstream()
    with ExitStack() as after:
        upstream = ui.on_network(opened.__aenter__())
        after.callback(lambda: ui.on_network(opened.__aexit__(None, None, None)))
        yield upstream


@pytest.fixture
def card(ui: Ui) -> RelayCard:
    page = ui.show(SettingsPage(ui.context))
    page.show_topic(SettingsTopic.KOREADER)
    return page.koreader.relay


def enter(card: RelayCard, url: str, password: str = PASSWORD) -> None:
    """Type a server and a login."""
    for field, text in ((card.url, url), (card.username, USER), (card.password, password)):
        field.selectAll()
        QTest.keyClicks(field, text)


def test_the_relay_is_off_at_first_and_says_what_is_missing(ui: Ui, card: RelayCard) -> None:
    ui.until(lambda: not card.on.isEnabled())
    assert not card.on.isChecked()
    assert card.on.toolTip() == "Enter a server address and login first."
    assert card.again.isHidden()
    click(card.test)
    ui.until(lambda: "Enter an address that starts with" in card.verdict.text())


def test_a_connection_is_tested_without_keeping_it(ui: Ui, card: RelayCard, upstream: Upstream) -> None:
    enter(card, upstream.url)
    click(card.test)
    ui.until(lambda: card.verdict.text() == "Connected. Your login was accepted.")
    assert ui.services.preferences.current.relay_url == ""
    assert upstream.requests == [("GET", "/users/auth")]


def test_save_switches_the_relay_on_and_later_switching_asks_for_no_password(
    ui: Ui, card: RelayCard, upstream: Upstream
) -> None:
    enter(card, upstream.url)
    click(card.save)
    ui.until(lambda: card.on.isChecked() and card.verdict.text() == "Saved. The relay is on.")
    assert (card.password.text(), card.password.placeholderText()) == ("", "Saved. Type to replace it.")
    assert card.times.text() == "Not synced yet."
    assert ui.services.preferences.current.relay_username == USER
    click(card.on)
    ui.until(lambda: not ui.services.relay.is_on)
    ui.until(lambda: not card.on.isChecked() and card.again.isHidden())
    click(card.on)
    ui.until(lambda: card.on.isChecked() and not card.again.isHidden())


def test_syncing_the_relay_now_says_how_many_positions_were_sent(
    ui: Ui, card: RelayCard, upstream: Upstream
) -> None:
    ui.services.relay.save(upstream.url, USER, PASSWORD)
    ui.services.relay.switch(on=True)
    ui.push("a" * 32, 0.5)
    ui.until(lambda: not card.again.isHidden())
    click(card.again)
    ui.until(lambda: card.verdict.text() == "1 position sent")
    ui.until(lambda: "Last sent:" in card.times.text())
    click(card.again)
    ui.until(lambda: card.verdict.text() == "Both servers are in sync.")
    assert card.problem.isHidden()


@pytest.mark.parametrize(
    ("status", "words"), [(401, "does not accept this name and password"), (500, "has a problem (500)")]
)
def test_a_problem_is_shown_with_what_to_do(
    ui: Ui, card: RelayCard, upstream: Upstream, status: int, words: str
) -> None:
    ui.services.relay.save(upstream.url, USER, PASSWORD)
    ui.services.relay.switch(on=True)
    upstream.everything = lambda: web.Response(status=status)
    ui.until(lambda: not card.again.isHidden())
    click(card.again)
    ui.until(lambda: words in card.problem.text() and not card.problem.isHidden())
    upstream.everything = None
    ui.until(card.again.isEnabled)
    click(card.again)
    ui.until(lambda: card.verdict.text() == "Both servers are in sync.")
    assert card.problem.isHidden()


def test_a_failed_round_is_tried_again_from_the_activity_panel(ui: Ui, upstream: Upstream) -> None:
    ui.services.relay.save(upstream.url, USER, PASSWORD)
    ui.services.relay.switch(on=True)
    upstream.everything = lambda: web.Response(status=500)
    with pytest.raises(RelayBusy):
        ui.on_network(ui.services.relay_exchange.run(thorough=True))
    window = ui.show(MainWindow(ui.context))
    window.activateWindow()
    click(window.status.activity)
    ui.until(lambda: any(row.kind is JobKind.RELAY for row in window.activity.model.rows))
    failed = window.activity.model.rows[0]
    assert (failed.state, "has a problem" in failed.error) == (JobState.FAILED, True)

    upstream.everything = None
    window.activity.view.setCurrentIndex(window.activity.model.index_of(failed.id))
    click(window.activity.retry)
    ui.until(lambda: not ui.services.relay.has_problem)

    assert not window.sync_dialog.isVisible()


def test_an_address_without_encryption_is_pointed_out(card: RelayCard, ui: Ui) -> None:
    enter(card, "http://nas.local:7200")
    assert not card.unencrypted.isHidden()
    enter(card, "https://nas.local:7200")
    assert card.unencrypted.isHidden()
    ui.run(asyncio.sleep(0))


def test_an_address_being_typed_stays_when_the_relay_is_saved_elsewhere(
    ui: Ui, card: RelayCard, upstream: Upstream
) -> None:
    QTest.keyClicks(card.url, "https://half")
    ui.services.relay.save(upstream.url, USER, PASSWORD)
    ui.until(lambda: card.username.text() == USER)
    assert card.url.text() == "https://half"
