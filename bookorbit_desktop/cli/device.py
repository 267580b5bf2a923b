"""The command for USB devices: list them, and show KOReader's data on one."""

import argparse
import asyncio
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from bookorbit_desktop.cli.arguments import add_cards, folder
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.device_import import add_import_arguments, check_import_arguments, import_device
from bookorbit_desktop.cli.device_reading import read_device
from bookorbit_desktop.cli.device_setup import add_setup_arguments, setup
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.moments import iso_time
from bookorbit_desktop.domain.base.numbers import whole_percent
from bookorbit_desktop.domain.base.shown_text import path_text
from bookorbit_desktop.domain.usb.files import (
    AnnotationKind,
    DeviceBook,
    DeviceKind,
    DeviceScan,
    DeviceStatistics,
    DeviceStatus,
    FoundDevice,
    OldStatistics,
    PluggedIn,
    Sidecar,
)
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.runtime.run_cancel import RunCancel

_KINDS = {
    DeviceKind.KOBO: "Kobo",
    DeviceKind.KINDLE: "Kindle",
    DeviceKind.POCKETBOOK: "PocketBook",
    DeviceKind.CERVANTES: "Cervantes",
    DeviceKind.REMARKABLE: "reMarkable",
    DeviceKind.ANDROID: "Android",
    DeviceKind.COMPUTER: "computer",
    DeviceKind.FOLDER: "folder",
    DeviceKind.KOINSIGHT: "KoInsight",
}
_STATUSES = {
    None: "Reading",
    DeviceStatus.READING: "Reading",
    DeviceStatus.COMPLETE: "Finished",
    DeviceStatus.ABANDONED: "On hold",
}
_HEADER = ("TITLE", "AUTHOR", "STATUS", "PROGRESS", "RATING", "HIGHLIGHTS", "NOTES", "BOOKMARKS", "DIGEST")


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of this command."""
    device = parsers["device"]
    device.add_argument("--json", action="store_true", help="list connected devices as JSON")
    acts = device.add_subparsers(dest="act", metavar="ACT", title="acts")
    scan = acts.add_parser("scan", help="show KOReader's data on a device without changing anything")
    scan.add_argument(
        "path",
        type=folder,
        metavar="PATH",
        help="the device's drive, KOReader's folder, a folder of books, or KoInsight's database",
    )
    add_cards(scan)
    scan.add_argument("--json", action="store_true", help="print JSON")
    add_import_arguments(acts)
    add_setup_arguments(acts)


async def device(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """List the connected devices, or read, import from or set up one."""
    if arguments.act == "scan":
        return await _scan(services, arguments, console)
    if arguments.act == "import":
        return await import_device(services, arguments, console)
    if arguments.act == "setup":
        return await setup(services, arguments, console)
    found = await asyncio.to_thread(services.device_scan.plugged_in)
    if arguments.json:
        console.dump([_device_document(plugged_in.device, plugged_in.last_read) for plugged_in in found])
    elif found:
        console.table(
            ("KIND", "KOREADER", "LAST USED", "LAST READ", "FOLDER"),
            [_row(plugged_in) for plugged_in in found],
        )
    else:
        console.say("No KOReader device is connected. “device scan PATH” scans any folder.")
    return 0


def _row(plugged_in: PluggedIn) -> tuple[str, ...]:
    found = plugged_in.device
    times = (_time(found.last_used) or "", _time(plugged_in.last_read) or "never")
    return (_KINDS[found.kind], found.version, *times, path_text(found.root))


async def _scan(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    cancel = RunCancel()
    try:
        scan = await read_device(services, arguments, console, cancel)
    except asyncio.CancelledError:
        cancel.set()
        raise
    if arguments.json:
        console.dump(_document(scan))
    else:
        _say(scan, console)
    if not scan.is_complete:
        console.complain("bookorbit-desktop: Stopped. Only what was read so far is shown.")
        return 1
    return 0


def _say(scan: DeviceScan, console: Console) -> None:
    console.say(_headline(scan))
    if scan.books:
        console.table(_HEADER, [_cells(book.newest) for book in scan.books])
    else:
        console.say("No books have been opened on it yet.")
    console.say(_statistics_text(scan.statistics))
    if scan.old_statistics:
        console.say(
            f"Older statistics for {len(scan.old_statistics)} books, from before KOReader used a database."
        )
    settings = scan.device.statistics
    if not settings.is_enabled:
        console.say("This device records no statistics: they are turned off in KOReader.")
    if settings.freezes_finished:
        console.say("This device records no statistics for finished books.")
    for book in scan.books:
        if book.newest.older_because:
            console.complain(
                f"{path_text(book.newest.path)}: read from its backup copy. {book.newest.older_because}"
            )
    for unread in scan.unread:
        console.complain(f"{path_text(unread.path)}: {unread.reason}")


def _headline(scan: DeviceScan) -> str:
    found = scan.device
    koreader = f"KOReader {found.version}".strip() if found.data_folder is not None else "no KOReader found"
    parts = [f"{_KINDS[found.kind]}, {koreader}", f"in {path_text(found.root)}"]
    if found.last_used is not None:
        parts.append(f"last used {_time(found.last_used)}")
    parts.append(f"last imported {_time(scan.last_read)}" if scan.last_read else "first import")
    return "; ".join(parts) + "."


def _cells(book: Sidecar) -> tuple[str, ...]:
    return (
        " ".join(book.title.split()),
        ", ".join(book.props.authors),
        _STATUSES[book.status],
        "" if book.percent is None else f"{whole_percent(book.percent)}%",
        str(book.rating or ""),
        str(book.count(AnnotationKind.HIGHLIGHT)),
        str(book.count(AnnotationKind.NOTE)),
        str(book.count(AnnotationKind.BOOKMARK)),
        book.digest,
    )


def _statistics_text(statistics: DeviceStatistics | None) -> str:
    if statistics is None:
        return "No statistics."
    hours, minutes = divmod(statistics.seconds // 60, 60)
    return (
        f"Statistics for {len(statistics.books)} books: {len(statistics.rows)} page views, "
        f"{hours} h {minutes} min."
    )


def _document(scan: DeviceScan) -> dict[str, Any]:
    return {
        "device": _device_document(scan.device, scan.last_read),
        "books": [_book_document(book) for book in scan.books],
        "history": [
            {"device_path": path_text(opened.device_path), "opened": _time(opened.opened)}
            for opened in scan.opened
        ],
        "statistics": scan.statistics and _statistics_document(scan.statistics),
        "old_statistics": [_old_document(old) for old in scan.old_statistics],
        "unread": [{"path": path_text(unread.path), "reason": unread.reason} for unread in scan.unread],
        "complete": scan.is_complete,
    }


def _device_document(found: FoundDevice, last_read: datetime | None) -> dict[str, Any]:
    settings = found.statistics
    return {
        "kind": found.kind,
        "folder": path_text(found.root),
        "koreader_folder": None if found.data_folder is None else path_text(found.data_folder),
        "version": found.version or None,
        "last_migration_date": found.migrated,
        "device_id": found.device_id or None,
        "sidecars": found.sidecars,
        "last_used": _time(found.last_used),
        "last_read": _time(last_read),
        "statistics_settings": {
            "enabled": settings.is_enabled,
            "min_seconds": settings.min_seconds,
            "max_seconds": settings.max_seconds,
            "freezes_finished": settings.freezes_finished,
            "day_start_minutes": settings.day_start_minutes,
            "week_start": settings.week_start,
        },
    }


def _book_document(book: DeviceBook) -> dict[str, Any]:
    newest = book.newest
    return {
        "title": newest.title,
        "authors": newest.props.authors,
        "series": newest.props.series or None,
        "series_index": newest.props.series_index,
        "language": newest.props.language or None,
        "identifiers": [asdict(identifier) for identifier in newest.props.identifiers],
        "device_path": path_text(newest.device_path),
        "path": None if newest.here is None else path_text(newest.here),
        "has_file": newest.has_file,
        **_sidecar_document(newest),
        "review": newest.review or None,
        "page": newest.page,
        "pages": newest.pages,
        "label_pages": newest.label_pages,
        "even_labels": newest.has_even_labels,
        "hides_pages": newest.hides_pages,
        "highlights": newest.count(AnnotationKind.HIGHLIGHT),
        "notes": newest.count(AnnotationKind.NOTE),
        "bookmarks": newest.count(AnnotationKind.BOOKMARK),
        "without_place": sum(not annotation.is_placed for annotation in newest.annotations),
        "handed_over": _handed_over(newest),
        "last_opened": _time(book.last_opened),
        "archived": newest.archived and newest.archived.isoformat(sep=" "),
        "other_sidecars": [_sidecar_document(other) for other in book.others],
    }


def _handed_over(sidecar: Sidecar) -> dict[str, Any] | None:
    """The annotation files beside a sidecar that other devices can import."""
    file = sidecar.handed_over
    if file is None:
        return None
    return {"file": path_text(file.path), "by": file.device_id, "annotations": len(file.annotations)}


def _sidecar_document(sidecar: Sidecar) -> dict[str, Any]:
    return {
        "sidecar": path_text(sidecar.path),
        "place": sidecar.location,
        "written": _time(datetime.fromtimestamp(sidecar.modified_ns // 10**9, UTC)),
        "older_because": sidecar.older_because or None,
        "digest": sidecar.digest or None,
        "folder_digest": sidecar.folder_digest or None,
        "status": sidecar.status,
        "percent": sidecar.percent,
        "rating": sidecar.rating,
        "modified": sidecar.modified and sidecar.modified.isoformat(),
    }


def _statistics_document(statistics: DeviceStatistics) -> dict[str, Any]:
    starts = statistics.starts
    return {
        "path": path_text(statistics.path),
        "schema": statistics.schema,
        "damaged": statistics.is_damaged,
        "books": len(statistics.books),
        "page_views": len(statistics.rows),
        "seconds": statistics.seconds,
        "first": starts and starts[0],
        "last": starts and starts[1],
    }


def _old_document(old: OldStatistics) -> dict[str, Any]:
    return {
        "title": old.title,
        "authors": old.authors or None,
        "digest": old.digest or None,
        "seconds": old.read_seconds,
        "page_turns": len(old.page_times),
    }


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else iso_time(moment)


def check(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """Checks that argparse can't express; on failure, ends the program with exit code 2."""
    if arguments.act == "import":
        check_import_arguments(parser, arguments)


SUBJECT = Subject(add_arguments, {"device": device}, {"device": check})
