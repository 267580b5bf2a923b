"""Actions on books: the context menu and the status menu."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui import icons
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import STATUS_ORDER, status_icon, status_word


class StatusMenu(QMenu):
    """The eight statuses, with the one that all books share ticked."""

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


class RatingMenu(QMenu):
    """Five stars to none, with the rating that all books share ticked."""

    chosen = Signal(object)
    """A rating, or None for none."""

    def __init__(self, parent: QWidget, rows: Sequence[BookRow]) -> None:
        super().__init__(tr("Rating"), parent)
        current = {row.rating for row in rows}
        for stars in range(5, 0, -1):
            action = self.addAction(tr("%n star(s)", stars))
            action.setShortcut(str(stars))
            action.setCheckable(True)
            action.setChecked(current == {float(stars)})
            action.triggered.connect(lambda _checked=False, rating=float(stars): self.chosen.emit(rating))
        none = self.addAction(tr("Not rated"))
        none.setShortcut("0")
        none.triggered.connect(lambda: self.chosen.emit(None))


class BookMenu(QMenu):
    """All actions on the selected books. A disabled action says why."""

    status_chosen = Signal(object)
    rating_chosen = Signal(object)

    def __init__(self, parent: QWidget, rows: Sequence[BookRow], count: int) -> None:
        """`rows` are the loaded rows of the selected books; `count` is how many are selected."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setToolTipsVisible(True)
        if count > 1:
            self.addAction(tr("%n book(s)", count)).setEnabled(False)
        self.details = self._add("info", tr("Details"))
        self.details.setShortcut("Return")
        self._add_places(rows, count)
        self.edit = self._add("edit", tr("Edit…"))
        self.compare = self._add("search", tr("Search online and compare…"))
        _allow(self.compare, count == 1, tr("Select a single book to compare."))
        self.refresh = self._add("sync", tr("Refresh from Hardcover"))
        self.addSeparator()
        statuses = StatusMenu(self, rows)
        statuses.chosen.connect(self.status_chosen)
        statuses.setIcon(icons.icon("book-open", "muted"))
        self.addMenu(statuses)
        ratings = RatingMenu(self, rows)
        ratings.chosen.connect(self.rating_chosen)
        ratings.setIcon(icons.icon("star-empty", "muted"))
        self.addMenu(ratings)
        self.follow = self._add("tablet", tr("Let KOReader set status"))
        _allow(
            self.follow,
            any(row.set_by_hand for row in rows),
            tr("KOReader already sets the status of these books."),
        )
        self.reset = self._add("undo", tr("Reset progress…"))
        _allow(
            self.reset,
            count > len(rows) or any(row.percentage is not None for row in rows),
            tr("No device has synced these books yet."),
        )
        self.addSeparator()
        self._add_hardcover(rows)
        self.addSeparator()
        self.merge = self._add("stack", tr("Merge…"))
        _allow(
            self.merge,
            1 < count <= MOST_MERGED,
            tr("Select 2 to 20 copies of the same book."),
        )
        self.organise = self._add("library", tr("Organise files…"))
        self.write = self._add("copy", tr("Write metadata into files…"))
        self.remove = self._add("trash", tr("Remove…"))
        self.remove.setShortcut("Del")

    def allow_files(self, *, organise: bool, write: bool) -> None:
        """Set whether files may be changed; off by default."""
        _allow(self.organise, organise, tr("Turn this on in Settings, Library."))
        _allow(self.write, write, tr("Turn this on in Settings, Library."))

    def _add_places(self, rows: Sequence[BookRow], count: int) -> None:
        """Add the places that a single book leads to, such as its series or author."""
        row = rows[0] if count == 1 and rows else None
        self.series = self._add("stack", tr("Go to series"))
        _allow(self.series, row is not None and bool(row.series), tr("Select a single book of a series."))
        self.author = self._add("author", tr("Go to author"))
        _allow(self.author, row is not None and bool(row.authors), tr("Select a single book with an author."))
        self.shelves = self._add("shelf", tr("Shelves and tags…"))

    def _add_hardcover(self, rows: Sequence[BookRow]) -> None:
        excluded = [row.hardcover is HardcoverState.EXCLUDED for row in rows]
        eligible = [row.hardcover is not HardcoverState.NOT_ELIGIBLE for row in rows]
        self.exclude = self._add("slash", tr("Exclude from Hardcover"))
        _allow(self.exclude, not all(excluded), tr("These books are already excluded."))
        self.include = self._add("hardcover", tr("Include in Hardcover sync"))
        _allow(self.include, any(excluded), tr("None of these books are excluded."))
        self.rematch = self._add("sync", tr("Re-match"))
        _allow(
            self.rematch,
            any(eligible),
            tr("Give a book a status other than Unread to sync it to Hardcover."),
        )

    def _add(self, icon: str, text: str) -> QAction:
        return self.addAction(icons.icon(icon, "muted"), text)


def _allow(action: QAction, allowed: bool, reason: str) -> None:
    action.setEnabled(allowed)
    action.setToolTip("" if allowed else reason)


MOST_MERGED = 20
"""More than this are unlikely to be one book."""
