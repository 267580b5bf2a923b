"""A folder of hostile files, names and links, and the reason that each file gets."""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.books import epub_bytes
from tests.corpus.hostile_archives import archives
from tests.corpus.hostile_files import files

LARGE: Final = 1 << 40
"""Bytes that a sparse file says it has."""
NAMES: Final = (
    b"Caf\xe9 \xff latin.epub",
    b"new\nline.epub",
    b"bell\x07 and \x1b[31mred.epub",
    "left \u202egnp.epub".encode(),
    b"-rf --help.epub",
    b"quote ' \" ` $(reboot).epub",
    "\U0001f4da emoji.epub".encode(),
    b" spaces  .epub",
    b"percent %s %n {0}.epub",
    b"x" * 250 + b".epub",
    ("\u754c" * 83).encode() + b".epub",
)
"""Names that are awkward; the last two are 255 and 254 bytes long."""


def write_hostile(folder: Path) -> dict[str, str | None]:
    """Fill a folder; return for each file a part of its reason (None: no reason; "": one or none)."""
    folder.mkdir(parents=True, exist_ok=True)
    reasons: dict[str, str | None] = {}
    for name, data, reason in (*archives(), *files()):
        assert name not in reasons, name
        (folder / name).write_bytes(data)
        reasons[name] = reason
    for index, awkward in enumerate(NAMES):
        Path(os.fsdecode(bytes(folder) + b"/" + awkward)).write_bytes(
            epub_bytes(f"Named {index}", cover=False)
        )
    _write_sparse(folder)
    _write_no_files(folder)
    return reasons


def _write_sparse(folder: Path) -> None:
    for name in (
        "sparse one.txt",
        "sparse two.txt",
        "sparse.epub",
        "sparse.pdf",
        "sparse.mobi",
        "sparse.fb2",
    ):
        with (folder / name).open("wb") as file:
            file.truncate(LARGE)


def _write_no_files(folder: Path) -> None:
    """What has the name of a book and is none: a scan passes it over and is not held up by it."""
    os.mkfifo(folder / "pipe.epub")
    with socket.socket(socket.AF_UNIX) as listener:
        _in_folder(folder, lambda: listener.bind("socket.epub"))
    for name, target in (
        ("zero.epub", "/dev/zero"),
        ("random.pdf", "/dev/urandom"),
        ("to pipe.epub", "pipe.epub"),
        ("round.epub", "and round.epub"),
        ("and round.epub", "round.epub"),
        ("itself.epub", "itself.epub"),
        ("gone.epub", "nowhere.epub"),
    ):
        (folder / name).symlink_to(target)
    (folder / "folder.epub").mkdir()
    (folder / "loop").symlink_to(folder)
    deep = folder / "deep"
    for _ in range(60):
        deep = deep / "deeper"
    deep.mkdir(parents=True)
    (deep / "back").symlink_to(folder)


def _in_folder(folder: Path, work: Callable[[], None]) -> None:
    """Names of sockets are short, so it is made from within the folder."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        work()
    finally:
        os.chdir(before)
