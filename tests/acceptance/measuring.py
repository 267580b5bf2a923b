"""How much processor time a command takes, how much memory it needs at most, and which files it changes."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.acceptance.program import PATIENCE, Program

_LAUNCHER: Final = (
    "import resource, subprocess, sys; code = subprocess.call(sys.argv[2:]);"
    " used = resource.getrusage(resource.RUSAGE_CHILDREN);"
    " open(sys.argv[1], 'w').write(f'{used.ru_utime + used.ru_stime} {used.ru_maxrss}'); sys.exit(code)"
)
"""A small process of its own: of its children it counts what they use, not the tests."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A command that has ended with exit code 0, and what it took."""

    document: Any
    """What `--json` says."""
    seconds: float
    """Of processor time, with that of its workers; a busy machine takes no more."""
    peak: int
    """Bytes of memory of the largest process, workers among them."""


def measured(program: Program, folder: Path, *words: str | Path) -> Measured:
    """Run a command to its end. `folder` takes its temporary files, and must be empty again afterwards."""
    folder.mkdir()
    used = folder.with_name(f"{folder.name}-used")
    done = subprocess.run(
        [sys.executable, "-S", "-c", _LAUNCHER, str(used), *program.command(*words)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=program.home,
        env=program.environment | {"TMPDIR": str(folder)},
        timeout=2 * PATIENCE,
    )
    said = done.stderr.decode()
    assert done.returncode == 0, said
    assert "Traceback" not in said, said
    seconds, peak = used.read_text().split()
    return Measured(json.loads(done.stdout), float(seconds), int(peak) * 1024)


def tree(folder: Path) -> dict[str, tuple[int, int, int, int]]:
    """Every path under a folder with what a program could change; nothing is opened, links are not followed."""
    found = {}
    for path in (folder, *folder.rglob("*")):
        status = path.lstat()
        found[str(path)] = (status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return found
