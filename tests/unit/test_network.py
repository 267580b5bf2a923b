"""Which addresses a person is shown, and in which order."""

import ipaddress
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.system.network import best_first, lan_addresses


def test_this_computer_has_an_address() -> None:
    addresses = lan_addresses()
    assert addresses
    assert len(set(addresses)) == len(addresses)
    assert all(ipaddress.ip_address(address).version == 4 for address in addresses)
    if len(addresses) > 1:
        assert "127.0.0.1" not in addresses


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({}, ("127.0.0.1",)),
        ({"127.0.0.1": "lo"}, ("127.0.0.1",)),
        ({"127.0.0.1": "lo", "192.168.1.20": "wlan0"}, ("192.168.1.20",)),
        ({"169.254.3.4": "eth0", "192.168.1.20": "wlan0"}, ("192.168.1.20",)),
        ({"0.0.0.0": ""}, ("127.0.0.1",)),
        ({"172.17.0.1": "docker0", "192.168.1.20": "wlan0"}, ("192.168.1.20", "172.17.0.1")),
        ({"10.8.0.2": "tun0", "192.168.1.20": "wlan0"}, ("192.168.1.20", "10.8.0.2")),
        ({"100.101.102.103": "tailscale0", "10.0.0.5": "eth0"}, ("10.0.0.5", "100.101.102.103")),
        ({"8.8.4.4": "ppp0", "10.0.0.5": "eth0"}, ("10.0.0.5", "8.8.4.4")),
        ({"10.0.0.6": "eth1", "10.0.0.5": "eth0"}, ("10.0.0.6", "10.0.0.5")),
        ({"192.168.1.20": "", "10.0.0.5": ""}, ("192.168.1.20", "10.0.0.5")),
    ],
)
def test_the_likeliest_address_comes_first(found: dict[str, str], expected: Iterable[str]) -> None:
    assert best_first(found) == expected


@given(st.dictionaries(st.ip_addresses(v=4).map(str), st.sampled_from(["eth0", "wg0", "docker0", ""])))
def test_nothing_is_made_up_and_there_is_always_an_address(found: dict[str, str]) -> None:
    shown = best_first(found)
    assert shown
    assert set(shown) <= {*found, "127.0.0.1"}
