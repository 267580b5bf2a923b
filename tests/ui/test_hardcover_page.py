"""The Hardcover page: connecting an account, and the books with their states."""

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from bookorbit_desktop.demo.local_hardcover import DEMO_TOKEN
from bookorbit_desktop.domain.base.appearance import LanguageChoice
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.catalogue import Privacy
from bookorbit_desktop.domain.hardcover.hardcover_row import NextAction
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.hardcover.account import TokenSource
from bookorbit_desktop.system.secrets import MemorySecretStore
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.hardcover.model import CandidateColumn, CandidateColumns, remedy_word
from bookorbit_desktop.ui.hardcover.page import HardcoverPage
from bookorbit_desktop.ui.translation import install_language
from bookorbit_desktop.ui.widgets.dialogs import Confirm
from bookorbit_desktop.ui.widgets.painting import link_button_width
from tests.ui.conftest import MakeUi
from tests.ui.harness import LockedSecretStore, Ui, click, part_of, text_of


def asking(ui: Ui) -> HardcoverPage:
    page = ui.show(HardcoverPage(ui.context))
    assert page.connect_card.isVisible()
    return page


def test_a_token_is_checked_saved_and_then_the_account_shows(make_ui: MakeUi) -> None:
    secrets = MemorySecretStore()
    ui = make_ui(token=None, secrets=secrets)
    page = asking(ui)
    card = page.connect_card
    assert card.token.echoMode() is QLineEdit.EchoMode.Password
    assert not card.save.isEnabled()

    QTest.keyClicks(card.token, f"Bearer {DEMO_TOKEN}")
    click(card.check)
    ui.until(lambda: card.verdict.text() == "Valid (demo)")
    click(card.save)
    ui.until(
        lambda: page.account.isVisible() and text_of(page.account, "text").startswith("\u2066@demo\u2069")
    )

    assert secrets.get("hardcover-token") == DEMO_TOKEN
    assert ui.services.hardcover_account.source is TokenSource.KEYRING
    assert card.token.text() == ""


def test_a_wrong_token_is_said_and_not_kept(make_ui: MakeUi) -> None:
    ui = make_ui(token=None)
    card = asking(ui).connect_card

    QTest.keyClicks(card.token, "hc_pat_nonsense")
    click(card.check)
    ui.until(lambda: card.verdict.text().startswith("Hardcover rejected your token."))

    assert not ui.services.hardcover_account.has_token
    assert card.token.text() == "hc_pat_nonsense"


def test_without_a_password_store_the_token_lasts_for_this_session(make_ui: MakeUi) -> None:
    ui = make_ui(token=None, secrets=LockedSecretStore())
    page = asking(ui)
    card = page.connect_card

    QTest.keyClicks(card.token, DEMO_TOKEN)
    click(card.save)
    ui.until(lambda: card.use_now.isVisible())
    assert not ui.services.hardcover_account.has_token
    click(card.use_now)
    ui.until(
        lambda: page.account.isVisible() and text_of(page.account, "text").startswith("\u2066@demo\u2069")
    )

    assert ui.services.hardcover_account.source is TokenSource.SESSION


def test_the_token_can_be_looked_at_while_it_is_typed(make_ui: MakeUi) -> None:
    card = asking(make_ui(token=None)).connect_card

    click(card.show_token)
    assert card.token.echoMode() is QLineEdit.EchoMode.Normal
    click(card.show_token)

    assert card.token.echoMode() is QLineEdit.EchoMode.Password


@pytest.mark.parametrize(
    ("word", "stored"),
    [
        ("Public", Privacy.PUBLIC),
        ("Followers only", Privacy.FOLLOWERS),
        ("Private", Privacy.PRIVATE),
        ("Leave as on Hardcover", None),
    ],
)
def test_the_chosen_privacy_is_stored(make_ui: MakeUi, word: str, stored: Privacy | None) -> None:
    ui = make_ui(token=None)
    ui.services.preferences.change(hardcover_privacy=Privacy.FOLLOWERS if stored is None else None)
    choice = asking(ui).connect_card.privacy

    choice.setCurrentText(word)
    choice.activated.emit(choice.currentIndex())
    ui.until(lambda: ui.services.preferences.current.hardcover_privacy == stored)
    ui.until(lambda: choice.currentText() == word)
    assert ui.services.preferences.current.hardcover_privacy == stored


def test_a_choice_is_kept_though_the_box_is_brought_up_to_date_meanwhile(make_ui: MakeUi) -> None:
    ui = make_ui(token=None)
    ui.services.preferences.change(hardcover_privacy=Privacy.FOLLOWERS)
    choice = asking(ui).connect_card.privacy

    choice.setCurrentText("Private")
    choice.activated.emit(choice.currentIndex())
    choice.show_current()
    ui.until(lambda: ui.services.preferences.current.hardcover_privacy != Privacy.FOLLOWERS)
    ui.until(lambda: choice.currentText() == "Private")

    assert ui.services.preferences.current.hardcover_privacy == Privacy.PRIVATE


def connected(ui: Ui, *titles: str) -> HardcoverPage:
    page = ui.show(HardcoverPage(ui.context))
    ui.until(lambda: sorted(row.title for row in page.model.rows) == sorted(titles))
    return page


def test_books_show_their_states_as_chips_that_filter(ui: Ui) -> None:
    ui.set_status(ui.book("Dune"), ReadingStatus.READ)
    ui.set_status(ui.book("Nowhere", known=False), ReadingStatus.READ)
    ui.book("Unread one")
    ui.on_network(ui.services.sync.run())
    page = connected(ui, "Dune", "Nowhere")

    page.show_state(HardcoverState.NOT_MATCHED)
    assert [row.title for row in page.model.rows] == ["Nowhere"]
    page.filter.setText("dune")
    ui.until(lambda: page.states.currentWidget() is page.states.filtered)
    click(page.states.filtered.button)
    ui.until(lambda: len(page.model.rows) == 2)


def test_a_library_of_unread_books_says_what_makes_them_eligible(ui: Ui) -> None:
    ui.book("Dune")
    page = ui.show(HardcoverPage(ui.context))

    ui.until(lambda: page.states.currentWidget() is page.states.empty)
    sentences = [text.text() for text in page.states.empty.findChildren(QLabel) if text.isVisible()]
    assert any("Give a book a status" in sentence for sentence in sentences)


def test_the_page_follows_a_sync(ui: Ui) -> None:
    ui.set_status(ui.book("Dune"), ReadingStatus.READ)
    page = connected(ui, "Dune")
    assert page.model.rows[0].hardcover is HardcoverState.PENDING

    ui.on_network(ui.services.sync.run())
    ui.until(lambda: page.model.rows[0].hardcover is HardcoverState.SYNCED)


def test_a_paused_account_offers_another_token(ui: Ui) -> None:
    page = connected(ui)
    ui.services.hardcover_account.pause(Message("Hardcover rejected your token."))
    ui.until(lambda: text_of(page.account.notice, "problem") == "Hardcover rejected your token.")

    page.account.notice.use.click()
    assert page.connect_card.isVisible()
    click(page.connect_card.cancel)

    assert page.account.isVisible()


def test_a_rejected_token_is_not_called_unchecked(make_ui: MakeUi) -> None:
    ui = make_ui(token="hc_pat_wrong")
    page = connected(ui)
    assert text_of(page.account, "text") == "Account not checked yet · never synced"

    ui.services.hardcover_account.pause(Message("Hardcover rejected your token."))
    ui.until(lambda: text_of(page.account.notice, "problem"))

    assert text_of(page.account, "text") == "never synced"


def test_the_icon_of_fix_all_keeps_off_its_words(ui: Ui) -> None:
    for title in ("Nowhere", "Nobody"):
        ui.set_status(ui.book(title, known=False), ReadingStatus.READ)
    ui.on_network(ui.services.sync.run())
    fix_all = part_of(connected(ui, "Nowhere", "Nobody"), QPushButton, "fix_all")
    ui.until(fix_all.isVisible)

    assert fix_all.text() == "Fix all (2)"
    assert fix_all.iconSize().width() > fix_all.iconSize().height()


def test_no_button_of_a_next_step_is_cut_in_any_language(qapp: QApplication) -> None:
    numbers = QLocale()
    try:
        for language in LanguageChoice:
            install_language(qapp, language)
            room = theme.px(CandidateColumns().widths[CandidateColumn.ACTION])
            cut = [one for one in NextAction if link_button_width(remedy_word(one)) > room]
            assert not cut, language
    finally:
        install_language(qapp, LanguageChoice.ENGLISH)
        QLocale.setDefault(numbers)


def test_a_token_of_another_account_is_told_with_both_names_and_the_choice(ui: Ui) -> None:
    ui.set_status(ui.book("Dune"), ReadingStatus.READING)
    ui.on_network(ui.services.sync.run())
    ines = ui.hardcover.world.add_user("ines")
    ui.hardcover.add_token("hc_pat_of_ines", ines)
    page = ui.show(HardcoverPage(ui.context))
    ui.services.hardcover_account.use_for_session("hc_pat_of_ines")
    ui.on_network(ui.services.hardcover_account.check())
    ui.until(lambda: "ines" in text_of(page.account.notice, "problem"))
    assert "demo" in text_of(page.account.notice, "problem")

    notice = page.account.notice
    click(notice.anew)
    question = notice.findChild(Confirm)
    assert question is not None
    click(question.act)
    ui.until(
        lambda: (
            text_of(page.account, "text").startswith("\u2066@ines\u2069")
            and not text_of(page.account.notice, "problem")
        )
    )
    assert ui.services.preferences.current.hardcover_user_id == ines
    assert len(ui.hardcover.world.tables["user_books"]) == 1
