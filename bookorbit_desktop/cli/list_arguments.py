"""Arguments of the command that imports a reading list."""

import argparse
from pathlib import Path


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What can be typed for this command."""
    importing = commands.add_parser(
        "import-csv", help="fill in missing data from a Goodreads or StoryGraph export"
    )
    importing.add_argument("file", type=Path, metavar="FILE", help="the CSV file")
    importing.add_argument("--dry-run", action="store_true", help="only show what would be imported")
    importing.add_argument(
        "--review", action="store_true", help="also import books matched by title and author"
    )
    importing.add_argument(
        "--create", action="store_true", help="create entries without a file for books not in your library"
    )
    importing.add_argument("--json", action="store_true")
