"""Covers for lists and panes: loaded and drawn in a thread, cached in memory."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QApplication

from bookorbit_desktop.ui.widgets.generated_cover import generated_cover

KEPT = 1500
"""Pictures to cache; a list row's has 6 kB."""
KEPT_BYTES = 96_000_000
"""Bytes of all pictures: those in a grid of large covers on a high-resolution screen have over 1 MB each."""
LARGEST = 100_000_000
"""The pixel limit of a picture (behaviour.md, "limits")."""
WAITING = 200
"""Pending pictures; older ones, already scrolled past, are dropped."""


@dataclass(frozen=True, slots=True)
class CoverRequest:
    """The picture wanted, in logical pixels."""

    book_id: int
    title: str
    author: str
    width: int
    height: int
    ratio: float
    radius: int

    @property
    def key(self) -> tuple[int, int, int, float]:
        """The key of the picture in memory."""
        return (self.book_id, self.width, self.height, self.ratio)


class CoverCache(QObject):
    """Returns what is cached at once, and signals when more has loaded."""

    loaded = Signal(int)
    """The cover of this book has loaded."""

    _drawn = Signal(object, QImage, int)

    def __init__(self, find: Callable[[int], Path | bytes | None]) -> None:
        """`find` returns a book's thumbnail file or its bytes; called in a thread."""
        super().__init__()
        self._find = find
        self._family = QApplication.font().family()
        self._kept: OrderedDict[tuple[int, int, int, float], QPixmap] = OrderedDict()
        self._kept_bytes = 0
        self._newest: dict[int, tuple[int, int, int, float]] = {}
        """The picture drawn last for each book, in any size."""
        self._lock = threading.Lock()
        self._waiting: OrderedDict[tuple[int, int, int, float], CoverRequest] = OrderedDict()
        self._versions: dict[int, int] = {}
        """How often each book's cover was dropped from the cache."""
        self._kept_versions: dict[tuple[int, int, int, float], int] = {}
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="covers")
        self._closed = False
        self._drawn.connect(self._keep, Qt.ConnectionType.QueuedConnection)

    @property
    def is_drawing(self) -> bool:
        """Whether pictures are being loaded."""
        with self._lock:
            return bool(self._waiting)

    def pixmap(self, request: CoverRequest) -> QPixmap | None:
        """The picture, or None while it is loading."""
        found = self._kept.get(request.key)
        if found is not None:
            self._kept.move_to_end(request.key)
        if found is None or self._kept_versions[request.key] < self._versions.get(request.book_id, 0):
            self._ask(request)
        return found

    def standing_in(self, request: CoverRequest) -> QPixmap | None:
        """The book's picture in another size, to show until the right one has loaded."""
        key = self._newest.get(request.book_id)
        is_as_tall = key is not None and abs(key[1] * request.height - key[2] * request.width) < request.width
        return self._kept.get(key) if key is not None and is_as_tall else None

    def forget(self, book_ids: Iterable[int]) -> None:
        """Load these covers again when next requested; the old ones are shown until then."""
        for book_id in book_ids:
            self._versions[book_id] = self._versions.get(book_id, 0) + 1

    def close(self) -> None:
        """Stop loading."""
        self._closed = True
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _ask(self, request: CoverRequest) -> None:
        if self._closed:
            return
        with self._lock:
            if request.key in self._waiting:
                return
            self._waiting[request.key] = request
            if len(self._waiting) > WAITING:
                self._waiting.popitem(last=False)
        self._thread.submit(self._draw_newest)

    def _draw_newest(self) -> None:
        with self._lock:
            if not self._waiting:
                return
            request = next(reversed(self._waiting.values()))
        version = self._versions.get(
            request.book_id, 0
        )  # before the cover is read: one forgotten since is late
        image = self._draw(request)
        with self._lock:
            self._waiting.pop(request.key, None)
        self._drawn.emit(request, image, version)

    def _draw(self, request: CoverRequest) -> QImage:
        size = QSize(round(request.width * request.ratio), round(request.height * request.ratio))
        image = _read(self._find(request.book_id), size)
        if image is None:
            image = generated_cover(request.title, request.author, size, self._family)
        return _rounded(image, request.radius * request.ratio)

    def _keep(self, request: CoverRequest, image: QImage, version: int) -> None:
        if self._closed:
            return
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(request.ratio)
        self._drop(request.key)
        self._kept[request.key] = picture
        self._kept_versions[request.key] = version
        self._kept_bytes += _bytes_of(picture)
        self._newest[request.book_id] = request.key
        while len(self._kept) > KEPT or (self._kept_bytes > KEPT_BYTES and len(self._kept) > 1):
            self._drop(next(iter(self._kept)))
        self.loaded.emit(request.book_id)

    def _drop(self, key: tuple[int, int, int, float]) -> None:
        picture = self._kept.pop(key, None)
        if picture is not None:
            del self._kept_versions[key]
            self._kept_bytes -= _bytes_of(picture)
            if self._newest.get(key[0]) == key:
                del self._newest[key[0]]


def _bytes_of(picture: QPixmap) -> int:
    return picture.width() * picture.height() * 4


def _read(source: Path | bytes | None, size: QSize) -> QImage | None:
    """A picture that fills `size`, or None if it cannot be read."""
    if source is None:
        return None
    buffer = QBuffer()
    if isinstance(source, bytes):
        buffer.setData(source)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(buffer)
    else:
        reader = QImageReader(str(source))
    own = reader.size()
    if not own.isValid() or own.width() * own.height() > LARGEST:
        return None
    reader.setScaledSize(own.scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    if image.isNull():
        return None
    return image.copy((image.width() - size.width()) // 2, 0, size.width(), size.height())


def _rounded(image: QImage, radius: float) -> QImage:
    result = QImage(image.size(), QImage.Format.Format_ARGB32_Premultiplied)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QPainterPath()
    outline.addRoundedRect(QRectF(result.rect()), radius, radius)
    painter.setClipPath(outline)
    painter.drawImage(0, 0, image)
    painter.end()
    return result
