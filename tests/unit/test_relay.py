"""What the relay sends, takes and leaves, and what it reads out of other servers' answers."""

import json
import math
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.base.errors import InvalidInput, RelayMalformed
from bookorbit_desktop.domain.koreader.progress import Position
from bookorbit_desktop.domain.relay.relay import (
    LONGEST_RETRY,
    RelayAction,
    RelayedPosition,
    UpstreamPosition,
    checked_url,
    decide,
    is_same,
    retry_after,
    taken_at,
)
from bookorbit_desktop.relay.client import decode_position, decode_timestamp

NOW = 1_800_000_000
PROGRESS = st.sampled_from(["/body/DocFragment[1]", "/body/DocFragment[2]", "7", "8", "epubcfi(/6/4)"])
PERCENTAGE = st.floats(0, 1)
PLACES = st.builds(RelayedPosition, PROGRESS, PERCENTAGE)
LOCALS = st.builds(
    Position, st.just("d"), PROGRESS, PERCENTAGE, st.just("Kobo"), st.none(), st.integers(1, NOW)
)
THERE = st.builds(
    UpstreamPosition, PROGRESS, PERCENTAGE, st.just("Phone"), st.none(), st.none() | st.integers(1, NOW * 2)
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


def here(progress: str = "/a", percentage: float = 0.5, at: int = 100) -> Position:
    return Position("d", progress, percentage, "Kobo", "id", at)


def there(progress: str = "/b", percentage: float = 0.6, at: int | None = 200) -> UpstreamPosition:
    return UpstreamPosition(progress, percentage, "Phone", None, at)


def read(body: bytes) -> UpstreamPosition | RelayMalformed | None:
    """What an answer is: a place, none, or no kosync."""
    try:
        return decode_position(body, "host")
    except RelayMalformed as error:
        return error


@pytest.mark.parametrize(
    ("local", "upstream", "agreed", "action"),
    [
        (None, None, None, RelayAction.NOTHING),
        (here(), None, None, RelayAction.SEND),
        (None, there(), None, RelayAction.TAKE),
        (here(), there(at=200), None, RelayAction.TAKE),
        (here(at=300), there(at=200), None, RelayAction.SEND),
        (here(), there(), RelayedPosition("/b", 0.6), RelayAction.SEND),
        (here(at=300), there(at=200), RelayedPosition("/a", 0.5), RelayAction.TAKE),
        (here(at=300), there(at=200), RelayedPosition("/c", 0.1), RelayAction.SEND),
        (here(), there(at=None), None, RelayAction.TAKE),
        (here(percentage=0.7), there(at=None), None, RelayAction.SEND),
        (here("/a"), there("/a", 0.9, 900), None, RelayAction.NOTHING),
        (here(percentage=0.50001), there(percentage=0.50009, at=900), None, RelayAction.NOTHING),
        (None, there(), RelayedPosition("/b", 0.6), RelayAction.NOTHING),
        (here(), None, RelayedPosition("/a", 0.5), RelayAction.NOTHING),
        (here(), there("epubcfi(/6/4)", at=900), None, RelayAction.NOTHING),
        (here("/a"), there("epubcfi(/6/4)", at=50), None, RelayAction.SEND),
    ],
)
def test_new_positions_go_to_the_side_that_lacks_them(
    local: Position | None,
    upstream: UpstreamPosition | None,
    agreed: RelayedPosition | None,
    action: RelayAction,
) -> None:
    assert decide(local, upstream, agreed) is action


@pytest.mark.parametrize(
    ("here_at", "there_at", "farther_is", "action"),
    [
        (NOW - 60, NOW + 63_000_000, "here", RelayAction.SEND),
        (NOW - 60, NOW + 63_000_000, "there", RelayAction.TAKE),
        (NOW + 63_000_000, NOW - 60, "there", RelayAction.TAKE),
        (NOW - 60, NOW + 120, "here", RelayAction.TAKE),
    ],
)
def test_future_times_prove_nothing(
    here_at: int, there_at: int, farther_is: str, action: RelayAction
) -> None:
    """A clock that was two years ahead; a few minutes are believed."""
    local = here(at=here_at, percentage=0.7 if farther_is == "here" else 0.5)
    assert decide(local, there(at=there_at), None, NOW) is action


@given(THERE, st.none() | LOCALS, st.none() | PLACES)
def test_a_position_taken_from_the_relay_is_never_sent_back(
    upstream: UpstreamPosition, local: Position | None, agreed: RelayedPosition | None
) -> None:
    if decide(local, upstream, agreed) is not RelayAction.TAKE:
        assert decide(local, upstream, agreed) in RelayAction
        return
    at = int(taken_at(upstream, local, NOW))
    taken = Position("d", upstream.progress, upstream.percentage, upstream.device, upstream.device_id, at)
    assert decide(taken, upstream, upstream.position) is RelayAction.NOTHING
    assert at <= NOW
    assert local is None or at >= local.timestamp


@given(LOCALS, st.none() | THERE, st.none() | PLACES)
def test_a_position_that_was_sent_is_not_sent_again(
    local: Position, upstream: UpstreamPosition | None, agreed: RelayedPosition | None
) -> None:
    echo = UpstreamPosition(local.progress, local.percentage, local.device, local.device_id, NOW)
    sent = RelayedPosition(local.progress, local.percentage)
    assert decide(local, echo, sent) is RelayAction.NOTHING
    assert decide(local, None, sent) is RelayAction.NOTHING


@given(PLACES, PLACES)
def test_two_positions_are_the_same_in_either_order(one: RelayedPosition, other: RelayedPosition) -> None:
    assert is_same(one, one)
    assert is_same(one, other) is is_same(other, one)


def test_pauses_grow_up_to_an_hour() -> None:
    assert [retry_after(failures) for failures in (1, 2, 3)] == [30, 60, 120]
    assert retry_after(40) == LONGEST_RETRY


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (1_790_006_348, 1_790_006_348),
        (1_790_006_348.9, 1_790_006_348),
        ("1790006348", 1_790_006_348),
        (1_790_006_348_123, 1_790_006_348),
        ("2026-09-21T15:59:08Z", 1_790_006_348),
        ("2026-09-21T17:59:08+02:00", 1_790_006_348),
        ("2026-09-21T15:59:08", 1_790_006_348),
        (None, None),
        ("", None),
        ("yesterday", None),
        (True, None),
        (0, None),
        (-5, None),
        (math.inf, None),
        ("nan", None),
        ([], None),
    ],
)
def test_a_time_is_read_however_it_is_written(value: object, seconds: int | None) -> None:
    if isinstance(value, str) and value.startswith("2026"):
        assert datetime.fromtimestamp(seconds or 0, UTC).isoformat().startswith("2026-09-21T15:59:08")
    assert decode_timestamp(value) == seconds


@given(st.dictionaries(st.sampled_from(["progress", "percentage", "device", "device_id", "timestamp"]), JSON))
def test_any_reply_is_a_usable_position_or_none_or_malformed(answer: dict[str, object]) -> None:
    position = read(json.dumps(answer).encode())
    if not isinstance(position, UpstreamPosition):
        assert position is not None or answer.get("percentage") is None
        return
    assert position.progress
    assert position.device
    assert 0 <= position.percentage <= 1
    assert position.timestamp is None or position.timestamp > 0
    "".join((position.progress, position.device, position.device_id or "")).encode()


@given(st.binary(max_size=80))
def test_any_bytes_are_an_answer_or_malformed(body: bytes) -> None:
    answer = read(body)
    assert answer is None or isinstance(answer, UpstreamPosition) or str(answer).endswith(".")


def test_missing_fields_are_filled_or_omitted() -> None:
    body = b'{"progress": 56, "percentage": 1, "device": null, "device_id": null}'
    assert decode_position(body, "sync.example.org") == UpstreamPosition(
        "56", 1, "sync.example.org", None, None
    )
    assert decode_position(b"{}", "host") is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" https://sync.example.org/ ", "https://sync.example.org"),
        ("http://192.168.1.5:7200/kosync/", "http://192.168.1.5:7200/kosync"),
    ],
)
def test_surplus_parts_of_an_address_are_dropped(typed: str, kept: str) -> None:
    assert checked_url(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "sync.example.org",
        "ftp://x",
        "https://",
        "http://x:port",
        "http://u:p@x",
        "http://x?y=1",
        "http://a b",
    ],
)
def test_an_invalid_address_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput, match="address"):
        checked_url(typed)
