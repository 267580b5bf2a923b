"""Input and output of a command: the terminal, or a second instance that passed its command on."""

import json
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Ask = Callable[[str], Awaitable[str | None]]
"""Asks the person at the terminal; None if nobody can answer."""

_ENDS_OF_LINES = re.compile(r"\r\n")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that control a terminal or the text direction. Tabs and line ends are kept."""
_BREAKS = re.compile(r"\s*[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]\s*")


def printable(text: str) -> str:
    """`text` safe for a terminal: each control character becomes "�"."""
    return _CONTROLS.sub("\ufffd", _ENDS_OF_LINES.sub("\n", text))


def is_yes(answer: str) -> bool:
    """Whether the answer to a "[y/N]" question is yes."""
    return answer.strip().lower() in ("y", "yes")


async def _nobody(question: str) -> None:
    """The answer if no person can be asked, as in a script."""


@dataclass(frozen=True, slots=True)
class Console:
    """The three streams of one command, and the folder for its relative paths.

    All text for the person passes through `printable`, as titles and names are untrusted.
    """

    out: Callable[[str], object]
    err: Callable[[str], object]
    read: Callable[[], str]
    """Reads all of standard input; call at most once."""
    cwd: Path
    ask: Ask = _nobody

    def __post_init__(self) -> None:
        out, err, ask = self.out, self.err, self.ask
        object.__setattr__(self, "out", lambda text: out(printable(text)))
        object.__setattr__(self, "err", lambda text: err(printable(text)))
        object.__setattr__(self, "ask", lambda question: ask(printable(question)))

    def say(self, line: str = "") -> None:
        """Print a line to standard output."""
        self.out(f"{line}\n")

    def complain(self, line: str) -> None:
        """Print a line to standard error."""
        self.err(f"{line}\n")

    def dump(self, document: Any) -> None:
        """Print a JSON document to standard output."""
        self.write_json(json.dumps(document, ensure_ascii=False, indent=2) + "\n")

    def write_json(self, text: str) -> None:
        """Write part of a JSON document to standard output, with control characters escaped."""
        self.out(_CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text))

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Print aligned columns to standard output, one line per row."""
        lines = [[_BREAKS.sub(" ", cell) for cell in row] for row in (header, *rows)]
        widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
        for line in lines:
            cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=True)]
            self.say("  ".join(cells).rstrip())
