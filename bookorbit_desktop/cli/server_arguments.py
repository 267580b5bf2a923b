"""What can be typed for the command about the server."""

import argparse


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What can be typed for this command."""
    server = commands.add_parser("server", help="where devices reach this computer, and what they may do")
    accepting = server.add_mutually_exclusive_group()
    accepting.add_argument(
        "--accept", dest="accept", action="store_true", default=None, help="accept progress from devices"
    )
    accepting.add_argument(
        "--no-accept", dest="accept", action="store_false", help="refuse it until --accept; devices are told"
    )
    server.add_argument(
        "--add-name",
        action="append",
        default=[],
        metavar="NAME",
        help="answer to this name, too, such as that of a reverse proxy; may be given several times",
    )
    server.add_argument(
        "--remove-name", action="append", default=[], metavar="NAME", help="answer to this name no more"
    )
    server.add_argument("--json", action="store_true")
