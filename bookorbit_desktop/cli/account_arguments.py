"""Arguments of the commands for logins."""

import argparse


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What can be typed for these commands."""
    credentials = commands.add_parser(
        "credentials", help="show or set the user name and passphrase for KOReader"
    )
    credentials.add_argument("--username", metavar="U")
    source = credentials.add_mutually_exclusive_group()
    source.add_argument(
        "--password-stdin", action="store_true", help="read the passphrase from standard input"
    )
    source.add_argument("--generate", action="store_true", help="generate a new passphrase")
    source.add_argument(
        "--revoke",
        action="append",
        metavar="NAME",
        help="revoke a paired device; can be repeated",
    )
    source.add_argument("--revoke-all", action="store_true", help="revoke all paired devices")
    credentials.add_argument("--json", action="store_true")
    pairing = commands.add_parser(
        "pair", help="for two minutes, let a device create its own login with KOReader's Register"
    )
    pairing.add_argument("--yes", action="store_true", help="allow the first device without asking")
    pairing.add_argument("--json", action="store_true", help="print the result as JSON")


def check(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """Checks that argparse can't express; on failure, ends the program with exit code 2."""
    if arguments.username is not None and (arguments.revoke or arguments.revoke_all):
        parser.error("--revoke can't be combined with --username")
