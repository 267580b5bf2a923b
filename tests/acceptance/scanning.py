"""Short words for tests of the library: making folders of books, scanning them, reading the numbers."""

import hashlib
from pathlib import Path
from typing import Any

from tests.acceptance.program import Program
from tests.books import write_epub


def add_books(folder: Path, *titles: str) -> Path:
    """A folder with an EPUB for each title."""
    folder.mkdir(parents=True, exist_ok=True)
    for title in titles:
        write_epub(folder / f"{title}.epub", title, cover=False)
    return folder


def scan(program: Program, *paths: Path | bytes) -> dict[str, Any]:
    """Scan with exit code 0, and return what `--json` says."""
    document: dict[str, Any] = program.json("scan", *paths, "--json")
    return document


def counts(summary: dict[str, Any]) -> dict[str, int]:
    """The numbers of a scan that are not zero."""
    names = ("added", "changed", "moved", "missing", "unchanged", "problems")
    return {name: summary[name] for name in names if summary[name]}


def partial_md5(data: bytes) -> str:
    """KOReader's binary digest of a file's bytes, as kosync.md section 6 describes it."""
    digest = hashlib.md5()
    for offset in (0, *(1024 << 2 * step for step in range(11))):
        if offset >= len(data):
            break
        digest.update(data[offset : offset + 1024])
    return digest.hexdigest()
