"""A year as a file, without needing a window."""

import os
from collections.abc import Mapping

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter

from bookorbit_desktop.domain.reading.year import YearInReview
from bookorbit_desktop.ui.statistics.year_painting import Covers, pdf_of, picture_of


def png_of(review: YearInReview, covers: Covers) -> bytes:
    """The picture as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture_of(review, covers))
    return bytes(buffer.data().data())


def year_file(review: YearInReview, covers: Mapping[int, str], kind: str) -> bytes:
    """The picture ("png") or every page ("pdf"), with covers by path. Needs Qt, so use a separate process."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication.instance() or QGuiApplication([])
    assert application is not None  # it lives as long as what is painted
    images = {book_id: QImage(path) for book_id, path in covers.items()}
    return (png_of if kind == "png" else pdf_of)(review, images)
