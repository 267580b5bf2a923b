"""The Organise files dialog: previews the new paths, then copies or moves the files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.files.organise import DEFAULT_TEMPLATE, FIELDS
from bookorbit_desktop.domain.files.runs import FileOutcome, FileWork
from bookorbit_desktop.services.files.organise import OrganisePlan
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.files.dialog import FilePreview, FileWorkDialog
from bookorbit_desktop.ui.files.lines import moved_line
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.layouts import new_row

if TYPE_CHECKING:  # the window does not wait for what the services bring along
    from bookorbit_desktop.services.container import Services

TYPING_PAUSE_MS = 400


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
        self.show_preview(partial(_preview, self._context.services, work, self._book_ids, template, into))

    def _row_of_choices(self) -> QWidget:
        row = QWidget()
        line = new_row(row, theme.SPACE_8)
        line.addWidget(self.work)
        self.into.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        line.addWidget(self.into, 1)
        return row


def _preview(
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
