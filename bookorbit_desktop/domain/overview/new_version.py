"""The program's versions, as its web site tells of them."""

import json
import re
from typing import Final

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import Message

FILE_NAME: Final = "latest.json"
"""Lies beside the site's first page: {"version": "1.2.0"}."""
LARGEST: Final = 4096
"""Bytes of it."""
_VERSION: Final = re.compile(r"(\d{1,4})\.(\d{1,4})\.(\d{1,4})", re.ASCII)


def version_in(content: bytes) -> str:
    """The version that the site's file names. Raises InvalidInput if it names none."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        told = None
    version = told.get("version") if isinstance(told, dict) else None
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        raise InvalidInput(Message("The web site doesn't name a version. Try again later."))
    return version


def is_newer(version: str, than: str) -> bool:
    """Whether one version comes after another; False if either is none."""
    there, here = _VERSION.fullmatch(version), _VERSION.fullmatch(than)
    return bool(there and here) and _numbers(there) > _numbers(here)


def _numbers(version: re.Match[str] | None) -> tuple[int, ...]:
    return tuple(map(int, version.groups())) if version else ()
