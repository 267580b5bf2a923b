"""One record per book of a device, from its sidecars and its old and new statistics."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import chain
from math import inf
from pathlib import PurePath
from typing import Final

from bookorbit_desktop.domain.base.titles import are_clearly_different, author_similarity, normalise_title
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.domain.usb.device_import import DeviceReading, DeviceRecord
from bookorbit_desktop.domain.usb.files import (
    DeviceBook,
    DeviceScan,
    DeviceStatus,
    OldStatistics,
    PageRows,
    Sidecar,
    StatisticsBook,
    StatisticsSettings,
)
from bookorbit_desktop.domain.usb.page_columns import PageColumns
from bookorbit_desktop.domain.usb.page_views import (
    EARLIEST,
    END,
    LEAST_SECONDS,
    DayOf,
    PageView,
    PageViews,
    Runs,
    by_document,
    last_end,
    seconds_of,
    since,
    unique_views,
    views_of_turns,
)

SAME_AUTHOR: Final = 0.9
"""How similar one author's names are in two files."""
_STATUSES: Final = {
    DeviceStatus.COMPLETE: ReadingStatus.READ,
    DeviceStatus.ABANDONED: ReadingStatus.ON_HOLD,
}
_HEX: Final = re.compile(r"[0-9a-f]{32}")
_FIRST_PAGES: Final = 0.02
"""0..1; an open book not read for LEAST_SECONDS was only looked at."""


@dataclass(slots=True)
class _Draft:
    """The data of one device book found so far."""

    title: str
    authors: tuple[str, ...]
    digests: list[str] = field(default_factory=list)
    book: DeviceBook | None = None
    statistics: list[StatisticsBook] = field(default_factory=list)
    old: list[OldStatistics] = field(default_factory=list)


_CLOCKS_DIFFER: Final = 86_400
"""Seconds by which a device's clock may be ahead, such as in another zone."""

Shift = Callable[[int], int]
"""The seconds to add to a time by the device's clock."""


def gather(
    scan: DeviceScan, day_of: DayOf, shift: Shift = lambda start: 0, now: float = inf
) -> list[DeviceRecord]:
    """The books of a device by title, each once. `day_of` and `shift` correct its clock; `now` is ours."""
    drafts = _Drafts()
    for book in scan.books:
        drafts.add_sidecars(book)
    known = scan.statistics.books if scan.statistics else ()
    for statistics in sorted(known, key=lambda book: not valid_digest(book.digest)):
        draft = drafts.find(statistics.title, _names(statistics.authors), valid_digest(statistics.digest))
        draft.statistics.append(statistics)
    for old in scan.old_statistics:
        drafts.find(old.title, _names(old.authors), valid_digest(old.digest)).old.append(old)
    rows = PageRows.of(scan.statistics.rows if scan.statistics else ()).by_book
    settings = scan.device.statistics
    records = [
        _with_time(_record(draft, rows, settings, day_of), draft.book, shift, now) for draft in drafts.all
    ]
    return sorted(_with_own_keys(records), key=lambda record: (record.title.casefold(), record.key))


def statistics_documents(books: Iterable[StatisticsBook]) -> dict[int, str]:
    """The document of each book by its id, as `gather` tells it: its digest, or its title and author."""
    drafts, found = _Drafts(), {}
    for book in sorted(books, key=lambda book: not valid_digest(book.digest)):
        digest = valid_digest(book.digest)
        draft = drafts.find(book.title, _names(book.authors), digest)
        found[book.id] = digest or _document_of(draft, _name_of(draft, None))
    return found


def named_document(title: str, authors: str) -> str:
    """What stands for a book without a digest; `authors` one a line."""
    draft = _Draft(title, _names(authors))
    return _document_of(draft, _name_of(draft, None))


def by_other_clock(record: DeviceRecord, day_of: DayOf, shift: Shift, now: float = inf) -> DeviceRecord:
    """Return the record with its days calculated by another clock."""
    sidecar = record.book.newest if record.book else None
    device_reading = _reading(sidecar, record.views, day_of)
    return _with_time(replace(record, device_reading=device_reading), record.book, shift, now)


def _with_time(record: DeviceRecord, book: DeviceBook | None, shift: Shift, now: float) -> DeviceRecord:
    """The record with the time it was last read. Ignores a future time, from a wrong device clock."""
    at = _read_at(record.last_read, book.newest if book else None, shift)
    is_possible = at is not None and at <= now + _CLOCKS_DIFFER
    return replace(record, device_reading=replace(record.device_reading, read_at=at if is_possible else None))


def newest_first(records: Iterable[DeviceRecord]) -> list[DeviceRecord]:
    """Sort for planning and importing: of several files of a book, the newest one counts."""
    return sorted(records, key=lambda record: record.device_reading.read_at or 0, reverse=True)


def unplaced_views(scan: DeviceScan) -> tuple[PageView, ...]:
    """Return the page views of books that are no longer in the statistics.

    Their document is the only part the device still has: an id of its own, or nothing.
    """
    if scan.statistics is None:
        return ()
    known = {book.id for book in scan.statistics.books}
    lost = (
        PageViews(f"lost:{scan.device.key}:{'' if book_id is None else book_id}", columns)
        for book_id, columns in PageRows.of(scan.statistics.rows).by_book.items()
        if book_id not in known
    )
    return tuple(unique_views(chain.from_iterable(lost)))


def is_same_name(first: tuple[str, Sequence[str]], other: tuple[str, Sequence[str]]) -> bool:
    """Whether title and author are equal; a side that names no author counts as equal."""
    title = normalise_title(first[0])
    if not title or title != normalise_title(other[0]):
        return False
    names = author_similarity(tuple(first[1]), tuple(other[1]))
    return names is None or names >= SAME_AUTHOR


class _Drafts:
    """The books so far, by digest and by title."""

    def __init__(self) -> None:
        self.all: list[_Draft] = []
        self._by_digest: defaultdict[str, list[_Draft]] = defaultdict(list)
        self._by_title: defaultdict[str, list[_Draft]] = defaultdict(list)

    def add_sidecars(self, book: DeviceBook) -> None:
        """Add sidecars. Those that share a digest and have similar titles are one book; the newest one
        counts."""
        newest = book.newest
        told = (sidecar.digest for sidecar in (newest, *book.others))
        digests = list(dict.fromkeys(digest for digest in (*told, newest.folder_digest) if digest))
        for digest in digests:
            for draft in self._by_digest[digest]:
                if draft.book is not None and not are_clearly_different(draft.title, newest.props.title):
                    draft.book = _together(draft.book, book)
                    draft.title = draft.title or newest.props.title
                    draft.digests += [digest for digest in digests if digest not in draft.digests]
                    return
        self._add(_Draft(newest.props.title, newest.props.authors, digests, book))

    def find(self, title: str, authors: tuple[str, ...], digest: str) -> _Draft:
        """Return the book that the statistics belong to: by digest, else by title and author, else a new one."""
        if digest:
            found = [
                draft for draft in self._by_digest[digest] if not are_clearly_different(draft.title, title)
            ]
            found.sort(key=lambda draft: normalise_title(draft.title) != normalise_title(title))
        else:
            alike = self._by_title[normalise_title(title)]
            found = [draft for draft in alike if is_same_name((draft.title, draft.authors), (title, authors))]
            found = found if len(found) == 1 else []
        return found[0] if found else self._add(_Draft(title, authors, [digest] if digest else []))

    def _add(self, draft: _Draft) -> _Draft:
        self.all.append(draft)
        for digest in draft.digests:
            self._by_digest[digest].append(draft)
        self._by_title[normalise_title(draft.title)].append(draft)
        return draft


def _together(book: DeviceBook, other: DeviceBook) -> DeviceBook:
    sidecars = (book.newest, *book.others, other.newest, *other.others)
    newest, *others = sorted(sidecars, key=lambda sidecar: -sidecar.modified_ns)
    times = [time for time in (book.last_opened, other.last_opened) if time is not None]
    return DeviceBook(newest, tuple(others), max(times, default=None))


def _record(
    draft: _Draft,
    rows: Mapping[int | None, PageColumns],
    settings: StatisticsSettings,
    day_of: DayOf,
) -> DeviceRecord:
    sidecar = draft.book.newest if draft.book else None
    name = _name_of(draft, sidecar)
    metadata = _metadata(draft, sidecar)
    document = _document_of(draft, name)
    views = _views(draft, rows, document, settings)
    seconds = sum(statistics.read_seconds for statistics in draft.statistics) + sum(
        statistics.read_seconds for statistics in draft.old
    )
    return DeviceRecord(
        key=f"{draft.digests[0] if draft.digests else ''}:{name}",
        title=metadata.title,
        metadata=metadata,
        is_named=bool(draft.title),
        digests=tuple(draft.digests),
        device_reading=_reading(sidecar, views, day_of),
        views=views,
        undated_seconds=0 if views else seconds,
        review=sidecar.review if sidecar else "",
        last_read=_last_read(draft.book, views),
        book=draft.book,
        is_barely_opened=_is_barely_opened(sidecar, views, seconds),
    )


def _document_of(draft: _Draft, name: str) -> str:
    return draft.digests[0] if draft.digests else f"name:{name}"


def _name_of(draft: _Draft, sidecar: Sidecar | None) -> str:
    """The folded title; without a digest also the author, because two books may share a title."""
    title = normalise_title(draft.title or (sidecar.title if sidecar else ""))
    return title if draft.digests or not draft.authors else f"{title}, {normalise_title(draft.authors[0])}"


def _metadata(draft: _Draft, sidecar: Sidecar | None) -> BookMetadata:
    if sidecar is None:
        told = next(iter(draft.statistics), None)
        language = told.language if told else ""
        return BookMetadata(title=draft.title, authors=draft.authors, language=language)
    props = sidecar.props
    return BookMetadata(
        title=_shown_title(draft, sidecar),
        authors=props.authors,
        series=props.series,
        series_index=props.series_index,
        language=props.language,
        identifiers=tuple(identifier for identifier in props.identifiers if identifier.scheme),
        description=props.description,
        subjects=props.keywords,
    )


def _shown_title(draft: _Draft, sidecar: Sidecar) -> str:
    """The title, else the file name, else some other label, so that no book is dropped."""
    title = sidecar.props.title or PurePath(sidecar.title).stem
    return title or (f"Untitled {draft.digests[0][:8]}" if draft.digests else "")


def _views(
    draft: _Draft, rows: Mapping[int | None, PageColumns], document: str, settings: StatisticsSettings
) -> Sequence[PageView]:
    """The page views from the database, else those from before databases existed. Oldest first."""
    told = [
        PageViews(valid_digest(statistics.digest) or document, rows[statistics.id])
        for statistics in draft.statistics
        if statistics.id in rows
    ]
    if len(told) == 1 and told[0].columns.is_chronological:
        return told[0]
    views = (
        unique_views(chain.from_iterable(told))
        if told
        else unique_views(_old_views(draft, document, settings))
    )
    parts = by_document(views)
    # Of one document they stay in columns, however they lay there.
    return parts[0] if len(parts) == 1 else tuple(views)


def _old_views(draft: _Draft, document: str, settings: StatisticsSettings) -> Iterator[PageView]:
    """The page views from before databases existed."""
    for old in draft.old:
        yield from views_of_turns(valid_digest(old.digest) or document, old.page_times, old.pages, settings)
    if draft.book and not draft.old:
        newest = draft.book.newest
        yield from views_of_turns(document, newest.page_times, newest.pages or 0, settings)


def _reading(sidecar: Sidecar | None, views: Sequence[PageView], day_of: DayOf) -> DeviceReading:
    runs = Runs(since(views, EARLIEST))
    run = _shown_run(sidecar, runs)
    device_reading = DeviceReading(
        started=day_of(run[0].start) if run else None,
        completions=tuple(runs.completions(day_of)),
    )
    if sidecar is None:
        return device_reading
    word = sidecar.status
    begun = ReadingStatus.READING if sidecar.percent or views else None
    device_reading = replace(
        device_reading,
        status=_STATUSES.get(word, begun) if word else begun,
        marked_on=sidecar.modified,
        rating=None if sidecar.rating is None else float(sidecar.rating),
        percentage=float(sidecar.percent) if sidecar.percent else None,
    )
    if word is not DeviceStatus.COMPLETE:
        return device_reading
    # The device wrote the day by its own zone: a day more is none.
    until = sidecar.modified
    if until is not None and until < date.max:
        until += timedelta(days=1)
    return replace(device_reading, finished=runs.end_reached(day_of, until), approximate=sidecar.modified)


def _shown_run(sidecar: Sidecar | None, runs: Runs) -> Sequence[PageView]:
    """The views of the current read, or of the latest one if the device says the book is finished."""
    is_at_end = sidecar is not None and (
        sidecar.status is DeviceStatus.COMPLETE or (sidecar.percent or 0.0) >= END
    )
    return runs.latest if is_at_end else runs.under_way


def _last_read(book: DeviceBook | None, views: Sequence[PageView]) -> int | None:
    opened = book.last_opened if book else None
    times = [int(opened.timestamp())] if opened is not None else []
    end = last_end(views)
    return max((*times, *(() if end is None else (end,))), default=None)


def _read_at(last_read: int | None, sidecar: Sidecar | None, shift: Shift) -> int | None:
    """When it was last read by the corrected clock, else when KOReader last wrote about it; Unix seconds."""
    if last_read is None and sidecar is not None and sidecar.modified_ns > 0:
        last_read = sidecar.modified_ns // 10**9
    return None if last_read is None else last_read + shift(last_read)


def _is_barely_opened(sidecar: Sidecar | None, views: Sequence[PageView], seconds: int) -> bool:
    if max(seconds, seconds_of(views)) >= LEAST_SECONDS:
        return False
    if sidecar is None:
        return True
    is_marked = sidecar.status in _STATUSES or sidecar.rating is not None or bool(sidecar.review)
    return not (is_marked or sidecar.annotations) and (sidecar.percent or 0.0) <= _FIRST_PAGES


def _with_own_keys(records: Sequence[DeviceRecord]) -> list[DeviceRecord]:
    """Number copies with the same name and no digest, in path order."""
    seen: Counter[str] = Counter()
    own = []
    for record in records:
        seen[record.key] += 1
        number = seen[record.key]
        own.append(record if number == 1 else replace(record, key=f"{record.key} #{number}"))
    return own


def valid_digest(text: str) -> str:
    """The digest; empty if the statistics hold something else there."""
    return text if _HEX.fullmatch(text) else ""


def _names(authors: str) -> tuple[str, ...]:
    return tuple(name for line in authors.split("\n") if (name := line.strip()))
