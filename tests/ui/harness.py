"""The window's parts over real services, and short words for what tests do with them."""

import asyncio
import os
import threading
from collections.abc import Callable, Coroutine, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from qasync import QEventLoop
from shiboken6 import isValid

from bookorbit_desktop.app.composition import open_services
from bookorbit_desktop.demo.local_hardcover import DEMO_CLIENT_ID, LocalHardcover, NewEdition, isbn13
from bookorbit_desktop.demo.local_hardcover.server import LocalReply
from bookorbit_desktop.domain.base.errors import KeyringUnavailable
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.progress import DocumentMetadata, Push
from bookorbit_desktop.domain.overview.events import PluggedInChanged
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.hardcover.account import HardcoverEndpoint
from bookorbit_desktop.services.runtime.network_loop import NetworkLoop
from bookorbit_desktop.system.autostart import FileAutostart
from bookorbit_desktop.system.secrets import MemorySecretStore, SecretStore
from bookorbit_desktop.ui.bridge import EventBridge
from bookorbit_desktop.ui.context import Messages, UiContext
from bookorbit_desktop.ui.routes import Navigation, Page
from bookorbit_desktop.ui.sidebar import Sidebar
from bookorbit_desktop.ui.tasks import Tasks
from bookorbit_desktop.ui.widgets.covers import CoverCache
from tests.new_library import new_library
from tests.services import TestClock, add_book, connect_to
from tests.ui.stand_in_server import StandInServer

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)
PATIENCE = 120.0


class LockedSecretStore(SecretStore):
    """A password store that refuses, as on a desktop without one."""

    def __init__(self) -> None:
        super().__init__("locked")

    def get(self, name: str) -> str | None:
        raise KeyringUnavailable(Message("Your system's password store isn't available."))

    def put(self, name: str, value: str) -> None:
        raise KeyringUnavailable(Message("Your system's password store isn't available."))

    def remove(self, name: str) -> None:
        raise KeyringUnavailable(Message("Your system's password store isn't available."))


class HeldHardcover(LocalHardcover):
    """Answers an operation only once `release` is set, so that a test can act in between."""

    def __init__(self, *arguments: Any, held: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._held = held.encode()
        self.waiting, self.release = threading.Event(), threading.Event()

    async def post(self, headers: Mapping[str, str], body: bytes) -> LocalReply:
        if self._held in body:
            self.waiting.set()
            await asyncio.to_thread(self.release.wait, PATIENCE)
        return await super().post(headers, body)


def open_ui_services(
    data_dir: Path,
    hardcover: LocalHardcover,
    clock: TestClock,
    token: str | None,
    secrets: SecretStore | None,
    issuer_port: int = 0,
) -> Services:
    """Services that talk to `hardcover` in this process and in virtual time; they can sign in at a port."""
    new_library(data_dir)
    client_id = DEMO_CLIENT_ID if issuer_port else ""
    return open_services(
        data_dir,
        secret_store=secrets or MemorySecretStore(),
        hardcover=HardcoverEndpoint(
            "http://127.0.0.1:1/v1/graphql", token, client_id, f"http://127.0.0.1:{issuer_port}"
        ),
        clock=clock,
        connect=connect_to(hardcover, clock),
        autostart=FileAutostart(data_dir / "autostart" / "bookorbit-desktop.desktop", b"[Desktop Entry]\n"),
    )


class Ui:
    """Both ends of the window: the widgets, and the services behind them."""

    def __init__(
        self, loop: QEventLoop, services: Services, hardcover: LocalHardcover, *, demo: bool = False
    ) -> None:
        self.loop, self.services, self.hardcover = loop, services, hardcover
        self.network = NetworkLoop()
        self.network.start()
        self.server = StandInServer(services.events)
        self.mounted: list[bytes] = []
        services.device_scan.mounted = lambda: list(self.mounted)
        services.pairing.follow_server(lambda: self.server.address)
        self.bridge = EventBridge(services.events)
        self.tasks = Tasks(loop, self.network)
        self.covers = CoverCache(lambda key: services.covers.path(BookId(key)))
        self.context = UiContext(services, self.server, self.bridge, self.tasks, self.covers, demo=demo)
        self.problems: list[str] = []
        self.tasks.problem.connect(self.problems.append)
        self._shown: list[QWidget] = []

    def show(self, widget: W) -> W:
        """Show a page or window; it is closed with the harness."""
        self._shown.append(widget)
        widget.resize(1240, 800)
        widget.show()
        return widget

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine on the window's loop."""
        task: asyncio.Task[T] = self.loop.create_task(asyncio.wait_for(work, PATIENCE))
        task.add_done_callback(self._end_step)
        self.loop.run_forever()
        return task.result()

    def _end_step(self, _task: object) -> None:
        """Let Qt do what is left while the loop still runs: a task that goes on meanwhile may ask for its loop.

        `run_until_complete` of qasync does it after the loop has ended.
        """
        QCoreApplication.processEvents()
        self.loop.stop()

    def until(self, condition: Callable[[], object]) -> None:
        """Let the window live until something is so."""

        async def watch() -> None:
            while not condition():  # noqa: ASYNC110 - what widgets show tells nobody that it changed
                await asyncio.sleep(0.005)

        self.run(watch())

    def on_network(self, work: Coroutine[Any, Any, T]) -> T:
        """Await a service as the server would."""
        return self.network.submit(work).result(PATIENCE)

    def book(
        self, title: str, author: str = "Ada Example", *, pages: int | None = 300, known: bool = True
    ) -> BookId:
        """A book in the library; `known` puts its record with the same ISBN on Hardcover."""
        isbn = isbn13(f"978{crc32(title.encode()) % 10**9:09d}")
        if known:
            self.hardcover.world.add_book(
                title, [author], editions=[NewEdition(pages, isbn_13=isbn, users=500)]
            )
        return add_book(self.services, title, author, isbn=isbn, digest=f"{crc32(title.encode()):032x}")

    def set_status(self, book_id: BookId, status: ReadingStatus, **more: Any) -> None:
        """What the person decided earlier."""
        self.services.reading.set_status([book_id], StatusChange(status, **more))

    def push(
        self,
        document: int | str,
        percentage: float,
        device: str = "Kobo",
        metadata: DocumentMetadata | None = None,
    ) -> None:
        """A reader sends its place in a book, or in a document by its digest."""
        digest = document
        if isinstance(document, int):
            digest = self.services.library.book(BookId(document)).files[0].partial_md5
        self.on_network(
            self.services.progress.receive(
                Push(str(digest), "/body", percentage, device, f"id-{device}", metadata)
            )
        )

    def plug_in(self, root: Path) -> None:
        """A device appears in this folder, and the program notices it."""
        before = {one.device.root for one in self.services.device_scan.plugged_in()}
        self.mounted.append(os.fsencode(root))
        here = tuple(self.services.device_scan.plugged_in())
        came = tuple(one for one in here if one.device.root not in before)
        self.services.events.emit(PluggedInChanged(here, came))

    def leave(self, window: QWidget) -> None:
        """Be done with a window as the program is with one in another language: nothing reaches it any more."""
        self.run(self.tasks.settled())
        self.bridge.close()
        for timer in window.findChildren(QTimer):
            timer.stop()
        self.run(self.tasks.settled())
        for part in (window, self.context.messages, self.context.navigation, self.bridge):
            part.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.bridge = EventBridge(self.services.events)
        self.context = replace(self.context, bridge=self.bridge, messages=Messages(), navigation=Navigation())

    def close(self) -> None:
        """Take everything down, in the order the program does."""
        self.bridge.close()
        for widget in self._shown:
            widget.hide()
        self.run(self.tasks.close())
        self.covers.close()
        for widget in self._shown:
            widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.run(asyncio.sleep(0))  # what their timers began at the last moment ends
        self.on_network(self.services.sync.close())
        self.network.stop()
        # What a window connected to them would keep the window, out of sight of the collector.
        context = self.context
        for part in (
            *(self.bridge, self.tasks, self.covers),
            *(context.messages, context.navigation, context.work),
        ):
            if isValid(part):  # a window in another language took its own with it
                part.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def point_at(widget: QWidget) -> None:
    """Move the pointer over a widget, and a step on: Qt tells nothing of a pointer that is where it was."""
    for step in (QPoint(0, 0), QPoint(1, 0)):
        QTest.mouseMove(widget, widget.rect().center() + step)


def click(widget: QWidget, point: QPoint | None = None) -> None:
    """A click with the left button, in the middle unless said otherwise."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=point or widget.rect().center())


def part_of(whole: QWidget, kind: type[W], name: str = "") -> W:
    """The part of that kind, and of that name if it is one of several."""
    found = whole.findChild(kind, name) if name else whole.findChild(kind)
    assert found is not None, name
    return found


def text_of(part: QWidget, name: str) -> str:
    """What the label of that name says; empty while it is hidden."""
    found = part_of(part, QLabel, name)
    return found.text() if _is_shown(found, part) else ""


def texts_of(part: QWidget) -> list[str]:
    """All that is said in a part of the window, from top to bottom."""
    return [found.text() for found in part.findChildren(QLabel) if found.text() and _is_shown(found, part)]


def names_of(entries: Iterable[QWidget]) -> list[str]:
    """How a screen reader calls the entries that are shown."""
    return [entry.accessibleName() for entry in entries if not entry.isHidden()]


def note_of(sidebar: Sidebar, page: Page, status: ReadingStatus | None = None) -> str:
    """The note of an entry; empty if it has none."""
    return next((row.note for row in sidebar.model.rows if row.leads_to == (page, status, None)), "")


def _is_shown(widget: QWidget, part: QWidget) -> bool:
    return widget.isVisibleTo(part.parentWidget() or part)
