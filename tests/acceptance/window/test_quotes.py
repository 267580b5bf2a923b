"""Highlights sent to Hardcover from the window: chosen, previewed, by hand, and taken back."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QMenu, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.catalogue import Privacy
from bookorbit_desktop.domain.hardcover.quotes import QuoteKinds
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.domain.usb.files import Annotation
from bookorbit_desktop.ui.highlights.delegate import HARDCOVER
from bookorbit_desktop.ui.highlights.page import HighlightsPage
from bookorbit_desktop.ui.highlights.quotes import BeginQuotes
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Command, Page
from bookorbit_desktop.ui.settings.page import SettingsTopic
from bookorbit_desktop.ui.sync.preview import QuotesDialog
from bookorbit_desktop.ui.widgets.dialogs import Confirm
from tests.annotations import KOBO, book_of, highlight
from tests.ui.harness import Ui, click, part_of

HOSTILE = "<b>Apples</b> fall & “rise”.\n\nمرحبا"


class Desk:
    """The window over a library with one book that is read here and on Hardcover, with highlights."""

    def __init__(self, ui: Ui) -> None:
        self.ui = ui
        self.book = ui.book("Orchard", pages=100)
        ui.set_status(self.book, ReadingStatus.READING)
        ui.on_network(ui.services.sync.run())
        self.window = ui.show(MainWindow(ui.context))
        self.window.sidebar.select(Page.HIGHLIGHTS)

    @property
    def page(self) -> HighlightsPage:
        return self.window.pages.highlights

    def has(self, *annotations: Annotation) -> None:
        """What the Kobo has, taken in."""
        digest = self.ui.services.library.book(self.book).files[0].partial_md5
        found = book_of(*annotations, digest=digest)
        found = replace(found, newest=replace(found.newest, pages=100))
        self.ui.services.annotations.import_books([(found, BookId(self.book))], KOBO)
        self.page.reload()
        self.ui.until(lambda: len(self.page.model.rows) == len(annotations))

    def rows(self) -> list[dict[str, Any]]:
        journal = self.ui.hardcover.world.tables["reading_journals"].values()
        return [row for row in journal if row["event"] in ("quote", "note")]

    def entries(self) -> list[str]:
        return [row["entry"] for row in self.rows()]

    def states(self) -> list[str]:
        return [self.page.model.index(row).data(HARDCOVER) for row in range(len(self.page.model.ids))]

    def pick(self, *numbers: int) -> None:
        choice = self.page.view.selectionModel()
        choice.clear()
        for number in numbers:
            choice.setCurrentIndex(self.page.model.index(number), choice.SelectionFlag.Select)

    def do(self, text: str) -> None:
        """An act from the menu of the selected rows."""
        index = self.page.view.selectedIndexes()[0]
        self.page.view.customContextMenuRequested.emit(self.page.view.visualRect(index).center())
        press(self.page, text)

    def switch_on(self, *, all_of_them: bool) -> None:
        click(self.page.hardcover)
        press(self.page, "Send highlights with each sync")
        self.ui.until(lambda: self.page.findChildren(BeginQuotes))
        dialog = part_of(self.page, BeginQuotes)
        if all_of_them:
            click(dialog.all)
        click(dialog.begin)
        self.ui.until(lambda: self.ui.services.quotes.is_on)


def press(page: QWidget, text: str) -> None:
    menu = next(menu for menu in page.findChildren(QMenu) if menu.isVisible())
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()


@pytest.fixture
def desk(ui: Ui) -> Desk:
    return Desk(ui)


def test_nothing_is_sent_before_the_question_is_answered_and_old_ones_only_if_asked(desk: Desk) -> None:
    desk.has(highlight(1, "Apples fall."))
    click(desk.page.hardcover)
    press(desk.page, "Send highlights with each sync")
    desk.ui.until(lambda: desk.page.findChildren(BeginQuotes))
    dialog = part_of(desk.page, BeginQuotes)
    assert dialog.all.text() == "Also the 1 highlight you have"
    assert dialog.from_now.isChecked()
    click(dialog.cancel)
    assert not desk.ui.services.quotes.is_on
    desk.switch_on(all_of_them=False)
    desk.ui.on_network(desk.ui.services.sync.run())
    assert desk.entries() == []
    desk.ui.until(lambda: desk.states()[0].startswith("not on Hardcover: You made it before"))


def test_the_sync_dialog_shows_each_quote_as_it_will_stand_and_sends_it(desk: Desk) -> None:
    desk.has(highlight(1, HOSTILE, page_number=12, note="My <i>note</i>"))
    desk.switch_on(all_of_them=True)
    desk.ui.context.navigation.run(Command.PREVIEW)
    dialog = desk.window.sync_dialog
    desk.ui.until(lambda: dialog.send.isVisible() and dialog.send.isEnabled())
    assert dialog.preview.quotes.isVisible()
    click(dialog.preview.quotes)
    shown = part_of(dialog.preview, QuotesDialog).text.toPlainText()
    assert f"Quote with note, page 12: {HOSTILE}\n\nMy <i>note</i>" in shown
    part_of(dialog.preview, QuotesDialog).reject()
    assert desk.entries() == []
    click(dialog.send)
    desk.ui.until(desk.rows)
    assert desk.entries() == [f"{HOSTILE}\n\nMy <i>note</i>"]
    desk.ui.until(lambda: desk.states() == ["on Hardcover"])


def test_by_hand_on_a_selection_send_update_and_remove(desk: Desk) -> None:
    desk.has(highlight(1, "Apples fall."), highlight(2, "Pears do, too."), highlight(3, "Plums stay."))
    desk.pick(0, 1)
    desk.do("Send to Hardcover")
    desk.ui.until(lambda: desk.states() == ["on Hardcover", "on Hardcover", ""])
    assert desk.entries() == ["Apples fall.", "Pears do, too."]
    changed = highlight(1, "Apples fall.", note="Newton", updated=highlight(1).created)
    desk.has(changed, highlight(2, "Pears do, too."), highlight(3, "Plums stay."))
    desk.ui.until(lambda: desk.states()[0] == "on Hardcover, changed since")
    desk.pick(0)
    desk.do("Update on Hardcover")
    desk.ui.until(lambda: desk.states()[0] == "on Hardcover")
    assert desk.entries()[0] == "Apples fall.\n\nNewton"
    desk.pick(0, 1)
    desk.do("Remove from Hardcover")
    desk.ui.until(lambda: desk.states() == ["taken off Hardcover", "taken off Hardcover", ""])
    assert desk.entries() == []


def test_one_removed_here_asks_about_hardcover_and_stays_there_by_default(desk: Desk) -> None:
    desk.has(highlight(1, "Apples fall."), highlight(2, "Pears do, too."))
    desk.pick(0, 1)
    desk.do("Send to Hardcover")
    desk.ui.until(lambda: desk.states() == ["on Hardcover", "on Hardcover"])
    first, second = desk.page.model.ids
    for answer, number in (("keep", second), ("act", first)):
        desk.page.remove([number])
        desk.ui.until(lambda: desk.page.findChildren(Confirm))
        question = part_of(desk.page, Confirm)
        assert question.windowTitle() == "Also remove 1 from Hardcover?"
        click(getattr(question, answer))
        desk.ui.until(lambda: not desk.page.findChildren(Confirm) and not desk.ui.tasks.is_busy)
    assert desk.entries() == ["Pears do, too."]


def test_what_is_yours_there_is_said_and_cannot_be_removed_from_here(desk: Desk) -> None:
    desk.has(highlight(1, "Apples fall."))
    desk.pick(0)
    desk.do("Send to Hardcover")
    desk.ui.until(lambda: desk.states() == ["on Hardcover"])
    desk.rows()[0]["entry"] = "My words"
    desk.has(highlight(1, "Apples fall.", note="Newton", updated=highlight(1).created))
    desk.switch_on(all_of_them=True)
    desk.ui.on_network(desk.ui.services.sync.run())
    desk.ui.until(lambda: desk.states() == ["yours on Hardcover"])
    desk.pick(0)
    desk.page.view.customContextMenuRequested.emit(
        desk.page.view.visualRect(desk.page.model.index(0)).center()
    )
    menu = next(menu for menu in desk.page.findChildren(QMenu) if menu.isVisible())
    texts = [action.text() for action in menu.actions()]
    menu.close()
    assert "Open on Hardcover" in texts
    assert not {"Send to Hardcover", "Update on Hardcover", "Remove from Hardcover"} & set(texts)
    assert desk.entries() == ["My words"]


def test_the_settings_choose_what_of_which_books_and_ask_before_others_may_read(desk: Desk) -> None:
    desk.window.sidebar.select(Page.SETTINGS)
    desk.window.pages.settings.show_topic(SettingsTopic.HARDCOVER)
    section = desk.window.pages.settings.hardcover
    rows = section.quotes
    desk.ui.until(lambda: rows.books.findData(-1) > 0)
    assert not rows.books.isVisible()
    rows.kinds.setCurrentIndex(rows.kinds.findData(QuoteKinds.NOTES.value))
    rows.kinds.activated.emit(rows.kinds.currentIndex())
    desk.ui.until(lambda: section.findChildren(BeginQuotes))
    click(part_of(section, BeginQuotes).begin)
    desk.ui.until(lambda: rows.books.isVisible() or not rows.books.isHidden())
    rows.books.setCurrentIndex(rows.books.findData(-1))
    rows.books.activated.emit(rows.books.currentIndex())
    settings = desk.ui.services.preferences
    desk.ui.until(lambda: settings.current.hardcover_quote_books == "chosen")
    rows.who.setCurrentIndex(rows.who.findData(int(Privacy.PUBLIC)))
    rows.who.activated.emit(rows.who.currentIndex())
    question = part_of(section, Confirm)
    assert settings.current.hardcover_quote_privacy == Privacy.PRIVATE
    click(question.keep)
    assert rows.who.currentData() == int(Privacy.PRIVATE)
    rows.who.setCurrentIndex(rows.who.findData(int(Privacy.PUBLIC)))
    rows.who.activated.emit(rows.who.currentIndex())
    desk.ui.until(lambda: [one for one in section.findChildren(Confirm) if one.isVisible()])
    click(next(one for one in section.findChildren(Confirm) if one.isVisible()).act)
    desk.ui.until(lambda: settings.current.hardcover_quote_privacy == Privacy.PUBLIC)
    desk.ui.until(lambda: not rows.more_public.isHidden())
