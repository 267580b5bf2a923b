"""Qt's application object, created once per process by whichever window comes first."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication

from bookorbit_desktop.ui import icons

PROGRAM = "bookorbit-desktop"


class Application(QApplication):
    """Turns the system's request to quit into `quit_requested`, so that the program can ask first."""

    quit_requested = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Quit:
            event.ignore()
            self.quit_requested.emit()
            return True
        return super().event(event)


def qt_application() -> Application:
    """The existing application, or a new one with the program's names and icon."""
    there = QApplication.instance()
    if isinstance(there, Application):
        return there
    application = Application([PROGRAM])  # its windows' class: panels find the desktop entry by it
    application.setApplicationName("BookOrbit")  # trays and notifications show this one
    application.setApplicationDisplayName("BookOrbit")
    application.setDesktopFileName(PROGRAM)
    application.setWindowIcon(icons.app_icon())
    application.setQuitOnLastWindowClosed(False)
    return application
