"""A shelf for the tests of what writing to it does."""

import pytest

from tests.integration.hardcover.simulator.shelf import Shelf


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()
