"""Every position that devices sent for a book. Each can be restored."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QMenu, QWidget

from bookorbit_desktop.domain.overview.book_view import BookView
from bookorbit_desktop.domain.reading.positions import PastPosition
from bookorbit_desktop.ui import icons
from bookorbit_desktop.ui.book.history_rows import PositionDelegate, PositionModel, PositionText
from bookorbit_desktop.ui.book.identities import SHORT_DIGEST
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.fitting import fit
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.rows import RowView

WIDTH, HEIGHT = 720, 560


class HistoryDialog(QDialog):
    """Newest first. Restoring a position removes nothing."""

    chosen = Signal(object)
    """The PastPosition to restore."""

    def __init__(self, context: UiContext, view: BookView, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._view = context, view
        self._more_before: int | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Position history"))
        fit(self, WIDTH, HEIGHT)
        text = PositionText(view.pages, self._copy_word)
        self.model = PositionModel(text)
        self.list = RowView(tr("Position history"))
        self.list.setModel(self.model)
        self._delegate = PositionDelegate(text)
        self.list.setItemDelegate(self._delegate)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.restore = button(tr("Restore position"), "primary")
        self.close_button = button(tr("Close"))
        self._build()
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._on_selected())
        self.list.doubleClicked.connect(lambda _index: self._restore())
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.restore.clicked.connect(self._restore)
        self.close_button.clicked.connect(self.reject)
        self.model.more_requested.connect(self._load_more)
        self._on_selected()
        self._load_more()

    def _load_more(self) -> None:
        self._context.tasks.start(self._load())

    async def _load(self) -> None:
        history = self._context.services.positions.history
        page = await self._context.tasks.blocking(history, self._view.book.id, self._more_before)
        self._more_before = page.more_before
        self.model.append(page.positions)
        self.model.has_more = page.more_before is not None
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))

    @property
    def _selected(self) -> PastPosition | None:
        rows = self.list.selected_rows()
        return rows[0] if rows else None

    def _on_selected(self) -> None:
        position = self._selected
        reason = ""
        if position is None:
            reason = tr("Select a position first.")
        elif position.is_given:
            reason = tr("Your devices already get this position.")
        self.restore.setEnabled(not reason)
        self.restore.setToolTip(reason)

    def _restore(self) -> None:
        position = self._selected
        if position is not None and self.restore.isEnabled():
            self.chosen.emit(position)
            self.accept()

    def _open_menu(self, where: QPoint) -> None:
        index: QModelIndex = self.list.indexAt(where)
        if not index.isValid():
            return
        self.list.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        action = menu.addAction(icons.icon("undo", "muted"), tr("Restore position"), self._restore)
        action.setEnabled(self.restore.isEnabled())
        action.setToolTip(self.restore.toolTip())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.list.viewport().mapToGlobal(where))

    def _copy_word(self, document: str) -> str:
        for file in self._view.book.files:
            if document in (file.partial_md5, file.filename_md5):
                return file.format.value.upper()
        return document[:SHORT_DIGEST]

    def _build(self) -> None:
        hint = tr(
            "Restore a position to send it to your devices again, exactly as it was received. The "
            "next position a device sends replaces it."
        )
        layout = dialog_column(self)
        layout.addWidget(
            label(tr("Position history of “{0}”").format(self._view.row.title), "section", wrap=True)
        )
        layout.addWidget(label(hint, "muted", wrap=True))
        layout.addWidget(self.list, 1)
        layout.addWidget(Answers(self, accept=self.restore, reject=self.close_button))
