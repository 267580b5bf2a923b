"""The last step of comparing: a book beside its Hardcover edition, field by field, with both covers."""

import asyncio
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QRadioButton, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, Edition
from bookorbit_desktop.domain.hardcover.record_fields import record_fields
from bookorbit_desktop.domain.library.fields import BookField, FieldOrigin, FieldState, FieldValue, blank
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.pick.model import record_title
from bookorbit_desktop.ui.metadata.compare_grid import CompareGrid, CompareRow, FieldOption
from bookorbit_desktop.ui.metadata.text import origin_word
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import in_row, new_column, scrolling
from bookorbit_desktop.ui.wording import names

HERE, THERE = 0, 1
COVER_WIDTH, COVER_HEIGHT = 80, 120


class CompareStep(QWidget):
    """Hardcover's values are preselected for blank fields only; the person decides about the rest."""

    changed = Signal()

    def __init__(self, context: UiContext, book_id: BookId, states: Mapping[BookField, FieldState]) -> None:
        super().__init__()
        self._context = context
        self._book_id = book_id
        self._states = states
        self._fetching: asyncio.Future[None] | None = None
        self._pictures: dict[int, bytes | None] = {HERE: None, THERE: None}
        self._cache = CoverCache(self._pictures.get)
        self._cache.loaded.connect(self._draw)
        self.record: CatalogueBook | None = None
        self.edition: Edition | None = None
        self._name = label("", "muted", wrap=True)
        self.grid = CompareGrid((tr("Here"), tr("On Hardcover")))
        self.cover_choices = (QRadioButton(), QRadioButton())
        self._chosen_cover = QButtonGroup(self)
        self._covers = (QLabel(), QLabel())
        self.all_there = button(tr("Use all from Hardcover"), "quiet")
        self.all_here = button(tr("Keep all mine"), "quiet")
        self._build()
        self.grid.changed.connect(self.changed)
        self.cover_choices[THERE].toggled.connect(self.changed)
        self.all_there.clicked.connect(lambda: self._choose_all(THERE))
        self.all_here.clicked.connect(lambda: self._choose_all(HERE))

    @property
    def cover(self) -> bytes | None:
        """Hardcover's picture, if chosen."""
        return self._pictures[THERE] if self.cover_choices[THERE].isChecked() else None

    @property
    def takes_something(self) -> bool:
        """Whether any of Hardcover's values are chosen."""
        return bool(self.values()) or self.cover is not None

    def values(self) -> dict[BookField, FieldValue]:
        """The chosen values from Hardcover."""
        return {field: value for field, (column, value) in self.grid.chosen().items() if column == THERE}

    def show_record(self, record: CatalogueBook, edition: Edition | None) -> None:
        """Compare with this record."""
        self.record, self.edition = record, edition
        self._name.setText(record_title(record))
        said = record_fields(record, edition)
        told = [field for field in BookField if field in said or self._states[field].value != blank(field)]
        self.grid.show_rows([self._row(field, said) for field in told])
        self._pictures[THERE] = None
        self._show_covers()
        if self._fetching is not None:
            self._fetching.cancel()
        url = (edition.image_url if edition else "") or record.image_url
        self._fetching = self._context.tasks.start(self._fetch(url))

    def close_cache(self) -> None:
        """Cancel loading."""
        if self._fetching is not None:
            self._fetching.cancel()
        self._cache.close()

    def _row(self, field: BookField, said: Mapping[BookField, FieldValue]) -> CompareRow:
        state = self._states[field]
        is_blank = state.value == blank(field)
        here = FieldOption(state.value, "" if is_blank else origin_word(state.origin))
        there = FieldOption(said[field]) if field in said else None
        fills = is_blank and there is not None and state.origin is not FieldOrigin.HAND and not state.locked
        fixed = tr("You locked this field. Edit the book to unlock it.") if state.locked else ""
        return CompareRow(field, (here, there), THERE if fills else HERE, fixed)

    def _choose_all(self, column: int) -> None:
        self.grid.choose_all(column)
        if self.cover_choices[column].isEnabled():
            self.cover_choices[column].setChecked(True)

    async def _fetch(self, url: str) -> None:
        services, tasks = self._context.services, self._context.tasks
        self._pictures[HERE] = await tasks.blocking(services.cover_choice.shown, self._book_id)
        self._show_covers()
        if url:
            self._pictures[THERE] = await tasks.network(services.hardcover_account.pictures.get(url))
        self._show_covers()

    def _show_covers(self) -> None:
        has_picture = self._pictures[THERE] is not None
        self.cover_choices[THERE].setEnabled(has_picture)
        self.cover_choices[THERE].setToolTip("" if has_picture else tr("Hardcover has no cover for it."))
        if not has_picture:
            self.cover_choices[HERE].setChecked(True)
        self._cache.forget((HERE, THERE))
        for which in (HERE, THERE):
            self._draw(which)

    def _draw(self, which: int) -> None:
        if which == THERE and self._pictures[THERE] is None:
            self._covers[THERE].clear()
            return
        title = str(self._states[BookField.TITLE].value)
        authors = self._states[BookField.AUTHORS].value
        size = theme.px(COVER_WIDTH), theme.px(COVER_HEIGHT)
        by = names(authors) if isinstance(authors, tuple) else ""
        drawn = self._cache.pixmap(
            CoverRequest(which, title, by, *size, self.devicePixelRatioF(), theme.RADIUS_CARD)
        )
        if drawn is not None:
            self._covers[which].setPixmap(drawn)

    def _build(self) -> None:
        head = in_row(self._name, self.all_there, self.all_here, spacing=-1, grows=self._name)
        body = QWidget()
        column = new_column(body, theme.SPACE_12, (0, 0, theme.SPACE_12, 0))
        self._build_covers()
        column.addWidget(self.grid)
        column.addStretch(1)
        layout = new_column(self, theme.SPACE_8)
        layout.addLayout(head)
        layout.addWidget(scrolling(body), 1)

    def _build_covers(self) -> None:
        cells = (QWidget(), QWidget())
        for which, text in ((HERE, tr("Your cover")), (THERE, tr("Hardcover cover"))):
            self.cover_choices[which].setAccessibleName(text)
            self._covers[which].setAccessibleName(text)
            self._chosen_cover.addButton(self.cover_choices[which])
            self._covers[which].setMinimumHeight(theme.px(COVER_HEIGHT))
            cell = QHBoxLayout(cells[which])
            cell.setContentsMargins(0, 0, 0, 0)
            cell.setSpacing(theme.SPACE_4)
            cell.addWidget(self.cover_choices[which], alignment=Qt.AlignmentFlag.AlignTop)
            cell.addWidget(self._covers[which], 1, Qt.AlignmentFlag.AlignTop)
        self.cover_choices[HERE].setChecked(True)
        self.grid.put_last_line(tr("Cover"), cells)
