"""Stands where the system's programs are, for tests of what is handed to them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices


class SystemPrograms(QObject):
    """Keeps the paths that they would be given."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.paths.append(url.toLocalFile())


@contextmanager
def system_programs() -> Iterator[SystemPrograms]:
    """No program is started meanwhile."""
    programs = SystemPrograms()
    method: Any = "open"  # the stubs ask for bytes, which PySide refuses
    QDesktopServices.setUrlHandler("file", programs, method)
    try:
        yield programs
    finally:
        QDesktopServices.unsetUrlHandler("file")
