"""What every test has: its own home, and no way to the person's own secrets or settings."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "BOOKORBIT_DATA_DIR", "BOOKORBIT_HARDCOVER_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("BOOKORBIT_HARDCOVER_URL", raising=False)
    return home
