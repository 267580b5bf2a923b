"""Arguments of the command for highlights and notes."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bookorbit_desktop.cli.device_scan_arguments import folder

FORMATS = ("markdown", "csv", "json", "html")


def add_parsers(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    text: Callable[[str], str],
    day: Callable[[str], date],
) -> None:
    """What can be typed for this command."""
    highlights = commands.add_parser(
        "highlights", help="list, export, copy or remove highlights, notes and bookmarks"
    )
    _add_filters(highlights, text, day)
    highlights.add_argument("--newest", action="store_true", help="newest first instead of reading order")
    highlights.add_argument("--limit", type=int, metavar="N", help="only the first N")
    highlights.add_argument("--json", action="store_true")
    acts = highlights.add_subparsers(dest="act", metavar="ACT", title="acts")
    export = acts.add_parser("export", help="write to a file")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument(
        "--format", choices=FORMATS, default="markdown", help=f"{', '.join(FORMATS)} (default: markdown)"
    )
    export.add_argument(
        "--template",
        type=Path,
        metavar="FILE",
        help="Markdown template; “highlights template” prints the default",
    )
    _add_filters(export, text, day)
    acts.add_parser("template", help="print the default template for editing")
    carry = acts.add_parser(
        "carry", help="copy to a connected device; KOReader imports them when a book is opened"
    )
    carry.add_argument("path", type=folder, metavar="PATH", help="the device's drive or KOReader's folder")
    carry.add_argument(
        "--card",
        type=folder,
        action="append",
        default=[],
        metavar="PATH",
        help="the memory card's drive",
    )
    carry.add_argument(
        "--put-back",
        action="store_true",
        help="also copy what was deleted on the device, such as after a reset",
    )
    carry.add_argument("--book", type=int, metavar="BOOK_ID", help="only from this book")
    carry.add_argument("--dry-run", action="store_true", help="only show what would be written")
    carry.add_argument("--json", action="store_true", help="print everything as JSON")
    for act, does in (
        ("remove", "remove them from all lists; importing again doesn't bring them back"),
        ("restore", "restore removed ones"),
    ):
        parser = acts.add_parser(act, help=does)
        parser.add_argument("ids", type=int, nargs="+", metavar="ID")


def _add_filters(
    parser: argparse.ArgumentParser, text: Callable[[str], str], day: Callable[[str], date]
) -> None:
    from bookorbit_desktop.domain.highlights.annotations import AnnotationStanding
    from bookorbit_desktop.domain.usb.files import AnnotationKind

    parser.add_argument("--book", type=int, metavar="BOOK_ID")
    parser.add_argument(
        "--search",
        type=text,
        default="",
        metavar="WORDS",
        help="words in the text, note, chapter, title or author",
    )
    parser.add_argument("--chapter", type=text, metavar="NAME")
    parser.add_argument("--color", type=text, metavar="C", help="such as yellow")
    parser.add_argument("--style", type=text, metavar="S", help="lighten, underscore, strikeout or invert")
    parser.add_argument("--kind", type=AnnotationKind, choices=list(AnnotationKind), help="one of these")
    parser.add_argument(
        "--device", type=text, default="", metavar="NAME", help="only what this device has or had"
    )
    parser.add_argument(
        "--since", type=day, metavar="DAY", help="created on or after this day, as YYYY-MM-DD"
    )
    parser.add_argument("--until", type=day, metavar="DAY", help="created on or before this day")
    standing = parser.add_mutually_exclusive_group()
    standing.add_argument(
        "--gone",
        action="store_const",
        const=AnnotationStanding.GONE,
        dest="standing",
        help="only those no longer on a device",
    )
    standing.add_argument(
        "--removed",
        action="store_const",
        const=AnnotationStanding.REMOVED,
        dest="standing",
        help="only those you removed",
    )
    note = parser.add_mutually_exclusive_group()
    note.add_argument("--with-note", action="store_const", const=True, dest="has_note")
    note.add_argument("--without-note", action="store_const", const=False, dest="has_note")
