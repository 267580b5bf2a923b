"""The Write metadata dialog: previews the changes to each EPUB, then writes them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.files.runs import FileOutcome, WrittenPart
from bookorbit_desktop.domain.library.fields import BookField
from bookorbit_desktop.services.files.metadata_files import PlannedWrite, WritePlan
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.files.dialog import FilePreview, FileWorkDialog
from bookorbit_desktop.ui.files.lines import FileLine, written_line
from bookorbit_desktop.ui.metadata.text import field_word
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.flow_layout import FlowLayout
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.widgets.rows import ROW
from bookorbit_desktop.ui.widgets.tick_box import TickBox

if TYPE_CHECKING:  # the window does not wait for what the services bring along
    from bookorbit_desktop.services.container import Services


class WriteDialog(FileWorkDialog):
    """The original of each file is kept until the person accepts the changes."""

    def __init__(self, context: UiContext, parent: QWidget, book_ids: Sequence[BookId]) -> None:
        super().__init__(
            context,
            parent,
            context.services.metadata_files.last,
            tr("Write metadata into files"),
            tr(
                "Changing files changes how KOReader recognises them. BookOrbit recognises the old "
                "and the new file, so your progress is kept. A backup of each file is kept until you "
                "delete it in Settings, Library."
            ),
        )
        self._book_ids = tuple(book_ids)
        self.parts = {part: TickBox(_part_word(part)) for part in WrittenPart}
        self.parts[WrittenPart.COVER].setToolTip(
            tr("Writes the cover you chose. The file's own cover is already in it.")
        )
        self.view.selectionModel().currentChanged.connect(self._show_detail)
        self.model.modelReset.connect(self._show_detail)
        self.model.dataChanged.connect(self._show_detail)
        self._tick()
        self.options.addWidget(self._row_of_parts())

    def begin(self) -> None:
        """Show a new preview of the selected books."""
        ticked = frozenset(part for part, box in self.parts.items() if box.isChecked())
        self.show_preview(partial(_preview, self._context.services, self._book_ids, ticked))

    def _show_detail(self) -> None:
        """Show all changes to the selected file, as its line has little room."""
        line: FileLine | None = self.view.currentIndex().data(ROW)
        self.detail.setText("" if line is None else line.result)
        self.detail.setVisible(line is not None)

    def _tick(self) -> None:
        """Tick the same parts as last time; none at first."""
        ticked = frozenset(map(WrittenPart, self._context.services.preferences.current.written_parts))
        for part, box in self.parts.items():
            box.setChecked(part in ticked)
            box.toggled.connect(self.begin)

    def _row_of_parts(self) -> QWidget:
        row, line = QWidget(), FlowLayout()
        row.setLayout(line)
        text_label = label(tr("Also write:"), "muted")
        text_label.setFixedHeight(self.parts[WrittenPart.COVER].sizeHint().height())
        line.addWidget(text_label)
        for box in self.parts.values():
            line.addWidget(box)
        return row


def _preview(services: Services, book_ids: Sequence[BookId], parts: frozenset[WrittenPart]) -> FilePreview:
    """What would change in each file."""
    plan = services.metadata_files.preview(book_ids, parts)
    lines = [written_line(file) for file in plan.files if _is_shown(file)]
    act = tr("Write into %n file(s)", len(plan.going)) if plan.going else ""
    return FilePreview(lines, act, partial(_write, services, plan))


def _write(services: Services, plan: WritePlan) -> FileOutcome:
    """Write, and remember the ticked parts."""
    services.preferences.change(written_parts=tuple(sorted(plan.parts)))
    return services.metadata_files.carry_out(plan)


def _part_word(part: WrittenPart) -> str:
    return tr("Cover") if part is WrittenPart.COVER else field_word(BookField(part))


def _is_shown(file: PlannedWrite) -> bool:
    return bool(file.changes or file.problem or file.changes.kept_cover)
