"""What a set-up writes: a tick box for each choice, and the planned changes as plain text."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from bookorbit_desktop.domain.base.messages import as_message
from bookorbit_desktop.domain.usb.setup import Difference, SetupPlan, UndoPlan
from bookorbit_desktop.domain.usb.setup_parts import (
    NO_VERSION,
    PluginAct,
    PluginFound,
    SetupChoices,
    Standing,
)
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.foreign_text import breakable
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.widgets.layouts import empty, new_column
from bookorbit_desktop.ui.widgets.tick_box import BOX, TickBox
from bookorbit_desktop.ui.wording import day_and_time


class SetupTicks(QWidget):
    """The tick boxes. Until the person decides, the usual choice for the device counts."""

    changed = Signal()
    """The person ticked or unticked one."""

    def __init__(self) -> None:
        super().__init__()
        self.statistics = TickBox(tr("Reading statistics over Wi-Fi"))
        self.on_close = TickBox(tr("Sync statistics when a book is closed"))
        self.install = TickBox(tr("Install the BookOrbit Desktop plugin"))
        self.remove = TickBox(tr("Remove the BookOrbit Desktop plugin"))
        self.about_statistics, self.about_on_close, self.about_plugin = _about(), _about(), _about()
        self._is_decided = False
        column = new_column(self, theme.SPACE_4, (theme.SPACE_12, theme.SPACE_12, theme.SPACE_16, 0))
        for part in (
            self.statistics,
            self.about_statistics,
            self.on_close,
            self.about_on_close,
            self.install,
            self.remove,
            self.about_plugin,
        ):
            column.addWidget(part)
        self.statistics.clicked.connect(self._decide)
        self.on_close.clicked.connect(self.changed)
        self.install.clicked.connect(lambda: self._choose_one(self.remove))
        self.remove.clicked.connect(lambda: self._choose_one(self.install))

    @property
    def choices(self) -> SetupChoices:
        """What is ticked."""
        act = PluginAct.INSTALL if self.install.isChecked() else PluginAct.LEAVE
        return SetupChoices(
            statistics=self.statistics.isChecked() if self._is_decided else None,
            on_close=self.on_close.isChecked() and self.on_close.isEnabled(),
            plugin=PluginAct.REMOVE if self.remove.isChecked() else act,
        )

    def start_again(self) -> None:
        """Forget what was ticked, for another device."""
        self._is_decided = False
        for box in (self.statistics, self.on_close, self.install, self.remove):
            box.setChecked(False)

    def show_plan(self, plan: SetupPlan) -> None:
        """Show what a plan does, and what else this device can do."""
        self.statistics.setChecked(plan.with_statistics)
        _set_reason(self.statistics, _why_not_statistics(plan.statistics))
        _say(self.about_statistics, _statistics_text(plan))
        if plan.on_close is Standing.THERE or not plan.with_statistics:
            self.on_close.setChecked(plan.on_close is Standing.THERE)
        _set_reason(self.on_close, _why_not_on_close(plan))
        _say(self.about_on_close, _on_close_text(plan))
        self._show_plugin(plan.plugin)

    def _show_plugin(self, found: PluginFound) -> None:
        self.install.setVisible(bool(found.here) and (not found.there or found.can_install))
        self.install.setText(
            tr("Update the BookOrbit Desktop plugin")
            if found.there
            else tr("Install the BookOrbit Desktop plugin")
        )
        self.remove.setVisible(bool(found.there))
        _set_reason(self.install, tr("Needs KOReader v2025.04 or newer.") if found.is_too_old else "")
        if found.is_too_old:
            self.install.setChecked(False)
        _say(self.about_plugin, _plugin_text(found))

    def _decide(self) -> None:
        self._is_decided = True
        self.changed.emit()

    def _choose_one(self, other: TickBox) -> None:
        other.setChecked(False)
        self.changed.emit()


def _about() -> QLabel:
    """A sentence below a tick box, in line with its words."""
    about = label("", "detail", wrap=True)
    about.setContentsMargins(theme.px(BOX) + theme.SPACE_8 + theme.SPACE_4, 0, 0, theme.SPACE_4)
    about.hide()
    return about


def _set_reason(box: TickBox, reason: str) -> None:
    """Enable a tick box, unless there is a reason against it."""
    box.setEnabled(not reason)
    box.setToolTip(reason)


def _say(about: QLabel, text: str) -> None:
    about.setText(breakable(text))
    about.setVisible(bool(text))


def _why_not_statistics(standing: Standing) -> str:
    if standing is Standing.TOO_OLD:
        return tr("Needs KOReader v2023.10 or newer.")
    if standing is Standing.THERE:
        return tr("Already set up on the device.")
    return ""


def _statistics_text(plan: SetupPlan) -> str:
    if plan.statistics is Standing.TOO_OLD:
        return tr("Needs KOReader v2023.10 or newer.")
    password = tr("WebDAV needs your passphrase, and KOReader keeps it readable on the device.")
    if plan.statistics is not Standing.OTHER or plan.with_statistics:
        return password
    other = tr("The device syncs its statistics with {0}. Tick to sync them with this computer instead.")
    return f"{other.format(plan.statistics_server)} {password}"


def _why_not_on_close(plan: SetupPlan) -> str:
    if plan.on_close is Standing.TOO_OLD:
        return tr("Needs KOReader v2024.11 or newer.")
    if plan.on_close is Standing.THERE:
        return tr("Already set up on the device.")
    return "" if plan.with_statistics else tr("Tick reading statistics first.")


def _on_close_text(plan: SetupPlan) -> str:
    return tr("Needs KOReader v2024.11 or newer.") if plan.on_close is Standing.TOO_OLD else ""


def _plugin_text(found: PluginFound) -> str:
    if not found.there:
        if not found.here:
            return ""
        if found.is_too_old:
            return tr("Needs KOReader v2025.04 or newer.")
        return tr("Sends status, rating, highlights and notes over Wi-Fi, too.")
    if found.there == NO_VERSION:
        return tr("A plugin of that name is on the device, without a version.")
    if found.can_install:
        return tr("Version {0} is on the device, {1} comes with this program.").format(
            found.there, found.here
        )
    return tr("Version {0} is on the device.").format(found.there)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What changes, from what to what, and why."""

    what: str
    how: str
    why: str = ""


class ChangeList(QWidget):
    """The planned changes, each as a block of lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[ChangeLine, ...] = ()
        self._column = new_column(self, theme.SPACE_12, (theme.SPACE_16, theme.SPACE_12))

    def show_lines(self, lines: Sequence[ChangeLine]) -> None:
        """Replace the lines shown."""
        self.lines = tuple(lines)
        empty(self._column)
        for line in lines:
            self._column.addWidget(_block(line))
        self._column.addStretch(1)


def _block(line: ChangeLine) -> QWidget:
    block = QWidget()
    column = new_column(block, theme.SPACE_4)
    column.addWidget(label(breakable(line.what), "card", wrap=True))
    column.addWidget(label(breakable(line.how), wrap=True))
    if line.why:
        column.addWidget(label(line.why, "detail", wrap=True))
    return block


def plan_lines(plan: SetupPlan) -> list[ChangeLine]:
    """The changes of a set-up."""
    return [_line(difference) for difference in plan.differences]


def undo_lines(plan: UndoPlan) -> list[ChangeLine]:
    """What undoing a set-up does to each file."""
    if plan.changed:
        kept = tr("Removes BookOrbit's settings. Everything KOReader wrote since is kept.")
        exact = {change.name for change in plan.files} - set(plan.changed)
        lines = [
            ChangeLine(
                change.name, kept if change.name not in exact else _back(existed=change.after is not None)
            )
            for change in plan.keeping
        ]
    else:
        lines = [ChangeLine(change.name, _back(existed=change.after is not None)) for change in plan.files]
    lines += [
        ChangeLine(
            item.name, tr("Stays: it has changed since.") if item.stays else _back(existed=item.existed)
        )
        for item in plan.placed
    ]
    return lines or [ChangeLine(tr("Nothing to restore"), tr("The files are back to their earlier state."))]


def files_text(plan: SetupPlan) -> str:
    """The names of the files to write."""
    *most, last = plan.names
    if not most:
        return tr("Writes to {0}. A copy of the current file is kept on the device.").format(last)
    return tr("Writes to {0} and {1}. Copies of the current files are kept on the device.").format(
        ", ".join(most), last
    )


def written_over_text(plan: SetupPlan) -> str:
    """A note that KOReader seems to have overwritten an earlier set-up; empty if it has not."""
    if plan.written_over is None:
        return ""
    return tr(
        "These settings were written on {0} but have changed since. If you didn't change them, "
        "KOReader was still running: close it on the device first."
    ).format(day_and_time(plan.written_over))


def _line(difference: Difference) -> ChangeLine:
    after = localize(as_message(difference.after))
    how = f"{localize(as_message(difference.before))} → {after}" if difference.before else after
    return ChangeLine(localize(difference.field.text), how, localize(difference.reason))


def _back(existed: bool) -> str:
    if not existed:
        return tr("Will be removed (it wasn't there before).")
    return tr("Will be restored exactly as it was.")
