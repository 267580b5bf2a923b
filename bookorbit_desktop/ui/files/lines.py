"""One line of a preview: a file, and its change or the reason for none."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from bookorbit_desktop.domain.files.runs import FileChanges, FileProblem
from bookorbit_desktop.services.files.metadata_files import PlannedWrite
from bookorbit_desktop.services.files.organise import PlannedFile
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.metadata.text import field_word, value_text
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.painting import paint_row, paint_text
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex
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
