"""Text for the rows of an import from a shelf or a list."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QLocale, Qt

from bookorbit_desktop.domain.hardcover.shelf_import import ImportKind, ImportRow, PreviewRow
from bookorbit_desktop.domain.imports.list_import import ODD_ISBN
from bookorbit_desktop.domain.reading.reading import Read, ReadingState
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.rows import AnyIndex, RowsModel
from bookorbit_desktop.ui.wording import BadgeStyle, date_text, joined, names, number, percent, status_word

Chips = Sequence[tuple[ImportKind | None, str, int]]
R = TypeVar("R", bound=PreviewRow)


def kind_look(kind: ImportKind) -> BadgeStyle:
    """The look of a preview group."""
    return {
        ImportKind.READY: BadgeStyle(tr("Ready"), "check", Tone.OK),
        ImportKind.REVIEW: BadgeStyle(tr("Review"), "eye", Tone.ATTENTION),
        ImportKind.CONFLICT: BadgeStyle(tr("Conflicts"), "exclamation", Tone.ATTENTION),
        ImportKind.UNMATCHED: BadgeStyle(tr("Unmatched"), "question", Tone.NEUTRAL),
        ImportKind.SKIPPED: BadgeStyle(tr("Skipped"), "slash", Tone.NEUTRAL),
    }[kind]


def kind_chips(rows: Sequence[PreviewRow]) -> Chips:
    """All groups with their counts, including zeros."""
    counts = Counter(row.kind for row in rows)
    return [
        (None, tr("All"), len(rows)),
        *((kind, kind_look(kind).word, counts[kind]) for kind in ImportKind),
    ]


def fitting(rows: Iterable[R], kind: ImportKind | None, text: str) -> list[R]:
    """The rows of a group (None: all) whose title or authors contain every word of `text`."""
    tokens = text.casefold().split()
    return [
        row
        for row in rows
        if kind in (None, row.kind)
        and all(word in f"{title(row)} {authors_text(row)}".casefold() for word in tokens)
    ]


def title(row: PreviewRow) -> str:
    """The title on the other side."""
    if row.title:
        return row.title
    if isinstance(row, ImportRow):
        return tr("Book {0} on Hardcover").format(row.entry.record_id)
    return tr("Line {0}").format(number(row.key))


def authors_text(row: PreviewRow) -> str:
    """The authors on the other side."""
    return names(row.authors)


def there(row: PreviewRow) -> str:
    """What the other side has about the book."""
    rating = "" if row.can_import else _rating(row.rating)
    status = localize(row.status_text) or tr("no status")
    return joined(tr("{0}: {1}").format(row.source, status), rating)


def here(row: PreviewRow, *, progress: bool) -> str:
    """What the import would set, or what the book already has and keeps."""
    if row.can_import and row.state is not None:
        return tr("Sets {0}").format(_set_text(row.local or ReadingState(), row.state, progress=progress))
    return "" if row.local is None else tr("Here: {0}").format(_state_text(row.local, progress=True))


def reason(row: PreviewRow) -> str:
    """Why the entry is in its group; for a review, what to compare it with."""
    if row.kind is ImportKind.REVIEW and row.reason != ODD_ISBN:
        return tr("Same book as “{0}”? Matched by title and author.").format(row.local_title)
    return localize(row.reason)


def _set_text(before: ReadingState, state: ReadingState, *, progress: bool) -> str:
    """What the import changes."""
    status = "" if before.status is state.status else status_word(state.status)
    rating = "" if before.rating == state.rating else _rating(state.rating)
    progress_text = (
        percent(state.percentage) if progress and state.percentage and not before.percentage else ""
    )
    dates = [_dates(read) for read in state.reads if read not in before.reads]
    return joined(status, rating, progress_text, *dates)


def _state_text(state: ReadingState, *, progress: bool) -> str:
    progress_text = percent(state.percentage) if progress and state.percentage else ""
    dates = _dates(state.latest_read) if state.latest_read else ""
    return joined(status_word(state.status), _rating(state.rating), progress_text, dates)


def _rating(rating: float | None) -> str:
    return "" if rating is None else tr("★ {0}").format(QLocale().toString(rating, "g", 2))


def _dates(read: Read) -> str:
    if read.started_on and read.finished_on:
        return tr("{0} – {1}").format(date_text(read.started_on), date_text(read.finished_on))
    if read.finished_on:
        return tr("finished {0}").format(date_text(read.finished_on))
    return tr("since {0}").format(date_text(read.started_on)) if read.started_on and not read.finished else ""


class ImportModel(RowsModel[R]):
    """The rows of a preview; the importable ones can be ticked."""

    def __init__(self) -> None:
        super().__init__(lambda row: row.key, self._describe, self._hint)
        self.progress = True
        """Whether the position of open reads is imported, and so shown."""
        self._ticked: set[int] = set()

    @property
    def ticked(self) -> frozenset[int]:
        """The keys of the rows to import, shown or not."""
        return frozenset(self._ticked)

    def begin(self, rows: Sequence[R]) -> None:
        """Take a new preview: ready rows are ticked, rows to review are not."""
        self._ticked = {row.key for row in rows if row.can_import and row.kind is ImportKind.READY}

    def tick(self, keys: Iterable[int], *, ticked: bool) -> None:
        """Tick or untick rows, shown or not."""
        self._ticked = self._ticked | set(keys) if ticked else self._ticked - set(keys)
        self._tell_all()

    def tick_shown(self, ticked: bool) -> None:
        """Tick or untick the rows shown. Rows to review are included only in their own group."""
        is_one_group = len({row.kind for row in self.rows}) == 1
        shown = [
            row.key
            for row in self.rows
            if row.can_import and (is_one_group or not ticked or row.kind is not ImportKind.REVIEW)
        ]
        self.tick(shown, ticked=ticked)

    def show_progress(self, shown: bool) -> None:
        """Include the progress of open reads, or leave it out."""
        self.progress = shown
        self._tell_all()

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Only importable rows can be ticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self.rows[index.row()].can_import else flags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The tick, in addition to the data of every row."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return super().data(index, role)
        row = self.rows[index.row()]
        if not row.can_import:
            return None
        return Qt.CheckState.Checked if row.key in self._ticked else Qt.CheckState.Unchecked

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick a row."""
        row = self.rows[index.row()]
        if role != Qt.ItemDataRole.CheckStateRole or not row.can_import:
            return False
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._ticked.add(row.key)
        else:
            self._ticked.discard(row.key)
        self.dataChanged.emit(index, index, [role])
        return True

    def _tell_all(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def _describe(self, row: R) -> str:
        parts = (title(row), authors_text(row), kind_look(row.kind).word, there(row))
        return ", ".join(part for part in (*parts, here(row, progress=self.progress), reason(row)) if part)

    def _hint(self, row: R) -> str:
        parts = (title(row), there(row), here(row, progress=self.progress), reason(row))
        return "\n".join(part for part in parts if part)
