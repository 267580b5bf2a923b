"""Scheduled faults: each hits one request, in order."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """The kinds of faults."""

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
    TIMEOUT_THEN_WRITE = "the answer is a timeout, and what was asked is done later"
    RESET_THEN_WRITE = "the connection breaks, and what was asked is done later"
    ALIAS_REFUSED = "one alias answers with an error of its own; the others hold"
    ALIAS_BROKEN = "one alias breaks, and `errors` names its path; the others hold"
    ALIAS_EMPTY = "one alias answers with nothing, without an error; the others hold"


AFTER_EXECUTION = {
    FaultKind.TRUNCATED,
    FaultKind.DRIP,
    FaultKind.WRITE_THEN_TIMEOUT,
    FaultKind.WRITE_THEN_ERROR,
    FaultKind.WRITE_THEN_RESET,
}
LATE_EXECUTION = {FaultKind.TIMEOUT_THEN_WRITE, FaultKind.RESET_THEN_WRITE}
OF_ONE_ALIAS = {FaultKind.ALIAS_REFUSED, FaultKind.ALIAS_BROKEN, FaultKind.ALIAS_EMPTY}


@dataclass(frozen=True, slots=True)
class Fault:
    """A scheduled fault; `operation` is what it waits for, as in `Between`."""

    kind: FaultKind
    operation: str = ""
    seconds: float = 5.0
    """Retry-After of a THROTTLE."""
    alias: str = "m0"
    """The alias that an ALIAS fault affects."""
    requests: int | None = None
    """How many more requests are answered before a late one is carried out; None: on demand."""


class Faults:
    """The scheduled faults."""

    def __init__(self) -> None:
        self._script: list[Fault] = []

    def add(
        self,
        kind: FaultKind,
        times: int = 1,
        *,
        operation: str = "",
        seconds: float = 5.0,
        alias: str = "m0",
        requests: int | None = None,
    ) -> None:
        """Schedule a fault for the next requests (of that operation)."""
        self._script += [Fault(kind, operation, seconds, alias, requests)] * times

    def clear(self) -> None:
        """Drop the pending faults."""
        self._script.clear()

    def next(self, names: Collection[str]) -> Fault | None:
        """The fault for a request with these names."""
        for fault in self._script:
            if not fault.operation or fault.operation in names:
                self._script.remove(fault)
                return fault
        return None
