"""The command for a year in review: year."""

import argparse
import asyncio

from bookorbit_desktop.cli.arguments import printable_text
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.reading.year import YearBook, YearInReview
from bookorbit_desktop.services.container import Services

_HOUR, _MINUTE = 3600, 60
_AUTHORS = 5


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of this command."""
    parser = parsers["year"]
    parser.add_argument("year", type=_year, metavar="YEAR")
    parser.add_argument(
        "--output",
        type=printable_text,
        default="",
        metavar="FILE",
        help="write a picture (.png) or a PDF (.pdf)",
    )
    parser.add_argument("--json", action="store_true")


async def year(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """`year`."""
    if arguments.output:
        path = console.cwd / arguments.output
        review = await asyncio.to_thread(services.year_files.write, arguments.year, path)
    else:
        review = await asyncio.to_thread(services.statistics.year, arguments.year)
    if arguments.json:
        console.dump(_document(review))
    elif arguments.output:
        console.say(f"{review.year} in review: {arguments.output}")
    else:
        _show(review, console)
    return 0


def _year(text: str) -> int:
    if not text.isdecimal() or not 1900 <= int(text) <= 9998:
        raise argparse.ArgumentTypeError("a year such as 2026")
    return int(text)


def _show(review: YearInReview, console: Console) -> None:
    if review.is_empty:
        console.say(f"Nothing was read or finished in {review.year}.")
        return
    rows = [
        ("Books finished", str(len(review.books))),
        ("Time", _duration(review.seconds)),
        ("Pages", str(review.pages)),
        ("Days with reading", str(review.days)),
        ("Longest streak", f"{review.longest_streak} days"),
        ("Authors", ", ".join(author.name for author in review.authors[:_AUTHORS]) or "–"),
        ("Fastest", _named(review.fastest)),
        ("Longest", _named(review.longest)),
        ("First", _named(review.books[0] if review.books else None)),
        ("Last", _named(review.books[-1] if review.books else None)),
    ]
    width = max(len(name) for name, _ in rows) + 2
    for name, value in rows:
        console.say(f"{name + ':':{width}}{value}")


def _named(book: YearBook | None) -> str:
    if book is None:
        return "–"
    facts = [f"finished {book.finished_on}"]
    facts += [f"in {book.days} days"] if book.days else []
    facts += [f"{book.pages} pages"] if book.pages else []
    return f"{book.title} ({', '.join(facts)})"


def _duration(seconds: int) -> str:
    hours, minutes = divmod(seconds // _MINUTE, _HOUR // _MINUTE)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min"


def _document(review: YearInReview) -> dict[str, object]:
    return {
        "year": review.year,
        "books": [_book(book) for book in review.books],
        "seconds": review.seconds,
        "pages": review.pages,
        "days": review.days,
        "longest_streak": review.longest_streak,
        "months": [
            {
                "month": f"{month.month:%Y-%m}",
                "seconds": month.seconds,
                "pages": round(month.pages, 1),
                "finished": month.finished,
            }
            for month in review.months
        ],
        "authors": [
            {
                "name": amount.name,
                "seconds": amount.seconds,
                "pages": round(amount.pages, 1),
                "books": amount.books,
            }
            for amount in review.authors
        ],
    }


def _book(book: YearBook) -> dict[str, object]:
    return {
        "id": book.id,
        "title": book.title,
        "authors": list(book.authors),
        "finished": book.finished_on.isoformat(),
        "days": book.days,
        "pages": book.pages,
        "rating": book.rating,
    }


SUBJECT = Subject(add_arguments, {"year": year})
