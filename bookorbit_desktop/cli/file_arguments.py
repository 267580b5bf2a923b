"""What can be typed for the commands that change a person's files."""

import argparse
from collections.abc import Callable

from bookorbit_desktop.domain.files.runs import WrittenPart


def add_parsers(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", text: Callable[[str], str]
) -> None:
    """What can be typed for these commands. `text` refuses what is no text."""
    organise = commands.add_parser(
        "organise", help="show where files would go by the template, and copy or move them there"
    )
    organise.add_argument("book_ids", nargs="*", type=int, metavar="BOOK_ID", help="these books alone")
    action = organise.add_mutually_exclusive_group()
    action.add_argument("--copy", action="store_true", help="leave the files, and copy them")
    action.add_argument("--move", action="store_true")
    action.add_argument("--undo", action="store_true", help="take the last run back")
    action.add_argument("--on", action="store_true", help="allow it; off by default")
    action.add_argument("--off", action="store_true")
    organise.add_argument("--dry-run", action="store_true", help="only show what would happen")
    organise.add_argument(
        "--into", metavar="FOLDER", help="a folder of the library (default: each file's own)"
    )
    organise.add_argument("--template", type=text, metavar="T", help="such as {author}/[{series} - ]{title}")
    write = commands.add_parser(
        "write-metadata", help="show what the library knows and EPUBs do not, and write it into them"
    )
    write.add_argument("book_ids", nargs="*", type=int, metavar="BOOK_ID")
    write.add_argument(
        "--also",
        action="append",
        type=WrittenPart,
        choices=tuple(WrittenPart),
        default=[],
        metavar="PART",
        help=f"write this, too: {', '.join(WrittenPart)} (the one you chose); more than once for several",
    )
    action = write.add_mutually_exclusive_group()
    action.add_argument("--dry-run", action="store_true", help="only show what would change")
    action.add_argument("--undo", action="store_true", help="put back what the last run changed")
    action.add_argument("--accept", action="store_true", help="delete the backups of what was written")
    action.add_argument("--on", action="store_true", help="allow it; off by default")
    action.add_argument("--off", action="store_true")
