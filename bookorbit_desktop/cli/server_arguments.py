"""Arguments of the command for the server."""

import argparse


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What can be typed for this command."""
    server = commands.add_parser("server", help="show or change how devices reach this computer")
    accepting = server.add_mutually_exclusive_group()
    accepting.add_argument(
        "--accept", dest="accept", action="store_true", default=None, help="accept progress from devices"
    )
    accepting.add_argument(
        "--no-accept", dest="accept", action="store_false", help="refuse progress until --accept"
    )
    server.add_argument(
        "--add-name",
        action="append",
        default=[],
        metavar="NAME",
        help="also answer to this name, such as a reverse proxy's; can be repeated",
    )
    server.add_argument(
        "--remove-name", action="append", default=[], metavar="NAME", help="stop answering to this name"
    )
    server.add_argument("--json", action="store_true")
