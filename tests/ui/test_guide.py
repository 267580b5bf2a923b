"""The guide in the window: F1 opens it, its links lead on, and it reads nothing outside of its folder."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextTable
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.guide import GuideWindow, Pages
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.resources import docs_folder
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.settings.page import SettingsTopic
from tests.ui.harness import Ui


def shown(ui: Ui) -> MainWindow:
    window = ui.show(MainWindow(ui.context))
    window.activateWindow()
    ui.until(lambda: "Serving" in window.status.server.text())
    return window


def opened(ui: Ui) -> GuideWindow:
    window = shown(ui)
    QTest.keyClick(window, Qt.Key.Key_F1)
    ui.until(lambda: window.findChild(GuideWindow))
    guide = window.findChild(GuideWindow)
    assert isinstance(guide, GuideWindow)
    return guide


def follow(guide: GuideWindow, link: str) -> None:
    guide.pages.setSource(guide.pages.source().resolved(QUrl(link)))


def test_tables_have_quiet_lines_in_the_colours_of_the_theme(ui: Ui) -> None:
    guide = opened(ui)
    follow(guide, "hardcover.md")

    frames = guide.pages.document().rootFrame().childFrames()
    tables = [frame for frame in frames if isinstance(frame, QTextTable)]
    assert tables
    cells = [table.cellAt(1, 0).format().toTableCellFormat() for table in tables]
    assert {cell.bottomBorderBrush().color().name() for cell in cells} == {theme.colour("border").name()}
    assert {table.format().border() for table in tables} == {0.0}, "lines under the rows, no frame"


def test_f1_opens_the_index_once(ui: Ui) -> None:
    guide = opened(ui)
    window = guide.parentWidget()
    assert window is not None
    QTest.keyClick(window, Qt.Key.Key_F1)

    assert "I want to" in guide.pages.toPlainText()
    assert len(window.findChildren(GuideWindow)) == 1


def test_the_about_section_opens_the_guide(ui: Ui) -> None:
    window = shown(ui)
    window.sidebar.select(Page.SETTINGS)
    window.pages.settings.chips[SettingsTopic.ABOUT].click()
    window.pages.settings.about.guide.click()

    found = window.findChild(GuideWindow)
    assert found is not None
    assert found.isVisible()


def test_a_link_leads_to_a_page_and_back_leads_to_the_index(ui: Ui) -> None:
    guide = opened(ui)
    follow(guide, "koreader.md")
    assert guide.pages.toPlainText().startswith("KOReader")

    guide.back.click()

    assert "I want to" in guide.pages.toPlainText()
    assert guide.back.isHidden()


def test_a_link_to_a_heading_scrolls_to_it(ui: Ui) -> None:
    guide = opened(ui)
    follow(guide, "troubleshooting.md#a-file-cannot-be-read")

    assert guide.pages.textCursor().block().text() == "A file cannot be read"


@pytest.mark.parametrize("link", ["../../pyproject.toml", "gone.md", "file:///dev/zero"])
def test_a_link_out_of_the_documents_is_never_read(
    ui: Ui, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed_over: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", handed_over.append)
    guide = opened(ui)

    follow(guide, link)

    assert "I want to" in guide.pages.toPlainText()
    assert len(handed_over) == (link != "gone.md")


def test_every_page_of_the_documents_can_be_shown(ui: Ui) -> None:
    guide = opened(ui)
    for page in docs_folder().rglob("*.md"):
        guide.pages.setSource(QUrl.fromLocalFile(str(page)))
        assert guide.pages.source().toLocalFile() == str(page)


def test_an_installed_program_finds_its_own_copy(ui: Ui, tmp_path: Path) -> None:
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide" / "README.md").write_text("# Here\n\n[on](next.md)\n")
    guide = GuideWindow(shown(ui), tmp_path)

    assert guide.pages.toPlainText().startswith("Here")
    assert isinstance(guide.pages, Pages)
    assert any(button.text() == "Contents" for button in guide.findChildren(QPushButton))
