"""The planned changes to a device, as plain text."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.base.messages import as_message
from bookorbit_desktop.domain.usb.setup import Difference, SetupPlan, UndoPlan
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.foreign_text import breakable
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.widgets.layouts import empty, new_column
from bookorbit_desktop.ui.wording import day_and_time


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
    return ChangeLine(localize(difference.field.words), how, localize(difference.reason))


def _back(existed: bool) -> str:
    if not existed:
        return tr("Will be removed (it wasn't there before).")
    return tr("Will be restored exactly as it was.")
