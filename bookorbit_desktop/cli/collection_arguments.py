"""Arguments of the commands for shelves, saved filters and tags of one's own."""

import argparse
from collections.abc import Callable

from bookorbit_desktop.domain.reading.reading import ReadingStatus


def add_parsers(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    text: Callable[[str], str],
    status: Callable[[str], ReadingStatus],
) -> None:
    """What can be typed for these commands. `text` refuses what is no text, `status` what is no status."""
    shelf = commands.add_parser(
        "shelf", help="your own shelves and saved filters: list, fill, rename, delete"
    )
    shelves = shelf.add_subparsers(dest="act", metavar="ACT", title="acts", required=True)
    _add_acts(shelves, "shelf", "SHELF")
    saving = shelves.add_parser("save", help="save a filter under a name; its books follow by themselves")
    saving.add_argument("name", metavar="SHELF")
    saving.add_argument(
        "--query", type=text, default="", metavar="Q", help="words in the title, author or series"
    )
    saving.add_argument("--status", type=status, metavar="S", help=", ".join(ReadingStatus))
    for facet in ("author", "genre", "series", "language", "format", "shelf", "tag"):
        saving.add_argument(
            f"--{facet}", action="append", default=[], metavar=facet[0].upper(), help=f"a {facet}; repeatable"
        )
    tag = commands.add_parser("tag", help="your own tags: list, give, take, rename, delete")
    tags = tag.add_subparsers(dest="act", metavar="ACT", title="acts", required=True)
    _add_acts(tags, "tag", "TAG")
    taking = tags.add_parser(
        "from-calibre", help="give the books of a Calibre library the tags they have there"
    )
    taking.add_argument("folder", metavar="FOLDER")


def _add_acts(acts: "argparse._SubParsersAction[argparse.ArgumentParser]", word: str, metavar: str) -> None:
    listing = acts.add_parser("list", help=f"list every {word} with its number of books")
    listing.add_argument("--json", action="store_true")
    showing = acts.add_parser("show", help=f"list the books of one {word}")
    showing.add_argument("name", metavar=metavar)
    showing.add_argument("--json", action="store_true")
    adding = acts.add_parser("add", help=f"add books to a {word}, which is created if it's new")
    adding.add_argument("name", metavar=metavar)
    adding.add_argument("book_ids", nargs="*", type=int, metavar="BOOK_ID")
    removing = acts.add_parser("remove", help=f"take books out of a {word}")
    removing.add_argument("name", metavar=metavar)
    removing.add_argument("book_ids", nargs="+", type=int, metavar="BOOK_ID")
    renaming = acts.add_parser("rename", help=f"rename a {word}")
    renaming.add_argument("name", metavar=metavar)
    renaming.add_argument("new_name", metavar="NEW_NAME")
    deleting = acts.add_parser("delete", help=f"delete a {word}; its books stay in the library")
    deleting.add_argument("name", metavar=metavar)
