"""`dev.py screenshots` takes a picture of every screen and dialog."""

import re
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from tests.acceptance.forked import CHECKOUT
from tests.screenshots.screens import BY_STATE

PROMISED = {
    *(f"first-run-{place}" for place in range(1, 6)),
    *("dashboard", "library-grid", "library-table", "book", "pick", "edition", "sync-dialog"),
    *("hardcover", "hardcover-table", "hardcover-grouped"),
    *("sync-preview", "log", "koreader", "inbox", "activity", "palette", "guide", "tray-menu"),
    *(f"settings-{topic}" for topic in ("general", "library", "koreader", "hardcover", "notifications")),
}


def test_every_promised_screen_is_there_in_its_states() -> None:
    names = {state: {name for name, _ in shots} for state, shots in BY_STATE.items()}
    assert names["typical"] >= PROMISED
    lists = ("library-grid", "library-table", "hardcover", "hardcover-table")
    for screen in ("dashboard", *lists, "log", "koreader", "inbox"):
        assert screen in names["empty"] & names["error"]


def test_a_picture_is_named_for_screen_state_theme_scale_and_language(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.screenshots", "--output", str(tmp_path)]
    command += ["--only", "dashboard-empty", "--variant", "dark-150-de"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (picture,) = tmp_path.iterdir()
    assert picture.name == "dashboard-empty-dark-150-de.png"
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1860, 1200)
    assert image.pixelColor(5, 5).lightness() < 60


def test_the_readme_shows_two_small_screenshots() -> None:
    shown = re.findall(r"!\[[^\]]+\]\((docs/images/[a-z]+\.png)\)", (CHECKOUT / "README.md").read_text())
    assert len(set(shown)) == 2
    assert not [path for path in shown if QImage(str(CHECKOUT / path)).isNull()]
    assert not [path for path in shown if (CHECKOUT / path).stat().st_size > 100_000]
