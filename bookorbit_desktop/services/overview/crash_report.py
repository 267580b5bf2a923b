"""What a person can send about an error that nobody expected."""

import platform
import sqlite3
import traceback

import bookorbit_desktop
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.hiding import for_a_report

MOST_LINES = 200
"""Of a trace: what recurses without end repeats itself."""


def crash_report(error: BaseException, clock: Clock, **versions: str) -> str:
    """Versions, time and trace, as plain text without secrets. `versions` are those of further libraries."""
    known = {
        "BookOrbit Desktop": bookorbit_desktop.__version__,
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        **versions,
        "System": platform.platform(),
        "Time": f"{clock.now():%Y-%m-%d %H:%M:%S} UTC",
    }
    head = [f"{name}: {value}" for name, value in known.items()]
    trace = "".join(traceback.format_exception(error)).splitlines()
    if len(trace) > MOST_LINES:
        trace = [*trace[: MOST_LINES // 2], "…", *trace[-MOST_LINES // 2 :]]
    return for_a_report("\n".join([*head, "", *trace]))
