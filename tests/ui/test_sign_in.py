"""Signing in with Hardcover in the window: the browser is a person of the test, the issuer a local one."""

import asyncio
import socket

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.demo.local_hardcover import DEMO_TOKEN
from bookorbit_desktop.services.hardcover import sign_in as sign_in_service
from bookorbit_desktop.services.hardcover.account import TokenSource
from bookorbit_desktop.ui.first_run.window import FirstRun
from bookorbit_desktop.ui.hardcover.account import AccountBar
from bookorbit_desktop.ui.hardcover.connect import ConnectCard
from bookorbit_desktop.ui.hardcover.page import HardcoverPage
from bookorbit_desktop.ui.hardcover.sign_in import DeviceDialog, SignInPanel
from bookorbit_desktop.ui.settings.goal_dialog import GoalDialog, ask_for_goal
from bookorbit_desktop.ui.settings.page import HardcoverSection
from tests.acceptance.hardcover import Hardcover
from tests.ui.conftest import MakeUi
from tests.ui.harness import LockedSecretStore, Ui, click, part_of, text_of
from tests.ui.signing import Browser, MakeSigning


def asking(ui: Ui) -> tuple[HardcoverPage, SignInPanel]:
    page = ui.show(HardcoverPage(ui.context))
    assert page.connect_card.isVisible()
    return page, page.connect_card.sign_in


def signed_in(ui: Ui, browser: Browser) -> HardcoverPage:
    page, panel = asking(ui)
    click(panel.begin)
    ui.until(lambda: page.account.isVisible() and "demo" in text_of(page.account, "text"))
    return page


def buttons(card: ConnectCard) -> list[str]:
    """The visible ways to connect, by their texts."""
    ways = (card.sign_in.begin, card.sign_in.elsewhere, card.sign_in.by_token, card.check, card.save)
    return [way.text() for way in ways if way.isVisible()]


def test_without_a_client_id_nothing_of_it_is_shown(make_ui: MakeUi) -> None:
    page = make_ui(token=None)
    shown = page.show(HardcoverPage(page.context))
    assert buttons(shown.connect_card) == ["Check token", "Save"]
    assert not shown.connect_card.back.isVisible()


def test_signing_in_comes_first_and_the_token_stays_behind_a_button(signing: Ui) -> None:
    page, panel = asking(signing)
    card = page.connect_card
    assert buttons(card) == ["Sign in with Hardcover", "Sign in on another device…", "Use a token instead…"]
    assert not card.token.isVisible()
    click(panel.by_token)
    assert card.token.isVisible()
    assert buttons(card) == ["Check token", "Save"]
    click(card.back)
    assert not card.token.isVisible()
    assert panel.begin.isVisible()


def test_allow_signs_in_and_shows_the_account(signing: Ui, browser: Browser) -> None:
    page = signed_in(signing, browser)
    account = signing.services.hardcover_account
    assert account.source is TokenSource.SIGN_IN
    assert "Signed in since" in part_of(page.account, QWidget, "text").toolTip()
    assert "You&#x27;re signed in" in browser.last_page


def test_while_the_browser_is_open_its_address_can_be_copied_and_opened_again(
    signing: Ui, browser: Browser
) -> None:
    browser.acts = False
    _, panel = asking(signing)
    click(panel.begin)
    signing.until(lambda: panel.address.isVisible())
    assert not panel.begin.isVisible()
    click(panel.address.copy_button)
    assert QGuiApplication.clipboard().text() == browser.addresses[0]
    click(panel.again)
    assert browser.addresses[1] == browser.addresses[0]
    browser.open(browser.addresses[0])
    signing.until(lambda: signing.services.hardcover_account.has_token)


def test_cancel_goes_back_to_the_ways_to_sign_in(signing: Ui, browser: Browser) -> None:
    browser.acts = False
    _, panel = asking(signing)
    click(panel.begin)
    signing.until(lambda: panel.address.isVisible())
    click(panel.cancel)
    signing.until(lambda: panel.begin.isVisible() and panel.begin.isEnabled())
    assert not signing.services.hardcover_account.has_token
    assert signing.problems == []


def test_a_browser_that_does_not_open_is_said(signing: Ui, browser: Browser) -> None:
    browser.opens = False
    _, panel = asking(signing)
    click(panel.begin)
    signing.until(lambda: panel.address.isVisible())
    assert "Your browser didn't open" in text_of(panel, "verdict")
    click(panel.cancel)
    signing.until(lambda: panel.begin.isVisible())


def test_deny_is_said_beside_the_button(signing: Ui, browser: Browser) -> None:
    browser.decision = "deny"
    _, panel = asking(signing)
    click(panel.begin)
    signing.until(lambda: "You didn't allow BookOrbit" in text_of(panel, "verdict"))
    assert panel.begin.isVisible()
    browser.decision = "allow"
    click(panel.begin)
    signing.until(lambda: signing.services.hardcover_account.has_token)


def test_nobody_allows_it(signing: Ui, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in_service, "PATIENCE", 0.05)
    browser.acts = False
    _, panel = asking(signing)
    click(panel.begin)
    signing.until(lambda: "Nobody allowed it" in text_of(panel, "verdict"))
    assert panel.begin.isVisible()


def test_while_hardcover_does_not_answer_it_says_so_and_can_be_cancelled(
    make_signing: MakeSigning, browser: Browser
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        ui = make_signing(issuer=f"http://127.0.0.1:{silent.getsockname()[1]}")
        _, panel = asking(ui)
        click(panel.begin)
        ui.until(lambda: text_of(panel, "awaited") == "Contacting Hardcover…" and panel.cancel.isVisible())
        assert not panel.again.isVisible()
        click(panel.cancel)
        ui.until(lambda: panel.begin.isVisible())
    assert browser.addresses == []


def test_offline_is_said(signing: Ui, browser: Browser, hardcover: Hardcover) -> None:
    browser.acts = False
    _, panel = asking(signing)
    click(panel.begin)
    signing.until(lambda: panel.address.isVisible())
    hardcover.stop()
    browser.opens = True
    click(panel.cancel)
    signing.until(lambda: panel.begin.isVisible())
    click(panel.elsewhere)
    dialog = part_of(panel, DeviceDialog)
    signing.until(lambda: "Can't reach Hardcover" in text_of(dialog, "told"))
    dialog.reject()


def test_a_code_for_another_device_has_an_address_and_a_qr_code_and_ends_by_itself(
    signing: Ui, browser: Browser, hardcover: Hardcover, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def at_once(seconds: float) -> None:
        await asyncio.sleep(0.01)

    monkeypatch.setattr(sign_in_service, "pause", at_once)
    page, panel = asking(signing)
    click(panel.elsewhere)
    dialog = part_of(panel, DeviceDialog)
    signing.until(lambda: dialog.code.isVisible())
    code = dialog.code.text()
    assert dialog.qr.accessibleDescription().endswith(f"?code={code}")
    assert "/link" in dialog.address.text()
    hardcover.ask(lambda: hardcover.local.oauth.decide(code))
    signing.until(lambda: page.account.isVisible() and "demo" in text_of(page.account, "text"))


def test_a_password_store_that_refuses_keeps_it_until_the_end_and_says_so(
    make_signing: MakeSigning, browser: Browser
) -> None:
    ui = make_signing(LockedSecretStore())
    page = signed_in(ui, browser)
    assert "kept until you quit" in text_of(page.account, "text")
    bar = ui.show(AccountBar(ui.context))
    bar.refresh()
    assert "kept until you quit" in text_of(bar, "access")
    steps = ui.show(FirstRun(ui.context, page))
    assert "kept until you quit" in steps.hardcover.account.text()


def test_what_is_allowed_and_what_is_not_is_said_in_words(
    signing: Ui, browser: Browser, hardcover: Hardcover
) -> None:
    hardcover.local.oauth.allowed_scopes = frozenset({"read:me:content", "read:catalog", "read:library"})
    page, panel = asking(signing)
    click(panel.begin)
    signing.until(lambda: page.account.notice.isVisible())
    assert "doesn't allow write:library. Sign in again" in text_of(page.account.notice, "problem")
    bar = signing.show(AccountBar(signing.context))
    bar.refresh()
    assert "BookOrbit may see who you are, look up books, read your library" in text_of(bar, "access")
    assert "not allowed: change your library" in text_of(bar, "access")


def test_revoked_there_asks_to_sign_in_again(signing: Ui, browser: Browser, hardcover: Hardcover) -> None:
    page = signed_in(signing, browser)
    hardcover.ask(hardcover.local.oauth.revoke_all)
    page.account_actions.check.trigger()
    signing.until(lambda: page.account.notice.isVisible())
    assert "Hardcover ended this sign-in" in text_of(page.account.notice, "problem")
    assert page.account.notice.get.text() == "Sign in again"
    assert any("ended this sign-in" in problem for problem in signing.problems)


def test_another_account_is_told_with_both_names(signing: Ui, browser: Browser, hardcover: Hardcover) -> None:
    page = signed_in(signing, browser)
    signing.services.preferences.change(hardcover_user_id=hardcover.local.user_id)
    hardcover.local.oauth.person_id = hardcover.stranger
    page.connect_card.show_ways()
    signing.run(_signed_in_anew(signing, browser))
    page.account_actions.check.trigger()
    signing.until(lambda: page.account.notice.isVisible())
    told = text_of(page.account.notice, "problem")
    assert "stranger" in told
    assert "demo" in told
    assert page.account.notice.get.text() == "Sign in as \u2066@demo\u2069…"
    assert "stranger" in page.account.notice.anew.text()


async def _signed_in_anew(ui: Ui, browser: Browser) -> None:
    await ui.tasks.network(ui.services.sign_in.in_browser(browser.open))


def test_signing_out_tells_hardcover_or_says_that_it_could_not(
    signing: Ui, browser: Browser, hardcover: Hardcover
) -> None:
    page = signed_in(signing, browser)
    messages: list[str] = []
    signing.context.messages.message.connect(lambda text, tone: messages.append(text))
    page.account_actions.refresh()
    assert page.account_actions.remove.text() == "Sign out"
    page.account_actions.remove.trigger()
    signing.until(lambda: messages)
    assert messages == ["Signed out. Your matches and sync history are kept."]
    assert hardcover.local.oauth.connected_apps() == 0

    page = signed_in(signing, browser)
    signing.until(lambda: not signing.tasks.is_busy)  # or a question on its way is never answered
    hardcover.stop()
    page.account_actions.remove.trigger()
    signing.until(lambda: len(messages) > 1)
    assert "remove BookOrbit from your connected apps there" in messages[-1]
    assert not signing.services.hardcover_account.has_token


def test_settings_ask_the_same(signing: Ui, browser: Browser) -> None:
    section = signing.show(HardcoverSection(signing.context))
    click(section.connect_card.sign_in.begin)
    signing.until(lambda: section.account.isVisible() and "demo" in text_of(section.account, "name"))
    assert "renews by itself" in text_of(section.account, "access")


def test_a_person_who_signed_in_can_use_a_token_instead_and_the_other_way_round(
    signing: Ui, browser: Browser, hardcover: Hardcover
) -> None:
    page = signed_in(signing, browser)
    page.account_actions.refresh()
    assert page.account_actions.by_token.text() == "Use a token instead…"
    page.account_actions.by_token.trigger()
    page.connect_card.token.setText(DEMO_TOKEN)
    click(page.connect_card.save)
    signing.until(lambda: signing.services.hardcover_account.source is TokenSource.KEYRING)
    signing.until(lambda: page.account.isVisible() and "demo" in text_of(page.account, "text"))
    assert hardcover.local.oauth.connected_apps() == 0
    page.account_actions.refresh()
    assert page.account_actions.change.text() == "Sign in with Hardcover…"
    page.account_actions.change.trigger()
    click(page.connect_card.sign_in.begin)
    signing.until(lambda: signing.services.hardcover_account.source is TokenSource.SIGN_IN)


def test_goals_are_not_promised_to_whoever_signed_in(signing: Ui, browser: Browser) -> None:
    signed_in(signing, browser)
    parent = signing.show(QWidget())
    ask_for_goal(signing.context, parent)
    dialog = part_of(parent, GoalDialog)
    signing.until(lambda: dialog.elsewhere.isVisible())
    assert "doesn't let BookOrbit read your goals" in dialog.elsewhere.text()
    assert not dialog.new_token.isVisible()
    dialog.reject()
