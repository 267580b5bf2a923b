"""The dialogs that change files, organising them and writing metadata, and Undo once they are closed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.files.organise import DEFAULT_TEMPLATE, FIELDS
from bookorbit_desktop.domain.files.runs import FileOutcome, FileWork, WrittenPart
from bookorbit_desktop.domain.library.fields import BookField
from bookorbit_desktop.services.files.metadata_files import PlannedWrite, WritePlan
from bookorbit_desktop.services.files.organise import OrganisePlan
from bookorbit_desktop.services.runtime.undo import Undo, Undone
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.metadata.file_dialog import (
    FileLine,
    FilePreview,
    FileWorkDialog,
    moved_line,
    written_line,
)
from bookorbit_desktop.ui.metadata.text import field_word
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.undoing import offer_of
from bookorbit_desktop.ui.widgets.book_menu import BookMenu
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.widgets.layouts import FlowLayout, new_row
from bookorbit_desktop.ui.widgets.rows import ROW
from bookorbit_desktop.ui.widgets.tick_box import TickBox
from bookorbit_desktop.ui.wording import joined

if TYPE_CHECKING:  # the window does not wait for what the services bring along
    from bookorbit_desktop.services.container import Services

TYPING_PAUSE_MS = 400


class FileActions(QObject):
    """The actions on the files of books, if the person has turned them on."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.message, self.offered = context.messages.message, context.messages.offered
        self._context = context
        self._window = parent

    def offer_in(self, menu: BookMenu, book_ids: Sequence[BookId]) -> None:
        """Add the actions to a menu for books; a disabled one says where to turn it on."""
        settings = self._context.services.preferences.current
        menu.allow_files(organise=settings.organise_files, write=settings.write_metadata)
        menu.organise.triggered.connect(lambda: self.organise(book_ids))
        menu.write.triggered.connect(lambda: self.write_metadata(book_ids))

    def organise(self, book_ids: Sequence[BookId] | None = None) -> None:
        """Show where the files of these books would go; None for all books."""
        self._open(OrganiseDialog(self._context, self._window, book_ids))

    def write_metadata(self, book_ids: Sequence[BookId]) -> None:
        """Show what would be written into the files of these books."""
        self._open(WriteDialog(self._context, self._window, book_ids))

    def _open(self, dialog: OrganiseDialog | WriteDialog) -> None:
        dialog.finished_work.connect(lambda outcome: self._context.tasks.start(self._tell(outcome)))
        dialog.show()
        dialog.begin()

    async def _tell(self, outcome: FileOutcome) -> None:
        text = joined(
            tr("%n file(s) done", outcome.done),
            _stayed(len(outcome.problems)),
        )
        run_id = outcome.run_id
        tasks, runs = self._context.tasks, self._context.services.file_runs
        run = None if run_id is None else await tasks.blocking(runs.stored.run, run_id)
        if run is not None and run.can_undo and not run.undoing:
            undo = Undo.of(self._undo, run.id)
            self.offered.emit(text, (offer_of(self._context, undo, self.message.emit, _undone_text),))
        else:
            self.message.emit(text, Tone.ATTENTION if outcome.problems else Tone.OK)

    def _undo(self, run_id: int) -> Undone:
        outcome = self._context.services.file_runs.undo(run_id)
        return Undone(outcome.done, tuple(problem.shown_path for problem in outcome.problems))


def _undone_text(undone: Undone) -> str:
    return joined(tr("Undone."), _stayed(len(undone.kept)))


def _stayed(files: int) -> str:
    return tr("%n file(s) unchanged", files) if files else ""


class OrganiseDialog(FileWorkDialog):
    """Copies unless the person chooses to move."""

    def __init__(self, context: UiContext, parent: QWidget, book_ids: Sequence[BookId] | None) -> None:
        """`book_ids` None: the whole library."""
        super().__init__(
            context,
            parent,
            context.services.organise.last,
            tr("Organise files"),
            tr(
                "Changing files changes how KOReader recognises them. BookOrbit keeps your progress, "
                "and you can undo the change."
            ),
        )
        self._book_ids = book_ids
        self.template = QLineEdit(context.services.preferences.current.organise_template)
        self.template.setAccessibleName(tr("Template"))
        self.template.setPlaceholderText(DEFAULT_TEMPLATE)
        self.template.setToolTip(
            tr("Fields: {0}. Text in [brackets] is dropped if a field in it is empty.").format(
                ", ".join(f"{{{name}}}" for name in FIELDS)
            )
        )
        self.work = Choice(tr("Action"))
        self.work.addItem(tr("Copy"), FileWork.COPY)
        self.work.addItem(tr("Move"), FileWork.MOVE)
        self.into = Choice(tr("Folder"))
        self.into.addItem(tr("In its current folder"), None)
        self._typed = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self._typed.timeout.connect(self.begin)
        self.options.addWidget(self.template)
        self.options.addWidget(self._row_of_choices())
        self.template.textEdited.connect(lambda _text: self._typed.start())
        self.work.activated.connect(lambda _index: self.begin())
        self.into.activated.connect(lambda _index: self.begin())
        offering = context.tasks.start(self._offer_folders())
        self.destroyed.connect(offering.cancel)

    async def _offer_folders(self) -> None:
        """Load the folders in a thread, as one on a sleeping drive may take seconds."""
        library = self._context.services.library
        for folder in await self._context.tasks.blocking(lambda: _that_are_there(library.folders())):
            self.into.addItem(folder.decode("utf-8", "replace"), folder)

    def begin(self) -> None:
        """Show a new preview for the current choice."""
        template, work = self.template.text().strip(), FileWork(self.work.currentData())
        into: bytes | None = self.into.currentData()
        self.show_preview(partial(_organising, self._context.services, work, self._book_ids, template, into))

    def _row_of_choices(self) -> QWidget:
        row = QWidget()
        line = new_row(row, theme.SPACE_8)
        line.addWidget(self.work)
        self.into.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        line.addWidget(self.into, 1)
        return row


def _organising(
    services: Services, work: FileWork, book_ids: Sequence[BookId] | None, template: str, into: bytes | None
) -> FilePreview:
    """Where each file would go."""
    plan = services.organise.preview(work, book_ids, template=template or None, into=into)
    lines = [moved_line(file) for file in plan.files if file.goes or file.problem]
    count, act = len(plan.going), ""
    if count:
        act = tr("Move %n file(s)", count) if work is FileWork.MOVE else tr("Copy %n file(s)", count)
    return FilePreview(lines, act, partial(_organise, services, plan, template))


def _organise(services: Services, plan: OrganisePlan, template: str) -> FileOutcome:
    """Copy or move, and remember the template."""
    if template:
        services.preferences.change(organise_template=template)
    return services.organise.carry_out(plan)


def _that_are_there(folders: Sequence[bytes]) -> list[bytes]:
    return [folder for folder in folders if os.path.isdir(folder)]  # noqa: PTH112 - paths are bytes here


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
        self.show_preview(partial(_writing, self._context.services, self._book_ids, ticked))

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


def _writing(services: Services, book_ids: Sequence[BookId], parts: frozenset[WrittenPart]) -> FilePreview:
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
