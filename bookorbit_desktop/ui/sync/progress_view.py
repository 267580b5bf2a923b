"""The progress of a sync: bar, live counts, current book and results."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from bookorbit_desktop.domain.hardcover.sync_run import (
    ItemOutcome,
    SyncEnd,
    SyncItem,
    SyncProgress,
    SyncSummary,
    SyncWait,
)
from bookorbit_desktop.domain.overview.events import UndoProgressed
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.sync.model import (
    OUTCOMES,
    ItemDelegate,
    ItemsModel,
    counts,
    doing,
    end_title,
    next_step,
    progress_text,
    waiting_text,
)
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache
from bookorbit_desktop.ui.widgets.labels import label, set_tone
from bookorbit_desktop.ui.widgets.layouts import framed, in_column, new_column, new_row
from bookorbit_desktop.ui.widgets.rows import RowView
from bookorbit_desktop.ui.wording import number, outcome_look, quoted

if TYPE_CHECKING:  # it brings the network libraries along
    from bookorbit_desktop.services.hardcover.undo import UndoSummary

SECOND_MS = 1000


class ProgressView(QWidget):
    """Shows a run while it is under way, and then its result. `now` is the clock for counting down waits."""

    def __init__(self, now: Callable[[], datetime], covers: CoverCache) -> None:
        super().__init__()
        self._run_id = 0
        self._now = now
        self._waiting: SyncWait | None = None
        self._second = QTimer(self, interval=SECOND_MS)
        self._second.timeout.connect(self.count_down)
        self._far = label("", "card", name="far")
        self._doing = label("", "muted", wrap=True)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(tr("Books processed"))
        self._tiles: dict[ItemOutcome, tuple[QWidget, QLabel]] = {}
        self.items = ItemsModel()
        self._list = RowView(tr("Books of this sync"))
        self._list.setModel(self.items)
        self._list.setItemDelegate(ItemDelegate(self._list, covers))
        covers.loaded.connect(self._list.show_cover)
        self._build()

    @property
    def activity(self) -> str:
        """The activity text shown."""
        return self._doing.text()

    def clear(self, doing_now: str) -> None:
        """Reset for a new run."""
        self._run_id = 0
        self._far.setText(tr("Getting ready…"))
        self._doing.setText(doing_now)
        set_tone(self._doing, Tone.NEUTRAL)
        self._bar.setRange(0, 0)
        self._count(dict.fromkeys(OUTCOMES, 0))
        self.items.replace([])

    def show_progress(self, progress: SyncProgress, items: tuple[SyncItem, ...]) -> None:
        """Show the progress, and the books finished since the last call."""
        if progress.run_id != self._run_id:
            self.clear("")
            self._run_id = progress.run_id
        self._far.setText(progress_text(progress))
        self._say(doing(progress, self._now()), Tone.ATTENTION if progress.waiting else Tone.NEUTRAL)
        self._waiting = progress.waiting
        if self._waiting is not None:
            self._second.start()
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.processed)
        self._count(counts(progress))
        if items:
            self.items.add(items)

    def count_down(self) -> None:
        """Show the seconds left of a wait."""
        if self._waiting is None:
            self._second.stop()
        else:
            self._doing.setText(waiting_text(self._waiting, self._now()))

    def show_summary(self, summary: SyncSummary) -> None:
        """Show the result of the run."""
        self._far.setText(end_title(summary))
        self._say(
            localize(summary.message) or next_step(summary),
            Tone.ATTENTION if summary.message else Tone.NEUTRAL,
        )
        if summary.end is SyncEnd.COMPLETED:
            self._fill_bar(1)
        elif self._bar.maximum() == 0:
            self._fill_bar(0)
        self._count({outcome: summary.count(outcome) for outcome in OUTCOMES})
        self._leave_out_zeros()
        self.items.replace(_troubles_first(summary.items))

    def show_undoing(self) -> None:
        """Say that the run is being undone."""
        self._far.setText(tr("Undoing this sync"))
        self._say(tr("Restoring Hardcover…"), Tone.NEUTRAL)
        self._bar.setRange(0, 0)

    def show_undo_progress(self, progress: UndoProgressed) -> None:
        """Show the progress of the undo."""
        self._far.setText(tr("{0} of {1}").format(number(progress.done), number(progress.total)))
        if progress.title:
            self._say(tr("Restoring {0}").format(quoted(progress.title)), Tone.NEUTRAL)
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)

    def show_undone(self, undone: UndoSummary) -> None:
        """Show what was undone and what was not."""
        self._far.setText(tr("Undo cancelled") if undone.left else tr("Sync undone"))
        texts = [tr("%n book(s) restored.", undone.restored)]
        if undone.quotes:
            texts.append(tr("%n quote(s) taken back.", undone.quotes))
        if undone.left:
            texts.append(tr("%n book(s) kept the synced changes.", undone.left))
        self._say(
            " ".join((*texts, *map(localize, undone.kept))),
            Tone.ATTENTION if undone.kept or undone.left else Tone.NEUTRAL,
        )
        if not undone.left:
            self._fill_bar(1)
        elif self._bar.maximum() == 0:
            self._fill_bar(0)

    def show_error(self, sentence: str, title: str = "") -> None:
        """Say why the run could not start."""
        self._far.setText(title or tr("Couldn't sync"))
        self._say(sentence, Tone.ERROR)
        self._fill_bar(0)
        self._leave_out_zeros()

    def say_cancelling(self) -> None:
        """Say that the run stops once the current step is finished."""
        self._say(tr("Stopping after the current request…"), Tone.NEUTRAL)

    def _count(self, books: Mapping[ItemOutcome, int]) -> None:
        for outcome, count in books.items():
            tile, text_label = self._tiles[outcome]
            text_label.setText(number(count))
            text_label.setAccessibleName(f"{outcome_look(outcome).word}: {text_label.text()}")
            tile.show()

    def _leave_out_zeros(self) -> None:
        """Hide zero counts only after a run, so that nothing moves while it is under way."""
        for tile, text_label in self._tiles.values():
            tile.setHidden(text_label.text() == number(0))

    def _fill_bar(self, value: int) -> None:
        self._bar.setRange(0, 1)
        self._bar.setValue(value)

    def _say(self, text: str, tone: Tone) -> None:
        self._waiting = None
        self._doing.setText(text)
        set_tone(self._doing, tone)

    def _build(self) -> None:
        self._doing.setMinimumHeight(theme.px(22))
        layout = in_column(self._far, self._bar, self._doing, inside=self, spacing=theme.SPACE_12)
        tiles = new_row(spacing=theme.SPACE_8)
        for outcome in OUTCOMES:
            tiles.addWidget(self._build_tile(outcome), 1)
        layout.addLayout(tiles)
        self.details = framed(self._list)
        layout.addWidget(self.details, 1)
        layout.addStretch(0)

    def _build_tile(self, outcome: ItemOutcome) -> QWidget:
        tile = QWidget()
        column = new_column(tile, 0)
        count = label("0", "section", name=outcome)
        count.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        word = label(outcome_look(outcome).word, "detail")
        word.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(count)
        column.addWidget(word)
        self._tiles[outcome] = (tile, count)
        return tile


def _troubles_first(items: tuple[SyncItem, ...]) -> list[SyncItem]:
    order = (
        ItemOutcome.FAILED,
        ItemOutcome.NOT_MATCHED,
        ItemOutcome.SENT,
        ItemOutcome.SKIPPED,
        ItemOutcome.UNCHANGED,
    )
    return sorted(items, key=lambda item: order.index(item.outcome))
