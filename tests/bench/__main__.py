"""`python -m tests.bench NAME`: runs one benchmark and prints its figures."""

import runpy
import sys
from pathlib import Path

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_"))

if len(sys.argv) < 2 or sys.argv[1] not in NAMES:
    sys.exit(f"usage: python -m tests.bench {{{','.join(NAMES)}}} [OPTIONS]")
name = sys.argv.pop(1)
runpy.run_module(f"tests.bench.{name}", run_name="__main__", alter_sys=True)
