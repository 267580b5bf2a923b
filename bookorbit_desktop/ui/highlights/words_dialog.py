"""The words that were looked up on devices: by book, searched as you type, exported."""

import asyncio
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QStackedWidget, QWidget

from bookorbit_desktop.domain.highlights.words import LookedUpWord
from bookorbit_desktop.services.highlights.words import WordFormat
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.foreign_text import one_line
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import in_row
from bookorbit_desktop.ui.widgets.list_states import EmptyState
from bookorbit_desktop.ui.widgets.message_bar import MessageBar
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex, RowsModel, RowView
from bookorbit_desktop.ui.widgets.search_field import SearchField
from bookorbit_desktop.ui.widgets.two_lines import RowSize, TwoLineDelegate, TwoLines
from bookorbit_desktop.ui.wording import date_text, joined

_ROW = RowSize(52)


class WordsDialog(QDialog):
    """A list above the selected word in its sentence."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Words you looked up"))
        fit(self, 680, 620)
        self._context = context
        self._numbers: dict[tuple[str, str], int] = {}
        self._loading: asyncio.Future[None] | None = None
        self.query = SearchField(tr("Search word, sentence or book"))
        self.count = label("", "detail")
        self.model: RowsModel[LookedUpWord] = RowsModel(self._number, _describe)
        self.list = RowView(tr("Words"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(TwoLineDelegate(_lines, self.list, _ROW))
        self.sentence = label("", "muted", wrap=True)
        self.nothing = EmptyState(
            "book-open",
            tr(
                "No words yet. KOReader's vocabulary builder sends them with its cloud sync, in the folder of "
                "the reading statistics."
            ),
            tr("Go to KOReader"),
        )
        self.unfound = EmptyState("search", tr("No word matches."), tr("Clear search"))
        self.csv = button(tr("Export CSV…"))
        self.anki = button(tr("Export for Anki…"))
        self.close_button = button(tr("Close"))
        self.messages = MessageBar()
        self._states = QStackedWidget()
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Load the words again."""
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._context.tasks.start(self._load())

    def done(self, result: int) -> None:
        """Closing cancels the loading."""
        if self._loading is not None:
            self._loading.cancel()
        super().done(result)

    async def _load(self) -> None:
        text = self.query.text()
        words = await self._context.tasks.blocking(self._context.services.words.words, text)
        self._numbers = {(word.word, word.title): number for number, word in enumerate(words)}
        self.list.reload(self.model, words, self._number)
        self.count.setText(tr("%n word(s)", len(words)))
        empty = self.unfound if text.strip() else self.nothing
        self._states.setCurrentWidget(self.list if words else empty)
        for part in (self.query, self.count):
            part.setVisible(bool(words or text.strip()))
        for export in (self.csv, self.anki):
            export.setEnabled(bool(words))
            export.setToolTip("" if words else tr("Nothing to export."))
        self._show_sentence()

    async def write(self, kind: WordFormat, path: Path) -> None:
        """Write the words shown to a file."""
        words = list(self.model.rows)
        await self._context.tasks.blocking(self._context.services.words.export, words, kind, path)
        self.messages.say(tr("%n exported to {0}.", len(words)).format(path.name))

    def _number(self, word: LookedUpWord) -> int:
        return self._numbers.get((word.word, word.title), -1)

    def _show_sentence(self) -> None:
        rows = self.list.selected_rows()
        self.sentence.setText(rows[0].context if rows else "")

    def _copy(self) -> None:
        words = [f"{word.word}\t{word.context}" for word in self.list.selected_rows()]
        if words:
            QGuiApplication.clipboard().setText("\n".join(map(one_line, words)))
            self.messages.say(tr("%n copied.", len(words)))

    def _choose_file(self, kind: WordFormat) -> None:
        is_csv = kind is WordFormat.CSV
        dialog = QFileDialog(self, tr("Export the words"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilters([tr("CSV file (*.csv)") if is_csv else tr("Text file for Anki (*.txt)")])
        dialog.setDefaultSuffix(kind.ending)
        dialog.selectFile(tr("Words"))
        dialog.fileSelected.connect(lambda path: self._context.tasks.start(self.write(kind, Path(path))))
        dialog.open()

    def _go_to_koreader(self) -> None:
        self.reject()
        self._context.navigation.show_page(Page.KOREADER)

    def _connect(self) -> None:
        self.query.searched.connect(lambda _text: self.refresh())
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._show_sentence())
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.list).activated.connect(self._copy)
        self.csv.clicked.connect(lambda: self._choose_file(WordFormat.CSV))
        self.anki.clicked.connect(lambda: self._choose_file(WordFormat.ANKI))
        self.nothing.acted.connect(self._go_to_koreader)
        self.unfound.acted.connect(self.query.clear)
        self.close_button.clicked.connect(self.reject)
        self._context.bridge.annotations_changed.connect(self.refresh)
        self._context.bridge.books_changed.connect(lambda _ids: self.refresh())

    def _build(self) -> None:
        layout = dialog_column(self)
        hint = tr("From KOReader's vocabulary builder. What you delete on a device stays here.")
        layout.addWidget(label(hint, "muted", wrap=True))
        layout.addLayout(in_row(self.query, self.count))
        for state in (self.list, self.nothing, self.unfound):
            self._states.addWidget(state)
        layout.addWidget(self._states, 1)
        layout.addWidget(self.sentence)
        answers = Answers(self, reject=self.close_button, act=(self.csv, self.anki), has_default=False)
        layout.addWidget(answers)
        self.messages.setParent(self)
        self.messages.float_over(self._states)


def _lines(index: AnyIndex) -> TwoLines:
    word: LookedUpWord = index.data(ROW)
    day = date_text(word.looked_up_at.astimezone().date())
    return TwoLines(one_line(word.word), one_line(word.title), end=day)


def _describe(word: LookedUpWord) -> str:
    return joined(one_line(word.word), one_line(word.title), one_line(word.context))
