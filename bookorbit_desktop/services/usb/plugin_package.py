"""The plugin for KOReader as it comes with the program, to be downloaded."""

import io
import os
import zipfile
from functools import cache
from pathlib import Path
from typing import Final

from bookorbit_desktop.domain.usb.plugin import PLUGIN_NAME
from bookorbit_desktop.services.usb.setup_drafts import plugin_version
from bookorbit_desktop.system.own_program import koreader_plugin

_MADE: Final = (1980, 1, 1, 0, 0, 0)
"""The day of every file in the archive: the same plugin is the same archive."""


def version() -> str:
    """The version of the plugin. Blocks."""
    return _version(koreader_plugin(PLUGIN_NAME))


def archive() -> bytes:
    """A zip with the plugin's folder. Blocks. Raises OSError."""
    return _archive(koreader_plugin(PLUGIN_NAME))


@cache
def _version(folder: Path) -> str:
    return plugin_version(os.fsencode(folder))


@cache
def _archive(folder: Path) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            about = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), _MADE)
            packed.writestr(about, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return content.getvalue()
