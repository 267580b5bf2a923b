"""Arguments of the command for devices."""

import argparse
from collections.abc import Callable


def add_parsers(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", text: Callable[[str], str]
) -> None:
    """What can be typed for this command. `text` refuses bytes that are no text."""
    devices = commands.add_parser("devices", help="list devices that have synced; rename or forget one")
    devices.add_argument("--json", action="store_true", help="the list as JSON")
    acts = devices.add_subparsers(dest="act", metavar="ACT", title="acts")
    rename = acts.add_parser("rename", help="rename a device in BookOrbit; an empty name restores its own")
    rename.add_argument("device", type=int, metavar="ID")
    rename.add_argument("name", type=text, metavar="NAME")
    forget = acts.add_parser("forget", help="remove a device from the list until it syncs again")
    forget.add_argument("device", type=int, metavar="ID")
    forget.add_argument("--stop", action="store_true", help="put it back on the list")
    fixed = acts.add_parser("fixed", help="confirm that no other device reports this device's ID")
    fixed.add_argument("device", type=int, metavar="ID")
