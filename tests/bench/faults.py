"""Starts that cannot work: what a command and the server say of each, as a table.

The faults are those of `tests/faulty_starts.py`; run as root, so that a small disk can be mounted and others played.
"""

import contextlib
import io
import sys
from collections.abc import Callable

import pytest

import bookorbit_desktop.app.background
import bookorbit_desktop.app.modes
import bookorbit_desktop.server.control  # noqa: F401 - now: somebody else may not read the interpreter's own files
from bookorbit_desktop.app import main as program
from tests.faulty_starts import FAULTS, STARTS, Case, content_of, open_case

SERVE = ("serve", "--port", "0")


def main() -> None:
    print("| fault | a command | `serve` | library | it says |\n|---|---|---|---|---|")
    is_sound = True
    for spoil, reason in FAULTS.items():
        try:
            command = _start(spoil)
            served = _start(spoil, SERVE) if spoil in STARTS else command
        except pytest.skip.Exception as skipped:
            print(f"| {spoil.__name__.replace('_', ' ')} | not tried: {skipped} | | | |")
            continue
        is_sound &= all(
            code == 1 and is_kept and reason in said and "Traceback" not in said
            for code, is_kept, said in (command, served)
        )
        serve = str(served[0]) if spoil in STARTS else "–"
        kept = "as before" if command[1] and served[1] else "**changed**"
        print(f"| {spoil.__name__.replace('_', ' ')} | {command[0]} | {serve} | {kept} | {command[2]} |")
    sys.exit(0 if is_sound else 1)


def _start(spoil: Callable[[Case], None], words: tuple[str, ...] = ()) -> tuple[int, bool, str]:
    """Its exit code, whether the library is as it was, and what it said."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, open_case(patch) as case:
        spoil(case)
        before, place = content_of(case), str(case.folder.parent)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = program([*case.data_dir, *(words or case.words)])
        said = f"{out.getvalue()}{err.getvalue()}".strip().removeprefix("bookorbit-desktop: ")
        return code, content_of(case) == before, said.replace(place, "…")


if __name__ == "__main__":
    main()
