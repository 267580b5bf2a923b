"""Trouble on request: each scheduled fault meets one request, in the order they were scheduled."""

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """What can go wrong."""

    THROTTLE = "429 with Retry-After, whatever is left"
    HTML_ERROR = "500 with an HTML body"
    UNAVAILABLE = "503"
    RESET = "the connection breaks before anything is done"
    DNS = "the host name cannot be resolved (in-process only)"
    TRUNCATED = "half of the answer's JSON"
    DRIP = "the answer comes byte by byte, too slowly"
    REDIRECT = "a redirect to another host"
    SLOW = "nothing is done, and the time runs out"
    WRITE_THEN_TIMEOUT = "what was asked is done, and the answer is a timeout"
    WRITE_THEN_ERROR = "what was asked is done, and the answer is a 500"
    WRITE_THEN_RESET = "what was asked is done, and the connection breaks"


AFTER_EXECUTION = {
    FaultKind.TRUNCATED,
    FaultKind.DRIP,
    FaultKind.WRITE_THEN_TIMEOUT,
    FaultKind.WRITE_THEN_ERROR,
    FaultKind.WRITE_THEN_RESET,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One scheduled fault; `operation` is the operation name it waits for, empty for any."""

    kind: FaultKind
    operation: str = ""
    seconds: float = 5.0
    """Retry-After of a THROTTLE."""


class Faults:
    """The script of faults."""

    def __init__(self) -> None:
        self._script: list[Fault] = []

    def add(self, kind: FaultKind, times: int = 1, *, operation: str = "", seconds: float = 5.0) -> None:
        """Schedule a fault for the next requests (of that operation)."""
        self._script += [Fault(kind, operation, seconds)] * times

    def clear(self) -> None:
        """Forget what has not happened yet."""
        self._script.clear()

    def next(self, operation: str) -> Fault | None:
        """The fault that meets this request."""
        for fault in self._script:
            if fault.operation in ("", operation):
                self._script.remove(fault)
                return fault
        return None
