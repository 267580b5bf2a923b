"""Arguments of the command for the relay."""

import argparse


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What can be typed for this command."""
    relay = commands.add_parser("relay", help="also sync with another kosync server")
    relay.add_argument("action", choices=("status", "on", "off", "now"), nargs="?", default="status")
    relay.add_argument(
        "--url", metavar="URL", help="with on: the other server, such as https://sync.example.org"
    )
    relay.add_argument("--username", metavar="U", help="with on: your user name there")
    relay.add_argument(
        "--password-stdin", action="store_true", help="with on: read the password from standard input"
    )
    relay.add_argument("--json", action="store_true", help="print the status as JSON")
