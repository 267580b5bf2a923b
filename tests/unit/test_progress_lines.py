"""The lines that `sync` writes on standard error while it runs."""

from datetime import UTC, datetime, timedelta

from bookorbit_desktop.cli.sync import ProgressLines, progress_line
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.sync_run import SyncProgress, SyncWait
from bookorbit_desktop.domain.overview.events import SyncProgressed

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_a_line_says_how_far_it_is_and_how_long_it_takes() -> None:
    assert progress_line(SyncProgress(1, "sending", 17, 42, seconds_left=61), NOW) == (
        "17 of 42 · about 1 min left"
    )
    assert progress_line(SyncProgress(1, "sending", 17, 42, seconds_left=3700), NOW) == (
        "17 of 42 · about 1 h 2 min left"
    )
    waiting = SyncWait(Message("Hardcover asked us to slow down."), NOW + timedelta(seconds=24))
    assert progress_line(SyncProgress(1, "sending", 17, 42, waiting=waiting), NOW) == (
        "17 of 42 · Hardcover asked us to slow down. Continuing in 24 s."
    )


def test_lines_come_every_few_seconds_and_a_wait_at_once() -> None:
    said: list[str] = []
    time = 0.0
    lines = ProgressLines(said.append, lambda: NOW, lambda: time)

    lines.hear(SyncProgressed(SyncProgress(1, "sending", 1, 42)))
    assert said == []
    time = 5.0
    lines.hear(SyncProgressed(SyncProgress(1, "sending", 2, 42)))
    lines.hear(SyncProgressed(SyncProgress(1, "sending", 3, 42)))
    waiting = SyncWait(Message("Hardcover asked us to slow down."), NOW + timedelta(seconds=9))
    lines.hear(SyncProgressed(SyncProgress(1, "sending", 3, 42, waiting=waiting)))
    lines.hear(SyncProgressed(SyncProgress(1, "sending", 3, 42, waiting=waiting)))

    assert said == ["2 of 42", "3 of 42 · Hardcover asked us to slow down. Continuing in 9 s."]
