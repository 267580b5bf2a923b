"""The inbox: what came into the library, and what could not be read."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.empty_state import EmptyState
from bookorbit_desktop.ui.widgets.page_header import PageHeader


class InboxPage(QWidget):
    """Takes files, and says what became of them."""

    folder_wanted = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        empty = EmptyState(
            "inbox", tr("Drop books or folders here to add them."), tr("Choose folder…"), main=True
        )
        empty.acted.connect(self.folder_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.PAGE_MARGIN, theme.PAGE_MARGIN, theme.PAGE_MARGIN, theme.SPACE_16)
        layout.setSpacing(theme.SPACE_16)
        layout.addWidget(PageHeader(tr("Inbox"), tr("What came in, and what could not be read.")))
        layout.addWidget(empty, 1)
