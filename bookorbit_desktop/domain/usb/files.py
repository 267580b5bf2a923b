"""KOReader's data on a device, as read from its files (device-files.md, device-variants.md section 5)."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias, overload

from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.base.shown_text import path_text
from bookorbit_desktop.domain.library.metadata import Identifier
from bookorbit_desktop.domain.usb.page_columns import PageColumns


class DeviceKind(StrEnum):
    """The reader that KOReader runs on; it determines where files are and how paths start."""

    KOBO = "kobo"
    KINDLE = "kindle"
    POCKETBOOK = "pocketbook"
    CERVANTES = "cervantes"
    REMARKABLE = "remarkable"
    ANDROID = "android"
    COMPUTER = "computer"
    FOLDER = "folder"
    """Unknown: a folder that the person chose."""
    KOINSIGHT = "koinsight"
    """Not a device, but a program that collected the page views of several."""


class SidecarLocation(StrEnum):
    """Where KOReader keeps its data about a book. The first three are choices in its settings."""

    BESIDE = "doc"
    FOLDER = "dir"
    DIGEST = "hash"
    ARCHIVE = "archive"
    """Books that were deleted from the device, with their highlights."""
    HISTORY = "history"
    """Before 2016."""
    KPDFVIEW = "kpdfview"
    """The oldest form, beside the book."""


class DeviceStatus(StrEnum):
    """The status set by the person on the device. KOReader shows Reading, Finished and On hold."""

    READING = "reading"
    COMPLETE = "complete"
    ABANDONED = "abandoned"


class AnnotationKind(StrEnum):
    """The kind of an annotation. A note is a highlight with text by the person."""

    HIGHLIGHT = "highlight"
    NOTE = "note"
    BOOKMARK = "bookmark"


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file or folder that could not be read completely, and why."""

    path: bytes
    reason: Message


@dataclass(frozen=True, slots=True)
class StatisticsSettings:
    """How a device records page views; these settings explain gaps."""

    is_enabled: bool = True
    min_seconds: int = 5
    """Shorter views are not recorded."""
    max_seconds: int = 120
    """Longer views are recorded as this long."""
    freezes_finished: bool = False
    """Nothing is recorded for finished books."""
    day_start_minutes: int = 0
    """When a day begins, in minutes after midnight."""
    week_start: int = 2
    """1 is Sunday, as KOReader counts."""


@dataclass(frozen=True, slots=True)
class FoundDevice:
    """A KOReader that was found in a folder of this computer."""

    kind: DeviceKind
    root: bytes
    """The local folder that is the device's own root of books."""
    data_folder: bytes | None
    """KOReader's local folder; None if only sidecars can be reached."""
    version: str = ""
    """Such as "v2026.07"; empty if unknown."""
    migrated: int | None = None
    """The date of its last settings migration, such as 20260623; it determines where settings belong."""
    device_id: str = ""
    sidecars: SidecarLocation = SidecarLocation.BESIDE
    archive: bytes = b""
    """The folder of deleted books as a path on the device; empty without one."""
    annotations_folder: bytes = b""
    """The folder for exported annotations, as a path on the device; empty: beside each sidecar."""
    device_roots: tuple[bytes, ...] = ()
    """The root's path on the device, such as /mnt/onboard."""
    card_roots: tuple[bytes, ...] = ()
    """The memory card's path there."""
    statistics: StatisticsSettings = field(default_factory=StatisticsSettings)
    last_used: datetime | None = None
    """When KOReader last wrote its settings, by the file's time."""
    reader: str = ""
    """A hash of the serial number; empty if unknown. KOReader's own id is copied along with its folder."""
    unread: tuple[UnreadFile, ...] = ()

    @property
    def key(self) -> str:
        """Identifies the device: its id, or else the folder where it is mounted."""
        return self.device_id or f"folder:{self.root.decode('utf-8', 'replace')}"


@dataclass(frozen=True, slots=True)
class PluggedIn:
    """A connected device."""

    device: FoundDevice
    last_read: datetime | None
    """When it was last connected and read; None if never."""

    @property
    def has_news(self) -> bool:
        """Whether KOReader may have written anything since the last import."""
        used = self.device.last_used
        return self.last_read is None or used is None or used > self.last_read


@dataclass(frozen=True, slots=True)
class PagePoint:
    """A position on a page of a PDF, comic or DjVu; None if unknown."""

    page: int | None
    x: float | None
    y: float | None


Position: TypeAlias = str | PagePoint
"""An xpointer in flowing text, or a point on a page."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A highlight, a note or a bookmark."""

    kind: AnnotationKind
    text: str = ""
    """The highlighted text; for a bookmark, KOReader's name for it."""
    note: str = ""
    """The person's note."""
    chapter: str = ""
    drawer: str = ""
    """lighten, underscore, strikeout or invert; empty for a bookmark, and for a highlight without it."""
    color: str = ""
    created: datetime | None = None
    """By the device's clock, without a time zone."""
    updated: datetime | None = None
    page: str | int | None = None
    """An xpointer, or a page number of the file; None if unknown."""
    page_number: int | None = None
    """The page in the layout when it was saved."""
    page_label: str = ""
    start: Position | None = None
    end: Position | None = None
    is_edited: bool = False
    """The person changed the highlighted text."""
    other_engine: bool = False
    """It was made with another rendering engine; its position does not fit the current one."""
    source: bytes = field(default=b"", compare=False, repr=False)
    """The item in KOReader's current form, with fields unknown here; empty for an older form."""

    @property
    def is_placed(self) -> bool:
        """Whether its position in the book is known."""
        return self.page is not None


@dataclass(frozen=True, slots=True)
class AnnotationFile:
    """KOReader's `<name>.annotations.lua`, written by one reader for others to import and delete."""

    path: bytes
    device_id: str
    """The id of the device that wrote it."""
    annotations: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class BookProps:
    """KOReader's metadata of a book, from its file or the person."""

    title: str = ""
    authors: tuple[str, ...] = ()
    series: str = ""
    series_index: float | None = None
    language: str = ""
    keywords: tuple[str, ...] = ()
    description: str = ""
    identifiers: tuple[Identifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A sidecar file of a book."""

    path: bytes
    location: SidecarLocation
    modified_ns: int
    """When it was written, in nanoseconds since 1970, by the device's clock."""
    older_because: Message = NOTHING
    """Why the earlier copy (.old) was read instead; empty if the file itself was."""
    device_path: bytes = b""
    """The book's current or earlier path on the device; empty if unknown."""
    here: bytes | None = None
    """The local path; None if it is on a card or partition that is not mounted."""
    has_file: bool = False
    """The book's file can be reached."""
    digest: str = ""
    """KOReader's binary digest at the first opening (kosync.md section 6)."""
    folder_digest: str = ""
    """The digest that its folder is named by: the file's latest."""
    props: BookProps = field(default_factory=BookProps)
    """Including the person's changes on the device."""
    status: DeviceStatus | None = None
    """None if never set; KOReader shows that as Reading."""
    rating: int | None = None
    """1 to 5."""
    review: str = ""
    modified: date | None = None
    """When status, rating or review last changed, or the first opening; not a finish date."""
    percent: float | None = None
    """0..1."""
    xpointer: str = ""
    page: int | None = None
    pages: int | None = None
    """In the current layout."""
    label_pages: int | None = None
    """By publisher's labels or synthetic pages."""
    has_even_labels: bool = False
    """These pages have equal length (synthetic), so that positions can be scaled to them."""
    hides_pages: bool = False
    """Parts of the book, such as appendices, are not counted as pages."""
    annotations: tuple[Annotation, ...] = ()
    can_take_in: bool = True
    """KOReader can add to its annotations: they are in the form since v2024.07, with creation times."""
    handed_over: AnnotationFile | None = None
    """Files beside it that the device has not imported yet, or wrote for others."""
    page_times: tuple[tuple[int, int], ...] = ()
    """From before statistics had a database: page turns as seconds since 1970 and page."""
    archived: datetime | None = None
    """When it was archived, by the device's clock."""

    @property
    def title(self) -> str:
        """The title, otherwise the file name."""
        return self.props.title or path_text(os.path.basename(self.device_path))  # noqa: PTH119

    def count(self, *kinds: AnnotationKind) -> int:
        """The number of annotations of these kinds."""
        return sum(annotation.kind in kinds for annotation in self.annotations)


@dataclass(frozen=True, slots=True)
class DeviceBook:
    """A book of a device: its newest sidecar, and older ones of the same book."""

    newest: Sidecar
    others: tuple[Sidecar, ...] = ()
    last_opened: datetime | None = None


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """An entry of KOReader's history."""

    device_path: bytes
    opened: datetime


@dataclass(frozen=True, slots=True)
class StatisticsBook:
    """A book in the device's statistics; a book may have several rows."""

    id: int
    title: str
    authors: str
    digest: str
    """Of the first opening, in lower case; empty in rows from before 2020."""
    pages: int
    series: str
    language: str
    read_seconds: int
    """Including views whose rows are gone."""
    read_pages: int
    last_open: int
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page view."""

    book_id: int | None
    """None for an orphan: lost by a bug until 2023."""
    page: int
    start: int
    """Seconds since 1970, by the device's clock."""
    seconds: int
    total_pages: int
    """Of the layout at that time; 0 if unknown."""


class PageRows(Sequence[PageRow]):
    """The page views of a device, book by book."""

    __slots__ = ("by_book",)

    def __init__(self, by_book: Mapping[int | None, PageColumns]) -> None:
        self.by_book = by_book

    @classmethod
    def of(cls, rows: Sequence[PageRow]) -> "PageRows":
        """The rows grouped by book."""
        if isinstance(rows, PageRows):
            return rows
        by_book: dict[int | None, PageColumns] = {}
        for row in rows:
            by_book.setdefault(row.book_id, PageColumns()).append(
                row.page, row.start, row.seconds, row.total_pages
            )
        return cls(by_book)

    def __len__(self) -> int:
        return sum(map(len, self.by_book.values()))

    def __iter__(self) -> Iterator[PageRow]:
        return (PageRow(book, *view) for book, columns in self.by_book.items() for view in columns)

    @overload
    def __getitem__(self, index: int) -> PageRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[PageRow]: ...
    def __getitem__(self, index: int | slice) -> PageRow | Sequence[PageRow]:
        return tuple(self)[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(len(self))


@dataclass(frozen=True, slots=True)
class DeviceStatistics:
    """The contents of statistics.sqlite3."""

    path: bytes
    schema: int
    """Such as 20221111; 0 before October 2020."""
    books: tuple[StatisticsBook, ...] = ()
    rows: Sequence[PageRow] = ()
    is_damaged: bool = False
    """Only these rows could be recovered."""

    @property
    def seconds(self) -> int:
        """The total duration of all page views, in seconds."""
        return sum(sum(columns.seconds) for columns in PageRows.of(self.rows).by_book.values())

    @property
    def starts(self) -> tuple[int, int] | None:
        """When the first and the last page view began, in Unix seconds; None without any."""
        found = [columns.starts for columns in PageRows.of(self.rows).by_book.values() if columns]
        return (min(map(min, found)), max(map(max, found))) if found else None


@dataclass(frozen=True, slots=True)
class OldStatistics:
    """A book in KOReader's statistics from before they used a database."""

    path: bytes
    title: str
    authors: str
    digest: str
    pages: int
    read_seconds: int
    page_times: tuple[tuple[int, int], ...]
    """Page turns as seconds since 1970 and page, oldest first."""


@dataclass(frozen=True, slots=True)
class DeviceScan:
    """Everything read from one device."""

    device: FoundDevice
    books: tuple[DeviceBook, ...] = ()
    opened: tuple[OpenedFile, ...] = ()
    """Newest first."""
    statistics: DeviceStatistics | None = None
    old_statistics: tuple[OldStatistics, ...] = ()
    unread: tuple[UnreadFile, ...] = ()
    last_read: datetime | None = None
    """When it was last connected and read; None if never."""
    is_complete: bool = True
    """False if it was stopped: missing data may still be on the device."""

    @property
    def out_of_reach(self) -> int:
        """How many listed books are on a memory card or partition that is not mounted."""
        sidecars = [sidecar for book in self.books for sidecar in (book.newest, *book.others)]
        away = {sidecar.device_path for sidecar in sidecars if sidecar.here is None and sidecar.device_path}
        on_cards = tuple(root + b"/" for root in self.device.card_roots)
        opened = {
            book.device_path for book in self.opened if on_cards and book.device_path.startswith(on_cards)
        }
        return len(away | (opened - {sidecar.device_path for sidecar in sidecars}))
