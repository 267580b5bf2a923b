"""Search online and compare: find the book, choose its edition, then decide field by field."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, Edition
from bookorbit_desktop.domain.library.fields import BookField, FieldState, FieldValue
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.pick.candidates import RemoteCovers
from bookorbit_desktop.ui.hardcover.pick.steps import EditionStep, SearchStep
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.metadata.compare_step import CompareStep
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.list_states import EmptyState
from bookorbit_desktop.ui.widgets.tick_box import TickBox
from bookorbit_desktop.ui.wording import isolated


@dataclass(frozen=True, slots=True)
class Taken:
    """The values taken from Hardcover."""

    values: Mapping[BookField, FieldValue]
    cover: bytes | None
    """A picture to use, as the bytes of its file."""
    record: CatalogueBook | None
    """A record to match the book to as well; None keeps the match."""
    edition: Edition | None = None


class CompareDialog(QDialog):
    """Stores nothing itself: after the last step, its owner does. Sends nothing to Hardcover."""

    taken = Signal(object)
    """Taken."""

    def __init__(
        self,
        context: UiContext,
        parent: QWidget,
        book_id: BookId,
        states: Mapping[BookField, FieldState],
        *,
        cover_only: bool = False,
    ) -> None:
        """With `cover_only`, an edition is chosen only for its picture."""
        super().__init__(parent)
        self._context = context
        self._book_id = book_id
        self._cover_only = cover_only
        self._matched_id: int | None = None
        self._looking: asyncio.Future[None] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = isolated(str(states[BookField.TITLE].value))
        text = tr("Choose a cover for “{0}”") if cover_only else tr("Compare “{0}” with Hardcover")
        self._question = text.format(title)
        self.setWindowTitle(self._question)
        fit(self, 960, 640)
        self._title = label("", "section", wrap=True)
        self.record_covers, self.edition_covers = RemoteCovers(context), RemoteCovers(context)
        self.looking = EmptyState("search", tr("Contacting Hardcover…"))
        self.search = SearchStep(context, book_id, self.record_covers)
        self.editions = EditionStep(context, book_id, self.edition_covers)
        self.compare = CompareStep(context, book_id, states)
        self.steps = QStackedWidget()
        self.match_too = TickBox(tr("Also use this match for syncing"))
        self.note = label("", "detail", wrap=True)
        self.cancel = button(tr("Cancel"))
        self.other = button(tr("Search again…"))
        self.without = button(tr("Compare without an edition"))
        self.next = button(tr("Choose edition"), "primary")
        self.choose = button(tr("Use this cover") if cover_only else tr("Compare"), "primary")
        self.use = button(tr("Apply"), "primary")
        self._build()
        self._connect()
        self._show_step(self.looking)
        self._looking = context.tasks.start(self._open_matched())

    def done(self, result: int) -> None:
        """Closing cancels requests."""
        self.search.stop()
        self.editions.stop()
        if self._looking is not None:
            self._looking.cancel()
        for covers in (self.record_covers, self.edition_covers):
            covers.close()
        self.compare.close_cache()
        super().done(result)

    async def _open_matched(self) -> None:
        """Compare a matched book with its record at once."""
        online = self._context.services.online_metadata
        try:
            matched = await self._context.tasks.network(online.matched([self._book_id]))
        except BookOrbitError as error:
            self._tell(localize(error.message))
            matched = {}
        found = matched.get(self._book_id)
        if found is None:
            self._show_search()
            return
        record, edition = found
        self._matched_id = record.id
        if self._cover_only:
            self._show_editions(record)
        else:
            self._compare(record, edition)

    def _show_search(self) -> None:
        self._show_step(self.search)
        self._show_choosable()
        self.search.query.setFocus()

    def _show_editions(self, record: CatalogueBook) -> None:
        self._show_step(self.editions)
        self.editions.show_record(record)

    def _take_edition(self, edition: Edition | None) -> None:
        if not self._cover_only:
            self._compare(self.editions.record, edition)
            return
        url = (edition.image_url if edition else "") or self.editions.record.image_url
        self._looking = self._context.tasks.start(self._take_cover(url))

    async def _take_cover(self, url: str) -> None:
        picture = None
        if url:
            picture = await self._context.tasks.network(
                self._context.services.hardcover_account.pictures.get(url)
            )
        if picture is None:
            self._tell(tr("Hardcover has no cover for this edition. Choose another edition."))
            return
        self.taken.emit(Taken({}, picture, None))
        self.accept()

    def _compare(self, record: CatalogueBook, edition: Edition | None) -> None:
        self._show_step(self.compare)
        self.compare.show_record(record, edition)
        is_other = record.id != self._matched_id
        self.match_too.setVisible(is_other)
        self.match_too.setChecked(is_other and self._matched_id is None)

    def _use(self) -> None:
        record = self.compare.record if self.match_too.isVisible() and self.match_too.isChecked() else None
        self.taken.emit(Taken(self.compare.values(), self.compare.cover, record, self.compare.edition))
        self.accept()

    def _show_step(self, step: QWidget) -> None:
        self.steps.setCurrentWidget(step)
        self._title.setText(tr("Which edition?") if step is self.editions else self._question)
        offered = {
            self.search: (self.next,),
            self.editions: (self.other, self.choose, *(() if self._cover_only else (self.without,))),
            self.compare: (self.other, self.use),
        }.get(step, ())
        for choice in (self.other, self.without, self.next, self.choose, self.use):
            choice.setVisible(choice in offered)
        self.match_too.setVisible(False)
        if step is not self.search:
            self._tell("")
        self._show_choosable()

    def _tell(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _show_choosable(self) -> None:
        has_record = bool(self.search.list.selectedIndexes())
        self.next.setEnabled(has_record)
        self.next.setToolTip("" if has_record else tr("Select a book first."))
        has_edition = self.editions.selected is not None
        self.choose.setEnabled(has_edition)
        self.choose.setToolTip("" if has_edition else tr("Select an edition first."))
        chooses = self.compare.takes_something or self.match_too.isChecked()
        self.use.setEnabled(chooses)
        self.use.setToolTip("" if chooses else tr("Choose at least one field from Hardcover first."))

    def _connect(self) -> None:
        self.search.chosen.connect(self._show_editions)
        self.search.model.modelReset.connect(self._show_choosable)
        self.search.list.selectionModel().selectionChanged.connect(self._show_choosable)
        self.editions.changed.connect(self._show_choosable)
        self.editions.list.selectionModel().selectionChanged.connect(self._show_choosable)
        self.editions.chosen.connect(self._take_edition)
        self.compare.changed.connect(self._show_choosable)
        self.match_too.toggled.connect(self._show_choosable)
        self.cancel.clicked.connect(self.reject)
        self.other.clicked.connect(self._show_search)
        self.next.clicked.connect(self.search.choose)
        self.without.clicked.connect(lambda: self._take_edition(None))
        self.choose.clicked.connect(lambda: self._take_edition(self.editions.selected))
        self.use.clicked.connect(self._use)

    def _build(self) -> None:
        for step in (self.looking, self.search, self.editions, self.compare):
            self.steps.addWidget(step)
        layout = dialog_column(self)
        layout.addWidget(self._title)
        layout.addWidget(self.note)
        layout.addWidget(self.steps, 1)
        layout.addWidget(self.match_too)
        layout.addWidget(
            Answers(
                self,
                accept=(self.next, self.choose, self.use),
                act=self.without,
                reject=self.cancel,
                beside=self.other,
                has_default=False,
            )
        )
