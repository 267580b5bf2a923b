"""Book covers: a small JPEG for each, and the cover the person chose instead."""

import os
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.system.private_files import open_private


class CoverSource(Enum):
    """The source of a book's cover."""

    CHOSEN = auto()
    """The person chose it."""
    CALIBRE = auto()
    """It is beside the book's files in a Calibre library."""
    FILE = auto()
    NONE = auto()
    """There is none; one is generated from the title."""


@dataclass(frozen=True, slots=True)
class ChosenCover:
    """A cover that replaces the one in the file, as two JPEGs."""

    thumbnail: bytes
    large: bytes
    """For the screen of a device."""


class CoverStore:
    """A folder of pictures beside the database."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def path(self, book_id: BookId) -> Path | None:
        """The path of a book's thumbnail, or None."""
        return next((path for path in self._files(book_id).values() if path.exists()), None)

    def source(self, book_id: BookId, *, chosen: bool = True) -> CoverSource:
        """The source of the cover; with `chosen` false, ignoring the person's choice."""
        files = self._files(book_id)
        if not chosen:
            del files[CoverSource.CHOSEN]
        return next((source for source, path in files.items() if path.exists()), CoverSource.NONE)

    def put(self, book_id: BookId, thumbnail: bytes, *, replace: bool) -> None:
        """Store a file's thumbnail, replacing an earlier one only with `replace`.

        A chosen cover and one from Calibre take precedence.
        """
        path = self._path(book_id)
        if replace or not path.exists():
            _write(path, thumbnail)

    def put_calibres(self, book_id: BookId, thumbnail: bytes | None) -> None:
        """Show Calibre's cover instead of the file's; None shows the file's again."""
        path = self._calibres(book_id)
        if thumbnail is None:
            path.unlink(missing_ok=True)
        else:
            _write(path, thumbnail)

    def unchosen(self, book_id: BookId) -> Path | None:
        """The thumbnail shown if the person chooses none."""
        files = (self._calibres(book_id), self._path(book_id))
        return next((path for path in files if path.exists()), None)

    def chosen(self, book_id: BookId) -> ChosenCover | None:
        """The chosen cover; None if the file's own is shown."""
        try:
            return ChosenCover(self._chosen(book_id).read_bytes(), self._large(book_id).read_bytes())
        except FileNotFoundError:
            return None

    def choose(self, book_id: BookId, cover: ChosenCover | None) -> None:
        """Show a chosen cover instead of the file's; None shows the file's again."""
        if cover is None:
            self._chosen(book_id).unlink(missing_ok=True)
            self._large(book_id).unlink(missing_ok=True)
            return
        _write(self._large(book_id), cover.large)
        _write(self._chosen(book_id), cover.thumbnail)

    def large(self, book_id: BookId) -> Path | None:
        """The chosen cover for the screen of a device; None if the file's own is shown."""
        path = self._large(book_id)
        return path if self._chosen(book_id).exists() and path.exists() else None

    def _files(self, book_id: BookId) -> dict[CoverSource, Path]:
        """The possible files of a cover; the first that exists is shown."""
        return {
            CoverSource.CHOSEN: self._chosen(book_id),
            CoverSource.CALIBRE: self._calibres(book_id),
            CoverSource.FILE: self._path(book_id),
        }

    def _calibres(self, book_id: BookId) -> Path:
        return self._folder / f"{book_id}.calibre.jpg"

    def _path(self, book_id: BookId) -> Path:
        return self._folder / f"{book_id}.jpg"

    def _chosen(self, book_id: BookId) -> Path:
        return self._folder / f"{book_id}.chosen.jpg"

    def _large(self, book_id: BookId) -> Path:
        return self._folder / f"{book_id}.chosen-large.jpg"


def _write(path: Path, picture: bytes) -> None:
    new = path.with_suffix(".new")
    with open(new, "wb", opener=open_private) as file:
        file.write(picture)
    os.replace(new, path)  # noqa: PTH105 - one atomic step
