"""Asks which of several books to keep when merging them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QDialog, QRadioButton, QVBoxLayout, QWidget

from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.foreign_text import for_button, one_line
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import scrolling
from bookorbit_desktop.ui.wording import isolated, joined, names, percent, status_word

WIDTH, LOWEST = 520, 60


class MergeDialog(QDialog):
    """Title, cover and details of the chosen book stay; it takes over everything else from the others."""

    chosen = Signal(int)
    """The id of the book to keep."""

    def __init__(self, parent: QWidget, rows: Sequence[BookRow]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Merge books"))
        self.setFixedWidth(theme.px(WIDTH))
        self._group = QButtonGroup(self)
        self.books = [self._choice(row) for row in rows]
        self.merge = button(tr("Merge"), "primary")
        self.cancel = button(tr("Cancel"))
        self.merge.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.accepted.connect(lambda: self.chosen.emit(self._group.checkedId()))
        self._select_first(rows)
        self._build(len(rows))

    def _choice(self, row: BookRow) -> QRadioButton:
        """A choice for one book; a long title is elided, with the full one in the tooltip."""
        read = percent(row.percentage) if row.percentage is not None else ""
        facts = joined(names(row.authors), joined(*row.formats).upper(), status_word(row.status), read)
        choice = QRadioButton()
        room = theme.px(WIDTH - 120)
        title = choice.fontMetrics().elidedText(one_line(row.title, 500), Qt.TextElideMode.ElideRight, room)
        facts_shown = choice.fontMetrics().elidedText(one_line(facts, 500), Qt.TextElideMode.ElideRight, room)
        choice.setText(for_button(f"{isolated(title)}\n{facts_shown}"))
        choice.setAccessibleName(joined(row.title, facts))
        choice.setToolTip(joined(row.title, facts))
        self._group.addButton(choice, row.id)
        return choice

    def _select_first(self, rows: Sequence[BookRow]) -> None:
        """Preselect the book that is most likely being read."""
        read_last = max(
            rows, key=lambda row: (row.last_read_at is not None, row.last_read_at or row.added_at)
        )
        chosen = self._group.button(read_last.id)
        chosen.setChecked(True)
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, count: int) -> None:
        books = QWidget()
        column = QVBoxLayout(books)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_4)
        for choice in self.books:
            column.addWidget(choice)
        column.addStretch(1)
        area = scrolling(books)
        area.setMaximumHeight(books.sizeHint().height() + theme.SPACE_4)
        area.setMinimumHeight(theme.px(LOWEST))
        layout = dialog_column(self)
        layout.addWidget(
            label(tr("Which of these %n books do you want to keep?", count), "section", wrap=True)
        )
        layout.addWidget(
            label(
                tr(
                    "The others' files, identities and reading data move to it. Nothing changes on "
                    "your disk or on Hardcover. You can undo this."
                ),
                "muted",
                wrap=True,
            )
        )
        layout.addWidget(area, 1)
        layout.addWidget(Answers(self, accept=self.merge, reject=self.cancel))
