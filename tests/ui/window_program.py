"""The window program over real services, watched from outside: `python -m tests.ui.window_program DATA_DIR THEN`.

Prints "ready" once what runs behind the window was started, then does what the second argument says.
"""

import sys
import threading
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from bookorbit_desktop.app.composition import open_services
from bookorbit_desktop.services.hardcover.account import HardcoverEndpoint
from bookorbit_desktop.services.runtime.network_loop import NetworkLoop
from bookorbit_desktop.system.secrets import MemorySecretStore
from bookorbit_desktop.ui.application import WindowApplication
from bookorbit_desktop.ui.crash import CrashDialog
from bookorbit_desktop.ui.main_window import MainWindow
from tests.new_library import new_library
from tests.ui.stand_in_server import StandInServer


def say(word: str) -> None:
    """One line, at once."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def crash() -> None:
    """As a mistake of the program's."""
    raise ZeroDivisionError("Authorization: Bearer hc_pat_secret, a passphrase of mine, " + str(Path.home()))


def main(data_dir: str, then: str) -> int:
    """Run until somebody ends it."""
    endpoint = HardcoverEndpoint("http://127.0.0.1:1/v1/graphql", None)
    new_library(Path(data_dir))
    services = open_services(Path(data_dir), secret_store=MemorySecretStore(), hardcover=endpoint)
    network = NetworkLoop()
    network.start()
    application = WindowApplication(services, network)

    async def open_background() -> None:
        say("ready")

    def watch() -> None:
        if lost:  # as Qt does at each look at an X server that is gone
            QApplication.exit(1)
        window = next(
            (
                widget
                for widget in QApplication.topLevelWidgets()
                if isinstance(widget, MainWindow) and widget.isVisible()
            ),
            None,
        )
        if window is None:
            return
        if then == "close":
            window.close()
        elif then == "quit":
            QApplication.quit()
        elif then == "lose the screen":
            lost.append(True)
            timer.setInterval(0)
        elif then == "show" and not hidden:
            hidden.append(True)
            window.hide()
            threading.Thread(target=application.show_soon).start()
        elif then == "dark" and not hidden:
            hidden.append(True)
            threading.Thread(target=lambda: services.preferences.change(theme="dark")).start()
        elif then == "dark":
            if QApplication.palette().window().color().lightness() < 60:
                say("dark")
                timer.stop()
        elif then == "german" and not hidden:
            hidden.append(True)
            threading.Thread(target=lambda: services.preferences.change(language="de")).start()
        elif then == "german":
            if "Bibliothek" in [entry.word for entry in window.sidebar.model.rows]:
                say("german")
                timer.stop()
        elif then == "crash" and not hidden:
            hidden.append(True)
            services.koreader_login.ensure("a passphrase of mine")
            threading.Thread(target=crash, name="unlucky").start()
        elif then == "crash":
            if dialogs := window.findChildren(CrashDialog):
                say(repr(dialogs[0].report.toPlainText()))
                dialogs[0].close()
                timer.stop()
        elif then == "show":
            say("shown")
            timer.stop()

    hidden: list[bool] = []
    lost: list[bool] = []
    timer = QTimer(interval=5)
    timer.timeout.connect(watch)
    timer.start()
    code = application.run(StandInServer(services.events), open_background)
    network.stop()
    services.database.close()
    assert isinstance(code, int)
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
