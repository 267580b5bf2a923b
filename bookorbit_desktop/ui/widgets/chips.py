"""Filter chips with counts, one of which is selected."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from bookorbit_desktop.ui.widgets.labels import button
from bookorbit_desktop.ui.widgets.layouts import FlowLayout, tab_from
from bookorbit_desktop.ui.wording import number

Choice = TypeVar("Choice")


class FilterChips(QWidget, Generic[Choice]):
    """Chips in the given order. The selection stays while the counts change."""

    chosen = Signal(object)

    def __init__(self, accessible_name: str) -> None:
        super().__init__()
        self.setAccessibleName(accessible_name)
        self._group = QButtonGroup(self)
        self._buttons: dict[Choice, QPushButton] = {}
        self._only_used = False
        self._layout = FlowLayout()
        self.setLayout(self._layout)

    def set_chips(self, chips: Sequence[tuple[Choice, str, int]], current: Choice) -> None:
        """Set value, text and count of each chip."""
        wanted = [value for value, _, _ in chips]
        if wanted != list(self._buttons):
            self._rebuild(wanted)
        for value, word, count in chips:
            self._buttons[value].setText(f"{word}  {number(count)}")
            # A chip without books stays in its place; the chosen one can be left.
            usable = bool(count) or value == current or value is None
            self._buttons[value].setEnabled(usable)
            self._buttons[value].setToolTip("" if usable else self.tr("No items of this kind."))
            self._buttons[value].setVisible(usable or not self._only_used)
            self._buttons[value].setAccessibleName(self.tr("{0}, {1}").format(word, number(count)))
        if current in self._buttons:
            self._buttons[current].setChecked(True)

    def show_used_only(self, only_used: bool) -> None:
        """Hide the disabled chips, for example in a low window."""
        self._only_used = only_used
        for chip in self._buttons.values():
            chip.setVisible(chip.isEnabled() or not only_used)

    def _rebuild(self, values: Sequence[Choice]) -> None:
        for old in self._buttons.values():
            self._group.removeButton(old)
            self._layout.removeWidget(old)
            old.deleteLater()
        self._buttons = {}
        for value in values:
            chip = button("", "chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _checked=False, chosen=value: self.chosen.emit(chosen))
            self._group.addButton(chip)
            self._layout.addWidget(chip)
            self._buttons[value] = chip
        tab_from(self, list(self._buttons.values()))
