"""The frozen program: a folder with everything in it that it needs, made by PyInstaller."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

NAME = "bookorbit-desktop"
SPEC = "packaging/freeze/bookorbit-desktop.spec"
OUT_OF_GIT = 315532800
"""The first second that a zip archive can name, for a source tree that tells of no commit."""


def version(checkout: Path) -> str:
    """The program's version, which stands in one place alone."""
    text = (checkout / "bookorbit_desktop" / "__init__.py").read_text("utf-8")
    return text.split('__version__ = "')[1].partition('"')[0]


def frozen_folder(checkout: Path) -> Path:
    return checkout / "dist" / NAME


def freeze_command(python: Path, checkout: Path) -> tuple[list[str], dict[str, str]]:
    """The command that freezes the program with the Python of an environment, and variables for it.

    With them the same commit gives the same bytes (PyInstaller's manual, "Creating a Reproducible Build").
    """
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN"]
    command += [f"--distpath={checkout / 'dist'}", f"--workpath={checkout / 'build'}", str(checkout / SPEC)]
    return command, {"PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": str(source_date(checkout))}


def source_date(checkout: Path) -> int:
    """When the source was committed, in seconds since 1970: the date of all that is made from it."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    asked = ["git", "-C", str(checkout), "log", "-1", "--format=%ct"]
    try:
        return int(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
    except (OSError, subprocess.CalledProcessError, ValueError):
        return OUT_OF_GIT


def strip_modules(folder: Path) -> None:
    """Takes what is for debuggers alone out of Python's library and modules; those of Qt and NumPy come without it,
    and NumPy's own libraries do not survive it."""
    if sys.platform != "linux":
        return
    modules = [path for path in folder.rglob("*.so*") if not path.is_symlink() and is_of_python(path.name)]
    subprocess.run(["strip", "--strip-debug", *map(str, modules)], check=True)


def is_of_python(name: str) -> bool:
    return ".cpython-" in name or name.startswith("libpython")
