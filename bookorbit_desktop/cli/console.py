"""Where a command reads from and writes to: the terminal, or a second start that handed over."""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Ask = Callable[[str], Awaitable[str | None]]
"""Puts a question to the person at the terminal; None when nobody is there to answer."""


async def _nobody(question: str) -> None:
    """A script: nobody answers."""


@dataclass(frozen=True, slots=True)
class Console:
    """The three streams of one command, and the folder its relative paths start from."""

    out: Callable[[str], object]
    err: Callable[[str], object]
    read: Callable[[], str]
    """Everything on standard input; at most once."""
    cwd: Path
    ask: Ask = _nobody

    def say(self, line: str = "") -> None:
        """One line on standard output."""
        self.out(f"{line}\n")

    def complain(self, line: str) -> None:
        """One line on standard error."""
        self.err(f"{line}\n")

    def dump(self, document: Any) -> None:
        """A JSON document on standard output."""
        self.out(json.dumps(document, ensure_ascii=False, indent=2) + "\n")

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Columns as wide as they need to be, on standard output."""
        lines = [header, *rows]
        widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
        for line in lines:
            cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=True)]
            self.say("  ".join(cells).rstrip())
