"""The composition root: opens a data folder with its services for the window, server or command line.

Imports are deferred: worker processes import this module again, and would delay the window.
"""

import sys
from collections.abc import Sequence
from typing import NoReturn


def run() -> NoReturn:
    """The entry point of both scripts: ends with the exit code of `main`."""
    from bookorbit_desktop.app.terminal import drop_output, prepare_output, write_out
    from bookorbit_desktop.domain.base.errors import OutputLost

    prepare_output()
    try:
        code = main(sys.argv[1:])
        write_out("", at_once=True)
    except BrokenPipeError:
        drop_output()  # whoever read the output has gone, as `head` does
        code = 1
    except OutputLost as error:
        sys.stderr.write(f"bookorbit-desktop: {error}\n")
        code = 1
    sys.exit(code)


def main(argv: Sequence[str]) -> int:
    """Parse the arguments and run the window, the server or a command. Returns the exit code.

    0 done, 1 failed (with the reason on standard error), 2 usage error.
    """
    from bookorbit_desktop.cli.arguments import build_parser, check_arguments, wanted_command

    parser = build_parser(wanted_command(argv))
    arguments = parser.parse_args(argv)
    check_arguments(parser, arguments)

    from bookorbit_desktop.app.modes import dispatch

    return dispatch(arguments, list(argv))
