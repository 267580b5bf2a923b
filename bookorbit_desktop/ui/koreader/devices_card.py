"""The known devices and their text: rename, forget, and fix a shared ID."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QVBoxLayout, QWidget

from bookorbit_desktop.domain.base.shown_text import shown
from bookorbit_desktop.domain.koreader.devices import (
    LONGEST_NAME,
    Certainty,
    Device,
    DeviceSync,
    SharedId,
    SyncKind,
    names_shown,
    shown_device,
)
from bookorbit_desktop.services.runtime.undo import Undo
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.foreign_text import breakable
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.undoing import offer_of
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.copy_field import CopyField
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.disclosure import DisclosureButton
from bookorbit_desktop.ui.widgets.labels import Mark, button, label
from bookorbit_desktop.ui.widgets.layouts import FlowLayout, empty, in_column, in_row, new_column, tab_from
from bookorbit_desktop.ui.wording import ago, day_and_time, file_size, joined, number, quoted

WIDTH = 440
MOST_SHOWN = 50
"""Devices shown, most recently seen first: a device may use a new name for each push."""
_LONGEST_VERSION = 20


class RenameDialog(QDialog):
    """A name; empty for the name the device sends."""

    entered = Signal(str)

    def __init__(self, parent: QWidget, device: Device) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Rename device"))
        self.setFixedWidth(theme.px(WIDTH))
        self.field = QLineEdit(device.shown_name)
        self.field.setAccessibleName(tr("Name"))
        self.field.setPlaceholderText(device.name or tr("Unnamed device"))
        self.field.setMaxLength(LONGEST_NAME)
        self.field.selectAll()
        self.save = button(tr("Save"), "primary")
        self.cancel = button(tr("Cancel"))
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        self._sent = device.name
        self._build(device_name(device))

    def _save(self) -> None:
        name = self.field.text().strip()
        self.entered.emit("" if name == self._sent else name)
        self.accept()

    def _build(self, name: str) -> None:
        layout = dialog_column(self)
        layout.addWidget(label(tr("Rename “{0}”").format(breakable(name)), "section", wrap=True))
        hint = tr("The name is only used in BookOrbit. Leave empty to use the name the device reports.")
        layout.addWidget(label(hint, "muted", wrap=True))
        layout.addWidget(self.field)
        layout.addWidget(Answers(self, accept=self.save, reject=self.cancel))
        self.field.setFocus()


class SharedIdNotice(QFrame):
    """Two devices report one id: the evidence, and the steps to fix it."""

    fixed = Signal()

    def __init__(self, shared: SharedId, devices: Sequence[Device]) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        self.setProperty("tone", Tone.ATTENTION)
        self.title = label(shared_title(shared), "card", wrap=True)
        self.reason = label(breakable(shared_reason(shared, devices)), wrap=True)
        self.steps = [
            label(f"{number}. {step}", wrap=True) for number, step in enumerate(fix_steps(shared), start=1)
        ]
        self.done = button(tr("OK") if shared.is_built_in else tr("Mark as fixed"))
        self.one_device = button(tr("It's one device"), "quiet")
        self.one_device.setHidden(shared.certainty is Certainty.CERTAIN)
        acts = FlowLayout()
        for act in (self.done, self.one_device):
            act.clicked.connect(self.fixed)
            acts.addWidget(act)
        layout = new_column(self, theme.SPACE_8, theme.SPACE_12)
        for text_label in (self.title, self.reason, *self.steps, label(other_fix(shared), wrap=True)):
            layout.addWidget(text_label)
        layout.addLayout(acts)


class DeviceRow(QWidget):
    """One device, with collapsed details."""

    def __init__(self) -> None:
        super().__init__()
        self.name = label("", "card", wrap=True)
        self.seen = label("", "detail", wrap=True)
        self.rename = button(tr("Rename…"))
        self.forget = button(tr("Forget"))
        self.more = DisclosureButton(tr("Details"), is_quiet=True)
        self.details = QWidget()
        self.facts = label("", "detail", wrap=True)
        self.id = CopyField(tr("Device ID"), narrow=True)
        self.more.toggled.connect(self.details.setVisible)
        self.more.setChecked(False)
        self._build()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """Its focusable controls, in reading order."""
        return self.more, self.id.copy_button, self.rename, self.forget

    def show_device(self, device: Device, now: datetime) -> None:
        """Show the device's current state."""
        name = device_name(device)
        self.setAccessibleName(name)
        self.name.setText(breakable(name))
        self.seen.setText(breakable(seen_text(device, now)))
        self.facts.setText(breakable("\n".join(detail_text(device))))
        self.id.set_value(device.device_id or "", tr("Not reported"))
        self.rename.setAccessibleName(tr("Rename “{0}”").format(name))
        self.forget.setAccessibleName(tr("Forget “{0}”").format(name))
        self.more.setAccessibleName(tr("Details of “{0}”").format(name))

    def _build(self) -> None:
        acts = in_row(self.rename, self.forget, None)
        in_column(self.facts, self.id, acts, inside=self.details, margins=(0, theme.SPACE_4, 0, 0))
        column = in_column(self.name, self.seen, self.details, spacing=theme.SPACE_4)
        icon, more = QVBoxLayout(), QVBoxLayout()
        for side, part in ((icon, Mark(24, "tablet")), (more, self.more)):
            side.addWidget(part)
            side.addStretch(1)
        in_row(icon, column, more, inside=self, spacing=theme.SPACE_12, grows=column)


class DevicesCard(Card):
    """Every device, most recently seen first. Unchanged rows stay, so that they keep the focus."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(tr("Devices"))
        self.message, self.offered = context.messages.message, context.messages.offered
        self._context = context
        self._services = context.services.devices
        self._rows: dict[int, DeviceRow] = {}
        self._devices: dict[int, Device] = {}
        self._shared: list[tuple[SharedId, str]] = []
        self._empty = label(tr("Devices appear here after their first sync."), "muted", wrap=True)
        self._more = label("", "muted", wrap=True)
        self._more.hide()
        self._notices, self._list = QVBoxLayout(), QVBoxLayout()
        self._list.setSpacing(theme.SPACE_16)
        self.body.addLayout(self._notices)
        self.body.addWidget(self._empty)
        self.body.addLayout(self._list)
        self.body.addWidget(self._more)

    @property
    def rows(self) -> list[DeviceRow]:
        """The devices shown, from top to bottom."""
        return [self._rows[row_id] for row_id in self._devices]

    def show_devices(self, devices: Sequence[Device], now: datetime) -> None:
        """Show these devices; of very many, the most recently seen."""
        self._show_shared(devices)
        hidden, devices = len(devices) - MOST_SHOWN, devices[:MOST_SHOWN]
        self._more.setText(tr("%n more device(s). Forget some to see them.", hidden) if hidden > 0 else "")
        self._more.setVisible(hidden > 0)
        ids = [device.id for device in devices]
        if ids != list(self._devices):
            self._arrange(ids)
        self._devices = {device.id: device for device in devices}
        for device in devices:
            self._rows[device.id].show_device(device, now)
        self._empty.setVisible(not devices)

    def _arrange(self, ids: Sequence[int]) -> None:
        for row_id in self._rows.keys() - set(ids):
            gone = self._rows.pop(row_id)
            self._list.removeWidget(gone)
            gone.deleteLater()
        for place, row_id in enumerate(ids):
            if row_id not in self._rows:
                self._rows[row_id] = self._new_row(row_id)
            self._list.insertWidget(place, self._rows[row_id])
        rows = [self._rows[row_id] for row_id in ids]
        tab_from(self, [control for row in rows for control in row.controls])

    def _new_row(self, row_id: int) -> DeviceRow:
        row = DeviceRow()
        row.rename.clicked.connect(lambda: self._ask_for_name(self._devices[row_id]))
        row.forget.clicked.connect(lambda: self._context.tasks.start(self._forget(self._devices[row_id])))
        return row

    def _show_shared(self, devices: Sequence[Device]) -> None:
        found = dict.fromkeys(device.shared for device in devices if device.shared is not None)
        shared = [(shared_id, shared_reason(shared_id, devices)) for shared_id in found]
        if shared == self._shared:
            return
        self._shared = shared
        empty(self._notices)
        for shared_id, _ in shared:
            notice = SharedIdNotice(shared_id, devices)
            notice.fixed.connect(
                lambda shared_id=shared_id: self._context.tasks.start(self._mark_fixed(shared_id))
            )
            self._notices.addWidget(notice)

    def _ask_for_name(self, device: Device) -> None:
        dialog = RenameDialog(self, device)
        dialog.entered.connect(lambda name: self._context.tasks.start(self._rename(device, name)))
        dialog.open()

    async def _rename(self, device: Device, name: str) -> None:
        renamed = await self._context.tasks.blocking(self._services.rename, device.id, name)
        if name:
            text = tr("Renamed to “{0}”.").format(name)
        else:
            text = tr("Using the name the device reports: “{0}”.").format(device.name)
        self._offer(text, Undo.of(self._services.undo, renamed))

    async def _forget(self, device: Device) -> None:
        await self._context.tasks.blocking(self._services.forget, device.id)
        text = tr("Forgot “{0}”. Its progress is kept, and it reappears when it next syncs.")
        self._offer(text.format(device_name(device)), Undo.of(self._services.remember, device.id))

    async def _mark_fixed(self, shared: SharedId) -> None:
        fixed = await self._context.tasks.blocking(self._services.mark_fixed, shared.device_id)
        again = tr("BookOrbit will tell you if it happens again.")
        text = tr("You won't be told again.") if shared.is_built_in else again
        self._offer(text, Undo.of(self._services.undo, fixed))

    def _offer(self, text: str, undo: Undo) -> None:
        self.offered.emit(text, (offer_of(self._context, undo, self.message.emit),))


def device_name(device: Device) -> str:
    """The display name of a device."""
    return device.shown_name or tr("Unnamed device")


def seen_text(device: Device, now: datetime) -> str:
    """When a device was last seen, and with what."""
    return joined(tr("seen {0}").format(ago(device.last_seen, now)), device.last_title)


def detail_text(device: Device) -> list[str]:
    """More facts about a device, one per line."""
    sent = [shown_device(name) or tr("Unnamed device") for name in device.names]
    pushes = tr("%n update(s)", device.pushes)
    wrong = device.views_of_wrong_clock
    return [
        tr("Name reported: {0}").format(sent[0]),
        *([tr("Previously: {0}").format(", ".join(sent[1:]))] if sent[1:] else []),
        joined(tr("%n book(s)", device.books), tr("%n document(s)", device.documents)),
        joined(pushes, tr("{0} in the last 7 days").format(number(device.recent_pushes))),
        tr("First seen: {0}").format(day_and_time(device.first_seen)),
        *map(_sync_text, device.syncs),
        *([tr("Its clock was wrong: %n page view(s) not counted", wrong)] if wrong else []),
    ]


def _sync_text(sync: DeviceSync) -> str:
    """When something else than progress came last, and how large it was."""
    when = joined(day_and_time(sync.at), file_size(sync.size) if sync.size is not None else "")
    if sync.kind is SyncKind.PLUGIN:
        return tr("Plugin {0}: {1}").format(shown(sync.version, _LONGEST_VERSION), when)
    if sync.kind is SyncKind.VOCABULARY:
        return tr("Vocabulary over Wi-Fi: {0}").format(when)
    return tr("Statistics over Wi-Fi: {0}").format(when)


def shared_title(shared: SharedId) -> str:
    """The problem with an id, in one sentence (screens.md section 7)."""
    if shared.is_built_in:
        return tr("Two Xteinks may look like one device here.")
    if shared.certainty is Certainty.CERTAIN:
        return tr("Two devices have the same ID, so KOReader may not show progress from the other one.")
    return tr("Two devices may have the same ID. KOReader may not show progress from the other one.")


def shared_reason(shared: SharedId, devices: Sequence[Device]) -> str:
    """The evidence, and what it means for the person."""
    shown = [quoted(name or tr("Unnamed device")) for name in names_shown(shared, devices)]
    if not shown:
        return tr(
            "Two readers with this ID were connected by cable. If you moved KOReader from one to "
            "the other, ignore this."
        )
    if len(shown) == 1:
        return tr(
            "{0} syncs from two addresses, and its position in a document jumps back and forth. If "
            "you have only one such device, ignore this."
        ).format(shown[0])
    names = ", ".join(shown)
    if shared.certainty is Certainty.CERTAIN:
        return tr(
            "These share one ID: {0}. BookOrbit keeps their positions separate, so no progress is lost."
        ).format(names)
    return tr("Seen with these names: {0}. If you renamed the device, ignore this.").format(names)


def fix_steps(shared: SharedId) -> list[str]:
    """How to give one of two devices an id of its own (kosync.md sections 1 and 3); none where nobody can."""
    if shared.is_built_in:
        return []
    return [
        tr("Close KOReader on one device and connect it to this computer."),
        tr(
            "In its “koreader” folder, open settings.reader.lua, delete the line with “device_id”, "
            "and save the file."
        ),
        tr("Restart KOReader. It creates a new ID."),
    ]


def other_fix(shared: SharedId) -> str:
    """The solution without a cable."""
    if shared.is_built_in:
        return tr(
            "Their firmware gives every Xteink the same ID, and it can't be changed. Both sync, and no "
            "progress is lost."
        )
    return tr(
        "Or give each device its own name in KOReader's progress sync settings (KOReader 2026.03 or newer)."
    )
