"""The Pick dialog (UX.md section 5): first the record, then the edition. Nothing is sent here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from bookorbit_desktop.domain.catalogue import CatalogueBook, Edition
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.pick.edition_step import EditionStep
from bookorbit_desktop.ui.pick.pictures import RemoteCovers
from bookorbit_desktop.ui.pick.search_step import SearchStep
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button, label


class PickDialog(QDialog):
    """Lets the person choose; its owner keeps the choice."""

    picked = Signal(object, object)
    """CatalogueBook, and Edition or None."""

    def __init__(self, context: UiContext, book_id: int, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Match “{0}” to…").format(title))
        self.resize(theme.px(640), theme.px(560))
        self._question = tr("Match “{0}” to…").format(title)
        self._title = label("", "section", wrap=True)
        self.record_covers = RemoteCovers(context)
        self.edition_covers = RemoteCovers(context)
        self.search = SearchStep(context, book_id, self.record_covers)
        self.editions = EditionStep(context, book_id, self.edition_covers)
        self._steps = QStackedWidget()
        self.cancel = button(tr("Cancel"))
        self.back = button(tr("Back"))
        self.without = button(tr("Use book without an edition"))
        self.next = button(tr("Choose edition"), "primary")
        self.use = button(tr("Use this edition"), "primary")
        self._build()
        self._connect()
        self._show_search()

    def done(self, result: int) -> None:
        """Closing gives up what is being asked for."""
        self.search.stop()
        self.editions.stop()
        self.record_covers.close()
        self.edition_covers.close()
        super().done(result)

    def _show_search(self) -> None:
        self._title.setText(self._question)
        self._steps.setCurrentWidget(self.search)
        self._offer(self.next)
        self._show_choosable()
        self.search.query.setFocus()

    def _show_editions(self, record: CatalogueBook) -> None:
        self._title.setText(tr("Which edition?"))
        self._steps.setCurrentWidget(self.editions)
        self._offer(self.back, self.without, self.use)
        self.editions.show_record(record)

    def _show_choosable(self) -> None:
        has_record = bool(self.search.list.selectedIndexes())
        self.next.setEnabled(has_record)
        self.next.setToolTip("" if has_record else tr("Select a book first."))
        has_edition = self.editions.selected is not None
        self.use.setEnabled(has_edition)
        self.use.setToolTip("" if has_edition else tr("Select an edition first."))

    def _pick(self, edition: Edition | None) -> None:
        self.picked.emit(self.editions.record, edition)
        self.accept()

    def _offer(self, *offered: QWidget) -> None:
        for choice in (self.back, self.without, self.next, self.use):
            choice.setVisible(choice in offered)

    def _connect(self) -> None:
        self.search.chosen.connect(self._show_editions)
        self.search.model.modelReset.connect(self._show_choosable)
        self.search.list.selectionModel().selectionChanged.connect(self._show_choosable)
        self.editions.changed.connect(self._show_choosable)
        self.editions.list.selectionModel().selectionChanged.connect(self._show_choosable)
        self.editions.chosen.connect(self._pick)
        self.cancel.clicked.connect(self.reject)
        self.back.clicked.connect(self._show_search)
        self.next.clicked.connect(self.search.choose)
        self.without.clicked.connect(lambda: self._pick(None))
        self.use.clicked.connect(lambda: self._pick(self.editions.selected))

    def _build(self) -> None:
        self._steps.addWidget(self.search)
        self._steps.addWidget(self.editions)
        actions = QHBoxLayout()
        actions.setSpacing(theme.SPACE_8)
        actions.addWidget(self.back)
        actions.addStretch(1)
        for choice in (self.cancel, self.without, self.next, self.use):
            actions.addWidget(choice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_24, theme.SPACE_24, theme.SPACE_24, theme.SPACE_16)
        layout.setSpacing(theme.SPACE_12)
        layout.addWidget(self._title)
        layout.addWidget(self._steps, 1)
        layout.addLayout(actions)
