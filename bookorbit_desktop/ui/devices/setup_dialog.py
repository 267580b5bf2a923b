"""The device set-up dialog: preview, write, show the next steps, undo."""

import asyncio
import os
from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.usb.files import PluggedIn
from bookorbit_desktop.domain.usb.setup import Doubt, PassphraseNeeded, SetupPlan, UndoPlan, next_steps
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.devices.device_text import folder_text, kind_word
from bookorbit_desktop.ui.devices.setup_plan import (
    ChangeList,
    SetupTicks,
    files_text,
    plan_lines,
    undo_lines,
    written_over_text,
)
from bookorbit_desktop.ui.foreign_text import breakable
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import Mark, button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import (
    empty,
    framed,
    in_column,
    in_row,
    new_column,
    scrolling,
    step_list,
)
from bookorbit_desktop.ui.widgets.tick_box import TickBox
from bookorbit_desktop.ui.wording import day_and_time, joined


class NoDevice(QWidget):
    """Asks for a device, until one is detected or a folder is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.choose = button(tr("Choose a folder…"))
        column = new_column(self, theme.SPACE_16)
        column.addStretch(1)
        column.addWidget(Mark(56, "tablet"), alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.SPACE_8)
        column.addLayout(
            step_list(
                (
                    tr("Plug the device in with its USB cable. If it asks, let it share its storage."),
                    tr("Open it in your file manager once. The set-up then begins here by itself."),
                    tr("Still nothing? Choose its drive, or the “koreader” folder on it, yourself."),
                )
            )
        )
        column.addLayout(in_row(None, self.choose, None))
        column.addSpacing(theme.SPACE_8)
        column.addWidget(
            label(
                tr(
                    "A device that your computer shows as a media player (MTP), such as a newer Kindle, has no "
                    "drive to write to. Pair it over Wi-Fi on the KOReader page instead."
                ),
                "detail",
                wrap=True,
            )
        )
        column.addStretch(2)


WIDTH, HEIGHT = 640, 800


class SetupDialog(QDialog):
    """Writes nothing until “Write to the device” is pressed."""

    def __init__(self, context: UiContext, parent: QWidget, folder: bytes = b"") -> None:
        """`folder` is the device's folder, if already known."""
        super().__init__(parent)
        self._context = context
        self._service = context.services.device_setup
        self._chosen = folder
        self._plan: SetupPlan | None = None
        self._undo: UndoPlan | None = None
        self._work: asyncio.Future[None] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Set up device"))
        self.device = Choice(tr("Device"))
        self.choose = button(tr("Choose a folder…"))
        self.address = Choice(tr("Address for the device"))
        self.passphrase = QLineEdit()
        self.ticks = SetupTicks()
        self.where = label("", "detail", wrap=True)
        self.headline = label(tr("Set up device"), "section", wrap=True)
        self.sentence = label("", "muted", wrap=True)
        self.notice = label("", wrap=True)
        self.problem = label("", wrap=True)
        self.changes = ChangeList()
        self.files = label("", "detail", wrap=True)
        self.steps = QVBoxLayout()
        self.nothing = NoDevice()
        self.parts = QStackedWidget()
        self.doubt = label("", wrap=True)
        self.closed = TickBox(tr("KOReader is closed on the device"))
        self.take_back = button(tr("Undo set-up…"), "quiet")
        self.cancel = button(tr("Cancel"))
        self.act = button(tr("Write to the device"), "primary")
        self._build()
        self._connect()

    @property
    def folder(self) -> bytes:
        """The folder of the device being set up; empty if there is none."""
        folder = self.device.currentData()
        return bytes(folder) if folder else b""

    def begin(self) -> None:
        """Show the dialog and look for devices."""
        self.show()
        self.raise_()
        self._start(self._load(self._chosen))

    def done(self, result: int) -> None:
        """Close the dialog; a write in progress is still completed."""
        if self._work is not None:
            self._work.cancel()
        super().done(result)

    def _connect(self) -> None:
        self.device.activated.connect(self._change_device)
        self.ticks.changed.connect(lambda: self._start(self._look()))
        self.address.activated.connect(lambda: self._start(self._look()))
        self.passphrase.returnPressed.connect(lambda: self._start(self._look()))
        for choose in (self.choose, self.nothing.choose):
            choose.clicked.connect(self._choose_folder)
        self.closed.clicked.connect(self._enable)
        self.take_back.clicked.connect(lambda: self._start(self._plan_undo()))
        self.cancel.clicked.connect(self._go_back)
        self.act.clicked.connect(lambda: self._start(self._carry_out()))
        self._context.bridge.plugged_in_changed.connect(self._on_plugged_in)

    def _change_device(self) -> None:
        self.ticks.start_again()
        self._start(self._look())

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        """Start this in place of the current look-up."""
        if self._work is not None:
            self._work.cancel()
        self._work = self._context.tasks.start(work)

    def _on_plugged_in(self, _event: object) -> None:
        if self._form_part.isEnabled() and not self._form_part.isHidden():
            self._start(self._load(self.folder))

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, tr("Choose the device's folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.look_into)
        dialog.open()

    def look_into(self, folder: str) -> None:
        """Set up the device in this folder."""
        self._chosen = os.fsencode(folder)
        self.ticks.start_again()
        self._start(self._load(self._chosen))

    async def _load(self, wanted: bytes) -> None:
        """List the devices and the folder chosen by hand, and preview the changes on the selected one."""
        plugged_in = await self._context.tasks.blocking(self._context.services.device_scan.plugged_in)
        entries = [(plugged.device.root, _device_text(plugged)) for plugged in plugged_in]
        if self._chosen and self._chosen not in (folder for folder, _ in entries):
            entries.append((self._chosen, tr("Selected folder")))
        self.device.clear()
        for folder, text in entries:
            self.device.addItem(text, folder)
        folders = [folder for folder, _ in entries]
        self.device.setCurrentIndex(folders.index(wanted) if wanted in folders else min(0, len(folders) - 1))
        addresses = await self._context.tasks.blocking(self._service.addresses)
        if [self.address.itemText(index) for index in range(self.address.count())] != list(addresses):
            self.address.clear()
            self.address.addItems(addresses)
        await self._look()

    async def _look(self) -> None:
        """Show what would change on the chosen device, or why it cannot be set up."""
        self._plan = self._undo = None
        self._enable()
        self.parts.setCurrentWidget(self._plan_part)
        self.changes.show_lines(())
        self.take_back.hide()
        self.headline.setText(tr("Set up device"))
        self.where.setText(breakable(folder_text(self.folder)))
        for row in (self.device, self.where, self._other, self.address):
            self._form.setRowVisible(row, bool(self.folder))
        self.act.setVisible(bool(self.folder))
        if not self.folder:
            self._refuse("")
            self.sentence.setText(tr("No KOReader device is connected."))
            self.parts.setCurrentWidget(self.nothing)
            return
        tasks, service = self._context.tasks, self._service
        try:
            self._plan = await tasks.blocking(
                service.plan,
                self.folder,
                address=self._address(),
                passphrase=self.passphrase.text(),
                choices=self.ticks.choices,
            )
        except BookOrbitError as error:
            self._form.setRowVisible(
                self.passphrase, isinstance(error, PassphraseNeeded) or bool(self.passphrase.text())
            )
            # what was ticked may be the reason
            self._refuse(localize(error.message), keeps_ticks=self.ticks.isVisible())
        else:
            self._show_plan(self._plan)
        set_up_at = await tasks.blocking(service.set_up_at, self.folder)
        self.take_back.setVisible(set_up_at is not None)

    def _address(self) -> str:
        """The address chosen among several; empty leaves the choice to the service, which may refuse it."""
        return self.address.currentText() if self.address.currentIndex() > 0 else ""

    def _refuse(self, text: str, *, keeps_ticks: bool = False) -> None:
        self.sentence.setText("")
        _show(self.problem, text)
        self.ticks.setVisible(keeps_ticks)
        for part in (self.notice, self.files, self.doubt, self.closed):
            part.hide()
        self.changes.show_lines(())
        self._frame.setVisible(keeps_ticks)
        self.act.setText(tr("Write to the device"))
        self._enable()

    def _show_plan(self, plan: SetupPlan) -> None:
        _show(self.problem, "")
        _show(self.notice, " ".join(filter(None, (localize(plan.notice), written_over_text(plan)))))
        if plan.is_done:
            self.sentence.setText(tr("This device is already set up."))
        else:
            self.sentence.setText(tr("These settings will change on the device. Nothing else is touched."))
        self.ticks.show_plan(plan)
        self.ticks.show()
        self.changes.show_lines(plan_lines(plan))
        self._frame.show()
        _show(self.files, "" if plan.is_done else files_text(plan))
        self._show_doubt(None if plan.is_done else plan.doubt)
        self.act.setText(tr("Write to the device"))
        self._enable()

    def _show_doubt(self, doubt: Doubt | None) -> None:
        self.closed.setChecked(False)
        _show(self.doubt, localize(doubt.text) if doubt else "")
        self.closed.setVisible(doubt not in (None, Doubt.RUNS_HERE))

    def _enable(self) -> None:
        """Enable the actions if there is something to do and KOReader cannot be running."""
        doubt = self._undo.doubt if self._undo else self._plan.doubt if self._plan else None
        is_sure = doubt is None or (doubt is not Doubt.RUNS_HERE and self.closed.isChecked())
        has_work = self._undo is not None or (self._plan is not None and not self._plan.is_done)
        self.act.setEnabled(has_work and is_sure)
        self.act.setToolTip("" if is_sure else tr("Close KOReader on the device first."))

    async def _plan_undo(self) -> None:
        """Show what undoing the set-up does."""
        try:
            plan = await self._context.tasks.blocking(self._service.plan_undo, self.folder)
        except BookOrbitError as error:
            self._refuse(localize(error.message))
            return
        self._undo = plan
        self.parts.setCurrentWidget(self._plan_part)
        _show(self.problem, "")
        _show(self.notice, "")
        self.ticks.hide()
        self.headline.setText(tr("Undo set-up"))
        when = day_and_time(plan.set_up_at)
        self.sentence.setText(tr("Undoes the changes of {0}.").format(when))
        self.changes.show_lines(undo_lines(plan))
        self._frame.show()
        _show(self.files, "")
        self._show_doubt(plan.doubt)
        self.take_back.hide()
        self._form_part.setVisible(False)
        self.cancel.setText(tr("Back"))
        self.act.setText(tr("Undo set-up"))
        self.act.show()
        self._enable()

    async def _carry_out(self) -> None:
        """Carry out the plan shown, a write or an undo."""
        self.act.setEnabled(False)
        self._form_part.setEnabled(False)
        tasks, closed = self._context.tasks, self.closed.isChecked()
        plan, undo = self._plan, self._undo
        try:
            if undo is not None:
                await tasks.blocking(self._service.undo, undo, closed=closed, keep_changes=bool(undo.changed))
            elif plan is not None:
                await tasks.blocking(self._service.carry_out, plan, closed=closed)
        except BookOrbitError as error:
            _show(self.problem, localize(error.message))
            self._enable()
            return
        finally:
            self._form_part.setEnabled(True)
        self._undo = None
        if undo is not None:
            self._show_taken_back(undo)
        elif plan is not None:
            self._show_done(plan)

    def _show_done(self, plan: SetupPlan) -> None:
        self.headline.setText(tr("Device is set up"))
        self.sentence.setText(tr("All settings were written and checked. Next steps:"))
        self._end([localize(step) for step in next_steps(plan)], can_undo=True)

    def _show_taken_back(self, undo: UndoPlan) -> None:
        if undo.changed:
            text = tr("BookOrbit's settings were removed. What KOReader wrote since is kept.")
        else:
            text = tr("The device is back to its earlier state.")
        self.headline.setText(tr("Set-up undone"))
        self.sentence.setText(text)
        self._end([], can_undo=False)

    def _end(self, steps: list[str], *, can_undo: bool) -> None:
        list_of_steps = QWidget()
        list_of_steps.setLayout(step_list(steps))
        empty(self.steps)
        self.steps.addWidget(list_of_steps)
        self.parts.setCurrentWidget(self._done_part)
        self._form_part.setVisible(False)
        for part in (self.notice, self.problem, self.doubt, self.closed, self.act):
            part.hide()
        self.take_back.setVisible(can_undo)
        self.cancel.setText(tr("Close"))
        self.cancel.setFocus()

    def _go_back(self) -> None:
        """Leave the undo, or close the dialog."""
        if self._undo is None:
            self.close()
            return
        self.cancel.setText(tr("Cancel"))
        self._form_part.setVisible(True)
        self._start(self._look())

    def _build(self) -> None:
        fit(self, WIDTH, HEIGHT)
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(tr("Passphrase"))
        self.passphrase.setPlaceholderText(tr("Type it, then press Enter"))
        set_tone(self.notice, Tone.ATTENTION)
        set_tone(self.problem, Tone.ERROR)
        shown = QWidget()
        in_column(self.ticks, self.changes, inside=shown, spacing=0, grows=self.changes)
        self._frame = framed(scrolling(shown))
        self._plan_part, self._done_part = QWidget(), QWidget()
        planned = in_column(
            self._frame, self.files, inside=self._plan_part, spacing=theme.SPACE_12, grows=self._frame
        )
        planned.addStretch(0)
        in_column(self.steps, None, inside=self._done_part, spacing=-1)
        self.parts.addWidget(self._plan_part)
        self.parts.addWidget(self._done_part)
        self.parts.addWidget(self.nothing)
        layout = dialog_column(self)
        layout.addWidget(self.headline)
        layout.addWidget(self._build_form())
        for part in (self.sentence, self.notice, self.problem):
            layout.addWidget(part)
        layout.addWidget(self.parts, 1)
        layout.addWidget(self.doubt)
        layout.addWidget(self.closed)
        layout.addWidget(
            Answers(self, accept=self.act, reject=self.cancel, beside=self.take_back, has_default=False)
        )
        self._refuse("")
        self.take_back.hide()

    def _build_form(self) -> QWidget:
        self._other = QWidget()
        in_row(self.choose, None, inside=self._other, spacing=-1)
        self._form_part = QWidget()
        self._form = QFormLayout(self._form_part)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(theme.SPACE_8)
        self._form.setHorizontalSpacing(theme.SPACE_16)
        self._form.addRow(label(tr("Device"), "muted"), self.device)
        self._form.addRow("", self.where)
        self._form.addRow("", self._other)
        self._form.addRow(label(tr("Address for the device"), "muted"), self.address)
        self._form.addRow(label(tr("Passphrase"), "muted"), self.passphrase)
        self._form.setRowVisible(self.passphrase, False)
        return self._form_part


def open_setup(context: UiContext, parent: QWidget, folder: bytes = b"") -> SetupDialog:
    """Open the set-up above the window of `place`; `folder` is the device's folder, if known."""
    dialog = SetupDialog(context, parent.window(), folder)
    dialog.begin()
    return dialog


def _device_text(plugged: PluggedIn) -> str:
    """The kind of a device with the name of its drive, which distinguishes two of a kind."""
    return joined(kind_word(plugged.device.kind), folder_text(os.path.basename(plugged.device.root)))  # noqa: PTH119


def _show(target: QLabel, text: str) -> None:
    """Show a label only if it has text."""
    target.setText(text)
    target.setVisible(bool(text))
