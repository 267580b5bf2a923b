"""The report of an error that nobody expected: read in full, copied, plain, each one once."""

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication

from bookorbit_desktop.services.overview.crash_report import MOST_LINES, crash_report
from bookorbit_desktop.ui.crash import MOST, CrashDialog, CrashWatch
from tests.screenshots.screens import host
from tests.services import TestClock
from tests.ui.harness import Ui, click

EVIL = "<b>bold</b> <img src='http://127.0.0.1/x'>"


@pytest.fixture
def watch(ui: Ui, monkeypatch: pytest.MonkeyPatch) -> Iterator[CrashWatch]:
    monkeypatch.setattr(sys, "excepthook", lambda *error: None)
    monkeypatch.setattr(threading, "excepthook", lambda error: None)
    watch = CrashWatch(TestClock())
    yield watch
    watch.close()


def raised(error: BaseException) -> BaseException:
    with pytest.raises(type(error)) as caught:
        raise error
    return caught.value


def test_the_report_is_shown_whole_as_text_and_copied(ui: Ui) -> None:
    report = crash_report(raised(ValueError(EVIL)), TestClock(), Qt="6.0")
    asked: list[str] = []
    dialog = CrashDialog(report, host(), lambda: asked.append("check"))
    dialog.show()
    assert dialog.report.toPlainText() == report
    assert EVIL in report
    assert "\nQt: 6.0\n" in report
    click(dialog.copy)
    assert QGuiApplication.clipboard().text() == report
    click(dialog.check)
    assert asked == ["check"]
    click(dialog.close_button)
    assert not dialog.isVisible()


def test_each_error_is_told_once_from_any_thread(ui: Ui, watch: CrashWatch) -> None:
    told: list[str] = []
    watch.reported.connect(told.append)

    def fail() -> None:
        raise LookupError("nowhere")

    for _ in range(3):
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    ui.until(lambda: told)
    sys.excepthook(ValueError, raised(ValueError("here")), None)
    assert [report.splitlines()[-1] for report in told] == ["LookupError: nowhere", "ValueError: here"]
    watch.tell(raised(KeyboardInterrupt()))
    assert len(told) == 2


def test_a_screen_that_fails_in_many_ways_is_told_of_at_last(ui: Ui, watch: CrashWatch) -> None:
    told: list[str] = []
    watch.reported.connect(told.append)
    for number in range(MOST + 5):
        watch.tell(type(f"Error{number}", (Exception,), {})())
    assert len(told) == MOST


def test_a_task_of_the_window_that_fails_unexpectedly_is_told(ui: Ui) -> None:
    failed: list[BaseException] = []
    ui.tasks.failed.connect(failed.append)

    async def fail() -> None:
        raise ZeroDivisionError("1 / 0")

    ui.tasks.start(fail())
    ui.until(lambda: failed)
    assert isinstance(failed[0], ZeroDivisionError)


def test_an_endless_recursion_has_a_report_with_an_end() -> None:
    def again(number: int) -> int:
        return again(number + 1) if number % 2 else again(number + 3)

    with pytest.raises(RecursionError) as caught:
        again(0)
    assert len(crash_report(caught.value, TestClock()).splitlines()) < MOST_LINES + 20
