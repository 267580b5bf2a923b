"""Another language takes effect at once, and the person stands where they stood."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Protocol

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication, QDialog
from qasync import QEventLoop

from bookorbit_desktop.domain.base.appearance import LanguageChoice
from bookorbit_desktop.domain.hardcover.sync_log import LogOutcome
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui.bridge import EventBridge
from bookorbit_desktop.ui.context import Messages
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.shell import Shell
from bookorbit_desktop.ui.translation import install_language
from bookorbit_desktop.ui.widgets.rows import ROW
from tests.annotations import KOBO, book_of, highlight
from tests.ui.conftest import MakeUi
from tests.ui.harness import HeldHardcover, Ui, note_of, text_of


class Switch(Protocol):
    """As the fixture has it."""

    def __call__(self, before: Shell, meanwhile: Callable[[], object] = ...) -> Shell: ...


@pytest.fixture
def to_german(qt_loop: QEventLoop, make_ui: MakeUi, qapp: QApplication) -> Iterator[Switch]:
    """Puts a German window in the place of another. `meanwhile` happens before the other one has ended."""
    numbers = QLocale()
    made: list[Shell] = []

    def switch(before: Shell, meanwhile: Callable[[], object] = lambda: None) -> Shell:
        install_language(qapp, LanguageChoice.GERMAN)
        made.append(before.next())
        meanwhile()
        qt_loop.run_until_complete(before.end())
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return made[-1]

    yield switch
    for shell in made:
        shell.window.hide()
        qt_loop.run_until_complete(shell.end())
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    install_language(qapp, LanguageChoice.ENGLISH)
    QLocale.setDefault(numbers)


def opened(ui: Ui) -> Shell:
    """The window and the tray as the program makes them, with two books."""
    ui.set_status(ui.book("Dune"), ReadingStatus.READING)
    ui.set_status(ui.book("Emma"), ReadingStatus.READING)
    shell = Shell(replace(ui.context, bridge=EventBridge(ui.services.events), messages=Messages()))
    shell.window.show()
    ui.until(lambda: note_of(shell.window.sidebar, Page.LIBRARY) == "2")
    return shell


def page_names(shell: Shell) -> list[str]:
    return [entry.word for entry in shell.window.sidebar.model.rows]


def test_window_and_tray_speak_the_new_language_and_the_old_ones_are_gone(ui: Ui, to_german: Switch) -> None:
    before = opened(ui)
    before.window.navigator.go(Route(Page.SETTINGS))
    before.window.pages.settings.general.language.box.setFocus()
    assert "Settings" in page_names(before)

    shell = to_german(before)

    assert {"Einstellungen", "Bibliothek"} <= set(page_names(shell))
    assert "BookOrbit öffnen" in [action.text() for action in shell.tray.menu.menu.actions()]
    assert shell.window.isVisible()
    assert shell.window.pages.currentWidget() is shell.window.pages.settings
    assert shell.window.focusWidget() is shell.window.pages.settings.general.language.box
    assert not shiboken6.isValid(before.window)
    assert not shiboken6.isValid(before.tray)


def test_filters_selection_and_the_way_back_are_kept(ui: Ui, to_german: Switch) -> None:
    before = opened(ui)
    navigator, pages = before.window.navigator, before.window.pages
    navigator.go(Route(Page.HARDCOVER))
    ui.until(lambda: len(pages.hardcover.model.rows) == 2)
    pages.hardcover.filter.setText("dune")
    ui.until(lambda: [row.title for row in pages.hardcover.model.rows] == ["Dune"])
    navigator.go(Route(Page.LIBRARY, ReadingStatus.READING))
    pages.library.search.setText("emma")
    ui.until(lambda: [row.title for row in pages.library.model.rows] == ["Emma"])
    pages.library.view.setCurrentIndex(pages.library.model.index(0))
    navigator.go(Route(Page.SETTINGS))

    shell = to_german(before)
    hardcover, library = shell.window.pages.hardcover, shell.window.pages.library
    shell.window.navigator.back()

    assert shell.window.pages.currentWidget() is library
    ui.until(lambda: [row.title for row in library.model.rows] == ["Emma"])
    assert library.search.text() == "emma"
    assert [index.data(ROW).title for index in library.view.selectedIndexes()] == ["Emma"]
    assert hardcover.filter.text() == "dune"
    assert [row.title for row in hardcover.model.rows] == ["Dune"]


def test_a_book_that_is_open_stays_open(ui: Ui, to_german: Switch) -> None:
    before = opened(ui)
    emma = ui.book("Emma")
    before.window.navigator.go(Route(Page.LIBRARY, book_id=emma))

    library = to_german(before).window.pages.library

    assert library.details.book_id == emma
    assert library.details.isVisible()
    ui.until(lambda: text_of(library.details.head, "title") == "Emma")


def test_other_windows_are_closed_and_a_hidden_window_stays_hidden(ui: Ui, to_german: Switch) -> None:
    before = opened(ui)
    before.window.sync_dialog.show()
    before.window.hide()

    shell = to_german(before)

    assert shell.window.isHidden()
    assert [
        one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()
    ] == []


def test_the_new_window_hears_what_happens(ui: Ui, to_german: Switch) -> None:
    before = opened(ui)
    before.window.navigator.go(Route(Page.SETTINGS))

    shell = to_german(before)
    ui.set_status(ui.book("Persuasion"), ReadingStatus.READ)

    ui.until(lambda: note_of(shell.window.sidebar, Page.LIBRARY) == "3")


def test_the_filters_of_log_and_highlights_are_kept(ui: Ui, to_german: Switch) -> None:
    before = opened(ui)
    ui.services.preferences.change(hardcover_confirmed=True)
    ui.on_network(ui.services.sync.run())
    ui.services.annotations.import_books(
        [(book_of(highlight(1, "Sand."), highlight(2, "Worms.")), None)], KOBO
    )
    pages = before.window.pages
    before.window.navigator.go(Route(Page.LOG))
    pages.log.filters.outcome.setCurrentIndex(pages.log.filters.outcome.findData(LogOutcome.SENT))
    pages.log.filter.setText("emma")
    ui.until(lambda: {row.title for row in pages.log.model.rows} == {"Emma"})
    before.window.navigator.go(Route(Page.HIGHLIGHTS))
    pages.highlights.filter.setText("worms")
    ui.until(lambda: [row.annotation.text for row in pages.highlights.model.rows] == ["Worms."])

    pages = to_german(before).window.pages

    assert pages.currentWidget() is pages.highlights
    ui.until(lambda: [row.annotation.text for row in pages.highlights.model.rows] == ["Worms."])
    assert pages.highlights.filter.text() == "worms"
    assert pages.log.filter.text() == "emma"
    assert pages.log.filters.query().outcome is LogOutcome.SENT
    ui.until(lambda: {row.title for row in pages.log.model.rows} == {"Emma"})


def test_a_sync_goes_on_and_the_new_window_shows_how_it_ends(make_ui: MakeUi, to_german: Switch) -> None:
    held: list[HeldHardcover] = []

    def hold(*arguments: object, **options: object) -> HeldHardcover:
        held.append(HeldHardcover(*arguments, held="insert_user_book", **options))
        return held[0]

    ui = make_ui(hardcover=hold)
    ui.services.preferences.change(hardcover_confirmed=True)
    before = opened(ui)
    before.window.sync_dialog.begin()
    ui.until(held[0].waiting.is_set)

    shell = to_german(before, meanwhile=held[0].release.set)

    dialog = shell.window.sync_dialog
    ui.until(lambda: dialog.close_button.isVisible())
    assert text_of(dialog.progress, "far") == "Synchronisierung beendet"
    assert text_of(dialog.progress, ItemOutcome.SENT) == "2"
    assert ui.services.states.counts() == {HardcoverState.SYNCED: 2}
