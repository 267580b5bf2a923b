"""Ports as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.koreader.server import ServerAddress, parse_port


@given(st.integers(1, 65_535))
def test_every_port_can_be_typed(port: int) -> None:
    assert parse_port(f" {port} ") == port


@pytest.mark.parametrize("text", ["", "0", "-1", "99999", "7200.5", "port", "٧٢²"])
def test_an_invalid_port_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InvalidInput, match="7200"):
        parse_port(text)


def test_a_lost_address_is_reported() -> None:
    address = ServerAddress("127.0.0.1", 7200, 7200, ("http://127.0.0.1:7200",), "192.168.1.20")

    assert address.notice.startswith("This computer no longer has the address 192.168.1.20")
