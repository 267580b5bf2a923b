"""Places where a program waits for its test: a signal or a kill meets it there, however busy the machine is."""

import errno
import itertools
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.acceptance.fork_server import HALTS
from tests.acceptance.program import until

_NUMBERS = itertools.count()


class Halt:
    """Lets a program wait at the end of the `times`-th call of one of its functions."""

    def __init__(self, folder: Path, place: str, times: int = 1) -> None:
        """`place` is written like an entry point, as its callers find it: "package.module:Class.method"."""
        self.place, self.times = place, times
        self.pipe = folder / f"halt-{next(_NUMBERS)}"
        os.mkfifo(self.pipe)

    @contextmanager
    def reached(self) -> Iterator[None]:
        """Wait until the program is there. It goes on afterwards, unless it has been killed."""
        held = until(self._meet, f"the program comes to {self.place}")
        assert held is not None
        try:
            yield
        finally:
            os.close(held)

    def _meet(self) -> int | None:
        """The pipe, once the program waits at its other end."""
        try:
            return os.open(self.pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            if error.errno != errno.ENXIO:  # nobody is there yet
                raise
            return None


def halting(*halts: Halt) -> Mapping[str, str]:
    """The environment of a program that waits at these places."""
    return {HALTS: json.dumps([(halt.place, halt.times, str(halt.pipe)) for halt in halts])}
