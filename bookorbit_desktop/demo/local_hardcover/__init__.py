"""A Hardcover on this computer, for `--demo` and for the tests (local-hardcover.md)."""

from bookorbit_desktop.demo.local_hardcover.faults import FaultKind
from bookorbit_desktop.demo.local_hardcover.limits import FREE, SUPPORTER, UNLIMITED, Tier, VirtualClock
from bookorbit_desktop.demo.local_hardcover.oauth import DEMO_CLIENT_ID
from bookorbit_desktop.demo.local_hardcover.options import Options
from bookorbit_desktop.demo.local_hardcover.server import DEMO_TOKEN, LocalHardcover
from bookorbit_desktop.demo.local_hardcover.world import NewEdition, NewRead, World, isbn10, isbn13

__all__ = [
    "DEMO_CLIENT_ID",
    "DEMO_TOKEN",
    "FREE",
    "SUPPORTER",
    "UNLIMITED",
    "FaultKind",
    "LocalHardcover",
    "NewEdition",
    "NewRead",
    "Options",
    "Tier",
    "VirtualClock",
    "World",
    "isbn10",
    "isbn13",
]
