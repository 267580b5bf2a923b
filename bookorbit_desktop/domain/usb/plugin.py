"""What the plugin for KOReader tells the program, and what it is answered (plugin.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.usb.files import Annotation, Sidecar
from bookorbit_desktop.domain.usb.page_views import PageView

FEATURES: Final = ("login", "books", "page-views", "annotations")
LARGEST_BODY: Final = 200_000
"""Bytes; what a slow device can encode and send in a few steps."""
MOST_BOOKS: Final = 50
MOST_ANNOTATIONS: Final = 500
MOST_VIEWS: Final = 1000
"""In one call, as the two above."""

PLUGIN_NAME: Final = "bookorbitdesktop.koplugin"
"""The plugin's folder; KOReader finds it by the ending."""


class ReportUnreadable(BookOrbitError):
    """A body of the plugin that can't be read; nothing of it was stored."""


class BookReportRefused(BookOrbitError):
    """A book in a readable body that can't be stored."""


class ReportState(StrEnum):
    """What became of a reported book (plugin.md, "Books")."""

    TAKEN = "taken"
    WAITING = "waiting"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PluginClient:
    """An installation of the plugin."""

    id: str
    """Its own; 32 hex digits."""
    device_id: str = ""
    """KOReader's own; empty if it has none."""
    model: str = ""
    koreader: str = ""
    """KOReader's release."""
    plugin: str = ""
    """The plugin's version."""
    time: int | None = None
    """The device's clock, in seconds since 1970."""

    @property
    def key(self) -> str:
        """The device, the same as over USB (`FoundDevice.key`)."""
        return self.device_id or f"plugin:{self.id}"


@dataclass(frozen=True, slots=True)
class PluginVisit:
    """When an installation asked last."""

    client: PluginClient
    at: datetime
    waiting: int = 0
    """How many of its books aren't in the library."""


@dataclass(frozen=True, slots=True)
class BookReport:
    """A book as the plugin tells it, as far as it tells anything."""

    digest: str
    sidecar: Sidecar
    """As if read from its file; with the annotations of this report only."""
    removed: tuple[Annotation, ...] = ()
    """Annotations deleted on the device, by their places."""
    last_opened: int | None = None
    """Seconds since 1970, by the device's clock."""


@dataclass(frozen=True, slots=True)
class BookAnswer:
    """What became of a reported book."""

    digest: str
    state: ReportState
    why: Message = NOTHING
    """One sentence."""


@dataclass(frozen=True, slots=True)
class ViewsReport:
    """Page views of a book."""

    digest: str
    """Empty for a book that is told apart by title and author."""
    views: Sequence[PageView] = ()
    refused: Message = NOTHING
    """Why some or all of them can't be read."""
    title: str = ""
    authors: str = ""
    """One a line."""


@dataclass(frozen=True, slots=True)
class ViewsAnswer:
    """How many page views are new, and the books some of whose views were refused."""

    new: int
    refused: tuple[ViewsReport, ...] = ()
