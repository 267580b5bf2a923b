"""Copying highlights to a device: choose it, preview, write."""

import asyncio
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.highlights.carry import CarryPlan, CarryStep
from bookorbit_desktop.domain.usb.files import DeviceScan, PluggedIn
from bookorbit_desktop.services.runtime.run_cancel import RunCancel
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.devices.device_text import folder_text, kind_word
from bookorbit_desktop.ui.highlights.text import one_line
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.dialogs import Answers, choose_folder, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import busy, button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_row
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex, RowsModel, RowView
from bookorbit_desktop.ui.widgets.tick_box import TickBox
from bookorbit_desktop.ui.widgets.two_lines import RowSize, TwoLineDelegate, TwoLines
from bookorbit_desktop.ui.wording import isolated, joined

WIDTH, HEIGHT = 640, 520
_ROW_HEIGHT = 48


def step_text(step: CarryStep) -> str:
    """What a device gets of a book, or why nothing."""
    if step.reason:
        return localize(step.reason)
    selection = step.selection
    return joined(
        tr("%n to copy", len(selection.annotations)),
        tr("%n deleted on device (not restored)", selection.deleted_there) if selection.deleted_there else "",
        tr("%n can't be placed on the device", selection.unfit) if selection.unfit else "",
    )


class CarryDialog(QDialog):
    """Shows what would be written before writing."""

    carried = Signal(object)
    """The CarryPlan that was carried out."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._looking: asyncio.Future[None] | None = None
        self._plan: CarryPlan | None = None
        self._scan: DeviceScan | None = None
        self._reading = RunCancel()
        self._roots: dict[str, bytes] = {}
        """The folders of devices by display text."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Copy highlights to device"))
        fit(self, WIDTH, HEIGHT)
        self.device = Choice(tr("Device"))
        self.folder = button(tr("Choose a folder…"))
        self.status = label(tr("Looking for devices…"), wrap=True)
        self.model = RowsModel[CarryStep](_key, _describe, step_text)
        self.view = RowView(tr("Books on the device"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(TwoLineDelegate(_lines, self.view, RowSize(_ROW_HEIGHT)))
        self.put_back = TickBox(tr("Restore highlights deleted on the device"))
        self.put_back.setToolTip(tr("For a device that was reset or cloned from another."))
        self.act = button(tr("Copy"), "primary")
        self.cancel = button(tr("Cancel"))
        self._build()
        context.tasks.start(self._find())

    def show_folder(self, folder: bytes) -> None:
        """Load the device in a folder."""
        text = folder_text(folder)
        self.device.blockSignals(True)
        if text not in self._roots:
            self._roots[text] = folder
            self.device.addItem(text, text)
        self.device.setCurrentIndex(self.device.findData(text))
        self.device.blockSignals(False)
        self.device.show()
        if self._looking is not None:
            self._looking.cancel()
        self._looking = self._context.tasks.start(self._look(folder))

    def done(self, result: int) -> None:
        """Closing cancels the reading of a device."""
        if self._looking is not None and not self._looking.done():
            self._reading.set()
        super().done(result)

    async def _find(self) -> None:
        found = await self._context.tasks.blocking(self._context.services.device_scan.plugged_in)
        for plugged_in in found:
            self.device.addItem(_device_text(plugged_in), folder_text(plugged_in.device.root))
        self.device.setVisible(bool(found))
        self._roots |= {folder_text(plugged_in.device.root): plugged_in.device.root for plugged_in in found}
        self.device.currentIndexChanged.connect(lambda _index: self._on_device())
        if found:
            self.show_folder(found[0].device.root)
        else:
            self._say(
                tr("No KOReader device is connected. Plug one in with its USB cable, or choose its folder.")
            )

    def _on_device(self) -> None:
        root = self._roots.get(self.device.currentData())
        if root is not None:
            self.show_folder(root)

    async def _look(self, folder: bytes) -> None:
        self._show_plan(None)
        self._scan = None
        self.put_back.setChecked(False)
        self.put_back.hide()
        self._say(tr("Reading the device…"))
        self._reading.set()
        self._reading = RunCancel()
        try:
            self._scan = await self._context.tasks.blocking(
                self._context.services.device_scan.scan, folder, cancel=self._reading, with_statistics=False
            )
        except BookOrbitError as error:
            self._say(localize(error.message), Tone.ERROR)
            return
        await self._compare()

    async def _compare(self) -> None:
        if (scan := self._scan) is None:
            return
        compare = partial(
            self._context.services.annotation_carry.plan, scan, put_back=self.put_back.isChecked()
        )
        plan = await self._context.tasks.blocking(compare)
        if scan is self._scan:
            self._show_plan(plan)

    def _show_plan(self, plan: CarryPlan | None) -> None:
        self._plan = plan
        steps = () if plan is None else plan.steps
        self.model.replace(steps)
        self.view.setVisible(bool(steps))
        count = 0 if plan is None else plan.count
        self.act.setEnabled(count > 0)
        self.act.setToolTip("" if count else tr("Nothing to copy."))
        if plan is None:
            return
        self.put_back.setVisible(self.put_back.isChecked() or bool(plan.deleted_there))
        if not count and steps:
            self._say(tr("Nothing can be copied. See each book for the reason."))
            return
        if not count:
            self._say(tr("This device already has all your highlights."))
            return
        self._say(
            tr(
                "Copies %n highlight(s) and note(s) to the device in KOReader's format. KOReader adds "
                "them when you open a book. Nothing else on the device changes.",
                count,
            )
        )

    async def _carry(self, plan: CarryPlan) -> None:
        with busy(self.act, tr("Writing…")):
            done = await self._context.tasks.blocking(self._context.services.annotation_carry.carry_out, plan)
        self.accept()
        self.carried.emit(done)

    def _on_act(self) -> None:
        if self._plan is not None:
            self._context.tasks.start(self._carry(self._plan))

    def _say(self, text: str, tone: Tone | None = None) -> None:
        self.status.setText(text)
        set_tone(self.status, tone)

    def _build(self) -> None:
        self.device.hide()
        self.view.hide()
        self.put_back.hide()
        self.put_back.clicked.connect(lambda: self._context.tasks.start(self._compare()))
        self.act.setEnabled(False)
        self.act.clicked.connect(self._on_act)
        self.cancel.clicked.connect(self.reject)
        self.folder.clicked.connect(
            partial(choose_folder, self, tr("Choose the device's folder"), self.show_folder)
        )
        where = in_row(self.device, self.folder, grows=self.device)
        where.addStretch(0)
        layout = dialog_column(self)
        layout.addLayout(where)
        layout.addWidget(self.status)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.put_back)
        layout.addStretch(0)
        layout.addWidget(Answers(self, accept=self.act, reject=self.cancel))


def _lines(index: AnyIndex) -> TwoLines:
    """The title over the result for the book."""
    step: CarryStep = index.data(ROW)
    return TwoLines(one_line(step.title), step_text(step))


def _key(step: CarryStep) -> int:
    """A key of a book that is the same in every plan."""
    return hash((step.title, step.path))


def _describe(step: CarryStep) -> str:
    return f"{one_line(step.title)}, {step_text(step)}"


def _device_text(plugged_in: PluggedIn) -> str:
    version = tr("KOReader {0}").format(plugged_in.device.version) if plugged_in.device.version else ""
    return joined(kind_word(plugged_in.device.kind), version, isolated(folder_text(plugged_in.device.root)))
