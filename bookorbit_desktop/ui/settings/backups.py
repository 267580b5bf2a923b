"""What is kept of files into which metadata was written, and letting go of it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from bookorbit_desktop.domain.files.runs import Backups
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.settings.rows import SettingRow
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.confirm import Confirm
from bookorbit_desktop.ui.widgets.labels import button
from bookorbit_desktop.ui.wording import file_size


class BackupsRow(SettingRow):
    """How many there are and how large they are. Without them nothing can be put back, so it asks first."""

    message = Signal(str, object)

    def __init__(self, context: UiContext) -> None:
        self.delete = button(tr("Delete backups…"))
        super().__init__(tr("Files as they were before writing"), "", self.delete)
        self._context = context
        self.delete.clicked.connect(self._ask)
        context.bridge.jobs_changed.connect(self._refresh_if_seen)
        self._show(Backups(0, 0))

    def refresh(self) -> None:
        """Look what is kept now."""
        self._context.tasks.start(self._load())

    def showEvent(self, event: QShowEvent) -> None:
        """They may have come or gone while something else was shown."""
        super().showEvent(event)
        self.refresh()

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    async def _load(self) -> None:
        self._show(await self._context.tasks.blocking(self._context.services.metadata_files.backups))

    def _show(self, backups: Backups) -> None:
        kept = tr("%n file(s), {0}. Undo needs them.", backups.files).format(file_size(backups.size))
        words = kept if backups.files else tr("None are kept.")
        self.help.setText(words)
        self.delete.setEnabled(bool(backups.files))
        self.delete.setToolTip("" if backups.files else words)
        self.delete.setAccessibleDescription(words)

    def _ask(self) -> None:
        question = Confirm(
            self,
            tr("Delete the backups?"),
            tr(
                "What was written into your files then stays: it can no longer be taken back. The files "
                "themselves, and what your devices know of them, stay as they are."
            ),
            act=tr("Delete backups"),
            keep=tr("Keep backups"),
        )
        question.confirmed.connect(lambda: self._context.tasks.start(self._delete()))
        question.open()

    async def _delete(self) -> None:
        await self._context.tasks.blocking(self._context.services.metadata_files.accept)
        self.message.emit(tr("The backups are deleted."), Tone.OK)
        await self._load()
