"""What can be done with books: the context menu and the list of statuses."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from bookorbit_desktop.domain.book import BookRow
from bookorbit_desktop.domain.reading import ReadingStatus
from bookorbit_desktop.ui import icons
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import STATUS_ORDER, status_icon, status_word


class StatusMenu(QMenu):
    """The eight statuses; the one that all books have is ticked."""

    chosen = Signal(object)
    """ReadingStatus."""

    def __init__(self, parent: QWidget, rows: Sequence[BookRow]) -> None:
        super().__init__(tr("Status"), parent)
        current = {row.status for row in rows}
        for status in STATUS_ORDER:
            self._add(status, ticked=current == {status})

    def _add(self, status: ReadingStatus, *, ticked: bool) -> None:
        action = self.addAction(icons.icon(status_icon(status), "muted"), status_word(status))
        action.setCheckable(True)
        action.setChecked(ticked)
        action.triggered.connect(lambda _checked=False: self.chosen.emit(status))


class BookMenu(QMenu):
    """Everything that can be done with the selected books."""

    details_wanted = Signal()
    status_chosen = Signal(object)
    rating_chosen = Signal(object)
    follow_wanted = Signal()

    def __init__(self, parent: QWidget, rows: Sequence[BookRow]) -> None:
        super().__init__(parent)
        details = self.addAction(icons.icon("info", "muted"), tr("Details"))
        details.setShortcut("Return")
        details.triggered.connect(self.details_wanted)
        self.addSeparator()
        statuses = StatusMenu(self, rows)
        statuses.chosen.connect(self.status_chosen)
        statuses.setIcon(icons.icon("book-open", "muted"))
        self.addMenu(statuses)
        self.addMenu(self._ratings(rows))
        follow = self.addAction(icons.icon("tablet", "muted"), tr("Let KOReader decide"))
        follow.setEnabled(any(row.set_by_hand for row in rows))
        follow.setToolTip(
            "" if follow.isEnabled() else tr("You did not set these statuses; KOReader decides already.")
        )
        follow.triggered.connect(self.follow_wanted)
        self.setToolTipsVisible(True)

    def _ratings(self, rows: Sequence[BookRow]) -> QMenu:
        menu = QMenu(tr("Rating"), self)
        menu.setIcon(icons.icon("star-empty", "muted"))
        current = {row.rating for row in rows}
        for stars in range(5, 0, -1):
            action = menu.addAction(tr("%n star(s)", stars))
            action.setShortcut(str(stars))
            action.setCheckable(True)
            action.setChecked(current == {float(stars)})
            action.triggered.connect(
                lambda _checked=False, chosen=float(stars): self.rating_chosen.emit(chosen)
            )
        none = menu.addAction(tr("Not rated"))
        none.setShortcut("0")
        none.triggered.connect(lambda: self.rating_chosen.emit(None))
        return menu
