"""Covers of books: a small JPEG file for each, and what the person chose in its place."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ChosenCover:
    """A cover that goes before the one in the file, as two JPEGs."""

    thumbnail: bytes
    large: bytes
    """For the screen of a device."""


class CoverStore:
    """A folder of pictures beside the database."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def path(self, book_id: int) -> Path | None:
        """Where the thumbnail of a book lies, or None when it has none."""
        return next((path for path in (self._chosen(book_id), self._path(book_id)) if path.exists()), None)

    def put(self, book_id: int, thumbnail: bytes, *, replace: bool) -> None:
        """Keep the thumbnail that a file has; an earlier one only makes way when `replace` says so.

        A cover that was chosen goes on before it.
        """
        path = self._path(book_id)
        if replace or not path.exists():
            _write(path, thumbnail)

    def in_file(self, book_id: int) -> Path | None:
        """The thumbnail that the file has, whatever was chosen."""
        path = self._path(book_id)
        return path if path.exists() else None

    def chosen(self, book_id: int) -> ChosenCover | None:
        """The cover that was chosen; None while the file's own is shown."""
        try:
            return ChosenCover(self._chosen(book_id).read_bytes(), self._large(book_id).read_bytes())
        except FileNotFoundError:
            return None

    def choose(self, book_id: int, cover: ChosenCover | None) -> None:
        """Show a cover in place of the one in the file; None shows that one again."""
        if cover is None:
            self._chosen(book_id).unlink(missing_ok=True)
            self._large(book_id).unlink(missing_ok=True)
            return
        _write(self._large(book_id), cover.large)
        _write(self._chosen(book_id), cover.thumbnail)

    def large(self, book_id: int) -> Path | None:
        """The chosen cover for the screen of a device; None while the file's own is shown."""
        path = self._large(book_id)
        return path if self._chosen(book_id).exists() and path.exists() else None

    def _path(self, book_id: int) -> Path:
        return self._folder / f"{book_id}.jpg"

    def _chosen(self, book_id: int) -> Path:
        return self._folder / f"{book_id}.chosen.jpg"

    def _large(self, book_id: int) -> Path:
        return self._folder / f"{book_id}.chosen-large.jpg"


def _write(path: Path, picture: bytes) -> None:
    new = path.with_suffix(".new")
    new.write_bytes(picture)
    os.replace(new, path)  # noqa: PTH105 - one atomic step
