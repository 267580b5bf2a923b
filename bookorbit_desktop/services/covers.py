"""Thumbnails of covers, one small JPEG file for each book."""

import os
from pathlib import Path


class CoverStore:
    """A folder of thumbnails beside the database."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def path(self, book_id: int) -> Path | None:
        """Where the thumbnail of a book lies, or None when it has none."""
        path = self._path(book_id)
        return path if path.exists() else None

    def put(self, book_id: int, thumbnail: bytes, *, replace: bool) -> None:
        """Keep a thumbnail; an earlier one only makes way when `replace` says so."""
        path = self._path(book_id)
        if not replace and path.exists():
            return
        new = path.with_suffix(".new")
        new.write_bytes(thumbnail)
        os.replace(new, path)  # noqa: PTH105 - one atomic step

    def _path(self, book_id: int) -> Path:
        return self._folder / f"{book_id}.jpg"
