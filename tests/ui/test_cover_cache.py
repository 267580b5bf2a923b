"""The pictures kept in memory: what is forgotten is read again, also while it is being drawn."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from tests.ui.harness import Ui

SMALL = CoverRequest(1, "Dune", "Frank Herbert", 20, 30, 1.0, 0)
LARGE = CoverRequest(1, "Dune", "Frank Herbert", 40, 60, 1.0, 0)


class Cover:
    """A cover that changes, and that can be held while it is read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.reading = threading.Event()
        self.go_on = threading.Event()
        self.go_on.set()

    def paint(self, colour: str) -> None:
        image = QImage(40, 60, QImage.Format.Format_RGB32)
        image.fill(QColor(colour))
        image.save(str(self._path))

    def find(self, _book_id: int) -> bytes | None:
        found = self._path.read_bytes() if self._path.exists() else None
        self.reading.set()
        self.go_on.wait()
        return found


@pytest.fixture
def cover(tmp_path: Path) -> Cover:
    return Cover(tmp_path / "cover.png")


@pytest.fixture
def cache(ui: Ui, cover: Cover) -> Iterator[CoverCache]:
    cache = CoverCache(cover.find)
    yield cache
    cover.go_on.set()
    cache.close()


def shows(cache: CoverCache, request: CoverRequest, colour: str) -> Callable[[], bool]:
    def look() -> bool:
        picture = cache.pixmap(request)
        return picture is not None and picture.toImage().pixelColor(10, 15) == QColor(colour)

    return look


def test_a_cover_that_comes_while_none_is_being_drawn_is_shown(
    ui: Ui, cache: CoverCache, cover: Cover
) -> None:
    cover.go_on.clear()
    cache.pixmap(SMALL)
    ui.until(cover.reading.is_set)
    cover.paint("red")
    cache.forget([1])
    cover.go_on.set()

    ui.until(shows(cache, SMALL, "red"))


def test_a_changed_cover_changes_in_every_size(ui: Ui, cache: CoverCache, cover: Cover) -> None:
    cover.paint("red")
    ui.until(shows(cache, SMALL, "red"))
    ui.until(shows(cache, LARGE, "red"))

    cover.paint("blue")
    cache.forget([1])
    ui.until(shows(cache, SMALL, "blue"))

    ui.until(shows(cache, LARGE, "blue"))
