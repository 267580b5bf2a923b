"""Names with links to the books that share them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from bookorbit_desktop.domain.library.listing import Facet
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.flow_layout import FlowLayout
from bookorbit_desktop.ui.widgets.labels import button
from bookorbit_desktop.ui.widgets.layouts import empty, tab_from

_LONGEST = 32
"""Characters: a longer name would widen the window; the tooltip has all of it."""


class FacetLinks(QWidget):
    """Each name is a button that filters the library by it. `kind` is "link" or "chip"."""

    chosen = Signal(object, str)
    """Facet and value."""

    def __init__(self, facet: Facet, accessible_name: str, kind: str = "link") -> None:
        super().__init__()
        self._facet, self._kind = facet, kind
        self.buttons: list[QPushButton] = []
        self.setAccessibleName(accessible_name)
        self._layout = FlowLayout()
        self.setLayout(self._layout)

    def show_values(self, values: Sequence[tuple[str, str]]) -> None:
        """Show pairs of filter value and text."""
        empty(self._layout)
        self.buttons = [self._link(value, text) for value, text in values]
        for link in self.buttons:
            self._layout.addWidget(link)
        tab_from(self, self.buttons)
        self.setVisible(bool(values))

    def _link(self, value: str, text: str) -> QPushButton:
        short = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
        link = button(short.replace("&", "&&"), self._kind)
        link.setAccessibleName(text)
        link.setToolTip(tr("Show all books: {0}").format(text))
        link.clicked.connect(lambda: self.chosen.emit(self._facet, value))
        return link
