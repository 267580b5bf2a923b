"""The entries of a shelf and what an import would make of them, in words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QLocale, Qt

from bookorbit_desktop.domain.entry_plan import status_words
from bookorbit_desktop.domain.reading import Read, ReadingState
from bookorbit_desktop.domain.shelf_import import ImportKind, ImportRow
from bookorbit_desktop.ui.sentences.said import said
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.rows import AnyIndex, RowsModel
from bookorbit_desktop.ui.wording import Look, date_words, joined, names, percent, status_word

Chips = Sequence[tuple[ImportKind | None, str, int]]


def kind_look(kind: ImportKind) -> Look:
    """How a group of the preview shows."""
    return {
        ImportKind.READY: Look(tr("Ready"), "check", Tone.OK),
        ImportKind.REVIEW: Look(tr("Review"), "eye", Tone.ATTENTION),
        ImportKind.CONFLICT: Look(tr("Conflicts"), "exclamation", Tone.ATTENTION),
        ImportKind.UNMATCHED: Look(tr("Unmatched"), "question", Tone.NEUTRAL),
        ImportKind.SKIPPED: Look(tr("Skipped"), "slash", Tone.NEUTRAL),
    }[kind]


def kind_chips(rows: Sequence[ImportRow]) -> Chips:
    """The groups with their counts, all of them: a zero is an answer too."""
    counts = Counter(row.kind for row in rows)
    return [
        (None, tr("All"), len(rows)),
        *((kind, kind_look(kind).word, counts[kind]) for kind in ImportKind),
    ]


def fitting(rows: Iterable[ImportRow], kind: ImportKind | None, text: str) -> list[ImportRow]:
    """The rows of a group (None: all) that have every word of `text` in title or authors."""
    words = text.casefold().split()
    return [
        row
        for row in rows
        if kind in (None, row.kind)
        and all(word in f"{title(row)} {authors(row)}".casefold() for word in words)
    ]


def title(row: ImportRow) -> str:
    """The entry's title on Hardcover."""
    known = row.entry.book.title if row.entry.book else ""
    return known or tr("Book {0} on Hardcover").format(row.entry.book_id)


def authors(row: ImportRow) -> str:
    """The entry's authors on Hardcover."""
    return names(row.entry.book.authors) if row.entry.book else ""


def there(row: ImportRow) -> str:
    """What Hardcover says about the book."""
    rating = "" if row.can_import else _rating(row.entry.rating)
    return joined(tr("Hardcover: {0}").format(said(status_words(row.entry.status_id))), rating)


def here(row: ImportRow, *, progress: bool) -> str:
    """What the book would have after the import, or has and keeps."""
    if row.can_import and row.state is not None:
        return tr("Sets {0}").format(_state_words(row.state, progress=progress))
    return "" if row.local is None else tr("Here: {0}").format(_state_words(row.local, progress=True))


def reason(row: ImportRow) -> str:
    """Why the entry stands in its group; for a review, what to hold it against."""
    if row.kind is ImportKind.REVIEW:
        return tr("Is this your “{0}”? Found by title and author.").format(row.local_title)
    return said(row.reason)


def _state_words(state: ReadingState, *, progress: bool) -> str:
    place = percent(state.percentage) if progress and state.percentage else ""
    dates = _dates(state.latest_read) if state.latest_read else ""
    return joined(status_word(state.status), _rating(state.rating), place, dates)


def _rating(rating: float | None) -> str:
    return "" if rating is None else tr("★ {0}").format(QLocale().toString(rating, "g", 2))


def _dates(read: Read) -> str:
    if read.started_on and read.finished_on:
        return tr("{0} – {1}").format(date_words(read.started_on), date_words(read.finished_on))
    if read.finished_on:
        return tr("finished {0}").format(date_words(read.finished_on))
    return (
        tr("since {0}").format(date_words(read.started_on)) if read.started_on and not read.finished else ""
    )


class ImportModel(RowsModel[ImportRow]):
    """Entries of the shelf; those that can be imported have a tick."""

    def __init__(self) -> None:
        super().__init__(lambda row: row.entry.id, self._describe, self._hint)
        self.progress = True
        """Whether the place in open reads is imported, and so shown."""
        self._ticked: set[int] = set()

    @property
    def ticked(self) -> frozenset[int]:
        """The entries to import, shown or not."""
        return frozenset(self._ticked)

    def begin(self, rows: Sequence[ImportRow]) -> None:
        """A new preview: what is ready is ticked, what needs a look is not."""
        self._ticked = {row.entry.id for row in rows if row.can_import and row.kind is ImportKind.READY}

    def tick_shown(self, ticked: bool) -> None:
        """Tick or untick what is shown. What needs a look is ticked with the others only in its own group."""
        in_review = all(row.kind is ImportKind.REVIEW for row in self.rows)
        shown = {
            row.entry.id
            for row in self.rows
            if row.can_import and (in_review or not ticked or row.kind is ImportKind.READY)
        }
        self._ticked = self._ticked | shown if ticked else self._ticked - shown
        self._tell_all()

    def show_progress(self, shown: bool) -> None:
        """Import the place in open reads, or leave it out."""
        self.progress = shown
        self._tell_all()

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Only what can be imported has a tick."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self.rows[index.row()].can_import else flags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The tick, besides what every row says."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return super().data(index, role)
        row = self.rows[index.row()]
        if not row.can_import:
            return None
        return Qt.CheckState.Checked if row.entry.id in self._ticked else Qt.CheckState.Unchecked

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick an entry."""
        row = self.rows[index.row()]
        if role != Qt.ItemDataRole.CheckStateRole or not row.can_import:
            return False
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._ticked.add(row.entry.id)
        else:
            self._ticked.discard(row.entry.id)
        self.dataChanged.emit(index, index, [role])
        return True

    def _tell_all(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def _describe(self, row: ImportRow) -> str:
        parts = (title(row), authors(row), kind_look(row.kind).word, there(row))
        return ", ".join(part for part in (*parts, here(row, progress=self.progress), reason(row)) if part)

    def _hint(self, row: ImportRow) -> str:
        parts = (title(row), there(row), here(row, progress=self.progress), reason(row))
        return "\n".join(part for part in parts if part)
