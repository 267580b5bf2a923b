"""Decodes all replies of Hardcover (hardcover-api.md section 3; the texts are screens.md section 12)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bookorbit_desktop.domain.base.errors import (
    HardcoverError,
    MissingScope,
    RateLimited,
    RequestRefused,
    TokenRejected,
)
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.hardcover.failures import (
    HiddenField,
    OperationFailed,
    ServerProblem,
    TimedOut,
    TooDeep,
    TooManyFields,
)
from bookorbit_desktop.hardcover.pace import LONGEST_WAIT, SLOW_DOWN
from bookorbit_desktop.hardcover.tokens import scrub
from bookorbit_desktop.hardcover.transport import Reply

TOKEN_REJECTED = Message("Hardcover rejected your token. It may have expired or been revoked. Get a new one.")
REDIRECTED = Message(
    "Hardcover's address redirects to another one, which BookOrbit doesn't follow. Check "
    "BOOKORBIT_HARDCOVER_URL."
)

DEFAULT_RETRY_AFTER = 60.0
"""Seconds to wait after a 429 without a time: one whole window."""

_TOKEN_WORDS = ("invalid_token", "invalid-jwt", "unable to verify token", "malformed authorization header")
_FIELD_LIMIT_WORDS = (
    "top_level_limit_exceeded",
    "top_level_query_limit_exceeded",
    "request_exceeds_capacity",
)
_SCOPE_WORDS = ("insufficient_scope", "missing scope")


@dataclass(frozen=True, slots=True)
class Problem:
    """One entry of a reply's `errors`."""

    message: str
    code: str = ""
    alias: str = ""
    """The top-level field it concerns; empty when it concerns the whole operation."""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply that is usable at least in part."""

    data: dict[str, Any]
    problems: tuple[Problem, ...] = ()
    """Each names the alias that failed; the others succeeded."""


def decode(reply: Reply, *, write: bool, token: str | None = None) -> Answer:
    """Decode a reply.

    Raises TokenRejected, MissingScope, RateLimited, HardcoverBusy or RequestRefused unless it has data for at
    least one top-level field. `write`: whether the request could have changed something.
    """
    payload = _json_object(reply.body)
    problems = tuple(_problems(payload, token))
    if reply.status == 200:
        return _decode_ok(payload, problems, write=write)
    raise _http_error(reply, problems, write=write)


def _decode_ok(payload: dict[str, Any] | None, problems: tuple[Problem, ...], *, write: bool) -> Answer:
    if payload is None or not ("data" in payload or problems):
        raise ServerProblem(200, may_have_landed=write)
    data = payload.get("data")
    for problem in problems:
        error = error_for(problem, write=write)
        if type(error) is not RequestRefused:
            raise error
        if not (problem.alias and isinstance(data, dict)):
            raise OperationFailed(error.message, problem.message)
    if not isinstance(data, dict):
        raise ServerProblem(200, may_have_landed=write)
    return Answer(data, problems)


def _http_error(reply: Reply, problems: tuple[Problem, ...], *, write: bool) -> HardcoverError:
    status = reply.status
    problem = problems[0] if problems else Problem(f"HTTP {status}")
    if status == 401:
        return TokenRejected(TOKEN_REJECTED)
    if status == 408:
        return TimedOut(may_have_landed=write)
    if status == 429:
        return RateLimited(SLOW_DOWN, _retry_after(reply, problem))
    if status >= 500:
        # 503 means that the request was not taken up: safe to repeat (hardcover-api.md section 3).
        return ServerProblem(status, may_have_landed=write and status != 503)
    if 300 <= status < 400:
        return RequestRefused(REDIRECTED)
    return error_for(problem, write=write)


def refused(detail: str) -> Message:
    """Message for a request that Hardcover refuses as such; `detail` is Hardcover's text."""
    return Message("Hardcover refused the request ({0}). Please report this as a BookOrbit bug.", detail)


def missing_scope(scope: str) -> Message:
    """Message for a token that lacks a permission."""
    return Message(
        "Your token is missing a permission: {0}. Create a new token with it ticked.", scope or "unknown"
    )


def not_allowed(scope: str) -> Message:
    """Message for a sign-in that lacks a permission."""
    return Message("Your Hardcover sign-in doesn't allow {0}. Sign in again and allow it.", scope or "this")


def error_for(problem: Problem, *, write: bool) -> HardcoverError:
    """The error for a problem, by its code and then by its text."""
    text = f"{problem.code} {problem.message}".lower()
    if any(word in text for word in _TOKEN_WORDS):
        return TokenRejected(TOKEN_REJECTED)
    if problem.scope or any(word in text for word in _SCOPE_WORDS):
        scope = problem.scope or _scope_in(problem.message)
        return MissingScope(missing_scope(scope), scope)
    if "request timeout" in text:
        return TimedOut(may_have_landed=write)
    message = refused(problem.message)
    if any(word in text for word in _FIELD_LIMIT_WORDS):
        return TooManyFields(message)
    if "depth" in text:
        return TooDeep(message)
    if field := _field_in(problem.message):
        return HiddenField(message, field)
    return RequestRefused(message)


def _problems(payload: dict[str, Any] | None, token: str | None) -> Iterator[Problem]:
    """Every error in a body: `error` with its description, and `errors`, which are strings or objects."""
    if payload is None:
        return
    if payload.get("error"):
        name = str(payload["error"])
        detail = str(payload.get("error_description") or payload.get("message") or "")
        message = f"{name}: {detail}" if detail else name
        yield Problem(scrub(message, token), code=name, scope=scrub(_text(payload.get("scope")), token))
    errors = payload.get("errors")
    for item in errors if isinstance(errors, list) else [errors] if errors else []:
        yield from _problems_in(item, token)


def _problems_in(item: Any, token: str | None) -> Iterator[Problem]:
    if not isinstance(item, dict):
        yield Problem(scrub(str(item), token))
        return
    message = _text(item.get("message")) or Message("no message")
    # A refusal has been seen packed into the message as JSON text (hardcover-api.md section 3).
    packed = list(_problems(_json_object(message.encode()), token))
    if packed:
        yield from packed
        return
    extensions = item.get("extensions")
    extensions = extensions if isinstance(extensions, dict) else {}
    path = item.get("path")
    alias = _text(path[0]) if isinstance(path, list) and path else ""
    yield Problem(
        scrub(message, token),
        _text(extensions.get("code")),
        alias,
        scope=scrub(_text(extensions.get("scope")), token),
    )


def _json_object(body: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _retry_after(reply: Reply, problem: Problem) -> float:
    """Seconds, a day at most: the header, otherwise the number in "Try again in N seconds"."""
    for text in (reply.headers.get("retry-after", ""), problem.message):
        if found := re.search(r"^\s*(\d+(?:\.\d+)?)\s*$|in (\d+(?:\.\d+)?) second", text):
            return min(float(found[1] or found[2]), LONGEST_WAIT)
    return DEFAULT_RETRY_AFTER


def _scope_in(message: str) -> str:
    found = re.search(r"missing scopes?\W+([\w:, -]*\w)", message, flags=re.IGNORECASE)
    return found[1].strip() if found else ""


def _field_in(message: str) -> str:
    """The field of "field 'x' not found in type: 'y'" (Hasura) or "Cannot query field 'x'" (graphql-core)."""
    found = re.search(r"field ['\"](\w+)['\"] not found in type|Cannot query field ['\"](\w+)['\"]", message)
    return (found[1] or found[2]) if found else ""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
