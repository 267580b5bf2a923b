"""What the frameworks take by themselves, told like `_painted`: `python -m tests.bench._bare window|server PORT`."""

import asyncio
import sys
import time


def show_window() -> None:
    """An empty window; says when it was painted, and ends."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            super().paintEvent(event)
            QTimer.singleShot(0, tell)

    def tell() -> None:
        print(time.time(), time.process_time(), flush=True)
        application.quit()

    application = QApplication([])
    window = Window()
    window.show()
    application.exec()


async def serve(port: int) -> None:
    """An empty server; ends with the process."""
    from aiohttp import web

    runner = web.AppRunner(web.Application())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    if sys.argv[1] == "window":
        show_window()
    else:
        asyncio.run(serve(int(sys.argv[2])))
