"""Changed requests to a running `serve`, and changed files for every reader: what becomes of them, as tables.

The same seed gives the same requests and files. `--first` goes on where an earlier part ended.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.acceptance.program import Program
from tests.bench import _fuzz_files, _fuzz_server


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", choices=("requests", "files", "both"), default="both")
    parser.add_argument("--seed", type=int, default=12)
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first request or file")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--keep", type=Path, help="a folder for the files that a reader did not cope with")
    options = parser.parse_args()
    is_sound = True
    with tempfile.TemporaryDirectory(prefix="bo-fuzz-") as name:
        folder = Path(name)
        samples = _fuzz_files.samples(folder / "samples")
        if options.part != "files":
            runtime = folder / "run"
            runtime.mkdir(mode=0o700)
            program = Program(folder / "data", runtime)
            is_sound &= _fuzz_server.run(
                program,
                folder / "samples",
                options.seed,
                options.first,
                options.requests,
                options.connections,
            )
        if options.part != "requests":
            is_sound &= _fuzz_files.run(
                samples, folder / "changed", options.seed, options.first, options.files, options.keep
            )
    sys.exit(0 if is_sound else 1)


if __name__ == "__main__":
    main()
