"""Covers from Hardcover, and its limits while a new book is looked up."""

import asyncio
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from qasync import QEventLoop

from bookorbit_desktop.app.composition import open_services
from bookorbit_desktop.demo.local_hardcover import (
    DEMO_TOKEN,
    LocalHardcover,
    NewEdition,
    VirtualClock,
    World,
    isbn13,
)
from bookorbit_desktop.demo.local_hardcover.faults import FaultKind
from bookorbit_desktop.domain.library.fields import BookField, FieldOrigin
from bookorbit_desktop.services.hardcover.account import HardcoverEndpoint
from bookorbit_desktop.system.secrets import MemorySecretStore
from bookorbit_desktop.ui.inbox.page import InboxPage
from bookorbit_desktop.ui.inbox.review_dialog import ReviewDialog
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Page, Route
from tests.acceptance.hardcover import Hardcover
from tests.books import write_epub
from tests.services import TestClock
from tests.ui.harness import PATIENCE, Ui, click, open_ui_services

ISBN = isbn13("978123456789")


class HeldClock(VirtualClock):
    """A wait that is worth a word ends only once the test lets it."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = threading.Event()

    async def sleep(self, seconds: float) -> None:
        if seconds > 2:
            await asyncio.to_thread(self.go_on.wait, PATIENCE)
        await super().sleep(seconds)


class Desk:
    """The whole window at the Inbox, with one book that waits."""

    def __init__(self, ui: Ui, folder: Path) -> None:
        self.ui = ui
        path = write_epub(folder / "emma.epub", "Emma", authors=[], isbn=ISBN, cover=False)
        ui.on_network(ui.services.library.add_and_scan([str(path)]))
        self.window = ui.show(MainWindow(ui.context))
        self.window.navigator.go(Route(Page.INBOX))
        ui.until(lambda: self.page.model.rows)
        self.book_id = self.page.model.rows[0].book_id

    @property
    def page(self) -> InboxPage:
        return self.window.pages.inbox

    def review(self) -> ReviewDialog:
        self.page.view.setCurrentIndex(self.page.model.index(0))
        click(self.page.review)
        self.ui.until(lambda: self.page.findChildren(ReviewDialog))
        return self.page.findChildren(ReviewDialog)[-1]

    def knows(self, dialog: ReviewDialog) -> bool:
        """Whether Hardcover's author is offered."""
        return dialog.rows[BookField.AUTHORS].origin is FieldOrigin.HARDCOVER


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def desk(qt_loop: QEventLoop, world: World, clock: HeldClock, tmp_path: Path) -> Iterator[Desk]:
    world.add_book("Emma", ["Jane Austen"], editions=[NewEdition(412, isbn_13=ISBN)])
    hardcover = LocalHardcover(world, clock=clock, sleep=clock.sleep)
    services = open_ui_services(tmp_path / "data", hardcover, TestClock(clock), DEMO_TOKEN, None)
    ui = Ui(qt_loop, services, hardcover)
    yield Desk(ui, tmp_path)
    clock.go_on.set()
    ui.close()
    services.database.close()


@pytest.fixture
def with_pictures(qt_loop: QEventLoop, tmp_path: Path) -> Iterator[Desk]:
    """The same over a Hardcover on a real socket, which has pictures."""
    hardcover = Hardcover()
    hardcover.add("Emma", "Jane Austen", isbn=ISBN)
    endpoint = HardcoverEndpoint(hardcover.url, DEMO_TOKEN)
    services = open_services(tmp_path / "data", secret_store=MemorySecretStore(), hardcover=endpoint)
    ui = Ui(qt_loop, services, hardcover.local)
    yield Desk(ui, tmp_path)
    ui.close()
    services.database.close()
    hardcover.close()


def test_hardcovers_cover_is_offered_and_taken_only_by_the_person(with_pictures: Desk) -> None:
    desk, covers = with_pictures, with_pictures.ui.services.cover_choice
    dialog = desk.review()
    desk.ui.until(dialog.offered_cover.isVisible)
    assert desk.knows(dialog)
    assert dialog.decision.cover is None
    dialog.reject()

    dialog = desk.review()
    desk.ui.until(dialog.offered_cover.isVisible)
    click(dialog.offered_cover.use)
    desk.ui.until(lambda: dialog.decision.cover is not None)
    assert not covers.is_chosen(desk.book_id), "nothing is kept before Approve"
    click(dialog.approve)
    desk.ui.until(lambda: covers.is_chosen(desk.book_id))

    desk.ui.until(lambda: desk.window.message_bar.text)
    assert desk.window.message_bar.undo()
    desk.ui.until(lambda: not covers.is_chosen(desk.book_id))


def test_a_429_while_a_book_is_looked_up_is_waited_for_and_said(desk: Desk, clock: HeldClock) -> None:
    desk.ui.hardcover.faults.add(FaultKind.THROTTLE, seconds=24)
    dialog = desk.review()
    desk.ui.until(lambda: dialog.state.text().startswith("Hardcover asked us to slow down. Continuing in"))
    assert re.search(r"in 2[45] s\.$", dialog.state.text())
    assert dialog.approve.isEnabled(), "nobody has to wait for it"
    assert not dialog.rescan.isEnabled()

    clock.go_on.set()
    desk.ui.until(lambda: desk.knows(dialog))
    assert dialog.state.text() == "Choose a source for each field. The file isn't changed."
    assert dialog.next_step.isHidden()
    dialog.reject()


def test_the_daily_limit_is_said_with_when_to_ask_again_and_the_next_step(
    desk: Desk, clock: HeldClock
) -> None:
    desk.ui.hardcover.drain_day(0)
    dialog = desk.review()
    desk.ui.until(lambda: dialog.next_step.text() == "Try again")
    said = dialog.state.text()
    assert re.fullmatch(
        r"Hardcover's daily limit is reached\. Try again after \d\d:\d\d, or approve with the file's metadata\.",
        said,
    )
    assert dialog.approve.isEnabled()
    desk.ui.until(lambda: desk.page.model.rows[0].problem == said)

    clock.now += 86_400
    click(dialog.next_step)
    desk.ui.until(lambda: desk.knows(dialog))
    assert dialog.next_step.isHidden()
    dialog.reject()
