"""`python -m tests.screenshots [--output DIR] [--only WORD] [--variant THEME-SCALE-LANGUAGE]`.

Each variant runs in a process of its own: scale and language hold for a whole program.
"""

import argparse
import itertools
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SCREEN = Path(__file__).parents[1] / "ui" / "screen.json"
THEMES, SCALES, LANGUAGES = ("light", "dark"), ("100", "150"), ("en", "de", "fr")


def main() -> int:
    """Make every picture; how many it were is printed at the end."""
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("--output", type=Path, default=Path("build/screenshots"), metavar="DIR")
    parser.add_argument("--only", default="", metavar="WORD", help="screens whose name has WORD in it")
    parser.add_argument("--variant", metavar="THEME-SCALE-LANGUAGE", help="such as dark-150-fr")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    if arguments.here:
        return _in_this_process(arguments)
    every = ["-".join(variant) for variant in itertools.product(THEMES, SCALES, LANGUAGES)]
    for variant in [arguments.variant] if arguments.variant else every:
        done = _in_another_process(variant, arguments)
        if done:
            return done
    sys.stdout.write(f"{len(list(arguments.output.glob('*.png')))} pictures in {arguments.output}\n")
    return 0


def _in_another_process(variant: str, arguments: argparse.Namespace) -> int:
    scale = variant.split("-")[1]
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={SCREEN}",
        "QT_SCALE_FACTOR": f"{int(scale) / 100:g}",
    }
    command = [sys.executable, "-m", "tests.screenshots", "--here", "--variant", variant]
    command += ["--output", str(arguments.output), "--only", arguments.only]
    return subprocess.run(command, env=environment, check=False).returncode


def _in_this_process(arguments: argparse.Namespace) -> int:
    from tests.screenshots.studio import take_pictures

    theme, scale, language = arguments.variant.split("-")
    with tempfile.TemporaryDirectory() as folder:
        taken = take_pictures(
            Path(folder), arguments.output, arguments.only, theme=theme, scale=scale, language=language
        )
    sys.stdout.write(f"{arguments.variant}: {taken} pictures\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
