"""Actions on matched Hardcover books: change edition, view, copy IDs."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.base.ids import RecordId
from bookorbit_desktop.domain.hardcover.hardcover_row import HardcoverRow
from bookorbit_desktop.ui import icons
from bookorbit_desktop.ui.translation import tr

BOOK_ADDRESS = "https://hardcover.app/id/book/{0}"
"""An address that is independent of the title (hardcover-api.md section 4)."""


def open_record(record_id: RecordId) -> None:
    """Open a record in the browser. The address contains only its number, never text from outside."""
    if record_id > 0:
        QDesktopServices.openUrl(QUrl(BOOK_ADDRESS.format(int(record_id))))


class RecordActions(QObject):
    """A disabled action says why in its tooltip."""

    copied = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._candidates: list[HardcoverRow] = []
        self.edition = self._action(
            tr("Choose edition…"), "ruler", tr("Choose another edition of the matched book.")
        )
        self.open = self._action(
            tr("View on Hardcover"), "hardcover", tr("Open the matched book in your browser.")
        )
        self.copy = self._action(
            tr("Copy IDs"), "copy", tr("Copy the IDs of this book and of its Hardcover book and edition.")
        )
        self.open.triggered.connect(lambda: open_record(self._candidates[0].record_id or RecordId(0)))
        self.copy.triggered.connect(self._copy)

    @property
    def all(self) -> tuple[QAction, ...]:
        """In the order they are shown."""
        return (self.edition, self.open, self.copy)

    def show_candidates(self, candidates: Sequence[HardcoverRow]) -> None:
        """Apply the actions to these books."""
        self._candidates = list(candidates)
        none = "" if candidates else tr("Select a book first.")
        several = none or ("" if len(candidates) == 1 else tr("Select a single book."))
        unmatched = several or (
            "" if candidates[0].record_id else tr("Not matched yet. Pick a Hardcover book first.")
        )
        for action, problem in ((self.edition, unmatched), (self.open, unmatched), (self.copy, none)):
            action.setEnabled(not problem)
            action.setToolTip(problem or str(action.property("hint")))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(map(ids_text, self._candidates)))
        self.copied.emit(tr("Copied the IDs of %n book(s).", len(self._candidates)))

    def _action(self, text: str, icon: str, hint: str) -> QAction:
        action = QAction(icons.icon(icon, "muted"), text, self)
        action.setProperty("hint", hint)
        return action


def ids_text(candidate: HardcoverRow) -> str:
    """The IDs of a book on one line, for example for a bug report."""
    parts = [f"BookOrbit {candidate.id}"]
    if candidate.record_id is not None:
        parts.append(f"Hardcover book {candidate.record_id}")
    if candidate.edition_id is not None:
        parts.append(f"edition {candidate.edition_id}")
    if candidate.slug:
        parts.append(candidate.slug)
    return " · ".join(parts)
