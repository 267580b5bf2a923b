"""The setup guide: five short pages, shown at the first start and on request."""

from PySide6.QtWidgets import QWidget

from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.first_run.window import FirstRun


def open_first_run(context: UiContext, parent: QWidget) -> FirstRun:
    """Open the setup guide, or bring it to the front. Does not block."""
    window = parent.findChild(FirstRun) or FirstRun(context, parent)
    window.show()
    window.raise_()
    window.activateWindow()
    return window
