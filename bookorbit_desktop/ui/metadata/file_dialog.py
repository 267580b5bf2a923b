"""The shared dialog for changing files: preview, progress with Cancel, result with Undo."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QProgressBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.files.runs import FileChanges, FileOutcome, FileProblem, FileRun
from bookorbit_desktop.domain.overview.events import FileWorkProgressed
from bookorbit_desktop.services.files.metadata_files import PlannedWrite
from bookorbit_desktop.services.files.organise import PlannedFile
from bookorbit_desktop.services.files.runs import FileRuns
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.metadata.text import field_word, value_text
from bookorbit_desktop.ui.tasks import async_slot
from bookorbit_desktop.ui.theme import Tone, Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import new_column
from bookorbit_desktop.ui.widgets.painting import paint_row, paint_text
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex, RowsModel, RowView
from bookorbit_desktop.ui.wording import isolated, joined, number

_ROW_HEIGHT = 56


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file as shown in a preview."""

    id: int
    path: str
    result: str
    """The new path, the changes, or why it is not changed."""
    is_problem: bool = False


def moved_line(file: PlannedFile) -> FileLine:
    """A file to move or copy, or one that cannot be."""
    if file.problem:
        return FileLine(file.file_id, _shown(file.source), localize(file.problem), is_problem=True)
    beside = tr("including its KOReader data") if file.sidecars else ""
    return FileLine(file.file_id, _shown(file.source), joined(_shown(file.target), beside))


def written_line(file: PlannedWrite) -> FileLine:
    """A file to write to, or one that cannot be written."""
    if file.problem:
        return FileLine(file.file_id, _shown(file.path), localize(file.problem), is_problem=True)
    changes = (
        tr("{0}: {1} → {2}").format(
            field_word(change.field),
            isolated(value_text(change.field, change.before) or tr("nothing")),
            isolated(value_text(change.field, change.after) or tr("nothing")),
        )
        for change in file.changes.fields
    )
    result = joined(*changes, _cover_text(file.changes), localize(file.changes.kept_cover))
    return FileLine(file.file_id, _shown(file.path), result, is_problem=not file.changes)


def _cover_text(changes: FileChanges) -> str:
    if changes.cover is None:
        return ""
    before, after = (isolated(_pixels(size)) for size in (changes.cover.before, changes.cover.after))
    return tr("{0}: {1} → {2}").format(tr("Cover"), before, after)


def _pixels(size: tuple[int, int] | None) -> str:
    return tr("nothing") if size is None else tr("{0} × {1} pixels").format(number(size[0]), number(size[1]))


def problem_line(number: int, problem: FileProblem) -> FileLine:
    """A file that was not changed, with the reason."""
    return FileLine(number, problem.shown_path, localize(problem.reason), is_problem=True)


def describe(line: FileLine) -> str:
    """A line as text for screen readers."""
    return ", ".join((line.path, line.result))


def hint(line: FileLine) -> str:
    """A line in full, for its tooltip."""
    return f"{line.path}\n{line.result}"


class LineDelegate(QStyledItemDelegate):
    """The file, and below it what happens; a long path is elided in the middle."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All rows have the same height."""
        return QSize(0, theme.px(_ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one line."""
        line: FileLine = index.data(ROW)
        direction, whole, size = option.direction, option.rect, theme.px(16)
        painter.save()
        paint_row(painter, option)
        height = theme.px(20)
        first = QRect(whole.left() + theme.SPACE_16, whole.top() + theme.SPACE_8, 0, height)
        first.setRight(whole.right() - theme.SPACE_16)
        second = first.translated(0, height).adjusted(size + theme.SPACE_8, 0, 0, 0)
        mark = QRect(first.left(), second.top() + (height - size) // 2, size, size)

        def mirrored(area: QRect) -> QRect:
            return QStyle.visualRect(direction, whole, area)

        name, detail = theme.font(Type.BODY), theme.font(Type.DETAIL)
        paint_text(
            painter, mirrored(first), _cut(line.path, first, QFontMetrics(name)), name, direction=direction
        )
        icon, colour = ("warning", "attention") if line.is_problem else ("chevron-right", "muted")
        icons.paint(painter, mirrored(mark), icon, colour)
        result = _cut(line.result, second, QFontMetrics(detail))
        paint_text(painter, mirrored(second), result, detail, "muted", direction=direction)
        painter.restore()


def _cut(text: str, area: QRect, metrics: QFontMetrics) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, area.width())


def _shown(path: bytes) -> str:
    return path.decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What would happen to files."""

    lines: Sequence[FileLine]
    act: str
    """The text of the button; empty if nothing would happen."""
    carry_out: Callable[[], FileOutcome]
    """Carries it out. Blocks."""


class FileWorkDialog(QDialog):
    """Changes nothing until its button is pressed."""

    finished_work = Signal(object)
    """FileOutcome."""

    def __init__(
        self,
        context: UiContext,
        parent: QWidget,
        last_run: Callable[[], FileRun | None],
        title: str,
        warning: str,
    ) -> None:
        """`last_run` finds the newest run that can be undone; it blocks."""
        super().__init__(parent)
        self._context = context
        self._last_run = last_run
        self._shown: FilePreview | None = None
        self._previewing: asyncio.Future[None] | None = None
        self._is_working = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        fit(self, 860, 620)
        self.model: RowsModel[FileLine] = RowsModel(lambda line: line.id, describe, hint)
        self.view = RowView(tr("Files"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(LineDelegate(self.view))
        self.text_label = label(tr("Checking your files…"), wrap=True)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(tr("Progress"))
        self.bar.hide()
        self._options_box = QWidget()
        self.options = new_column(self._options_box)
        self.detail = label("", "detail", wrap=True)
        """The selected line in full."""
        self.detail.hide()
        self.undo = button(tr("Undo last change"), icon="undo")
        self.undo.hide()
        self.cancel = button(tr("Cancel"))
        self.act = button(tr("Start"), "primary")
        self.act.setEnabled(False)
        self._lay_out(title, warning)
        self.cancel.clicked.connect(self._on_cancel)
        self.act.clicked.connect(self._act)
        self.undo.clicked.connect(
            lambda: self._work(partial(_undo_last, context.services.file_runs, last_run))
        )
        context.bridge.file_work_progressed.connect(self._show_progress)

    def show_preview(self, plan: Callable[[], FilePreview]) -> None:
        """Show the result of `plan`, run in a thread. Cancels an earlier one still running."""
        self.act.setEnabled(False)
        self._say(tr("Checking your files…"))
        if self._previewing is not None:
            self._previewing.cancel()
        self._previewing = self._context.tasks.start(self._preview(plan))

    def _say(self, text: str, tone: Tone | None = None) -> None:
        self.text_label.setText(text)
        set_tone(self.text_label, tone)

    async def _preview(self, plan: Callable[[], FilePreview]) -> None:
        try:
            preview = await self._context.tasks.blocking(plan)
            run = await self._context.tasks.blocking(self._last_run)
        except BookOrbitError as problem:
            self.model.replace([])
            self._say(localize(problem.message), Tone.ATTENTION)
            return
        self._shown, lines, act = preview, preview.lines, preview.act
        shown = sorted(lines, key=lambda line: line.is_problem)
        self.model.replace(shown)
        problems = sum(line.is_problem for line in lines)
        going = len(lines) - problems
        text = tr("%n file(s) to change", going) if going else tr("Nothing to change")
        self._say(joined(text, tr("%n file(s) skipped (see reasons)", problems) if problems else ""))
        self.act.setText(act or tr("Start"))
        self.act.setEnabled(bool(act))
        self.act.setToolTip("" if act else tr("Nothing to do."))
        self.undo.setVisible(run is not None)
        if run is not None:
            self.undo.setToolTip(tr("Restores %n file(s).", run.done))

    def _act(self) -> None:
        if self._shown is not None:
            self._work(self._shown.carry_out)

    @async_slot
    async def _work(self, work: Callable[[], FileOutcome]) -> None:
        self._set_working(True)
        try:
            outcome = await self._context.tasks.blocking(work)
        except BookOrbitError as problem:
            self._say(localize(problem.message), Tone.ATTENTION)
            return
        finally:
            self._set_working(False)
        await self._show_outcome(outcome)
        self.finished_work.emit(outcome)

    async def _show_outcome(self, outcome: FileOutcome) -> None:
        """Keep failures visible, or show the current state if there were none."""
        self.model.replace([problem_line(number, problem) for number, problem in enumerate(outcome.problems)])
        self.act.setEnabled(False)
        run = await self._context.tasks.blocking(self._last_run)
        self.undo.setVisible(run is not None)
        early = tr("Cancelled") if outcome.cancelled else ""
        text = joined(early, tr("%n file(s) done", outcome.done))
        self._say(text, Tone.ATTENTION if outcome.problems or outcome.cancelled else Tone.OK)

    def _set_working(self, is_working: bool) -> None:
        self._is_working = is_working
        self.bar.setVisible(is_working)
        self.cancel.setText(tr("Cancel") if is_working else tr("Close"))
        for part in (self.act, self.undo, self._options_box):
            part.setEnabled(not is_working)

    def _on_cancel(self) -> None:
        if self._is_working:
            self._context.services.file_runs.cancel()
        else:
            self.close()

    def _show_progress(self, event: FileWorkProgressed) -> None:
        if self._is_working:
            self.bar.setRange(0, max(1, event.total))
            self.bar.setValue(event.done)
            self._say(tr("{0} of {1} files").format(number(event.done), number(event.total)))

    def _lay_out(self, title: str, warning: str) -> None:
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        layout = dialog_column(self)
        layout.addWidget(label(title, "section"))
        layout.addWidget(label(warning, "muted", wrap=True))
        layout.addWidget(self._options_box)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.detail)
        layout.addWidget(self.text_label)
        layout.addWidget(self.bar)
        layout.addWidget(
            Answers(self, accept=self.act, reject=self.cancel, beside=self.undo, has_default=False)
        )


def _undo_last(runs: FileRuns, last_run: Callable[[], FileRun | None]) -> FileOutcome:
    """Undo the newest run. Blocks."""
    run = last_run()
    assert run is not None  # the button is there only for one
    return runs.undo(run.id)
