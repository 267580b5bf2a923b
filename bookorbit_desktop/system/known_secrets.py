"""The secrets that this run of the program has met, so that no text for others holds them.

What a token looks like is known (`hardcover.tokens`); a passphrase looks like any words, and must be known itself.
"""

import hashlib
import threading
from typing import Final

HIDDEN: Final = "[hidden]"
SHORTEST: Final = 6
"""Letters; what is shorter would take ordinary words out of every text."""

_lock = threading.Lock()
_known: tuple[str, ...] = ()
"""The longest first: one may be part of another."""


def remember_secret(value: str) -> None:
    """Hide a secret from now on, and the key that KOReader makes of it (kosync.md section 2)."""
    global _known
    if len(value) < SHORTEST:
        return
    key = hashlib.md5(value.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
    with _lock:
        _known = tuple(sorted({*_known, value, key}, key=len, reverse=True))


def hide_known(text: str) -> str:
    """The text without any of them."""
    for secret in _known:
        text = text.replace(secret, HIDDEN)
    return text
