"""Decodes replies of other kosync servers, including known deviations (kosync.md section 5)."""

import json
import math
from datetime import UTC, datetime

from bookorbit_desktop.domain.base.errors import RelayMalformed
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.relay.relay import UpstreamPosition

MAX_PROGRESS = 16_384
MAX_NAME = 512
"""Characters, as for pushes of readers."""
_FIRST_MILLISECONDS = 10**11
"""A number of seconds this large lies in the year 5138: it is milliseconds."""
_LAST_SECOND = 253_402_300_799
"""The last second of the year 9999."""


def decode_position(body: bytes, host: str) -> UpstreamPosition | None:
    """Decode a reply with status 200; None for `{}` and other replies without a percentage (0..1).

    Raises RelayMalformed.
    """
    answer = decode_object(body, host)
    said = answer.get("percentage")
    if said is None:
        return None
    percentage, progress = _fraction(said), _text(_page_as_text(answer.get("progress")), MAX_PROGRESS)
    if percentage is None or progress is None:
        raise RelayMalformed(Message("{0} sent an unusable position. Ask whoever runs it.", host))
    return UpstreamPosition(
        progress=progress,
        percentage=percentage,
        device=_text(answer.get("device"), MAX_NAME) or host,
        device_id=_text(answer.get("device_id"), MAX_NAME),
        timestamp=decode_timestamp(answer.get("timestamp")),
    )


def decode_object(body: bytes, host: str) -> dict[str, object]:
    """A reply that is a JSON object. Raises RelayMalformed."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        raise RelayMalformed(Message("{0} is not a KOReader sync server. Check the address.", host))
    return answer


def decode_timestamp(value: object) -> int | None:
    """Seconds since 1970 from seconds, milliseconds, either as text, or ISO 8601; None for anything else."""
    if isinstance(value, str):
        value = _from_text(value.strip())
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    seconds = value / 1000 if value >= _FIRST_MILLISECONDS else value
    return int(seconds) if 0 < seconds <= _LAST_SECOND else None


def _from_text(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def _fraction(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if 0 <= value <= 1 else None


def _page_as_text(value: object) -> object:
    return str(value) if type(value) is int and 0 <= value < _FIRST_MILLISECONDS else value


def _text(value: object, limit: int) -> str | None:
    """Return a valid text, otherwise None: SQLite accepts neither NUL nor lone surrogates."""
    if not isinstance(value, str) or not 0 < len(value) <= limit or "\0" in value:
        return None
    return None if any("\ud800" <= character <= "\udfff" for character in value) else value
