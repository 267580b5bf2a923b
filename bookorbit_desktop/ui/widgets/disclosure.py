"""A heading that expands or collapses its content."""

from PySide6.QtWidgets import QPushButton

from bookorbit_desktop.ui import icons


class DisclosureButton(QPushButton):
    """Checked while what it heads is shown, as at the start."""

    def __init__(self, text: str, *, is_title: bool = False) -> None:
        """`is_title`: it is the title of a card."""
        super().__init__(text)
        self.setProperty("step", "section" if is_title else "")
        self.setProperty("kind", "disclosure")
        self.setAutoDefault(False)
        self.setCheckable(True)
        self.toggled.connect(self._show_state)
        self.setChecked(True)

    def _show_state(self, is_shown: bool) -> None:
        icons.put(self, "chevron-down" if is_shown else "chevron-right", "muted")
