"""The table of a plot or of a day's reading: for screen readers, and for those who want the figures."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QTableView, QWidget

from bookorbit_desktop.ui.foreign_text import one_line
from bookorbit_desktop.ui.statistics.plot_data import Row
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import button, label

_WIDTH, _HEIGHT = 560, 520
AnyIndex = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class TextTable(QAbstractTableModel):
    """Rows of text under headings."""

    def __init__(self, columns: Row, rows: Sequence[Row]) -> None:
        super().__init__()
        self._columns, self._rows = columns, rows

    def rowCount(self, parent: AnyIndex = _TOP) -> int:
        """The number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _TOP) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The text of a cell."""
        return (
            one_line(self._rows[index.row()][index.column()]) if role == Qt.ItemDataRole.DisplayRole else None
        )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """A heading."""
        is_heading = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._columns[section] if is_heading else None


class TableDialog(QDialog):
    """Rows can be copied; Enter opens the book of a row that has one."""

    row_activated = Signal(int)

    def __init__(
        self,
        title: str,
        sentence: str,
        columns: Row,
        rows: Sequence[Row],
        parent: QWidget,
        *,
        stretched: int = 0,
    ) -> None:
        """`stretched` is the column that takes the remaining width."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        fit(self, _WIDTH, _HEIGHT)
        self._lines = [columns, *rows]
        self.table = QTableView()
        self.table.setModel(TextTable(columns, rows))
        self.table.setAccessibleName(title)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.resizeColumnsToContents()
        self.table.horizontalHeader().setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        self.table.activated.connect(lambda index: self.row_activated.emit(index.row()))
        if rows:
            self.table.setCurrentIndex(self.table.model().index(0, 0))
        copy, close = button(tr("Copy table"), icon="copy"), button(tr("Close"))
        copy.clicked.connect(self.copy)
        close.clicked.connect(self.accept)
        column = dialog_column(self)
        column.addWidget(label(title, "section", wrap=True))
        if sentence:
            column.addWidget(label(sentence, "muted", wrap=True))
        column.addWidget(self.table, 1)
        column.addWidget(Answers(self, reject=close, act=copy, has_default=False))
        self.table.setFocus()

    def copy(self) -> None:
        """Copy the whole table to the clipboard in a form that spreadsheets accept."""
        lines = ("\t".join(one_line(cell) for cell in line) for line in self._lines)
        QGuiApplication.clipboard().setText("\n".join(lines))
