"""Arguments of the commands that change a person's files."""

import argparse
from collections.abc import Callable


def add_parsers(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", text: Callable[[str], str]
) -> None:
    """What can be typed for these commands. `text` refuses what is no text."""
    from bookorbit_desktop.domain.files.runs import WrittenPart

    organise = commands.add_parser(
        "organise", help="show where the template would put files, and copy or move them there"
    )
    organise.add_argument("book_ids", nargs="*", type=int, metavar="BOOK_ID", help="only these books")
    action = organise.add_mutually_exclusive_group()
    action.add_argument("--copy", action="store_true", help="copy files instead of moving them")
    action.add_argument("--move", action="store_true")
    action.add_argument("--undo", action="store_true", help="undo the last run")
    action.add_argument("--on", action="store_true", help="turn this on (off by default)")
    action.add_argument("--off", action="store_true")
    organise.add_argument("--dry-run", action="store_true", help="only show what would happen")
    organise.add_argument("--into", metavar="FOLDER", help="library folder (default: each file's own)")
    organise.add_argument("--template", type=text, metavar="T", help="such as {author}/[{series} - ]{title}")
    write = commands.add_parser(
        "write-metadata", help="show where EPUB files differ from the library, and update them"
    )
    write.add_argument("book_ids", nargs="*", type=int, metavar="BOOK_ID")
    write.add_argument(
        "--also",
        action="append",
        type=WrittenPart,
        choices=tuple(WrittenPart),
        default=[],
        metavar="PART",
        help=f"also write this: {', '.join(WrittenPart)} (the one you chose); can be repeated",
    )
    action = write.add_mutually_exclusive_group()
    action.add_argument("--dry-run", action="store_true", help="only show what would change")
    action.add_argument("--undo", action="store_true", help="undo the last run")
    action.add_argument("--accept", action="store_true", help="delete the backups of changed files")
    action.add_argument("--on", action="store_true", help="turn this on (off by default)")
    action.add_argument("--off", action="store_true")
