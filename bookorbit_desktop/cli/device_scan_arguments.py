"""What can be typed for the command about devices that are plugged in."""

import argparse
from pathlib import Path


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What can be typed for this command."""
    device = commands.add_parser("device", help="KOReader devices that are plugged in: find them, read them")
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
