"""The composition root: it alone knows everybody, builds the parts, and hands them to a door.

Imports are late on purpose: worker processes import this module again, and a window wants to be there first.
"""

import sys
from collections.abc import Sequence
from typing import NoReturn


def run() -> NoReturn:
    """The entry point of both scripts: ends with the exit code of `main`."""
    sys.exit(main(sys.argv[1:]))


def main(argv: Sequence[str]) -> int:
    """Read the arguments and hand over to the window, the server or a command. Returns the exit code.

    0 done, 1 could not be done (and why on standard error), 2 the words were wrong.
    """
    from bookorbit_desktop.cli.arguments import build_parser, check_arguments

    parser = build_parser()
    arguments = parser.parse_args(argv)
    check_arguments(parser, arguments)

    from bookorbit_desktop.app.modes import dispatch

    return dispatch(arguments, list(argv))
