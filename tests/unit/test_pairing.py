"""From where a device may be paired, how long, and what its Register must hold."""

import ipaddress
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.koreader.pairing import (
    OPEN_FOR,
    PairingRequest,
    PairingWindow,
    WindowEnd,
    is_own_network,
)
from bookorbit_desktop.server.kosync import MAX_NAME, parse_registration
from bookorbit_desktop.server.replies import KosyncError

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "address",
    [
        "192.168.1.40",
        "10.255.0.1",
        "172.16.0.1",
        "172.31.255.254",
        "169.254.3.4",
        "127.0.0.1",
        "::1",
        "fe80::1%wlan0",
        "fd00::40",
        "::ffff:192.168.1.40",
    ],
)
def test_a_home_network_and_this_computer_are_near(address: str) -> None:
    assert is_own_network(address)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "172.32.0.1",
        "192.169.0.1",
        "100.64.0.1",
        "0.0.0.0",
        "2001:db8::1",
        "::ffff:8.8.8.8",
        "",
        "unknown",
        "192.168.1.40:80",
        "192.168.1",
    ],
)
def test_any_other_address_is_not_of_ones_own_network(address: str) -> None:
    assert not is_own_network(address)


@given(st.ip_addresses())
def test_an_address_of_ones_own_network_is_never_on_the_internet(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    assert not (is_own_network(str(address)) and address.is_global)


@given(st.text())
def test_any_text_is_either_near_or_far(text: str) -> None:
    assert is_own_network(text) in (True, False)


def test_pairing_closes_after_two_minutes() -> None:
    window = PairingWindow(NOW + OPEN_FOR, PairingRequest(1, "anna", "192.168.1.40"))
    assert window.at(NOW + timedelta(seconds=119)) == window
    assert window.seconds_left(NOW) == 120
    closed = window.at(NOW + timedelta(seconds=120))
    assert (closed.is_open, closed.request, closed.end) == (False, None, WindowEnd.TIME)
    assert closed.seconds_left(NOW) == 0


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.fixed_dictionaries({}, optional={"username": _JSON, "password": _JSON}))
def test_a_register_is_two_texts_or_the_reference_servers_403(fields: dict[str, object]) -> None:
    name, key = fields.get("username"), fields.get("password")
    is_right = isinstance(name, str) and isinstance(key, str) and 0 < len(name) <= MAX_NAME and len(key) > 0
    body = json.dumps(fields).encode()
    if is_right:
        assert parse_registration(body) == (name, key)
        return
    with pytest.raises(KosyncError) as refused:
        parse_registration(body)
    answer = refused.value
    assert (answer.status, answer.code, answer.message) == (403, 2003, "Invalid request")


@given(st.binary())
def test_a_body_that_is_no_object_is_refused_like_the_reference_server(body: bytes) -> None:
    with pytest.raises(KosyncError) as refused:
        parse_registration(body)
    assert (refused.value.status, refused.value.code) in {(400, 103), (400, 104), (403, 2003)}
