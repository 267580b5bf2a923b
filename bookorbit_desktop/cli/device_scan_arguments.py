"""What can be typed for the command about devices that are plugged in."""

import argparse
from pathlib import Path


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What can be typed for this command."""
    device = commands.add_parser(
        "device", help="KOReader devices that are plugged in: find them, read them, set one up"
    )
    device.add_argument("--json", action="store_true", help="what is plugged in as JSON")
    acts = device.add_subparsers(dest="act", metavar="ACT", title="acts")
    scan = acts.add_parser("scan", help="show what KOReader keeps on a device; nothing there is changed")
    scan.add_argument(
        "path",
        type=Path,
        metavar="PATH",
        help="where it is mounted, or KOReader's folder, or a folder of books",
    )
    scan.add_argument(
        "--card",
        type=Path,
        action="append",
        default=[],
        metavar="PATH",
        help="where its memory card is mounted",
    )
    scan.add_argument("--json", action="store_true", help="everything as JSON")
    _add_setup(acts)


def _add_setup(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    setup = acts.add_parser(
        "setup", help="write address, login and catalogue to a device; --undo takes it back"
    )
    setup.add_argument("path", type=Path, metavar="PATH", help="where it is mounted, or KOReader's folder")
    setup.add_argument("--dry-run", action="store_true", help="only show what would change")
    setup.add_argument("--undo", action="store_true", help="put back what was there before")
    setup.add_argument(
        "--keep-changes",
        action="store_true",
        help="with --undo: only BookOrbit's settings, where KOReader has written since",
    )
    setup.add_argument(
        "--address", default="", metavar="URL", help="the address devices shall use (default: the likeliest)"
    )
    setup.add_argument(
        "--password-stdin",
        action="store_true",
        help="read your passphrase, where no password store keeps it; it is not changed",
    )
    setup.add_argument(
        "--koreader-closed",
        action="store_true",
        help="KOReader is closed on the device; needed where BookOrbit cannot see that",
    )
    setup.add_argument("--json", action="store_true", help="what changes as JSON")
