"""Adding books and rescanning folders, from any page."""

from collections.abc import Sequence

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from bookorbit_desktop.domain.library.calibre import IN_USE
from bookorbit_desktop.domain.library.scan import ScanSummary
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr


class AddBooks(QObject):
    """The actions behind Ctrl+O, F5, drops and the buttons of pages."""

    message = Signal(str, object)
    """The result, for the message bar: text and Tone."""

    def __init__(self, context: UiContext, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window

    def choose_folder(self) -> None:
        """Let the person choose a folder to add."""
        dialog = QFileDialog(self._window, tr("Choose a folder of books"), QDir.homePath())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.add_paths)
        dialog.open()

    def choose_files(self) -> None:
        """Let the person choose files to add."""
        dialog = QFileDialog(self._window, tr("Choose books"), QDir.homePath())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.add_paths)
        dialog.open()

    def add_paths(self, paths: Sequence[str]) -> None:
        """Add folders or files and scan them."""
        if paths:
            self._context.tasks.start(self._scan(list(paths)))

    def rescan(self) -> None:
        """Rescan all folders for changes."""
        self._context.tasks.start(self._scan([]))

    async def _scan(self, paths: list[str]) -> None:
        library = self._context.services.library
        work = library.add_and_scan(paths) if paths else library.rescan()
        summary = await self._context.tasks.network(work)
        is_fine = not (
            summary.problems or summary.unreachable or summary.rejected or summary.calibre_problems
        )
        self.message.emit(scan_text(summary), Tone.OK if is_fine else Tone.ATTENTION)


def scan_text(summary: ScanSummary) -> str:
    """The result of a scan, in sentences."""
    texts = [localize(summary.as_text())]
    if summary.calibre:
        texts.append(localize(IN_USE))
    texts += [localize(problem) for _, problem in summary.calibre_problems]
    if summary.problems:
        texts.append(tr("%n file(s) couldn't be read. See the Inbox for details.", summary.problems))
    if summary.rejected:
        texts.append(tr("Not a book: {0}.").format(", ".join(summary.rejected)))
    if summary.unreachable:
        texts.append(tr("Couldn't open: {0}.").format(", ".join(summary.unreachable)))
    return " ".join(texts)
