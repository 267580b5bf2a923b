"""Reads the body of a push (kosync.md sections 1 and 4)."""

import json
import math
from contextlib import suppress
from typing import Any

from bookorbit_desktop.domain.koreader.progress import (
    DocumentIdentifier,
    DocumentMetadata,
    Identifiers,
    Push,
    UnusableIdentifiers,
    check_identifiers,
)
from bookorbit_desktop.server.replies import (
    INVALID_REQUEST,
    NO_DOCUMENT,
    NOT_AN_OBJECT,
    UNPARSABLE,
    KosyncError,
)

MOST_WITH_METADATA = 64 * 1024
"""Bytes of a body; KOReader sends every author of an anthology."""
MAX_DOCUMENT = 512
MAX_PROGRESS = 16_384
MAX_NAME = 512
_LARGEST_INTEGER = 2**63 - 1
_raw_decode = json.JSONDecoder().raw_decode


def parse_push(body: bytes, address: str = "") -> Push:
    """The push in `body` from `address`; unknown fields are ignored.

    If the document's metadata makes a body too long, the position is kept and the metadata dropped. Raises
    KosyncError with the status and code of the reference server.
    """
    fields = json_object(body)
    says_much = len(body) > MOST_WITH_METADATA
    document = fields.get("document")
    if not isinstance(document, str) or not document or ":" in document:
        raise KosyncError(403, NO_DOCUMENT, "Field 'document' not provided.")
    return Push(
        document=_text("document", document, MAX_DOCUMENT),
        progress=_progress(fields.get("progress")),
        percentage=_percentage(fields.get("percentage")),
        device=_text("device", fields.get("device"), MAX_NAME),
        device_id=_optional_text("device_id", fields.get("device_id"), MAX_NAME),
        metadata=None if says_much else _metadata(fields.get("metadata")),
        identifiers=_identifiers(fields.get("identifiers"), document),
        address=address,
    )


def parse_ids(text: str, document: str) -> Identifiers:
    """The identifiers of `ids=type:value,…` on a pull. Raises KosyncError, as the proposal says (SPEC section 5.8)."""
    pairs = [entry.split(":") for entry in text.split(",")]
    if any(len(pair) != 2 for pair in pairs):
        raise _invalid("ids")
    try:
        return check_identifiers([DocumentIdentifier(kind, value) for kind, value in pairs], document)
    except UnusableIdentifiers:
        raise _invalid("ids") from None


def json_object(body: bytes) -> dict[str, Any]:
    try:
        parsed = _from_json(body)
    except (ValueError, RecursionError):
        raise KosyncError(400, UNPARSABLE, "Could not parse JSON in body.") from None
    if not isinstance(parsed, dict):
        raise KosyncError(400, NOT_AN_OBJECT, "Body should be a JSON hash.")
    return parsed


def _from_json(body: bytes) -> object:
    """Decodes ASCII itself, which is what readers send: leaving that to `json.loads` takes three times as
    long."""
    if body.startswith(b"{") and body.isascii():
        with suppress(json.JSONDecodeError):  # it can still be UTF-16
            text = body.decode("ascii")
            parsed, end = _raw_decode(text)
            if end == len(text):
                return parsed
    return json.loads(body)


def _text(name: str, value: object, limit: int) -> str:
    if not isinstance(value, str) or len(value) > limit or not _is_storable(value):
        raise _invalid(name)
    return value


def _optional_text(name: str, value: object, limit: int) -> str | None:
    return None if value is None else _text(name, value, limit)


def _progress(value: object) -> str:
    """The progress as text, as KOReader sends it; some clients send a page as a number."""
    if isinstance(value, int | float) and _is_number(value):
        value = str(value)
    return _text("progress", value, MAX_PROGRESS)


def _percentage(value: object) -> float:
    if not isinstance(value, int | float) or not _is_number(value):
        raise _invalid("percentage")
    return value


def _is_number(value: float) -> bool:
    if isinstance(value, bool):
        return False
    return math.isfinite(value) if isinstance(value, float) else abs(value) <= _LARGEST_INTEGER


def _is_storable(text: str) -> bool:
    """Whether SQLite accepts the text: no NUL and no lone surrogates."""
    if text.isascii():
        return "\0" not in text
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def _metadata(value: object) -> DocumentMetadata | None:
    """The reader's metadata of the document; invalid metadata is no reason to refuse a push."""
    if not isinstance(value, dict):
        return None
    said = {name: _said(value.get(name)) for name in ("title", "authors", "filename")}
    return DocumentMetadata(**said) if any(said.values()) else None


def _identifiers(value: object, document: str) -> Identifiers:
    """Return other names of the document; an unusable list is no reason to refuse a push."""
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        return ()
    names = [(entry.get("type"), entry.get("value"), entry.get("weak") is True) for entry in value]
    if not all(isinstance(kind, str) and isinstance(name, str) for kind, name, _ in names):
        return ()
    try:
        return check_identifiers([DocumentIdentifier(*name) for name in names], document)
    except UnusableIdentifiers:
        return ()


def _said(value: object) -> str:
    return value[:MAX_NAME] if isinstance(value, str) and _is_storable(value) else ""


def _invalid(name: str) -> KosyncError:
    return KosyncError(403, INVALID_REQUEST, f"Invalid request: field '{name}' is missing or cannot be used.")
