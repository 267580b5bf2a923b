"""Every shape of hardcover-api.md section 3, and anything else that a server may say."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.base.errors import (
    HardcoverBusy,
    HardcoverError,
    MissingScope,
    RateLimited,
    RequestRefused,
    TokenRejected,
)
from bookorbit_desktop.hardcover.decode import Answer, decode
from bookorbit_desktop.hardcover.failures import (
    HiddenField,
    OperationFailed,
    ServerProblem,
    TimedOut,
    TooDeep,
    TooManyFields,
)


@dataclass(frozen=True)
class Reply:
    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


def decoded(status: int, body: Any, *, write: bool = False, **headers: str) -> Answer:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return decode(Reply(status, raw, names), write=write)


def failure(status: int, body: Any, *, write: bool = False, **headers: str) -> HardcoverError:
    with pytest.raises(HardcoverError) as caught:
        decoded(status, body, write=write, **headers)
    return caught.value


TOP_LEVEL = ["top_level_limit_exceeded", "top_level_query_limit_exceeded"]


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, {"error": "invalid_request", "error_description": "No Authorization header"}, RequestRefused),
        (400, {"error": "Malformed request body"}, RequestRefused),
        (400, {"error": "invalid_query", "error_description": "Syntax Error"}, RequestRefused),
        (401, {"error": "invalid_token", "error_description": "expired"}, TokenRejected),
        (401, {"error": "Unable to verify token"}, TokenRejected),
        (401, {"errors": [{"message": "x", "extensions": {"code": "invalid-jwt"}}]}, TokenRejected),
        (200, {"errors": [{"message": "x", "extensions": {"code": "invalid-jwt"}}]}, TokenRejected),
        (403, {"error": "insufficient_scope", "scope": "write:library"}, MissingScope),
        (403, {"error": "unsupported_operation"}, RequestRefused),
        (403, {"errors": TOP_LEVEL}, TooManyFields),
        (403, {"errors": [{"message": name} for name in TOP_LEVEL]}, TooManyFields),
        (403, {"data": None, "errors": [{"message": json.dumps({"errors": TOP_LEVEL})}]}, TooManyFields),
        (200, {"data": None, "errors": [{"message": json.dumps({"errors": TOP_LEVEL})}]}, TooManyFields),
        (403, {"error": "request_exceeds_capacity"}, TooManyFields),
        (403, b"<html>forbidden</html>", RequestRefused),
        (404, b"not found", RequestRefused),
        (307, b"", RequestRefused),
        (408, {"error": "Request timeout"}, TimedOut),
        (200, {"errors": [{"message": "Request timeout"}]}, TimedOut),
        (429, {"error": "Throttled"}, RateLimited),
        (500, {"error": "An unknown error occurred"}, HardcoverBusy),
        (500, b"<!DOCTYPE html><html></html>", HardcoverBusy),
        (502, b"<html>Bad gateway</html>", HardcoverBusy),
        (503, {"error": "Service temporarily unavailable"}, HardcoverBusy),
        (200, b'{"data": {"me": [', HardcoverBusy),
        (200, b"<html>Welcome to the hotel</html>", HardcoverBusy),
        (200, b"[]", HardcoverBusy),
        (200, {"data": None}, HardcoverBusy),
        (200, {}, HardcoverBusy),
        (200, {"errors": [{"message": "boom", "extensions": {"code": "parse-failed"}}]}, OperationFailed),
        (200, {"errors": ["just a string"]}, OperationFailed),
        (200, {"errors": [{"message": "Missing scopes: write:library"}]}, MissingScope),
        (200, {"errors": [{"message": "query exceeds the maximum depth of 3"}]}, TooDeep),
    ],
)
def test_every_error_shape_has_its_kind(status: int, body: Any, kind: type[HardcoverError]) -> None:
    assert isinstance(failure(status, body), kind)


@pytest.mark.parametrize(
    "message", ["field 'pro' not found in type: 'users'", "Cannot query field 'pro' on type"]
)
def test_a_hidden_field_is_named(message: str) -> None:
    error = failure(200, {"errors": [{"message": message, "extensions": {"code": "validation-failed"}}]})
    assert isinstance(error, HiddenField)
    assert error.field == "pro"


@pytest.mark.parametrize(
    "body",
    [
        {
            "error": "insufficient_scope",
            "error_description": "Missing scopes: write:library",
            "scope": "write:library",
        },
        {"error": "insufficient_scope", "error_description": "Missing scopes: write:library"},
    ],
)
def test_a_missing_scope_is_named_and_is_no_expired_token(body: dict[str, str]) -> None:
    error = failure(403, body)
    assert isinstance(error, MissingScope)
    assert error.scope == "write:library"
    assert str(error) == (
        "Your token is missing a permission: write:library. Create a new token with it ticked."
    )


@pytest.mark.parametrize(
    ("headers", "body", "seconds"),
    [
        ({"retry_after": "24"}, {"error": "Too Many Requests"}, 24),
        ({"retry_after": "2.5"}, {"error": "Too Many Requests"}, 2.5),
        ({"retry_after": "9" * 400}, {"error": "Too Many Requests"}, 86_400),
        ({}, {"error": "Too Many Requests", "message": "Try again in 9999999999 seconds."}, 86_400),
        ({}, {"error": "Too Many Requests", "message": "Try again in 17 seconds."}, 17),
        ({"retry_after": "Wed, 21 Oct 2026 07:28:00 GMT"}, {"error": "Throttled"}, 60),
        ({}, b"", 60),
    ],
)
def test_a_429_says_how_long(headers: dict[str, Any], body: Any, seconds: float) -> None:
    error = failure(429, body, **headers)
    assert isinstance(error, RateLimited)
    assert error.retry_after == seconds


@pytest.mark.parametrize(
    ("status", "body", "write", "landed"),
    [
        (408, {"error": "Request timeout"}, True, True),
        (408, {"error": "Request timeout"}, False, False),
        (500, b"", True, True),
        (500, b"", False, False),
        (503, b"", True, False),
        (200, b"{", True, True),
    ],
)
def test_a_failed_write_may_have_landed_by_status_and_body(
    status: int, body: Any, write: bool, landed: bool
) -> None:
    error = failure(status, body, write=write)
    assert isinstance(error, HardcoverBusy)
    assert error.may_have_landed is landed


def test_texts_are_those_of_the_specification() -> None:
    assert str(failure(401, {})) == (
        "Hardcover rejected your token. It may have expired or been revoked. Get a new one."
    )
    assert str(failure(503, {})) == "Hardcover had a problem (503). Will retry later."
    assert str(failure(429, {}, retry_after="9")) == "Hardcover asked us to slow down."


def test_a_failing_alias_does_not_hide_the_others() -> None:
    errors = [{"message": "bad edition", "path": ["m1"], "extensions": {"code": "parse-failed"}}]
    answer = decoded(200, {"data": {"m0": {"id": 1}, "m1": None}, "errors": errors}, write=True)
    assert answer.data == {"m0": {"id": 1}, "m1": None}
    assert [(problem.alias, problem.message) for problem in answer.problems] == [("m1", "bad edition")]


def test_a_scope_error_of_one_alias_concerns_the_token() -> None:
    errors = [{"message": "Missing scopes: write:library", "path": ["m0"]}]
    assert isinstance(failure(200, {"data": {"m0": None}, "errors": errors}), MissingScope)


def test_messages_never_carry_the_token() -> None:
    error = failure(400, {"error": "bad header Bearer hc_pat_secret1", "message": "eyJabc.def.ghi"})
    assert "hc_pat_secret1" not in str(error)
    assert "eyJabc" not in str(error)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["data", "error", "errors", "message", "extensions", "code", "path", "scope"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
statuses = st.sampled_from([200, 204, 301, 400, 401, 403, 404, 408, 418, 429, 500, 502, 503, 504])


@given(statuses, json_values | st.binary(max_size=60), st.booleans())
def test_any_reply_decodes_or_raises_our_errors(status: int, body: Any, write: bool) -> None:
    outcome = outcome_of(status, body, write=write)
    assert isinstance(outcome, HardcoverError) or (status == 200 and isinstance(outcome.data, dict))


def outcome_of(status: int, body: Any, *, write: bool) -> Answer | HardcoverError:
    try:
        return decoded(status, body, write=write)
    except HardcoverError as error:
        return error


def test_a_broken_connection_is_told_apart_from_a_status() -> None:
    assert "connection lost" in str(ServerProblem(0, may_have_landed=True))
