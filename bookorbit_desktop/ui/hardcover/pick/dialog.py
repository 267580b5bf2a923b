"""The Pick dialog (screens.md section 5): first the record, then the edition. Nothing is sent here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, Edition
from bookorbit_desktop.services.hardcover.matches import OwnBook
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.foreign_text import for_button, one_line
from bookorbit_desktop.ui.hardcover.pick.candidates import RemoteCovers
from bookorbit_desktop.ui.hardcover.pick.compare import ComparePanel
from bookorbit_desktop.ui.hardcover.pick.edition_step import EditionStep
from bookorbit_desktop.ui.hardcover.pick.search_step import SearchStep
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import new_row
from bookorbit_desktop.ui.widgets.tick_box import TickBox
from bookorbit_desktop.ui.wording import isolated, number

_COMPARE_WIDTH = 344


class PickDialog(QDialog):
    """Lets the person choose; the owner stores the choice."""

    picked = Signal(object, object, bool)
    """CatalogueBook, Edition or None, and whether to remove the entry of the earlier record."""

    def __init__(
        self,
        context: UiContext,
        book_id: BookId,
        title: str,
        parent: QWidget,
        record: CatalogueBook | None = None,
    ) -> None:
        """With a record, it opens at the choice of the edition."""
        super().__init__(parent)
        self._context = context
        self._old: OwnBook | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Match “{0}” to…").format(title))
        fit(self, 960, 580)
        self._question = tr("Match “{0}” to…").format(title)
        self._title = label("", "section", wrap=True)
        self.record_covers = RemoteCovers(context)
        self.edition_covers = RemoteCovers(context)
        self.compare = ComparePanel(book_id, context.covers)
        self.remove_old = TickBox("")
        self.why_kept = label("", "detail", wrap=True)
        self.search = SearchStep(context, book_id, self.record_covers)
        self.editions = EditionStep(context, book_id, self.edition_covers)
        self._steps = QStackedWidget()
        self.cancel = button(tr("Cancel"))
        self.back = button(tr("Back"))
        self.skip = button(tr("Skip"))
        self.skip.setToolTip(tr("Leave this book as it is and go on to the next."))
        self.skip.hide()
        self.without = button(tr("Use without an edition"))
        self.next = button(tr("Choose edition"), "primary")
        self.use = button(tr("Use this edition"), "primary")
        self._build()
        self._connect()
        context.tasks.start(self._load_own(book_id))
        if record is None:
            self._show_search()
        else:
            self._show_editions(record)

    def show_turn(self, turn: int, total: int) -> None:
        """Show the place in a sequence of books, with a Skip button. Accepting goes to the next one."""
        self._question = tr("{0} · {1} of {2}").format(self._question, number(turn), number(total))
        self._title.setText(self._question)
        self.skip.setVisible(True)

    def done(self, result: int) -> None:
        """Closing cancels requests."""
        self.search.stop()
        self.editions.stop()
        self.record_covers.close()
        self.edition_covers.close()
        super().done(result)

    async def _load_own(self, book_id: BookId) -> None:
        self._old = await self._context.tasks.network(self._context.services.matches.own_book(book_id))
        self.compare.show_mine(self._old.metadata)
        self.editions.compare_with(self._old.metadata)
        self._show_choosable()

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
        on_editions = self._steps.currentWidget() is self.editions
        record = self.editions.record if on_editions else self.search.selected
        edition = self.editions.selected if on_editions else None
        # The cover of a record is fetched with the search; editions have pictures of their own.
        covers = self.edition_covers if edition is not None else self.record_covers
        self.compare.show_other(record, edition, covers.cache)
        self._show_removal(record if on_editions else None)

    def _show_removal(self, record: CatalogueBook | None) -> None:
        """Show the offer to remove an entry from an earlier record, if BookOrbit made that entry."""
        old = self._old
        moves = bool(old and old.old_id and record and record.id not in (0, old.old_id))
        self.remove_old.setVisible(moves)
        self.why_kept.setVisible(moves and old is not None and not old.created_by_us)
        if moves and old is not None:
            words = (
                tr("Remove the entry BookOrbit created on “{0}”") if old.created_by_us else tr("Remove “{0}”")
            )
            self.remove_old.setText(words.format(for_button(isolated(one_line(old.old_title)))))
            self.remove_old.setEnabled(old.created_by_us)
            self.why_kept.setText(tr("You created this entry yourself; BookOrbit won't delete it."))

    def _pick(self, edition: Edition | None) -> None:
        wants_removal = not self.remove_old.isHidden() and self.remove_old.isChecked()
        self.picked.emit(self.editions.record, edition, wants_removal)
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
        self.skip.clicked.connect(self.accept)
        self.back.clicked.connect(self._show_search)
        self.next.clicked.connect(self.search.choose)
        self.without.clicked.connect(lambda: self._pick(None))
        self.use.clicked.connect(lambda: self._pick(self.editions.selected))

    def _build(self) -> None:
        self._steps.addWidget(self.search)
        self._steps.addWidget(self.editions)
        layout = dialog_column(self)
        layout.addWidget(self._title)
        body = new_row(spacing=theme.SPACE_16)
        self.compare.setFixedWidth(theme.px(_COMPARE_WIDTH))
        body.addWidget(self._steps, 1)
        body.addWidget(self.compare)
        layout.addLayout(body, 1)
        layout.addWidget(self.remove_old)
        layout.addWidget(self.why_kept)
        layout.addWidget(
            Answers(
                self,
                accept=(self.next, self.use),
                act=(self.skip, self.without),
                reject=self.cancel,
                beside=self.back,
                has_default=False,
            )
        )
