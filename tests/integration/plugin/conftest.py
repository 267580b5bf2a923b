"""A real server, and a device with the plugin that knows its address."""

from pathlib import Path

import pytest

from tests.integration.plugin.device import Koreader
from tests.integration.server.plugin.conftest import Server, server

__all__ = ["server"]


@pytest.fixture
def kobo(tmp_path: Path, server: Server) -> Koreader:
    return Koreader(tmp_path / "kobo", server.port)
