"""The toolbar of the Hardcover page: filter, series grouping, cards or table."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button, icon_button
from bookorbit_desktop.ui.widgets.layouts import new_row
from bookorbit_desktop.ui.widgets.search_field import SearchField


class CandidateToolbar(QWidget):
    """Controls what the list shows."""

    group_toggled = Signal(bool)
    mode_chosen = Signal(bool)
    """Whether it is cards."""

    def __init__(self) -> None:
        super().__init__()
        self.filter = SearchField(tr("Filter…"))
        self.filter.setAcceptDrops(False)
        self.group = button(tr("Group series"), "chip", "stack")
        self.group.setCheckable(True)
        self.cards = _toggle("grid", tr("Show as cards"))
        self.table = _toggle("table", tr("Show as a table"))
        self.columns = icon_button("columns", tr("Choose columns"))
        modes = QButtonGroup(self)
        line = new_row(self, theme.SPACE_8)
        line.addWidget(self.filter, 1)
        for part in (self.group, self.cards, self.table, self.columns):
            line.addWidget(part)
        for mode in (self.cards, self.table):
            modes.addButton(mode)
        self.group.toggled.connect(self.group_toggled)
        self.cards.toggled.connect(self._choose)

    def show_choice(self, *, is_cards: bool, is_grouped: bool) -> None:
        """Show the remembered choice."""
        (self.cards if is_cards else self.table).setChecked(True)
        self.columns.setVisible(not is_cards)
        self.group.setChecked(is_grouped)

    def _choose(self, is_cards: bool) -> None:
        self.columns.setVisible(not is_cards)
        self.mode_chosen.emit(is_cards)


def _toggle(icon: str, name: str) -> QPushButton:
    choice = icon_button(icon, name)
    choice.setCheckable(True)
    icons.put(choice, icon, "text")
    return choice
