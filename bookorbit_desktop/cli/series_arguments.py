"""Arguments of the commands for series and authors."""

import argparse
from collections.abc import Callable


def add_parsers(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", text: Callable[[str], str]
) -> None:
    """What can be typed for these commands. `text` refuses what is no text."""
    series = commands.add_parser(
        "series", help="list series with what is read, next and missing; or the books of one"
    )
    series.add_argument("name", nargs="?", type=text, metavar="NAME", help="a series, ignoring case")
    authors = commands.add_parser("authors", help="list authors with what is read, or the books of one")
    authors.add_argument("name", nargs="?", type=text, metavar="NAME", help="an author, ignoring case")
    for parser in (series, authors):
        parser.add_argument("--json", action="store_true")
