"""Reads sidecars of any age, and groups those about the same book."""

import os
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

from bookorbit_desktop.devices.annotation_files import annotation_file_path, read_annotation_file
from bookorbit_desktop.devices.annotations import has_complete_list, read_annotations
from bookorbit_desktop.devices.files import Unread, read_lua
from bookorbit_desktop.devices.lua_values import LuaTable, finite, whole
from bookorbit_desktop.devices.paths import DevicePaths
from bookorbit_desktop.devices.sidecar_locations import FoundSidecar
from bookorbit_desktop.domain.base.isbn import normalise_isbn
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.titles import normalise_title
from bookorbit_desktop.domain.library.metadata import Identifier
from bookorbit_desktop.domain.usb.files import (
    AnnotationFile,
    BookProps,
    DeviceBook,
    DeviceStatus,
    OpenedFile,
    Sidecar,
    SidecarLocation,
    UnreadFile,
)


def read_opened(data_folder: bytes) -> tuple[list[OpenedFile], list[UnreadFile]]:
    """The opened books with their times, newest first, and the list itself if it could not be read."""
    path = os.path.join(data_folder, b"history.lua")
    if not any(os.path.lexists(name) for name in (path, path + b".old")):
        return [], []
    try:
        table = read_lua(path).table
    except Unread as error:
        return [], [UnreadFile(path, error.message)]
    found = []
    for line in table.tables_in_order():
        file, time = line.get(b"file"), line.number("time")
        if isinstance(file, bytes) and time is not None and 0 <= time < 2**32:
            found.append(OpenedFile(file, datetime.fromtimestamp(time, UTC)))
    return sorted(found, key=lambda book: book.opened, reverse=True), []


_DIGEST = re.compile(r"[0-9a-f]{32}")
_NUMBERED_SERIES = re.compile(r"(.+?) #([0-9]+(?:\.[0-9]+)?)")
_URN = re.compile(r"^urn:", re.IGNORECASE)
MOST_ANNOTATIONS = 50_000
"""Of one book; a person makes hundreds."""
_NOBODY = "N/A"
_OF_TODAY = (SidecarLocation.BESIDE, SidecarLocation.FOLDER, SidecarLocation.DIGEST)


def read_sidecar(
    found: FoundSidecar, paths: DevicePaths, exports: bytes = b""
) -> tuple[Sidecar, list[UnreadFile]]:
    """A sidecar, and the files beside it that could not be read. Raises Unread if the sidecar itself cannot.

    `exports` is the folder for exported annotations, as a path on the device; empty: beside the sidecar.
    """
    file = read_lua(found.path)
    custom, unread = _custom(found)
    table = file.table
    _check_size(table)
    # A sidecar in the archive holds them itself: the file beside it is gone.
    changed = custom.table("custom_props") or table.table("metadata_arc").table("custom_props")
    device_path = table.get(b"doc_path")
    if not isinstance(device_path, bytes) or not device_path:
        device_path = found.device_path or (paths.on_device(found.here) if found.here else b"")
    here = _here(found, device_path, paths)
    handed_over, unread_export = _handed_over(found, device_path, paths.here(exports) if exports else None)
    sidecar = Sidecar(
        path=found.path,
        location=found.location,
        modified_ns=file.modified_ns,
        older_because=file.older_because,
        device_path=device_path,
        here=here,
        has_file=here is not None and os.path.isfile(here),
        digest=_digest(table),
        folder_digest=found.folder_digest,
        props=_props(table, changed),
        annotations=read_annotations(table),
        can_take_in=has_complete_list(table),
        handed_over=handed_over,
        page_times=_page_times(table.table("stats").table("performance_in_pages")),
        archived=_archived(table),
    )
    return _with_reading(sidecar, table), unread + unread_export


def reported_sidecar(table: LuaTable, digest_now: str) -> Sidecar:
    """A sidecar that a device told of over the air. Raises Unread for more annotations than a person makes."""
    _check_size(table)
    device_path = table.get(b"doc_path")
    sidecar = Sidecar(
        path=b"",
        location=SidecarLocation.BESIDE,
        modified_ns=0,
        device_path=device_path if isinstance(device_path, bytes) else b"",
        digest=_digest(table),
        folder_digest=digest_now if _DIGEST.fullmatch(digest_now) else "",
        props=_props(table, LuaTable()),
        annotations=read_annotations(table),
    )
    return _with_reading(sidecar, table)


def group_by_book(sidecars: Iterable[Sidecar]) -> list[DeviceBook]:
    """One entry for each book, with its newest sidecar; a digest with two different titles is two books."""
    groups = _Groups()
    for sidecar in sorted(sidecars, key=lambda sidecar: (not sidecar.digest, -sidecar.modified_ns)):
        groups.add(sidecar)
    books = [DeviceBook(first, tuple(others)) for first, *others in map(_newest_first, groups.all)]
    return sorted(books, key=lambda book: (book.newest.title.casefold(), book.newest.path))


class _Groups:
    """Sidecars by book. Those with a digest come first; the others are identified by the path of their book."""

    def __init__(self) -> None:
        self.all: list[list[Sidecar]] = []
        self._by_digest: dict[str, list[list[Sidecar]]] = {}
        self._by_path: dict[bytes, list[Sidecar]] = {}

    def add(self, sidecar: Sidecar) -> None:
        path = sidecar.device_path or sidecar.path
        group = self._with_digest(sidecar) if sidecar.digest else self._by_path.get(path)
        if group is None:
            group = []
            self.all.append(group)
            if sidecar.digest:
                self._by_digest.setdefault(sidecar.digest, []).append(group)
        group.append(sidecar)
        self._by_path.setdefault(path, group)

    def _with_digest(self, sidecar: Sidecar) -> list[Sidecar] | None:
        title = normalise_title(sidecar.props.title)
        for group in self._by_digest.get(sidecar.digest, ()):
            titles = {normalise_title(sidecar.props.title) for sidecar in group} - {""}
            if not title or not titles or title in titles:
                return group
        return None


def _newest_first(group: list[Sidecar]) -> list[Sidecar]:
    return sorted(group, key=lambda sidecar: -sidecar.modified_ns)


def _custom(found: FoundSidecar) -> tuple[LuaTable, list[UnreadFile]]:
    """The person's own metadata for the book, from a separate file beside the sidecar."""
    if found.location not in _OF_TODAY:
        return LuaTable(), []
    if not any(os.path.lexists(path) for path in (found.custom, found.custom + b".old")):
        return LuaTable(), []
    try:
        return read_lua(found.custom).table, []
    except Unread as error:
        return LuaTable(), [UnreadFile(found.custom, error.message)]


def _handed_over(
    found: FoundSidecar, device_path: bytes, exports: bytes | None
) -> tuple[AnnotationFile | None, list[UnreadFile]]:
    """The annotations that this device or another one exported for others."""
    if found.location not in _OF_TODAY or not device_path:
        return None, []
    path = annotation_file_path(exports or os.path.dirname(found.path), device_path)
    if not os.path.lexists(path):
        return None, []
    try:
        return read_annotation_file(path), []
    except Unread as error:
        return None, [UnreadFile(path, error.message)]


def _here(found: FoundSidecar, device_path: bytes, paths: DevicePaths) -> bytes | None:
    """The book's path on this computer: beside the sidecar under its name, or by the stored path."""
    if found.here is None:
        return paths.here(device_path)
    name = os.path.basename(device_path)
    beside = os.path.join(os.path.dirname(found.here), name)
    return beside if name and os.path.isfile(beside) else found.here


def _check_size(table: LuaTable) -> None:
    lists = (
        table.table(f"{name}{engine}")
        for name in ("annotations", "bookmarks", "highlight")
        for engine in ("", "_rolling", "_paging")
    )
    if any(len(annotations) > MOST_ANNOTATIONS for annotations in lists):
        raise Unread(Message("This file is damaged: it has more than {0} annotations.", MOST_ANNOTATIONS))


def _digest(table: LuaTable) -> str:
    told = (table.text("partial_md5_checksum"), table.table("stats").text("md5"))
    digests = (digest.strip().lower() for digest in told)
    return next((digest for digest in digests if _DIGEST.fullmatch(digest)), "")


def _with_reading(sidecar: Sidecar, table: LuaTable) -> Sidecar:
    """The sidecar with the device's reading state."""
    summary = table.table("summary")
    status, rating = summary.text("status"), summary.whole("rating")
    percent = table.number("percent_finished")
    return replace(
        sidecar,
        status=DeviceStatus(status) if status in list(DeviceStatus) else None,
        rating=rating if rating is not None and 1 <= rating <= 5 else None,
        review=summary.text("note"),
        modified=_day(summary.text("modified")),
        percent=None if percent is None else min(max(percent, 0.0), 1.0),
        xpointer=table.text("last_xpointer"),
        page=table.whole("last_page"),
        pages=_pages(table.whole("doc_pages")) or _pages(table.table("stats").whole("pages")),
        label_pages=_pages(table.whole("pagemap_doc_pages")),
        has_even_labels=bool(table.number("pagemap_chars_per_synthetic_page")),
        hides_pages=table.flag("handmade_flows_enabled"),
    )


def _props(table: LuaTable, custom: LuaTable) -> BookProps:
    """The metadata: the person's own, otherwise the file's, otherwise from the old statistics."""
    told, old = table.table("doc_props"), table.table("stats")

    def first(name: str) -> str:
        return custom.text(name) or told.text(name) or old.text(name)

    series, index = first("series"), custom.number("series_index")
    if index is None:
        index = told.number("series_index")
    numbered = _NUMBERED_SERIES.fullmatch(series)
    if index is None and numbered:
        series, index = numbered[1], finite(numbered[2].encode())
    return BookProps(
        title=first("title").strip(),
        authors=tuple(author for author in _lines(first("authors")) if author != _NOBODY),
        series="" if series == _NOBODY else series,
        series_index=index,
        language="" if first("language") == _NOBODY else first("language"),
        keywords=_lines(first("keywords")),
        description=first("description"),
        identifiers=_identifiers(told.text("identifiers")),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for part in text.split("\n") if (line := part.strip()))


def _identifiers(text: str) -> tuple[Identifier, ...]:
    """The identifiers, one per line."""
    return tuple(dict.fromkeys(_identifier(line) for line in _lines(text)))


def _identifier(line: str) -> Identifier:
    """An identifier such as "calibre:188", even after "urn:". A bare value is an ISBN, or has no scheme."""
    scheme, colon, value = _URN.sub("", line, count=1).partition(":")
    scheme = scheme.strip().lower() if colon else ""
    isbn = normalise_isbn(line) if scheme in ("", "isbn") else None
    if isbn is not None:
        return Identifier("isbn", isbn)
    return Identifier(scheme, value.strip() if colon else line)


def _page_times(table: LuaTable) -> tuple[tuple[int, int], ...]:
    pairs = ((whole(when), whole(page)) for when, page in table.items())
    return tuple(sorted((when, page) for when, page in pairs if when is not None and page is not None))


def _archived(table: LuaTable) -> datetime | None:
    try:
        return datetime.fromisoformat(table.table("metadata_arc").text("datetime")).replace(tzinfo=None)
    except ValueError:
        return None


def _pages(count: int | None) -> int | None:
    return count if count is not None and count > 0 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
