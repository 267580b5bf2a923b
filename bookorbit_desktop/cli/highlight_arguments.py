"""What can be typed for the command about highlights and notes."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bookorbit_desktop.cli.device_scan_arguments import folder
from bookorbit_desktop.domain.highlights.annotations import AnnotationStanding
from bookorbit_desktop.domain.usb.files import AnnotationKind

FORMATS = ("markdown", "csv", "json", "html")


def add_parsers(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    text: Callable[[str], str],
    day: Callable[[str], date],
) -> None:
    """What can be typed for this command."""
    highlights = commands.add_parser(
        "highlights", help="highlights, notes and bookmarks of your devices: find, export, carry, remove"
    )
    _add_filters(highlights, text, day)
    highlights.add_argument("--newest", action="store_true", help="the newest first, not in reading order")
    highlights.add_argument("--limit", type=int, metavar="N", help="only the first N")
    highlights.add_argument("--json", action="store_true")
    acts = highlights.add_subparsers(dest="act", metavar="ACT", title="acts")
    export = acts.add_parser("export", help="write them to a file")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument(
        "--format", choices=FORMATS, default="markdown", help=f"{', '.join(FORMATS)} (default: markdown)"
    )
    export.add_argument(
        "--template",
        type=Path,
        metavar="FILE",
        help="how the Markdown looks; “highlights template” prints the usual one",
    )
    _add_filters(export, text, day)
    acts.add_parser("template", help="print the usual template, to be changed")
    carry = acts.add_parser(
        "carry", help="leave them beside the books of a plugged-in device; KOReader takes them in itself"
    )
    carry.add_argument("path", type=folder, metavar="PATH", help="where it is mounted, or KOReader's folder")
    carry.add_argument(
        "--card",
        type=folder,
        action="append",
        default=[],
        metavar="PATH",
        help="where its memory card is mounted",
    )
    carry.add_argument(
        "--put-back",
        action="store_true",
        help="also what was deleted on the device, as after a reset or on a copy of it",
    )
    carry.add_argument("--book", type=int, metavar="BOOK_ID", help="only those of this book")
    carry.add_argument("--dry-run", action="store_true", help="only show what would be written")
    carry.add_argument("--json", action="store_true", help="everything as JSON")
    for act, does in (
        ("remove", "take them out of every list; importing again does not bring them back"),
        ("restore", "put removed ones back"),
    ):
        parser = acts.add_parser(act, help=does)
        parser.add_argument("ids", type=int, nargs="+", metavar="ID")


def _add_filters(
    parser: argparse.ArgumentParser, text: Callable[[str], str], day: Callable[[str], date]
) -> None:
    parser.add_argument("--book", type=int, metavar="BOOK_ID")
    parser.add_argument(
        "--search",
        type=text,
        default="",
        metavar="WORDS",
        help="words of text, note, chapter, title or author",
    )
    parser.add_argument("--chapter", type=text, metavar="NAME")
    parser.add_argument("--color", type=text, metavar="C", help="such as yellow")
    parser.add_argument("--style", type=text, metavar="S", help="lighten, underscore, strikeout or invert")
    parser.add_argument("--kind", type=AnnotationKind, choices=list(AnnotationKind), help="one of these")
    parser.add_argument("--device", type=text, default="", metavar="NAME", help="what this device has or had")
    parser.add_argument("--since", type=day, metavar="DAY", help="made on this day or later, as YYYY-MM-DD")
    parser.add_argument("--until", type=day, metavar="DAY", help="made on this day or earlier")
    standing = parser.add_mutually_exclusive_group()
    standing.add_argument(
        "--gone",
        action="store_const",
        const=AnnotationStanding.GONE,
        dest="standing",
        help="only those that a device had and has not any more",
    )
    standing.add_argument(
        "--removed",
        action="store_const",
        const=AnnotationStanding.REMOVED,
        dest="standing",
        help="those that you removed here",
    )
    note = parser.add_mutually_exclusive_group()
    note.add_argument("--with-note", action="store_const", const=True, dest="has_note")
    note.add_argument("--without-note", action="store_const", const=False, dest="has_note")
