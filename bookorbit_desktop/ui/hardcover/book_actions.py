"""The actions on books of the Hardcover page, their bar, and the actions on the record of one book."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from bookorbit_desktop.domain.base.ids import RecordId
from bookorbit_desktop.domain.hardcover.hardcover_row import HardcoverRow
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.services.hardcover.account import HardcoverAccountService
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.hardcover.entry_dialogs import EntryCommands
from bookorbit_desktop.ui.hardcover.match_decisions import REPLACEABLE, MatchDecisions
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.floating import below
from bookorbit_desktop.ui.widgets.labels import button, icon_button
from bookorbit_desktop.ui.widgets.layouts import new_row

ICON = "iconName"
"""The property of an action that names its icon."""
_WORDS_WIDTH = 850
"""Below this width the buttons are icons only, with their text in the tooltip."""
_ICON_WIDTH = 44
BOOK_ADDRESS = "https://hardcover.app/id/book/{0}"
"""An address that is independent of the title (hardcover-api.md section 4)."""


class CandidateActions(QObject):
    """A disabled action says why in its tooltip."""

    def __init__(self, parent: QWidget, account: HardcoverAccountService) -> None:
        super().__init__(parent)
        self._account = account
        self._rows: Sequence[BookRow] = ()
        self.pick = self._action(tr("Pick…"), "link", tr("Choose the matching book on Hardcover."))
        self.rematch = self._action(
            tr("Re-match"), "search", tr("Clear the match and search again on the next sync.")
        )
        self.accept = self._action(
            tr("Confirm match"), "check", tr("Confirm that this match by title and author is the right book.")
        )
        self.exclude = self._action(tr("Exclude"), "slash", "")
        self.reference = self._action(
            tr("Hardcover ID…"), "hardcover", tr("Set the ID, slug or link used to find this book.")
        )
        self.pages = self._action(
            tr("Enter page count…"), "ruler", tr("Hardcover progress is counted in pages.")
        )
        self.sync = self._action(tr("Sync this book"), "sync", tr("Send changes in the selected books."))
        self.clear_rating = self._action(
            tr("Also clear the rating on Hardcover…"),
            "star-empty",
            tr("For books whose rating you cleared here. Asks first."),
        )
        self.replace_there = self._action(
            tr("Replace on Hardcover"),
            "hardcover",
            tr("Replace the status and rating on Hardcover with those here."),
        )
        self.why = self._action(
            tr("Why?"), "question", tr("See how this book syncs to Hardcover and where it's stuck.")
        )
        self.show_rows(())

    @property
    def all(self) -> tuple[QAction, ...]:
        """In the order they are shown."""
        return (*self.common, *self.rare)

    @property
    def common(self) -> tuple[QAction, ...]:
        """The actions with a button of their own."""
        return (self.pick, self.accept, self.rematch, self.exclude, self.sync, self.why)

    @property
    def rare(self) -> tuple[QAction, ...]:
        """The actions found only in the menu."""
        return (self.replace_there, self.pages, self.reference, self.clear_rating)

    @property
    def rows(self) -> Sequence[BookRow]:
        """The books that the actions apply to."""
        return self._rows

    def show_rows(self, rows: Sequence[BookRow]) -> None:
        """Apply the actions to these books."""
        self._rows = rows
        none = "" if rows else tr("Select a book first.")
        several = none or ("" if len(rows) == 1 else tr("Select a single book."))
        for action, problem in (
            (self.pick, several),
            (self.accept, none or self._no_review()),
            (self.rematch, none),
            (self.replace_there, none or self._no_replacing()),
            (self.exclude, none),
            (self.pages, none),
            (self.reference, several),
            (self.clear_rating, none or self._no_clearing()),
            (self.sync, none or self._no_sync()),
            (self.why, several),
        ):
            action.setEnabled(not problem)
            action.setToolTip(problem or str(action.property("hint")))
        self.exclude.setText(tr("Include") if self._all_excluded else tr("Exclude"))
        if not none:
            self.exclude.setToolTip(
                tr("Sync with Hardcover again.")
                if self._all_excluded
                else tr("Stop syncing to Hardcover. Existing entries there are kept.")
            )
        self.sync.setText(tr("Sync these books") if len(rows) > 1 else tr("Sync this book"))

    def menu(self, parent: QWidget) -> QMenu:
        """A context menu of all actions."""
        menu = QMenu(parent)
        menu.setToolTipsVisible(True)
        menu.addActions(self.all)
        menu.insertSeparator(self.replace_there)
        return menu

    @property
    def _all_excluded(self) -> bool:
        return bool(self._rows) and all(row.hardcover is HardcoverState.EXCLUDED for row in self._rows)

    def _no_review(self) -> str:
        if any(row.needs_review for row in self._rows):
            return ""
        return tr("Only for books matched by title and author alone.")

    def _no_replacing(self) -> str:
        if any(row.hardcover in REPLACEABLE for row in self._rows):
            return ""
        return tr("Only for books that have been synced.")

    def _no_clearing(self) -> str:
        if any(row.rating is None for row in self._rows):
            return ""
        return tr("Clear the rating here first.")

    def _no_sync(self) -> str:
        if self._all_excluded:
            return tr("Include the book first.")
        if not self._account.has_token:
            return tr("Connect your Hardcover account first.")
        return ""

    def carry_out(self, decisions: MatchDecisions, entries: EntryCommands) -> None:
        """Connect the chosen actions; they apply to the books shown at that time."""
        self.pick.triggered.connect(lambda: decisions.pick(self.rows[0]))
        self.rematch.triggered.connect(lambda: decisions.rematch(self.rows))
        self.accept.triggered.connect(lambda: decisions.accept(self.rows))
        self.replace_there.triggered.connect(lambda: decisions.replace_there(self.rows))
        self.exclude.triggered.connect(lambda: self._exclude_or_include(decisions))
        self.pages.triggered.connect(lambda: decisions.enter_pages(self.rows))
        self.clear_rating.triggered.connect(lambda: entries.clear_ratings(self.rows))

    def _exclude_or_include(self, decisions: MatchDecisions) -> None:
        decide = decisions.include if self._all_excluded else decisions.exclude
        decide(self.rows)

    def _action(self, text: str, icon: str, hint: str) -> QAction:
        action = QAction(icons.icon(icon, "muted"), text, self)
        action.setProperty(ICON, icon)
        action.setProperty("hint", hint)
        return action


class ActionBar(QWidget):
    """Buttons that follow their actions: text, whether enabled, and why not."""

    def __init__(self, actions: Sequence[QAction], rare: Sequence[QAction] = ()) -> None:
        super().__init__()
        self.setAccessibleName(tr("Actions for the selected books"))
        self._rare = rare
        self._with_text = False
        self.more = icon_button("more", tr("More actions"))
        self.more.clicked.connect(self._open_menu)
        self.more.setVisible(bool(rare))
        self._buttons = [(action, button("")) for action in actions]
        line = new_row(self, theme.SPACE_8)
        for action, choice in self._buttons:
            choice.clicked.connect(action.trigger)
            action.changed.connect(self._follow)
            line.addWidget(choice)
        line.addWidget(self.more)
        line.addStretch(1)
        self._follow()

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the icons."""
        count = len(self._buttons) + 1
        spaces = theme.SPACE_8 * (count - 1)
        return QSize(theme.px(_ICON_WIDTH) * count + spaces, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the text where there is no room for it."""
        super().resizeEvent(event)
        if self._fits_text != self._with_text:
            self._follow()

    @property
    def _fits_text(self) -> bool:
        return self.width() >= theme.px(_WORDS_WIDTH)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        menu.addActions(list(self._rare))
        menu.popup(below(self.more))

    def _follow(self) -> None:
        self._with_text = self._fits_text
        for action, choice in self._buttons:
            _show(choice, action, with_words=self._with_text)


def _show(choice: QPushButton, action: QAction, *, with_words: bool) -> None:
    choice.setText(action.text() if with_words else "")
    icons.put(choice, str(action.property(ICON)), "muted")
    choice.setAccessibleName(action.text())
    choice.setEnabled(action.isEnabled())
    choice.setToolTip(action.toolTip() if with_words else f"{action.text()}\n{action.toolTip()}")


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
