"""How long a command takes, how much memory it needs at most, and which files it changes."""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.acceptance.program import Program

_LAUNCHER: Final = (
    "import resource, subprocess, sys; code = subprocess.call(sys.argv[2:]);"
    " open(sys.argv[1], 'w').write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)); sys.exit(code)"
)
"""A small process of its own: of its children it counts only their memory, not that of the tests."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A command that has ended with exit code 0, and what it took."""

    document: Any
    """What `--json` says."""
    seconds: float
    peak: int
    """Bytes of memory of the largest process, workers among them."""


def measured(program: Program, folder: Path, *words: str | Path) -> Measured:
    """Run a command to its end. `folder` takes its temporary files, and must be empty again afterwards."""
    folder.mkdir()
    peak = folder.with_name(f"{folder.name}-peak")
    begin = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-S", "-c", _LAUNCHER, str(peak), *program.command(*words)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=program.home,
        env=program.environment | {"TMPDIR": str(folder)},
        timeout=240,
    )
    seconds = time.monotonic() - begin
    said = done.stderr.decode()
    assert done.returncode == 0, said
    assert "Traceback" not in said, said
    return Measured(json.loads(done.stdout), seconds, int(peak.read_text()) * 1024)


def tree(folder: Path) -> dict[str, tuple[int, int, int, int]]:
    """Every path under a folder with what a program could change; nothing is opened, links are not followed."""
    found = {}
    for path in (folder, *folder.rglob("*")):
        status = path.lstat()
        found[str(path)] = (status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return found
