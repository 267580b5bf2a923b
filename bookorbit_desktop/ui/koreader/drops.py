"""Accepts files dropped on a part of the window."""

from PySide6.QtGui import QDropEvent


def dropped_files(event: QDropEvent) -> list[str]:
    """The paths of the local files dragged or dropped."""
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
