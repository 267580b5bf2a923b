"""Signing in with Hardcover through the window, from the first start to the first sync."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from bookorbit_desktop.services.hardcover.account import TokenSource
from bookorbit_desktop.ui.first_run.window import FirstRun
from tests.acceptance.hardcover import Hardcover
from tests.acceptance.window.test_first_steps import (
    ISBN,
    Person,
    folder_dialog,
    greeted,
    is_next,
    sync_on_the_device,
)
from tests.books import write_epub
from tests.ui.harness import Ui
from tests.ui.signing import Browser


def test_first_start_to_first_sync_without_a_paste(
    signing: Ui, browser: Browser, hardcover: Hardcover, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home" / "Books").mkdir(parents=True)
    write_epub(tmp_path / "home" / "Books" / "emma.epub", "Emma", isbn=ISBN)
    hardcover.add("Emma", "Ada Example", pages=300, isbn=ISBN)
    QApplication.clipboard().clear()
    ui, person = signing, Person(signing)
    window, steps = greeted(ui)
    person.at = steps
    person.press(Qt.Key.Key_Return)  # Next

    person.press(Qt.Key.Key_Return)  # Choose a folder…
    dialog = folder_dialog(ui, steps)
    person.at = dialog
    person.type(str(Path.home() / "Books"))
    person.press(Qt.Key.Key_Return)
    person.at = steps
    ui.until(lambda: steps.books.found.text() == "Found 1 book" and is_next(steps))
    person.press(Qt.Key.Key_Return)
    sync_on_the_device(ui, steps)
    person.press(Qt.Key.Key_Return)

    assert steps.focusWidget() is steps.hardcover.connect_card.sign_in.begin
    person.press(Qt.Key.Key_Return)  # Sign in with Hardcover
    ui.until(lambda: "@demo" in steps.hardcover.account.text() and is_next(steps))
    person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_Return)  # Finish
    ui.until(lambda: window.findChild(FirstRun) is None)
    person.at = window
    person.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    person.at = window.sync_dialog
    ui.until(lambda: window.sync_dialog.send.isVisible() and window.sync_dialog.send.isEnabled())
    person.press(Qt.Key.Key_Return)  # Send
    ui.until(lambda: "Emma" in hardcover.shelf())

    assert ui.services.hardcover_account.source is TokenSource.SIGN_IN
    assert QApplication.clipboard().text() == ""
    browser.join()
    assert "You can close this page" in browser.last_page
