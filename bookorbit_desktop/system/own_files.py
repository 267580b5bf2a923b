"""Where the files that come with the program are, in a checkout and in an installed wheel."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def resource_folder() -> Path:
    """The `resources` folder: inside the installed package, or beside it in a checkout."""
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def koreader_plugin(name: str) -> Path:
    """The folder of a plugin for KOReader."""
    return resource_folder() / "koreader" / name
