"""What every page of the window needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QDesktopServices

from bookorbit_desktop.ui.bridge import EventBridge
from bookorbit_desktop.ui.long_work import LongWork
from bookorbit_desktop.ui.routes import Navigation
from bookorbit_desktop.ui.tasks import Tasks
from bookorbit_desktop.ui.widgets.covers import CoverCache

if TYPE_CHECKING:  # the services bring the network libraries along: the window does not wait for them
    from bookorbit_desktop.services.container import ServerHandle, Services


class Messages(QObject):
    """One per window, in its context; a dialog with messages of its own gives its parts another."""

    message = Signal(str, object)
    """A text and its Tone."""
    offered = Signal(str, object)
    """Good news with a tuple of Offers."""


@dataclass(slots=True)
class ServerStart:
    """Whether the server is still starting, and so neither on nor off."""

    is_over: bool = True


@dataclass(frozen=True, slots=True)
class UiContext:
    """Passed to each page, which needs nothing else; a test can build a page on its own."""

    services: Services
    server: ServerHandle
    bridge: EventBridge
    tasks: Tasks
    covers: CoverCache
    demo: bool = False
    work: LongWork = field(default_factory=LongWork)
    start: ServerStart = field(default_factory=ServerStart)
    messages: Messages = field(default_factory=Messages)
    navigation: Navigation = field(default_factory=Navigation)

    def renew_access(self) -> None:
        """Sign in to Hardcover again, or open its page for tokens where signing in is not offered."""
        account = self.services.hardcover_account
        if account.offers_sign_in:
            self.navigation.sign_in_asked.emit()
        else:
            QDesktopServices.openUrl(account.token_page)

    @property
    def is_starting(self) -> bool:
        """Whether the server is not up yet because the program has just started."""
        return not self.start.is_over and self.server.address is None
