"""What a first sync would send, before anything is sent."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bookorbit_desktop.domain.sync_run import ItemOutcome, SyncSummary
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.sync.delegate import ItemDelegate
from bookorbit_desktop.ui.sync.model import PreviewModel
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import framed
from bookorbit_desktop.ui.widgets.rows import RowView
from bookorbit_desktop.ui.wording import number


class Preview(QWidget):
    """Books can be unticked; the others are sent."""

    changed = Signal(int)
    """How many books are ticked."""

    def __init__(self) -> None:
        super().__init__()
        self._sentence = label("", wrap=True)
        self._rest = label("", "detail", wrap=True)
        self.model = PreviewModel()
        self.list = RowView(tr("Books that would be sent"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(ItemDelegate(self.list))
        self._all = button(tr("Tick all"), "quiet")
        self._none = button(tr("Untick all"), "quiet")
        self.model.dataChanged.connect(lambda: self.changed.emit(len(self.model.ticked)))
        self._all.clicked.connect(lambda: self.model.tick_all(True))
        self._none.clicked.connect(lambda: self.model.tick_all(False))
        self._build()

    @property
    def sentence(self) -> str:
        """What is said about the list."""
        return self._sentence.text()

    @property
    def is_complete(self) -> bool:
        """Whether every book is ticked."""
        return len(self.model.ticked) == len(self.model.rows)

    def show_summary(self, summary: SyncSummary) -> None:
        """Show what a dry run found."""
        would = [item for item in summary.items if item.outcome is ItemOutcome.SENT]
        unmatched = summary.count(ItemOutcome.NOT_MATCHED)
        self.model.replace(would)
        if would:
            self._sentence.setText(
                tr("%n book(s) would be sent. Untick what you want to keep here.", len(would))
            )
        else:
            self._sentence.setText(tr("There is nothing to send."))
        rest = [tr("{0} not matched").format(number(unmatched))] if unmatched else []
        same = summary.count(ItemOutcome.UNCHANGED)
        rest += [tr("{0} already the same on Hardcover").format(number(same))] if same else []
        self._rest.setText(tr("Not in this list: {0}.").format(", ".join(rest)) if rest else "")
        self._rest.setVisible(bool(rest))
        for control in (self._all, self._none, self._frame):
            control.setVisible(bool(would))
        self.changed.emit(len(would))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._sentence, 1)
        head.addWidget(self._all)
        head.addWidget(self._none)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_8)
        layout.addLayout(head)
        self._frame = framed(self.list)
        layout.addWidget(self._frame, 1)
        layout.addWidget(self._rest)
        layout.addStretch(0)
