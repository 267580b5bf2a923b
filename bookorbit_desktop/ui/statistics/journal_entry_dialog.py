"""The dialog for entering or correcting a session."""

from collections.abc import Sequence
from datetime import UTC, datetime, time

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QDoubleValidator, QIntValidator, QRegularExpressionValidator
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.library.book import BookRef
from bookorbit_desktop.domain.reading.sessions import LONGEST_SESSION, MOST_PAGES, Session, SessionEntry
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.foreign_text import one_line
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.date_button import DateButton
from bookorbit_desktop.ui.widgets.dialogs import Answers, FormDialog, dialog_column
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone

WIDTH = 440
_CLOCK = "([01]?[0-9]|2[0-3]):[0-5]?[0-9]"
"""A time of day as it is typed."""
_LONGEST_TITLE = 60


class EntryDialog(FormDialog):
    """Stays open while the entry is invalid."""

    chosen = Signal(object)
    """SessionEntry."""

    def __init__(
        self, books: Sequence[BookRef], parent: QWidget, now: datetime, session: Session | None = None
    ) -> None:
        """`books` to choose from; prefilled from `session`, or with the last half hour of the first book."""
        super().__init__(parent)
        self.setWindowTitle(tr("Correct session") if session else tr("Add session"))
        self.setFixedWidth(theme.px(WIDTH))
        self._now = now
        self.book = Choice(tr("Book"))
        for ref in books:
            self.book.addItem(one_line(ref.title, _LONGEST_TITLE), ref.id)
        self.book.addItem(tr("Another book…"), None)
        self.title = QLineEdit(placeholderText=tr("Title, such as that of a paper book"))
        self.title.setAccessibleName(tr("Title"))
        self.day = DateButton(tr("Day"))
        self.time = QLineEdit(placeholderText=tr("HH:MM"))
        self.time.setAccessibleName(tr("Begin"))
        self.time.setValidator(QRegularExpressionValidator(QRegularExpression(_CLOCK), self))
        self.minutes = QLineEdit()
        self.minutes.setAccessibleName(tr("Minutes"))
        self.minutes.setValidator(QIntValidator(1, LONGEST_SESSION // 60, self))
        self.pages = QLineEdit(placeholderText=tr("Optional"))
        self.pages.setAccessibleName(tr("Pages"))
        self.pages.setValidator(QDoubleValidator(0, MOST_PAGES, 1, self))
        self.device = QLineEdit()
        self.device.setAccessibleName(tr("Read on"))
        self.problem = label("", "detail", wrap=True)
        self.save = button(tr("Save"), "primary")
        self.cancel = button(tr("Cancel"))
        self._fill(session)
        self._before = self._values
        self._build()

    @property
    def has_changes(self) -> bool:
        """Whether closing would lose changes."""
        return self._values != self._before

    @property
    def _values(self) -> tuple[object, ...]:
        lines = (
            self.title.text(),
            self.time.text(),
            self.minutes.text(),
            self.pages.text(),
            self.device.text(),
        )
        return (self.book.currentData(), self.day.day, *lines)

    def _fill(self, session: Session | None) -> None:
        seconds = session.seconds if session else 30 * 60
        begin = session.begin if session else int(self._now.timestamp()) - seconds
        local = datetime.fromtimestamp(begin, UTC).astimezone()
        self.day.set_day(local.date())
        self.time.setText(f"{local:%H:%M}")
        self.minutes.setText(str(max(1, round(seconds / 60))))
        self.device.setText(", ".join(session.devices) if session else tr("Paper"))
        if session is None:
            return
        self.book.setCurrentIndex(self.book.findData(session.book_id))
        self.title.setText("" if session.book_id else session.title or session.document)
        self.pages.setText("" if session.pages is None else f"{session.pages:.0f}")

    def _entry(self) -> SessionEntry:
        hour, _, minute = self.time.text().partition(":")
        pages = self.pages.text().replace(",", ".")
        clock = time(int(hour or 0), int(minute or 0))
        begin = datetime.combine(self.day.day or self._now.date(), clock)
        return SessionEntry(
            self.book.currentData(),
            self.title.text(),
            begin.astimezone(),
            int(self.minutes.text() or 0) * 60,
            float(pages) if pages else None,
            self.device.text(),
        )

    def _save(self) -> None:
        entry = self._entry()
        try:
            entry.check(self._now)
        except InvalidInput as error:
            self.problem.setText(localize(error.message))
            self.problem.show()
            return
        self.chosen.emit(entry)
        self.accept()

    def _show_title(self) -> None:
        self._form.setRowVisible(self.title, self.book.currentData() is None)

    def _build(self) -> None:
        self._form = QFormLayout()
        self._form.setSpacing(theme.SPACE_12)
        for words, field in (
            (tr("Book"), self.book),
            (tr("Title"), self.title),
            (tr("Day"), self.day),
            (tr("Begin"), self.time),
            (tr("Minutes"), self.minutes),
            (tr("Pages"), self.pages),
            (tr("Read on"), self.device),
        ):
            self._form.addRow(words, field)
        set_tone(self.problem, Tone.ERROR)
        self.problem.hide()
        layout = dialog_column(self)
        layout.addLayout(self._form)
        layout.addWidget(self.problem)
        layout.addWidget(Answers(self, accept=self.save, reject=self.cancel))
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.discard)
        self.book.currentIndexChanged.connect(lambda _index: self._show_title())
        self._show_title()
