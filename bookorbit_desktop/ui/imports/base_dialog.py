"""The shared import dialog: load, preview, import the selected rows."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Generic

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QProgressBar, QStackedWidget, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.imports.model import R
from bookorbit_desktop.ui.imports.preview import ImportPreview
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import in_row, new_column
from bookorbit_desktop.ui.widgets.list_states import EmptyState
from bookorbit_desktop.ui.wording import number


class ImportDialogBase(QDialog, Generic[R]):
    """Changes nothing until “Import” is pressed."""

    imported = Signal(object, int)
    """The result, and the number of ticked books skipped because they changed."""

    _compared = Signal(int, int)

    preview: ImportPreview[R]

    def __init__(self, context: UiContext, parent: QWidget, title: str, loading: tuple[str, str]) -> None:
        """`loading` is the text while it loads, and the progress bar's name for screen readers."""
        super().__init__(parent)
        self._context = context
        self._work: asyncio.Future[None] | None = None
        self.covers = CoverCache(lambda key: context.services.covers.path(BookId(key)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setModal(False)
        fit(self, 960, 680)
        self.progress_label = label("", "muted")
        self.error = EmptyState("warning", "", tr("Try again"))
        self.loading = self._build_loading(*loading)
        self.parts = QStackedWidget()
        self.cancel = button(tr("Cancel"))
        self.act = button("", "primary")
        self._lay_out(title)
        self._compared.connect(self._say_compared, Qt.ConnectionType.QueuedConnection)
        self.cancel.clicked.connect(self.close)

    def add_preview(self, preview: ImportPreview[R], *others: QWidget) -> None:
        """Set the preview of this import, and the other parts it may show instead."""
        self.preview = preview
        for part in (self.loading, preview, self.error, *others):
            self.parts.addWidget(part)
        self.foot.addWidget(Answers(self, accept=self.act, reject=self.cancel, has_default=False))
        preview.changed.connect(self.count_chosen)

    def begin_loading(self, load: Callable[[], Awaitable[None]]) -> None:
        """Load what can be imported, then show it. Errors raised by `load` are reported."""
        self.progress_label.setText(tr("Nothing has changed yet."))
        self.show_part(self.loading)
        self.start(self._load(load))

    def done(self, result: int) -> None:
        """Closing cancels what is being loaded."""
        if self._work is not None and self.current is self.loading:
            self._work.cancel()
        self.covers.close()
        super().done(result)

    @property
    def current(self) -> QWidget | None:
        """The part shown."""
        return self.parts.currentWidget()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Run the dialog's current task."""
        self._work = self._context.tasks.start(work)

    def show_part(self, part: QWidget) -> None:
        """Show one part with its buttons."""
        self.parts.setCurrentWidget(part)
        self.cancel.setText(tr("Cancel") if part in (self.loading, self.preview) else tr("Close"))
        self.count_chosen()

    def count_chosen(self) -> None:
        """Show on the button how many books will be imported."""
        is_preview = self.current is self.preview
        self.act.setVisible(is_preview and self.preview.can_import)
        if not is_preview:
            return
        chosen = len(self.preview.chosen)
        self.act.setText(tr("Import %n book(s)", chosen))
        self.act.setEnabled(chosen > 0)
        self.act.setToolTip("" if chosen else tr("Select at least one book."))
        self.cancel.setText(tr("Cancel") if self.preview.can_import else tr("Close"))

    async def _load(self, load: Callable[[], Awaitable[None]]) -> None:
        try:
            await load()
        except BookOrbitError as error:
            self._show_error(localize(error.message))
        except Exception:
            self._show_error(tr("Something went wrong. The log file has the details."))
            raise

    def _show_error(self, sentence: str) -> None:
        self.error.sentence.setText(sentence)
        self.show_part(self.error)

    def _say_compared(self, done: int, total: int) -> None:
        text = tr("Comparing with your library: {0} of {1}")
        self.progress_label.setText(text.format(number(done), number(total)))

    def _lay_out(self, title: str) -> None:
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        layout = dialog_column(self, theme.SPACE_16)
        layout.addWidget(label(title, "section"))
        layout.addWidget(self.parts, 1)
        self.foot = in_row()
        layout.addLayout(self.foot)

    def _build_loading(self, text: str, bar_name: str) -> QWidget:
        loading = QWidget()
        bar = QProgressBar(textVisible=False)
        bar.setRange(0, 0)
        bar.setAccessibleName(bar_name)
        column = new_column(loading, theme.SPACE_12)
        column.addWidget(label(text, "card"))
        column.addWidget(bar)
        column.addWidget(self.progress_label)
        column.addStretch(1)
        return loading
