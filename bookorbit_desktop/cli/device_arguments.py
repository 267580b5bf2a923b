"""What can be typed for the command about devices."""

import argparse
from collections.abc import Callable


def add_parsers(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", text: Callable[[str], str]
) -> None:
    """What can be typed for this command. `text` refuses bytes that are no text."""
    devices = commands.add_parser("devices", help="the readers that sent their place; name or forget one")
    devices.add_argument("--json", action="store_true", help="the list as JSON")
    acts = devices.add_subparsers(dest="act", metavar="ACT", title="acts")
    rename = acts.add_parser("rename", help="call a device so, here alone; an empty name takes that back")
    rename.add_argument("device", type=int, metavar="ID")
    rename.add_argument("name", type=text, metavar="NAME")
    forget = acts.add_parser("forget", help="take a device off the list until it sends its place again")
    forget.add_argument("device", type=int, metavar="ID")
    forget.add_argument("--stop", action="store_true", help="put it back onto the list")
    fixed = acts.add_parser("fixed", help="say that no other device reports the id of this one any more")
    fixed.add_argument("device", type=int, metavar="ID")
