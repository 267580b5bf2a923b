"""The end of a page of a list, encoded for use in an address."""

import base64
import json
from collections.abc import Sequence

from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.messages import Message

Cursor = tuple[str | int | float, ...]
"""The keys of the last row of a page; empty before the first."""
LONGEST = 2000
"""Characters of a cursor; servers and readers reject addresses of some thousand characters."""
_LARGEST_INTEGER = 2**63 - 1


def encoded(keys: Sequence[str | int | float]) -> str:
    """The cursor for the keys of a row; "" if it would be too long."""
    word = base64.urlsafe_b64encode(json.dumps(list(keys), ensure_ascii=False).encode()).decode().rstrip("=")
    return word if len(word) <= LONGEST else ""


def decoded(word: str, length: int) -> Cursor:
    """The keys in a cursor. Raises NotFound unless it encodes `length` keys."""
    if not word:
        return ()
    try:
        keys = json.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
    except (ValueError, RecursionError):
        keys = None
    if not isinstance(keys, list) or len(keys) != length or not all(map(_is_key, keys)):
        raise NotFound(Message("Page not found. Start at the first page."))
    return tuple(keys)


def _is_key(key: object) -> bool:
    """Whether the database accepts the value as a key."""
    if isinstance(key, str):
        return key == key.encode("utf-8", "replace").decode("utf-8")
    return type(key) is float or (type(key) is int and abs(key) <= _LARGEST_INTEGER)
