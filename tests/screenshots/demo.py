"""The library of the demo, as the pictures of README.md show it."""

import asyncio
from datetime import timedelta
from pathlib import Path

from bookorbit_desktop.demo.books import add_to_hardcover, write_books
from bookorbit_desktop.demo.reading import KOBO
from bookorbit_desktop.demo.session import read_for_months
from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.domain.library.listing import BookQuery
from tests.screenshots.shelf import pass_time
from tests.ui.harness import Ui

_EVENING = timedelta(days=3, hours=21)
"""From midnight of a Monday: a week with something in it."""


def fill_with_demo(ui: Ui, folder: Path) -> None:
    """Scan the sample books, let somebody have read them for months, and sync. Their files go into `folder`."""
    now = ui.services.clock.now().astimezone()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    pass_time(ui, midnight + timedelta(days=7 - now.weekday()) + _EVENING - now)
    folder.mkdir(parents=True)
    write_books(folder)
    add_to_hardcover(ui.hardcover.world)
    ui.on_network(ui.services.library.add_and_scan([str(folder)]))
    ui.services.preferences.change(hardcover_confirmed=True, books_per_year=12)
    ui.on_network(asyncio.to_thread(read_for_months, ui.services))
    holmes = next(row for row in ui.services.book_list.rows(BookQuery()) if "Sherlock" in row.title)
    digest = ui.services.library.book(holmes.id).files[0].partial_md5
    ui.on_network(ui.services.progress.receive(Push(digest, "/body", 0.43, *KOBO)))
    ui.on_network(ui.services.sync.run())
    pass_time(ui, timedelta(minutes=3))
