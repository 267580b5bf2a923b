"""A page of the database that is damaged while the window is open: the window says it, with what to do."""

import asyncio
import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookorbit_desktop.app.logs import log_to
from bookorbit_desktop.cli.arguments import build_parser
from bookorbit_desktop.cli.commands import run_command
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.storage.db.faults import DAMAGED
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.notices import NoticePresenter
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.tray import Tray
from tests.damage import damage
from tests.ui.harness import Ui


@pytest.fixture
def window(ui: Ui) -> Iterator[MainWindow]:
    ui.book("Emma", "Jane Austen")
    window, tray = ui.show(MainWindow(ui.context)), Tray(ui.context)
    NoticePresenter(ui.context, window, tray)
    window.navigator.go(Route(Page.KOREADER))
    ui.until(lambda: not ui.tasks.is_busy)
    yield window
    tray.close()


def test_a_page_that_meets_damage_says_what_to_do_and_the_log_says_it_once(
    ui: Ui, window: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    damage(ui.services.database, "book")

    with caplog.at_level(logging.ERROR):
        for page in (Page.LIBRARY, Page.DASHBOARD, Page.HARDCOVER):
            window.navigator.go(Route(page))
            ui.until(lambda: window.message_bar.text == DAMAGED)
            ui.until(lambda: not ui.tasks.is_busy)

    said = [record.getMessage().partition(" (")[0] for record in caplog.records]
    assert said == [DAMAGED]


def test_damage_is_reported_by_the_status_of_the_running_program(ui: Ui, window: MainWindow) -> None:
    damage(ui.services.database, "book")
    window.navigator.go(Route(Page.LIBRARY))
    ui.until(lambda: ui.services.database.damage)
    out: list[str] = []
    console = Console(out.append, out.append, lambda: "", Path())
    arguments = build_parser().parse_args(["status"])

    assert asyncio.run(run_command(ui.services, arguments, console)) == 0

    assert f"Damaged: {DAMAGED}\n" in out


def test_damage_met_by_background_work_is_shown_in_the_window(
    ui: Ui, window: MainWindow, tmp_path: Path
) -> None:
    """Whatever nobody waits for ends in the log; the window says it too."""
    stop = log_to(tmp_path)
    damage(ui.services.database, "book")
    try:
        ui.services.database.connection().execute("SELECT * FROM book").fetchall()
    except sqlite3.DatabaseError:
        logging.getLogger("some.work").exception("A round failed")
    finally:
        stop()

    ui.until(lambda: window.message_bar.text == DAMAGED)
