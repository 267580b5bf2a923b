"""The words that were looked up: listed by book, searched, copied, exported, and none at all."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest

from bookorbit_desktop.domain.highlights.words import TaughtWord
from bookorbit_desktop.domain.overview.events import AnnotationsChanged
from bookorbit_desktop.services.highlights.words import WordFormat
from bookorbit_desktop.storage.highlights.words import WordRepository
from bookorbit_desktop.ui.highlights.page import HighlightsPage
from bookorbit_desktop.ui.highlights.words_dialog import WordsDialog
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Page, Route
from tests.ui.harness import Ui, click

AT = 1_774_700_000


def put(ui: Ui, *words: TaughtWord) -> None:
    repository = WordRepository(ui.services.database)
    ui.services.database.write(lambda: repository.put(words))


def opened(ui: Ui) -> WordsDialog:
    page = ui.show(HighlightsPage(ui.context))
    click(page.words)
    dialog = page.findChild(WordsDialog)
    assert dialog is not None
    ui.until(lambda: not ui.tasks.is_busy and dialog.count.text())
    return dialog


def test_words_are_listed_with_their_sentence_and_found(ui: Ui, tmp_path: Path) -> None:
    put(
        ui,
        TaughtWord("lantern", "Emma", "a lit", "by the sea", AT),
        TaughtWord("<b>wharf</b>", "", "", "", AT - 9),
    )
    dialog = opened(ui)
    assert dialog.count.text() == "2 words"
    dialog.list.setCurrentIndex(dialog.model.index(0))
    assert dialog.sentence.text() == "a lit lantern by the sea"
    QTest.keySequence(dialog.list, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text() == "lantern a lit lantern by the sea"
    dialog.query.setText("wharf")
    ui.until(lambda: dialog.count.text() == "1 word")
    assert [word.word for word in dialog.model.rows] == ["<b>wharf</b>"]
    ui.run(dialog.write(WordFormat.ANKI, tmp_path / "words.txt"))
    assert "&lt;b&gt;wharf" in (tmp_path / "words.txt").read_text("utf-8")
    dialog.query.setText("nothing like it")
    ui.until(lambda: dialog.unfound.isVisible())
    dialog.query.clear()
    ui.until(lambda: dialog.count.text() == "2 words")
    dialog.close()


def test_an_empty_word_list_says_how_words_come_and_new_ones_appear(ui: Ui) -> None:
    dialog = opened(ui)
    ui.until(lambda: dialog.nothing.isVisible())
    assert not dialog.csv.isEnabled()
    put(ui, TaughtWord("lantern", "Emma", "a lit", "by the sea", AT))
    ui.services.events.emit(AnnotationsChanged())
    ui.until(lambda: dialog.count.text() == "1 word")
    dialog.close()


def test_the_way_to_the_address_of_the_folder(ui: Ui) -> None:
    window = ui.show(MainWindow(ui.context))
    window.navigator.go(Route(Page.HIGHLIGHTS))
    page = window.pages.page(Page.HIGHLIGHTS)
    assert isinstance(page, HighlightsPage)
    page.show_words()
    dialog = page.findChild(WordsDialog)
    assert dialog is not None
    ui.until(lambda: dialog.nothing.isVisible())
    dialog.nothing.acted.emit()
    ui.until(lambda: window.pages.currentWidget() is window.pages.page(Page.KOREADER))
    ui.until(lambda: not ui.tasks.is_busy)
