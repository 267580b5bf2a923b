"""The command for reading figures: stats."""

import argparse
import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bookorbit_desktop.cli.arguments import day, enum_word, printable_text
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.overview.dashboard import CurrentBook
from bookorbit_desktop.domain.reading.forecast import BacklogForecast, FinishForecast, GoalForecast
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.domain.reading.statistics import BookTime, Statistics, StatisticsFilter, TimeAndPages
from bookorbit_desktop.services.container import Services

_MINUTE = 60
_BOOKS = 10
_NOT_YET = "not enough reading yet"
_WRONG_CLOCK = "Left out because a device's clock was wrong (before 2007 or after tomorrow): {}."
_COUNTING = "Still counting: these figures will grow. Run “stats” again in a moment."
_NOTHING = "No reading is recorded here yet. Read a little on your device, or import its statistics."
_NOTHING_FITS = "Nothing you read fits. Leave out an option to see more."
"""Shown in the overview; `--by book` shows all."""


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of this command."""
    parser = parsers["stats"]
    parser.add_argument("--since", type=day, metavar="YYYY-MM-DD", help="the first day")
    parser.add_argument("--until", type=day, metavar="YYYY-MM-DD", help="the last day")
    parser.add_argument("--year", type=_year, metavar="YEAR", help="only this year")
    parser.add_argument(
        "--status",
        type=enum_word(ReadingStatus),
        metavar="STATUS",
        help=f"only books with this status: {', '.join(ReadingStatus)}",
    )
    parser.add_argument(
        "--device", type=printable_text, default="", metavar="NAME", help="only what was read on this device"
    )
    parser.add_argument(
        "--genre", type=printable_text, default="", metavar="NAME", help="only books of this genre"
    )
    parser.add_argument(
        "--author", type=printable_text, default="", metavar="NAME", help="only books by this author"
    )
    parser.add_argument(
        "--by",
        choices=("day", "month", "book", "device"),
        help="list what was read by day, month, book or device",
    )
    parser.add_argument(
        "--day-start", type=int, metavar="HOUR", help="from now on, begin each day at this hour, 0 to 12"
    )
    parser.add_argument("--rebuild", action="store_true", help="recalculate every day first")
    parser.add_argument("--json", action="store_true")


def check(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """Check the arguments: a year excludes a period, and a period must end after it begins."""
    since, until = arguments.since, arguments.until
    if arguments.year is not None and (since or until):
        parser.error("--year can't be combined with --since or --until")
    if since and until and until < since:
        parser.error("--until is before --since")


async def stats(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """`stats`."""
    time = services.reading_time
    if arguments.day_start is not None:
        await asyncio.to_thread(services.preferences.change, day_starts_at=arguments.day_start)
    if arguments.rebuild:
        await asyncio.to_thread(time.rebuild)
    statistics_filter = _statistics_filter(arguments)
    found = await asyncio.to_thread(time.statistics, statistics_filter)
    is_behind = services.cloud_folder.is_reading or await asyncio.to_thread(time.is_behind)
    wrong = await asyncio.to_thread(time.wrong_clocks)
    ahead = await asyncio.to_thread(_forecasts, services) if statistics_filter == StatisticsFilter() else None
    if arguments.json:
        console.dump(
            _document(found)
            | {"counting": is_behind, "page_views_of_wrong_clocks": wrong}
            | ({} if ahead is None else {"forecast": _forecast_document(ahead)})
        )
    elif arguments.by is not None:
        _show_list(found, arguments.by, console)
    else:
        _show(found, console)
        if ahead is not None and found.books:
            _show_forecasts(ahead, console)
        if not found.books and not is_behind:
            console.say()
            console.say(_NOTHING if statistics_filter == StatisticsFilter() else _NOTHING_FITS)
    if wrong and not arguments.json:
        told = (f"{views:,} page view{'s' * (views > 1)} ({name})" for name, views in wrong.items())
        console.say(_WRONG_CLOCK.format(", ".join(told)))
    if is_behind and not arguments.json:
        console.say(_COUNTING)
    return 0


def _statistics_filter(arguments: argparse.Namespace) -> StatisticsFilter:
    since, until = arguments.since, arguments.until
    if arguments.year is not None:
        since, until = date(arguments.year, 1, 1), date(arguments.year, 12, 31)
    return StatisticsFilter(
        since, until, arguments.status, arguments.device, arguments.genre, arguments.author
    )


def _year(text: str) -> int:
    if not text.isdecimal() or not 1900 <= int(text) <= 9999:
        raise argparse.ArgumentTypeError("a year such as 2026")
    return int(text)


def _show(found: Statistics, console: Console) -> None:
    rows = [
        ("Time", _duration(found.total.seconds)),
        ("Pages", _pages(found.total)),
        ("Days with reading", str(found.total.days)),
        ("Days in a row", f"{found.streak} (longest: {found.longest_streak})"),
        ("Pace", _pace(found.total)),
        (
            "Books finished",
            f"{found.finished} (this year: {found.finished_this_year}, this month: {found.finished_this_month})",
        ),
    ]
    width = max(len(name) for name, _ in rows) + 2
    for name, value in rows:
        console.say(f"{name + ':':{width}}{value}")
    if found.books:
        console.say()
        _show_books(found.books[:_BOOKS], console)
    if len(found.books) > _BOOKS:
        console.say(f"{len(found.books) - _BOOKS} more: “stats --by book” lists all.")


def _show_list(found: Statistics, by: str, console: Console) -> None:
    if by == "book":
        _show_books(found.books, console)
    elif by == "day":
        days = [(str(one.day), _duration(one.seconds), str(one.pages)) for one in found.days.values()]
        console.table(("DAY", "TIME", "PAGES"), days)
    elif by == "month":
        months = {f"{month:%Y-%m}": read for month, read in sorted(found.months.items())}
        _show_groups("MONTH", months, console)
    else:
        _show_groups("DEVICE", dict(sorted(found.devices.items())), console)


def _show_groups(heading: str, groups: Mapping[str, TimeAndPages], console: Console) -> None:
    rows = [
        (name, _duration(read.seconds), _pages(read), str(read.days), _pace(read))
        for name, read in groups.items()
    ]
    console.table((heading, "TIME", "PAGES", "DAYS", "PACE"), rows)


def _show_books(books: tuple[BookTime, ...], console: Console) -> None:
    rows = [
        (
            "" if book.book_id is None else str(book.book_id),
            _called(book),
            _duration(book.read.seconds),
            _pages(book.read),
            _pace(book.read),
            str(book.first),
            str(book.last),
        )
        for book in books
    ]
    console.table(("ID", "TITLE", "TIME", "PAGES", "PACE", "FIRST", "LAST"), rows)


def _called(book: BookTime) -> str:
    return ", ".join(filter(None, (book.title, book.authors))) or book.document


@dataclass(frozen=True, slots=True)
class _Ahead:
    """The forecasts."""

    books: Sequence[CurrentBook]
    backlog: BacklogForecast
    year: GoalForecast


def _forecasts(services: Services) -> _Ahead:
    shown = services.dashboard.load()
    return _Ahead(shown.current, shown.backlog, shown.year)


def _show_forecasts(ahead: _Ahead, console: Console) -> None:
    console.say()
    rows = [(str(book.id), book.title, _left(book.forecast), *_dates(book.forecast)) for book in ahead.books]
    if rows:
        console.table(("ID", "READING NOW", "LEFT", "LIKELY FINISHED", "BETWEEN"), rows)
        console.say()
    until = ahead.backlog.until
    waiting = f"{ahead.backlog.books} books, {ahead.backlog.pages} pages"
    console.say(f"Not begun:  {waiting}; {f'read by {until} at your pace' if until else _NOT_YET}")
    projected = ahead.year.projected
    console.say(f"This year:  {_NOT_YET if projected is None else f'about {projected} books at your pace'}")


def _left(forecast: FinishForecast | None) -> str:
    return _NOT_YET if forecast is None else _duration(forecast.seconds_left)


def _dates(forecast: FinishForecast | None) -> tuple[str, str]:
    if forecast is None or forecast.likely is None:
        return _NOT_YET, ""
    return str(forecast.likely), f"{forecast.earliest} and {forecast.latest}"


def _forecast_document(ahead: _Ahead) -> dict[str, object]:
    """A forecast as a document; None if too little has been read."""
    return {
        "books": [
            {
                "id": book.id,
                "title": book.title,
                "seconds_left": None if book.forecast is None else book.forecast.seconds_left,
                **{
                    name: None if day is None else day.isoformat() for name, day in _named_days(book.forecast)
                },
            }
            for book in ahead.books
        ],
        "backlog": {
            "books": ahead.backlog.books,
            "pages": ahead.backlog.pages,
            "until": None if ahead.backlog.until is None else ahead.backlog.until.isoformat(),
        },
        "year": {"finished": ahead.year.finished, "projected": ahead.year.projected},
    }


def _named_days(forecast: FinishForecast | None) -> tuple[tuple[str, date | None], ...]:
    days = (None,) * 3 if forecast is None else (forecast.earliest, forecast.likely, forecast.latest)
    return tuple(zip(("earliest", "likely", "latest"), days, strict=True))


def _duration(seconds: int) -> str:
    hours, minutes = divmod(seconds // _MINUTE, _MINUTE)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min"


def _pages(read: TimeAndPages) -> str:
    return str(round(read.pages))


def _pace(read: TimeAndPages) -> str:
    return _NOT_YET if read.pace is None else f"{round(read.pace)} pages an hour"


def _document(found: Statistics) -> dict[str, object]:
    return {
        "total": _figures(found.total),
        "finished": {
            "all": found.finished,
            "this_year": found.finished_this_year,
            "this_month": found.finished_this_month,
        },
        "streak": {"current": found.streak, "longest": found.longest_streak},
        "days": [
            {"day": day.isoformat(), "seconds": figures.seconds, "pages": figures.pages}
            for day, figures in found.days.items()
        ],
        "months": [
            {"month": f"{month:%Y-%m}", **_figures(read)} for month, read in sorted(found.months.items())
        ],
        "devices": [{"device": name, **_figures(read)} for name, read in sorted(found.devices.items())],
        "books": [
            {
                "id": book.book_id,
                "title": book.title,
                "authors": book.authors,
                "document": book.document,
                **_figures(book.read),
                "first": book.first.isoformat(),
                "last": book.last.isoformat(),
            }
            for book in found.books
        ],
    }


def _figures(read: TimeAndPages) -> dict[str, object]:
    return {
        "seconds": read.seconds,
        "pages": round(read.pages, 1),
        "device_pages": round(read.device_pages, 1),
        "days": read.days,
        "pages_per_hour": None if read.pace is None else round(read.pace, 1),
    }


SUBJECT = Subject(add_arguments, {"stats": stats}, {"stats": check})
