"""The actions for several selected books. It replaces the toolbar, so that the list does not move."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button, icon_button, label


class SelectionBar(QWidget):
    """Shows the number of selected books and the most common actions; a menu has the rest."""

    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Selected books"))
        self.count = label("", "card")
        self.clear = icon_button("close", tr("Clear selection (Esc)"))
        self.status = button(tr("Status"), icon="book-open")
        self.rating = button(tr("Rating"), icon="star-empty")
        self.edit = button(tr("Edit…"), icon="edit")
        self.exclude = button(tr("Exclude"), icon="slash")
        self.exclude.setToolTip(tr("Exclude from Hardcover"))
        self.merge = button(tr("Merge…"), icon="stack")
        self.remove = button(tr("Remove…"), icon="trash")
        self.more = button(tr("More"), icon="more")
        self._build()
        self._connect()

    def show_count(self, count: int, *, can_merge: bool) -> None:
        """Show the number of selected books."""
        self.count.setText(tr("%n book(s) selected", count))
        self.merge.setEnabled(can_merge)
        self.merge.setToolTip("" if can_merge else tr("Select 2 to 20 copies of the same book."))

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the fixed parts only, so that the window can be narrow."""
        return QSize(self._room_kept(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the buttons that do not fit; the menu has them."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        room = width - self._room_kept()
        for part in self._offered_first():
            room -= part.sizeHint().width() + theme.SPACE_8
            part.setVisible(room >= 0)

    def _room_kept(self) -> int:
        kept = (self.clear, self.count, self.status, self.more)
        return sum(part.sizeHint().width() + theme.SPACE_8 for part in kept)

    def _offered_first(self) -> tuple[QPushButton, ...]:
        return (self.rating, self.edit, self.remove, self.exclude, self.merge)

    def _connect(self) -> None:
        self.clear.clicked.connect(self.cleared)

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_8)
        layout.addWidget(self.clear)
        layout.addWidget(self.count)
        layout.addStretch(1)
        for part in (self.status, self.rating, self.edit, self.exclude, self.merge, self.remove, self.more):
            layout.addWidget(part)
