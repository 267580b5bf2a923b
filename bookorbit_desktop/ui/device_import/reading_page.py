"""While a device is read: what is done, and how far it is."""

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.device_import.device_text import folder_text
from bookorbit_desktop.ui.koreader.device_text import breakable
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.wording import number


class ReadingPage(QWidget):
    """The bar knows its total once every book is found. The same page follows the import."""

    def __init__(self, folder: bytes) -> None:
        super().__init__()
        self.words = label("", wrap=True)
        self.bar = QProgressBar(textVisible=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_12)
        self._folder = folder
        self.title = label("", "card", wrap=True)
        self.rest = label("", "muted", wrap=True)
        for part in (self.title, self.bar, self.words, self.rest):
            column.addWidget(part)
        column.addStretch(1)

    def begin(self) -> None:
        """Books are being looked for."""
        self.title.setText(tr("Reading {0}…").format(breakable(folder_text(self._folder))))
        self.rest.setText(tr("Nothing on the device is changed, and nothing here before you say so."))
        self.bar.setAccessibleName(tr("Reading the device"))
        self._wait(tr("Looking for books that KOReader opened…"))

    def show_read(self, done: int, total: int) -> None:
        """So many of so many books were read; then come the statistics."""
        if done < total:
            self._count(tr("Reading what KOReader knows: {0} of {1}"), done, total)
        else:
            self._wait(tr("Reading its statistics…"))

    def show_compared(self, done: int, total: int) -> None:
        """Everything was read, and so much of it is held against the library."""
        self._count(tr("Comparing with your library: {0} of {1}"), done, total)

    def begin_import(self) -> None:
        """What is ticked comes in."""
        self.title.setText(tr("Importing…"))
        self.rest.setText(
            tr("If you cancel, what is done so far is kept; importing again goes on from there.")
        )
        self.bar.setAccessibleName(tr("Importing"))
        self._wait("")

    def show_imported(self, done: int, total: int) -> None:
        """So many of so many books are done."""
        self._count(tr("{0} of {1} books"), done, total)

    def _wait(self, words: str) -> None:
        self.bar.setRange(0, 0)
        self.words.setText(words)

    def _count(self, words: str, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.words.setText(words.format(number(done), number(total)))
