"""The menu actions of a plot: show its table, copy it, save it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from bookorbit_desktop.services.runtime.export_file import export_bytes
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.statistics.plot_card import PlotCard
from bookorbit_desktop.ui.statistics.table_dialog import TableDialog
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr


class TakeAway:
    """Carries out the menu actions of the cards on a page or dialog."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        self._context = context
        self._parent = parent

    def serve(self, card: PlotCard) -> None:
        """Carry out a card's menu action."""
        card.table_requested.connect(partial(self.show_table, card))
        card.copy_requested.connect(partial(self.copy, card))
        card.file_requested.connect(partial(self._choose_file, card))

    def show_table(self, card: PlotCard) -> None:
        """Show every value of a plot as text."""
        if card.plot is not None:
            plot = card.plot
            TableDialog(plot.title, plot.sentence, plot.columns, plot.rows(), self._parent).open()

    def copy(self, card: PlotCard) -> None:
        """Copy a picture of a plot to the clipboard."""
        from bookorbit_desktop.ui.statistics.export import picture_of

        if card.chart is not None:
            QGuiApplication.clipboard().setImage(picture_of(card.chart))
            self._context.messages.message.emit(tr("Picture copied."), Tone.OK)

    def save(self, card: PlotCard, kind: str, path: Path) -> None:
        """Save a plot as a file of type "png", "svg" or "csv"."""
        from bookorbit_desktop.ui.statistics.export import csv_of, png_of, svg_of

        if card.plot is None or card.chart is None:
            return
        content = {
            "png": partial(png_of, card.chart),
            "svg": partial(svg_of, card.chart),
            "csv": partial(csv_of, card.plot),
        }[kind]()
        self._context.tasks.start(self._write(path, content))

    async def _write(self, path: Path, content: bytes) -> None:
        await self._context.tasks.blocking(export_bytes, path, content)
        self._context.messages.message.emit(tr("Saved to {0}.").format(path.name), Tone.OK)

    def _choose_file(self, card: PlotCard, kind: str) -> None:
        if card.plot is None:
            return
        dialog = QFileDialog(self._parent, tr("Save as {0}").format(kind.upper()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{kind.upper()} (*.{kind})")
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(f"bookorbit-{card.plot.key}.{kind}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save(card, kind, Path(name)))
        dialog.open()
